// Can a notebook be run here? If so, run.js opens one; if not, one line says what is missing.
// In words that old browsers understand too.
(function () {
  "use strict";
  var trouble = document.getElementById("trouble");

  function refuse(text) {
    trouble.textContent = text;
    trouble.hidden = false;
    document.getElementById("state").textContent = "";
  }

  var instead = " You can read the notebooks on their pages, or run them on your own machine with make lab.";
  if (location.protocol === "file:") {
    refuse("Opened from a disk, this page cannot load Python: browsers allow that from a web server only. " +
           "In the folder build/site say python -m http.server, and open http://localhost:8000/lite/.");
  } else if (typeof WebAssembly !== "object") {
    refuse("This browser has no WebAssembly, or it is switched off, and Python needs it." + instead);
  } else if (!WebAssembly.Tag || !window.BroadcastChannel || !window.HTMLDialogElement || !window.Worker) {
    refuse("This browser is too old to run Python: it takes Firefox 114, Chrome or Edge 95, Safari 15.4, " +
           "or newer." + instead);
  } else {
    var script = document.createElement("script");
    script.src = "run.js";
    script.onerror = function () {
      refuse("A part of this page, run.js, did not arrive. Is there a connection? Reload the page to try again.");
    };
    document.body.appendChild(script);
  }
})();
