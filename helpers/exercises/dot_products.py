"""The exercises of notebook 1, dot products: right answers, cases and usual mistakes."""

from functools import partial

import numpy as np

from ..checking.exercise import Exercise, arrays, whole

rng = np.random.default_rng(1)
draw = partial(whole, rng)


def matmul_shape(left, right):
    """Return the shape of `left @ right` for the shapes of two arrays, None if they do not fit."""
    try:
        return (np.zeros(left) @ np.zeros(right)).shape
    except ValueError:
        return None


def draw_shapes(rng):
    """Return two shapes of one or two axes, which mostly fit."""
    left, right = (tuple(rng.choice([1, 6, 7, 8, 9], axes).tolist())
                   for axes in rng.integers(1, 3, 2))
    return left, (left[-1:] + right[1:] if rng.random() < 0.6 else right)


def length(v):
    return np.sqrt(v @ v)


EXERCISES = {
    "1.1": Exercise(
        arguments=("x", "w", "b"),
        solve=lambda x, w, b: x @ w + b,
        cases=(
            (np.array([3., 5., 6.]), np.array([4., 2., 1.]), 3.0),
            (np.array([2.]), np.array([-7.]), 0.5),
            (draw(5), draw(5), -4.0),
            (draw(64) / 8, draw(64) / 8, 0.25),
            (draw(7).astype(np.float32), draw(7).astype(np.float32), np.float32(2)),
            (np.zeros(0), np.zeros(0), 1.5),
        ),
        draw=lambda rng: (*arrays(rng, "D", "D"), rng.normal()),
        mistakes=(
            (lambda x, w, b: x @ w, "The bias is missing."),
            (lambda x, w, b: x[:-1] @ w[:-1] + b, "The last product is missing."),
            (lambda x, w, b: x[1:] @ w[1:] + b, "The first product is missing."),
            (lambda x, w, b: x[:-1] @ w[:-1], "The last product and the bias are missing."),
            (lambda x, w, b: x * w + b,
             "You have a number for each input: add the products up, then add the bias once."),
            (lambda x, w, b: x * w,
             "You have a number for each input: add the products up, then add the bias."),
            (lambda x, w, b: np.sum(x * w + b),
             "The bias is added once for each input; it belongs to the sum, once."),
            (lambda x, w, b: x @ w - b, "The bias is subtracted; it should be added."),
            (lambda x, w, b: x @ w * b, "The bias is multiplied; it should be added."),
            (lambda x, w, b: np.sum(x) * np.sum(w) + b,
             "You multiplied the sums; multiply entry by entry first, then sum."),
            (lambda x, w, b: np.sum(x + w) + b, "You added x and w; multiply them."),
            (lambda x, w, b: np.mean(x * w) + b, "The products are averaged; sum them."),
            (lambda x, w, b: x @ (w + b), "The bias is added to every weight; add it to the sum."),
            (lambda x, w, b: x[0] * w[0] + b, "Only the first product is there: does your loop "
             "return before it is done?"),
            (lambda x, w, b: x[0] * w[0], "Only the first product is there: does your loop "
             "return before it is done?"),
            (lambda x, w, b: x[-1] * w[-1] + b, "Only the last product is there: add to the total "
             "(+=), do not replace it."),
            (lambda x, w, b: np.maximum(x @ w + b, 0),
             "Negative sums are cut to 0: no activation was asked for."),
            (lambda x, w, b: np.tanh(x @ w + b),
             "No activation was asked for: return the sum itself."),
            (lambda x, w, b: float(x @ w + b > 0),
             "That says whether the sum is positive; return the sum."),
            (lambda x, w, b: (x @ w + b) / len(x), "The sum is divided by the number of inputs."),
            (lambda x, w, b: x @ w[::-1] + b,
             "Input and weight of the same place belong together."),
        ),
    ),
    "1.2": Exercise(
        arguments=("u", "v"),
        solve=lambda u, v: u @ v / (length(u) * length(v)),
        cases=(
            (np.array([3., 4.]), np.array([4., 3.])),
            (np.array([3., 4.]), np.array([-8., 6.])),
            (np.array([2.]), np.array([-5.])),
            (np.array([0.3, 0.4]), np.array([-0.4, 0.3])),
            (np.array([0.6, 0.2, 0.3]), np.array([0.1, 0.4, 0.8])),
            (draw(6), draw(6)),
            (draw(64), draw(64)),
            (draw(7).astype(np.float32), draw(7).astype(np.float32)),
        ),
        draw=lambda rng: arrays(rng, "D", "D"),
        mistakes=(
            (lambda u, v: u @ v, "That is the dot product: divide by both lengths."),
            (lambda u, v: u @ v / length(u), "Only the length of u is divided out."),
            (lambda u, v: u @ v / length(v), "Only the length of v is divided out."),
            (lambda u, v: u @ v / (u @ u * (v @ v)),
             "You divided by the squared lengths: a root is missing."),
            (lambda u, v: u @ v / length(v) * length(u),
             "Parentheses are missing: a / b * c divides by b and multiplies by c."),
            (lambda u, v: u @ v / (length(u) * (v @ v)), "The root is missing in the length of v."),
            (lambda u, v: u @ v / (u @ u * length(v)), "The root is missing in the length of u."),
            (lambda u, v: np.degrees(np.arccos(u @ v / (length(u) * length(v)))),
             "That is the angle in degrees; its cosine was asked for."),
            (lambda u, v: u @ v / length(u) * length(v),
             "Parentheses are missing: a / b * c divides by b and multiplies by c."),
            (lambda u, v: u @ v / (length(u) + length(v)),
             "You added the lengths; multiply them."),
            (lambda u, v: u @ v / (u.size * v.size),
             "You divided by the number of entries; divide by the lengths |u| and |v|."),
            (lambda u, v: np.arccos(u @ v / (length(u) * length(v))),
             "That is the angle; its cosine was asked for."),
            (lambda u, v: abs(u @ v) / (length(u) * length(v)), "The sign is lost."),
            (lambda u, v: u * v / (length(u) * length(v)),
             "You have a number for each entry: add the products up."),
            (lambda u, v: u @ v / (u @ u), "The length of v is missing: u @ u is |u| twice."),
            (lambda u, v: u @ v / np.sqrt(u @ u + v @ v),
             "Take each root for itself, and multiply them."),
            (lambda u, v: u @ v / (abs(u).sum() * abs(v).sum()),
             "A length is the root of the sum of the squares, not the sum of the entries."),
            (lambda u, v: np.cos(u @ v / (length(u) * length(v))),
             "The quotient is the cosine already: no cos of it is needed."),
            (lambda u, v: np.corrcoef(u, v)[0, 1],
             "That is the correlation: it takes the means off first."),
            (lambda u, v: 1 - u @ v / (length(u) * length(v)),
             "That is 1 minus the cosine, a distance."),
            (lambda u, v: (u @ v / (length(u) * length(v)))**2,
             "That is the square of the cosine."),
        ),
    ),
    "1.3": Exercise(
        arguments=("left", "right"),
        solve=matmul_shape,
        cases=(
            ((4, 3), (3, 2)),
            ((4, 3), (2, 3)),
            ((4, 3), (3,)),
            ((3,), (3, 2)),
            ((3,), (3,)),
            ((3,), (4, 3)),
            ((1, 3), (3, 1)),
            ((0, 64), (64, 10)),
            ((5, 5), (5, 5)),
        ),
        draw=draw_shapes,
        mistakes=(
            (lambda left, right: left[:-1] + right[1:],
             "These two do not fit: their inner lengths differ, so the answer is None."),
            (lambda left, right: (left[0], right[-1]) if left[-1] == right[0] else None,
             "A 1-D array has one length only, and it vanishes: nothing of it can stay."),
            (lambda left, right: (left[0], right[-1]),
             "These two do not fit: their inner lengths differ, so the answer is None."),
            (lambda left, right: (left[0], right[0]),
             "The outer lengths stay: the first of left and the last of right."),
            (lambda left, right: (left[-1], right[0]),
             "Those are the inner lengths: they must be equal, and they vanish."),
            (lambda left, right: (right[-1], left[0]), "The two lengths are swapped."),
            (lambda left, right: left, "The last axis of left is summed away, it cannot stay."),
            (lambda left, right: (1,), "Two vectors give a single number, and its shape is ()."),
            (lambda left, right: left[:-1] + (1,),
             "A 1-D array has no second length that could stay as a 1."),
            (lambda left, right: (1,) + right[1:],
             "A 1-D array has no second length that could stay as a 1."),
            (lambda left, right: left + right,
             "The shapes are joined; the two inner lengths should vanish."),
            (lambda left, right: (1, 1), "Two vectors give a single number, and its shape is ()."),
        ),
    ),
    "1.4": Exercise(
        arguments=("X", "templates"),
        solve=lambda X, templates: X @ templates.T,
        cases=(
            (draw(4, 3) / 2, draw(2, 3) / 4),
            (draw(1, 3), draw(2, 3)),
            (draw(5, 64) / 8, draw(10, 64) / 8),
            (draw(2, 6).astype(np.float32), draw(4, 6).astype(np.float32)),
            (draw(0, 3), draw(2, 3)),
        ),
        draw=lambda rng: arrays(rng, "ND", "KD"),
        mistakes=(
            (lambda X, templates: X @ templates.reshape(templates.shape[::-1]),
             "reshape has the right shape, but deals the same numbers out in another order: "
             "a column is no longer a template."),
            (lambda X, templates: templates @ X.T,
             "Rows and columns are swapped: one row for each image was asked for."),
            (lambda X, templates: (templates @ X.T).reshape(len(X), len(templates)),
             "templates @ X.T has the right numbers, but reshape deals them out in another order: "
             "use .T."),
            (lambda X, templates: X @ templates[::-1].T, "The templates are in reverse order."),
            (lambda X, templates: X @ templates.T / np.sqrt((templates**2).sum(axis=1)),
             "You divide by the lengths of the templates; dot products were asked for."),
            (lambda X, templates: (X[:, None] * templates).mean(axis=2),
             "The products are averaged; sum."),
        ),
    ),
    "1.5": Exercise(
        arguments=("X", "templates"),
        solve=lambda X, templates: (X @ templates.T).argmax(axis=1),
        cases=(
            (np.array([[1., 0., 0.], [0., 1., 2.], [3., 0., 1.], [0., 2., 0.]]),
             np.array([[0., 2., 1.], [1., 0., 0.]])),
            (draw(5, 4), draw(3, 4)),
            (draw(1, 4), draw(3, 4)),
            (draw(20, 64), draw(10, 64)),
            (draw(0, 4), draw(3, 4)),
        ),
        draw=lambda rng: arrays(rng, "ND", "KD"),
        mistakes=(
            (lambda X, templates: X @ templates.T,
             "Those are the scores: return the number of the highest in each row."),
            (lambda X, templates: (X @ templates.T).max(axis=1),
             "Those are the highest scores: return where they are (argmax)."),
            (lambda X, templates: (X @ templates.T).argmax(axis=0),
             "You chose the best image for each template: choose along the other axis."),
            (lambda X, templates: (X @ templates.T).argmin(axis=1),
             "You chose the lowest score: the highest was asked for."),
            (lambda X, templates: np.squeeze((X @ templates.T).argmax(axis=1)),
             "For a single image, still return an array, of shape (1,)."),
            (lambda X, templates: (X @ templates.reshape(templates.shape[::-1])).argmax(axis=1),
             "reshape deals the templates' numbers out in another order: turn them with .T."),
            (lambda X, templates: (X @ templates.T / np.sqrt((templates**2).sum(1))).argmax(axis=1),
             "That is the highest cosine; the highest dot product was asked for."),
            (lambda X, templates: (X @ templates.T).argmax(),
             "argmax without an axis looks for one place in the whole table: "
             "choose in each row."),
            (lambda X, templates: (X @ templates.T).argmax(axis=1) + 1,
             "The labels count from 0."),
            (lambda X, templates: (X[:, None] - templates).__pow__(2).sum(-1).argmin(axis=1),
             "That is the nearest template; the highest dot product was asked for."),
            (lambda X, templates: X.argmax(axis=1),
             "That is the brightest pixel; make the scores first."),
            (lambda X, templates: abs(X @ templates.T).argmax(axis=1),
             "A score far below zero is low: compare the scores, not their sizes."),
        ),
    ),
}
