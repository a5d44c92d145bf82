"""The notes for the teacher go with the notebooks, section by section."""

import re

from tests.notebooks.guards import prose
from tools import teachers_notes
from tools.notebooks import NOTEBOOKS, ROOT, read

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
    total = sum(map(teachers_notes.minutes, teachers_notes.notes(path.stem).values()))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"bout (\d+) minutes\.", read(path).cells[0].source) == [str(total)]
    assert re.findall(rf"\({path.relative_to(ROOT).as_posix()}\).*\| (\d+) min \|", readme) == \
        [str(total)]
