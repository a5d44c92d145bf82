"""Strips of digits: cutting them into windows, labelling the windows, and reading the digits."""

import numpy as np

from .arguments.arrays import as_count, as_shape, as_whole, refuse_rng
from .data import make_strip

BETWEEN = 10  # the label of a window that shows no digit
UNUSED = -1   # the label of a window that is neither here nor there


def random_strip(X, y, digits, rng=None):
    """Return a strip of `digits` images drawn from X (N, 64), y (N,), with gaps of 2 to 5 columns.

    The result is `strip (8, width)`, `starts (digits,)` and `labels (digits,)`.
    Raises TypeError or ValueError for other types and shapes.
    """
    X = as_shape("random_strip: X", X, "N", 64)
    y = as_whole("random_strip: y", y, len(X), below=BETWEEN)
    if len(X) == 0:
        raise ValueError("random_strip got no images, expected at least one")
    digits = as_count("random_strip: digits", digits, least=1)
    refuse_rng(rng)
    rng = np.random.default_rng(rng)
    chosen = rng.integers(len(X), size=digits)
    strip, starts = make_strip(X[chosen], rng.integers(2, 6, size=digits))
    return strip, starts, y[chosen]


def cut_windows(strip):
    """Return all 8 × 8 windows of a strip (8, width), as rows (width - 7, 64).

    Raises TypeError if `strip` is not numbers, ValueError if it is not 8 high
    or less than 8 wide.
    """
    strip = as_shape("cut_windows: strip", strip, 8, "width")
    if strip.shape[1] < 8:
        raise ValueError(f"cut_windows: strip got width {strip.shape[1]}, expected at least 8")
    windows = np.lib.stride_tricks.sliding_window_view(strip, 8, axis=1)  # (8, width - 7, 8)
    return windows.transpose(1, 0, 2).reshape(-1, 64)


def label_windows(starts, labels, count):
    """Return a label for each of `count` windows, from where the digits start.

    At most 1 column from a digit: that digit. At least 3 from every digit: 10,
    "between". Else -1: not used. Raises TypeError or ValueError.
    """
    starts = as_whole("label_windows: starts", starts, "n")
    labels = as_whole("label_windows: labels", labels, len(starts), below=BETWEEN)
    count = as_count("label_windows: count", count)
    if len(starts) == 0:
        return np.full(count, BETWEEN)
    distances = abs(np.arange(count)[:, None] - starts)  # (count, n)
    nearest = distances.argmin(axis=1)
    found = np.where(distances.min(axis=1) <= 1, labels[nearest], UNUSED)
    return np.where(distances.min(axis=1) >= 3, BETWEEN, found)


def training_windows(X, y, strips=1000, digits=6, rng=None):
    """Return windows (M, 64) and labels (M,), 0 to 10, cut from random strips of the images.

    Half of the windows between digits are kept. Raises TypeError or
    ValueError for other types and shapes.
    """
    refuse_rng(rng)
    rng, count = np.random.default_rng(rng), as_count("training_windows: strips", strips, least=1)
    return kept_windows((random_strip(X, y, digits, rng) for _ in range(count)), rng)


def kept_windows(strips, rng):
    """Return windows (M, 64) and labels (M,), 0 to 10, of strips with their starts and labels."""
    windows, labels = [], []
    for strip, starts, truth in strips:
        cut = cut_windows(strip)
        found = label_windows(starts, truth, len(cut))
        kept = (found != UNUSED) & ((found != BETWEEN) | (rng.random(len(cut)) < 0.5))
        windows.append(cut[kept])
        labels.append(found[kept])
    return np.concatenate(windows), np.concatenate(labels)


def pick_digits(probabilities):
    """Return the columns and the digits read from window probabilities (n, 11).

    The most probable digit is taken if its probability is at least 0.5; then
    nothing within 5 columns of it; and so on. Both results are in order from
    left to right. Raises TypeError or ValueError for other types and shapes.
    """
    probabilities = as_shape("pick_digits: probabilities", probabilities, "n", 11)
    lowest, highest = probabilities.min(initial=0), probabilities.max(initial=0)
    if lowest < 0 or highest > 1 + 1e-6:
        raise ValueError(f"pick_digits: probabilities got {lowest:.8g} to {highest:.8g}, "
                         f"expected 0 to 1")
    best = probabilities[:, :10].max(axis=1)
    columns = []
    while best.max(initial=0) >= 0.5:
        column = int(best.argmax())
        columns.append(column)
        best[max(0, column - 5):column + 6] = 0
    columns = np.array(sorted(columns), dtype=int)
    return columns, probabilities[columns, :10].argmax(axis=1)
