"""Put what learners sent where nbgrader looks for it, and name what is left out.

    python -m tools.collect SENT NOTEBOOK      in the class folder; NOTEBOOK is 01_dot_products, say

SENT is a folder or a zip, in which each learner has a file or a folder named after them. Cells get
the marks back with which they were handed out; a mark that is there twice stays with the last.
"""

import argparse
import collections
import re
import shlex
import sys
import tempfile
import zipfile
from pathlib import Path

import nbformat.reader

from tools.kernel import read
from tools.learners import Refused, sender, students, whose, words

LARGEST = 50 * 2**20  # bytes
STRAY = "not in students.csv, and graded all the same: move the folder away if it is a copy"
OUTDATED = "differs from the copy collected before, which is kept; --replace takes the new one"


def notebooks(path):
    """Return the files of one learner that may be notebooks; Refused if there are none."""
    files = [path] if path.is_file() else [
        file for file in sorted(path.rglob("*")) if file.is_file() and file.suffix.lower() == ".ipynb"
        and not any(part.startswith((".", "__MACOSX")) for part in file.relative_to(path).parts)]
    if not files:
        raise Refused("holds no notebook")
    return files


def opened(path):
    """Return a file's notebook, in today's format and without outputs; Refused if it is none."""
    size = path.stat().st_size
    if not size:
        raise Refused("is empty")
    if size > LARGEST:
        raise Refused(f"has {size / 2**20:.0f} MB, expected at most {LARGEST / 2**20:.0f}")
    try:
        notebook = nbformat.reader.reads(path.read_bytes().decode("utf-8-sig"))
        drawn = notebook.nbformat < 4  # the ids are, in conversion
        notebook = nbformat.convert(notebook, 4)
        notebook.nbformat_minor, used = 5, {""}
        for i, cell in enumerate(notebook.cells):
            cell.id = f"cell-{i}" if drawn or cell.get("id", "") in used else cell.id
            used.add(cell.id)
            if cell.cell_type == "code":
                cell.update(outputs=[], execution_count=None)
        nbformat.validate(notebook)
    except Exception:  # whatever a file of any kind may bring about
        raise Refused("is no notebook") from None
    return notebook


def grade_id(cell):
    """Return the mark that a cell bears, or nothing."""
    marks = cell.metadata.get("nbgrader", {})
    mark = marks.get("grade_id") if isinstance(marks, dict) else None
    return mark if isinstance(mark, str) else ""


def marked_cells(folder, name, stage):
    """Return {mark: cell} of an assignment's notebook in a stage."""
    notebook = read(folder / stage / name / f"{name}.ipynb")
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


def marked(notebook, released, source):
    """Give a notebook's cells the marks of the released ones, and tests their source, and put tests that
    are missing behind their exercises; return what was odd. Refused if no cell of it was handed out."""
    seen, odd = set(), []
    for cell in reversed(notebook.cells):
        mark = grade_id(cell)
        mark = mark if mark in released else cell.id
        cell.metadata.pop("nbgrader", None)
        if mark in seen:
            odd.append(f"{mark} is there twice, the last counts")
        elif mark in released:
            seen.add(mark)
            cell.metadata.nbgrader = released[mark].metadata.nbgrader
            if released[mark].metadata.nbgrader.grade:
                odd += [f"{mark} was changed, and put back"] * (cell.source != released[mark].source)
                cell.source = source[mark].source
    if not seen:
        numbers = [cell.id.split("-")[1] for cell in notebook.cells if re.fullmatch(r"ex-\d+-\d+", cell.id)]
        raise Refused(f"is notebook {numbers[0]}" if numbers else "holds none of the exercises")
    for mark in [mark for mark in released if mark not in seen]:
        of = mark.replace("check-", "ex-")
        at = [i for i, cell in enumerate(notebook.cells, 1) if grade_id(cell) == of]
        odd.append(f"{mark} was deleted" + ", and put back" * len(at))
        for i in at:
            released[mark].source = source[mark].source
            notebook.cells.insert(i, released[mark])
    return odd


def chosen(folder, name, path):
    """Return the one notebook of an assignment among a learner's files, and what was odd in it."""
    released, source = (marked_cells(folder, name, stage) for stage in ("release", "source"))
    found, reasons = [], []
    for file in notebooks(path):
        try:
            notebook = opened(file)
            found.append((notebook, marked(notebook, released, source)))
        except Refused as refused:
            reasons.append(f"{file.name} {refused}")
    if len(found) != 1:
        raise Refused(f"{len(found)} copies of {name}" if found else "; ".join(reasons))
    return found[0]


def unpacked(path, place):
    """Return the folder of what was sent; a zip is unpacked into `place`. Raises Refused for others."""
    if path.is_dir():
        return path
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if info.file_size > LARGEST:
                    raise Refused(f"{path}: {info.filename} is too large; unpack the rest into a folder")
            archive.extractall(place)
    except (OSError, RuntimeError, zipfile.BadZipFile):
        raise Refused(f"{path}: neither a folder nor a zip that opens") from None
    return Path(place)


def collect(folder, name, sent, replace=False):
    """Collect an assignment into a class folder; return [(learner, what became of it, why)].

    Raises Refused if there is nothing to compare with, or the class list cannot be used.
    """
    there = sorted(path.name for path in folder.glob("source/*"))
    if there and name not in there:
        raise Refused(f"no notebook is called {name}, expected one of {', '.join(there)}")
    if not (folder / "release" / name / f"{name}.ipynb").is_file():
        raise Refused(f"release/{name} is not here. In the class folder, say first: "
                      f"nbgrader generate_assignment {name}")
    known, found, became = students(folder), collections.defaultdict(list), []
    before = sorted(path.name for path in folder.glob("submitted/*"))
    paths = [path for path in sorted(sent.iterdir()) if not path.name.startswith((".", "__MACOSX"))]
    names = collections.Counter(tuple(words(sender(path, name)[0])) for path in paths)
    for path in paths:
        called, number = sender(path, name)
        if number and not known and names[tuple(words(called))] > 1:
            called = f"{called} {number}"
        try:
            if path.is_file() and path.suffix.lower() != ".ipynb":
                raise Refused("is no .ipynb file")
            learner = whose(called, known, before)
            before.append(learner)
            found[learner.casefold()].append((learner, path))
        except Refused as refused:
            became.append((path.name, "left out", str(refused)))
    for pairs in found.values():
        learner, path = pairs[0]
        try:
            if len(pairs) > 1:
                raise Refused(f"sent {len(pairs)} times: {', '.join(path.name for _, path in pairs)}")
            became.append((learner, *stored(folder, name, learner, *chosen(folder, name, path), replace)))
        except Refused as refused:
            became.append((learner, "left out", str(refused)))
    strays = sorted(path.parent.name for path in folder.glob(f"submitted/*/{name}") if known)
    return became + [(learner, "in submitted", STRAY) for learner in strays if learner not in known]


def stored(folder, name, learner, notebook, odd, replace):
    """Write a learner's notebook into the class folder; return what became of it, and what was odd."""
    place = folder / "submitted" / learner / name / f"{name}.ipynb"
    text, before = nbformat.writes(notebook) + "\n", place.read_text("utf-8") if place.exists() else None
    if before not in (None, text) and not replace:
        raise Refused(OUTDATED)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return "collected" if before is None else "as before" if before == text else "replaced", "; ".join(odd)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sent", type=Path, help="a folder or a zip")
    parser.add_argument("notebook", help="01_dot_products, say")
    parser.add_argument("--replace", action="store_true", help="take newer copies for those collected before")
    asked = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as place:
            became = collect(Path.cwd(), asked.notebook, unpacked(asked.sent, place), asked.replace)
    except Refused as refused:
        sys.exit(str(refused))
    for learner, what, why in became:
        if why or what == "replaced":
            print(f"{learner}: {what}{': ' * bool(why)}{why}")
    counts = sorted(collections.Counter(what for _, what, _ in became).items())
    print(", ".join(f"{count} {what}" for what, count in counts) or f"{asked.sent} holds nothing")
    for learner in (shlex.quote(learner) for learner, what, _ in became if what == "replaced"):
        print(f"To grade it again: nbgrader autograde {asked.notebook} --student {learner} --force")


if __name__ == "__main__":
    main(sys.argv[1:])
