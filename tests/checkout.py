"""A copy of the course in a folder of its own, to run make and tools in."""

import shutil
import sys

from tools.kernel import ROOT


def lay_out(folder):
    """Copy what the course runs with into a folder, whose .venv has the Python of these tests; return it."""
    for name in ("helpers", "notebooks", "site", "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("LICENSE", "Makefile", "README.md", "conftest.py", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (folder / ".venv" / "ready").write_text(f"{folder}\n", encoding="utf-8")
    return folder
