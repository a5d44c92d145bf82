"""Answers to the exercises of notebook 1: right ones written otherwise, and wrong ones
that learners give, each with words of its diagnosis."""

from decimal import Decimal
from fractions import Fraction

import numpy as np


def loop_neuron(x, w, b):
    total = b
    for i in range(len(x)):
        total = total + x[i] * w[i]
    return total


def shape_by_trying(left, right):
    try:
        return (np.ones(left) @ np.ones(right)).shape
    except ValueError:
        return None


def shape_as_list(left, right):
    if left[-1] != right[0]:
        return None
    return [int(n) for n in left[:-1]] + list(right[1:])


def loop_scores(X, templates):
    return [[sum(a * b for a, b in zip(x, t)) for t in templates] for x in X]


def loop_read(X, templates):
    labels = []
    for x in X:
        scores = [t @ x for t in templates]
        labels.append(scores.index(max(scores)))
    return labels


def spoiling_scores(X, templates):
    X += 0
    templates *= 2
    return X @ templates.T / 2


def exact(kind):
    """Return a right answer to exercise 1.1 in another kind of number."""
    def neuron(x, w, b):
        return sum((kind(float(one)) * kind(float(other)) for one, other in zip(x, w)), kind(float(b)))
    return neuron


def returning_in_the_loop(x, w, b):
    total = b
    for one, other in zip(x, w):
        total += one * other
        return total


def starting_over(X, templates):
    rows = []
    for x in X:
        rows.append([t @ x for t in templates])
        return np.array(rows)


WEIGHTS = np.array([4.0, 2, 1])


def with_a_global(x, w, b):
    return x @ WEIGHTS + b


def with_a_comma(x, w, b):
    return x @ w + b,


def past_the_end(x, w, b):
    total = b
    for i in range(len(x)):
        total += x[i + 1] * w[i]
    return total


def other_names(templates, X):
    return X @ templates.T


def is_column(shape):
    return shape if len(shape) == 2 else (*shape, 1)


def fitting(rule):
    """Return the shape of a product where the rule says that two shapes fit."""
    return lambda left, right: left[:-1] + right[1:] if rule(left, right) else None


RIGHT = {
    "1.1": [loop_neuron, lambda x, w, b: np.sum(x * w) + b,
            lambda x, w, b: np.einsum("i,i->", x, w) + b,
            lambda x, w, b: np.float32(np.dot(w, x) + b),
            lambda x, w, b: sum(a * c for a, c in zip(x, w)) + b,
            lambda x, w, b: np.float16(x @ w + b), exact(Fraction), exact(Decimal)],
    "1.2": [lambda u, v: np.dot(u, v) / np.linalg.norm(u) / np.linalg.norm(v),
            lambda u, v: (u / np.sqrt(np.sum(u**2))) @ (v / np.sqrt(np.sum(v**2))),
            lambda u, v: u @ v / ((u @ u) * (v @ v))**0.5],
    "1.3": [shape_by_trying, shape_as_list,
            lambda left, right: np.array(left[:-1] + right[1:], int) if left[-1] == right[0] else None],
    "1.4": [loop_scores, lambda X, templates: np.array(loop_scores(X, templates)),
            lambda X, templates: np.array([[t @ x for t in templates] for x in X]),
            lambda X, templates: np.einsum("nd,kd->nk", X, templates),
            lambda X, templates: (templates @ X.T).T,
            lambda X, templates: np.dot(X, np.transpose(templates)).astype(np.float32)],
    "1.5": [loop_read, lambda X, templates: np.array(loop_read(X, templates)),
            lambda X, templates: np.argmax(templates @ X.T, axis=0),
            lambda X, templates: np.argmax((X[:, None] * templates).sum(axis=2), axis=1)],
}

WRONG = [
    ("1.1", lambda x, w, b: x @ w, "28, expected 31. The bias is missing."),
    ("1.1", lambda x, w, b: x[:-1] @ w[:-1] + b, "The last product is missing."),
    ("1.1", lambda x, w, b: x * w + b, "a number for each input"),
    ("1.1", lambda x, w, b: np.sum(x * w + b), "added once for each input"),
    ("1.1", lambda x, w, b: x @ w - b, "The bias is subtracted"),
    ("1.1", lambda x, w, b: np.sum(x) * np.sum(w) + b, "multiplied the sums"),
    ("1.1", lambda x, w, b: np.mean(x * w) + b, "averaged"),
    ("1.1", lambda x, w, b: x @ (w + b), "added to every weight"),
    ("1.1", lambda x, w, b: [x @ w + b], "the shape is (1,) where () was asked for"),
    ("1.1", lambda x, w, b: 31, "expected"),
    ("1.2", lambda u, v: u @ v, "divide by both lengths"),
    ("1.2", lambda u, v: u @ v / np.sqrt(u @ u) * np.sqrt(v @ v), "Parentheses are missing"),
    ("1.2", lambda u, v: u @ v / ((u @ u) * (v @ v)), "a root is missing"),
    ("1.2", lambda u, v: u @ v / (len(u) * len(v)), "number of entries"),
    ("1.2", lambda u, v: np.arccos(u @ v / np.sqrt((u @ u) * (v @ v))), "That is the angle"),
    ("1.2", lambda u, v: np.degrees(np.arccos(u @ v / np.sqrt((u @ u) * (v @ v)))), "in degrees"),
    ("1.2", lambda u, v: abs(u @ v) / np.sqrt((u @ u) * (v @ v)), "The sign is lost"),
    ("1.2", lambda u, v: -(u @ v) / np.sqrt((u @ u) * (v @ v)), "The sign is flipped"),
    ("1.3", lambda left, right: (left[0], right[0]), "The outer lengths stay"),
    ("1.3", lambda left, right: (left[-1], right[0]), "Those are the inner lengths"),
    ("1.3", lambda left, right: left[:-1] + right[1:], "None where the inner lengths differ"),
    ("1.3", lambda left, right: left[0] if left == right else (4, 2), "None was asked for"),
    ("1.3", lambda left, right: 4, "A shape is a tuple"),
    ("1.3", lambda left, right: (left[0], right[-1]) if left[-1] == right[0] else None,
     "one length only"),
    ("1.3", lambda left, right: left[:-1] + (right[1:] or (1,)) if left[-1] == right[0] else None,
     "no second length"),
    ("1.3", lambda left, right: None, "do not fit, but they do"),
    ("1.4", lambda X, templates: X @ templates.reshape(templates.shape[::-1]), "dealt out in another order"),
    ("1.4", lambda X, templates: templates @ X.T, "Rows and columns are swapped"),
    ("1.4", lambda X, templates: X @ templates, "The inner lengths of an @ differ."),
    ("1.4", lambda X, templates: (X @ templates.T)[0], "The first axis is gone"),
    ("1.4", lambda X, templates: X @ templates.T / len(X), "0.25 times what it should be"),
    ("1.4", lambda X, templates: (X @ templates.T).astype(int), "cut to whole ones"),
    ("1.4", lambda X, templates: (templates @ X.T).reshape(len(X), -1), "use .T"),
    ("1.4", spoiling_scores, "changed its argument templates in place"),
    ("1.5", lambda X, templates: X @ templates.T, "Those are the scores"),
    ("1.5", lambda X, templates: (X @ templates.T).argmax(), "choose in each row"),
    ("1.5", lambda X, templates: (X @ templates.T).argmax(axis=0), "along the other axis"),
    ("1.5", lambda X, templates: (X @ templates.T).max(axis=1), "Those are the highest scores"),
    ("1.5", lambda X, templates: (X @ templates.T).argmin(axis=1), "the lowest score"),
    ("1.5", lambda X, templates: (X @ templates.T).argmax(axis=1).astype(float),
     "asks for whole numbers (int); these are float64"),
    ("1.5", lambda X, templates: np.squeeze((X @ templates.T).argmax(axis=1)), "a single image"),
    ("1.5", lambda X, templates: X @ templates.reshape(-1, len(templates)), "(4, 2)"),
    ("1.5", lambda X, templates: np.zeros(len(X), int), "expected [1, 0, 1, 0]"),
    ("1.5", lambda X, templates: (X @ templates.T).argmax(axis=1, keepdims=True),
     "the shape is (4, 1) where (4,) was asked for"),
    ("1.1", lambda x, w, b: max(x @ w + b, 0), "Negative numbers are cut to 0; they should stay"),
    ("1.1", lambda x, w, b: np.tanh(x @ w + b), "Return the sum itself, not its tanh"),
    ("1.1", lambda x, w, b: x @ w + b > 0, "Truth values are not the numbers"),
    ("1.1", lambda x, w, b: (x @ w + b) / x.size, "divided by the number of inputs"),
    ("1.1", lambda x, w, b: x[::-1] @ w + b, "of the same place belong together"),
    ("1.1", lambda x, w, b: round(float(x @ w + b), 2), "The numbers are rounded"),
    ("1.2", lambda u, v: u @ v / np.linalg.norm(u)**2, "The length of v is missing"),
    ("1.2", lambda u, v: u @ v / np.hypot(np.linalg.norm(u), np.linalg.norm(v)), "each root for"),
    ("1.2", lambda u, v: u @ v / np.abs(u).sum() / np.abs(v).sum(), "not the sum of the entries"),
    ("1.2", lambda u, v: np.cos(u @ v / np.sqrt((u @ u) * (v @ v))), "is the cosine already"),
    ("1.2", lambda u, v: np.corrcoef(u, v)[1, 0], "That is the correlation"),
    ("1.2", lambda u, v: 1 - u @ v / np.sqrt((u @ u) * (v @ v)), "a distance"),
    ("1.2", lambda u, v: (u @ v)**2 / ((u @ u) * (v @ v)), "the square of the cosine"),
    ("1.2", lambda u, v: u @ v / (np.sqrt((u @ u) * (v @ v)) + 1e-3), "a small number added"),
    ("1.2", lambda u, v: u @ v / max(1, np.sqrt((u @ u) * (v @ v))), "expected"),
    ("1.2", lambda u, v: u @ v / (np.sqrt(u[0]**2 + u[1]**2) * np.sqrt(v[0]**2 + v[1]**2)),
     "the first two numbers only"),
    ("1.2", lambda u, v: u @ v / (np.sqrt(u.sum()) * np.sqrt(v.sum())), "before you add them up"),
    ("1.2", lambda u, v: u @ v / np.sqrt(sum(u) * sum(v)), "before you add them up"),
    ("1.3", lambda left, right: (left[0], right[1]) if left[1] == right[0] else None,
     "A shape with one axis has no second length: use [-1], [:-1] and [1:]."),
    ("1.1", lambda x, w, b: x + w @ b, "An @ takes arrays, not single numbers."),
    ("1.3", lambda left, right: left + right, "should vanish"),
    ("1.3", lambda left, right: (left[:-1] + right[1:] or (1, 1)) if left[-1] == right[0]
     else None, "its shape is ()"),
    ("1.3", lambda left, right: "(4, 2)", "not a text"),
    ("1.4", lambda X, templates: X @ templates.T / np.linalg.norm(templates, axis=1),
     "divide by the lengths of the templates"),
    ("1.4", lambda X, templates: X @ templates.T / X.shape[1], "averaged"),
    ("1.4", lambda X, templates: np.maximum(X @ templates.T, 0), "cut to 0"),
    ("1.4", lambda X, templates: abs(X @ templates.T), "The signs are lost"),
    ("1.4", lambda X, templates: (X @ templates.T)[::-1], "The order is reversed"),
    ("1.4", lambda X, templates: np.zeros((len(X), len(templates))), "Only zeros come back"),
    ("1.4", lambda X, templates: [[X[i] @ templates[j] for j in range(2)] for i in range(4)],
     "raised IndexError"),
    ("1.5", lambda X, templates: X.argmax(axis=1), "the brightest pixel"),
    ("1.5", lambda X, templates: abs(X @ templates.T).argmax(axis=1), "not their sizes"),
    ("1.1", returning_in_the_loop, "Your loop ends in its first round"),
    ("1.1", with_a_global, "does not use its argument w, but WEIGHTS"),
    ("1.1", with_a_comma, "A comma at the end"),
    ("1.1", past_the_end, "IndexError: index 3 is out of bounds"),
    ("1.1", lambda x, w, b: x @ w + abs(b), "The sign of the bias is lost"),
    ("1.1", lambda x, w, b: abs(x @ w + b), "The signs are lost"),
    ("1.1", lambda x, w, b: int(x @ w + b), "cut to whole ones: is there an int()"),
    ("1.1", lambda x, w, b: (x @ w + b) // 1, "rounded down to whole ones"),
    ("1.1", lambda x, w, b: x[:64] @ w[:64] + b, "Only the first 64 products"),
    ("1.1", lambda x, w, b: x @ w + b + 1, "The number is 1 too high"),
    ("1.2", lambda u, v: u @ v / ((u @ u)**1 / 2 * (v @ v)**1 / 2), "`a**1/2` is (a**1) / 2"),
    ("1.2", lambda u, v: u @ v / (((u @ u) * (v @ v))**1 / 2), "`a**1/2` is (a**1) / 2"),
    ("1.2", lambda u, v: u @ v / np.sqrt((u @ u) * (v @ v)) / 2, "The number is 0.5 times"),
    ("1.2", lambda u, v: u @ v / (5 * 5), "those of the example"),
    ("1.3", lambda left, right: fitting(lambda a, b: a[-1] == b[0])(left, is_column(right)),
     "no second length"),
    ("1.3", lambda left, right: fitting(lambda a, b: a[-1] == b[0])(is_column(left), right),
     "A 1-D array"),
    ("1.3", fitting(lambda a, b: a[-1] == b[0] or 1 in (a[-1], b[0])), "A 1 does not stretch"),
    ("1.3", lambda left, right: right[:-1] + left[1:] if right[-1] == left[0] else None,
     "The function is right for (right, left)"),
    ("1.3", lambda left, right: (left[:-1] + right[1:],) if left[-1] == right[0] else None, "comma"),
    ("1.4", lambda X, templates: (X @ templates.T).argmax(axis=1), "the dot products themselves"),
    ("1.4", starting_over, "ends in its first round"),
    ("1.4", other_names, "Your arguments are (templates, X)"),
    ("1.5", lambda X, templates: (X @ templates.T).argmax(axis=1)[0], "one axis too many"),
    ("1.1", lambda x, w, b: (x + b) @ w, "The bias is added to every input"),
    ("1.2", lambda u, v: u @ v / np.linalg.norm(v)**2, "The length of u is missing"),
    ("1.3", lambda left, right: left[:-1] + right[1] if left[-1] == right[0] else None,
     "A tuple of one length has a comma: (n,)."),
    ("1.4", lambda X, templates: X @ np.ravel(templates).reshape(-1, len(templates)), "in another order"),
]

# Rules that a check with too few cases would let pass.
RIVALS = {
    "1.1": [lambda x, w, b: x[:64] @ w[:64] + b, lambda x, w, b: np.round(x @ w + b, 2),
            lambda x, w, b: np.round(x @ w + b, 5),
            lambda x, w, b: x @ w + b if len(x) else 0.0, lambda x, w, b: x @ w + abs(b),
            lambda x, w, b: x @ w + b if len(x) > 1 else x @ w, lambda x, w, b: max(x @ w + b, -9)],
    "1.2": [lambda u, v: u @ v / (len(u) * len(v)), lambda u, v: u @ v / 15,
            lambda u, v: np.round(u @ v / np.sqrt(u @ u * (v @ v)), 4),
            lambda u, v: u @ v / np.sqrt(u @ u * (v @ v)) if len(u) > 1 else 1.0,
            lambda u, v: u[:3] @ v[:3] / np.sqrt(u[:3] @ u[:3] * (v[:3] @ v[:3])),
            lambda u, v: max(0, u @ v / np.sqrt(u @ u * (v @ v)))],
    "1.3": [fitting(lambda a, b: a[-1] == b[0] or 1 in (a[-1], b[0])),
            fitting(lambda a, b: a[-1] == b[0] or a[-1] == 1),
            fitting(lambda a, b: a[-1] == b[0] or b[0] == 1),
            fitting(lambda a, b: a[-1] >= b[0]), fitting(lambda a, b: a[-1] <= b[0]),
            fitting(lambda a, b: a[-1] == b[0] or 0 in (a[-1], b[0])), fitting(lambda a, b: a[-1] == b[-1]),
            fitting(lambda a, b: a[-1] == b[0] and 0 not in a + b),
            fitting(lambda a, b: a[-1] == b[0] and max(a + b) < 64),
            fitting(lambda a, b: a[-1] == b[0] and len(a) == len(b))],
    "1.4": [lambda X, templates: np.round(X @ templates.T, 3),
            lambda X, templates: X[:, :64] @ templates[:, :64].T,
            lambda X, templates: (X @ templates.T)[:64], lambda X, templates: np.squeeze(X @ templates.T),
            lambda X, templates: X @ templates.T if len(X) else np.zeros((0, 2)),
            lambda X, templates: (templates @ X.T).reshape(len(X), len(templates))],
    "1.5": [lambda X, templates: np.squeeze((X @ templates.T).argmax(axis=1)),
            lambda X, templates: (X @ templates.T).argmax(axis=1).astype(float),
            lambda X, templates: (X @ templates.T).argmax(axis=1) % 10,
            lambda X, templates: np.round(X @ templates.T).argmax(axis=1),
            lambda X, templates: (X @ templates.T / np.linalg.norm(templates, axis=1)).argmax(axis=1),
            lambda X, templates: (X[:, :64] @ templates[:, :64].T).argmax(axis=1)],
}
