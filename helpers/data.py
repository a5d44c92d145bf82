"""The handwritten digits, the strips of them that make a postcode, and tables of results."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from .arguments.arrays import as_count, as_shape, as_whole, shown

HELD_OUT = 450  # images kept away from all learning
MARGIN = 4      # blank columns at both ends of a strip


class Digits(NamedTuple):
    """Images and labels, split into those to learn from and those to be judged by."""

    X_train: np.ndarray
    y_train: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray


@cache
def _stored(name):
    with np.load(files("helpers") / name) as archive:
        return archive["images"], archive["labels"]


def load_digits(seed=0):
    """Return the handwritten digits, split by `seed` into train and test.

    The result unpacks as `X_train (1347, 64), y_train (1347,),
    X_test (450, 64), y_test (450,)`. A row of X is an 8 × 8 image read line by
    line, from 0.0 (paper) to 1.0 (ink) in steps of 1/16; y holds the digits as
    integers. Seed 0 is the course's own split: the 1797 images in the order
    `np.random.default_rng(0).permutation(1797)`, the last 450 held out.
    Raises TypeError or ValueError if `seed` is not a whole number from 0 up.
    Source and licence of the images: `helpers/digits.md`.
    """
    images, labels = _stored("digits.npz")
    order = np.random.default_rng(as_count("load_digits: seed", seed)).permutation(len(labels))
    X, y = images[order] / 16, labels[order].astype(int)
    return Digits(X[:-HELD_OUT], y[:-HELD_OUT], X[-HELD_OUT:], y[-HELD_OUT:])


def load_strangers():
    """Return handwritten digits by 30 writers none of whom wrote one of load_digits' images.

    The result unpacks as `X (3823, 64), y (3823,)`: images and digits as those
    of `load_digits`, not split, and in the order in which they were published.
    Source and licence of the images: `helpers/digits.md`.
    """
    images, labels = _stored("strangers.npz")
    return images / 16, labels.astype(int)


def digit_from_text(text):
    """Return the image (64,) that eight lines of eight `.` and `#` draw.

    A `#` becomes 1.0 (ink), a `.` becomes 0.0 (paper). Blank lines and the
    spaces around a line do not count. Raises TypeError if `text` is not a
    string, ValueError for another number of lines, another length or another
    character, a space for paper among them.
    """
    if not isinstance(text, str):
        raise TypeError(f"digit_from_text got {shown(text)}, expected a string")
    drawn = [line.strip() for line in text.strip("\n").splitlines()]
    lines = [line for line in drawn if line]
    for line in lines:
        if len(line) != 8 or set(line) - set(".#"):
            raise ValueError(f"digit_from_text got {line!r} as line {drawn.index(line) + 1}, expected "
                             f"eight characters, '#' for ink and '.' for paper, no spaces")
    if len(lines) != 8:
        raise ValueError(f"digit_from_text got {len(lines)} lines, expected 8, of '#' for ink and "
                         f"'.' for paper, no spaces")
    return np.array([float(character == "#") for line in lines for character in line])


def make_strip(images, gaps):
    """Return digits set side by side as on an envelope, and where each begins.

    `images` has shape (n, 64), `gaps` (n,): how many blank columns follow each
    digit. The result is `strip (8, width)`, with 4 blank columns at both ends,
    and `starts (n,)`, the first column of each digit. Raises TypeError for
    what is not numbers and gaps that are not whole, ValueError for other shapes
    and negative gaps.
    """
    images = as_shape("make_strip: images", images, "n", 64)
    gaps = as_whole("make_strip: gaps", gaps, len(images))
    starts = MARGIN + np.cumsum([0, *(8 + gaps)])  # one more: the end
    strip = np.zeros((8, starts[-1] + MARGIN))
    for image, start in zip(images, starts):
        strip[:, start:start + 8] = image.reshape(8, 8)
    return strip, starts[:-1]


def load_postcode():
    """Return the postcode that the course sets out to read, and its digits.

    The result is `strip (8, 66)`, `starts (5,)` and `labels (5,)`. The five
    digits are among the 450 that `load_digits()` holds out.
    """
    digits = load_digits()
    chosen = [209, 172, 134, 349, 272]
    strip, starts = make_strip(digits.X_test[chosen], [4, 4, 5, 2, 3])
    return strip, starts, digits.y_test[chosen]


def load_table(name):
    """Return a table of results that take too long to compute in a notebook, as a list of rows.

    A row is a dictionary {column: whole number}. `make tables` computes the
    tables afresh. Raises ValueError if there is none of that name.
    """
    tables = {file.name.removesuffix(".csv"): file for file in (files("helpers") / "tables").iterdir()}
    if not isinstance(name, str) or name not in tables:
        raise ValueError(f"load_table got {name!r}, expected one of {', '.join(sorted(tables))}")
    with tables[name].open(encoding="utf-8", newline="") as file:
        return [{column: int(value) for column, value in row.items()} for row in csv.DictReader(file)]
