"""The editions for a class hold what they should, run, and harm nothing."""

import itertools
import re

import pytest

from tools import editions
from tests.notebooks import guards
from tools import teachers_notes
from tools.notebooks import NOTEBOOKS, execute, read
from tools.written import Changed

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Both editions, made as make does, into a folder of their own."""
    folder = tmp_path_factory.mktemp("editions")
    return {name: editions.make(name, folder / name) for name in editions.EDITIONS}


def cells(notebook, skip=()):
    """Return the cells that two editions may share, without what else is stored."""
    return [(cell.id, cell.cell_type, cell.source) for cell in notebook.cells
            if not set(skip) & set(guards.tags(cell)) and not cell.id.endswith("-teaching")]


@each_notebook
def test_student_edition_is_the_notebook_without_solutions(made, path):
    student = read(made["student"] / path.name)
    assert cells(student) == cells(read(path), skip=["solution"])
    assert len(student.cells) == len(read(path).cells) - 5
    assert all(not cell.outputs and cell.execution_count is None
               for cell in guards.code_cells(student))


@each_notebook
def test_student_edition_runs_unsolved(made, path):
    ran = guards.code_cells(execute(read(made["student"] / path.name)))
    said = [guards.text_of(cell).strip() for cell in ran if "check" in guards.tags(cell)]
    assert said == [f"Exercise {path.name[1]}.{n}: not attempted yet" for n in range(1, 6)]


@each_notebook
def test_instructor_edition_is_the_notebook_with_solutions_open_and_notes(made, path):
    instructor, notebook = read(made["instructor"] / path.name), read(path)
    assert cells(instructor) == cells(notebook)
    assert [cell.outputs for cell in guards.code_cells(instructor)] == \
        [cell.outputs for cell in guards.code_cells(notebook)]
    assert not [cell.id for cell in instructor.cells if "jupyter" in cell.metadata]


@each_notebook
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


@each_notebook
def test_instructor_edition_runs_and_every_solution_passes(made, path):
    ran = guards.code_cells(execute(read(made["instructor"] / path.name)))
    said = [guards.text_of(cell) for cell in ran if "solution" in guards.tags(cell)]
    assert [line.partition(":")[0] for line in said] == \
        [f"Solution {path.name[1]}.{n}" for n in range(1, 6)]
    assert all(": passed" in line for line in said)


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_making_an_edition_again_changes_no_byte(made, name):
    before = {path: path.read_bytes() for path in made[name].iterdir()}
    editions.make(name, made[name])
    assert {path: path.read_bytes() for path in made[name].iterdir()} == before


def test_editions_read_the_notebooks_and_do_not_write_them(tmp_path):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in NOTEBOOKS}
    editions.make("student", tmp_path)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in NOTEBOOKS} == before


def test_a_notebook_that_somebody_has_changed_stops_an_edition(tmp_path):
    mine = editions.make("student", tmp_path / "student") / NOTEBOOKS[0].name
    mine.write_text("my work")
    with pytest.raises(Changed, match=mine.name):
        editions.make("student", tmp_path / "student")
    assert mine.read_text() == "my work"


def test_the_command_says_so_in_words_and_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(editions, "ROOT", tmp_path)
    editions.main(["student"])
    (tmp_path / "build" / "student" / NOTEBOOKS[0].name).write_text("my work")
    with pytest.raises(SystemExit, match="not as it was made"):
        editions.main(["student"])
