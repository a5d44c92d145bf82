"""What turns the notebooks into pages: folds, alternatives, formulas and the front page's picture.

An extension of Sphinx, loaded by conf.py. Nothing here writes into notebooks/.
"""

import base64
import importlib.resources
from pathlib import Path

import nbformat
from docutils import nodes
from fontTools import subset
from math_core import LatexToMathML
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.util.docutils import SphinxDirective

FORMULAS = LatexToMathML()
# The characters of formulas: Latin, Greek, arrows, operators, and the slanted letters.
LETTERS = [(0x20, 0x7e), (0xa0, 0xff), (0x391, 0x3f5), (0x2016, 0x2044), (0x20d0, 0x20d7),
           (0x210e, 0x210e), (0x2190, 0x22ff), (0x1d434, 0x1d467), (0x1d6a4, 0x1d71b)]
# Pictures to touch, by notebook: touch/CELL.js takes the place of the cell's picture. What it needs
# stands before it. On the front page, the scripts of hand/ do.
TO_TOUCH = {
    "index": ["network", "reader", "picture", "hand"],
    "01_dot_products": ["shadow", "stored", "data/templates", "paint", "judge"],
    "02_linear_layer": ["stored", "data/trained", "data/curves", "paint", "weights-figure",
                        "descent", "curve"],
    "03_broadcasting_the_bias": ["stretch-both", "boundaries"],
    "04_stacking_layers": ["grids"],
}


def read(text):
    """Return the notebook in `text` with its solutions folded and its figures described."""
    notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        cell.metadata.mystnb = fold(cell) | describe(cell)
    return notebook


def fold(cell):
    """Tag a solution as folded, and return what its fold says; {} for other cells."""
    tags = cell.metadata.get("tags", [])
    if "solution" not in tags:
        return {}
    tags.append("hide-cell")
    number = cell.id.removeprefix("solution-").replace("-", ".")
    return {"code_prompt_show": f"Solution {number}"}


def describe(cell):
    """Return what makes a stored description a picture's alternative; {} without a picture.

    Raises ValueError if a cell stores more than one: they would share one alternative.
    """
    stored = pictures(cell)
    if len(stored) > 1:
        raise ValueError(f"cell {cell.id}: {len(stored)} pictures, expected one at most")
    return {"image": {"alt": alternative(stored[0]), "classes": f"figure-{cell.id}"}} if stored else {}


def pictures(cell):
    """Return the output bundles of a cell that hold a picture."""
    bundles = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [bundle for bundle in bundles if "image/png" in bundle]


def alternative(bundle):
    """Return what a stored figure shows, in words."""
    return bundle["text/plain"].removeprefix("Figure: ")


class StoredFigure(SphinxDirective):
    """The picture stored in a notebook: give the notebook's path and the cell's id."""

    required_arguments = 2

    def run(self):
        path, name = self.arguments
        source = Path(self.env.srcdir)
        cells = nbformat.read(source / path, as_version=4).cells
        [bundle] = [bundle for cell in cells if cell.id == name for bundle in pictures(cell)]
        (source / f"{name}.png").write_bytes(base64.b64decode(bundle["image/png"]))
        return [nodes.image(uri=f"/{name}.png", alt=alternative(bundle), classes=[f"figure-{name}"])]


class TeachingGoals(SphinxDirective):
    """What each notebook lets one do, what it needs and how long it takes, in its own words."""

    def run(self):
        lines = []
        for path in sorted((Path(self.env.srcdir) / "notebooks").glob("*.ipynb")):
            opening = nbformat.read(path, as_version=4).cells[0].source
            title = opening.splitlines()[0].removeprefix("# ")
            goals = opening.partition("You will be able to")[2].strip()
            lines += [f"**[{title}](notebooks/{path.name})**", "", *goals.splitlines(), ""]
        return self.parse_text_to_nodes("\n".join(lines))


def load_touched(app, pagename, templatename, context, doctree):
    """Load on a page the scripts of its pictures to touch, and on the teachers' page that of its form."""
    if pagename == "teachers":
        app.add_js_file("link.js")
    cells = TO_TOUCH.get(pagename.removeprefix("notebooks/"), [])
    for name in ["touch", *cells] if cells else []:
        app.add_js_file(f"{name}.js")


def inline_formula(translator, node):
    translator.body.append(FORMULAS.convert_with_local_state(node.astext(), displaystyle=False))
    raise nodes.SkipNode


def formula(translator, node):
    mathml = FORMULAS.convert_with_local_state(node.astext(), displaystyle=True)
    translator.body.append(f'<div class="formula" tabindex="0">{mathml}</div>')
    raise nodes.SkipNode


def open_fold(translator, node):
    """Open a fold that is named by what it shows, which myst-nb's own is not."""
    translator.body.append(
        f'<details class="solution"><summary>{translator.encode(node["prompt_show"])}</summary>')


def close_fold(translator, node):
    translator.body.append("</details>")


def write_font(app, error):
    """Take the letters of formulas out of STIX Two Math, for browsers without such a font."""
    options = subset.Options(flavor="woff", name_IDs=["*"])  # its licence among them
    whole = importlib.resources.files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"
    font = subset.load_font(str(whole), options)
    letters = subset.Subsetter(options)
    letters.populate(unicodes=[code for first, last in LETTERS for code in range(first, last + 1)])
    letters.subset(font)
    subset.save_font(font, str(app.outdir / "_static" / "formulas.woff"), options)


def setup(app):
    app.add_directive("stored-figure", StoredFigure)
    app.add_directive("teaching-goals", TeachingGoals)
    app.add_html_math_renderer("mathml", (inline_formula, None), (formula, None))
    app.add_node(HideCodeCellNode, override=True, html=(open_fold, close_fold))
    app.connect("html-page-context", load_touched)
    app.connect("build-finished", write_font)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
