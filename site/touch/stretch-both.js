// Notebook 3: type two shapes, and see which cells are real, which are stretched, or why they do not fit.
"use strict";

touch("stretch-both", figure => {
  const START = ["(4, 1)", "(4,)"], GUESSED = [
    ["(4, 3)", "(3,)"], ["(4, 3)", "(4,)"], ["(4, 3)", "(4, 1)"], ["(4, 3)", "(2, 3)"], START];
  const AXES = 4, DIGITS = 5, DRAWN = 6, WIDTH = 360;
  const EXPECTED = "expected a shape such as (4, 1), (4,) or ()";

  const written = shape => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
  const size = shape => shape.reduce((product, length) => product * length, 1);
  const flat = shape => [...Array(2 - shape.length).fill(1), ...shape];  // rows and columns
  const drawable = shapes => shapes.every(shape => shape.length <= 2 && shape.every(length => length <= DRAWN));

  // The lengths in a text such as "(4, 1)"; throws an Error that says what was got and expected.
  function read(text) {
    const inside = text.match(/^\(([^()]*)\)$/);
    if (!inside) throw new Error(`got ${text || "nothing"}, ${EXPECTED}`);
    const entries = inside[1].trim() ? inside[1].replace(/,\s*$/, "").split(",") : [];
    if (entries.length === 1 && !/,\s*$/.test(inside[1])) {
      throw new Error(`got ${text}, which has no comma and is a number to Python; ${EXPECTED}`);
    }
    if (entries.length > AXES) throw new Error(`got ${entries.length} axes, expected at most ${AXES} here`);
    return entries.map(entry => {
      const length = entry.trim();
      if (!/^\d+$/.test(length)) {
        throw new Error(`got ${length || "nothing"} for a length in ${text}, expected a whole number from 0 on`);
      }
      if (Number(length) >= 10 ** DIGITS) {
        throw new Error(`got the length ${length}, expected one of at most ${DIGITS} digits here`);
      }
      return Number(length);
    });
  }

  // The two rules: the shapes lined up at the right, which lengths fit, and the result, null if there is none.
  function broadcast(shapes) {
    const axes = Math.max(...shapes.map(shape => shape.length));
    const lined = shapes.map(shape => [...Array(axes - shape.length).fill(1), ...shape]);
    const pairs = lined[0].map((length, axis) => [length, lined[1][axis]]);
    const fits = pairs.map(([m, n]) => m === n || m === 1 || n === 1);
    const result = fits.every(fit => fit) ? pairs.map(([m, n]) => m === 1 ? n : m) : null;
    return {shapes, lined, pairs, fits, result};
  }

  function describe({shapes, lined, pairs, fits, result}) {
    const told = [`${written(shapes[0])} and ${written(shapes[1])}:`];
    shapes.forEach((shape, k) => {
      if (shape.length < pairs.length) told.push(`by rule 1, ${written(shape)} counts as ${written(lined[k])}.`);
    });
    const compared = pairs.map(([m, n], axis) => `${m} against ${n}${!fits[axis] ? ", an error"
      : m === n ? ", equal" : `, the 1 is stretched to ${m === 1 ? n : m}`}`);
    const by = told.length > 1 ? "By" : "by";
    told.push(compared.length ? `${by} rule 2: ${compared.join("; ")}.` : "no axes to compare.");
    told.push(result
      ? `Result ${written(result)}: ${size(shapes[0])} and ${size(shapes[1])} real cells give ${size(result)}.`
      : "Only a 1 is ever stretched: NumPy raises a ValueError.");
    if (!drawable(shapes)) told.push(`Too large to draw: at most two axes, and lengths up to ${DRAWN}, are drawn.`);
    return told.join(" ");
  }

  // Both shapes and the result, with a column for each axis; lengths that only count as 1 in brackets.
  function alignment({shapes, pairs, fits, result}) {
    const shown = k => pairs.map((both, axis) => axis < pairs.length - shapes[k].length ? "(1)" : both[k]);
    const rows = {left: shown(0), right: shown(1), result: result ?? fits.map(fit => fit ? "" : "✗")};
    return Object.entries(rows).flatMap(([name, entries], row) => [
      svg("text", {x: 4, y: 18 + 20 * row}, name),
      ...entries.map((entry, axis) => svg("text", {x: 118 + 62 * axis, y: 18 + 20 * row, "text-anchor": "end",
        "font-family": "monospace", "font-weight": fits[axis] ? 400 : 700}, entry)),
    ]);
  }

  // Two arrays and, if they fit, their sum: real cells in colour; faint, dashed ones are only stretched.
  function grids({shapes, result}) {
    const numbers = [(i, j) => 10 * i + j, (i, j) => 1 + i * flat(shapes[1])[1] + j];
    const held = (k, i, j) => numbers[k](Math.min(i, flat(shapes[k])[0] - 1), Math.min(j, flat(shapes[k])[1] - 1));
    const panels = shapes.map((shape, k) => ({shape, colour: [INPUT, BIAS][k], value: (i, j) => held(k, i, j)}));
    if (result) panels.push({shape: result, colour: OUTPUT, value: (i, j) => held(0, i, j) + held(1, i, j)});
    for (const panel of panels) {
      [panel.rows, panel.columns] = flat(panel.shape);
      panel.extent = result ? flat(result) : [0, 0];
      panel.wide = panel.rows * panel.columns ? Math.max(panel.columns, panel.extent[1]) : 0;
      panel.least = 8.5 * Math.max(written(panel.shape).length, panel.wide ? 0 : 8);
    }
    const signs = 26;
    let cell = 28, left = 4;
    const width = panel => Math.max(panel.wide * cell, panel.least);
    while (panels.reduce((sum, panel) => sum + width(panel) + signs, 0) > WIDTH) cell -= 0.5;
    const parts = panels.flatMap((panel, k) => {
      const drawn = [...cells(panel, left, cell), svg("text", {x: left, y: 92, "font-family": "monospace"},
        written(panel.shape))];
      left += width(panel) + signs;
      if (k < 2) drawn.push(svg("text", {x: left - signs / 2, y: 100 + cell * 0.5 + 5, "text-anchor": "middle"},
        k ? result ? "=" : "✗" : "+"));
      return drawn;
    });
    const rows = Math.max(1, ...panels.map(panel => Math.max(panel.rows, panel.extent[0])));
    return {parts, height: 100 + rows * cell};
  }

  function cells({rows, columns, extent, colour, value}, left, cell) {
    if (!rows || !columns) return [svg("text", {x: left, y: 118, fill: "#595959"}, "no cells")];
    const real = [], stretched = [];
    for (let i = 0; i < Math.max(rows, extent[0]); i++) {
      for (let j = 0; j < Math.max(columns, extent[1]); j++) {
        const is = i < rows && j < columns;
        if (!is && !(i < extent[0] && j < extent[1])) continue;
        const [x, y] = [left + j * cell, 100 + i * cell];
        const look = is ? {class: "real", fill: colour, "fill-opacity": 0.55, stroke: "black"}
          : {class: "stretched", fill: "white", stroke: "#999999", "stroke-dasharray": "3 3"};
        (is ? real : stretched).push(svg("rect", {...look, x, y, width: cell, height: cell}),
          svg("text", {x: x + cell / 2, y: y + cell / 2 + 4, "text-anchor": "middle", fill: is ? "black" : "#595959",
            "font-size": Math.max(11, Math.min(14, cell / 2))}, value(i, j)));
      }
    }
    return [...stretched, ...real];
  }

  function draw() {
    const shapes = [];
    const troubles = inputs.flatMap((input, k) => {
      let trouble = [];
      try {
        shapes.push(read(input.value.trim()));
      } catch (error) {
        trouble = [`On the ${["left", "right"][k]}: ${error.message}.`];
      }
      input.setAttribute("aria-invalid", trouble.length > 0);
      return trouble;
    });
    picture.setAttribute("opacity", troubles.length ? 0.3 : 1);
    if (troubles.length) return tell(troubles.join(" "));
    const sum = broadcast(shapes);
    const {parts, height} = drawable(shapes) ? grids(sum) : {parts: [], height: 70};
    const stretched = parts.some(part => part.getAttribute("class") === "stretched");
    const note = svg("text", {x: 4, y: height + 20, "font-size": 13}, "faint cells: copies that are never made");
    picture.replaceChildren(svg("g", {"aria-hidden": true, "font-size": 14},
      ...alignment(sum), ...parts, ...stretched ? [note] : []));
    picture.setAttribute("viewBox", `0 0 ${WIDTH} ${height + 28}`);
    tell(describe(sum));
  }

  function put(texts) {
    inputs.forEach((input, k) => { input.value = texts[k]; });
    draw();
  }

  instruction(figure, "Type two shapes, such as (4, 1) and (4,), or choose a sum.");
  const inputs = ["left", "right"].map(() =>
    element("input", {type: "text", size: 9, autocomplete: "off", autocapitalize: "off", spellcheck: false}));
  inputs.forEach(input => input.addEventListener("input", draw));
  figure.append(element("p", {class: "buttons"}, ...["left", "right"].map((name, k) =>
    element("label", {}, name, inputs[k]))));
  buttons(figure, {...Object.fromEntries(GUESSED.map(texts => [texts.join(" + "), () => put(texts)])),
    "As in the notebook": () => put(START)});
  const picture = svg("svg");
  figure.append(picture);
  const tell = caption(figure);
  put(START);
});
