"""The sources of the notebooks' cells as readable text, so that a diff shows what has changed.

`make notebooks` writes a file for each notebook into tests/notebooks/sources/, and a test
compares it with the notebook: no cell can be lost, moved or changed unseen.
"""

import re

RULE = "=" * 8


def as_text(notebook):
    """Return all cells of a notebook as text: kind, id and tags, then the source."""
    return "\n".join(f"{heading(cell)}\n{cell.source}\n" for cell in notebook.cells)


def heading(cell):
    """Return the line that stands above a cell's source."""
    return " ".join([RULE, cell.cell_type, cell.id, *cell.metadata.get("tags", [])])


def stored(path):
    """Return the path of the text that belongs to a notebook: in the folder above it."""
    return path.parents[1] / "tests" / "notebooks" / "sources" / f"{path.stem}.txt"


def headings(text):
    """Return {id: (kind, tags)} of the cells in a text, in its order."""
    return {name: (kind, tags) for kind, name, tags in
            re.findall(rf"(?m)^{RULE} (code|markdown|raw) (\S+)(.*)$", text)}


def changes(before, after):
    """Return lines that name the cells that are new, lost, moved or retagged between two texts."""
    before, after = headings(before), headings(after)
    kept = [name for name in before if name in after]
    return [f"{what}: {', '.join(names)}" for what, names in {
        "new": [name for name in after if name not in before],
        "lost": [name for name in before if name not in after],
        "moved": moved(kept, [name for name in after if name in before]),
        "retagged": [name for name in kept if before[name] != after[name]],
    }.items() if names]


def moved(before, after):
    """Return the fewest names without which two orders of the same names agree."""
    rows = [[]]  # in both orders: for each name of `after`, the longest row that ends in it
    for name in after:
        earlier = before[:before.index(name)]
        rows.append([*max((row for row in rows if not row or row[-1] in earlier), key=len), name])
    longest = max(rows, key=len)
    return [name for name in after if name not in longest]


def write(path, notebook):
    """Write the text of a notebook, and return lines on what has changed but its sources."""
    text, file = as_text(notebook), stored(path)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return changes(before, text)
