"""nbgrader's source is made of the notebooks' own cells, and its hidden tests cannot be talked to.

The real run of nbgrader is in tests/outside/test_grading.py.
"""

import re
import subprocess
import sys

import pytest
from nbformat import v4

import helpers
from helpers import check
from helpers.exercises import EXERCISES
from tests.exercises.proof import cell_source, exercises, run
from tests.notebooks import guards
from tools import assignment
from tools.kernel import NOTEBOOKS, ROOT, read

SOLUTION = re.compile(r"(?s)### BEGIN SOLUTION.*?### END SOLUTION")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Every notebook as nbgrader's source, with seed 5."""
    folder = tmp_path_factory.mktemp("assignment")
    assignment.make(5, folder)
    return {path.stem: read(folder / "source" / path.stem / path.name) for path in NOTEBOOKS}


def cell(sources, name):
    return next(cell for notebook in sources.values() for cell in notebook.cells
                if cell.id == name)


def grade(number, function, seed=5):
    """Run the grader's cell of an exercise on a function; raise what it raises."""
    source = assignment.CHECK.format(arguments=f'"{number}", function', seed=seed)
    exec(source, {"check": check, "function": function})


def test_source_has_every_cell_but_the_solutions(sources, path):
    kept = [cell.id for cell in read(path).cells if "solution" not in guards.tags(cell)]
    source = sources[path.stem]
    assert [cell.id for cell in source.cells] == kept
    marks = [cell.metadata.nbgrader for cell in source.cells if "nbgrader" in cell.metadata]
    points = [mark.points for mark in marks if mark.grade]
    assert points == [assignment.POINTS] * len(exercises(read(path)))
    assert [mark.solution for mark in marks] == [True, False] * len(points)
    assert all(mark.grade == mark.locked != mark.solution for mark in marks)


@pytest.mark.parametrize("number", EXERCISES)
def test_without_its_solution_the_cell_is_the_courses_stub(sources, number):
    source = cell(sources, f"ex-{number.replace('.', '-')}").source
    assert SOLUTION.sub(assignment.STUB, source) == cell_source(number, "ex")
    assert SOLUTION.sub("", source) != source


@pytest.mark.parametrize("number", EXERCISES)
def test_source_passes_its_own_tests_and_the_stub_does_not(sources, number):
    exercise, test = (cell(sources, f"{kind}-{number.replace('.', '-')}").source
                      for kind in ("ex", "check"))
    assert "raises=True, seed=5)\n" in test and test.endswith(cell_source(number, "check"))
    run(f"{exercise}\n{test}")
    with pytest.raises(AssertionError, match="not attempted yet"):
        run(f"{cell_source(number, 'ex')}\n{test}")


def test_hidden_test_meets_helpers_that_a_learner_has_changed(monkeypatch):
    for module in (helpers, helpers.exercises):
        monkeypatch.setattr(module, "check", lambda *arguments, **named: None)
    monkeypatch.setattr(helpers.checking.check, "examine", lambda *arguments: "passed")
    with pytest.raises(AssertionError, match="not yet"):
        grade("1.1", lambda x, w, b: 31)
    assert helpers.check is sys.modules["helpers"].check


def test_hidden_test_does_not_mind_a_visible_one_that_is_overwritten():
    source = assignment.CHECK.format(arguments='"1.1", function', seed=5)
    with pytest.raises(AssertionError, match="not yet"):
        exec(source, {"check": print, "function": lambda x, w, b: 31})


def test_the_seed_is_kept_unless_another_is_named(tmp_path):
    assignment.make(None, tmp_path)
    drawn = (tmp_path / "seed.txt").read_text()
    assignment.make(None, tmp_path)
    assert (tmp_path / "seed.txt").read_text() == drawn
    assignment.make(7, tmp_path)
    assert (tmp_path / "seed.txt").read_text() == "7\n" != drawn


def test_a_seed_that_checks_would_refuse_is_refused_now(tmp_path):
    with pytest.raises(ValueError, match="seed got -1"):
        assignment.make(-1, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_teacher_has_changed_stops_it(tmp_path):
    assignment.make(5, tmp_path)
    (tmp_path / "nbgrader_config.py").write_text("my settings")
    with pytest.raises(SystemExit, match="nbgrader_config.py: not as it was made"):
        assignment.make(6, tmp_path)
    assert (tmp_path / "seed.txt").read_text() == "5\n"


def test_what_is_handed_out_links_to_no_notebook_that_may_be_missing(sources):
    links = r"\]\([0-9]{2}_\w+\.ipynb"
    cells = [cell for source in sources.values() for cell in source.cells]
    assert not [cell.id for cell in cells if re.search(links, cell.source)]
    assert "its weights by itself? Notebook 2 builds" in cell(sources, "scoreboard").source


@pytest.mark.parametrize("inside", [True, False])
def test_class_folder_inside_the_course_refuses_to_work(tmp_path, inside):
    (tmp_path / "helpers" / ("checking" if inside else "")).mkdir(parents=True)
    folder = tmp_path / "build" / "assignment"
    assignment.make(5, folder)
    config = folder / "nbgrader_config.py"
    ran = subprocess.run([sys.executable, "-c", f"""\
from traitlets.config.loader import PyFileConfigLoader
PyFileConfigLoader({config.name!r}, {str(folder)!r}).load_config()"""], capture_output=True, text=True)
    assert (ran.returncode, "lies inside the course" in ran.stderr) == (int(inside), inside), ran.stderr


def test_git_takes_nothing_of_a_class_but_what_is_handed_out(tmp_path):
    assignment.make(5, tmp_path)
    (tmp_path / "release" / "a").mkdir(parents=True)
    for name in ("gradebook.db", "students.csv", "release/a/a.ipynb"):
        (tmp_path / name).write_text("")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    taken = subprocess.run(["git", "ls-files", "--others", "--exclude-standard"], cwd=tmp_path,
                           capture_output=True, text=True, check=True).stdout.split()
    assert taken == [".gitignore", "release/a/a.ipynb"]


@pytest.mark.parametrize("stub, solution", [
    ("def f():\n    return 1", "def solution():\n    return 1"),
    (f"def f():\n    {assignment.STUB}\n    pass", "def solution():\n    return 1"),
    (f"def f():\n    {assignment.STUB}", "solution = 1"),
])
def test_cells_that_are_no_exercise_are_refused(stub, solution):
    with pytest.raises(ValueError, match="not an exercise"):
        assignment.with_solution(stub, solution)


def feedback(*cells):
    """Return the page of feedback for a notebook of marked cells: (marks, what they gave out)."""
    pages = pytest.importorskip("jinja2").Environment()
    pages.filters["strip_ansi"] = pytest.importorskip("nbconvert.filters").strip_ansi
    notebook = v4.new_notebook(cells=[v4.new_code_cell(metadata={"nbgrader": marks}, outputs=[
        v4.new_output("stream", text=text) for text in outputs]) for marks, outputs in cells])
    source = (ROOT / "tools" / "feedback" / "index.html.j2").read_text(encoding="utf-8")
    return pages.from_string(source).render(nb=notebook, resources={"nbgrader": {
        "notebook": NOTEBOOKS[0].stem, "student": "O'Neil <ben>", "score": 2, "max_score": 4}})


EXERCISE = {"grade_id": "ex-1-4", "grade": False, "solution": True}, ()
PASSED = {"grade_id": "check-1-4", "grade": True, "score": 2, "points": 2}, ("Exercise 1.4: passed",)


def test_feedback_says_a_check_once_however_its_output_is_cut():
    marks, [text] = PASSED
    page = feedback(EXERCISE, (marks, (text, f"\n{text}")))
    assert page.count(text) == 1
    assert "deleted" not in page


def test_feedback_says_which_check_was_deleted():
    page = feedback(EXERCISE, PASSED, ({"grade_id": "ex-1-5", "grade": False, "solution": True}, ()))
    before, after = page.split("<h2>Exercise 1.5</h2>")
    assert "The check was deleted: 0 points." in after
    assert "deleted" not in before


def test_feedback_says_whose_it_is():
    heading = "01_dot_products, O&#39;Neil &lt;ben&gt;: 2 of 4 points"
    page = feedback(EXERCISE, PASSED)
    assert f"<h1>{heading}</h1>" in page and f"<title>{heading}</title>" in page
