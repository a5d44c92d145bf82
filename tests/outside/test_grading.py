"""A class is graded with nbgrader itself: handed out, handed in, graded, and the scores read.

    make test-grading

Each notebook is handed in by several learners; only who solved it gets points. With the first
notebook it goes as on the teachers' page, whose commands are run in their order.
"""

import csv
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from helpers.exercises import EXERCISES
from tests.exercises.proof import cell_source, exercises, run
from tools import assignment, editions
from tools.kernel import NOTEBOOKS, ROOT, read
from tools.learners import as_id

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
PAGE = (ROOT / "site" / "teachers.md").read_text("utf-8")
BLOCKS = re.findall(r"(?s)```\n((?:nbgrader|python -m).*?)```", PAGE)  # what is said in the class folder
FIRST = NOTEBOOKS[0].stem
# Who sends the first notebook, and what they do to it.
SENT = {"Müller, Anna": "solved", "twice": "solved", "of the course": "solved", "ben": "stub"}
WHOLE = ("solved", "stub")  # the others hand in only the cells that matter, to save time
CHEATED = ("01", "03")  # the notebooks that all the learners hand in
HANDED_IN = [(path.stem, learner) for path in NOTEBOOKS for learner in LEARNERS
             if path.stem[:2] in CHEATED or learner in (*WHOLE, "by_heart")]


def filled(template, number, cell):
    """Return a template with the number and the function's name of an exercise's cell."""
    return template.format(number=number, name=re.search(r"(?m)^def (\w+)", cell.source)[1])


def say(course, command):
    """Say a command as a teacher does, in the class folder; return what it prints."""
    tools = str(Path(sys.executable).parent)  # where an activated environment finds commands
    env = os.environ | {"PATH": tools + os.pathsep + os.environ["PATH"]}
    ran = subprocess.run(["bash", "-ec", command], cwd=course, env=env, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout + ran.stderr


def nbgrader(course, *arguments):
    return say(course, shlex.join(["nbgrader", *arguments]))


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


def send(course, learner, how):
    """Put a learner's copy of the first notebook beside the class folder, as others sent it."""
    source = copy_of(course, "source", FIRST)
    notebook = read(NOTEBOOKS[0]) if learner == "of the course" else copy_of(course, "release", FIRST)
    LEARNERS[how](notebook, {cell.id: cell.source for cell in source.cells})
    notebook.cells = [cell for cell in notebook.cells if re.match("imports|ex-|check-", cell.id)]
    if learner == "twice":
        pasted = nbformat.from_dict(notebook.cells[-2:])
        for cell in pasted:
            cell.id += "-pasted"
        notebook.cells += pasted
    (course.parent / "sent").mkdir(exist_ok=True)
    (course.parent / "sent" / f"{learner}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The class folder when the first notebook is graded by the page's commands, and what they said."""
    course = tmp_path_factory.mktemp("classes") / "grading"
    assignment.make(2026, course)
    hand_out, collect, grade, again = BLOCKS
    said = [say(course, hand_out)]
    for learner, how in SENT.items():
        send(course, learner, how)
    (course.parent / "sent" / "empty.ipynb").write_bytes(b"")
    (course / "students.csv").write_text("id,first_name\nben,Ben\nnora,Nora\n" + "".join(
        f'"{learner}",\n' for learner in SENT if learner != "ben"), encoding="utf-8")
    said.append(say(course, collect))
    for name, learner in HANDED_IN:
        if name == FIRST:
            hand_in(course, name, learner)
    said.append(say(course, grade))
    send(course, "ben", "solved")
    said.append(say(course, again))
    return course, said


@pytest.fixture(scope="module")
def course(page):
    """The class folder when everything is handed out, handed in, and graded."""
    course, _ = page
    for path in NOTEBOOKS[1:]:
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


def test_what_is_handed_out_is_the_student_edition_without_links_to_others(course, path):
    student = nbformat.reads(editions.edition("student", path), as_version=4)
    released = copy_of(course, "release", path.stem)
    assert [cell.source for cell in released.cells] == [
        assignment.TO_NOTEBOOKS.sub(r"\1", cell.source) for cell in student.cells]
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
    assert rows[FIRST, "Müller Anna"] == (most[FIRST], most[FIRST])
    assert {name: rows[name, "solved"] for name in most} == {name: (most[name], most[name]) for name in most}
    assert {name: rows[name, "stub"] for name in most} == {name: ("0.0", most[name]) for name in most}


def feedback(course, learner):
    return (course / "feedback" / learner / FIRST / f"{FIRST}.html").read_text(encoding="utf-8")


def test_feedback_says_what_is_wrong_in_one_line_and_keeps_the_seed(course):
    page = feedback(course, "by_heart")
    assert re.search(r'<pre class="missed">Exercise 1.1: not yet. .*</pre>', page)
    assert not re.search("HIDDEN|2026|Traceback|https?:", page)
    assert '<html lang="en">' in page


@pytest.mark.parametrize("learner", SENT)
def test_what_was_collected_gets_the_points_it_should(gradebook, learner):
    assert gradebook.find_submission(FIRST, as_id(learner)).score == 10  # ben's second try as well


def test_what_is_left_out_or_odd_is_said(page):
    _, (_, collected, _, again) = page
    assert collected.splitlines() == [
        "empty.ipynb: left out: not in students.csv, by id or full name",
        "twice: collected: check-1-5 is there twice, the last counts; ex-1-5 is there twice, the last counts",
        "4 collected, 1 left out"]
    assert "ben: replaced\n" in again and "checksum" not in again
    assert "To grade it again: nbgrader autograde 01_dot_products --student ben --force" in again


def test_the_table_shows_the_class_at_its_first_try(course, page):
    with open(course / f"{FIRST}_class.csv", encoding="utf-8-sig", newline="") as file:
        states = {(row["name"], row["exercise"]): row["state"] for row in csv.DictReader(file)}
    assert {name: states[name, "1.1"] for name in ("Ben", "Nora", "twice", "printing", "stub")} == {
        "Ben": "not attempted", "Nora": "not handed in", "twice": "passed", "printing": "not yet",
        "stub": "not attempted"}
    assert states["without_tests", "1.2"] == "not yet"
    assert "1.1: 4 passed, 6 not yet, 3 not attempted, 1 not handed in" in page[1][2]


def test_feedback_of_a_second_try_is_of_that(course):
    assert "10 of 10 points" in feedback(course, "ben")
