"""Answers to the exercises of notebook 3: right ones written otherwise, and wrong ones
that learners give, each with words of its diagnosis."""

import numpy as np

from helpers import unbroadcast


def shape_by_trying(a, b):
    try:
        return (np.zeros(a) + np.zeros(b)).shape
    except ValueError:
        return None


def shape_from_the_right(a, b):
    shape, a, b = [], list(a), list(b)
    while a or b:
        m, n = (a.pop() if a else 1), (b.pop() if b else 1)
        if m != n and 1 not in (m, n):
            print("no")
            return None
        shape.insert(0, n if m == 1 else m)
    return tuple(shape)


def largest(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b
    return tuple(max(pair) for pair in zip(a, b))


def augment_by_filling(X, W, b):
    X1, Wb = np.ones((X.shape[0], X.shape[1] + 1)), np.empty((W.shape[0] + 1, W.shape[1]))
    X1[:, :-1], Wb[:-1], Wb[-1] = X, W, b
    return X1, Wb


def mean_by_loop(p, y):
    total = 0.0
    for one, target in zip(p[:, 0], y):
        total += (one - target)**2
    return total / len(y)


def sum_back_by_loop(grad, shape):
    result = np.zeros(shape)
    padded = (1,) * (grad.ndim - len(shape)) + tuple(shape)
    view = result.reshape(padded)
    for place in np.ndindex(grad.shape):
        view[tuple(0 if n == 1 else i for i, n in zip(place, padded))] += grad[place]
    return result


def sum_back_at_once(grad, shape):
    extra = grad.ndim - len(shape)
    axes = tuple(i for i, n in enumerate((1,) * extra + tuple(shape)) if n == 1)
    return grad.sum(axis=axes, keepdims=True).reshape(shape)


def padded(a, b):
    n = max(len(a), len(b))
    return (1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b


def fitting(rule, a, b):
    pairs = list(zip(a, b))
    return tuple(n if m == 1 else m for m, n in pairs) if all(rule(m, n) for m, n in pairs) else None


def by_rule(rule):
    """Return the shape of a sum where the rule says that two lengths fit."""
    return lambda a, b: fitting(rule, *padded(a, b))


def stretching(m, n):
    return m == n or 1 in (m, n)


def padding_b(a, b):
    return fitting(stretching, a, (1,) * (len(a) - len(b)) + b)


def of_the_common(order):
    """Return the lengths that zip makes of two shapes from the right, in an order."""
    def shape(a, b):
        lengths = fitting(stretching, a[::-1], b[::-1])
        return None if lengths is None else lengths[order]
    return shape


def keeping_the_1(a, b):
    shape = []
    for m, n in zip(*padded(a, b)):
        if m != n and m != 1 and n != 1:
            return None
        shape.append(m if m == 1 else n if n == 1 else m)
    return tuple(shape)


def breaking(a, b):
    shape = []
    for m, n in zip(*padded(a, b)):
        if m != n and 1 not in (m, n):
            break
        shape.append(n if m == 1 else m)
    return tuple(shape)


def off_by(constant):
    """Return the nearest-mean layer with a number added to all biases."""
    return lambda templates: (templates.T, constant(templates) - 0.5 * (templates**2).sum(axis=1))


def if_for_while(grad, shape):
    if grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


def first_one_only(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    return grad.sum(axis=shape.index(1), keepdims=True) if 1 in shape else grad


def axis_0_for_ones(grad, shape, longer=0):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1 and grad.shape[axis] >= longer:
            grad = grad.sum(axis=0, keepdims=True)
    return grad


def loops_swapped(grad, shape):
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    return grad


def last_axis_for_missing(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=-1)
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


RIGHT = {
    "3.1": [shape_by_trying, shape_from_the_right, by_rule(lambda m, n: m == n or 1 in (m, n))],
    "3.2": [augment_by_filling, lambda X, W, b: [np.c_[X, np.ones(len(X))], np.r_[W, b[None]]],
            lambda X, W, b: ([[*row, 1] for row in X], [*W, b])],
    "3.3": [lambda templates: (templates.T.copy(), -np.einsum("kd,kd->k", templates, templates) / 2),
            lambda templates: [np.transpose(templates), [-0.5 * float(t @ t) for t in templates]],
            off_by(lambda templates: (templates**2).mean()), off_by(lambda templates: 1000.0)],
    "3.4": [mean_by_loop, lambda p, y: ((p - y[:, None])**2).mean(),
            lambda p, y: np.mean((p.ravel() - y)**2)],
    "3.5": [sum_back_by_loop, sum_back_at_once, unbroadcast],
}

WRONG = [
    ("3.1", lambda a, b: a, "need not have the shape of a"),
    ("3.1", largest, "fit only if one of them is 1"),
    ("3.1", lambda a, b: a if a == b else None, "a 1 is stretched"),
    ("3.1", lambda a, b: shape_by_trying(a + (1,) * (len(b) - len(a)), b + (1,) * (len(a) - len(b))),
     "rule 1 lines them up at the right"),
    ("3.1", lambda a, b: np.zeros(a), "its shape was asked for"),
    ("3.1", lambda a, b: None, "None says that the shapes do not fit"),
    ("3.2", lambda X, W, b: (np.hstack([X, np.zeros((len(X), 1))]), np.vstack([W, b])), "zeros"),
    ("3.2", lambda X, W, b: (X, np.vstack([W, b])), "no column of ones yet"),
    ("3.2", lambda X, W, b: (np.hstack([np.ones((len(X), 1)), X]), np.vstack([b, W])), "last column"),
    ("3.2", lambda X, W, b: (np.hstack([X, np.ones((len(X), 1))]), np.vstack([b, W])), "below W"),
    ("3.2", lambda X, W, b: augment_by_filling(X, W, b)[::-1], "in another order"),
    ("3.2", lambda X, W, b: augment_by_filling(X, W, b)[0], "expected 2 things"),
    ("3.3", lambda templates: (templates.T, 0.5 * (templates**2).sum(axis=1)), "sign of b is wrong"),
    ("3.3", lambda templates: (templates.T, -(templates**2).sum(axis=1)), "factor 1/2"),
    ("3.3", lambda templates: (templates, -0.5 * (templates**2).sum(axis=1)), "a row for each"),
    ("3.3", lambda templates: (templates.T, -0.5 * (templates**2).sum(axis=0)), "wrong axis"),
    ("3.3", lambda templates: (templates.T, -0.5 * (templates**2).sum()), "a single number"),
    ("3.3", lambda templates: (2 * templates.T, -(templates**2).sum(axis=1)), "the templates them"),
    ("3.4", lambda p, y: ((p - y)**2).mean(), "compared with every target"),
    ("3.4", lambda p, y: ((p[:, 0] - y)**2).sum(), "take the mean"),
    ("3.4", lambda p, y: (p[:, 0] - y)**2, "a number for each sample"),
    ("3.4", lambda p, y: abs(p[:, 0] - y).mean(), "not squared"),
    ("3.4", lambda p, y: np.sqrt(((p[:, 0] - y)**2).mean()), "the root of the mean"),
    ("3.4", lambda p, y: ((p - y[:, None])**2).mean(axis=0), "one number in an array"),
    ("3.5", lambda grad, shape: grad, "Nothing is summed yet"),
    ("3.5", lambda grad, shape: grad.sum(axis=0), "You always sum axis 0"),
    ("3.5", lambda grad, shape: grad.sum(axis=tuple(range(grad.ndim - len(shape)))), "length 1"),
    ("3.5", lambda grad, shape: np.squeeze(sum_back_at_once(grad, shape)), "keepdims=True"),
    ("3.5", lambda grad, shape: np.broadcast_to(sum_back_at_once(grad, shape), grad.shape),
     "copied out again"),
    ("3.1", lambda a, b: b, "need not have the shape of b"),
    ("3.1", lambda a, b: a + b, "The shapes are joined"),
    ("3.1", lambda a, b: tuple(map(max, zip(a, b))), "has, and from the left"),
    ("3.1", lambda a, b: shape_by_trying(a, b) or None, "() is a shape too"),
    ("3.2", lambda X, W, b: augment_by_filling(X, W, -b), "The last row is -b"),
    ("3.2", lambda X, W, b: augment_by_filling(X, W, np.ones(len(b))), "Wb ends in ones"),
    ("3.3", lambda templates: (templates.T, -templates.sum(axis=1)), "are doubled (* 2)"),
    ("3.3", lambda templates: (templates.T, -0.5 * templates.sum(axis=1)**2),
     "Square the entries"),
    ("3.3", lambda templates: (templates.T, -0.5 * abs(templates).sum(axis=1)), "without signs"),
    ("3.3", lambda templates: (templates.reshape(templates.shape[::-1]),
                               -0.5 * (templates**2).sum(axis=1)), "W: reshape"),
    ("3.4", lambda p, y: ((p[0] - y)**2).mean(), "with the first prediction"),
    ("3.4", lambda p, y: (p[:, 0]**2 - y**2).mean(), "not each for itself"),
    ("3.4", lambda p, y: (p[:, 0] - y).sum()**2, "then average"),
    ("3.4", lambda p, y: 2 * (p[:, 0] - y).mean(), "are doubled (* 2)"),
    ("3.4", lambda p, y: (p[:, 0] - y).var(), "That is the variance"),
    ("3.4", lambda p, y: max((p[:, 0] - y)**2), "That is the largest square"),
    ("3.5", lambda grad, shape: sum_back_at_once(grad, shape) / len(grad), "expected"),
    ("3.5", lambda grad, shape: grad.max(axis=tuple(range(grad.ndim - len(shape)))),
     "the largest"),
    ("3.1", by_rule(lambda m, n: m == n or m <= 1 or n <= 1), "Only a 1 stretches: a 0 against a 3"),
    ("3.1", padding_b, "Only b gets 1s in front"),
    ("3.1", breaking, "return None there"),
    ("3.1", lambda a, b: by_rule(lambda m, n: m == n)(a, b), "One 1 is enough"),
    ("3.1", by_rule(lambda m, n: m == 1 and n == 1), "One 1 is enough"),
    ("3.1", lambda a, b: largest(a, b) if shape_by_trying(a, b) is not None else None,
     "A 1 against a 0 gives 0"),
    ("3.1", of_the_common(slice(None, None, -1)), "the shorter shape has: put 1s"),
    ("3.1", of_the_common(slice(None)), "the shorter shape has: put 1s"),
    ("3.1", lambda a, b: tuple(map(max, zip(a[::-1], b[::-1])))[::-1], "put 1s in front"),
    ("3.1", lambda a, b: tuple(map(max, zip(a[::-1], b[::-1])))[::-1]
     if fitting(stretching, a[::-1], b[::-1]) is not None else None, "put 1s in front"),
    ("3.1", lambda a, b: fitting(stretching, a, b), "line them up at the right"),
    ("3.1", keeping_the_1, "keep n, not the 1"),
    ("3.1", lambda a, b: tuple(map(min, zip(*padded(a, b))))
     if shape_by_trying(a, b) is not None else None, "keep n, not the 1"),
    ("3.2", lambda X, W, b: (np.vstack([X, np.ones((1, X.shape[1]))]), np.vstack([W, b])),
     "one more sample"),
    ("3.3", lambda templates: (templates.T + 1, -0.5 * (templates**2).sum(axis=1)), "1 too high"),
    ("3.4", lambda p, y: (((p[:, 0] - y)**2).mean(),), "A comma at the end"),
    ("3.4", lambda p, y: ((y - p[0, 0])**2).mean(), "with the first prediction"),
    ("3.5", if_for_while, "there may be several (while, not if)"),
    ("3.5", first_one_only, "Only one of the axes of length 1"),
    ("3.3", lambda templates: (templates.T, -0.5 * templates**2), "The squares are not added up"),
    ("3.3", lambda templates: (templates.T, -0.5 * templates.T**2), "The squares are not added up"),
    ("3.4", lambda p, y: np.sum((p - y)**2) / len(y), "very prediction meets every target"),
    ("3.4", lambda p, y: np.mean((p - y)**2, axis=1), "very prediction meets every target"),
    ("3.4", lambda p, y: np.mean((p - y)**2, axis=0), "very prediction meets every target"),
    ("3.5", axis_0_for_ones, "Sum the axis at which your loop stands"),
    ("3.5", lambda grad, shape: axis_0_for_ones(grad, shape, 2), "Sum the axis at which your loop"),
    ("3.5", loops_swapped, "First sum away the axes that are missing"),
    ("3.5", last_axis_for_missing, "The missing axes are on the left: axis=0"),
    ("3.1", lambda a, b: padded(a, b)[0], "the length of b counts"),
    ("3.4", lambda p, y: ((p[:, 0] - y)^2).mean(), "A power is written ** in Python."),
]

# Rules that a check with too few cases would let pass.
RIVALS = {
    "3.1": [by_rule(lambda m, n: m == n or m <= 1 or n <= 1), by_rule(lambda m, n: m == n or m == 1),
            by_rule(lambda m, n: m == n or n == 1), by_rule(lambda m, n: m <= n or n == 1),
            by_rule(lambda m, n: m == n or 0 not in (m, n) and max(m, n) % min(m, n) == 0),
            padding_b, breaking, largest, lambda a, b: shape_by_trying(a, b) if len(a) >= len(b) else None,
            lambda a, b: shape_by_trying(a[-2:], b[-2:]),
            lambda a, b: shape_by_trying(a, b) if max((0, *a, *b)) < 64 else None],
    "3.2": [lambda X, W, b: tuple(part.round(2) for part in augment_by_filling(X, W, b)),
            lambda X, W, b: augment_by_filling(X, W, b) if len(X) else (X, np.vstack([W, b])),
            lambda X, W, b: (np.hstack([X, X[:, :1] * 0 + 1]), np.vstack([W, b[::-1]])),
            lambda X, W, b: augment_by_filling(X, W, abs(b)),
            lambda X, W, b: (augment_by_filling(X, W, b)[0][:64], np.vstack([W, b]))],
    "3.3": [lambda templates: (templates.T, -12.5 * np.arange(len(templates))[::-1]),
            lambda templates: (templates.T, -0.5 * (templates**2).sum(axis=1).round(1)),
            lambda templates: (templates.T.round(2), -0.5 * (templates**2).sum(axis=1)),
            lambda templates: (templates.T, -0.5 * (templates[:, :64]**2).sum(axis=1)),
            lambda templates: (templates.T, -0.5 * (templates**2).sum(axis=1, keepdims=True)),
            lambda templates: (templates.T, -0.499 * (templates**2).sum(axis=1)),
            lambda templates: (2 * templates.T, -(templates**2).sum(axis=1))],
    "3.4": [lambda p, y: ((p - y)**2).mean(), lambda p, y: ((p[:64, 0] - y[:64])**2).mean(),
            lambda p, y: np.round(((p[:, 0] - y)**2).mean(), 3),
            lambda p, y: ((p[:, 0] - y)**2).sum() / max(1, len(y) - 1),
            lambda p, y: ((p[:, 0] - y)**2).sum() / 3, lambda p, y: np.median((p[:, 0] - y)**2)],
    "3.5": [first_one_only, if_for_while, lambda grad, shape: np.squeeze(sum_back_at_once(grad, shape)),
            lambda grad, shape: grad.sum(axis=tuple(range(grad.ndim - len(shape)))),
            lambda grad, shape: sum_back_at_once(grad, shape).round(2),
            lambda grad, shape: sum_back_at_once(grad, shape) if grad.size else grad,
            lambda grad, shape: sum_back_at_once(grad[:64], shape)],
}
