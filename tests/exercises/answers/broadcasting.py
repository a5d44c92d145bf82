"""Answers to the exercises of notebook 3: right ones written otherwise, and wrong ones
that learners give, each with words of its diagnosis."""

import numpy as np


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


RIGHT = {
    "3.1": [shape_by_trying, shape_from_the_right],
    "3.2": [augment_by_filling, lambda X, W, b: [np.c_[X, np.ones(len(X))], np.r_[W, b[None]]]],
    "3.3": [lambda templates: (templates.T.copy(), -np.einsum("kd,kd->k", templates, templates) / 2),
            lambda templates: [np.transpose(templates), [-0.5 * float(t @ t) for t in templates]]],
    "3.4": [mean_by_loop, lambda p, y: ((p - y[:, None])**2).mean(),
            lambda p, y: np.mean((p.ravel() - y)**2)],
    "3.5": [sum_back_by_loop, sum_back_at_once],
}

WRONG = [
    ("3.1", lambda a, b: a, "need not have the shape of a"),
    ("3.1", largest, "fit only if one of them is 1"),
    ("3.1", lambda a, b: a if a == b else None, "a 1 is stretched"),
    ("3.1", lambda a, b: shape_by_trying(a + (1,) * (len(b) - len(a)), b + (1,) * (len(a) - len(b))),
     "rule 1 lines them up at the right"),
    ("3.1", lambda a, b: np.zeros(a), "its shape was asked for"),
    ("3.1", lambda a, b: None, "None says that there is no such shape"),
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
    ("3.1", lambda a, b: tuple(map(max, zip(a, b))), "zip stops at the shorter shape"),
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
]
