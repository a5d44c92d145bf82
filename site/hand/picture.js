// The picture of a strip that is written on and read, in one SVG; hand.js puts it to work.
"use strict";

// Lengths in the picture's units: a pixel of the strip, and a column, which is a block of pixels.
const PIXEL = 3, COLUMN = BLOCK * PIXEL, COLUMNS = NETWORK.examples[0].rows[0].length;
const LEFT = 86, STRIP = 4, SEEN = 144, MAP = 252, LINE = 20;  // where the parts begin; a line of the map
const WIDTH = LEFT + COLUMNS * COLUMN + 6, HEIGHT = MAP + 11 * LINE + 44;
// ColorBrewer's Greys and Oranges, as in the course's figures.
const GREYS = ["ffffff", "f0f0f0", "d9d9d9", "bdbdbd", "969696", "737373", "525252", "252525", "000000"];
const ORANGES = ["fff5eb", "fee6ce", "fdd0a2", "fdae6b", "fd8d3c", "f16913", "d94801", "a63603", "7f2704"];
const STEPS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

// The colour of a value from 0 to 1.
function shade(colours, value) {
  const place = value * (colours.length - 1), below = Math.min(Math.floor(place), colours.length - 2);
  const mixed = [0, 2, 4].map(k => {
    const [low, high] = [0, 1].map(next => parseInt(colours[below + next].slice(k, k + 2), 16));
    return Math.round(low + (place - below) * (high - low));
  });
  return `rgb(${mixed.join(", ")})`;
}

// A grid of rectangles; returns a function that colours them.
function grid(picture, {x, y, columns, rows, height, colours}) {
  const cells = Array.from({length: rows * columns}, (_, k) => svg("rect", {
    x: x + k % columns * COLUMN, y: y + Math.floor(k / columns) * height, width: COLUMN, height}));
  picture.append(svg("g", {"shape-rendering": "crispEdges"}, ...cells),
    svg("rect", {x, y, width: columns * COLUMN, height: rows * height, fill: "none", stroke: FAINT}));
  return valueOf => cells.forEach((cell, k) =>
    cell.setAttribute("fill", shade(colours, valueOf(Math.floor(k / columns), k % columns))));
}

// The lower parts of the picture: what the machine sees and reads; returns a function that draws it.
function readingPart(picture) {
  const seen = grid(picture, {x: LEFT, y: SEEN, columns: COLUMNS, rows: ROWS, height: COLUMN, colours: GREYS});
  const map = grid(picture, {x: LEFT + 3.5 * COLUMN, y: MAP, columns: COLUMNS - 7, rows: 11, height: LINE,
    colours: ORANGES});
  const text = (x, y, anchor, ...lines) => picture.append(svg("text",
    {x, y, "text-anchor": anchor, "dominant-baseline": "central"}, ...lines));
  text(LEFT - 8, STRIP + 4 * COLUMN, "end", "written");
  text(LEFT - 8, SEEN + 4 * COLUMN, "end", "seen");
  for (let k = 0; k <= 10; k++) text(LEFT - 8, MAP + (k + 0.5) * LINE, "end", k < 10 ? k : "between");
  for (let k = 0; k < COLUMNS; k += 8) text(LEFT + (k + 0.5) * COLUMN, MAP + 11 * LINE + 12, "middle", k);
  text(LEFT + COLUMNS / 2 * COLUMN, MAP + 11 * LINE + 33, "middle", "column (of a window: its middle)");
  const marks = svg("g");
  picture.append(marks);
  return ({width, values}, {probabilities, columns, digits}) => {
    seen((row, column) => values[row * width + column]);
    map((row, column) => probabilities[column][row]);
    marks.replaceChildren(...columns.flatMap((column, k) => {
      const x = LEFT + column * COLUMN, middle = x + 4 * COLUMN;
      return [
        svg("path", {d: `M${x} ${SEEN + 8 * COLUMN}v${-8 * COLUMN}h${8 * COLUMN}v${8 * COLUMN}`,
          fill: "none", stroke: OUTPUT, "stroke-width": 3}),
        svg("text", {x: middle, y: SEEN - 6, "text-anchor": "middle", class: "hand-digit"}, digits[k]),
        svg("circle", {cx: middle, cy: MAP + (digits[k] + 0.5) * LINE, r: 6, fill: "white", stroke: "black"}),
      ];
    }));
  };
}

// The upper part: the strip to write on, and its pen; returns a function that inks it.
// `begin` is told a point where a stroke begins, `go` where it goes on, `state` whether keys hold the pen down.
function writingPart(picture, {begin, go, state}) {
  const shape = svg("path"), pen = svg("circle", {class: "hand-pen", r: NETWORK.pen / 2 * PIXEL});
  const paper = svg("rect", {x: LEFT, y: STRIP, width: COLUMNS * COLUMN, height: HIGH * PIXEL, fill: "white",
    stroke: "#595959"});
  const strip = svg("g", {class: "hand-strip", tabindex: 0, role: "application",
    "aria-label": "Strip to write on. Arrows move the pen, Space puts it down and lifts it."}, paper, shape, pen);
  picture.append(strip);
  const place = {x: 20, y: 4};  // of the pen that keys move, in pixels
  let pointer = null, down = false;
  const movePen = () => dress(pen, {cx: LEFT + place.x * PIXEL, cy: STRIP + place.y * PIXEL}, []);
  const putDown = yes => {
    if (down === yes) return;
    down = yes;
    pen.classList.toggle("down", down);
    if (down) begin({...place});
    state(down);
  };
  const point = event => {
    const {x, y} = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    return {x: (x - LEFT) / PIXEL, y: (y - STRIP) / PIXEL};
  };
  strip.addEventListener("pointerdown", event => {
    if (event.button || pointer !== null) return;
    putDown(false);
    pointer = event.pointerId;
    strip.setPointerCapture(pointer);
    strip.focus({preventScroll: true});
    strip.classList.add("pointed");
    begin(point(event));
    event.preventDefault();
  });
  // Or the finger would scroll the page: inside an SVG, Chromium does not heed the style touch-action.
  strip.addEventListener("touchstart", event => event.preventDefault(), {passive: false});
  strip.addEventListener("pointermove", event => {
    if (event.pointerId !== pointer) return;
    const passed = event.getCoalescedEvents?.() ?? [];  // only in a secure context
    go(...(passed.length ? passed : [event]).map(point));
  });
  strip.addEventListener("lostpointercapture", () => { pointer = null; });
  strip.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || pointer !== null) return;
    if (event.key === " " || event.key === "Enter") {
      if (!event.repeat) putDown(!down);
    } else if (STEPS[event.key]) {
      const [dx, dy] = STEPS[event.key], far = event.shiftKey ? 8 : 2;
      place.x = Math.min(BLOCK * COLUMNS, Math.max(0, place.x + far * dx));
      place.y = Math.min(HIGH, Math.max(0, place.y + far * dy));
      movePen();
      if (down) go({...place});
    } else {
      return;
    }
    strip.classList.remove("pointed");
    pen.scrollIntoView({block: "nearest", inline: "nearest"});
    event.preventDefault();
  });
  strip.addEventListener("blur", () => {
    strip.classList.remove("pointed");
    putDown(false);
  });
  movePen();
  return pixels => shape.setAttribute("d", outline(pixels));
}

// The inked pixels as a path: a rectangle for each run in a row.
function outline(pixels) {
  const width = BLOCK * COLUMNS, parts = [];
  for (let row = 0; row < HIGH; row++) {
    for (let start = 0; start < width; start++) {
      if (!pixels[row * width + start]) continue;
      let end = start;
      while (end < width && pixels[row * width + end]) end++;
      parts.push(`M${LEFT + start * PIXEL} ${STRIP + row * PIXEL}h${(end - start) * PIXEL}v${PIXEL}`
        + `h${(start - end) * PIXEL}z`);
      start = end;
    }
  }
  return parts.join("");
}
