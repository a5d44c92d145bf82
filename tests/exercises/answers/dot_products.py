"""Answers to the exercises of notebook 1: right ones written otherwise, and wrong ones
that learners give, each with words of its diagnosis."""

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


RIGHT = {
    "1.1": [loop_neuron, lambda x, w, b: np.sum(x * w) + b,
            lambda x, w, b: np.einsum("i,i->", x, w) + b,
            lambda x, w, b: np.float32(np.dot(w, x) + b),
            lambda x, w, b: sum(a * c for a, c in zip(x, w)) + b],
    "1.2": [lambda u, v: np.dot(u, v) / np.linalg.norm(u) / np.linalg.norm(v),
            lambda u, v: (u / np.sqrt(np.sum(u**2))) @ (v / np.sqrt(np.sum(v**2))),
            lambda u, v: u @ v / ((u @ u) * (v @ v))**0.5],
    "1.3": [shape_by_trying, shape_as_list],
    "1.4": [loop_scores, lambda X, templates: np.array(loop_scores(X, templates)),
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
    ("1.3", lambda left, right: left[:-1] + right[1:], "their inner lengths differ"),
    ("1.3", lambda left, right: left[0] if left == right else (4, 2), "None was asked for"),
    ("1.3", lambda left, right: 4, "A shape is a tuple"),
    ("1.3", lambda left, right: (left[0], right[-1]) if left[-1] == right[0] else None,
     "one length only"),
    ("1.3", lambda left, right: left[:-1] + (right[1:] or (1,)) if left[-1] == right[0] else None,
     "no second length"),
    ("1.3", lambda left, right: None, "but there is"),
    ("1.4", lambda X, templates: X @ templates.reshape(templates.shape[::-1]), "reshape has"),
    ("1.4", lambda X, templates: templates @ X.T, "Rows and columns are swapped"),
    ("1.4", lambda X, templates: X @ templates, "The inner lengths of an @ differ."),
    ("1.4", lambda X, templates: (X @ templates.T)[0], "The batch axis is gone"),
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
     "dtype is float64, where int64"),
    ("1.5", lambda X, templates: np.squeeze((X @ templates.T).argmax(axis=1)), "a single image"),
    ("1.5", lambda X, templates: X @ templates.reshape(-1, len(templates)), "(4, 2)"),
    ("1.5", lambda X, templates: np.zeros(len(X), int), "expected [1, 0, 1, 0]"),
    ("1.5", lambda X, templates: (X @ templates.T).argmax(axis=1, keepdims=True),
     "the shape is (4, 1) where (4,) was asked for"),
    ("1.1", lambda x, w, b: max(x @ w + b, 0), "no activation was asked for"),
    ("1.1", lambda x, w, b: np.tanh(x @ w + b), "No activation was asked for"),
    ("1.1", lambda x, w, b: x @ w + b > 0, "The dtype is bool"),
    ("1.1", lambda x, w, b: (x @ w + b) / x.size, "divided by the number of inputs"),
    ("1.1", lambda x, w, b: x[::-1] @ w + b, "of the same place belong together"),
    ("1.1", lambda x, w, b: round(float(x @ w + b), 2), "was something rounded"),
    ("1.2", lambda u, v: u @ v / np.linalg.norm(u)**2, "The length of v is missing"),
    ("1.2", lambda u, v: u @ v / np.hypot(np.linalg.norm(u), np.linalg.norm(v)), "each root for"),
    ("1.2", lambda u, v: u @ v / np.abs(u).sum() / np.abs(v).sum(), "not the sum of the entries"),
    ("1.2", lambda u, v: np.cos(u @ v / np.sqrt((u @ u) * (v @ v))), "is the cosine already"),
    ("1.2", lambda u, v: np.corrcoef(u, v)[1, 0], "That is the correlation"),
    ("1.2", lambda u, v: 1 - u @ v / np.sqrt((u @ u) * (v @ v)), "a distance"),
    ("1.2", lambda u, v: (u @ v)**2 / ((u @ u) * (v @ v)), "the square of the cosine"),
    ("1.2", lambda u, v: u @ v / (np.sqrt((u @ u) * (v @ v)) + 1e-8), "a small number added"),
    ("1.2", lambda u, v: u @ v / max(1, np.sqrt((u @ u) * (v @ v))), "expected 0"),
    ("1.3", lambda left, right: left + right, "should vanish"),
    ("1.3", lambda left, right: (left[:-1] + right[1:] or (1, 1)) if left[-1] == right[0]
     else None, "its shape is ()"),
    ("1.3", lambda left, right: "(4, 2)", "not a text"),
    ("1.4", lambda X, templates: X @ templates.T / np.linalg.norm(templates, axis=1),
     "divide by the lengths of the templates"),
    ("1.4", lambda X, templates: X @ templates.T / X.shape[1], "averaged"),
    ("1.4", lambda X, templates: np.maximum(X @ templates.T, 0), "no activation was asked for"),
    ("1.4", lambda X, templates: abs(X @ templates.T), "The signs are lost"),
    ("1.4", lambda X, templates: (X @ templates.T)[::-1], "The order is reversed"),
    ("1.4", lambda X, templates: np.zeros((len(X), len(templates))), "Only zeros come back"),
    ("1.4", lambda X, templates: (X @ templates.T).astype(np.float16), "The dtype is float16"),
    ("1.4", lambda X, templates: [[X[i] @ templates[j] for j in range(2)] for i in range(4)],
     "raised IndexError"),
    ("1.5", lambda X, templates: X.argmax(axis=1), "the brightest pixel"),
    ("1.5", lambda X, templates: abs(X @ templates.T).argmax(axis=1), "not their sizes"),
]
