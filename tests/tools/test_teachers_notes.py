"""The notes for the teacher go with the notebooks, section by section."""

import re

from tests.notebooks.guards import prose
from tools import teachers_notes
from tools.kernel import NOTEBOOKS, ROOT, read

NOTE = re.compile("".join(rf"- \*\*{label}:\*\* (\S(?:.|\n  )+)\n?" for label in teachers_notes.LABELS))


def test_each_file_of_notes_has_its_notebook():
    assert sorted(path.stem for path in teachers_notes.FOLDER.iterdir()) == \
        [path.stem for path in NOTEBOOKS]


def test_each_section_has_its_note_and_each_note_its_section(path):
    assert list(teachers_notes.notes(path.stem)) == teachers_notes.sections(prose(read(path)))


def test_each_note_has_a_time_a_mistake_and_a_question(path):
    assert [section for section, note in teachers_notes.notes(path.stem).items()
            if not NOTE.fullmatch(note) or '"' not in note.partition("**Ask:**")[2]] == []


def test_minutes_add_up_to_what_the_notebook_and_the_readme_say(path):
    want = [tuple(map(str, teachers_notes.times(path.stem)))]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(teachers_notes.TIMES, read(path).cells[0].source) == want
    assert re.findall(rf"\({path.relative_to(ROOT).as_posix()}\).*\| (\d+) min, (\d+) with exercises \|",
                      readme) == want


def test_times_are_put_where_they_stand(path):
    notebook, readme = read(path), (ROOT / "README.md").read_text(encoding="utf-8")
    opening = notebook.cells[0].source
    notebook.cells[0].source = re.sub(teachers_notes.TIMES, "bout 1 minutes, 2 with all exercises.", opening)
    row = next(line for line in readme.splitlines() if f"/{path.name})" in line)
    other = readme.replace(row, row.replace(" min, ", "0 min, "))
    put = teachers_notes.put_times(path, notebook, other)
    assert notebook.cells[0].source == opening and put == readme != other
