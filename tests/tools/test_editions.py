"""The editions for a class hold what they should, run, and harm nothing."""

import itertools
import re
import subprocess
import sys

import pytest

from tests.checkout import lay_out
from tests.exercises.proof import exercises
from tests.notebooks import guards
from tools import editions, teachers_notes
from tools.kernel import NOTEBOOKS, read

STRAYS = ["01_dot_products-Copy1.ipynb", "Untitled.ipynb"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Both editions, made as make does, into a folder of their own."""
    folder = tmp_path_factory.mktemp("editions")
    return {name: editions.make(name, folder / name) for name in editions.EDITIONS}


def cells(notebook, skip=()):
    """Return what an edition keeps of the cells, other than outputs."""
    return [(cell.id, cell.cell_type, cell.source) for cell in notebook.cells
            if not set(skip) & set(guards.tags(cell))]


def test_student_edition_is_the_notebook_without_solutions_and_outputs(made, path):
    student, notebook = read(made["student"] / path.name), read(path)
    for cell in notebook.cells:
        cell.source = cell.source.replace(editions.ANSWERED, "")
    assert cells(student) == cells(notebook, skip=["solution"])
    assert all(not cell.outputs and cell.execution_count is None
               for cell in guards.code_cells(student))


def test_student_edition_speaks_of_no_outputs_to_clear(made):
    texts = {name: (made[name] / NOTEBOOKS[0].name).read_text("utf-8") for name in editions.EDITIONS}
    assert ["Clear Outputs" in texts[name] for name in ("student", "instructor")] == [False, True]


def test_student_edition_runs_unsolved(path, student_run):
    said = [guards.text_of(cell).strip() for cell in student_run.cells if "check" in guards.tags(cell)]
    assert said == [f"Exercise {number}: not attempted yet" for number in exercises(read(path))]


def test_instructor_edition_is_the_notebook_with_solutions_open_and_notes(made, path):
    notebook, instructor = read(path), read(made["instructor"] / path.name)
    for cell in notebook.cells:
        cell.metadata.pop("jupyter", None)
    assert [cell for cell in instructor.cells if not cell.id.endswith("-teaching")] == notebook.cells


def test_each_note_stands_under_the_cell_that_begins_its_section(made, path):
    notes, named = teachers_notes.notes(path.stem), []
    instructor = read(made["instructor"] / path.name)
    for above, cell in itertools.pairwise(instructor.cells):
        if cell.id.endswith("-teaching"):
            begun = re.findall(r"(?m)^> \*\*For the teacher: (.+)\*\*$", cell.source)
            assert begun == teachers_notes.sections(above.source)
            assert all(teachers_notes.as_quote(section, notes[section]) in cell.source
                       for section in begun)
            named += begun
    assert named == list(notes)


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_making_an_edition_again_changes_no_byte(made, name):
    before = {path: path.read_bytes() for path in made[name].iterdir()}
    editions.make(name, made[name])
    assert {path: path.read_bytes() for path in made[name].iterdir()} == before


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the course, with notebooks that are not the course's own among its own."""
    folder = lay_out(tmp_path_factory.mktemp("checkouts") / "course")
    for name in STRAYS:
        (folder / "notebooks" / name).write_text("no notebook")
    return folder


def said(folder, *arguments):
    """Return what Python prints when it is called in a folder."""
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True).stdout


def test_what_is_not_the_courses_is_left_out_and_named(checkout):
    left_out, made = said(checkout, "-m", "tools.editions", "instructor").splitlines()
    assert left_out.startswith("Left out, as not the course's own: ")
    assert all(name in left_out for name in STRAYS)
    assert {path.name for path in (checkout / "build" / "instructor").glob("*.ipynb")} == \
        {path.name for path in NOTEBOOKS}


def test_what_is_not_the_courses_is_not_tested(checkout):
    found = said(checkout, "-m", "pytest", "--collect-only", "notebooks")
    assert set(re.findall(r"[\w-]+\.ipynb", found)) == {path.name for path in NOTEBOOKS}


def test_what_somebody_has_changed_stops_the_command(tmp_path, monkeypatch):
    monkeypatch.setattr(editions, "ROOT", tmp_path)
    editions.main(["student"])
    mine = tmp_path / "build" / "student" / NOTEBOOKS[0].name
    mine.write_text("my work")
    with pytest.raises(SystemExit, match=f"{mine.name}: not as it was made"):
        editions.main(["student"])
    assert mine.read_text() == "my work"
