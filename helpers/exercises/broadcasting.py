"""The exercises of notebook 3, broadcasting: right answers, cases and usual mistakes."""

from functools import partial

import numpy as np

from ..checking.exercise import Exercise, arrays, whole
from ..gradients import unbroadcast

rng = np.random.default_rng(3)
draw = partial(whole, rng)


def broadcast_shape(a, b):
    try:
        return np.broadcast_shapes(a, b)
    except ValueError:
        return None


def draw_pair(rng):
    """Return two shapes that fit, but for a 9 here and there."""
    lengths = rng.integers(5, 9, 4).tolist()
    return tuple(tuple(int(rng.choice([n, n, n, 1, 1, 9])) for n in lengths[rng.integers(5):])
                 for _ in range(2))


def padded(a, b):
    """Return both shapes with ones in front of the shorter, by rule 1."""
    axes = max(len(a), len(b))
    return (1,) * (axes - len(a)) + a, (1,) * (axes - len(b)) + b


def from_the_left(a, b):
    """Line the shapes up at their left ends, as the rules do not."""
    n = max(len(a), len(b))
    return broadcast_shape(a + (1,) * (n - len(a)), b + (1,) * (n - len(b)))


def augment(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, b])


def nearest_mean(templates):
    return templates.T.copy(), -0.5 * (templates**2).sum(axis=1)


def draw_stretched(rng):
    """Return a gradient, and a shape that stretches to its shape."""
    lengths = rng.integers(0, 6, rng.integers(1, 4)).tolist()
    kept = lengths[rng.integers(len(lengths) + 1):]
    return rng.normal(size=lengths), tuple(int(rng.choice([n, 1])) for n in kept)


def sum_added(grad, shape):
    return grad.sum(axis=tuple(range(grad.ndim - len(shape))))


def averaged(grad, shape):
    summed = unbroadcast(grad, shape)
    return summed * (summed.size / grad.size) if grad.size else np.full(shape, np.nan)


EXERCISES = {
    "3.1": Exercise(
        arguments=("a", "b"),
        solve=broadcast_shape,
        cases=(((4, 3), (3,)), ((4, 3), (4,)), ((4, 1), (4,)), ((4, 3), (4, 1)), ((2, 3), (4, 3)),
               ((), (4, 3)), ((5, 1, 3), (4, 1)), ((0, 3), (3,)), ((0, 3), (1, 3)), ((1,), (0,)),
               ((3,), (3,)), ((3,), (4, 3)), ((), ())),
        draw=draw_pair,
        mistakes=(
            (lambda a, b: tuple(n if m == 1 else m for m, n in zip(*padded(a, b))),
             "Two different lengths fit only if one of them is 1; else the answer is None."),
            (lambda a, b: None if 0 in a + b else broadcast_shape(a, b),
             "A length of 0 is allowed, and 1 against 0 gives 0."),
            (from_the_left, "You line the shapes up at the left; rule 1 lines them up at the right."),
            (lambda a, b: broadcast_shape(a, b) or None,
             "() is a shape too, though `if ()` is false: ask `is None`."),
            (lambda a, b: broadcast_shape(a, b) if len(a) == len(b) else None,
             "Shapes need not have as many axes: missing ones on the left count as 1."),
            (lambda a, b: a if a == b else None, "Lengths need not be equal: a 1 is stretched."),
            (lambda a, b: tuple(np.maximum(broadcast_shape(a, b) or a, 1)),
             "A 1 against a 0 gives 0: the 1 is what gives way, not the smaller number."),
            (lambda a, b: tuple(max(m, n) for m, n in zip(*padded(a, b))),
             "Two different lengths fit only if one of them is 1; else the answer is None."),
            (lambda a, b: a, "The result need not have the shape of a: both may be stretched."),
            (lambda a, b: b, "The result need not have the shape of b: both may be stretched."),
            (lambda a, b: a + b, "The shapes are joined; they should be laid over each other."),
            (lambda a, b: tuple(max(m, n) for m, n in zip(a, b)),
             "zip stops at the shorter shape, and starts at the left; line them up at the right."),
        ),
    ),
    "3.2": Exercise(
        arguments=("X", "W", "b"),
        solve=augment,
        parts=("X1", "Wb"),
        cases=((draw(4, 3) / 2, draw(3, 2) / 2, draw(2) / 2),
               (draw(1, 3), draw(3, 2), draw(2)),
               (draw(3, 2), draw(2, 4), draw(4)), (draw(2, 2), draw(2, 2), draw(2)),
               (draw(0, 3), draw(3, 2), draw(2)), (draw(2, 3), draw(3, 1), draw(1))),
        draw=lambda rng: arrays(rng, "ND", "DK", "K"),
        mistakes=(
            (lambda X, W, b: (np.hstack([np.ones((len(X), 1)), X]), np.vstack([b, W])),
             "It would work, but the ones were asked for as the last column, b as the last row."),
            (lambda X, W, b: (np.hstack([np.ones((len(X), 1)), X]), np.vstack([W, b])),
             "The column of ones comes first and b last: they would not meet."),
            (lambda X, W, b: (np.hstack([X, np.zeros((len(X), 1))]), np.vstack([W, b])),
             "A column of zeros switches the bias off: it takes ones."),
            (lambda X, W, b: (np.vstack([X, np.ones((1, X.shape[1]))]), np.vstack([W, b])),
             "You added a row to X, which is a sample more; add a column."),
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
        cases=((np.array([[3., 4, 0], [1, 2, 2]]),), (draw(4, 3),), (draw(1, 3),), (draw(10, 64) / 8,)),
        draw=lambda rng: arrays(rng, "KD"),
        mistakes=(
            (lambda templates: (templates, -0.5 * (templates**2).sum(axis=1)),
             "W has a row for each template; each should be a column."),
            (lambda templates: (templates.T, 0.5 * (templates**2).sum(axis=1)),
             "The sign of b is wrong: a long template must lose its head start."),
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
        cases=((np.array([[1.], [3], [8]]), np.array([2., 3, 5])), (draw(5, 1), draw(5)),
               (draw(1, 1), draw(1)), (draw(40, 1) / 4, draw(40) / 4),
               (draw(6, 1).astype(np.float32), draw(6).astype(np.float32))),
        draw=lambda rng: arrays(rng, "K1", "K"),
        mistakes=(
            (lambda p, y: ((p - y)**2).mean(),
             "Every prediction is still compared with every target: p - y has shape (N, N)."),
            (lambda p, y: ((p - y[:, None])**2).mean(axis=0),
             "You return one number in an array: average over all axes."),
            (lambda p, y: ((p - y[:, None])**2).sum(), "The squares are summed; take the mean."),
            (lambda p, y: ((p - y)**2).sum(), "The squares are summed, and of all pairs at that: "
             "p - y has shape (N, N)."),
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
        cases=((draw(4, 3) / 2, (3,)), (draw(4, 3), (1, 3)), (draw(4, 3), (4, 1)), (draw(4, 3), ()),
               (draw(4, 3), (1,)), (draw(4, 3), (4, 3)), (draw(3, 3), (3, 1)), (draw(2, 4, 3), (4, 1)),
               (draw(0, 3), (3,)), (draw(1, 3), (3,))),
        draw=draw_stretched,
        mistakes=(
            (lambda grad, shape: grad.sum(axis=0), "You always sum axis 0. Which axes were stretched "
             "depends on the shape."),
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
            (lambda grad, shape: np.squeeze(unbroadcast(grad, shape)),
             "The axes of length 1 are gone: keep them (keepdims=True)."),
            (lambda grad, shape: grad, "Nothing is summed yet."),
            (lambda grad, shape: grad.max(axis=tuple(range(grad.ndim - len(shape)))),
             "You take the largest; sum."),
        ),
    ),
}
