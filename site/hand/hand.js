// The front page's strip to write on, read at every stroke by the network of network.js.
"use strict";

function blank() {
  return {pixels: new Uint8Array(HIGH * BLOCK * COLUMNS), example: null};
}

function exampleOf(example) {
  const values = Float64Array.from(example.rows.join(""), count => parseInt(count, 17) / BLOCK ** 2);
  return {pixels: spreadInk({width: COLUMNS, values}), example};
}

// What a strip shows, in words.
function inWords(strip, {columns, digits, probabilities}) {
  const written = strip.example ? `An example. Written: ${strip.example.written.join(" ")}. ` : "";
  if (digits.length) {
    const sure = columns.map((column, k) => Math.floor(100 * probabilities[column][digits[k]]));
    return `${written}Read: ${digits.join(" ")}. How sure: ${sure.join(", ")} %.`;
  }
  if (!strip.pixels.includes(1)) return "Nothing is written yet.";
  return `${written}No digit is read: none is at least 50 % probable anywhere. `
    + "Write it nearly as high as the strip, with blank paper on both sides.";
}

touch("postcode-figure", figure => {
  const layers = unpack(NETWORK.layers), past = [];
  let strip, last, penDown = false, shown = 0;
  instruction(figure, "Write a postcode on the strip, with a mouse or a finger: digits nearly as high as the strip, "
    + "half a digit apart.");
  const picture = svg("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`});
  const box = element("div", {class: "hand-box"}, picture);
  figure.append(box);
  const ink = writingPart(picture, {
    begin(point) {
      change(strip.example ? blank() : {...strip, pixels: strip.pixels.slice()});
      last = point;
      draw(point);
    },
    go: draw,
    state(down) {
      penDown = down;
      show();
    },
  });
  const readOut = readingPart(picture);
  const scroll = part => () => box.scrollBy({left: part * box.clientWidth});
  buttons(figure, {"← Left": scroll(-0.5), "Right →": scroll(0.5)});
  const scrolling = figure.lastChild;
  new ResizeObserver(() => { scrolling.hidden = box.scrollWidth <= box.clientWidth; }).observe(box);
  const say = caption(figure);
  buttons(figure, {
    "Undo": () => {
      if (past.length) strip = past.pop();
      show();
    },
    "Clear": () => {
      if (strip.example || strip.pixels.includes(1)) change(blank());
      show();
    },
    "Show an example": () => {
      shown = strip.example ? (shown + 1) % NETWORK.examples.length : 0;
      change(exampleOf(NETWORK.examples[shown]));
      show();
    },
  });
  figure.append(element("p", {class: "how"}, "With the keyboard, go to the strip with Tab. Arrows move the pen, with "
    + "Shift further; Space puts it down and lifts it."), element("p", {}, about()));

  function change(next) {
    past.push(strip);
    strip = next;
  }

  function draw(...points) {
    for (const point of points) {
      inkLine(strip.pixels, last, point, NETWORK.pen);
      last = point;
    }
    show();
  }

  function show() {
    const seen = countInk(strip.pixels), reading = readStrip(layers, seen);
    ink(strip.pixels);
    readOut(seen, reading);
    say((penDown ? "The pen is down. " : "") + inWords(strip, reading));
  }

  strip = exampleOf(NETWORK.examples[shown]);
  show();
});

// What the reader should know of the machine.
function about() {
  const {learnedFrom, strips, read, readInNotebook} = NETWORK;
  return `The machine learned from ${learnedFrom.toLocaleString("en-GB")} small digits that 13 people wrote, `
    + "as they are and redrawn lower, narrower, slanted or thinner. It is notebook 6's network with two hidden layers, "
    + "but twice as wide and trained twice as long, and it too goes by the means of three neighbouring windows. "
    + `Of ${strips} strips of other digits by the same people it reads ${read}, notebook 5's own network `
    + `${readInNotebook}. Expect less of it with your hand. A 1 with a foot and a 9 with a straight leg are often misread.`;
}
