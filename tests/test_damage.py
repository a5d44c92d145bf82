"""Damage a notebook, and the guards or the comparison must say so."""

import base64
import io
import tomllib

import matplotlib.image
import nbformat
import numpy as np
import pytest

from tests import guards
from tests.rerun import METADATA, NOTEBOOKS, RMS, ROOT, differences, execute, read

PATH = NOTEBOOKS[0]


@pytest.fixture
def notebook():
    return read(PATH)


def cell(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def picture(value):
    """Return a base64 PNG, 40 × 40 pixels of one grey."""
    png = io.BytesIO()
    matplotlib.image.imsave(png, np.full((40, 40), value), cmap="gray", vmin=0, vmax=1)
    return base64.b64encode(png.getvalue()).decode()


def figure(notebook):
    return cell(notebook, "strip").outputs[0].data


def paint(notebook, name, png):
    cell(notebook, name).outputs[0].data["image/png"] = png


DIFFERENCES = {
    "a printed number": lambda n: cell(n, "count").outputs[0].update(text="404 of 450\n"),
    "a returned number": lambda n: cell(n, "by-hand").outputs[0].data.update({"text/plain": "29"}),
    "a text alternative": lambda n: figure(n).update({"text/plain": "Figure: something else"}),
    "half a picture": lambda n: paint(n, "strip", figure(n)["image/png"][:4000]),
    "another picture": lambda n: paint(n, "strip", cell(n, "shadow").outputs[0].data["image/png"]),
    "a blank picture": lambda n: paint(n, "strip", picture(1)),
    "no picture": lambda n: figure(n).pop("image/png"),
    "an output too many": lambda n: cell(n, "load").outputs.append(cell(n, "count").outputs[0]),
    "an output of another kind": lambda n: cell(n, "by-hand").outputs[0].update(
        output_type="display_data"),
    "outputs stripped from a cell": lambda n: cell(n, "count").update(outputs=[]),
    "a count": lambda n: cell(n, "count").update(execution_count=99),
    "a cell deleted": lambda n: n.cells.remove(cell(n, "loop")),
    "cells swapped": lambda n: n.cells.insert(3, n.cells.pop(4)),
    "a cell converted": lambda n: cell(n, "ask-strip").update(cell_type="raw"),
    "a cell's metadata": lambda n: cell(n, "solution-1-1").metadata.update(tags=[]),
    "the notebook's metadata": lambda n: n.metadata.update(author="me"),
}


@pytest.mark.parametrize("damage", DIFFERENCES.values(), ids=DIFFERENCES.keys())
def test_comparison_sees(notebook, damage):
    stored = nbformat.from_dict(notebook)
    damage(stored)
    assert differences(stored, notebook) != []


PICTURES = {"half a picture", "another picture", "a blank picture"}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_comparison_of_text_sees_all_but_pictures(notebook, name):
    stored = nbformat.from_dict(notebook)
    DIFFERENCES[name](stored)
    assert (differences(stored, notebook, pictures=False) == []) == (name in PICTURES)


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
    assert RMS == 0.3 and len(guards.GUARDS) == 11
    assert set(row[1] for row in GUARDED) == {outline, *guards.GUARDS}


def test_comparison_finds_no_difference_where_there_is_none(notebook):
    assert differences(notebook, nbformat.from_dict(notebook)) == []


def test_pictures_a_hair_apart_are_the_same(notebook):
    one, other = nbformat.from_dict(notebook), nbformat.from_dict(notebook)
    paint(one, "strip", picture(0.5))
    paint(other, "strip", picture(0.5001))
    assert differences(one, other) == []


def outline(notebook):
    return guards.outline(notebook, PATH.name)


def strip_all(notebook):
    for code in guards.code_cells(notebook):
        code.update(outputs=[], execution_count=None)


GUARDED = [
    ("the last cell deleted", outline, lambda n: n.cells.pop()),
    ("the first cell deleted", outline, lambda n: n.cells.pop(0)),
    ("prose deleted", outline, lambda n: n.cells.remove(cell(n, "read-strip"))),
    ("cells swapped", outline, lambda n: n.cells.insert(3, n.cells.pop(4))),
    ("a cell converted", outline, lambda n: cell(n, "loop").update(cell_type="markdown")),
    ("an id twice", guards.ids, lambda n: cell(n, "loop").update(id="count")),
    ("an id of a machine", guards.ids, lambda n: cell(n, "loop").update(id="0a1b2c3d")),
    ("an unknown tag", guards.metadata, lambda n: cell(n, "loop").metadata.update(tags=["skip"])),
    ("a solution shown", guards.metadata, lambda n: cell(n, "solution-1-1").metadata.pop("jupyter")),
    ("not executed in order", guards.counts, lambda n: cell(n, "loop").update(execution_count=1)),
    ("all outputs stripped", guards.outputs, strip_all),
    ("one output stripped", guards.outputs, lambda n: cell(n, "strip").update(outputs=[])),
    ("a warning", guards.outputs, lambda n: cell(n, "count").outputs[0].update(name="stderr")),
    ("an error", guards.outputs,
     lambda n: cell(n, "count").outputs[0].update(output_type="error")),
    ("a path", guards.outputs, lambda n: cell(n, "count").outputs[0].update(text="/home/me")),
    ("an address", guards.outputs, lambda n: cell(n, "count").outputs[0].update(text="0x7f00aa00")),
    ("a long float", guards.outputs, lambda n: cell(n, "count").outputs[0].update(text="0.12345678")),
    ("no text alternative", guards.figures,
     lambda n: figure(n).update({"text/plain": "<Figure size 640x480 with 1 Axes>"})),
    ("a second H1", guards.pages, lambda n: cell(n, "geometry").update(source="# Geometry")),
    ("a long line", guards.pages, lambda n: cell(n, "loop").update(source="x = 1" + 80 * " " + "#")),
    ("a long cell", guards.pages, lambda n: cell(n, "loop").update(source=16 * "x = 1\n")),
    ("a semicolon", guards.pages, lambda n: cell(n, "loop").update(source="x = 1;")),
    ("a broken link", guards.links, lambda n: cell(n, "traps").update(source="[next](09.ipynb)")),
    ("a count nobody computed", guards.claims,
     lambda n: cell(n, "read-count").update(source="It reads 405 of 450.")),
    ("a number in prose", guards.claims, lambda n: cell(n, "read-seeds").update(
        source=cell(n, "read-seeds").source.replace("392", "382"))),
    ("a scoreboard that says more", guards.scoreboard, lambda n: cell(n, "scoreboard").update(
        source=cell(n, "scoreboard").source.replace("403 of", "404 of"))),
    ("a better reading", guards.scoreboard, lambda n: cell(n, "scoreboard").update(
        source=cell(n, "scoreboard").source.replace("8 1 7 1 8", "8 1 3 1 3"))),
    ("an emptied cell", guards.nothing_is_empty, lambda n: cell(n, "traps").update(source=" ")),
    ("a check of another function", guards.exercises,
     lambda n: cell(n, "check-1-5").update(source='check("1.5", scores_of)')),
    ("an exercise without its tag", guards.exercises,
     lambda n: cell(n, "ex-1-1").metadata.pop("tags")),
    ("a stub with other arguments", guards.exercises, lambda n: cell(n, "ex-1-4").update(
        source=cell(n, "ex-1-4").source.replace("(X, templates)", "(templates, X)"))),
    ("a solution left in the stub", guards.exercises, lambda n: cell(n, "ex-1-1").update(
        source=cell(n, "ex-1-1").source.replace("    raise", "    return x @ w + b\n    raise"))),
    ("a solved stub", guards.exercises, lambda n: cell(n, "ex-1-1").update(source="x = 1")),
    ("a check without its line", guards.exercises, lambda n: cell(n, "check-1-1").update(outputs=[])),
    ("a solution that fails", guards.exercises, lambda n: cell(n, "solution-1-1").outputs[0].update(
        text="Solution 1.1: not yet.")),
    ("an exercise without solution", guards.exercises,
     lambda n: n.cells.remove(cell(n, "solution-1-1"))),
]


@pytest.mark.parametrize("guard, damage", [row[1:] for row in GUARDED],
                         ids=[row[0] for row in GUARDED])
def test_guard_sees(notebook, guard, damage):
    assert guard(notebook) == []
    damage(notebook)
    assert guard(notebook) != []
