"""The table of a class says of each learner and exercise what nbgrader and the checks said."""

import csv
import json

import nbformat
import pytest

from helpers.exercises import EXERCISES
from tests.exercises.proof import said
from tools import class_table
from tools.class_picture import ROWS, draw, mistakes
from tools.learners import Refused
from tools.written import write

NAME = "01_dot_products"
CHECKS = ["check-1-1", "check-1-2"]


def notebook(outputs):
    """Return a graded notebook's bytes, with what each check gave out."""
    cells = [nbformat.v4.new_code_cell(id=f"cell-{check}", outputs=given, metadata={
        "nbgrader": {"grade_id": check, "grade": True}}) for check, given in outputs.items()]
    return json.dumps(nbformat.v4.new_notebook(cells=cells)).encode()


def error(words):
    return [nbformat.v4.new_output("stream", text="Exercise 1.1: passed\n"),
            nbformat.v4.new_output("error", ename="NotPassed", evalue=words, traceback=[])]


PASSED = [nbformat.v4.new_output("stream", text="Exercise 1.1: passed\n")]
STUB = error("Exercise 1.2: not attempted yet")
WRONG = error("Exercise 1.1: not yet. For x = [3, 5, 6], w = [4, 2, 1], b = 3 you return 28, "
              "expected 31. The bias is missing.\nIt printed:\n    here")
GRADED = {"ann": {"check-1-1": (2, 2), "check-1-2": (2, 2)},
          "bob": {"check-1-1": (0, 2), "check-1-2": (0, 2)},
          "cy": {"check-1-1": (2, 2), "check-1-2": (0, 2)}}


@pytest.fixture
def folder(tmp_path):
    """A class folder: four of five handed in, and three of these were graded."""
    copies = {"ann": dict.fromkeys(CHECKS, PASSED), "bob": dict(zip(CHECKS, (WRONG, STUB))),
              "cy": {"check-1-1": PASSED}}
    files = {f"autograded/{learner}/{NAME}/{NAME}.ipynb": notebook(copy) for learner, copy in copies.items()}
    files |= {f"submitted/{learner}/{NAME}/{NAME}.ipynb": b"" for learner in (*copies, "dan")}
    files[f"source/{NAME}/{NAME}.ipynb"] = notebook(dict.fromkeys(CHECKS, []))
    files["students.csv"] = "id,first_name,last_name\neve,Ève,O'Neil\nann,Zoë,Ä\nbob,,\n".encode()
    write(tmp_path / "grading", files)
    return tmp_path / "grading"


def test_each_exercise_of_each_learner_has_its_state(folder):
    rows = class_table.results(folder, NAME, GRADED)
    assert [(row["name"], row["exercise"], row["state"], row["mistake"], row["points"]) for row in rows] == [
        ("bob", "1.1", "not yet", "The bias is missing.", 0), ("bob", "1.2", "not attempted", "", 0),
        ("cy", "1.1", "passed", "", 2), ("cy", "1.2", "not yet", "The check was deleted.", 0),
        ("dan", "1.1", "not graded", "", 0), ("dan", "1.2", "not graded", "", 0),
        ("Zoë Ä", "1.1", "passed", "", 2), ("Zoë Ä", "1.2", "passed", "", 2),
        ("Ève O'Neil", "1.1", "not handed in", "", 0), ("Ève O'Neil", "1.2", "not handed in", "", 0)]


def test_points_that_a_teacher_gave_by_hand_count(folder):
    for points in (2, 3):  # the third is extra
        graded = GRADED | {"bob": {"check-1-1": (points, 2), "check-1-2": (0, 2)}}
        assert class_table.results(folder, NAME, graded)[0]["state"] == "passed"


def test_an_empty_class_is_refused_in_words(folder):
    for path in (folder / "submitted").glob("*/*"):
        path.rename(path.with_name("other"))
    (folder / "students.csv").unlink()
    with pytest.raises(Refused, match="nobody handed in 01_dot_products"):
        class_table.results(folder, NAME, {})


@pytest.mark.parametrize("number", EXERCISES)
def test_known_mistakes_are_named_in_the_words_of_their_check(number):
    for _, sentence in EXERCISES[number].mistakes:
        text = f"Exercise {number}: not yet. You return 1, expected 2. {sentence}\nIt printed:\n    3"
        assert class_table.mistake(number, text) == sentence


def test_an_error_is_named_by_the_words_that_explain_it(capsys):
    def stacked(W1, b1, W2, b2):
        return W1 @ W2, b1 + b2
    assert class_table.mistake("4.1", said(capsys, "4.1", stacked)).startswith("b1 has a number for each")


@pytest.mark.parametrize("function, words", [
    (lambda x, w, b: 1 / 0, "The function raises ZeroDivisionError."),
    (lambda x, w, b: x @ w + b if len(x) < 4 else 7.25 * x[0], "A wrong answer of no known kind."),
    (lambda x, w, b: -(x @ w + b), "The sign is flipped."),
    (lambda x: 0, "Your function takes (x), expected (x, w, b)."),
])
def test_other_mistakes_are_named_by_their_kind(capsys, function, words):
    assert class_table.mistake("1.1", said(capsys, "1.1", function)) == words


def test_mistakes_are_counted_most_often_first():
    rows = [{"exercise": number, "mistake": why} for number, why in
            [("1.1", "b"), ("1.2", "a"), ("1.2", ""), ("1.1", "a"), ("1.2", "a")]]
    assert mistakes(rows) == [(("1.2", "a"), 2), (("1.1", "a"), 1), (("1.1", "b"), 1)]


@pytest.mark.parametrize("learners", [1, 3, ROWS, ROWS + 1, 90])
def test_picture_has_a_line_for_each_learner_and_all_its_words_fit(learners):
    said = ("1.1", "passed", "", 2), ("1.2", "not yet", "The bias is missing. " * 9, 0)
    rows = [dict(zip(class_table.COLUMNS, (i, f"Maximiliane-Sophie {i} von Hohenstein-Walderdorff", *what)))
            for i in range(learners) for what in said]
    figure = draw(rows, NAME)
    figure.draw_without_rendering()
    axes = [ax for part in figure.subfigs for ax in part.axes]
    assert sum(len(ax.get_yticks()) for ax in axes[1:]) == learners
    box = figure.bbox
    for ax in axes:
        for label in ax.get_yticklabels():
            assert label.get_window_extent().x0 >= box.x0 - 1


def test_empty_folder_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="Go to the class folder"):
        class_table.main([NAME])


def test_table_is_written_for_spreadsheets_and_told_in_words(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    monkeypatch.setattr(class_table, "scores", lambda folder, name: GRADED)
    (folder / "gradebook.db").write_text("")
    class_table.main([NAME])
    assert capsys.readouterr().out.splitlines()[:3] == [
        "1.1: 2 passed, 1 not yet, 1 not graded, 1 not handed in",
        "1.2: 1 passed, 1 not yet, 1 not attempted, 1 not graded, 1 not handed in",
        "1 × 1.1 The bias is missing."]
    with open(folder / f"{NAME}_class.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == class_table.COLUMNS and rows[0]["mistake"] == "The bias is missing."
    assert (folder / f"{NAME}_class.png").read_bytes().startswith(b"\x89PNG")
