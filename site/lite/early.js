// In JupyterLite's page: start the worker that Python will run in before JupyterLite is there to ask
// for one, and hand it over when it does. A restart makes a new one.
"use strict";

(() => {
  const Before = window.Worker;
  let early = crossOriginIsolated ? null : new Before("../worker.mjs", {type: "module"});
  window.Worker = function (address, options) {
    const worker = early && /comlink\.worker/.test(address) ? early : new Before(address, options);
    if (worker === early) early = null;
    return worker;
  };
})();
