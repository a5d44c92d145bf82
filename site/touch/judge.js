// Notebook 1: paint a digit, and see its dot products with the ten templates.
"use strict";

touch("judge", figure => painter(figure, TEMPLATES, {
  bars: {title: "dot product with each template", unit: "template", low: 0, high: 10},
  says(scores, image) {
    const all = `Dot products with templates 0 to 9: ${scores.map(score => fixed(score)).join(", ")}.`;
    const read = highest(scores);
    if (!image.some(ink => ink)) return `The paper is blank, and nothing is read. ${all}`;
    return `${read < 0 ? "Two templates are level, and nothing is read." : `Read: ${read}.`} ${all}`;
  },
}));
