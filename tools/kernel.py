"""Where the notebooks are, and a quiet kernel to run one in. Imports no NumPy."""

import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").glob("*.ipynb")
                   if re.fullmatch(r"[0-9]{2}(_[a-z0-9]+)+\.ipynb", path.name))
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def quiet_kernel():
    """Set what every kernel started from here needs, so that outputs do not depend on the machine.

    Warnings name the cell and not a random file, no personal start-up file of IPython is run,
    each environment keeps a list of its own fonts, and modules are those beside this one.
    """
    profile = ROOT / "build" / "ipython"
    profile.mkdir(parents=True, exist_ok=True)
    os.environ["IPYTHONDIR"] = str(profile)
    os.environ["MPLCONFIGDIR"] = str(ROOT / "build" / "matplotlib" / Path(sys.prefix).name)
    os.environ["IPYKERNEL_CELL_NAME"] = "<cell>"
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys([str(ROOT), *filter(None, paths)]))
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # threads that wait for a busy core are slow


def read(path):
    """Return the notebook stored at `path`."""
    return nbformat.read(path, as_version=4)


def needs_torch(notebook):
    """Say whether a notebook imports torch."""
    return any(re.search(r"(?m)^\s*(import|from) torch\b", cell.source) for cell in notebook.cells
               if cell.cell_type == "code")


def execute(notebook, extensions=(), **variables):
    """Return a copy of `notebook` with its code run top to bottom in a fresh kernel.

    `extensions` are the names of modules that IPython loads first, `variables` are set in the
    kernel's environment. Raises nbclient's CellExecutionError where a cell raises.
    """
    quiet_kernel()
    fresh = nbformat.from_dict(notebook)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(fresh, timeout=600, record_timing=False, coalesce_streams=True,
                   extra_arguments=["--log-level=ERROR", *(f"--ext={name}" for name in extensions)],
                   shutdown_kernel="immediate",
                   resources={"metadata": {"path": str(ROOT / "notebooks")}}
                   ).execute(env=os.environ | variables)
    fresh.metadata = nbformat.from_dict(METADATA)
    return fresh
