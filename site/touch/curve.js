// Notebook 2: choose a learning rate, and see the loss of 500 steps computed again.
"use strict";

{
  const STEPS = 500;
  const RATES = [0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15,
    20, 30, 50, 70, 100];
  const source = new URL("data/digits.js", document.currentScript.src);
  let loading;

  // Load the digits once, by a script element: a page on a disk may fetch nothing.
  function loadDigits() {
    loading ??= new Promise((resolve, reject) => {
      const script = element("script", {src: source});
      script.addEventListener("load", () => resolve({...DIGITS, images: bytes(DIGITS.images),
        labels: bytes(DIGITS.labels), W: floats(DIGITS.W), b: floats(DIGITS.b)}));
      script.addEventListener("error", () => {
        script.remove();
        loading = null;
        reject();
      });
      document.head.append(script);
    });
    return loading;
  }

  touch("curve", figure => {
    let running = 0;
    instruction(figure, "Choose a learning rate, by mouse, finger or arrow keys. A layer is then trained "
      + "with it here, in your browser, and the thick curve is its loss.");
    const chart = lossChart();
    const slider = element("input", {type: "range", min: 0, max: RATES.length - 1, step: 1});
    const told = element("output");
    figure.append(chart.picture, element("label", {}, "learning rate", slider, told));
    buttons(figure, {"As in the notebook": start});
    const say = caption(figure);

    function start() {
      running++;
      choose(1);
      chart.draw();
      say(`As in the notebook, after ${STEPS} steps: ${CURVES.lines.join("; ")}.`);
    }
    function choose(rate) {
      slider.value = RATES.indexOf(rate);
      slider.setAttribute("aria-valuetext", rate);
      told.textContent = rate;
    }

    // Train at a rate, a few steps for each picture the browser draws; a later call ends an earlier one.
    async function train(rate) {
      const mine = ++running;
      choose(rate);
      chart.draw([], rate);
      say(`Rate ${rate}: loading the digits.`);
      const digits = await loadDigits().catch(() => null);
      if (mine !== running) return;
      if (!digits) {
        say("The digits could not be loaded, so nothing can be computed here. Move the slider to try again.");
        return;
      }
      say(`Rate ${rate}: computing ${STEPS} steps.`);
      const machine = descent(digits, rate), losses = [];
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      requestAnimationFrame(function go() {
        if (mine !== running) return;
        const end = performance.now() + 12;
        while (losses.length < STEPS && performance.now() < end) losses.push(machine.step());
        const done = losses.length === STEPS;
        if (done || !still) chart.draw(losses, rate);
        if (done) finish(rate, losses, machine);
        else requestAnimationFrame(go);
      });
    }
    function finish(rate, losses, machine) {
      const heldOut = machine.heldOut(), up = losses.filter((loss, i) => loss > losses[i - 1]).length;
      say(`Rate ${rate}, computed here, after ${STEPS} steps: loss ${fixed(machine.trained().loss, 3)}, `
        + `held out ${fixed(heldOut.loss, 3)}, ${heldOut.read} of 450 read. `
        + `Steps on which the loss went up: ${up}.`);
    }

    slider.addEventListener("input", () => train(RATES[slider.value]));
    start();
  });

  // The notebook's four curves on logarithmic axes, and one more. `draw(losses, rate)` draws that one.
  function lossChart() {
    const LEFT = 44, RIGHT = 334, TOP = 8, BOTTOM = 240, LOW = 0.001, HIGH = 300;
    const x = step => LEFT + (RIGHT - LEFT) * Math.log(step) / Math.log(STEPS);
    const y = loss => BOTTOM - (BOTTOM - TOP) * Math.log(Math.max(loss, LOW) / LOW) / Math.log(HIGH / LOW);
    const path = losses => losses.map((loss, i) => `${i ? "L" : "M"} ${x(i + 1)} ${y(loss)}`).join(" ");
    const text = (x, y, said, anchor = "start") => svg("text", {x, y, "text-anchor": anchor}, said);
    const picture = svg("svg", {viewBox: "0 0 340 284", "font-size": 13},
      svg("path", {d: `M ${LEFT} ${TOP} V ${BOTTOM} H ${RIGHT}`, fill: "none", stroke: "black"}),
      text(LEFT + 6, TOP + 10, "loss"), text((LEFT + RIGHT) / 2, BOTTOM + 36, "step", "middle"));
    for (const step of [1, 10, 100]) {
      picture.append(svg("path", {d: `M ${x(step)} ${BOTTOM} v 5`, stroke: "black"}),
        text(x(step), BOTTOM + 18, step, "middle"));
    }
    for (const loss of [0.001, 0.01, 0.1, 1, 10, 100]) {
      picture.append(svg("path", {d: `M ${LEFT} ${y(loss)} h -5`, stroke: "black"}),
        text(LEFT - 6, y(loss) + 4, loss, "end"));
    }
    // A curve and, at the bottom left, where no curve goes, its line in the key.
    function curve(row, style) {
      const middle = BOTTOM - 92 + 18 * row;
      const drawn = svg("path", {fill: "none", ...style}), name = text(LEFT + 46, middle + 4, "");
      const key = svg("g", {}, svg("path", {d: `M ${LEFT + 8} ${middle} h 32`, ...style}), name);
      picture.append(drawn, key);
      return (losses, rate) => {
        drawn.setAttribute("d", path(losses));
        key.setAttribute("visibility", rate ? "visible" : "hidden");
        name.textContent = `rate ${rate}`;
      };
    }
    const all = floats(CURVES.losses);
    const stored = [[OUTPUT, "none"], [INPUT, "8 4"], [BIAS, "2 3"], ["black", "10 3 2 3"]];
    stored.forEach(([stroke, dashes], i) =>
      curve(i, {stroke, "stroke-dasharray": dashes, "stroke-width": 2.5})(
        Array.from(all.slice(STEPS * i, STEPS * i + STEPS)), CURVES.rates[i]));
    const draw = curve(stored.length, {stroke: "black", "stroke-width": 4, opacity: 0.75});
    return {picture, draw: (losses = [], rate = null) => draw(losses, rate)};
  }
}
