"""The exercises of notebook 3, broadcasting: right answers, cases and usual mistakes."""

import itertools

import numpy as np

from ..checking.comparison import numbers
from ..checking.exercise import SHAPES, Exercise, arrays, simplest_first
from ..gradients import unbroadcast

# The course's lengths, N = 4, D = 3, K = 2: small enough to be printed in full.
SAMPLES = np.array([[1., 2, 0], [3, -1, 2], [0, 4, 1], [-2, 1, 5]])
WEIGHTS = np.array([[1., -2], [3, 0], [2, 4]])
BIAS = np.array([5., -3])

TOO_SHORT = "Only as many lengths are compared as the shorter shape has: put 1s in front of it."
FROM_THE_LEFT = ("Only as many lengths are compared as the shorter shape has, and from the left: line them "
                 "up at the right.")


def broadcast_shape(a, b):
    try:
        return np.broadcast_shapes(a, b)
    except ValueError:
        return None


def draw_pair(rng):
    """Return two shapes of up to four axes that fit, but for a 9 here and there; one axis is long."""
    lengths = rng.choice([0, 2, 4, 5, 7, 8], 4)
    lengths[rng.integers(4)] = rng.choice([64, 65])
    lengths = lengths.tolist()
    return tuple(tuple(int(rng.choice([n] * 6 + [1] * 4 + [9])) for n in lengths[rng.integers(5):])
                 for _ in range(2))


def padded(a, b):
    """Return both shapes with ones in front of the shorter, by rule 1."""
    axes = max(len(a), len(b))
    return (1,) * (axes - len(a)) + a, (1,) * (axes - len(b)) + b


def fit_if(rule):
    """Return a rule for exercise 3.1 that takes another test for whether two lengths fit."""
    def shape(a, b):
        pairs = list(zip(*padded(a, b)))
        return tuple(n if m == 1 else m for m, n in pairs) if all(rule(*p) for p in pairs) else None
    return shape


def of_fitting(pick, a, b):
    """Return what `pick` makes of the pairs of lengths of two shapes, None if a pair does not fit.

    Like zip, it takes as many pairs as the shorter shape has lengths.
    """
    pairs = list(zip(a, b))
    fits = all(m == n or 1 in (m, n) for m, n in pairs)
    return tuple(pick(m, n) for m, n in pairs) if fits else None


def stretched(m, n):
    """Return the length that rule 2 makes of two that fit."""
    return n if m == 1 else m


def without_padding(pick, order):
    """Return a rule for exercise 3.1 that goes from the right, as far as both shapes have lengths."""
    def shape(a, b):
        lengths = of_fitting(pick, a[::-1], b[::-1])
        return lengths and lengths[::order]
    return shape


def padding_only(which):
    """Return a rule for exercise 3.1 that puts ones in front of one of the shapes only."""
    def shape(a, b):
        a, b = (padded(a, b)[0], b) if which == 0 else (a, padded(a, b)[1])
        return of_fitting(stretched, a, b)
    return shape


def until_a_misfit(a, b):
    """Return the lengths before the first that do not fit."""
    pairs = zip(*padded(a, b))
    fitting = itertools.takewhile(lambda pair: pair[0] == pair[1] or 1 in pair, pairs)
    return tuple(n if m == 1 else m for m, n in fitting)


def until_a_misfit_from_the_right(a, b):
    """Return the lengths behind the last that do not fit."""
    return until_a_misfit(padded(a, b)[0][::-1], padded(a, b)[1][::-1])[::-1]


def from_the_left(a, b):
    """Line the shapes up at their left ends, as the rules do not."""
    n = max(len(a), len(b))
    return broadcast_shape(a + (1,) * (n - len(a)), b + (1,) * (n - len(b)))


def augment(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, b])


def nearest_mean(templates):
    return templates.T.copy(), -0.5 * (templates**2).sum(axis=1)


def same_reading(got, want):
    """Take a bias that differs by one number in all entries: the highest output stays."""
    if not isinstance(got, tuple | list) or len(got) != 2:
        return got
    b = numbers(got[1])
    if b is None or b.dtype.kind == "b" or b.shape != want[1].shape:
        return got
    off = b.astype(float) - want[1]
    size = 1 + abs(b.astype(float)).max(initial=0)
    return (got[0], want[1]) if np.ptp(off) <= 1e-6 * size else got


def draw_stretched(rng):
    """Return a gradient of up to three axes, and a shape that stretches to its shape."""
    lengths = rng.choice([0, 1, 2, 3, 4, 5], rng.integers(1, 4))
    lengths[-1] = rng.choice([lengths[-1], lengths[-1], 65])
    lengths = lengths.tolist()
    kept = lengths[rng.integers(len(lengths) + 1):]
    return rng.normal(size=lengths), tuple(int(rng.choice([n, 1])) for n in kept)


def sum_added(grad, shape):
    return grad.sum(axis=tuple(range(grad.ndim - len(shape))))


def summed_ones(grad, shape, one):
    """Sum the missing axes, but of those of length 1 only the `one` asked for: 0 or -1."""
    grad = sum_added(grad, shape)
    ones = [axis for axis, length in enumerate(shape) if length == 1]
    return grad.sum(axis=ones[one], keepdims=True) if ones else grad


def ones_summed(grad, shape, at=None, always=True):
    """Sum each axis of length 1 in the shape, or in its place the axis `at`; if not `always`,
    only those that are longer in the gradient."""
    for axis, length in enumerate(shape):
        if length == 1 and (always or grad.shape[axis] > 1):
            grad = grad.sum(axis=axis if at is None else at, keepdims=True)
    return grad


def once_missing(grad, shape):
    """Sum one missing axis only, then those of length 1."""
    return ones_summed(grad.sum(axis=0) if grad.ndim > len(shape) else grad, shape)


def ones_first(grad, shape):
    """Sum the axes of length 1 before the missing ones."""
    return sum_added(ones_summed(grad, shape), shape)


def missing_at_the_right(grad, shape):
    """Sum as many axes at the right as are missing, then those of length 1."""
    return ones_summed(grad.sum(axis=tuple(range(len(shape), grad.ndim))), shape)


def averaged(grad, shape):
    summed = unbroadcast(grad, shape)
    return summed * (summed.size / grad.size) if grad.size else np.full(shape, np.nan)


EXERCISES = {
    "3.1": Exercise(
        arguments=("a", "b"),
        solve=broadcast_shape,
        cases=(((4, 3), (3,)), ((4, 3), (4,)), ((4, 1), (4,)), ((4, 3), (4, 1)), ((2, 3), (4, 3)),
               ((), (4, 3)), ((5, 1, 3), (4, 1)), ((0, 3), (3,)), ((0, 3), (1, 3)), ((1,), (0,)),
               ((3,), (3,)), ((3,), (4, 3)), ((), ()),
               *simplest_first(itertools.product(SHAPES, repeat=2))),
        draw=draw_pair,
        drawn=200,
        none=("the shapes do not fit", "they do"),
        tried="tried on every pair of shapes with up to two axes of lengths 0, 1, 2, 3 and 6, and on "
              "larger ones",
        mistakes=(
            (lambda a, b: tuple(n if m == 1 else m for m, n in zip(*padded(a, b))),
             "Two different lengths fit only if one of them is 1; else the answer is None."),
            (fit_if(lambda m, n: m == n or m == 1),
             "A 1 stretches on either side: n may be 1, too."),
            (fit_if(lambda m, n: m == n or n == 1),
             "A 1 stretches on either side: m may be 1, too."),
            (fit_if(lambda m, n: m == n or m <= 1 or n <= 1),
             "Only a 1 stretches: a 0 against a 3 does not fit."),
            (fit_if(lambda m, n: m == n or min(m, n) == 1 or 0 in (m, n)),
             "Only a 1 stretches: a 0 against a 3 does not fit."),
            (fit_if(lambda m, n: m <= n), "Only a 1 stretches, not any shorter length."),
            (fit_if(lambda m, n: m == n or max(m, n) % max(1, min(m, n)) == 0),
             "Only a 1 stretches; to go into the other length is not enough."),
            (padding_only(1), "Only b gets 1s in front: where a is the shorter, it needs them."),
            (padding_only(0), "Only a gets 1s in front: where b is the shorter, it needs them."),
            *((rule, "Where two lengths do not fit, the loop stops and a shape is returned all the "
               "same: return None there.") for rule in (until_a_misfit, until_a_misfit_from_the_right)),
            (lambda a, b: broadcast_shape(a, b) if max(len(a), len(b)) <= 2 else None,
             "More than two axes are welcome, too."),
            (lambda a, b: None if 0 in a + b else broadcast_shape(a, b),
             "A length of 0 is allowed, and 1 against 0 gives 0."),
            (from_the_left, "You line the shapes up at the left; rule 1 lines them up at the right."),
            (lambda a, b: broadcast_shape(a, b) or None,
             "() is a shape too, though `if ()` is false: ask `is None`."),
            (lambda a, b: broadcast_shape(a, b) if len(a) == len(b) else None,
             "Shapes need not have as many axes: missing ones on the left count as 1."),
            *((fit_if(rule), "One 1 is enough: is there an `or` where an `and` belongs?")
              for rule in (lambda m, n: m == n, lambda m, n: m == n == 1)),
            *((lambda a, b, pick=pick: of_fitting(pick, *padded(a, b)), "Of 1 and n keep n, not the 1.")
              for pick in (lambda m, n: n if n == 1 else m, min)),
            *((lambda a, b, fits=fits: padded(a, b)[0] if fits is None or fits(a, b) is not None else None,
               "Where a has a 1, the length of b counts: a is stretched, too.")
              for fits in (None, broadcast_shape)),
            *((without_padding(pick, order), TOO_SHORT)
              for pick in (stretched, max) for order in (-1, 1)),
            (lambda a, b: tuple(max(m, n) for m, n in zip(a[::-1], b[::-1]))[::-1], TOO_SHORT),
            (lambda a, b: a if a == b else None, "Lengths need not be equal: a 1 is stretched."),
            (lambda a, b: of_fitting(max, *padded(a, b)),
             "A 1 against a 0 gives 0: the 1 is what gives way, not the smaller number."),
            (lambda a, b: tuple(max(m, n) for m, n in zip(*padded(a, b))),
             "Two different lengths fit only if one of them is 1; else the answer is None."),
            (lambda a, b: a, "The result need not have the shape of a: both may be stretched."),
            (lambda a, b: b, "The result need not have the shape of b: both may be stretched."),
            (lambda a, b: a + b, "The shapes are joined; they should be laid over each other."),
            (lambda a, b: tuple(max(m, n) for m, n in zip(a, b)), FROM_THE_LEFT),
            *((lambda a, b, pick=pick: of_fitting(pick, a, b), FROM_THE_LEFT)
              for pick in (stretched, max)),
        ),
    ),
    "3.2": Exercise(
        arguments=("X", "W", "b"),
        solve=augment,
        parts=("X1", "Wb"),
        cases=((SAMPLES, WEIGHTS, BIAS), (SAMPLES[:1], WEIGHTS, BIAS), (SAMPLES[:0], WEIGHTS, BIAS)),
        tried="tried on small, large and empty arrays",
        draw=lambda rng: arrays(rng, "ND", "DK", "K"),
        mistakes=(
            (lambda X, W, b: (np.hstack([np.ones((len(X), 1)), X]), np.vstack([b, W])),
             "It would work, but the ones were asked for as the last column, b as the last row."),
            (lambda X, W, b: (np.hstack([np.ones((len(X), 1)), X]), np.vstack([W, b])),
             "The column of ones comes first and b last: they would not meet."),
            (lambda X, W, b: (np.hstack([X, np.zeros((len(X), 1))]), np.vstack([W, b])),
             "A column of zeros switches the bias off: fill it with ones."),
            (lambda X, W, b: (np.vstack([X, np.ones((1, X.shape[1]))]), np.vstack([W, b])),
             "You added a row to X, which makes one more sample; add a column."),
            (lambda X, W, b: (X, np.vstack([W, b])), "X has no column of ones yet."),
            (lambda X, W, b: (np.hstack([X, np.ones((len(X), 1))]), W + b),
             "b is added to the weights; it belongs below them as one more row."),
            (lambda X, W, b: (np.hstack([X, np.ones((len(X), 1))]), np.vstack([b, W])),
             "b belongs below W, as its last row."),
            (lambda X, W, b: (np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, -b])),
             "The last row is -b; it should be b."),
            (lambda X, W, b: (np.hstack([X, np.ones((len(X), 1))]),
                              np.vstack([W, np.ones(len(b))])),
             "Wb ends in ones; its last row should be b."),
        ),
    ),
    "3.3": Exercise(
        arguments=("templates",),
        solve=nearest_mean,
        parts=("W", "b"),
        cases=((np.array([[3., 4, 0], [1, 2, 2]]),), (np.array([[1., -2, 4]]),)),
        draw=lambda rng: arrays(rng, "KD"),
        settles=same_reading,
        mistakes=(
            (lambda templates: (templates, -0.5 * (templates**2).sum(axis=1)),
             "W has a row for each template; each should be a column."),
            (lambda templates: (templates.T, 0.5 * (templates**2).sum(axis=1)),
             "The sign of b is wrong: it must count against a long template."),
            (lambda templates: (templates.T, -(templates**2).sum(axis=1)),
             "b is twice what it should be: the factor 1/2 is missing."),
            (lambda templates: (2 * templates.T, -(templates**2).sum(axis=1)),
             "That finds the nearest template too, but W was to hold the templates themselves."),
            (lambda templates: (templates.T, -np.sqrt((templates**2).sum(axis=1))),
             "b holds lengths; it should hold half the squared lengths."),
            (lambda templates: (templates.T, -0.5 * templates.sum(axis=1)),
             "The entries are summed, but not squared first."),
            (lambda templates: (templates.T, -0.5 * np.sqrt((templates**2).sum(axis=1))),
             "b holds lengths; it should hold squared lengths, without the root."),
            (lambda templates: (templates.T, -0.5 * (templates**2).sum(axis=0)),
             "b is summed along the wrong axis: one number for each template."),
            (lambda templates: (templates.T, -0.5 * (templates**2).sum()),
             "b is a single number: each template has its own."),
            (lambda templates: (templates.T, -0.5 * (templates**2).mean(axis=1)),
             "b is averaged; sum the squares."),
            (lambda templates: (templates.T, -0.5 * (templates**2).sum(axis=1, keepdims=True)),
             "b is a column; its shape should be (K,)."),
            *((lambda templates, squares=squares: (templates.T, -0.5 * squares(templates)),
               "The squares are not added up: each template has one number, sum(axis=1).")
              for squares in (np.square, lambda templates: np.square(templates).T)),
            (lambda templates: (templates.T, np.zeros(len(templates))), "b is still zero."),
            (lambda templates: (templates.T, -0.5 * (templates * 2).sum(axis=1)),
             "The entries are doubled (* 2); square them (**2)."),
            (lambda templates: (templates.T, -0.5 * templates.sum(axis=1)**2),
             "Square the entries first, then sum."),
            (lambda templates: (templates.T, -0.5 * abs(templates).sum(axis=1)),
             "The entries are summed without signs, but not squared."),
            (lambda templates: (templates.reshape(templates.shape[::-1]),
                                -0.5 * (templates**2).sum(axis=1)),
             "W: reshape deals the numbers out in another order; turn the templates with .T."),
        ),
    ),
    "3.4": Exercise(
        arguments=("p", "y"),
        solve=lambda p, y: ((p[:, 0] - y)**2).mean(),
        cases=((np.array([[1.], [3], [8]]), np.array([2., 3, 5])),
               (np.array([[2.]]), np.array([5.]))),
        draw=lambda rng: arrays(rng, "K1", "K"),
        mistakes=(
            (lambda p, y: ((p - y)**2).mean(),
             "Every prediction is still compared with every target."),
            (lambda p, y: ((p - y[:, None])**2).mean(axis=0),
             "You return one number in an array; return the number itself."),
            (lambda p, y: ((p - y[:, None])**2).sum(), "The squares are summed; take the mean."),
            (lambda p, y: ((p - y)**2).sum(), "The squares are summed, and of all pairs at that: "
             "every prediction meets every target."),
            *((lambda p, y, over=over: over((p - y)**2),
               "Every prediction meets every target; each should meet its own.")
              for over in (lambda squares: squares.sum() / len(squares),
                           lambda squares: squares.mean(axis=1), lambda squares: squares.mean(axis=0))),
            (lambda p, y: (p[:, 0] - y).mean(), "The differences are not squared."),
            (lambda p, y: ((p[:, 0] - y)**2).mean() / 2, "That is half of the mean."),
            (lambda p, y: ((p[:, 0] - y)**2).sum() / (len(y) - 1),
             "You divide by N - 1; the mean divides by N."),
            (lambda p, y: abs(p[:, 0] - y).mean(), "The differences are not squared."),
            (lambda p, y: (p[:, 0] - y).mean()**2, "Square first, then average."),
            (lambda p, y: (p[:, 0] - y)**2, "You return a number for each sample: take the mean."),
            (lambda p, y: (p - y[:, None])**2, "You return a number for each sample: take the mean."),
            (lambda p, y: np.sqrt(((p[:, 0] - y)**2).mean()),
             "That is the root of the mean square; the mean square was asked for."),
            (lambda p, y: ((p[0] - y)**2).mean(),
             "All targets are compared with the first prediction."),
            (lambda p, y: (p[:, 0]**2 - y**2).mean(),
             "Square the difference, not each for itself."),
            (lambda p, y: (p[:, 0] - y).sum()**2, "Square first, then average."),
            (lambda p, y: ((p[:, 0] - y) * 2).mean(),
             "The differences are doubled (* 2); square them (**2)."),
            (lambda p, y: np.var(p[:, 0] - y),
             "That is the variance: it takes the mean difference off."),
            (lambda p, y: ((p[:, 0] - y)**2).max(), "That is the largest square; take the mean."),
        ),
    ),
    "3.5": Exercise(
        arguments=("grad", "shape"),
        solve=unbroadcast,
        cases=tuple((SAMPLES[:rows], shape) for rows, shape in (
            (4, (3,)), (4, (1, 3)), (4, (4, 1)), (4, ()), (4, (1,)), (4, (1, 1)), (4, (4, 3)),
            (0, (3,)), (1, (3,)))) + ((np.arange(12.).reshape(2, 3, 2), (3, 1)),),
        tried="tried on small, large and empty arrays of up to three axes",
        draw=draw_stretched,
        mistakes=(
            (lambda grad, shape: grad.sum(axis=0), "You always sum axis 0. Which axes were stretched "
             "depends on the shape."),
            *((lambda grad, shape, one=one: summed_ones(grad, shape, one),
               "Only one of the axes of length 1 is summed; there may be several.")
              for one in (0, -1)),
            (once_missing, "Only one of the missing axes is summed; there may be several (while, "
             "not if)."),
            (sum_added, "The axes that were missing are summed, but not those of length 1."),
            (lambda grad, shape: grad.reshape(shape) if grad.size == np.prod(shape) else
             sum_added(grad, shape), "The axes that were missing are summed, but not those of length 1."),
            (lambda grad, shape: grad.sum(axis=tuple(i for i, n in enumerate(shape) if n == 1),
                                          keepdims=True),
             "The axes of length 1 are summed, but not those that were missing on the left."),
            (lambda grad, shape: np.broadcast_to(unbroadcast(grad, shape), grad.shape),
             "The sums are right but copied out again: return the small shape."),
            (averaged, "You average over the stretched axes; sum."),
            (lambda grad, shape: grad.sum(axis=tuple(range(len(shape), grad.ndim))),
             "The missing axes are on the left, not on the right."),
            *((lambda grad, shape, always=always: ones_summed(sum_added(grad, shape), shape, 0, always),
               "Sum the axis at which your loop stands: axis=axis.") for always in (True, False)),
            (ones_first, "First sum away the axes that are missing; only then do the others line up."),
            (missing_at_the_right, "The missing axes are on the left: axis=0."),
            (lambda grad, shape: np.squeeze(unbroadcast(grad, shape)),
             "The axes of length 1 are gone: keep them (keepdims=True)."),
            (lambda grad, shape: grad, "Nothing is summed yet."),
            (lambda grad, shape: grad.max(axis=tuple(range(grad.ndim - len(shape)))),
             "You take the largest; sum."),
        ),
    ),
}
