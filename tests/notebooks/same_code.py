"""Hold the code that a notebook shows against the code that `helpers` ships.

A cell tagged `same-as:helpers.Linear` must define the class `Linear`, and one
tagged `same-as:helpers.Linear.backward` a function `backward`, which the cell
may then attach to the class. Docstrings do not count, nor does layout, nor do the
shipped lines that only refuse: statements that call a function of
`helpers.arguments` and use no result. All else does, above all what converts.

A cell tagged `grows-into:helpers.fit` defines an early form of the function, which a later
notebook extends: its text is not compared, but it must do the same with the arguments that it has.
"""

import ast
import importlib
import inspect
import textwrap

TAG, EARLY = "same-as:", "grows-into:"


class Bare(ast.NodeTransformer):
    """Leaves out docstrings, and statements that call one of the `refusing` names with what they
    only look up: no call, no assignment in it."""

    def __init__(self, refusing):
        self.refusing = refusing

    def visit_FunctionDef(self, node):
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:]
        return self.generic_visit(node)

    visit_ClassDef = visit_FunctionDef

    def visit_Expr(self, node):
        plain = ast.Expr | ast.Call | ast.keyword | ast.Name | ast.Attribute | ast.Constant | ast.Load
        inside = list(ast.walk(node))
        only_refuses = (
            isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)
            and node.value.func.id in self.refusing and all(isinstance(each, plain) for each in inside)
            and sum(isinstance(each, ast.Call) for each in inside) == 1)
        return None if only_refuses else node


def bare(node, refusing=frozenset()):
    """Return the dump of a function or class without what does not count."""
    return ast.dump(Bare(refusing - bound(node)).visit(node))


def bound(node):
    """Return the names that a definition gives to something of its own."""
    return {getattr(each, field, None) for each in ast.walk(node)
            for field in (("id",) if isinstance(getattr(each, "ctx", None), ast.Store)
                          else ("arg", "name", "asname"))}


def definition(source, name):
    """Return the one function or class called `name` at the top of `source`, None if there is none."""
    found = [node for node in ast.parse(textwrap.dedent(source)).body
             if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name]
    return found[0] if len(found) == 1 else None


def shipped(name):
    """Return the definition of a dotted name such as `helpers.Linear.backward`, and the names
    from `helpers.arguments` in the module that it stands in."""
    parts = name.split(".")
    found = importlib.import_module(parts[0])
    for part in parts[1:]:
        found = getattr(found, part)
    return definition(inspect.getsource(found), parts[-1]), {
        name for name, value in vars(inspect.getmodule(found)).items()
        if str(getattr(value, "__module__", "")).startswith(f"{parts[0]}.arguments.")}


def trouble(source, name):
    """Say how a cell's source differs from the shipped code called `name`, or None.

    A class shown in one cell may lack methods that later cells add: those it
    has must be the shipped ones.
    """
    own = name.rpartition(".")[2]
    shown, (kept, refusing) = definition(source, own), shipped(name)
    if shown is None:
        return f"the cell does not define {own}"
    if isinstance(shown, ast.ClassDef) and isinstance(kept, ast.ClassDef):
        methods = [node.name for node in shown.body if isinstance(node, ast.FunctionDef)]
        kept.body = [node for node in kept.body
                     if not isinstance(node, ast.FunctionDef) or node.name in methods]
    return None if bare(shown) == bare(kept, refusing) else f"{own} in the notebook is not the shipped one"


def tagged(notebook, kind=TAG):
    """Return (cell, dotted name) for each tag same-as:NAME, or of another kind, of a notebook."""
    return [(cell, tag.removeprefix(kind)) for cell in notebook.cells
            for tag in cell.metadata.get("tags", []) if tag.startswith(kind)]


def shown_cells(notebook):
    """Return (cell, dotted name) for each tag of either kind."""
    return tagged(notebook) + tagged(notebook, EARLY)


def assembled(notebook):
    """Return {name: function or class} of what a notebook shows, its tagged cells run in order
    after its imports."""
    names, shown = {}, shown_cells(notebook)
    for cell in notebook.cells:
        if shown and cell.id == "imports" or any(cell is each for each, _ in shown):
            exec(compile(cell.source, cell.id, "exec"), names)
    return {name.split(".")[1]: names[name.split(".")[1]] for _, name in shown}
