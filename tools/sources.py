"""The sources of the notebooks' cells as readable text, so that a diff shows what has changed.

`make notebooks` writes a file for each notebook into tests/notebooks/sources/, and a test
compares it with the notebook: no cell can be lost, moved or changed unseen.
"""

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "tests" / "notebooks" / "sources"
RULE = "=" * 8


def as_text(notebook):
    """Return all cells of a notebook as text: kind, id and tags, then the source."""
    return "\n".join(f"{heading(cell)}\n{cell.source}\n" for cell in notebook.cells)


def heading(cell):
    """Return the line that stands above a cell's source."""
    return " ".join([RULE, cell.cell_type, cell.id, *cell.metadata.get("tags", [])])


def stored(path):
    """Return the path of the text that belongs to a notebook."""
    return FOLDER / f"{path.stem}.txt"


def headings(text):
    """Return {id: (kind, tags)} of the cells in a text, in its order."""
    lines = [line.split()[1:] for line in text.splitlines() if line.startswith(f"{RULE} ")]
    return {name: (kind, tags) for kind, name, *tags in lines}


def changes(before, after):
    """Return lines that name the cells that are new, lost, moved or retagged between two texts."""
    before, after = headings(before), headings(after)
    kept = [name for name in before if name in after]
    order = [name for name in after if name in before]
    return [f"{what}: {', '.join(names)}" for what, names in {
        "new": [name for name in after if name not in before],
        "lost": [name for name in before if name not in after],
        "moved": [name for name in moved(kept, order)],
        "retagged": [name for name in kept if before[name] != after[name]],
    }.items() if names]


def moved(before, after):
    """Return names to take out so that two orders of the same names agree, the fewer the better."""
    names = []
    while before != after:
        places = {name: abs(before.index(name) - after.index(name)) for name in before}
        name = max(places, key=places.get)
        names.append(name)
        before, after = ([one for one in order if one != name] for order in (before, after))
    return names


def write(path, notebook):
    """Write the text of a notebook, and return lines on what has changed but its sources."""
    text, file = as_text(notebook), stored(path)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return changes(before, text) if before else ["all its cells are new"]
