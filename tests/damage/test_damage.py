"""Damage a notebook, and the part of the suite that should see it must say so.

Damages to the code itself, which must run to be seen, are left to
`python -m tests.damage.mutate`.
"""

import tomllib

import nbformat
import numpy as np
import pytest

from tests.damage.damage import as_png, data
from tests.damage.damages import DAMAGES
from tests.damage.mutate import PARTS
from tests.notebooks import guards, shapes
from tools.notebooks import METADATA, NOTEBOOKS, RMS, ROOT, differences, execute, read


def code(notebook):
    return [(cell.id, cell.source) for cell in guards.code_cells(notebook)]


def damaged(number, damage):
    """Return the notebook of that number as it is, and damaged."""
    path = NOTEBOOKS[number - 1]
    after = read(path)
    damage(after)
    return path, read(path), after


@pytest.mark.parametrize("number, part, damage", [row[1:] for row in DAMAGES],
                         ids=[row[0] for row in DAMAGES])
def test_damage_is_seen(number, part, damage):
    path, before, after = damaged(number, damage)
    assert after != before
    if part not in ("run", "shapes"):
        assert PARTS[part](before, path) == [] and PARTS[part](after, path) != []
    elif part == "run" and code(before) == code(after):
        assert differences(before, before) == [] and differences(after, before) != []
    else:
        assert PARTS["cells"](after, path) != []


def test_every_part_has_a_damage_that_it_must_see():
    assert {part for _, _, part, _ in DAMAGES} == set(PARTS) and len(DAMAGES) >= 90
    assert len(PARTS) == 16 and len({said for said, *_ in DAMAGES}) == len(DAMAGES)


PICTURED = [row[1:] for row in DAMAGES if row[0] in (
    "half a picture", "another picture of the notebook", "a blank picture", "a picture with a dot in it")]


@pytest.mark.parametrize("number, part, damage", PICTURED)
def test_comparison_without_pictures_is_blind_to_them_alone(number, part, damage):
    _, before, after = damaged(number, damage)
    assert differences(after, before, pictures=False) == []
    after.cells[1].source += " "
    assert differences(after, before, pictures=False) != []


@pytest.mark.parametrize("name", ["no picture", "a printed number", "a text alternative"])
def test_comparison_without_pictures_sees_the_rest(name):
    _, before, after = next(damaged(row[1], row[3]) for row in DAMAGES if row[0] == name)
    assert differences(after, before, pictures=False) != []


def test_running_again_sees_a_changed_number():
    """From end to end, so that neither half can be disarmed in silence."""
    source = "print(6 * 7)"
    stored = nbformat.v4.new_notebook(metadata=METADATA, cells=[
        nbformat.v4.new_code_cell(source, id="answer", execution_count=1, outputs=[
            nbformat.v4.new_output("stream", name="stdout", text="42\n")])])
    assert differences(stored, execute(stored)) == []
    stored.cells[0].outputs[0].text = "43\n"
    assert differences(stored, execute(stored)) != []


def test_nothing_is_disarmed():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pytest_settings = settings["tool"]["pytest"]["ini_options"]
    assert pytest_settings["testpaths"] == ["tests", "notebooks"]
    assert pytest_settings["addopts"].split() == [
        "--nbval", "--nbval-current-env", "--strict-markers", "-q"]
    assert RMS == 0.3


def test_pictures_a_hair_apart_are_the_same():
    one, other = read(NOTEBOOKS[0]), read(NOTEBOOKS[0])
    data(one, "strip")["image/png"] = as_png(np.full((40, 40), 0.5))
    data(other, "strip")["image/png"] = as_png(np.full((40, 40), 0.5001))
    assert differences(one, other) == []


SHAPED = """
x = np.zeros((4, 3))          # (4, 3)
def f(X):
    rows, n = X.T, len(X)     # (D, N)
    one, other = X, rows      # (N, D), (D, N)
    return X[0]               # (D,)
f(x), f(x[:2])
"""


@pytest.mark.parametrize("old, new, said", [
    ("", "", None),
    ("# (4, 3)", "# (4, 4)", "line 2: the comment says (4, 4), got (4, 3)"),
    ("# (4, 3)", "# (4, 3, 1)", ", got (4, 3)"),
    ("# (4, 3)", "# (..., 3)", None),
    ("# (4, 3)", "# (..., 4)", ", got (4, 3)"),
    ("# (4, 3)", "# (n + 1, 3)", None),
    ("# (D, N)\n", "# (D, D)\n", "line 4: the comment says (D, D), got (3, 4)"),
    ("# (D,)", "# (N,)", "line 6: the comment says (N,), got (3,)"),
    ("(D, N)\n", "(D, N), (N,)\n", "line 4: the comment says (D, N), (N,), got (3, 4)"),
    ("f(x), f(x[:2])", "", "line 4: nothing was compared"),
])
def test_shapes_in_comments_are_compared(old, new, said):
    source = "import numpy as np" + SHAPED.replace(old, new) if old else "import numpy as np" + SHAPED
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="cell")])
    told = shapes.troubles(notebook)
    assert told == [] if said is None else any(said in line for line in told)
