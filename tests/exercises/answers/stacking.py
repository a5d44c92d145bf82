"""Answers to the exercises of notebook 4: right ones written otherwise, and wrong ones
that learners give, each with words of its diagnosis."""

import numpy as np

from helpers import Linear

ONES, LATE = [[1, 1], [1, 1]], [0, -1]


def merge_by_probing(W1, b1, W2, b2):
    def f(x):
        return (x @ W1 + b1) @ W2 + b2
    b = f(np.zeros(len(W1)))
    return np.stack([f(row) - b for row in np.eye(len(W1))]), b


def tanh_by_loop(X, dY):
    out = np.empty(X.shape)
    for place in np.ndindex(X.shape):
        out[place] = dY[place] / np.cosh(float(X[place]))**2
    return out


def count_by_loop(widths):
    total = 0
    for i in range(1, len(widths)):
        total += (widths[i - 1] + 1) * widths[i]
    return total


def tanh_by_differences(X, dY):
    return dY * (np.tanh(X + 1e-6) - np.tanh(X - 1e-6)) / 2e-6


def one_by_one(D, K, rng):
    return [[rng.normal(0, np.sqrt(2 / D)) for _ in range(K)] for _ in range(D)]


def merged(W1, b1, W2, b2, first=1, second=1):
    """Return the merged layer with each bias times a number."""
    return W1 @ W2, first * b1 @ W2 + second * b2


RIGHT = {
    "4.1": [merge_by_probing, lambda W1, b1, W2, b2: [(W1 @ W2).tolist(), (W2.T @ b1 + b2).tolist()],
            lambda W1, b1, W2, b2: [np.dot(W1, W2), b2 + np.dot(b1, W2)]],
    "4.2": [tanh_by_loop, lambda X, dY: dY - dY * np.tanh(X)**2,
            tanh_by_differences, lambda X, dY: (dY * (1 - np.tanh(X)**2)).tolist()],
    "4.3": [lambda: (ONES, LATE, [[-1], [2]], [1]),
            lambda: (np.array([[1.0, -1], [-1, 1]]), np.zeros(2), [[-1], [-1]], np.ones(1)),
            lambda: (ONES, [0.0, -1], [[-0.9995], [1.9985]], [0.9998])],
    "4.4": [count_by_loop, lambda widths: np.sum([a * b + b for a, b in zip(widths, widths[1:])]),
            lambda widths: float(count_by_loop(widths)),
            lambda widths: np.int64(sum((a + 1) * b for a, b in zip(widths, widths[1:])))],
    "4.5": [lambda D, K, rng: rng.normal(0, np.sqrt(2 / D), (D, K)),
            lambda D, K, rng: rng.normal(scale=(2 / D)**0.5, size=(D, K)),
            lambda D, K, rng: rng.standard_normal(size=(D, K)) * np.sqrt(2 / D),
            lambda D, K, rng: np.random.default_rng(rng).normal(0, np.sqrt(2 / D), (D, K))],
}

WRONG = [
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2), "before they are added"),
    ("4.3", lambda: ([[1, 1], [1, 1]], [0, -1], [[-2], [4]], [1]), "halve W2"),
    ("4.5", lambda D, K, rng: (2 / D)**2 * rng.normal(size=(D, K)), "take its root"),
    ("4.5", lambda D, K, rng: 6**0.5 * rng.normal(size=(D, K)), "variance 1, not"),
    ("4.5", lambda D, K, rng: rng.normal(size=(D, K)) / (3 * D)**0.5, "the default's variance"),
    ("4.5", lambda D, K, rng: rng.normal(2 / D, 1, size=(D, K)), "is the mean"),
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, b2), "The first bias is lost"),
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2), "The second bias is missing"),
    ("4.1", lambda W1, b1, W2, b2: ((W1 @ W2).T, b1 @ W2 + b2), "W is transposed"),
    ("4.1", lambda W1, b1, W2, b2: (W2 @ W1, b1 @ W2 + b2), "the wrong order"),
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2), "b1 goes through W2 before they are added"),
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, (b1 + b2) @ W2), "b1 goes through W2 before they are added"),
    ("4.1", lambda W1, b1, W2, b2: (b1 @ W2 + b2, W1 @ W2), "in another order"),
    ("4.2", lambda X, dY: dY * (1 - X**2), "That is the friend's"),
    ("4.2", lambda X, dY: 1 - np.tanh(X)**2, "multiply it by dY"),
    ("4.2", lambda X, dY: dY * (1 - np.tanh(X)), "The square is missing"),
    ("4.2", lambda X, dY: dY * (1 + np.tanh(X)**2), "The sign is wrong"),
    ("4.2", lambda X, dY: dY * np.tanh(X) * (1 - np.tanh(X)), "belongs to the sigmoid"),
    ("4.3", lambda: (ONES, LATE, [[1], [-2]], [0]),
     "Your network answers [0, 1, 1, 0], expected [1, 0, 0, 1]. That is XOR"),
    ("4.3", lambda: (ONES, LATE, [[-1], [2]], [0]), "the last bias (b2) should be 1 more"),
    ("4.3", lambda: (ONES, LATE, [[0], [1]], [0]), "That is AND"),
    ("4.3", lambda: (ONES, LATE, [-1, 2], [1]), "Your W2 has shape (2,), expected (2, 1)"),
    ("4.3", lambda: (ONES, LATE), "should return four arrays"),
    ("4.4", lambda widths: sum(a * b for a, b in zip(widths, widths[1:])), "The biases are missing"),
    ("4.4", lambda widths: sum(a * b + a for a, b in zip(widths, widths[1:])), "for each output"),
    ("4.4", lambda widths: sum(widths), "Those are the units"),
    ("4.4", lambda widths: int(np.prod(widths)), "Add the layers up"),
    ("4.4", lambda widths: widths[0] * widths[-1] + widths[-1], "collapse into"),
    ("4.5", lambda D, K, rng: rng.normal(0, 2 / D, (D, K)), "is its square root"),
    ("4.5", lambda D, K, rng: rng.normal(0, np.sqrt(1 / D), (D, K)), "The factor 2 is missing"),
    ("4.5", lambda D, K, rng: rng.normal(0, np.sqrt(2 / D), (K, D)), "inputs first"),
    ("4.5", lambda D, K, rng: rng.normal(size=(D, K)), "Not scaled yet"),
    ("4.5", lambda D, K, rng: rng.uniform(size=(D, K)), "You draw with rng.uniform"),
    ("4.5", lambda D, K, rng: np.sqrt(2 / D) * np.random.default_rng(0).normal(size=(D, K)), "expected"),
    ("4.3", lambda: [1, 0, 0, 1], "the weights, not the answers"),
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, W2 @ b1 + b2), "a row times W2"),
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W1 + b2), "has passed W1 already"),
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 - b2), "is subtracted"),
    ("4.1", lambda W1, b1, W2, b2: (W1 + W2, b1 + b2), "one follows the other"),
    ("4.1", lambda W1, b1, W2, b2: (W1 * W2, b1 * W2 + b2), "not entry by entry"),
    ("4.2", lambda X, dY: dY @ (1 - np.tanh(X)**2), "Multiply entry by entry (*), not as matrices (@)"),
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, b1), "it has not passed W2"),
    ("4.2", lambda X, dY: 1 - dY * np.tanh(X)**2, "the whole of 1 - y²"),
    ("4.2", lambda X, dY: dY, "as it came"),
    ("4.2", lambda X, dY: dY / (1 - np.tanh(X)**2), "You divide by the derivative"),
    ("4.2", lambda X, dY: dY + 1 - np.tanh(X)**2, "You add the derivative"),
    ("4.2", lambda X, dY: dY * (1 - 2 * np.tanh(X)), "square it (**2)"),
    ("4.2", lambda X, dY: np.where(X > 0, dY, 0.0), "That is ReLU's"),
    ("4.2", lambda X, dY: dY / np.cosh(X), "1 / cosh²"),
    ("4.2", lambda X, dY: dY * (1 - np.tanh(dY)**2), "not at dY"),
    ("4.2", lambda X, dY: dY * (1 - np.tanh(X))**2, "Square y alone"),
    ("4.2", lambda X, dY: dY * (np.tanh(X + 1e-4) - np.tanh(X)) / 1e-4, "near, but not equal"),
    ("4.3", lambda: (ONES, [0, 0], [[-1], [2]], [1]), "goes up by 1 with each 1"),
    ("4.3", lambda: (ONES, LATE, [[-1], [1]], [1]), "That is neither"),
    ("4.4", lambda widths: sum((a + 1) * (b + 1) - 1 for a, b in zip(widths, widths[1:])),
     "none for"),
    ("4.4", lambda widths: (widths[-2] + 1) * widths[-1], "Only the last layer is counted"),
    ("4.4", lambda widths: count_by_loop(widths) - sum(widths[1:-1]), "Hidden units have biases"),
    ("4.4", lambda widths: count_by_loop(widths) + widths[0], "The inputs have no bias"),
    ("4.5", lambda D, K, rng: rng.normal(np.sqrt(2 / D), 1, (D, K)), "write scale="),
    ("4.5", lambda D, K, rng: rng.normal(0, np.sqrt(D / 2), (D, K)), "have changed places"),
    ("4.5", lambda D, K, rng: rng.normal(size=(D, K)) / np.sqrt(2 / D), "You divide by sqrt(2/D)"),
    ("4.5", lambda D, K, rng: 2 / D + rng.normal(size=(D, K)), "2/D is added"),
    ("4.5", lambda D, K, rng: rng.normal(0, 0.01, (D, K)), "0.01 is too small"),
    ("4.5", lambda D, K, rng: np.sqrt(2 / D) * np.ones((D, K)), "do not come from the rng"),
    ("4.5", lambda D, K, rng: rng.random((D, K)), "You draw with rng.random"),
    ("4.1", lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 + 2 * b2), "added twice"),
    ("4.3", lambda: (np.ones((2, 1)), [0], [[-1]], [1]), "with two it must come back up"),
    ("4.3", lambda: (ONES, LATE, [[-0.9], [1.8]], [0.9]), "0.9 times what it should be"),
    ("4.4", lambda widths: 2410, "Your function does not use its argument widths"),
    ("4.4", lambda widths: count_by_loop(widths) + 1, "The number is 1 too high"),
    ("4.5", one_by_one, "by 6 calls of rng.normal; one with size=(D, K) was asked for"),
    ("4.5", lambda D, K, rng: np.sqrt(2 / D) * np.random.default_rng(0).normal(size=(D, K)),
     "The numbers do not come from the rng"),
    ("4.5", lambda D, K, rng: Linear(D, K, rng=rng).W, "You draw with rng.uniform"),
]

# Rules that a check with too few cases would let pass.
RIVALS = {
    "4.1": [lambda *layers: tuple(part.round(2) for part in merged(*layers)),
            lambda *layers: merged(*layers, first=0), lambda *layers: merged(*layers, second=0),
            lambda *layers: merged(*layers, second=2), lambda *layers: merged(*layers, first=-1),
            lambda W1, b1, W2, b2: (W1[:, :64] @ W2[:64], b1 @ W2 + b2)],
    "4.2": [lambda X, dY: (dY * (1 - np.tanh(X)**2)).round(2), lambda X, dY: dY * (1 - X**2),
            lambda X, dY: dY * (1 - np.tanh(X)**2) if X.ndim < 3 else dY,
            lambda X, dY: dY * (1 - np.tanh(X)**2) if X.ndim > 1 else dY,
            lambda X, dY: dY * np.clip(1 - X**2, 0, 1),
            lambda X, dY: dY * (np.tanh(X + 1e-3) - np.tanh(X)) / 1e-3],
    "4.3": [lambda: (ONES, LATE, [[1], [-2]], [0]), lambda: (ONES, LATE, [[-1], [2]], [1.1]),
            lambda: (ONES, LATE, [[-1], [1.9]], [1]), lambda: (ONES, [0, 0], [[-1], [2]], [1]),
            lambda: (ONES, LATE, [[-1], [2]], 1)],
    "4.4": [lambda widths: sum(a * b for a, b in zip(widths, widths[1:])),
            lambda widths: count_by_loop(widths[:4]), lambda widths: count_by_loop(widths) or widths[0],
            lambda widths: count_by_loop(widths) % 10**6, lambda widths: count_by_loop(sorted(widths)),
            lambda widths: count_by_loop(widths[::-1])],
    "4.5": [lambda D, K, rng: rng.normal(0, 2 / D, (D, K)), lambda D, K, rng: rng.normal(0, 0.8165, (D, K)),
            lambda D, K, rng: rng.normal(0, np.sqrt(2 / K), (D, K)), one_by_one,
            lambda D, K, rng: np.sqrt(2 / D) * rng.standard_normal((K, D)).T,
            lambda D, K, rng: rng.normal(0, np.sqrt(2 / D), (D, K)).round(2)],
}
