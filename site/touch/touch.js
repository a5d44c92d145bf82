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

// A line of text under a picture that changes with it: the picture's text alternative.
// Returns a function that sets it. Screen readers say it once the hand rests.
function caption(figure) {
  const shown = element("figcaption", {"aria-live": "polite"});
  figure.append(shown);
  let wait;
  return text => {
    figure.querySelector("svg")?.setAttribute("aria-label", text);
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
function draggable(mark, {label, to, move}) {
  dress(mark, {tabindex: 0, role: "slider", "aria-label": label}, []);
  const picture = () => mark.ownerSVGElement;
  mark.addEventListener("pointerdown", event => {
    mark.setPointerCapture(event.pointerId);
    mark.focus();
    event.preventDefault();
  });
  mark.addEventListener("pointermove", event => {
    if (!mark.hasPointerCapture(event.pointerId)) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture().getScreenCTM().inverse());
    to(point.x, point.y);
  });
  const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};
  mark.addEventListener("keydown", event => {
    if (!steps[event.key]) return;
    move(...steps[event.key]);
    event.preventDefault();
  });
}
