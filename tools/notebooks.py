"""Execute notebooks, and compare everything that comes out with what is stored.

    python -m tools.notebooks --write [NOTEBOOK ...]   store fresh outputs in place
    python -m tools.notebooks --run [NOTEBOOK ...]     execute copies into build/run/
"""

import argparse
import base64
import importlib.metadata
import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import matplotlib.image
import nbformat
import numpy as np
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from tools import sources

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").glob("*.ipynb")
                   if re.fullmatch(r"[0-9]{2}(_[a-z0-9]+)+\.ipynb", path.name))
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
PICTURE = ROOT / ".github" / "postcode.png"  # the README's: notebook 1's first figure
RMS = 0.3  # how far two pictures may differ, of 255
DRAWN_WITH = ROOT / "tests" / "notebooks" / "drawn_with.txt"  # the versions that drew the stored pictures


def quiet_kernel():
    """Set what every kernel started from here needs, so that outputs do not depend on the machine.

    Warnings name the cell and not a random file, no personal start-up file of
    IPython is run, and each environment keeps a list of its own fonts.
    """
    profile = ROOT / "build" / "ipython"
    profile.mkdir(parents=True, exist_ok=True)
    os.environ["IPYTHONDIR"] = str(profile)
    os.environ["MPLCONFIGDIR"] = str(ROOT / "build" / "matplotlib" / Path(sys.prefix).name)
    os.environ["IPYKERNEL_CELL_NAME"] = "<cell>"
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # threads that wait for a busy core are slow


def read(path):
    """Return the notebook stored at `path`."""
    return nbformat.read(path, as_version=4)


def execute(notebook):
    """Return a copy of `notebook` with its code run top to bottom in a fresh kernel.

    Raises nbclient's CellExecutionError where a cell raises.
    """
    quiet_kernel()
    fresh = nbformat.from_dict(notebook)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(fresh, timeout=600, record_timing=False, coalesce_streams=True,
                   extra_arguments=["--log-level=ERROR"], shutdown_kernel="immediate",
                   resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    fresh.metadata = nbformat.from_dict(METADATA)
    return fresh


def drawing_versions():
    """Return the versions of the packages that decide how a picture looks, a line each."""
    return "".join(f"{name}=={importlib.metadata.version(name)}\n"
                   for name in ("matplotlib", "numpy"))


def differences(stored, fresh, pictures=True):
    """Return a list of lines that say where two notebooks differ, empty if nowhere.

    Everything counts: metadata, kinds, ids, sources, counts, outputs. Pictures
    may differ by an RMS of 0.3 of 255; with `pictures` False they must only be there.
    """
    if len(stored.cells) != len(fresh.cells):
        return [f"{len(stored.cells)} cells stored, {len(fresh.cells)} after a run"]
    found = [] if stored.metadata == fresh.metadata else ["the notebook's metadata differ"]
    for old, new in zip(stored.cells, fresh.cells):
        found += [f"cell {old.id}: {key} differs" for key in sorted(old.keys() | new.keys())
                  if key != "outputs" and old.get(key) != new.get(key)]
        found += [f"cell {old.id}: {line}" for line in
                  output_differences(old.get("outputs", []), new.get("outputs", []), pictures)]
    return found


def output_differences(stored, fresh, pictures=True):
    """Return a list of lines that say where the outputs of one cell differ."""
    if len(stored) != len(fresh):
        return [f"{len(stored)} outputs stored, {len(fresh)} after a run"]
    found = []
    for old, new in zip(map(dict, stored), map(dict, fresh)):
        old_data, new_data = dict(old.pop("data", {})), dict(new.pop("data", {}))
        old_png, new_png = old_data.pop("image/png", None), new_data.pop("image/png", None)
        if old != new or old_data != new_data:
            found.append(f"stored {old | old_data}, got {new | new_data}")
        if old_png != new_png and (pictures or not old_png or not new_png) \
                and not same_picture(old_png, new_png):
            found.append("the picture differs")
    return found


def same_picture(one, other):
    """Say whether two base64 PNG pictures agree in size and, nearly, in every pixel."""
    try:
        one, other = (255 * matplotlib.image.imread(io.BytesIO(base64.b64decode(png)), format="png")
                      for png in (one, other))
    except Exception:  # one is missing, or not a picture
        return False
    return one.shape == other.shape and np.sqrt(np.mean((one - other) ** 2)) <= RMS


def first_picture(notebook):
    """Return the bytes of the first picture among a notebook's outputs."""
    pngs = [output.data["image/png"] for cell in notebook.cells for output in cell.get("outputs", [])
            if "image/png" in output.get("data", {})]
    return base64.b64decode(pngs[0])


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true", help="store fresh outputs in place")
    what.add_argument("--run", action="store_true", help="execute copies into build/run/")
    parser.add_argument("notebooks", nargs="*", type=lambda name: Path(name).resolve(),
                        default=NOTEBOOKS)
    options = parser.parse_args(arguments)
    for path in options.notebooks:
        start = time.perf_counter()
        try:
            fresh = execute(read(path))
        except CellExecutionError as error:
            sys.exit(f"{path.name}: {error}")
        goal = path if options.write else ROOT / "build" / "run" / path.name
        goal.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(fresh, goal)
        print(f"{path.name}: ran without an error in {time.perf_counter() - start:.1f} s")
        if options.write:
            store_beside(path, fresh)


def store_beside(path, notebook):
    """Store what goes with a notebook's outputs: its sources as text, and what drew its pictures."""
    for line in sources.write(path, notebook):
        print(f"    {line}")
    DRAWN_WITH.write_text(drawing_versions(), encoding="utf-8", newline="\n")
    if path == NOTEBOOKS[0]:
        PICTURE.write_bytes(first_picture(notebook))


if __name__ == "__main__":
    main(sys.argv[1:])
