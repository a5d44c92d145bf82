// Until the reader chooses, the pages are as light or dark as the reader's system.
if (!localStorage.getItem("mode")) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.mode = "auto";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

// A place that was searched for may be folded.
addEventListener("DOMContentLoaded", () => {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = place && place.closest("details");
  if (fold) fold.open = true;
});

// Paper is white.
let theme;
addEventListener("beforeprint", () => {
  theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
});
addEventListener("afterprint", () => document.documentElement.dataset.theme = theme);
