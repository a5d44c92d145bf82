"""Read the notes for the teacher: one file for each notebook, one note for each section.

Their minutes, added up, are the times that the notebook and the README state.
"""

import re

from tools.kernel import ROOT

FOLDER = ROOT / "site" / "teaching"
LABELS = ("Time", "Learners get wrong", "Ask")
TIMES = r"bout (\d+) minutes, (\d+) with all exercises\."  # as a notebook's opening states them
ROW = r"(\(notebooks/{}\).*\| )\d+ min, \d+ with exercises \|"  # as the README does


def notes(name):
    """Return {section: note} for a notebook such as "01_dot_products", in the file's order."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"(?m)^## (.+)\n+", text)
    return {section: note.strip() for section, note in zip(parts[::2], parts[1::2], strict=True)}


def minutes(note):
    """Return how many minutes a note gives to its section."""
    return int(re.match(r"- \*\*Time:\*\* (\d+) min", note)[1])


def times(name):
    """Return the minutes of a notebook's sections, without those of the exercises and with them."""
    spent = {section: minutes(note) for section, note in notes(name).items()}
    return (sum(time for section, time in spent.items() if not section.startswith("Exercise")),
            sum(spent.values()))


def put_times(path, notebook, readme):
    """Put the times into a notebook's opening, and return the README's text with them in its row."""
    reading, whole = times(path.stem)
    opening = notebook.cells[0]
    opening.source = re.sub(TIMES, f"bout {reading} minutes, {whole} with all exercises.", opening.source)
    return re.sub(ROW.format(re.escape(path.name)), rf"\g<1>{reading} min, {whole} with exercises |", readme)


def sections(source):
    """Return the sections that a markdown cell begins."""
    return re.findall(r"(?m)^#{1,3} (.+)$", source)


def as_quote(section, note):
    """Return a note as a markdown quotation, which says of which section it is."""
    lines = [f"**For the teacher: {section}**", "", *note.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)
