// The search page: the sections that hold all the words asked for, each by its best place.
"use strict";

{
  const FOLDED = 2;  // what is folded in a page, after 0, prose, and 1, code; places.py says which
  const LENGTH = 220;  // characters shown of a place
  const MOST = 50;  // sections shown
  const ENDING = /(?<=\p{L}{4})(?:ing|ed|es|(?<!s)s)$/u;

  // What is written in more than one way becomes one: 1×1 is 1x1. The length stays.
  function plain(text) {
    return text.toLowerCase().replaceAll("×", "x").replace(/[-‐–−]/g, " ");
  }

  // A pattern of the words that begin like this one: losses finds loss, relu finds b_relu.
  function pattern(word) {
    const stem = word.replace(ENDING, "").replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    return new RegExp((/^[\p{L}\p{N}]/u.test(stem) ? "(?<![\\p{L}\\p{N}])" : "") + stem, "gu");
  }

  // The best place of a section, and how good it is; undefined if a word stands nowhere in it.
  function best({id, title, blocks}, patterns, phrase) {
    const places = [[id, title, 0], ...blocks].map(([id, text, kind]) => {
      const words = plain(text);
      const found = patterns.map(one => words.search(one) >= 0);
      const score = found.filter(Boolean).length + 2 * words.includes(phrase) - kind / 2;
      return {id, text, kind, found, score};
    });
    if (!patterns.every((_, k) => places.some(place => place.found[k]))) return undefined;
    const often = Math.min(9, places.filter(place => place.found.some(Boolean)).length) / 20;
    const [heading, ...below] = places;
    if (heading.found.every(Boolean)) {
      return {...heading, text: blocks[0]?.[1] ?? "", score: heading.score + often + 5};
    }
    const first = below.reduce((one, other) => other.score > one.score ? other : one);
    return {...first, score: first.score + often};
  }

  // A part of a text around the first word found, each word found marked.
  function excerpt(text, patterns) {
    const words = plain(text);
    const found = patterns.flatMap(one => [...words.matchAll(one)].map(hit => [hit.index, hit[0].length]))
      .sort(([one], [other]) => one - other);
    const first = Math.max(0, (found[0]?.[0] ?? 0) - LENGTH / 3);
    const start = first && text.indexOf(" ", first) + 1;
    const end = start + LENGTH < text.length ? text.lastIndexOf(" ", start + LENGTH) : text.length;
    const line = document.createElement("p");
    let at = start;
    line.append(start ? "… " : "");
    for (const [index, length] of found) {
      if (index < at || index + length > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(index, index + length);
      line.append(text.slice(at, index), mark);
      at = index + length;
    }
    line.append(text.slice(at, end), end < text.length ? " …" : "");
    return line;
  }

  function entry({page, section, place}, patterns) {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = `${page.page}#${place.id}`;
    link.textContent = section === page.sections[0] ? page.title : `${page.title}: ${section.title}`;
    const folded = document.createElement("p");
    folded.textContent = "Folded there: a hint, an answer or a solution.";
    item.append(link, place.kind === FOLDED ? folded : excerpt(place.text, patterns));
    return item;
  }

  function search(query) {
    const phrase = plain(query).split(/\s+/).filter(Boolean).join(" ");
    const patterns = phrase.split(" ").filter(Boolean).map(pattern);
    if (!patterns.length) return;
    const hits = PLACES.flatMap(page => page.sections.map(section =>
      ({page, section, place: best(section, patterns, phrase)}))).filter(hit => hit.place)
      .sort((one, other) => other.place.score - one.place.score);
    const told = hits.length === 1 ? "1 place" : `${hits.length} places`;
    document.getElementById("search-status").textContent = hits.length
      ? `${told} for “${query}”${hits.length > MOST ? `, the best ${MOST} of them below` : ""}.`
      : `Nothing holds all of “${query}”. Try fewer words, or the beginning of one.`;
    const shown = hits.slice(0, MOST);
    for (const [heading, taught] of [["In the course", true], ["For teachers, and about the course", false]]) {
      const found = shown.filter(hit => hit.page.taught === taught);
      if (!found.length) continue;
      const title = document.createElement("h2"), list = document.createElement("ol");
      title.textContent = heading;
      list.append(...found.map(hit => entry(hit, patterns)));
      document.getElementById("search-results").append(title, list);
    }
  }

  const field = document.querySelector("#search-form input");
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  search(field.value);
  if (!field.value) field.focus();
}
