"""Answers to the exercises of notebook 2: right ones written otherwise, and wrong ones
that learners give, each with words of its diagnosis."""

import numpy as np

from helpers import numerical_gradient


def shape_by_trying(shape, D, K):
    try:
        return (np.zeros(shape) @ np.zeros((D, K))).shape
    except ValueError:
        return None


def loop_backward(X, W, dY):
    (N, D), K = X.shape, W.shape[1]
    dX, dW, db = np.zeros((N, D)), np.zeros((D, K)), np.zeros(K)
    for n, d, k in np.ndindex(N, D, K):
        dX[n, d] += dY[n, k] * W[d, k]
        dW[d, k] += X[n, d] * dY[n, k]
    for row in dY:
        db += row
    return dX, dW, db


def redraw_loop(image, W, old, new, n, ink=1.0, reverse=True):
    wish, result = W[:, new] - W[:, old], list(image)
    gains = [(wish[i] * ((wish[i] > 0) - image[i]), i) for i in range(64)]
    for _, i in sorted(gains, reverse=reverse)[:n]:
        result[i] = ink if wish[i] > 0 else 0.0
    return result


def redraw_at(image, W, old, new, n, target):
    wish = W[:, new] - W[:, old]
    gain = np.where(wish > 0, wish * (1 - image), -wish * image)
    result = image.copy()
    for i in np.argsort(-gain)[:n]:
        result[i] = target[i]
    return result


def redraw_partition(image, W, old, new, n):
    wish = W[:, new] - W[:, old]
    gain = np.where(wish > 0, wish * (1 - image), -wish * image)
    mask = np.isin(np.arange(image.size), np.argsort(gain)[::-1][:n])
    return np.where(mask, (wish > 0).astype(float), image)


def in_place(image, W, old, new, n):
    wish = W[:, new] - W[:, old]
    target = (wish > 0).astype(float)
    chosen = np.argsort(-wish * (target - image))[:n]
    image[chosen] = target[chosen]
    return image


def scaled(X, W, dY, by_dX, by_dW):
    return dY @ W.T / by_dX, X.T @ dY / by_dW, dY.sum(axis=0)


def output(rule):
    """Return the output's shape where the rule says that a layer takes the input."""
    return lambda shape, D, K: shape[:-1] + (K,) if rule(shape, D) else None


def by_differences(X, W, dY):
    b = np.zeros(W.shape[1])
    return (numerical_gradient(lambda X: np.sum((X @ W + b) * dY), X),
            numerical_gradient(lambda W: np.sum((X @ W + b) * dY), W),
            numerical_gradient(lambda b: np.sum((X @ W + b) * dY), b))


def row_by_row(X, W, dY):
    return [W @ row for row in dY], X.T @ dY, [sum(column) for column in dY.T]


def half_done(X, W, dY):
    dW = X.T @ dY
    dX = dY @ W.T
    db = ...
    return dX, dW, db


def gradients(X, W, dY, dX=1, dW=1, db=1):
    """Return the three gradients, each times a number."""
    return dX * dY @ W.T, dW * X.T @ dY, db * dY.sum(axis=0)


def first_and_last(X, W, dY):
    return dY @ W.T, X.T @ dY, dY[0] + dY[-1] if len(dY) > 1 else dY.sum(axis=0)


RIGHT = {
    "2.1": [shape_by_trying, lambda shape, D, K: [*shape[:-1], K] if shape[-1:] == (D,) else None,
            lambda shape, D, K: np.array([*shape[:-1], K]) if shape and shape[-1] == D else None],
    "2.2": [loop_backward, by_differences, row_by_row, lambda X, W, dY: [np.einsum("nk,dk->nd", dY, W),
                                             np.einsum("nd,nk->dk", X, dY), dY.sum(0)],
            lambda X, W, dY: ((W @ dY.T).T, (dY.T @ X).T, np.ones(len(X)) @ dY)],
    "2.3": [lambda X, W, dY: scaled(X, W, dY, X.shape[1]**0.5, X.shape[1]**0.5),
            lambda X, W, dY: (dY @ (W / np.sqrt(W.shape[0])).T, (X / np.sqrt(W.shape[0])).T @ dY,
                              dY.sum(0)),
            lambda X, W, dY: [np.einsum("nk,dk->nd", dY, W) * len(W)**-0.5,
                              np.einsum("nd,nk->dk", X, dY) * len(W)**-0.5, np.ones(len(X)) @ dY]],
    "2.4": [lambda: "CDGFBEA", lambda: list("CDFBEGA"), lambda: "c d b f e g a",
            lambda: "C → D → B → F → G → A → E\n"],
    "2.5": [redraw_loop, redraw_partition,
            lambda image, W, old, new, n: redraw_at(
                image, W, old, new, n, [float(wish > 0) for wish in W[:, new] - W[:, old]])],
}

WRONG = [
    ("2.3", lambda X, W, dY: scaled(X, W, dY, len(W), len(W)**0.5), "dX is divided by D"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY, W.sum(axis=0)), "not those of W"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY, X.sum(axis=0)), "not those of X"),
    ("2.5", lambda image, W, old, new, n: np.clip(image + W[:, new] - W[:, old], 0, 1), "do not add"),
    ("2.1", lambda shape, D, K: shape[:-1] + (K,), "The last axis must have length D"),
    ("2.1", lambda shape, D, K: (shape[0], K) if shape[-1:] == (D,) else None, "All axes but the"),
    ("2.1", lambda shape, D, K: shape[:-1] + (D,), "The last axis becomes K"),
    ("2.1", lambda shape, D, K: (shape[:-1], K), "tuple inside a tuple"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY, dY), "db has a row for each sample"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY, dY.mean(axis=0)), "db is the mean over the samples"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY, dY.sum(axis=1)), "along the wrong axis"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY, dY.sum(axis=0, keepdims=True)), "one axis too"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY, sum(dY)), "use dY.sum(axis=0)"),
    ("2.2", lambda X, W, dY: (dY @ W.T, dY.T @ X, dY.sum(axis=0)), "dW is transposed"),
    ("2.2", lambda X, W, dY: (X.T @ dY, dY.sum(axis=0), dY @ W.T), "in another order"),
    ("2.2", lambda X, W, dY: (..., X.T @ dY, ...), "still `...`"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY), "you return 2 things, expected 3 things: dX, dW, db"),
    ("2.2", lambda X, W, dY: dY @ W.T, "expected 3 things"),
    ("2.2", lambda X, W, dY: tuple(g.astype(int) for g in (dY @ W.T, X.T @ dY, dY.sum(0))),
     "cut to whole ones"),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, 1, len(W)**0.5), "still the friend's"),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, 1, 1), "missing in dX and in dW"),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, len(W), len(W)), "You divided by D"),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, len(W)**0.5, 1), "dW has lost"),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, len(X)**0.5, len(X)**0.5), "You divide by √N"),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, len(W)**-0.5, len(W)**0.5), "is multiplied"),
    ("2.4", lambda: "CDBAGFE", "W that A had already changed"),
    ("2.4", lambda: "ABCDEFG", "Line A needs dW, which no line before it has made"),
    ("2.4", lambda: "CDBFGA", "each of the letters A to G once"),
    ("2.4", lambda: 7, "You return 7, expected each of the letters"),
    ("2.5", lambda image, W, old, new, n: image.copy(), "Nothing is changed"),
    ("2.5", lambda image, W, old, new, n: redraw_loop(image, W, new, old, n), "signs are swapped"),
    ("2.5", lambda image, W, old, new, n: redraw_loop(image, W, old, new, 64), "All pixels"),
    ("2.5", lambda image, W, old, new, n: redraw_loop(image, W, old, new, n + 1), "too many"),
    ("2.5", lambda image, W, old, new, n: redraw_loop(image, W, old, new, n, ink=16.0), "not 16"),
    ("2.5", in_place, "changed its argument image in place"),
    ("2.1", lambda shape, D, K: shape + (K,) if shape[-1:] == (D,) else None,
     "K takes the place of D"),
    ("2.1", lambda shape, D, K: (K,), "the shape of b"),
    ("2.1", lambda shape, D, K: tuple(K if n == D else n for n in shape), "Only the last axis"),
    ("2.2", lambda X, W, dY: tuple(g / len(X) for g in (dY @ W.T, X.T @ dY, dY.sum(axis=0))),
     "All three are divided by N"),
    ("2.2", lambda X, W, dY: (dY @ W.reshape(len(W[0]), -1), X.T @ dY, dY.sum(axis=0)),
     "reshape deals the weights out"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.reshape(X.shape[::-1]) @ dY, dY.sum(axis=0)),
     "reshape deals the inputs out"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY, dY[0]), "that of the first sample"),
    ("2.2", lambda X, W, dY: (-dY @ W.T, X.T @ dY, dY.sum(axis=0)), "The sign is flipped"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY, np.squeeze(dY.sum(axis=0))), "also for K = 1"),
    ("2.5", lambda image, W, old, new, n: redraw_loop(image, W, old, new, n, reverse=False),
     "puts the smallest gains first"),
    ("2.5", lambda image, W, old, new, n: redraw_at(image, W, old, new, n, np.ones(64)),
     "all become ink"),
    ("2.5", lambda image, W, old, new, n: redraw_at(image, W, old, new, n, 1 - image),
     "but turned over"),
    ("2.5", lambda image, W, old, new, n: redraw_loop(image, W, old, new, 1),
     "Only one pixel is changed"),
    ("2.1", output(lambda shape, D: shape and shape[-1] <= D), "a shorter one is refused, too"),
    ("2.1", output(lambda shape, D: not shape or shape[-1] == D), "() has no axis at all"),
    ("2.1", lambda shape, D, K: None if shape[-1:] != (D,) else (1, K) if len(shape) == 1
     else shape[:-1] + (K,), "no axis of length 1 is put in front"),
    ("2.1", lambda shape, D, K: (shape[:-1] + (K,))[::-1] if shape[-1:] == (D,) else None,
     "The lengths are right, but not their order."),
    ("2.2", half_done, "your db is still `...`"),
    ("2.2", lambda X, W, dY: (dY @ W.T, X.T @ dY / len(X), dY.mean(axis=0)),
     "dW is the mean over the samples"),
    ("2.2", lambda X, W, dY: (W @ dY.T, X.T @ dY, dY.mean(axis=0)), "dX is transposed"),
    ("2.2", lambda X, W, dY: (dY @ W.T, np.zeros_like(W), dY), "Only zeros come back"),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, len(W)**0.5, len(W)**0.5)[::-1], "in another order"),
    ("2.3", lambda X, W, dY: (*scaled(X, W, dY, len(W)**0.5, len(W)**0.5)[:2], dY.mean(axis=0)),
     "db is the mean over the samples"),
    ("2.4", lambda: None, "You return None, expected each of the letters"),
    ("2.5", lambda image, W, old, new, n: redraw_loop(image, W, old, new, n or 64), "For n = 0"),
    ("2.1", lambda shape, D, K: shape[:-1] + (K), "A tuple of one length has a comma: (n,)."),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, 3**0.5, len(W)**0.5), "right for D = 3 only"),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, len(X)**0.5, len(W)**0.5), "You divide by √N"),
    ("2.3", lambda X, W, dY: scaled(X, W, dY, len(dY[0])**0.5, len(W)**0.5), "You divide by √K"),
]

# Rules that a check with too few cases would let pass.
RIVALS = {
    "2.1": [output(lambda shape, D: shape and shape[-1] <= D),
            output(lambda shape, D: shape and shape[-1] >= D),
            output(lambda shape, D: shape and shape[-1] in (1, D)), output(lambda shape, D: D in shape),
            output(lambda shape, D: shape[:1] == (D,)), output(lambda shape, D: shape[-1:] in [(D,), ()]),
            output(lambda shape, D: shape[-1:] == (D,) and len(shape) < 3),
            output(lambda shape, D: shape[-1:] == (D,) and 0 not in shape),
            output(lambda shape, D: shape[-1:] == (D,) and D < 64)],
    "2.2": [lambda X, W, dY: gradients(X, W, dY, db=1 / max(1, len(X))),
            lambda X, W, dY: gradients(X, W, dY, dW=1 / max(1, len(X))), first_and_last,
            lambda X, W, dY: tuple(part.round(2) for part in gradients(X, W, dY)),
            lambda X, W, dY: (*gradients(X, W, dY)[:2], np.squeeze(dY.sum(axis=0))),
            lambda X, W, dY: (*gradients(X, W, dY)[:2], sum(dY)),
            lambda X, W, dY: gradients(X[:64], W, dY[:64])],
    "2.3": [lambda X, W, dY: scaled(X, W, dY, 3**0.5, 3**0.5),
            lambda X, W, dY: scaled(X, W, dY, len(X)**0.5, len(X)**0.5),
            lambda X, W, dY: scaled(X, W, dY, W.shape[1]**0.5, W.shape[1]**0.5),
            lambda X, W, dY: scaled(X, W, dY, len(W)**0.5, 1),
            lambda X, W, dY: scaled(X, W, dY, 1, len(W)**0.5),
            lambda X, W, dY: scaled(X, W, dY, 1.732, 1.732)],
    "2.4": [lambda: "CDBAGFE", lambda: "ACDBGFE", lambda: "CDEBGFA", lambda: "CDBGFEAA", lambda: "DCBGFEA"],
    "2.5": [lambda image, W, old, new, n: redraw_loop(image, W, old, new, n or 64),
            lambda image, W, old, new, n: redraw_loop(image, W, old, new, max(n, 1)),
            lambda image, W, old, new, n: redraw_loop(image, W, old, new, min(n, 32)),
            lambda image, W, old, new, n: redraw_loop(image, W, old, 8, n),
            lambda image, W, old, new, n: redraw_loop(image, W, 3, new, n),
            lambda image, W, old, new, n: redraw_at(image, W, old, new, n, np.ones(64))],
}
