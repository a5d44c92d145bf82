"""The course's search: every paragraph and cell is a place that a hit leads to.

An extension of Sphinx, loaded by conf.py, instead of Sphinx's own search, whose hits lead to the top
of a page. What is found stands in _static/places.js; search.js finds it, on a disk too.
"""

import json

from docutils import nodes
from formulas import readable
from myst_nb.sphinx_ import HideCodeCellNode

PROSE, CODE, FOLDED = range(3)
WHOLE = (nodes.paragraph, nodes.row, nodes.math_block, nodes.literal_block)  # a place each


def words(node):
    """Return what a node says, in one line; a picture by its alternative, a formula by its characters."""
    if isinstance(node, nodes.math | nodes.math_block):
        return readable(node.astext())
    if isinstance(node, nodes.image):
        return node.get("alt", "")
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, nodes.raw) or node.get("kind") == "figure-code":
        return ""
    between = "" if isinstance(node, nodes.TextElement) else " "
    return " ".join(between.join(map(words, node.children)).split())


def is_cell(node):
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


class Collector:
    """Collects a page's `sections`, each with its places: [id, words, PROSE, CODE or FOLDED]."""

    def __init__(self, doctree):
        self.sections, self.depth, self.count = [], 0, 0
        self.visit(doctree)

    def visit(self, node):
        if isinstance(node, nodes.raw):
            self.depth += node.astext().count("<details") - node.astext().count("</details>")
        elif isinstance(node, nodes.title):
            self.sections.append({"id": node.parent["ids"][0], "title": words(node), "blocks": []})
        elif isinstance(node, WHOLE) or is_cell(node):
            self.add(node)
        else:
            for child in node.children:
                self.visit(child)

    def add(self, node):
        self.count += 1
        node["ids"] = node["ids"] or [f"p{self.count}"]
        solution = any(fold.get("kind") != "figure-code" for fold in node.findall(HideCodeCellNode))
        kind = FOLDED if solution or self.depth else CODE if is_cell(node) else PROSE
        self.sections[-1]["blocks"].append([node["ids"][0], words(node), kind])


def collect(app, doctree, page):
    """Name the places of a page, and remember what stands there."""
    number = ".".join(map(str, app.env.toc_secnumbers.get(page, {}).get("", ())))
    title = words(next(doctree.findall(nodes.title)))
    app.places[page] = {
        "page": f"{page}.html", "title": f"{number}. {title}" if number else title,
        "taught": page == app.config.root_doc or page.startswith("notebooks/"),
        "sections": Collector(doctree).sections}


def write(app, error):
    """Write the places as a script, which a page on a disk can load."""
    places = json.dumps([app.places[page] for page in sorted(app.places)], ensure_ascii=False,
                        separators=(",", ":"))
    (app.outdir / "_static" / "places.js").write_text(f"const PLACES = {places};\n", encoding="utf-8")


def begin(app):
    app.places, app.builder.search = {}, False


def setup(app):
    app.connect("builder-inited", begin)
    app.connect("doctree-resolved", collect)
    app.connect("html-collect-pages", lambda app: [("search", {}, "search.html")])
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
