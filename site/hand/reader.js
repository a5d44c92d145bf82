// Reads a strip of ink as helpers and tools/recipes.py do: nothing here draws or asks the page.
// A strip is {width, values}, 8 rows from 0 (paper) to 1 (ink), line by line; `pixels` are 32 rows of 0 and 1.
"use strict";

const ROWS = 8, BLOCK = 4, HIGH = ROWS * BLOCK;
const SURE = 0.5, APART = 5;  // pick_digits in helpers/strips.py has the same

// Ink the pixels whose middle is at most half a pen from the line between two points.
function inkLine(pixels, from, to, pen) {
  const width = pixels.length / HIGH, dx = to.x - from.x, dy = to.y - from.y;
  const square = Math.max(dx * dx + dy * dy, 1e-9);
  const range = (a, b, end) => [Math.max(0, Math.floor(Math.min(a, b) - pen)), Math.min(end, Math.ceil(Math.max(a, b) + pen))];
  const [left, right] = range(from.x, to.x, width), [top, bottom] = range(from.y, to.y, HIGH);
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const x = column + 0.5 - from.x, y = row + 0.5 - from.y;
      const along = Math.min(1, Math.max(0, (x * dx + y * dy) / square));
      if ((x - along * dx) ** 2 + (y - along * dy) ** 2 <= pen * pen / 4) pixels[row * width + column] = 1;
    }
  }
}

// Count the ink in each block of 4 × 4 pixels, as the makers of the digits did.
function countInk(pixels) {
  const width = pixels.length / HIGH / BLOCK, values = new Float64Array(ROWS * width);
  pixels.forEach((inked, k) => {
    const row = Math.floor(k / (BLOCK * width)), column = k % (BLOCK * width);
    values[Math.floor(row / BLOCK) * width + Math.floor(column / BLOCK)] += inked / BLOCK ** 2;
  });
  return {width, values};
}

// Pixels whose blocks hold as much ink as a strip says: in each, those nearest to the ink around it.
function spreadInk({width, values}) {
  const pixels = new Uint8Array(HIGH * BLOCK * width);
  const value = (row, column) => column < 0 || column >= width ? 0 : values[Math.min(ROWS - 1, Math.max(0, row)) * width + column];
  const between = (y, x) => {
    const row = Math.floor(y), column = Math.floor(x), down = y - row, right = x - column;
    return (1 - down) * ((1 - right) * value(row, column) + right * value(row, column + 1))
      + down * ((1 - right) * value(row + 1, column) + right * value(row + 1, column + 1));
  };
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < width; column++) {
      const block = [];
      for (let k = 0; k < BLOCK ** 2; k++) {
        const y = row * BLOCK + Math.floor(k / BLOCK), x = column * BLOCK + k % BLOCK;
        block.push([between((y + 0.5) / BLOCK - 0.5, (x + 0.5) / BLOCK - 0.5), y * BLOCK * width + x]);
      }
      block.sort((one, other) => other[0] - one[0]);
      for (const [, place] of block.slice(0, Math.round(value(row, column) * BLOCK ** 2))) pixels[place] = 1;
    }
  }
  return pixels;
}

// All 8 × 8 windows of a strip, each line by line.
function cutWindows({width, values}) {
  return Array.from({length: width - ROWS + 1}, (_, start) => Float64Array.from(
    {length: ROWS * ROWS}, (_, k) => values[Math.floor(k / ROWS) * width + start + k % ROWS]));
}

// The layers of network.js with their numbers unpacked.
function unpack(layers) {
  const numbers = text => {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    return Float64Array.from({length: bytes.length / 4}, (_, k) => view.getFloat32(4 * k, true));
  };
  return layers.map(({W, b}) => ({W: numbers(W), b: numbers(b)}));
}

// x W + b
function linear(x, {W, b}) {
  const y = b.slice();
  x.forEach((input, d) => {
    if (input) for (let k = 0; k < y.length; k++) y[k] += input * W[d * y.length + k];
  });
  return y;
}

// Eleven scores of one window: Linear layers, with a ReLU between each two.
function score(layers, window) {
  return layers.reduce((x, layer, k) => linear(k ? x.map(value => Math.max(0, value)) : x, layer), window);
}

function softmax(scores) {
  const highest = Math.max(...scores), powers = scores.map(value => Math.exp(value - highest));
  const sum = powers.reduce((one, other) => one + other);
  return powers.map(power => power / sum);
}

// Each row of probabilities as the mean of its own and of those beside it; beside an end is that end itself.
function meansOfThree(rows) {
  return rows.map((row, k) => row.map((value, label) =>
    ((rows[k - 1] ?? row)[label] + value + (rows[k + 1] ?? row)[label]) / 3));
}

// The surest digit if it is sure enough, then nothing within 5 columns of it; and so on.
function pickDigits(probabilities) {
  const digits = probabilities.map(row => row.subarray(0, 10));
  const best = digits.map(row => Math.max(...row)), columns = [];
  while (Math.max(...best) >= SURE) {
    const column = best.indexOf(Math.max(...best));
    columns.push(column);
    best.fill(0, Math.max(0, column - APART), column + APART + 1);
  }
  columns.sort((one, other) => one - other);
  return {columns, digits: columns.map(column => digits[column].indexOf(Math.max(...digits[column])))};
}

function readStrip(layers, strip) {
  const scores = cutWindows(strip).map(window => score(layers, window));
  const probabilities = meansOfThree(scores.map(softmax));
  return {scores, probabilities, ...pickDigits(probabilities)};
}
