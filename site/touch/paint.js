// An 8 × 8 image to paint on, and the scores that ten units with a weight for every pixel give it.
"use strict";

// Images are stored in sixteenths of ink, from 0 (paper) to 1.
const inked = text => Float64Array.from(bytes(text), level => level / 16);

// image @ weights.T + bias, for weights (10, 64) in one row.
function tenScores(image, weights, bias) {
  return Array.from(bias, (start, k) =>
    image.reduce((sum, ink, i) => sum + ink * weights[64 * k + i], start));
}

// The unit that scores highest; -1 if two are level.
function highest(scores) {
  const best = Math.max(...scores);
  return scores.indexOf(best) === scores.lastIndexOf(best) ? scores.indexOf(best) : -1;
}

// Fill a figure: an image to paint on, bars of its ten scores, and below what `more` draws.
// `units` is stored, `bars` is what barChart asks for, `says(scores, image)` gives the text alternative.
function painter(figure, units, {bars, says, more = () => () => {}}) {
  const weights = floats(units.weights), bias = floats(units.bias);
  const start = inked(units.start), examples = inked(units.examples);
  let image, example = -1;
  const panels = element("div", {class: "panels"});
  const canvas = paper(() => image, (pixel, ink) => {
    image[pixel] = ink;
    draw();
  });
  instruction(figure, "Paint with the mouse or a finger; where there is ink, you erase. "
    + "With keys: arrows move, Space paints or erases.");
  figure.append(panels);
  const chart = barChart(bars);
  panels.append(canvas.grid, chart.picture);
  const drawMore = more(figure, weights);
  buttons(figure, {
    "Clear": () => show(new Float64Array(64)),
    "Another digit": () => {
      example = (example + 1) % 10;
      show(examples.slice(64 * example, 64 * example + 64));
    },
    "As in the notebook": () => {
      example = -1;
      show(start.slice());
    },
  });
  const say = caption(figure);
  function show(shown) {
    image = shown;
    draw();
  }
  function draw() {
    const scores = tenScores(image, weights, bias);
    canvas.draw();
    chart.draw(scores);
    drawMore(image);
    say(says(scores, image));
  }
  show(start.slice());
}

// A grid of 64 pixels. `get()` gives the image, `paint(pixel, ink)` is told of every stroke.
function paper(get, paint) {
  const cells = Array.from({length: 64}, () => element("div", {role: "gridcell", tabindex: -1}));
  const rows = Array.from({length: 8}, (_, i) =>
    element("div", {role: "row"}, ...cells.slice(8 * i, 8 * i + 8)));
  const grid = element("div", {class: "paper", role: "grid", "aria-label": "Image, 8 rows of 8 pixels"},
    ...rows);
  let here = 0, ink;
  cells[here].tabIndex = 0;

  function stand(pixel) {
    cells[here].tabIndex = -1;
    here = pixel;
    cells[here].tabIndex = 0;
  }
  function go(pixel) {
    stand(pixel);
    cells[here].focus({preventScroll: true});
  }
  // The pixel under a pointer; outside, the nearest one.
  function under(event) {
    const box = grid.getBoundingClientRect();
    const place = (at, from, size) => Math.min(7, Math.max(0, Math.floor(8 * (at - from) / size)));
    return 8 * place(event.clientY, box.top, box.height) + place(event.clientX, box.left, box.width);
  }
  const opposite = pixel => get()[pixel] > 0.5 ? 0 : 1;

  grid.addEventListener("focusin", event => stand(cells.indexOf(event.target)));  // a screen reader's, too
  grid.addEventListener("pointerdown", event => {
    if (event.button || !event.isPrimary) return;
    event.preventDefault();
    grid.setPointerCapture(event.pointerId);
    go(under(event));
    ink = opposite(here);
    paint(here, ink);
  });
  grid.addEventListener("pointermove", event => {
    if (!grid.hasPointerCapture(event.pointerId)) return;
    const from = here, to = under(event);
    if (from === to) return;
    // A quick hand skips pixels: the stroke is straight between two of them.
    const down = (to >> 3) - (from >> 3), across = to % 8 - from % 8;
    const steps = Math.max(Math.abs(down), Math.abs(across));
    for (let n = 1; n <= steps; n++) {
      paint(from + 8 * Math.round(n * down / steps) + Math.round(n * across / steps), ink);
    }
    go(to);
  });
  grid.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const row = here >> 3, column = here % 8;
    const goals = {
      ArrowUp: Math.max(0, row - 1) * 8 + column, ArrowDown: Math.min(7, row + 1) * 8 + column,
      ArrowLeft: 8 * row + Math.max(0, column - 1), ArrowRight: 8 * row + Math.min(7, column + 1),
      Home: 8 * row, End: 8 * row + 7,
    };
    if (event.key in goals) go(goals[event.key]);
    else if (event.key === " " || event.key === "Enter") paint(here, opposite(here));
    else return;
    event.preventDefault();
  });

  function draw() {
    cells.forEach((cell, pixel) => {
      const level = Math.round(16 * get()[pixel]), grey = 255 - 255 * level / 16;
      const told = {0: "paper", 16: "ink"}[level] ?? `${level} sixteenths of ink`;
      cell.style.backgroundColor = `rgb(${grey} ${grey} ${grey})`;
      cell.setAttribute("aria-label", `Row ${pixel >> 3}, column ${pixel % 8}: ${told}`);
    });
  }
  return {grid, draw};
}

// Ten bars, the highest one hatched, as helpers/figures/images.py draws them. The axis reaches
// from `low` to `high`, and further where a score does.
function barChart({title, unit, low, high}) {
  const WIDTH = 340, TOP = 40, BOTTOM = 200, STEP = 33, LEFT = 5;
  const hatch = svg("pattern", {id: "hatch", width: 8, height: 8, patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)"}, svg("rect", {width: 8, height: 8, fill: OUTPUT}),
  svg("path", {d: "M 0 0 V 8", stroke: "black"}));
  const zero = svg("path", {stroke: "black"});
  const bars = Array.from({length: 10}, () => svg("rect", {width: STEP - 6, stroke: "black"}));
  const values = bars.map((_, k) => svg("text", {x: LEFT + (k + 0.5) * STEP, "text-anchor": "middle"}));
  const names = bars.map((_, k) =>
    svg("text", {x: LEFT + (k + 0.5) * STEP, y: BOTTOM + 20, "text-anchor": "middle"}, String(k)));
  const picture = svg("svg", {viewBox: `0 0 ${WIDTH} ${BOTTOM + 44}`, "font-size": 12}, svg("defs", {}, hatch),
    svg("text", {x: WIDTH / 2, y: 16, "text-anchor": "middle", "font-size": 14}, title), ...bars, zero,
    ...values, ...names,
    svg("text", {x: WIDTH / 2, y: BOTTOM + 38, "text-anchor": "middle", "font-size": 14}, unit));

  function draw(scores) {
    const floor = Math.min(low, ...scores), roof = Math.max(high, ...scores), read = highest(scores);
    const y = value => BOTTOM - (BOTTOM - TOP) * (value - floor) / (roof - floor);
    zero.setAttribute("d", `M ${LEFT} ${y(0)} H ${WIDTH - LEFT}`);
    scores.forEach((score, k) => {
      dress(bars[k], {x: LEFT + k * STEP + 3, y: y(Math.max(score, 0)), height: Math.abs(y(score) - y(0)),
        fill: k === read ? "url(#hatch)" : FAINT}, []);
      dress(values[k], {y: score < 0 ? y(score) + 14 : y(score) - 5,
        "font-weight": k === read ? "bold" : "normal"}, []);
      values[k].textContent = fixed(score);
      names[k].setAttribute("font-weight", k === read ? "bold" : "normal");
    });
  }
  return {picture, draw};
}
