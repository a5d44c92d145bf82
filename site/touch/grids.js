// Notebook 4: two layers send a grid somewhere. Move the first layer's weights, and bend it or not.
"use strict";

{
  // The cell `two-layers`: a row of W belongs to an input, a column to an output.
  const FIRST = {W: [[1.0, 0.5], [-0.4, 0.9]], b: [0.3, 0.2]};
  const SECOND = {W: [[0.8, -0.6], [0.7, 0.6]], b: [0, 0]};
  const REACH = 2, LINES = Array.from({length: 9}, (_, i) => i / 2 - REACH);
  const CROSSINGS = LINES.flatMap(x => LINES.map(y => [x, y]));
  const LEAST = 1e-9;  // what lies on a crease is not beyond it, whatever rounding says

  const affine = ({W, b}, [x, y]) => b.map((bias, k) => x * W[0][k] + y * W[1][k] + bias);

  touch("grids", figure => {
    let first, point, bend;
    const hidden = place => affine(first, place);
    const send = place => affine(SECOND, bend ? hidden(place).map(h => Math.max(h, 0)) : hidden(place));
    const into = k => first.W.map(row => row[k]);

    instruction(figure, "Drag the tip of w₀ or w₁, the weights into a hidden unit, or the point; "
      + "or Tab to one and use the arrow keys. Switch the bend off and on.");
    const bent = element("input", {type: "checkbox"});
    const before = panel(), after = panel();
    const biases = [0, 1].map(k => {
      const slider = element("input", {type: "range", min: -2, max: 2, step: 0.1}), value = element("output");
      slider.addEventListener("input", () => {
        first.b[k] = slider.valueAsNumber;
        draw();
      });
      return {label: element("label", {}, `bias of hidden unit ${k}`, slider, value), show() {
        slider.value = first.b[k];
        value.textContent = number(first.b[k]);
      }};
    });
    figure.append(
      element("label", {}, bent, "bend: negative numbers between the layers become 0"),
      element("div", {class: "panels"}, before.picture, after.picture), ...biases.map(bias => bias.label));
    buttons(figure, {"As in the notebook": start});
    const say = caption(figure);

    // A mark on the grid to drag in tenths, from where get() says it is; returns what shows it there.
    function handle(label, shape, get, set) {
      const mark = svg("g", {}, svg("circle", {class: "grip", r: 25}), shape);
      const put = place => {
        set(place.map(value => Math.round(10 * Math.min(REACH, Math.max(-REACH, value))) / 10));
        draw();
      };
      const tell = draggable(mark, {
        label,
        to: (x, y) => put(before.point(x, y)),
        move: (dx, dy) => put([get()[0] + dx / 10, get()[1] + dy / 10]),
      });
      before.plot.append(mark);
      return () => {
        const [x, y] = before.at(get());
        mark.setAttribute("transform", `translate(${x} ${y})`);
        tell(pair(get()), get()[0]);
      };
    }

    // Hidden unit k: its weights as an arrow, its crease, where it is 0, and the side where it is negative.
    function unit(k) {
      const behind = svg("path"), crease = svg("path", {stroke: "black"});
      const arrow = svg("path", {stroke: WEIGHT, "stroke-width": 4});
      const tip = svg("path", {d: "M 4 0 L -14 -8 V 8 Z", fill: WEIGHT, stroke: "black"});
      const name = svg("text", {class: "halo", "text-anchor": "middle", "font-size": 16}, ["w₀", "w₁"][k]);
      before.plot.append(behind, crease, arrow);
      const show = handle(`weights into hidden unit ${k}`, svg("g", {}, tip, name), () => into(k),
        ([x, y]) => [first.W[0][k], first.W[1][k]] = [x, y]);
      return () => {
        const [x, y] = into(k), square = x * x + y * y, long = Math.sqrt(square);
        const corners = [[-9, 0], [9, 0], [9, -99], [-9, -99]].map(([along, back]) => before.at(
          [back * x / long - along * y / long - first.b[k] * x / square,
            back * y / long + along * x / long - first.b[k] * y / square]));
        crease.setAttribute("d", square ? `M ${corners[0]} L ${corners[1]}` : "");
        behind.setAttribute("d", square ? `M ${corners.join(" L ")} Z` : "");
        behind.setAttribute("opacity", bend ? 0.1 : 0);
        dress(crease, {"stroke-width": bend ? 2 : 1, "stroke-dasharray": bend ? "none" : "2 4"}, []);
        arrow.setAttribute("d", `M ${before.at([0, 0])} L ${before.at([x, y])}`);
        tip.setAttribute("transform", `rotate(${-Math.atan2(y, x) * 180 / Math.PI})`);
        dress(name, {x: square && 24 * x / long, y: 5 - (square && 24 * y / long)}, []);
        show();
      };
    }
    const units = [unit(0), unit(1)];
    const dot = () => svg("circle", {r: 8, fill: BIAS, stroke: "black"});
    const image = dot();
    const showPoint = handle("point", dot(), () => point, place => point = place);
    after.plot.append(image);

    bent.addEventListener("change", () => {
      bend = bent.checked;
      draw();
    });
    function start() {
      first = {W: FIRST.W.map(row => [...row]), b: [...FIRST.b]};
      point = [-1, 1];
      bend = true;
      draw();
    }

    function draw() {
      const ends = [...CROSSINGS, point].flatMap(send).map(Math.abs);
      before.draw(place => place, 2.5, `the grid; w₀ = ${pair(into(0))}, w₁ = ${pair(into(1))}`);
      after.draw(send, Math.max(4, Math.ceil(1.05 * Math.max(...ends))),
        bend ? "after two layers, with the bend" : "after two layers");
      units.forEach(show => show());
      showPoint();
      const [cx, cy] = after.at(send(point));
      dress(image, {cx, cy}, []);
      bent.checked = bend;
      biases.forEach(bias => bias.show());
      say(`${bend ? creased() : "Without the bend, all 18 lines stay straight, and parallel ones stay "
        + "parallel: one layer could do the same."} The point ${pair(point)} goes to ${pair(send(point))}.`);
    }

    // Whether a line from one point to another has a corner after the bend: it goes different ways
    // on two of the pieces into which the creases cut it.
    function cornered(one, other) {
      const from = hidden(one), slope = hidden(other).map((h, k) => h - from[k]);
      const cuts = from.map((h, k) => -h / slope[k]).filter(t => t > LEAST && t < 1 - LEAST);
      const ends = [0, ...cuts.sort((s, t) => s - t), 1];
      const ways = ends.slice(1).map((end, i) =>
        slope.map((s, k) => from[k] + s * (ends[i] + end) / 2 > LEAST ? s : 0));
      return ways.some(u => ways.some(v => Math.abs(u[0] * v[1] - u[1] * v[0]) > LEAST));
    }

    function creased() {
      const corners = LINES.flatMap(at => [[[-REACH, at], [REACH, at]], [[at, -REACH], [at, REACH]]])
        .filter(ends => cornered(...ends)).length;
      const beyond = CROSSINGS.map(place => hidden(place).filter(h => h < -LEAST).length);
      const flat = beyond.filter(count => count > 0).length, both = beyond.filter(count => count > 1).length;
      return `With the bend, ${corners} of the 18 lines have a corner, and the others stay straight. Of the `
        + `81 crossings, ${flat} lie beyond a crease and are squeezed flat, ${both} of them beyond both, `
        + "onto one point.";
    }
    start();
  });

  // A plane, and on it what a map makes of the grid, as helpers/figures/regions.py draws it. `at` gives
  // the place of a point in the plot's units, `point` the point at a place, both as drawn last.
  function panel() {
    const SIZE = 320, MIDDLE = SIZE / 2;
    let reach;
    const at = ([x, y]) => [(1 + x / reach) * MIDDLE, (1 - y / reach) * MIDDLE];
    const point = (x, y) => [(x / MIDDLE - 1) * reach, (1 - y / MIDDLE) * reach];
    const axes = svg("path", {d: `M 0 ${MIDDLE} H ${SIZE} M ${MIDDLE} 0 V ${SIZE}`, stroke: "#767676"});
    const across = svg("path", {fill: "none", stroke: INPUT, "stroke-width": 2});
    const up = svg("path", {fill: "none", stroke: OUTPUT, "stroke-width": 2, "stroke-dasharray": "6 3"});
    const ticks = svg("g", {"font-size": 13});
    const title = svg("text", {x: MIDDLE, y: 15, "text-anchor": "middle", "font-size": 14});
    const plot = svg("svg", {y: 24, width: SIZE, height: SIZE}, axes, across, up, ticks);
    const picture = svg("svg", {class: "square", viewBox: `0 0 ${SIZE} ${SIZE + 25}`}, title, plot,
      svg("rect", {y: 24, width: SIZE, height: SIZE, fill: "none", stroke: FAINT}));

    function draw(map, size, says) {
      reach = size;
      title.textContent = says;
      const fine = Array.from({length: 161}, (_, i) => i / 40 - REACH);
      const line = points => `M ${points.map(place => at(map(place))).join(" L ")}`;
      across.setAttribute("d", LINES.map(y => line(fine.map(x => [x, y]))).join(" "));
      up.setAttribute("d", LINES.map(x => line(fine.map(y => [x, y]))).join(" "));
      ticks.replaceChildren(...[-2, 2].flatMap(value => {
        const [x, y] = at([value, value]);
        return [svg("text", {class: "halo", x, y: MIDDLE + 14, "text-anchor": "middle"}, number(value)),
          svg("text", {class: "halo", x: MIDDLE - 4, y: y + 5, "text-anchor": "end"}, number(value))];
      }));
    }
    return {picture, plot, at, point, draw};
  }
}
