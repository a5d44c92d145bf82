"""Hold the code that a notebook shows against the code that `helpers` ships.

A cell tagged `same-as:helpers.Linear` must define the class `Linear`, and one
tagged `same-as:helpers.Linear.backward` a function `backward`, which the cell
may then attach to the class. Docstrings do not count, nor does layout, nor do the
shipped lines that only refuse: statements that call a function of
`helpers.arguments` and use no result. All else does, above all what converts.
"""

import ast
import importlib
import inspect
import textwrap

TAG = "same-as:"


class Bare(ast.NodeTransformer):
    """Leaves out docstrings and, where it knows the module's names, the lines that only refuse."""

    def __init__(self, names):
        self.refusing = {name for name, value in names.items()
                         if getattr(value, "__module__", "").startswith("helpers.arguments.")}

    def visit_FunctionDef(self, node):
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:]
        return self.generic_visit(node)

    visit_ClassDef = visit_FunctionDef

    def visit_Expr(self, node):
        called = node.value.func if isinstance(node.value, ast.Call) else None
        return None if isinstance(called, ast.Name) and called.id in self.refusing else node


def bare(node, names=()):
    """Return the dump of a function or class without what does not count; `names` are its module's."""
    return ast.dump(Bare(dict(names)).visit(node))


def definition(source, name):
    """Return the one function or class called `name` at the top of `source`, None if there is none."""
    found = [node for node in ast.parse(textwrap.dedent(source)).body
             if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name]
    return found[0] if len(found) == 1 else None


def shipped(name):
    """Return the definition of a dotted name such as `helpers.Linear.backward`, and the names
    of the module that it stands in."""
    parts = name.split(".")
    found = importlib.import_module(parts[0])
    for part in parts[1:]:
        found = getattr(found, part)
    return definition(inspect.getsource(found), parts[-1]), vars(inspect.getmodule(found))


def trouble(source, name):
    """Say how a cell's source differs from the shipped code called `name`, or None.

    A class shown in one cell may lack methods that later cells add: those it
    has must be the shipped ones.
    """
    own = name.rpartition(".")[2]
    shown, (kept, names) = definition(source, own), shipped(name)
    if shown is None:
        return f"the cell does not define {own}"
    if isinstance(shown, ast.ClassDef) and isinstance(kept, ast.ClassDef):
        methods = [node.name for node in shown.body if isinstance(node, ast.FunctionDef)]
        kept.body = [node for node in kept.body
                     if not isinstance(node, ast.FunctionDef) or node.name in methods]
    return None if bare(shown) == bare(kept, names) else f"{own} in the notebook is not the shipped one"
