"""Make a folder of files anew, but never over what somebody has changed or put there.

    python tools/written.py FOLDER ...   name what in these folders is somebody's own, and fail
"""

import hashlib
import sys
import tempfile
from pathlib import Path

LIST = ".written"  # in each folder: a line for each file


def write(folder, files):
    """Make a folder of {name: bytes} and nothing else, all at once, if refuse_changed allows it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(line(name, data) for name, data in files.items())
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        new = Path(place, "new")
        for name, data in {**files, LIST: lines.encode()}.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(data)
        refuse_changed(folder)
        if folder.exists():
            folder.rename(Path(place, "old"))
        new.rename(folder)


def refuse_changed(folder):
    """Exit with one line if a folder holds what was not written here, or was changed since."""
    made = (folder / LIST).read_text("utf-8", "replace").splitlines() if (folder / LIST).is_file() else []
    found = [str(path) for path in [folder, *sorted(folder.rglob("*"))]
             if path.is_symlink() or path.is_file() and path != folder / LIST
             and line(path.relative_to(folder).as_posix(), path.read_bytes()) not in made]
    if found:
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        sys.exit(f"{', '.join(found[:3])}{more}: not as it was made; yours? "
                 "Nothing was touched: move or delete it, and try again.")


def line(name, data):
    return f"{hashlib.sha256(data).hexdigest()}  {name}"


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        refuse_changed(Path(argument))
