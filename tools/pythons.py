"""Find the Pythons that this machine has.

    python -m tools.pythons         print the path of the newest
    python -m tools.pythons 3.11    print the path of the newest 3.11

Looks on the PATH and among pyenv's versions, at Python 3.11 and newer with
venv, final releases only. It needs no package, so that make can call it early.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ABOUT = ("import ensurepip, sys, venv; assert sys.version_info.releaselevel == 'final'; "
         "print(*sys.version_info[:3], sys.executable)")


def folders():
    """Return where Pythons may lie: the folders of the PATH, then pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    on_path = os.environ.get("PATH", "").split(os.pathsep)
    return [*map(Path, filter(None, on_path)), *pyenv.glob("versions/*/bin")]


def about(python):
    """Return (version, path) as a Python says them of itself, None if it does not work."""
    try:
        said = subprocess.check_output([python, "-c", ABOUT], text=True, timeout=60,
                                       stderr=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return None
    *version, path = said.strip().split(" ", 3)
    return tuple(map(int, version)), path


def newest(folders, within=()):
    """Return the path of the newest Python, or of the newest of a version such as (3, 11)."""
    pythons = [python for folder in folders for python in sorted(folder.glob("python3*"))
               if re.fullmatch(r"python3(\.\d+)?", python.name)]
    found = [(version, path) for version, path in filter(None, map(about, pythons))
             if version >= (3, 11) and version[:len(within)] == within]
    return max(found)[1] if found else None


def main(arguments):
    within = tuple(int(number) for number in ".".join(arguments).split(".") if number)
    print(newest(folders(), within) or sys.exit("no such Python found"))


if __name__ == "__main__":
    main(sys.argv[1:])
