"""Write files for others to use, and never over one that somebody has changed since.

    python tools/written.py FOLDER ...   say what in these folders is not as it was written
"""

import hashlib
import json
import os
import sys
from pathlib import Path

LIST = ".written.json"  # in each folder: {file: digests it may have}


class Changed(Exception):
    """Says which files are not as they were written. Nothing was written over them."""


def write(folder, files):
    """Write {name: bytes} into a folder, if all that it would replace is as it was written.

    Raises Changed, and writes nothing, if a file was changed since, or was never listed.
    """
    changed = [name for name in files if os.path.lexists(folder / name)
               and not as_written(folder, name)]
    if changed or folder.is_symlink():
        raise Changed("".join(f"{folder / name}: not as it was made; yours?\n" for name in changed)
                      + f"Nothing was written into {folder}. Move or delete what is named, "
                        "and try again.")
    known, new = listed(folder), {name: [digest(data)] for name, data in files.items()}
    store(folder, LIST, as_json(known | {name: known.get(name, []) + new[name] for name in new}))
    for name, data in files.items():
        store(folder, name, data)
    store(folder, LIST, as_json(known | new))


def store(folder, name, data):
    """Put a file in its place at once, whole, so that no interruption leaves half of one."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".half")
    half.write_bytes(data)
    half.replace(path)


def listed(folder):
    """Return {file: digests} of what was written into a folder, empty if that is not known."""
    try:
        return dict(json.loads((folder / LIST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def as_written(folder, name):
    """Say whether a file is one of ours, unchanged, and no link to somewhere else."""
    path = folder / name
    return (path.is_file() and path.resolve() == folder.resolve() / name
            and digest(path.read_bytes()) in listed(folder).get(name, []))


def others(folder):
    """Return the files in a folder that are not as they were written, or not ours."""
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*"))
             if path.is_symlink() or not path.is_dir()]
    return [name for name in names if name != LIST and not as_written(folder, name)]


def digest(data):
    return hashlib.sha256(data).hexdigest()


def as_json(value):
    return (json.dumps(value, indent=1, sort_keys=True) + "\n").encode()


if __name__ == "__main__":
    found = [f"{folder}/{name}" for folder in sys.argv[1:] for name in others(Path(folder))]
    sys.exit("\n".join([*found, "Not as they were made; yours? Move or delete them first."])
             if found else 0)
