// Pictures to touch: what they have in common. A module makes one picture, and says
//     touch("shadow", (figure, stored) => {...});
// with the id of the notebook's cell whose stored picture it takes the place of.
"use strict";

// The colours and styles of the course's figures; helpers/figures/style.py has the same.
const INPUT = "#0072B2", WEIGHT = "#E69F00", BIAS = "#009E73", OUTPUT = "#D55E00", FAINT = "#BBBBBB";

// Make an element with attributes and children: element("p", {class: "note"}, "text").
function element(name, attributes = {}, ...children) {
  return dress(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function dress(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Put a picture in place of a stored one. `build` fills the figure; if it fails, the stored one stays.
function touch(cell, build) {
  addEventListener("DOMContentLoaded", () => {
    const stored = document.querySelector(`img.figure-${cell}`);
    if (!stored) return;
    const figure = element("figure", {class: "touch", id: `touch-${cell}`});
    stored.after(figure);
    try {
      build(figure, stored);
      stored.hidden = true;
    } catch (error) {
      figure.remove();
      throw error;
    }
  });
}

// Add a line that says what to do, or a row of buttons: buttons(figure, {"As in the notebook": reset}).
function instruction(figure, text) {
  figure.append(element("p", {class: "how"}, text));
}

function buttons(figure, actions, lead = "") {
  const row = element("p", {class: "buttons"}, lead);
  for (const [label, action] of Object.entries(actions)) {
    const button = element("button", {type: "button"}, label);
    button.addEventListener("click", action);
    row.append(button);
  }
  figure.append(row);
}

// A line of text under a picture that changes with it: the picture's text alternative.
// Returns a function that sets it. Screen readers say it once the hand rests.
function caption(figure) {
  const shown = element("figcaption", {"aria-live": "polite"});
  figure.append(shown);
  let wait;
  return text => {
    const picture = figure.querySelector("svg");
    const role = picture?.querySelector("[tabindex]") ? "group" : "img";  // an img hides its handles
    if (picture) dress(picture, {role, "aria-label": text}, []);
    clearTimeout(wait);
    if (!shown.textContent) shown.textContent = text;
    wait = setTimeout(() => { shown.textContent = text; }, 150);
  };
}

// A number as the notebooks print it: at most `digits` after the point, and a true minus.
function number(value, digits = 2) {
  const rounded = Number(value.toFixed(digits)) || 0;  // no -0
  return String(rounded).replace("-", "−");
}

// The same after "=", or after "≈" if it was rounded.
function equals(value, digits = 2) {
  const exact = Math.abs(value - value.toFixed(digits)) < 1e-9;
  return `${exact ? "=" : "≈"} ${number(value, digits)}`;
}

function pair([first, second]) {
  return `(${number(first)}, ${number(second)})`;
}

// Let a mark in an SVG picture be moved by mouse, finger and arrow keys.
// `move(dx, dy)` is told steps of keys; `to(x, y)` is told where a pointer is, in the SVG's units.
// A circle of class "grip" in a mark is its target, and shows where the focus is.
// Returns a function that tells screen readers where the mark is: in words, and as one number.
function draggable(mark, {label, to, move}) {
  const tell = (text, now = 0) => dress(mark, {"aria-valuetext": text, "aria-valuenow": now}, []);
  dress(mark, {tabindex: 0, role: "slider", "aria-label": label}, []);
  tell("");
  mark.addEventListener("pointerdown", event => {
    if (event.button) return;
    mark.setPointerCapture(event.pointerId);
    mark.focus({preventScroll: true});
    event.preventDefault();
  });
  // Or the finger would scroll the page: inside an SVG, Chromium does not heed the style touch-action.
  mark.addEventListener("touchstart", event => event.preventDefault(), {passive: false});
  mark.addEventListener("pointermove", event => {
    if (!mark.hasPointerCapture(event.pointerId)) return;
    const screen = mark.ownerSVGElement.getScreenCTM();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(screen.inverse());
    to(point.x, point.y);
  });
  const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};
  mark.addEventListener("keydown", event => {
    if (!steps[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    move(...steps[event.key]);
    event.preventDefault();
  });
  return tell;
}

// A plane from -reach to reach, as the course's figures of two numbers have it, below `lines` of text.
// `at` gives the place of a point in the SVG's units, and `point` the point at a place; draw in `drawn`.
function plane(reach, lines) {
  const left = 36, top = 20 * lines + 8, side = 320, unit = side / (2 * reach);
  const at = ([x, y]) => [left + (x + reach) * unit, top + (reach - y) * unit];
  const point = (x, y) => [(x - left) / unit - reach, reach - (y - top) / unit];
  const low = top + side, middle = [left + side / 2, top + side / 2];
  const frame = svg("g", {"aria-hidden": true, "font-size": 12, "text-anchor": "middle"},
    svg("path", {d: `M${left} ${top}V${low}H${left + side}`, fill: "none", stroke: "black"}),
    svg("text", {x: middle[0], y: low + 36}, "first number"),
    svg("text", {transform: `translate(11 ${middle[1]}) rotate(-90)`}, "second number"));
  for (let tick = 2 * Math.ceil(-reach / 2); tick <= reach; tick += 2) {
    const [x, y] = at([tick, tick]);
    frame.append(svg("path", {d: `M${x} ${low}v4M${left} ${y}h-4`, stroke: "black"}),
      svg("text", {x, y: low + 18}, number(tick)),
      svg("text", {x: left - 7, y: y + 4, "text-anchor": "end"}, number(tick)));
  }
  const text = svg("g", {"aria-hidden": true, "font-size": 14});
  const clipped = svg("svg", {x: left, y: top, width: side, height: side,
    viewBox: `${left} ${top} ${side} ${side}`, "aria-hidden": true});
  const picture = svg("svg", {viewBox: `0 0 ${left + side + 4} ${low + 42}`}, frame, clipped, text);
  return {picture, at, point, drawn: clipped, say(...said) {
    text.replaceChildren(...said.map((line, i) => svg("text", {x: left, y: 20 * i + 16}, line)));
  }};
}

function line(from, to, attributes) {
  return svg("line", {x1: from[0], y1: from[1], x2: to[0], y2: to[1], ...attributes});
}

// An arrow with a filled head, which is as long as the arrow if that is short.
function arrow(from, to, colour) {
  const along = [to[0] - from[0], to[1] - from[1]], length = Math.hypot(...along);
  if (!length) return svg("circle", {cx: to[0], cy: to[1], r: 4, fill: colour});
  const head = Math.min(14, length) / length;
  const [x, y] = [to[0] - along[0] * head, to[1] - along[1] * head];
  const [dx, dy] = [along[1] * head * 0.4, -along[0] * head * 0.4];
  return svg("g", {}, line(from, [x, y], {stroke: colour, "stroke-width": 3}),
    svg("path", {d: `M${to}L${x + dx} ${y + dy}L${x - dx} ${y - dy}Z`, fill: colour}));
}
