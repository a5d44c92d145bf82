"""What a notebook shows and the package ships is the same code."""

import pytest

from tests.notebooks import same_code
from tools.kernel import NOTEBOOKS, read

TAGGED = {f"{path.stem}:{cell.id}:{name}": (cell.source, name)
          for path in NOTEBOOKS for cell, name in same_code.tagged(read(path))}


@pytest.mark.parametrize("source, name", TAGGED.values(), ids=TAGGED)
def test_shown_code_is_the_shipped_code(source, name):
    assert same_code.trouble(source, name) is None


REFUSALS = ["refuse_rng(rng)", "refuse_rng(rng=rng)", "refuse_rng(X.rng)"]
OTHERS = [
    # An assignment, however it is written, and a result that is used.
    "rng = refuse_rng(rng)", "X += refuse_rng(rng)", "X.rng = refuse_rng(rng)", "(X := refuse_rng(rng))",
    "refuse_rng(rng := 1)", "refuse_rng(rng).run", "refuse_rng(rng)(X)", "yield refuse_rng(rng)",
    "return refuse_rng(rng)", "assert refuse_rng(rng) is None", "refuse_rng(rng) or X.sort()",
    "refuse_rng(rng), X.sort()", "[refuse_rng(rng) for X in [X]]", "lambda: refuse_rng(rng)",
    "if refuse_rng(rng): pass", "if rng: refuse_rng(rng)", "for X in [X]: refuse_rng(rng)",
    # Something is computed on the way.
    "refuse_rng(X.sort())", "refuse_rng(as_real(X))", "refuse_rng(X + 1)", "refuse_rng([*X])",
    # Not a function of helpers.arguments, or not called by its name.
    "refuse_mine(rng)", "np.asarray(X)", "print(X)", "X.sort()", "arrays.refuse_rng(rng)", "refuse_rng",
    "refuse_rng = X.sort; refuse_rng(rng)", "from numpy import sort as refuse_rng; refuse_rng(X)",
]
MADE_UP = """
import numpy as np
from .arguments import arrays
from .arguments.arrays import as_real, refuse_rng

def refuse_mine(rng):
    pass

def f(X, rng=None):
    {}
    return X
"""
SHOWN = "def f(X, rng=None):\n    return X"


@pytest.mark.parametrize("line", REFUSALS)
def test_lines_that_only_refuse_are_left_out(made_up, line):
    made_up(MADE_UP.format(line))
    assert same_code.trouble(SHOWN, "package.made_up.f") is None


@pytest.mark.parametrize("line", OTHERS)
def test_nothing_else_is_left_out(made_up, line):
    made_up(MADE_UP.format(line))
    assert same_code.trouble(SHOWN, "package.made_up.f") is not None


@pytest.mark.parametrize("name, file, old, new", [
    ("numerical_gradient", "gradients.py", "    x = np.asarray(x, float)\n", ""),
    ("numerical_gradient", "gradients.py", "refuse_point(function, x, h)\n    x = np.asarray(x, float)",
     "x = refuse_point(function, x, h)"),
    ("unbroadcast", "gradients.py", "    grad = np.array(grad)\n", ""),
    ("softmax", "losses.py", "    refuse_logits(logits)\n    logits = np.asarray(logits) * 1.0  #",
     "    logits = refuse_logits(logits)  #"),
    ("Linear", "layers.py", "            refuse_rng(rng)\n        rng = np.random.default_rng(rng)".lstrip(),
     "rng = refuse_rng(rng)"),
    ("Linear.__call__", "layers.py", "refuse_input(self, X)\n        self.X = np.asarray(X)",
     "self.X = refuse_input(self, X)"),
    ("Linear.__call__", "layers.py", "refuse_input(self, X)\n        self.X = np.asarray(X)",
     "refuse_input(self, X)\n        self.X = X"),
    ("Linear.backward", "layers.py", "        dY = np.asarray(dY)\n", ""),
    ("ReLU", "activations.py", "return np.asarray(dY) * (self.X > 0)", "return dY * (self.X > 0)"),
    ("SGD", "optimisers.py", "refuse_rate(lr)\n", "lr = refuse_rate(lr)\n"),
])
def test_damage_of_the_shipped_code_is_seen(damaged, name, file, old, new):
    shown = [source for source, tag in TAGGED.values() if tag == f"helpers.{name}"]
    damaged((file, old, new))
    assert all(same_code.trouble(source, f"package.{name}") for source in shown) and shown


BOX = '''
class Box:
    """A box."""

    def __init__(self, side):
        """Keep the side."""
        self.side = side

    def area(self):
        return self.side * self.side
'''


@pytest.mark.parametrize("source, name", [
    (BOX, "Box"),
    ("class Box:\n    def __init__(self, side):\n        self.side = side\n", "Box"),
    ("def area(self):\n    return (self.side\n            * self.side)  # cm2\n\n\nBox.area = area\n",
     "Box.area"),
])
def test_docstrings_layout_and_later_methods_do_not_count(made_up, source, name):
    made_up(BOX)
    assert same_code.trouble(source, f"package.made_up.{name}") is None


@pytest.mark.parametrize("source, name", [
    (BOX.replace("side * self", "side + self"), "Box"),
    (BOX.replace("(self, side)", "(self, side=1)"), "Box"),
    (BOX.replace("class Box:", "class Box(dict):"), "Box"),
    (BOX + "    def more(self):\n        return 1\n", "Box"),
    ("def area(self):\n    return self.side ** 2\n", "Box.area"),
    ("def perimeter(self):\n    return 4 * self.side\n", "Box.area"),
    ("x = 1", "Box"),
])
def test_other_code_is_told(made_up, source, name):
    made_up(BOX)
    assert same_code.trouble(source, f"package.made_up.{name}") is not None
