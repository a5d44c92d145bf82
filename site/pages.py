"""What turns the notebooks into pages: folds, alternatives and the front page's picture.

An extension of Sphinx, loaded by conf.py. Nothing here writes into notebooks/.
"""

import base64
from pathlib import Path

import nbformat
from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.util.docutils import SphinxDirective

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


def fold_figure_code(app, doctree):
    """Fold the call that shows a figure: most of it is the description, which the picture has too.

    What the cell does before that call stays in sight.
    """
    for cell in doctree.findall(nodes.container):
        if cell.get("nb_element") != "cell_code" or "hide_mode" in cell:
            continue
        [code] = cell[0].children
        before, shown, described = code.astext().rpartition("show(")
        if not shown or before[-1:] not in ("", "\n"):
            continue
        folded = cell[0].deepcopy()
        folded[0].replace_self(literal(code, shown + described))
        cell.insert(1, HideCodeCellNode("", folded, kind="figure-code",
                                        prompt_show="Show the code of this figure"))
        code.replace_self(literal(code, before.rstrip()))
        if not before:
            cell.pop(0)


def literal(block, source):
    """Return a block of code like another, with a source of its own."""
    return nodes.literal_block(source, source, **block.attributes)


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


def open_fold(translator, node):
    """Open a fold that is named by what it shows, which myst-nb's own is not."""
    kind, title = node.get("kind", "solution"), translator.encode(node["prompt_show"])
    translator.body.append(f'<details class="{kind}"><summary>{title}</summary>')


def close_fold(translator, node):
    translator.body.append("</details>")


def setup(app):
    app.add_directive("stored-figure", StoredFigure)
    app.add_directive("teaching-goals", TeachingGoals)
    app.add_node(HideCodeCellNode, override=True, html=(open_fold, close_fold))
    app.connect("doctree-read", fold_figure_code)
    app.connect("html-page-context", load_touched)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
