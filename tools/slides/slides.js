// 1920 x 1080, scaled to the screen; every key and every clicker walks through all slides, in order.
Reveal.initialize({
  width: 1920, height: 1080, margin: 0, minScale: 0.1, maxScale: 4,
  center: false, hash: true, transition: "none", navigationMode: "linear",
  controls: false, slideNumber: "c/t", pdfSeparateFragments: false, pdfMaxPagesPerSlide: 1,
  plugins: [RevealNotes],
});
