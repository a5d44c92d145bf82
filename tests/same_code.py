"""Hold the code that a notebook shows against the code that `helpers` ships.

A cell tagged `same-as:helpers.Linear` must define the class `Linear`, and one
tagged `same-as:helpers.Linear.backward` a function `backward`, which the cell
may then attach to the class. Docstrings do not count, nor does layout.
"""

import ast
import importlib
import inspect
import textwrap

TAG = "same-as:"


def bare(node):
    """Return the dump of a function or class, without docstrings."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(inner) is not None:
            inner.body = inner.body[1:]
    return ast.dump(node)


def definition(source, name):
    """Return the one function or class called `name` at the top of `source`, None if there is none."""
    found = [node for node in ast.parse(textwrap.dedent(source)).body
             if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name]
    return found[0] if len(found) == 1 else None


def shipped(name):
    """Return the definition of a dotted name such as `helpers.Linear.backward`."""
    parts = name.split(".")
    found = importlib.import_module(parts[0])
    for part in parts[1:]:
        found = getattr(found, part)
    return definition(inspect.getsource(found), parts[-1])


def trouble(source, name):
    """Say how a cell's source differs from the shipped code called `name`, or None.

    A class shown in one cell may lack methods that later cells add: those it
    has must be the shipped ones.
    """
    own = name.rpartition(".")[2]
    shown, kept = definition(source, own), shipped(name)
    if shown is None:
        return f"the cell does not define {own}"
    if isinstance(shown, ast.ClassDef) and isinstance(kept, ast.ClassDef):
        methods = [node.name for node in shown.body if isinstance(node, ast.FunctionDef)]
        kept.body = [node for node in kept.body
                     if not isinstance(node, ast.FunctionDef) or node.name in methods]
    return None if bare(shown) == bare(kept) else f"{own} in the notebook is not the shipped one"
