"""From end to end: a run sees a changed output and a wrong shape in a comment, and changes no output."""

import nbformat
import pytest

from tests.notebooks import shapes
from tools.compare import differences
from tools.kernel import METADATA

CODE = """
x = np.zeros((4, 3))          # (4, 3)
def f(X):
    'In words.'
    rows, n = X.T, len(X)     # (D, N)
    one, other = X, rows      # (N, D), (D, N)
    return X[0]               # (D,)
f(x), f(x[:2])
print(f.__doc__)"""
CASES = {
    ("# (4, 3)", "# (4, 3)"): [],
    ("# (4, 3)", "# (4, 4)"): ["line 2: the comment says (4, 4), got (4, 3)"],
    ("# (4, 3)", "# (4, 3, 1)"): ["line 2: the comment says (4, 3, 1), got (4, 3)"],
    ("# (4, 3)", "# (..., 3)"): [],
    ("# (4, 3)", "# (..., 4)"): ["line 2: the comment says (..., 4), got (4, 3)"],
    ("# (4, 3)", "# (n + 1, 3)"): [],
    ("# (D, N)\n", "# (D, D)\n"): ["line 5: the comment says (D, D), got (3, 2)",
                                   "line 5: the comment says (D, D), got (3, 4)"],
    ("# (D,)", "# (N,)"): ["line 7: the comment says (N,), got (3,)"],
    ("(D, N)\n", "(D, N), (N,)\n"): ["line 5: the comment says (D, N), (N,), got (3, 2)",
                                     "line 5: the comment says (D, N), (N,), got (3, 4)"],
    ("f(x), f(x[:2])", ""): [f"line {line}: nothing was compared" for line in (5, 6, 7)],
}


def stored(source, name, text):
    """Return a code cell that has put out some text."""
    output = nbformat.v4.new_output("stream", name="stdout", text=text)
    return nbformat.v4.new_code_cell(source, id=name, outputs=[output])


@pytest.fixture(scope="module")
def ran():
    """A notebook whose last output is not what its code gives, run; and what was stored."""
    cells = [stored(f"import numpy as np{CODE.replace(*case, 1)}", f"case-{i}", "In words.\n")
             for i, case in enumerate(CASES)]
    notebook = nbformat.v4.new_notebook(
        metadata=METADATA, cells=[*cells, stored("print(6 * 7)", "answer", "43\n")])
    for count, cell in enumerate(notebook.cells, 1):
        cell.execution_count = count
    return notebook, *shapes.run(notebook)


@pytest.mark.parametrize("place", range(len(CASES)), ids=[" to ".join(case).strip() for case in CASES])
def test_shapes_in_comments_are_compared(ran, place):
    told = [line.removeprefix(f"case-{place}, ") for line in ran[2] if line.startswith(f"case-{place},")]
    assert told == list(CASES.values())[place]


def test_a_changed_output_is_seen_and_nothing_else(ran):
    stored, fresh, _ = ran
    assert [line.partition(":")[0] for line in differences(stored, fresh)] == ["cell answer"]
