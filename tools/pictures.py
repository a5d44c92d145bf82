"""Show what a change of matplotlib, or of a function that draws, does to the pictures.

    python -m tools.pictures [--base REVISION] [NOTEBOOK ...]

Executes the notebooks, stores nothing in them, and writes build/pictures/index.html: every
picture as it is stored (or was, in a commit), as it is drawn now, and where the two differ;
those that differ most come first.
"""

import argparse
import base64
import io
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import NamedTuple

import nbformat
import numpy as np
from PIL import Image

from tools.compare import RMS, distance, first_picture, pictures, pixels
from tools.kernel import NOTEBOOKS, ROOT
from tools.notebooks import DRAWN_WITH, PICTURE, drawing_versions, finished

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{summary}</title>
<style>
body {{ font: 16px/1.5 sans-serif; margin: 1em 2em; }}
h2 {{ font-size: 1.1em; margin: 2em 0 0; border-top: 1px solid #bbb; padding-top: 1em; }}
p {{ max-width: 50em; margin: 0.3em 0; }}
div {{ display: grid; grid-template-columns: repeat(3, 1fr); gap: 1em; }}
figure {{ margin: 0; }}
img {{ max-width: 100%; border: 1px solid #bbb; }}
</style>
<h1>{summary}</h1>
<p>The old ones were drawn with {before}, the new ones with {now}. A difference is white where
nothing has changed. Up to an RMS of {RMS} of 255, two pictures are the same to the tests.</p>
{rows}
</html>
"""
ROW = "<h2>{where}: {said}</h2>\n<p>{says}</p>\n<div>\n{figures}\n</div>"
FIGURE = """<figure><figcaption>{name}</figcaption>
<img alt="{name}" src="data:image/png;base64,{png}"></figure>"""


class Pair(NamedTuple):
    """A picture, before and now: base64 PNGs, or None where there is none."""

    where: str
    says: str
    old: str | None
    new: str | None


def pairs(name, before, now):
    """Return a Pair for each picture of a notebook, as it was before and is now."""
    before, now = pictures(before), pictures(now)
    return [Pair(f"{name}, cell {key[0]}", (now.get(key) or before[key])[1],
                 *(each.get(key, [None])[0] for each in (before, now)))
            for key in dict.fromkeys([*now, *before])]


def how_it_differs(pair):
    """Return in words how far a picture is from what it was."""
    if pair.old is None or pair.new is None:
        return "new" if pair.old is None else "gone"
    (h, w, _), (height, width, _) = (pixels(png).shape for png in (pair.old, pair.new))
    return f"RMS {distance(pair.old, pair.new):.2f}" if (h, w) == (height, width) else \
        f"{width} × {height} pixels, was {w} × {h}"


def difference(one, other):
    """Return a base64 PNG that is white where two pictures agree and dark where they do not."""
    one, other = pixels(one), pixels(other)
    sheets = np.full((2, *np.maximum(one.shape, other.shape)), 255.0)
    for sheet, picture in zip(sheets, (one, other)):
        sheet[:picture.shape[0], :picture.shape[1]] = picture
    apart = abs(sheets[0] - sheets[1]).max(axis=2)
    png = io.BytesIO()
    Image.fromarray((255 - np.minimum(4 * apart, 255)).astype("uint8")).save(png, format="png")
    return base64.b64encode(png.getvalue()).decode()


def as_row(pair):
    """Return a picture's part of the page: the old one, the new one and the difference."""
    shown = {"old": pair.old, "new": pair.new}
    if pair.old and pair.new:
        shown["difference"] = difference(pair.old, pair.new)
    figures = [FIGURE.format(name=name, png=png.replace("\n", "")) for name, png in shown.items() if png]
    return ROW.format(where=escape(pair.where), said=how_it_differs(pair), says=escape(pair.says),
                      figures="\n".join(figures))


def stored(path, base=None):
    """Return the bytes of a file, or what they were in a commit: none if it was not there."""
    if base is None:
        return path.read_bytes()
    return git("show", f"{base}:./{path.relative_to(ROOT).as_posix()}")


def git(*arguments):
    """Return the bytes that a git command prints, none if it fails or there is no git."""
    found = shutil.which("git")
    return subprocess.run([found, *arguments], cwd=ROOT, capture_output=True).stdout if found else b""


def compare(paths, base=None):
    """Return the Pairs of the pictures in some notebooks, run now, and of the README's."""
    found, empty = [], nbformat.writes(nbformat.v4.new_notebook()).encode()
    for path, fresh in finished(paths).items():
        before = nbformat.reads((stored(path, base) or empty).decode(), as_version=4)
        found += pairs(path.stem, before, fresh)
        if path == NOTEBOOKS[0]:
            old, new = stored(ROOT / PICTURE, base), first_picture(fresh)
            says = re.search(rf"!\[(.*)\]\({PICTURE.as_posix()}\)", (ROOT / "README.md").read_text("utf-8"))
            found.append(Pair("README.md", says[1], *(base64.b64encode(png).decode() or None
                                                      for png in (old, new))))
    return found


def write(folder, found, before):
    """Write the page into a folder, and return the line that sums it up; `before` lists versions."""
    apart = {pair: distance(pair.old, pair.new) for pair in found}
    summary = f"{len(found)} pictures, {sum(rms > RMS for rms in apart.values())} differ"
    page = PAGE.format(summary=summary, before=" and ".join(before), RMS=RMS,
                       now=" and ".join(drawing_versions().split()),
                       rows="\n".join(map(as_row, sorted(found, key=apart.get, reverse=True))))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")
    return summary


def main(arguments, folder=ROOT / "build" / "pictures"):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--base", metavar="REVISION", help="take the old pictures from this commit")
    parser.add_argument("notebooks", nargs="*", type=lambda name: Path(name).resolve(), default=NOTEBOOKS)
    options = parser.parse_args(arguments)
    if options.base and not git("rev-parse", "--quiet", "--verify", f"{options.base}^{{commit}}"):
        sys.exit(f"--base got {options.base!r}, expected a commit such as HEAD~1: "
                 f"`git rev-parse {options.base}` says what git makes of it")
    before = stored(ROOT / DRAWN_WITH, options.base).decode().split() or ["unknown versions"]
    print(write(folder, compare(options.notebooks, options.base), before))
    print(f"Open {folder / 'index.html'} in a browser.")


if __name__ == "__main__":
    main(sys.argv[1:])
