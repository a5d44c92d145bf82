"""How the proofs of the exercises reach the stubs and solutions of the notebooks."""

import re

import numpy as np

from helpers import check, softmax
from tools.kernel import NOTEBOOKS, read


def cell_source(number, kind):
    """Return the source of exercise 1.2's cell `ex-1-2` or `solution-1-2`."""
    notebook = next(path for path in NOTEBOOKS if path.name.startswith(f"{number[0]:0>2}"))
    name = f"{kind}-{number.replace('.', '-')}"
    return next(cell.source for cell in read(notebook).cells if cell.id == name)


def exercises(notebook):
    """Return {number: cell} of a notebook's exercises, in its order."""
    return {cell.id.removeprefix("ex-").replace("-", "."): cell for cell in notebook.cells
            if "exercise" in cell.metadata.get("tags", [])}


def run(source, **names):
    """Run a cell's source and return the names it defines."""
    names = {"np": np, "check": check, "softmax": softmax} | names
    exec(source, names)
    return names


def stub(number):
    """Return the function that the learner's cell defines, as shipped."""
    source = cell_source(number, "ex")
    return run(source)[re.search(r"(?m)^def (\w+)", source)[1]]


def without_quotation(told):
    """Return what is told of an error without the line of code, which may hold the words looked for."""
    return re.sub(r", in line \d+: `.*`\.", ".", told)


def said(capsys, number, function):
    """Return all that a check prints of a function."""
    capsys.readouterr()
    check(number, function)
    return capsys.readouterr().out


def line(capsys, number, function):
    """Return the first line that a check prints of a function: the verdict."""
    return said(capsys, number, function).splitlines()[0]
