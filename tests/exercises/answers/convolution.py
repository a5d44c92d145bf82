"""Answers to the exercises of notebook 5: right ones written otherwise, and wrong ones
that learners give, each with words of its diagnosis."""

import numpy as np

from helpers.strips import pick_digits


def by_pixel(images, W, b):
    N, C, h, w = images.shape
    out = np.empty((N, W.shape[1], h, w))
    for n, i, j in np.ndindex(N, h, w):
        out[n, :, i, j] = images[n, :, i, j] @ W + b
    return out


def walk(size, kernel, stride, padding):
    start, found = 0, 0
    while start + kernel <= size + 2 * padding:
        start, found = start + stride, found + 1
    return found or None


def rows_one_by_one(W, C, h, w):
    return np.array([W[(i * w + j) * C + c] for c in range(C) for i in range(h) for j in range(w)])


def pick(p, at_least=0.5, reach=5, order=sorted):
    taken, found = [], []
    for column in np.argsort(-p[:, :10].max(axis=1), kind="stable"):
        if p[column, :10].max() >= at_least and all(abs(column - c) > reach for c in taken):
            taken.append(column)
            found.append((column, int(p[column, :10].argmax())))
    return [digit for _, digit in order(found)]


def at_the_edge(p):
    """Read a map with a slice that starts before 0, from the end, near the left edge."""
    best, found = p[:, :10].max(axis=1), []
    while best.max(initial=0) >= 0.5:
        column = best.argmax()
        found.append((column, p[column, :10].argmax()))
        best[column] = 0
        best[column - 5:column + 6] = 0
    return [digit for _, digit in sorted(found)]


def to_column_plus_5(p):
    best, found = p[:, :10].max(axis=1), []
    while best.max(initial=0) >= 0.5:
        column = best.argmax()
        found.append((column, p[column, :10].argmax()))
        best[max(0, column - 5):column + 5] = 0
    return [digit for _, digit in sorted(found)]


def ruling_out_between(p):
    best, found = p.max(axis=1), []
    while best.max(initial=0) >= 0.5:
        column = best.argmax()
        if p[column].argmax() != 10:
            found.append((column, p[column].argmax()))
        best[max(0, column - 5):column + 6] = 0
    return [digit for _, digit in sorted(found)]


def by_runs(p, at_least=0):
    digits, last = [], 10
    for row in p:
        label = int(row.argmax()) if row.max() >= at_least else 10
        if label not in (last, 10):
            digits.append(label)
        last = label
    return digits


def counted(rule):
    """Return the places of a window where the rule says that it fits."""
    return lambda size, kernel, stride, padding: (
        (size + 2 * padding - kernel) // stride + 1 if rule(size, kernel, padding) else None)


RIGHT = {
    "5.1": [lambda W: np.transpose(W).copy(), lambda W: [[row[k] for row in W] for k in range(W.shape[1])],
            lambda W: np.einsum("io->oi", W)],
    "5.2": [by_pixel, lambda images, W, b: np.einsum("nchw,ck->nkhw", images, W) + b[:, None, None],
            lambda images, W, b: (images.transpose(0, 2, 3, 1) @ W + b).transpose(0, 3, 1, 2)],
    "5.3": [walk, lambda size, kernel, stride, padding: len(range(0, size + 2 * padding - kernel + 1,
                                                                  stride)) or None,
            lambda size, kernel, stride, padding: np.floor((size + 2 * padding - kernel) / stride) + 1
            if size + 2 * padding >= kernel else None],
    "5.4": [rows_one_by_one, lambda W, C, h, w: W[np.arange(h * w * C).reshape(h, w, C)
                                                  .transpose(2, 0, 1).ravel()],
            lambda W, C, h, w: np.moveaxis(W.reshape(h, w, C, -1), 2, 0).reshape(len(W), -1)],
    "5.5": [pick, lambda p: np.array(pick(p), dtype=int), lambda p: tuple(pick(p))],
}

WRONG = [
    ("5.1", lambda W: W, "still (in, out)"),
    ("5.1", lambda W: W.reshape(W.shape[1], -1), "another order"),
    ("5.1", lambda W: W.T[None], "the shape is"),
    ("5.2", lambda images, W, b: np.moveaxis(images, 1, -1) @ W + b, "channels are last"),
    ("5.2", lambda images, W, b: by_pixel(images, W, 0 * b), "The bias is missing"),
    ("5.2", lambda images, W, b: by_pixel(images, W, 0 * b) + b, "add it while the channels are last"),
    ("5.2", lambda images, W, b: images @ W + b, "the channels are on axis 1"),
    ("5.2", lambda images, W, b: (images.reshape(len(images), *images.shape[2:], -1 if images.size else 3)
                                  @ W + b).reshape(len(images), W.shape[1], *images.shape[2:]),
     "reshape does not move axes"),
    ("5.2", lambda images, W, b: by_pixel(images.transpose(0, 1, 3, 2), W, b), "Height and width"),
    ("5.3", lambda size, kernel, stride, padding: size - kernel, "One too few"),
    ("5.3", lambda size, kernel, stride, padding: (size + 2 * padding - kernel) // stride, "One too"),
    ("5.3", lambda size, kernel, stride, padding: (size + 2 * padding - kernel) / stride + 1,
     "A size is a whole number"),
    ("5.3", lambda size, kernel, stride, padding: (size - kernel) // stride + 1, "padding is not"),
    ("5.3", lambda size, kernel, stride, padding: size + 2 * padding - kernel + 1, "stride is not"),
    ("5.3", lambda size, kernel, stride, padding: (size + 2 * padding - kernel) // stride + 1,
     "has no place"),
    ("5.4", lambda W, C, h, w: W, "still in the order of (h, w, C)"),
    ("5.4", lambda W, C, h, w: W.reshape(h, w, C, -1).transpose(2, 1, 0, 3).reshape(len(W), -1),
     "Height and width"),
    ("5.4", lambda W, C, h, w: W.reshape(C, h, w, -1).transpose(1, 2, 0, 3).reshape(len(W), -1),
     "the way back"),
    ("5.4", lambda W, C, h, w: W.reshape(h, w, C, -1).transpose(2, 0, 1, 3), "now flatten"),
    ("5.5", lambda p: pick(p, order=list), "sort them from left to right"),
    ("5.5", lambda p: pick(p, reach=0), "neighbours are not ruled out"),
    ("5.5", lambda p: pick(p, reach=4), "5 columns away is still too near"),
    ("5.5", lambda p: pick(p, reach=6), "6 columns away is far enough"),
    ("5.5", lambda p: p[:, :10].argmax(axis=1), "one digit for every window"),
    ("5.1", lambda W: np.rot90(W), "a quarter turn"),
    ("5.2", lambda images, W, b: np.maximum(by_pixel(images, W, b), 0),
     "no activation was asked for"),
    ("5.3", lambda size, kernel, stride, padding: (size - kernel) // stride + 1 + 2 * padding,
     "add it before you divide"),
    ("5.3", lambda size, kernel, stride, padding: (size + 2 * padding) // stride,
     "kernel is not used"),
    ("5.3", lambda size, kernel, stride, padding: (size + 2 * padding - kernel) // stride + 2,
     "One too many"),
    ("5.4", lambda W, C, h, w: np.flipud(W), "in reverse order"),
    ("5.4", lambda W, C, h, w: W.reshape(h, w, C, -1).swapaxes(1, 2).reshape(len(W), -1),
     "That gives (h, C, w)"),
    ("5.5", lambda p: [*zip(*pick_digits(p), strict=True)], "return the digits alone"),
    ("5.5", lambda p: pick(p)[:5], "expected"),
    ("5.5", lambda p: pick(p, at_least=0.49), "expected"),
    ("5.1", lambda W: W.T.round(2), "The numbers are rounded"),
    ("5.3", counted(lambda size, kernel, padding: size >= kernel), "compare the kernel with the padded"),
    ("5.3", counted(lambda size, kernel, padding: size + padding >= kernel), "on both sides"),
    ("5.3", lambda *numbers: 0.5 * (walk(*numbers) or 0) or None, "The number is 0.5 times"),
    ("5.5", to_column_plus_5, "A slice ends before its last number: column + 6"),
    ("5.5", ruling_out_between, "it must not rule out its neighbours"),
    ("5.5", by_runs, "Windows in a row that say the same"),
    ("5.5", lambda p: by_runs(p, 0.5), "Windows in a row that say the same"),
    ("5.1", lambda W: W.reshape(W.shape[::-1], order="F"), "the weights of a neuron get mixed"),
    ("5.1", lambda W: W.T.reshape(W.shape), "the weights of a neuron get mixed"),
    ("5.1", lambda W: W.T.shape, "the weight itself was asked for"),
    ("5.1", lambda W: W.shape, "the weight itself was asked for"),
    ("5.2", lambda images, W, b: np.moveaxis(np.moveaxis(images, 1, -1) @ W + b, -1, 2),
     "right after the batch: axis 1"),
    ("5.2", lambda images, W, b: np.moveaxis(np.moveaxis(images, 1, -1) @ W + b, -1, 0),
     "right after the batch: axis 1"),
    ("5.4", lambda W, C, h, w: W.reshape(w, h, C, -1).transpose(2, 1, 0, 3).reshape(len(W), -1),
     "height first"),
    ("5.5", at_the_edge, "Near the left edge"),
    ("5.5", lambda p: np.array(pick(p), float), "asks for whole numbers (int)"),
]

# Rules that a check with too few cases would let pass.
RIVALS = {
    "5.1": [lambda W: W.T.round(2), lambda W: W.reshape(W.shape[::-1]), lambda W: W.T[:64],
            lambda W: W.T if W.shape[1] > 1 else W, lambda W: abs(W.T), lambda W: np.squeeze(W.T)],
    "5.2": [lambda images, W, b: by_pixel(images, W, b).round(2),
            lambda images, W, b: by_pixel(images, W, b)[:1],
            lambda images, W, b: np.squeeze(by_pixel(images, W, b)),
            lambda images, W, b: by_pixel(images, W, b).swapaxes(2, 3),
            lambda images, W, b: by_pixel(images, W, 0 * b),
            lambda images, W, b: by_pixel(images, W, b) if len(images) else images],
    "5.3": [counted(lambda size, kernel, padding: size >= kernel), counted(lambda *_: True),
            counted(lambda size, kernel, padding: size + padding >= kernel),
            counted(lambda size, kernel, padding: size + 2 * padding > kernel),
            lambda size, kernel, stride, padding: walk(size, kernel, stride, 0),
            lambda size, kernel, stride, padding: walk(size, kernel, 1, padding),
            lambda size, kernel, stride, padding: walk(size, kernel, min(stride, 4), padding)],
    "5.4": [lambda W, C, h, w: W,
            lambda W, C, h, w: W.reshape(h, w, C, -1).transpose(2, 1, 0, 3).reshape(W.shape),
            lambda W, C, h, w: rows_one_by_one(W, C, h, w).round(2),
            lambda W, C, h, w: rows_one_by_one(W, C, h, w) if C < 64 else W,
            lambda W, C, h, w: rows_one_by_one(W, h, w, C)],
    "5.5": [lambda p: pick(p, reach=4), lambda p: pick(p, reach=6), lambda p: pick(p, at_least=0.49),
            lambda p: pick(p, at_least=0.51), lambda p: pick(p)[:5], lambda p: pick(p, order=list),
            lambda p: pick(p[:64]), lambda p: pick(p) or [0], lambda p: np.array(pick(p), float)],
}
