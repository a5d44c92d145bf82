// Arrays as tools/touch_data.py stores them in data/, in base64, row by row; and numbers as it prints them.
"use strict";

const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
const floats = text => new Float64Array(bytes(text).buffer);

// A number with `digits` after the point, zeros too, as Python's f"{value:.1f}", and a true minus.
function fixed(value, digits = 1) {
  const text = value.toFixed(digits);
  return Number(text) ? text.replace("-", "−") : text.replace("-", "");
}
