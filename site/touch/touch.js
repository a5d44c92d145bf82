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
    mark.focus();
    event.preventDefault();
  });
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
