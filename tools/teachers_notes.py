"""Read the notes for the teacher: one file for each notebook, one note for each section."""

import re

from tools.kernel import ROOT

FOLDER = ROOT / "site" / "teaching"
LABELS = ("Time", "Learners get wrong", "Ask")


def notes(name):
    """Return {section: note} for a notebook such as "01_dot_products", in the file's order."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"(?m)^## (.+)\n+", text)
    return {section: note.strip() for section, note in zip(parts[::2], parts[1::2], strict=True)}


def minutes(note):
    """Return how many minutes a note gives to its section."""
    return int(re.match(r"- \*\*Time:\*\* (\d+) min", note)[1])


def sections(source):
    """Return the sections that a markdown cell begins."""
    return re.findall(r"(?m)^#{1,3} (.+)$", source)


def as_quote(section, note):
    """Return a note as a markdown quotation, which says of which section it is."""
    lines = [f"**For the teacher: {section}**", "", *note.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)
