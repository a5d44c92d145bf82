"""The exercises of notebook 5, torch and convolutions: right answers, cases and usual mistakes."""

import re

import numpy as np

from ..checking.exercise import Exercise, arrays
from ..checking.running import OutOfTime
from ..strips import pick_digits


def output_size(size, kernel, stride, padding):
    span = size + 2 * padding - kernel
    return span // stride + 1 if span >= 0 else None


def none_or_not(rule, sentence):
    """Return a mistake in the number of exercise 5.3 twice: None where it should be, and not."""
    def with_none(size, kernel, stride, padding):
        return rule(size, kernel, stride, padding) if size + 2 * padding >= kernel else None
    return (rule, sentence), (with_none, sentence)


def pixelwise(images, W, b):
    return np.moveaxis(np.moveaxis(images, 1, -1) @ W + b, -1, 1)


def channels_elsewhere(error, case):
    """Return what to add where the arrays of exercise 5.2 do not fit."""
    if "core dimension" in str(error):
        return "@ multiplies along the last axis; the channels are on axis 1."
    if re.search(r"broadcast.*\(\d+,1?\)", str(error)):
        return ("b has a number for each output channel: add it while the channels are last, or as "
                "b[:, None, None].")
    return ""


def flatten_mistaken(images, W, b):
    N, C, h, w = images.shape
    return (images.reshape(N, h, w, C) @ W + b).reshape(N, W.shape[1], h, w)


def half_mistaken(images, W, b):
    N, C, h, w = images.shape
    return (np.moveaxis(images, 1, -1) @ W + b).reshape(N, W.shape[1], h, w)


def reorder(W, C, h, w):
    return W.reshape(h, w, C, -1).transpose(2, 0, 1, 3).reshape(C * h * w, -1)


def draw_rows(rng):
    """Return weights of C·h·w rows, and C, h, w, each 1 now and then, one sometimes long."""
    C, h, w, K = rng.choice([1, 2, 3, 4, 5], 4).tolist()
    C = C if rng.random() < 0.8 else 65
    return rng.normal(size=(C * h * w, K)), C, h, w


def draw_map(rng):
    """Return a map of up to 80 windows, now and then of none."""
    n = int(rng.choice([0, 1, rng.integers(2, 30), rng.integers(30, 80)], p=[0.1, 0.1, 0.4, 0.4]))
    return (rng.dirichlet(np.full(11, 0.3), size=n),)


def read_map(probabilities):
    return pick_digits(probabilities)[1]


def greedy(probabilities, threshold=0.5, reach=5, ordered=True, labels=10, after=None):
    """Read a score map by a rule with other numbers, as a mistake would have them."""
    after = reach if after is None else after
    best, found = probabilities[:, :labels].max(axis=1), []
    while best.max(initial=0) >= threshold and len(found) < 50:
        column = int(best.argmax())
        found.append((column, int(probabilities[column, :labels].argmax())))
        best[max(0, column - reach):column + after + 1] = -1
    return np.array([digit for _, digit in (sorted(found) if ordered else found)], dtype=int)


def with_columns(p):
    """Read a score map, but return pairs of column and digit."""
    return np.column_stack(pick_digits(p))


def over_the_edge(p):
    """Read a score map, but with a slice that starts before 0, from the end, at the left edge."""
    best, found = p[:, :10].max(axis=1), []
    while best.max(initial=0) >= 0.5 and len(found) < 50:
        column = int(best.argmax())
        found.append((column, int(p[column, :10].argmax())))
        best[column - 5:column + 6] = best[column] = 0
    return np.array([digit for _, digit in sorted(found)], dtype=int)


def near_the_left_edge(error, case):
    """Return a sentence on a call that was stopped, if a digit is near the map's left edge."""
    if isinstance(error, OutOfTime) and min(pick_digits(*case)[0], default=5) < 5:
        return ("Near the left edge column - 5 is negative, and the slice may be empty: "
                "max(0, column - 5).")
    return ""


def between_too(p):
    """Read a score map, but let the windows between digits rule out their neighbours too."""
    digits = greedy(p, labels=11)
    return digits[digits < 10]


def runs_of(p, threshold):
    """Read one digit wherever another begins to be the likeliest."""
    labels = np.where(p.max(axis=1) >= threshold, p.argmax(axis=1), 10)
    return labels[(np.diff(labels, prepend=10) != 0) & (labels < 10)]


def first_come(p):
    """Read a score map from left to right, taking the first column that reaches 0.5."""
    found, last = [], -9
    for column, row in enumerate(p[:, :10]):
        if row.max() >= 0.5 and column - last > 5:
            found.append(int(row.argmax()))
            last = column
    return np.array(found, dtype=int)


def score_map(n, peaks, between=0.9):
    """Return probabilities (n, 11) with peaks {column: (digit, probability)}."""
    p = np.zeros((n, 11))
    p[:, 10] = between
    p[:, :10] = (1 - between) / 10
    for column, (digit, value) in peaks.items():
        p[column] = (1 - value) / 10
        p[column, digit] = value
    return p


# The weights and biases of a layer from three channels to five.
WEIGHTS = np.array([[1., -2, 0, 4, 3], [3, 0, -1, 2, 5], [2, 4, 1, -3, 0]])
BIAS = np.array([5., -3, 2, 0, 7])

EXERCISES = {
    "5.1": Exercise(
        arguments=("W",),
        solve=lambda W: W.T.copy(),
        cases=((np.array([[1., 2], [3, 4], [5, 6]]),), (np.array([[1., -2, 4]]),)),
        draw=lambda rng: arrays(rng, "DK"),
        mistakes=(
            (lambda W: W, "That is still (in, out); torch stores (out, in)."),
            (lambda W: W.reshape(W.shape[::-1]),
             "reshape deals the numbers out in another order: the weights of a neuron get mixed."),
            *((lambda W, mixed=mixed: mixed(W),
               "reshape deals the numbers out in another order: the weights of a neuron get mixed.")
              for mixed in (lambda W: W.reshape(W.shape[::-1], order="F"),
                            lambda W: W.T.reshape(W.shape))),
            *((lambda W, turn=turn: W.shape[::turn], "That is a shape; the weight itself was asked for.")
              for turn in (-1, 1)),
            (lambda W: W[::-1], "The order of the inputs is turned round; rows and columns should "
             "change places."),
            (lambda W: W[None].T, "There is one axis too many."),
            (lambda W: np.rot90(W), "That is a quarter turn; rows should become columns."),
        ),
    ),
    "5.2": Exercise(
        arguments=("images", "W", "b"),
        solve=pixelwise,
        cases=((np.arange(1., 25).reshape(1, 3, 2, 4), WEIGHTS, BIAS),
               (np.zeros((0, 3, 2, 4)), WEIGHTS, BIAS)),
        tried="tried on small, large and no images",
        draw=lambda rng: arrays(rng, "NChw", "CK", "K"),
        fails=channels_elsewhere,
        mistakes=(
            (flatten_mistaken, "reshape does not move axes: it deals the numbers out in another "
             "order. Move the channels with moveaxis or transpose."),
            (half_mistaken, "The way there is right; on the way back the channels are not moved, "
             "only relabelled by reshape."),
            (lambda images, W, b: np.moveaxis(images.reshape(*images.shape[:1], *images.shape[2:],
                                                             images.shape[1]) @ W + b, -1, 1),
             "reshape does not move axes on the way there: use moveaxis or transpose."),
            (lambda images, W, b: pixelwise(images, W, -b), "The bias is subtracted; add it."),
            (lambda images, W, b: np.moveaxis(images, 1, -1) @ W + b,
             "The numbers are right, but the channels are last: move them back to axis 1."),
            (lambda images, W, b: np.moveaxis(np.moveaxis(images, 1, -1) @ W, -1, 1),
             "The bias is missing."),
            (lambda images, W, b: np.moveaxis(images.transpose(0, 3, 2, 1) @ W + b, -1, 1),
             "Height and width have changed places."),
            *((lambda images, W, b, axis=axis: np.moveaxis(np.moveaxis(images, 1, -1) @ W + b, -1, axis),
               "The outputs' axis must come right after the batch: axis 1.") for axis in (2, 0)),
            (lambda images, W, b: np.maximum(pixelwise(images, W, b), 0),
             "Negative numbers are cut to 0: no activation was asked for."),
        ),
    ),
    "5.3": Exercise(
        arguments=("size", "kernel", "stride", "padding"),
        solve=output_size,
        cases=((66, 8, 1, 0), (8, 3, 1, 1), (8, 3, 2, 1), (7, 3, 2, 0), (5, 1, 1, 0), (8, 8, 1, 0),
               (4, 6, 1, 0), (4, 5, 1, 0), (4, 6, 1, 1), (10, 3, 4, 2)),
        draw=lambda rng: tuple(map(int, rng.integers([1, 1, 1, 0], [40, 40, 6, 9]))),
        drawn=200,
        none=("the window does not fit", "it does"),
        tried="tried on many sizes, kernels, strides and paddings",
        mistakes=(
            (lambda size, kernel, stride, padding: (size + 2 * padding - kernel) // stride + 1,
             "A kernel larger than the padded image has no place: the answer is None."),
            (lambda size, kernel, stride, padding: max(0, (size + 2 * padding - kernel) // stride + 1),
             "A kernel larger than the padded image has no place: the answer is None, not 0."),
            (lambda size, kernel, stride, padding: output_size(size, kernel, stride, padding)
             if size >= kernel else None,
             "It does fit: compare the kernel with the padded size."),
            (lambda size, kernel, stride, padding: output_size(size, kernel, stride, padding)
             if size + padding >= kernel else None,
             "It does fit: padding is added on both sides."),
            (lambda size, kernel, stride, padding: output_size(size, kernel, stride, padding / 2)
             if size + padding >= kernel else None, "Padding is added on both sides: count it twice."),
            (lambda size, kernel, stride, padding: output_size(size, kernel, stride, padding)
             if size + 2 * padding > kernel else None,
             "A window as large as the padded image has one place."),
            (lambda size, kernel, stride, padding: output_size(size, kernel, stride, 0),
             "The padding is not used yet."),
            *none_or_not(lambda size, kernel, stride, padding: size - kernel,
                         "One too few: a window of 8 in 8 columns has one place, not none."),
            *none_or_not(lambda size, kernel, stride, padding: (size + 2 * padding - kernel) // stride,
                         "One too few: a window of 8 in 8 columns has one place, not none."),
            *none_or_not(lambda size, kernel, stride, padding: (size + 2 * padding - kernel) // stride + 2,
                         "One too many: a window of 8 in 8 columns has one place."),
            *none_or_not(lambda size, kernel, stride, padding: (size + padding - kernel) // stride + 1,
                         "Padding is added on both sides: count it twice."),
            *none_or_not(lambda size, kernel, stride, padding: (size + 2 * padding - kernel + 1) // stride,
                         "Divide first, then add 1."),
            *none_or_not(lambda size, kernel, stride, padding: (size + 2 * padding - kernel) / stride + 1,
                         "A size is a whole number: a step that does not fit is not taken (//)."),
            *none_or_not(lambda size, kernel, stride, padding: size + 2 * padding - kernel + 1,
                         "The stride is not used yet."),
            *none_or_not(lambda size, kernel, stride, padding: (size - kernel) // stride + 1,
                         "The padding is not used yet."),
            *none_or_not(lambda size, kernel, stride, padding:
                         -(-(size + 2 * padding - kernel) // stride) + 1,
                         "Rounded up; a step that does not fit is not taken."),
            *none_or_not(lambda size, kernel, stride, padding:
                         round((size + 2 * padding - kernel) / stride) + 1,
                         "Rounded; a step that does not fit is not taken: divide with //."),
            *none_or_not(lambda size, kernel, stride, padding: (size - kernel) // stride + 1 + 2 * padding,
                         "Padding makes the image larger: add it before you divide."),
            *none_or_not(lambda size, kernel, stride, padding: len(range(0, size + 2 * padding, stride)),
                         "The kernel is not used yet: near the end a window no longer fits."),
            *none_or_not(lambda size, kernel, stride, padding: (size + 2 * padding) // stride,
                         "The kernel is not used yet."),
            *none_or_not(lambda size, kernel, stride, padding: (size + 2 * padding) // stride + 1,
                         "The kernel is not used yet."),
            *none_or_not(lambda size, kernel, stride, padding: (size + 2 * padding - kernel) * stride + 1,
                         "You multiply by the stride; larger steps mean fewer places, so divide (//)."),
        ),
    ),
    "5.4": Exercise(
        arguments=("W", "C", "h", "w"),
        solve=reorder,
        cases=((np.arange(24.0).reshape(24, 1), 2, 3, 4), (np.arange(24.0).reshape(12, 2), 2, 3, 2)),
        draw=draw_rows,
        mistakes=(
            (lambda W, C, h, w: W, "That is still in the order of (h, w, C)."),
            (lambda W, C, h, w: W.reshape(C, h, w, -1).transpose(1, 2, 0, 3).reshape(len(W), -1),
             "That is the way back: the rows of W come in the order (h, w, C)."),
            (lambda W, C, h, w: W.reshape(h, w, C, -1).transpose(2, 1, 0, 3).reshape(len(W), -1),
             "Height and width have changed places."),
            (lambda W, C, h, w: W.reshape(h, w, C, -1).transpose(1, 2, 0, 3).reshape(len(W), -1),
             "That gives (w, C, h); (C, h, w) was asked for."),
            (lambda W, C, h, w: W.reshape(h, w, C, -1).transpose(2, 0, 1, 3),
             "The order is right; now flatten back to (C·h·w, K)."),
            (lambda W, C, h, w: W.reshape(w, h, C, -1).transpose(2, 1, 0, 3).reshape(len(W), -1),
             "The rows came as (h, w, C): height first."),
            (lambda W, C, h, w: W[::-1], "The rows are in reverse order."),
            (lambda W, C, h, w: W.reshape(h, w, C, -1).transpose(0, 2, 1, 3).reshape(len(W), -1),
             "That gives (h, C, w); (C, h, w) was asked for."),
        ),
    ),
    "5.5": Exercise(
        arguments=("probabilities",),
        solve=read_map,
        cases=(
            (score_map(20, {3: (7, 0.9), 4: (1, 0.8), 14: (2, 0.95)}),),
            (score_map(30, {2: (5, 0.6), 3: (5, 0.7), 12: (0, 0.55), 22: (8, 0.99)}),),
            (score_map(12, {5: (3, 0.4)}, between=0.55),),
            (score_map(25, {0: (4, 0.8), 6: (9, 0.7), 24: (1, 0.6)}),),
            (score_map(25, {3: (4, 0.8), 8: (9, 0.7)}),),
            (score_map(20, {3: (1, 0.6), 4: (7, 0.9)}),),
            (score_map(20, {3: (4, 0.6), 7: (9, 0.8), 12: (1, 0.9)}),),
            (score_map(20, {5: (3, 0.5), 15: (8, 0.9)}),),
            (score_map(20, {2: (4, 0.8), 10: (9, 0.7)}),),
            (score_map(60, {3: (4, 0.6), 9: (9, 0.8), 20: (1, 0.6), 23: (9, 0.9), 31: (0, 0.7),
                            40: (2, 0.495), 47: (5, 0.99), 53: (5, 0.55), 59: (7, 0.8)}),),
            (np.zeros((0, 11)),),
        ),
        draw=draw_map,
        whole=True,
        fails=near_the_left_edge,
        tried="tried on long, short and empty maps",
        mistakes=(
            (lambda p: greedy(p, ordered=False),
             "The digits are in the order of their probability; sort them from left to right."),
            (lambda p: greedy(p, reach=4), "5 columns away is still too near: rule it out."),
            (lambda p: greedy(p, reach=0), "The neighbours are not ruled out: one digit is read "
             "several times."),
            (lambda p: greedy(p, threshold=0.0), "It goes on below 0.5: stop there."),
            (lambda p: greedy(p, labels=11), "10 means \"between\": it is not a digit."),
            (lambda p: greedy(p, reach=6), "6 columns away is far enough: rule out only up to 5."),
            (lambda p: greedy(p, after=4), "A slice ends before its last number: column + 6."),
            (between_too, "A window \"between\" is no digit: it must not rule out its neighbours."),
            *((lambda p, threshold=threshold: runs_of(p, threshold),
               "Windows in a row that say the same are read as one digit; take the surest window first, "
               "and rule out its neighbours.") for threshold in (0, 0.5)),
            (over_the_edge, "Near the left edge `column - 5` is negative, and counts from the end: "
             "max(0, column - 5)."),
            (first_come, "You take the first column that reaches 0.5; take the surest first."),
            (lambda p: greedy(p, threshold=0.5000001), "Exactly 0.5 is enough (>=)."),
            (lambda p: greedy(p, threshold=0.4), "It goes on below 0.5: stop there."),
            (lambda p: greedy(p, threshold=0.6), "0.5 is enough; you ask for more."),
            (lambda p: greedy(p)[:1], "Only one digit is read: repeat."),
            (with_columns, "Those are pairs of column and digit; return the digits alone."),
            (lambda p: greedy(p)[::-1], "The digits are in reverse order."),
            (lambda p: np.sort(greedy(p)), "The digits are sorted by size; sort them by column."),
            (lambda p: greedy(p, reach=8), "Only columns within 5 are ruled out."),
            (lambda p: p[:, :10].argmax(axis=1), "That is one digit for every window."),
            (lambda p: pick_digits(p)[0], "Those are the columns; return the digits."),
        ),
    ),
}
