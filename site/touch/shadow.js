// Notebook 1: drag x and w, and see the shadow that x casts on the line along w.
"use strict";

touch("shadow", figure => {
  const START = {x: [5, 0], w: [3, 4]}, REACH = 5, STEP = 0.5;
  const COLOURS = {x: INPUT, w: WEIGHT};
  const arrows = {}, tells = {};
  const {picture, at, point, drawn, say} = plane(REACH + 1.5, 2);
  const dot = (u, v) => u[0] * v[0] + u[1] * v[1];
  const times = (factor, v) => v.map(entry => factor * entry);

  // What the two arrows give; null stands for what needs a length that is 0.
  function derive({x, w}) {
    const product = dot(x, w), [longX, longW] = [Math.hypot(...x), Math.hypot(...w)];
    const shadow = longW ? product / longW : null;
    const cosine = longX && longW ? Math.max(-1, Math.min(1, product / (longX * longW))) : null;
    const sign = product > 0 ? "positive" : product < 0 ? "negative" : "zero";
    return {product, sign, longX, longW, shadow, cosine};
  }

  function angle(cosine) {
    return `θ ${equals(Math.acos(cosine) * 180 / Math.PI, 0)}°, cos θ ${equals(cosine)}`;
  }

  // The numbers in the picture, in two lines.
  function lines({product, sign, longW, shadow, cosine}) {
    return [
      `x · w = ${number(product)}, ${sign}${cosine === null ? "" : `; ${angle(cosine)}`}`,
      longW ? `shadow: x · w / |w| = ${number(product)} / ${number(longW)} ${equals(shadow)}`
        : "w has no length, so there is no line along it",
    ];
  }

  function describe({product, sign, longX, longW, shadow, cosine}) {
    const told = [`Arrow x ends at ${pair(arrows.x)}, arrow w at ${pair(arrows.w)}. `
      + `x · w = ${number(product)}, ${sign}.`];
    if (!longW) return `${told[0]} w has no length: no line for a shadow to fall on, and no angle.`;
    const where = !longX ? "x has no length, so it casts none, and there is no angle"
      : product > 0 ? "it falls on the side that w points to"
        : product < 0 ? "it falls on the other side, and counts as negative"
          : "x stands at a right angle to w, and the shadow is gone";
    told.push(`|w| ${equals(longW)}.`,
      `The shadow of x on the line along w: ${number(product)} / ${number(longW)} ${equals(shadow)}; ${where}.`);
    if (longX) told.push(`The angle: ${angle(cosine)}.`);
    return told.join(" ");
  }

  // The line along w, the shadow with its label, and the light at right angles to the line.
  function cast({x, w}, {longW, shadow}) {
    const along = times(1 / longW, w), foot = times(shadow, along), origin = at([0, 0]);
    const parts = [
      line(at(times(-20, along)), at(times(20, along)), {stroke: FAINT}),
      line(origin, at(foot), {stroke: OUTPUT, "stroke-width": 11, opacity: 0.5}),
      line(at(x), at(foot), {stroke: "black", "stroke-width": 2, "stroke-dasharray": "2 4"}),
    ];
    const aside = w[0] * x[1] - w[1] * x[0] > 0 ? 1 : -1;  // the side of the line on which x is
    const away = times(aside, [-along[1], along[0]]);
    if (Math.hypot(x[0] - foot[0], x[1] - foot[1]) > 0.8) {
      const back = shadow > 0 ? -0.4 : 0.4;
      const corner = [[back, 0], [back, 0.4], [0, 0.4]].map(([a, b]) =>
        at([0, 1].map(i => foot[i] + a * along[i] + b * away[i])));
      parts.push(svg("polyline", {points: corner.join(" "), fill: "none", stroke: "black"}));
    }
    const [u, v] = at([0, 1].map(i => foot[i] / 2 - 0.6 * away[i]));
    const slope = -Math.atan(along[1] / along[0]) * 180 / Math.PI;
    parts.push(svg("text", {transform: `translate(${u} ${v}) rotate(${slope})`, "font-size": 13,
      "text-anchor": "middle", "dominant-baseline": "central"}, `shadow: ${number(shadow)} long`));
    return parts;
  }

  function draw() {
    const derived = derive(arrows);
    drawn.replaceChildren(...derived.longW ? cast(arrows, derived) : []);
    for (const name of ["w", "x"]) {
      const tip = at(arrows[name]), out = at(times(1 + 0.7 / (Math.hypot(...arrows[name]) || 1), arrows[name]));
      drawn.append(arrow(at([0, 0]), tip, COLOURS[name]),
        svg("text", {x: out[0], y: out[1] + 4, "font-size": 15, "text-anchor": "middle"}, name));
      dress(grips[name], {cx: tip[0], cy: tip[1]}, []);
      tells[name](pair(arrows[name]));
    }
    say(...lines(derived));
    tell(describe(derived));
  }

  // Both numbers of an arrow are held in the plane, and on multiples of a step.
  function put(name, tip) {
    arrows[name] = tip.map(v => Math.max(-REACH, Math.min(REACH, Math.round(v / STEP) * STEP)));
    draw();
  }

  instruction(figure, "Drag the tips of x and w; or Tab to one and use the arrow keys.");
  figure.append(picture);
  const grips = {};
  for (const name of ["w", "x"]) {
    grips[name] = svg("circle", {class: "grip", r: 20});
    const mark = svg("g", {}, grips[name]);
    picture.append(mark);
    tells[name] = draggable(mark, {label: `tip of ${name}`,
      to: (x, y) => put(name, point(x, y)),
      move: (dx, dy) => put(name, [arrows[name][0] + STEP * dx, arrows[name][1] + STEP * dy])});
  }
  const reset = () => { Object.assign(arrows, START); draw(); };
  buttons(figure, {"As in the notebook": reset});
  const tell = caption(figure);
  reset();
});
