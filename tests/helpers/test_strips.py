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


def test_windows_of_small_integers_have_room_to_be_added_up():
    assert cut_windows(np.full((8, 8), 200, np.uint8)).dtype == int


def test_narrowest_strip_has_one_window():
    assert_array_equal(cut_windows(np.eye(8)), np.eye(8).reshape(1, 64), strict=True)


def test_labels_by_hand():
    labels = label_windows([4, 16], [7, 3], count=20)
    wanted = [10, 10, -1, 7, 7, 7, -1, 10, 10, 10, 10, 10, 10, 10, -1, 3, 3, 3, -1, 10]
    assert labels.tolist() == wanted
    assert label_windows([], [], count=2).tolist() == [10, 10]


def test_labels_may_be_small_unsigned_integers():
    labels = label_windows(np.array([1], np.uint8), np.array([7], np.uint8), count=5)
    assert labels.tolist() == [7, 7, 7, -1, 10]


def test_random_strip_holds_the_images_it_says():
    strip, starts, labels = random_strip(X, Y, 50, rng=0)
    assert len(starts) == len(labels) == 50 and set(np.diff(starts) - 8) == {2, 3, 4, 5}
    for start, label in zip(starts, labels):
        crop = strip[:, start:start + 8].ravel()
        assert label in Y[(X == crop).all(axis=1)]


def test_training_windows_keep_half_of_those_between():
    windows, labels = training_windows(X, Y, strips=50, digits=6, rng=0)
    assert len(windows) == len(labels) and set(labels) == set(range(11))
    assert (labels < 10).sum() == 50 * 6 * 3
    assert 0.4 < (labels == 10).mean() < 0.65


def test_seed_decides_the_training_windows():
    windows, labels = training_windows(X, Y, strips=1, digits=2, rng=3)
    again = training_windows(X, Y, strips=1, digits=2, rng=3)
    assert_array_equal(windows, again[0], strict=True)
    assert_array_equal(labels, again[1], strict=True)


def test_a_thousand_strips_of_six_are_the_default():
    labels = training_windows(X, Y, rng=0)[1]
    assert (labels < 10).sum() == 1000 * 6 * 3


def test_each_window_between_digits_is_kept_or_not_by_itself():
    """With one strip, the windows between digits are neither all kept nor all dropped."""
    strip, starts, truth = random_strip(X, Y, 6, np.random.default_rng(0))
    between = (label_windows(starts, truth, strip.shape[1] - 7) == 10).sum()
    kept = (training_windows(X, Y, strips=1, rng=0)[1] == 10).sum()
    assert 0 < kept < between


def test_picking_by_hand():
    p = np.full((20, 11), 0.01)
    p[4, 7], p[5, 1], p[9, 2], p[10, 3], p[18, 5], p[15, 10] = 0.9, 0.8, 0.6, 0.7, 0.4, 0.99
    columns, digits = pick_digits(p)
    assert columns.tolist() == [4, 10] and digits.tolist() == [7, 3]
    assert p[4, 7] == 0.9  # the argument is left alone


def test_six_columns_apart_are_two_digits_and_five_are_one():
    p = np.zeros((22, 11))
    p[10, 2], p[4, 1], p[5, 7], p[15, 8], p[16, 3] = 0.9, 0.8, 0.85, 0.75, 0.7
    columns, digits = pick_digits(p)
    assert columns.tolist() == [4, 10, 16] and digits.tolist() == [1, 2, 3]


def test_probabilities_may_be_rounded_to_a_millionth_above_one():
    assert pick_digits(np.eye(1, 11) * (1 + 1e-6))[1].tolist() == [0]


def test_what_is_picked_is_a_digit():
    p = np.zeros((1, 11))
    p[0, 9], p[0, 10] = 0.5, 0.9
    columns, digits = pick_digits(p)
    assert columns.tolist() == [0] and digits.tolist() == [9]


def test_nothing_to_pick():
    for p in (np.full((3, 11), 0.1), np.zeros((0, 11))):
        columns, digits = pick_digits(p)
        assert columns.shape == digits.shape == (0,)
