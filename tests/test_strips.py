"""Windows, their labels and the reading of strips, on cases that can be checked by hand."""

import numpy as np
from numpy.testing import assert_array_equal

from helpers import (
    cut_windows,
    label_windows,
    load_digits,
    pick_digits,
    random_strip,
    training_windows,
)

X, Y = load_digits()[:2]


def test_windows_are_the_crops():
    strip = np.arange(8 * 11.0).reshape(8, 11)
    windows = cut_windows(strip)
    assert windows.shape == (4, 64)
    for column in range(4):
        assert_array_equal(windows[column], strip[:, column:column + 8].ravel(), strict=True)


def test_labels_by_hand():
    labels = label_windows([4, 16], [7, 3], count=20)
    wanted = [10, 10, -1, 7, 7, 7, -1, 10, 10, 10, 10, 10, 10, 10, -1, 3, 3, 3, -1, 10]
    assert labels.tolist() == wanted
    assert label_windows([], [], count=2).tolist() == [10, 10]


def test_random_strip_holds_the_images_it_says():
    strip, starts, labels = random_strip(X, Y, 5, rng=0)
    gaps = np.diff(starts) - 8
    assert len(starts) == len(labels) == 5 and gaps.min() >= 2 and gaps.max() <= 5
    for start, label in zip(starts, labels):
        crop = strip[:, start:start + 8].ravel()
        assert label in Y[(X == crop).all(axis=1)]


def test_training_windows_keep_half_of_those_between():
    windows, labels = training_windows(X, Y, strips=50, digits=6, rng=0)
    assert len(windows) == len(labels) and set(labels) == set(range(11))
    assert (labels < 10).sum() == 50 * 6 * 3
    assert 0.4 < (labels == 10).mean() < 0.65


def test_picking_by_hand():
    p = np.full((20, 11), 0.01)
    p[4, 7], p[5, 1], p[9, 2], p[10, 3], p[18, 5], p[15, 10] = 0.9, 0.8, 0.6, 0.7, 0.4, 0.99
    columns, digits = pick_digits(p)
    assert columns.tolist() == [4, 10] and digits.tolist() == [7, 3]
    assert p[4, 7] == 0.9  # the argument is left alone


def test_nothing_to_pick():
    for p in (np.full((3, 11), 0.1), np.zeros((0, 11))):
        columns, digits = pick_digits(p)
        assert columns.shape == digits.shape == (0,)
