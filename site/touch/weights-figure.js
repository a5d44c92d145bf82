// Notebook 2: paint a digit on the weights of the trained layer, and see its logits.
"use strict";

{
  // matplotlib's colours PuOr_r, from ink unwanted to ink wanted.
  const PURPLE_TO_ORANGE = ["#2d004b", "#542788", "#8073ac", "#b2abd2", "#d8daeb", "#f7f7f7", "#fee0b6",
    "#fdb863", "#e08214", "#b35806", "#7f3b08"];

  touch("weights-figure", figure => painter(figure, TRAINED, {
    bars: {title: "logit = sum of ink × weight, plus bias", unit: "digit", low: -8, high: 10},
    more: weightImages,
    says(scores) {
      const exps = scores.map(score => Math.exp(score - Math.max(...scores)));
      const sure = Math.max(...exps) / exps.reduce((sum, exp) => sum + exp, 0);
      return `Read: ${highest(scores)}. Logits of 0 to 9: ${scores.map(score => fixed(score)).join(", ")}. `
        + `A logit is no probability: softmax turns the highest into ${fixed(sure, 3)}.`;
    },
  }));

  // The ten weight images as helpers/figures/images.py draws them, with the painted ink outlined.
  // Returns a function that outlines an image.
  function weightImages(figure, weights) {
    const centred = weights.map((weight, i) => {
      let sum = 0;
      for (let k = 0; k < 10; k++) sum += weights[64 * k + i % 64];
      return weight - sum / 10;
    });
    const top = centred.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    const outlines = [];
    const images = Array.from({length: 10}, (_, k) => {
      const signs = {black: "", white: ""};
      const pixels = Array.from(centred.slice(64 * k, 64 * k + 64), (weight, i) => {
        const x = i % 8, y = i >> 3, strength = Math.abs(weight) / top;
        if (strength > 1 / 3) {
          signs[strength > 0.7 ? "white" : "black"] += `M ${x + 0.25} ${y + 0.5} h 0.5`
            + (weight > 0 ? ` M ${x + 0.5} ${y + 0.25} v 0.5` : "");
        }
        return svg("rect", {x, y, width: 1, height: 1, fill: colour(weight / top)});
      });
      outlines.push(svg("path", {fill: "none", stroke: "black", "stroke-width": 0.22}));
      const place = `translate(${2 + k % 5 * 68} ${24 + Math.floor(k / 5) * 92}) scale(8)`;
      return svg("g", {transform: place}, ...pixels,
        ...Object.entries(signs).map(([stroke, d]) => svg("path", {d, stroke, "stroke-width": 0.14})),
        svg("rect", {width: 8, height: 8, fill: "none", stroke: FAINT, "stroke-width": 0.12}), outlines[k],
        svg("text", {x: 4, y: -0.6, "text-anchor": "middle", "font-size": 1.7}, String(k)));
    });
    figure.append(svg("svg", {viewBox: "0 0 340 184", role: "img", "aria-label":
      "Ten weight images: orange and plus where ink speaks for the digit, purple and minus where it speaks "
      + "against. The ink of your image is outlined on each."}, ...images));
    return image => {
      const edges = outline(image);
      for (const path of outlines) path.setAttribute("d", edges);
    };
  }

  // The colour of a weight from -1 to 1.
  function colour(weight) {
    const place = 5 * (weight + 1), below = Math.min(9, Math.floor(place)), share = place - below;
    return `color-mix(in srgb, ${PURPLE_TO_ORANGE[below + 1]} ${100 * share}%, ${PURPLE_TO_ORANGE[below]})`;
  }

  // The edges between pixels with ink and without, as an SVG path.
  function outline(image) {
    const ink = (row, column) => Math.min(row, column) >= 0 && Math.max(row, column) < 8
      && image[8 * row + column] > 0.4;
    let edges = "";
    for (let row = 0; row <= 8; row++) {
      for (let column = 0; column <= 8; column++) {
        if (ink(row, column) !== ink(row - 1, column)) edges += `M ${column} ${row} h 1 `;
        if (ink(row, column) !== ink(row, column - 1)) edges += `M ${column} ${row} v 1 `;
      }
    }
    return edges;
  }
}
