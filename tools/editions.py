"""Make the editions for a class, from the notebooks, into build/student/ or build/instructor/.

    python -m tools.editions student      no solutions and no outputs
    python -m tools.editions instructor   solutions open, and notes for the teacher
"""

import argparse
import sys

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.preprocessors import (
    ClearOutputPreprocessor,
    Preprocessor,
    TagRemovePreprocessor,
)

from tools import teachers_notes
from tools.kernel import NOTEBOOKS, ROOT
from tools.written import Changed, write


class OpenSolutions(Preprocessor):
    """Shows the code of the solutions."""

    def preprocess_cell(self, cell, resources, index):
        cell.metadata.pop("jupyter", None)
        return cell, resources


class TeachersNotes(Preprocessor):
    """Puts the teacher's notes below the cells that begin their sections."""

    def preprocess(self, notebook, resources):
        notes = teachers_notes.notes(resources["metadata"]["name"])
        cells = []
        for cell in notebook.cells:
            cells.append(cell)
            begun = teachers_notes.sections(cell.source) if cell.cell_type == "markdown" else []
            if begun:
                quotes = [teachers_notes.as_quote(section, notes[section]) for section in begun]
                cells.append(nbformat.v4.new_markdown_cell("\n\n".join(quotes),
                                                           id=f"{cell.id}-teaching"))
        notebook.cells = cells
        return notebook, resources


EDITIONS = {
    "student": [TagRemovePreprocessor(remove_cell_tags={"solution"}, enabled=True),
                ClearOutputPreprocessor(enabled=True)],
    "instructor": [OpenSolutions(enabled=True), TeachersNotes(enabled=True)],
}


def edition(name, path):
    """Return the text of one notebook's edition."""
    exporter = NotebookExporter()
    for preprocessor in EDITIONS[name]:
        exporter.register_preprocessor(preprocessor, enabled=True)
    return exporter.from_filename(str(path))[0] + "\n"


def make(name, folder=None):
    """Write an edition of every notebook into a folder, build/NAME by default.

    Raises Changed if something in there was changed since it was made.
    """
    folder = folder or ROOT / "build" / name
    write(folder, {path.name: edition(name, path).encode() for path in NOTEBOOKS})
    return folder


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("edition", choices=EDITIONS)
    try:
        folder = make(parser.parse_args(arguments).edition)
    except Changed as changed:
        sys.exit(str(changed))
    print(f"{len(NOTEBOOKS)} notebooks in {folder.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
