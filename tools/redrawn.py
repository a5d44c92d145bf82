"""The course's digits redrawn as a hand writes them: they all fill the height of the strip, as their
authors had stretched them, and a hand does not."""

import numpy as np

from helpers import make_strip
from helpers.strips import kept_windows
from tools.handwriting import count_ink


def redrawn(images, rng):
    """Return images (n, 64) enlarged to 32 × 32, made lower, narrower or wider, slanted, moved up or
    down, inked where they are dark enough, so thinner or thicker, and counted in blocks again."""
    height, width, lean, place, level = (
        rng.uniform(low, high, (len(images), 1, 1))
        for low, high in ((0.6, 1), (0.5, 1.2), (-0.25, 0.25), (0, 1), (0.4, 0.75)))
    y, x = np.indices((32, 32)) + 0.5
    row = (y - 32 * place * (1 - height)) / height  # (n, 32, 32): where an inked pixel comes from
    column = (x - 16 - lean * (16 - row)) / width + 16
    dark = enlarged(images.reshape(-1, 8, 8), row / 4 - 0.5, column / 4 - 0.5)
    inked = (dark > level) & (row > 0) & (row < 32)
    return np.reshape([count_ink(pixels) for pixels in inked], (-1, 64))


def enlarged(images, rows, columns):
    """Return images (n, 8, 8) at fractional places (n, h, w), between neighbours in proportion."""
    paper = np.pad(images, ((0, 0), (0, 0), (1, 1)))  # left and right of an image
    rows, columns = rows.clip(0, 7), columns.clip(-1, 8) + 1
    i, j = np.minimum(rows.astype(int), 6), np.minimum(columns.astype(int), 8)
    down, right, n = rows - i, columns - j, np.arange(len(images))[:, None, None]
    above = (1 - right) * paper[n, i, j] + right * paper[n, i, j + 1]
    below = (1 - right) * paper[n, i + 1, j] + right * paper[n, i + 1, j + 1]
    return (1 - down) * above + down * below


def redrawn_strip(X, y, digits, rng):
    """Return a strip of redrawn digits, which may touch, their starts and labels, as random_strip does."""
    chosen = rng.integers(len(X), size=digits)
    strip, starts = make_strip(redrawn(X[chosen], rng), rng.integers(0, 6, size=digits))
    return strip, starts, y[chosen]


def redrawn_windows(X, y, strips, rng):
    """Return windows (M, 64) and labels (M,) from strips of redrawn digits, chosen as in training_windows."""
    return kept_windows((redrawn_strip(X, y, 6, rng) for _ in range(strips)), rng)
