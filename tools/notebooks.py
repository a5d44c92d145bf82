"""Execute the notebooks, and store what comes out.

    python -m tools.notebooks --write [NOTEBOOK ...]   store fresh outputs in place
    python -m tools.notebooks --run [NOTEBOOK ...]     execute copies into build/run/

If a notebook fails, nothing is written.
"""

import argparse
import importlib.metadata
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError

from tools import sources, teachers_notes
from tools.compare import first_picture, pictures, same_picture
from tools.kernel import NOTEBOOKS, ROOT, execute, read

README = ROOT / "README.md"
PICTURE = Path(".github", "postcode.png")  # the README's: notebook 1's first figure
DRAWN_WITH = Path("tests", "notebooks", "drawn_with.txt")  # the versions that drew the stored pictures


def finished(paths):
    """Return {path: fresh notebook}, run as many at a time as there are processors. Exits where
    one fails, and says how."""
    pool = ThreadPoolExecutor(os.cpu_count())
    runs, fresh = {path: pool.submit(execute, read(path)) for path in paths}, {}
    for path, run in runs.items():
        try:
            fresh[path] = run.result()
        except CellExecutionError as error:
            pool.shutdown(cancel_futures=True)
            sys.exit(f"{path.name}: {error}")
        print(f"{path.name}: ran without an error", flush=True)
    return fresh


def drawing_versions():
    """Return the versions of the packages that decide how a picture looks, a line each."""
    return "".join(f"{name}=={importlib.metadata.version(name)}\n"
                   for name in ("matplotlib", "numpy"))


def store(path, fresh):
    """Store a fresh run in place and what goes with it: the times, the sources as text, what drew
    the pictures, and the README's. Returns lines on the cells as `sources.write` does."""
    keep_pictures(read(path), fresh)
    above = path.parents[1]
    (above / DRAWN_WITH).parent.mkdir(parents=True, exist_ok=True)
    (above / DRAWN_WITH).write_text(drawing_versions(), encoding="utf-8", newline="\n")
    if path in NOTEBOOKS:
        readme = teachers_notes.put_times(path, fresh, README.read_text(encoding="utf-8"))
        README.write_text(readme, encoding="utf-8", newline="\n")
    if path == NOTEBOOKS[0]:
        (above / PICTURE).write_bytes(first_picture(fresh))
    write(path, fresh)
    return sources.write(path, fresh)


def keep_pictures(stored, fresh):
    """Put the stored pictures into a fresh run where they look the same, though a byte may differ."""
    known = pictures(stored)
    for cell in fresh.cells:
        for place, output in enumerate(cell.get("outputs", [])):
            old, new = known.get((cell.id, place), [None])[0], output.get("data", {}).get("image/png")
            if same_picture(old, new):
                output.data["image/png"] = old


def write(path, notebook):
    """Write a notebook to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true", help="store fresh outputs in place")
    what.add_argument("--run", action="store_true", help="execute copies into build/run/")
    parser.add_argument("notebooks", nargs="*", type=lambda name: Path(name).resolve(),
                        default=NOTEBOOKS)
    options, start = parser.parse_args(arguments), time.perf_counter()
    for path, fresh in finished(options.notebooks).items():
        if options.write:
            for line in store(path, fresh):
                print(f"{path.name}: {line}")
        else:
            write(ROOT / "build" / "run" / path.name, fresh)
    print(f"All done in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
