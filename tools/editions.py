"""Make the editions for a class, from the notebooks, into build/student/ or build/instructor/.

    python -m tools.editions student      no solutions and no outputs
    python -m tools.editions instructor   solutions open, and notes for the teacher
"""

import argparse
import sys

import nbformat

from tools import teachers_notes
from tools.kernel import NOTEBOOKS, ROOT, read
from tools.written import write

# Said of outputs, in notebook 1; the student's edition has none.
ANSWERED = (" Outputs that stand below the cells already would answer the predictions for you: "
            "choose *Edit > Clear Outputs of All Cells* first.")


def student(notebook, name):
    """Take out the solutions, all outputs, and what is said of them."""
    notebook.cells = [cell for cell in notebook.cells if "solution" not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        cell.source = cell.source.replace(ANSWERED, "")
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)


def instructor(notebook, name):
    """Open the solutions, and put the teacher's notes below the cells that begin their sections."""
    notes, cells = teachers_notes.notes(name), []
    for cell in notebook.cells:
        cell.metadata.pop("jupyter", None)
        cells.append(cell)
        begun = teachers_notes.sections(cell.source) if cell.cell_type == "markdown" else []
        if begun:
            quotes = [teachers_notes.as_quote(section, notes[section]) for section in begun]
            cells.append(nbformat.v4.new_markdown_cell("\n\n".join(quotes), id=f"{cell.id}-teaching"))
    notebook.cells = cells


EDITIONS = {"student": student, "instructor": instructor}


def edition(name, path):
    """Return the text of one notebook's edition."""
    notebook = read(path)
    EDITIONS[name](notebook, path.stem)
    return nbformat.writes(notebook) + "\n"


def make(name, folder=None):
    """Make a folder, build/NAME by default, of an edition of every notebook, and return it.

    Exits with a line if somebody has changed what was made there, or put something beside it.
    """
    folder = folder or ROOT / "build" / name
    write(folder, {path.name: edition(name, path).encode() for path in NOTEBOOKS})
    return folder


def left_out():
    """Return a line that names the notebooks beside the course's own, and nothing if there are none."""
    names = sorted(path.name for path in NOTEBOOKS[0].parent.glob("*.ipynb") if path not in NOTEBOOKS)
    return f"Left out, as not the course's own: {', '.join(names)}\n" if names else ""


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("edition", choices=EDITIONS)
    folder = make(parser.parse_args(arguments).edition)
    print(f"{left_out()}{len(NOTEBOOKS)} notebooks in {folder.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
