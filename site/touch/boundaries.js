// Notebook 3: drag the line x · w + b = 0, and see how far b moves it and which points change sides.
"use strict";

touch("boundaries", figure => {
  const POINTS = [[4, 3], [4, -3], [-3, 1], [-4, -3]], W = [3, 4], BIASES = [0, 10, -15];
  const STYLES = ["none", "8 4", "2 4"], LABELS = [[-3.6, 2.8], [1.7, -0.75], [-3.6, 2.8]], REACH = 25;
  const long = Math.hypot(...W);
  const {picture, at, point, drawn, say} = plane(6, 3);
  let b = 0;

  const side = output => output > 0 ? "positive" : output < 0 ? "negative" : "on the line";
  // The point of a line nearest to the origin, and the places on the line that are `far` from that point.
  const foot = bias => W.map(entry => -bias * entry / long ** 2);
  const ends = (bias, far) => [-far, far].map(step =>
    at([foot(bias)[0] - step * W[1] / long, foot(bias)[1] + step * W[0] / long]));

  // What stands still: the side that w points to, the line along w, and the notebook's three lines.
  function ground() {
    const along = [-20, 20].map(step => at(W.map(entry => step * entry / long)));
    return [line(...along, {stroke: FAINT}), ...BIASES.flatMap((bias, i) => {
      const [x, y] = at(foot(bias).map((entry, axis) => entry + LABELS[i][axis]));
      const [left, right] = ends(bias, 20);
      return [
        line(left, right, {stroke: "#767676", "stroke-width": 1.5, "stroke-dasharray": STYLES[i]}),
        svg("text", {x, y, "font-size": 12}, `b = ${number(bias)}`),
      ];
    })];
  }

  // A point as its output has it: a circle with a plus, a square with a minus, or a diamond on the line.
  function mark(place, output) {
    const [x, y] = at(place), cross = output > 0 ? "M-5 0H5M0 -5V5" : output < 0 ? "M-5 0H5" : "";
    const shape = output > 0 ? svg("circle", {r: 9}) : output < 0
      ? svg("rect", {x: -8, y: -8, width: 16, height: 16}) : svg("path", {d: "M0 -10L10 0L0 10L-10 0Z"});
    dress(shape, {fill: output > 0 ? OUTPUT : output < 0 ? INPUT : "white", stroke: "black"}, []);
    return svg("g", {transform: `translate(${x} ${y})`}, shape,
      svg("path", {d: cross, stroke: "white", "stroke-width": 2.5}));
  }

  function label(place, output) {
    const [x, y] = at(place);
    return svg("text", {x, y: y + 25, "font-size": 12.5, "text-anchor": "middle", "paint-order": "stroke",
      stroke: "white", "stroke-width": 4}, `${pair(place)}: ${number(output)}`);
  }

  function draw() {
    const outputs = POINTS.map(([x, y]) => x * W[0] + y * W[1] + b);
    const [left, right] = ends(b, 20), near = at(foot(b)), origin = at([0, 0]);
    const beyond = [left, right, ...[right, left].map(([x, y]) => [x + 500 * W[0], y - 500 * W[1]])];
    drawn.replaceChildren(
      svg("polygon", {points: beyond.join(" "), fill: "#FBE3C0"}), ...ground(),
      line(left, right, {stroke: BIAS, "stroke-width": 4}),
      arrow(origin, at(W), WEIGHT), svg("text", {x: at(W)[0] + 8, y: at(W)[1] + 4, "font-size": 15}, "w"),
      line(origin, near, {stroke: "black", "stroke-width": 4}),
      svg("rect", {x: near[0] - 5, y: near[1] - 5, width: 10, height: 10}),
      ...POINTS.flatMap((place, i) => [mark(place, outputs[i]), label(place, outputs[i])]));
    const distance = `|b| / |w| = ${number(Math.abs(b))} / ${number(long)} ${equals(Math.abs(b) / long)}`;
    const way = b > 0 ? ", against w" : b < 0 ? ", along w" : "";
    say(`b = ${number(b)}`, `moved by ${distance}${way}`, "+ positive, − negative, ◇ on the line");
    tell(`b = ${number(b)}. The line x · w + b = 0 is moved by ${distance}${way || ": it goes through the origin"}. `
      + `Outputs: ${POINTS.map((place, i) =>
        `${pair(place)} gives ${number(outputs[i])}, ${side(outputs[i])}`).join("; ")}.`);
    tellLine(number(b), b);
    dress(wide, {x1: left[0], y1: left[1], x2: right[0], y2: right[1]}, []);
    dress(grip, {cx: near[0], cy: near[1]}, []);
    slider.value = b;
  }

  function put(bias) {
    b = Math.max(-REACH, Math.min(REACH, Math.round(bias)));
    draw();
  }

  instruction(figure, "Drag the line or the slider; or Tab to one and use the arrow keys.");
  figure.append(picture);
  const wide = svg("line", {stroke: "transparent", "stroke-width": 40});
  const grip = svg("circle", {class: "grip", r: 20});
  const handle = svg("g", {}, wide, grip);
  picture.append(handle);
  const tellLine = draggable(handle, {label: "the line, moved by b",
    to: (x, y) => { const [first, second] = point(x, y); put(-first * W[0] - second * W[1]); },
    move: (dx, dy) => put(b - dx - dy)});  // right and up lead along w, where b is smaller
  dress(handle, {"aria-valuemin": -REACH, "aria-valuemax": REACH}, []);
  const slider = element("input", {type: "range", min: -REACH, max: REACH, step: 1});
  slider.addEventListener("input", () => put(Number(slider.value)));
  figure.append(element("label", {class: "range"}, "bias b", slider));
  buttons(figure, Object.fromEntries(BIASES.map(bias => [`b = ${number(bias)}`, () => put(bias)])),
    "As in the notebook:");
  const tell = caption(figure);
  draw();
});
