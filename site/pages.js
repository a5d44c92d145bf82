// Until the reader chooses, the pages are as light or dark as the reader's system.
if (!localStorage.getItem("mode")) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.mode = "auto";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

// Search fetches its summaries from the pages, which a browser does not do from a disk.
DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = location.protocol !== "file:";

// Paper is white.
let theme;
addEventListener("beforeprint", () => {
  theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
});
addEventListener("afterprint", () => document.documentElement.dataset.theme = theme);
