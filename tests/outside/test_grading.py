"""A class is graded with nbgrader itself: handed out, handed in, graded, and the scores read.

    make test-grading

Each notebook is handed in by several learners; only who solved it gets points.
"""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from helpers.exercises import EXERCISES
from tests.exercises.proof import cell_source, exercises, run
from tools import assignment, editions
from tools.kernel import NOTEBOOKS, read

# A learner who knows the visible cases by heart, and nothing else.
BY_HEART = """
from helpers.checking.exercise import cases_of, copied
from helpers.exercises import EXERCISES

def by_heart(number):
    def key(case):
        return repr([getattr(part, "seed", part) for part in case])
    known = {{key(case): EXERCISES[number].solve(*copied(case)) for case in cases_of(EXERCISES[number])}}
    def answer(*case):
        if any(hasattr(part, "seed") for part in case):
            EXERCISES[number].solve(*case)  # asks the generator as it wants to be asked
        return known.get(key(case))
    return answer

{name} = by_heart("{number}")
"""
PRINTING = """
def {name}(*case):
    print("Exercise {number}: passed, tried on small and large arrays")
"""
WRONG = """
def {name}(*case):
    return 0
"""
REDEFINED = """
def check(*arguments, **named):
    print("Exercise {number}: passed, tried on small and large arrays")

def {name}(*case):
    return 0
"""
PATCHED = """
import helpers.checking.check
helpers.check = helpers.exercises.check = lambda *arguments, **named: None
helpers.checking.check.examine = lambda *arguments: "passed"

def {name}(*case):
    return 0
"""


def stub(notebook, solutions):
    """Hands in what was handed out."""


def solved(notebook, solutions):
    """Solves everything."""
    for cell in exercises(notebook).values():
        cell.source = solutions[cell.id]


def by_heart(notebook, solutions):
    """Knows the answers of the visible cases; where there are no others, solves it."""
    for number, cell in exercises(notebook).items():
        cell.source = filled(BY_HEART, number, cell) if EXERCISES[number].draw else solutions[cell.id]


def without_tests(notebook, solutions):
    """Solves everything, but deletes the locked tests."""
    solved(notebook, solutions)
    notebook.cells = [cell for cell in notebook.cells if not cell.id.startswith("check-")]


def with_easy_tests(notebook, solutions):
    """Unlocks the tests and writes others in their place."""
    for cell in notebook.cells:
        if cell.id.startswith("check-"):
            cell.source = "assert True"
            cell.metadata.nbgrader |= {"locked": False, "points": 100}


def answering(template):
    """Returns a learner who writes the same into every exercise."""
    def learner(notebook, solutions):
        for number, cell in exercises(notebook).items():
            cell.source = filled(template, number, cell)
    return learner


LEARNERS = {"solved": solved, "stub": stub, "by_heart": by_heart,
            "without_tests": without_tests, "with_easy_tests": with_easy_tests,
            "printing": answering(PRINTING), "redefined": answering(REDEFINED),
            "patched": answering(PATCHED), "own_helpers": answering(WRONG)}
OWN_HELPERS = "def check(*arguments, **named):\n    print('passed')\n"
WHOLE = ("solved", "stub")  # the others hand in only the cells that matter, to save time
CHEATED = ("01", "03")  # the notebooks that all the learners hand in
HANDED_IN = [(path.stem, learner) for path in NOTEBOOKS for learner in LEARNERS
             if path.stem[:2] in CHEATED or learner in (*WHOLE, "by_heart")]


def filled(template, number, cell):
    """Return a template with the number and the function's name of an exercise's cell."""
    return template.format(number=number, name=re.search(r"(?m)^def (\w+)", cell.source)[1])


def nbgrader(course, *arguments):
    """Run nbgrader as a teacher does, in the course's folder; return what it prints."""
    tools = str(Path(sys.executable).parent)  # where an activated environment finds commands
    env = os.environ | {"PATH": tools + os.pathsep + os.environ["PATH"]}
    ran = subprocess.run([Path(tools) / "nbgrader", *arguments], cwd=course, env=env,
                         capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def copy_of(course, stage, name):
    """Return an assignment's notebook as it is in one of nbgrader's folders."""
    return read(course / stage / name / f"{name}.ipynb")


def hand_in(course, name, learner):
    """Put a learner's copy of an assignment where nbgrader looks for it."""
    notebook = copy_of(course, "release", name)
    source = copy_of(course, "source", name)
    LEARNERS[learner](notebook, {cell.id: cell.source for cell in source.cells})
    if learner not in WHOLE:
        notebook.cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata
                          or cell.id == "imports"]
    folder = course / "submitted" / learner / name
    folder.mkdir(parents=True)
    (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    if learner == "own_helpers":
        (folder / "helpers.py").write_text(OWN_HELPERS, encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course's folder when everything is handed out, handed in, and graded."""
    course = tmp_path_factory.mktemp("course")
    assignment.make(2026, course)
    for path in NOTEBOOKS:
        nbgrader(course, "generate_assignment", path.stem)
        for name, learner in HANDED_IN:
            if name == path.stem:
                hand_in(course, name, learner)
        nbgrader(course, "autograde", path.stem)
    return course


@pytest.fixture
def gradebook(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        yield gradebook


def points(learner, number):
    """Return what a learner should get for an exercise.

    Two exercises take no arguments: their one answer, known by heart, is the answer.
    """
    known = learner == "solved" or learner == "by_heart" and EXERCISES[number].draw is None
    return assignment.POINTS if known else 0


@pytest.mark.parametrize("name, learner", HANDED_IN)
def test_only_who_solved_it_gets_points(course, gradebook, name, learner):
    [notebook] = gradebook.find_submission(name, learner).notebooks
    scores = {grade.name: (grade.score, grade.max_score) for grade in notebook.grades}
    assert scores == {cell.id.replace("ex-", "check-"): (points(learner, number), assignment.POINTS)
                      for number, cell in exercises(copy_of(course, "source", name)).items()}


@pytest.mark.parametrize("name, learner", HANDED_IN)
def test_only_missing_tests_wait_for_a_look_by_hand(gradebook, name, learner):
    waits = gradebook.find_submission(name, learner).needs_manual_grade
    assert waits == (learner == "without_tests")


def test_what_is_handed_out_is_the_student_edition(course, path):
    student = nbformat.reads(editions.edition("student", path), as_version=4)
    released = copy_of(course, "release", path.stem)
    assert [cell.source for cell in released.cells] == [cell.source for cell in student.cells]
    assert not re.search("HIDDEN|SOLUTION|2026", json.dumps(released))


def test_answers_by_heart_pass_the_visible_tests(course, path):
    notebook, source = (copy_of(course, stage, path.stem) for stage in ("release", "source"))
    by_heart(notebook, {cell.id: cell.source for cell in source.cells})
    for number, cell in exercises(notebook).items():
        test = cell_source(number, "check").replace(")", ", raises=True)")
        run(f"{cell.source}\n{test}")


def test_source_passes_nbgraders_validation(course):
    name = NOTEBOOKS[0].stem
    said = nbgrader(course, "validate", f"source/{name}/{name}.ipynb")
    assert "Success! Your notebook passes all the tests." in said


def test_scores_are_exported(course):
    nbgrader(course, "export")
    with open(course / "grades.csv", encoding="utf-8", newline="") as file:
        rows = {(row["assignment"], row["student_id"]): (row["score"], row["max_score"])
                for row in csv.DictReader(file)}
    most = {path.stem: f"{assignment.POINTS * len(exercises(read(path)))}.0" for path in NOTEBOOKS}
    assert {name: rows[name, "solved"] for name in most} == {name: (most[name], most[name]) for name in most}
    assert {name: rows[name, "stub"] for name in most} == {name: ("0.0", most[name]) for name in most}


def test_feedback_says_what_is_wrong(course):
    name = NOTEBOOKS[0].stem
    nbgrader(course, "generate_feedback", name, "--student", "by_heart")
    feedback = course / "feedback" / "by_heart" / name / f"{name}.html"
    assert "Exercise 1.1: not yet." in feedback.read_text(encoding="utf-8")
