"""The exercises of notebook 1, dot products: right answers, cases and usual mistakes."""

import itertools

import numpy as np

from ..checking.exercise import SHAPES, Exercise, arrays, simplest_first

# Four images of three pixels and two templates, small enough to be printed in full.
IMAGES = np.array([[1., 0, 0], [0, 1, 2], [3, 0, 1], [0, 2, 0]])
TEMPLATES = np.array([[0., 2, 1], [1, -1, 0]])
NONE = "the shapes do not fit", "they do"


def matmul_shape(left, right):
    """Return the shape of `left @ right` for the shapes of two arrays, None if they do not fit."""
    try:
        return (np.zeros(left) @ np.zeros(right)).shape
    except ValueError:
        return None


def draw_shapes(rng):
    """Return two shapes of one or two axes, some long, which mostly fit."""
    left, right = (tuple(rng.choice([0, 1, 4, 5, 7, 8, 9, 64, 65, 100], axes).tolist())
                   for axes in rng.integers(1, 3, 2))
    return left, (left[-1:] + right[1:] if rng.random() < 0.6 else right)


def matmul_with(left, right, at_left, at_right):
    """Return the shape of a product if an array of one axis is taken for something else: at the
    left and at the right, a `row`, a `column`, or one that stands `alone`, as it is."""
    left = at_left(*left) if len(left) == 1 else left
    right = at_right(*right) if len(right) == 1 else right
    return left[:-1] + right[1:] if left[-1:] == right[:1] else None


def fitting_or_not(rule, sentence):
    """Return a mistake in the shape of exercise 1.3 twice: None where it should be, and not."""
    return ((rule, sentence),
            (lambda left, right: rule(left, right) if left[-1] == right[0] else None, sentence))


def no_second_length(error, case):
    """Return a sentence on an index that a shape with one axis does not have, or nothing."""
    if isinstance(error, IndexError) and 1 in map(len, case):
        return "A shape with one axis has no second length: use [-1], [:-1] and [1:]."
    return ""


def row(n):
    return 1, n


def column(n):
    return n, 1


def alone(n):
    return (n,)


def draw_vectors(rng):
    """Return two vectors of one length, from 2 to 80. (Of length 1, the cosine may round to
    more than 1.)"""
    return tuple(rng.normal(size=(2, int(rng.choice([2, 3, 4, 5, 6, 7, 66, 80])))))


def length(v):
    return np.sqrt(v @ v)


EXERCISES = {
    "1.1": Exercise(
        arguments=("x", "w", "b"),
        solve=lambda x, w, b: x @ w + b,
        cases=((np.array([3., 5., 6.]), np.array([4., 2., 1.]), 3.0),
               (np.array([2.]), np.array([-7.]), 0.5), (np.zeros(0), np.zeros(0), 1.5)),
        draw=lambda rng: (*arrays(rng, "N", "N"), rng.normal()),
        tried="tried on short, long and empty arrays",
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
            (lambda x, w, b: (x + b) @ w, "The bias is added to every input; add it to the sum."),
            *((lambda x, w, b, once=once, none=none: x[0] * w[0] + once * b if len(x) else none,
               "Only the first product is there: does your loop return before it is done?")
              for once in (0, 1) for none in (None, 0)),
            *((lambda x, w, b, none=none: x[-1] * w[-1] + b if len(x) else none * b,
               "Only the last product is there: add to the total (+=), do not replace it.")
              for none in (0, 1)),
            (lambda x, w, b: b + sum(one * two + b for one, two in zip(x, w)),
             "The bias is added once for each input too; it belongs to the sum, once."),
            (lambda x, w, b: x @ w + abs(b), "The sign of the bias is lost."),
            (lambda x, w, b: np.tanh(x @ w + b), "Return the sum itself, not its tanh."),
            (lambda x, w, b: float(x @ w + b > 0),
             "That says whether the sum is positive; return the sum."),
            (lambda x, w, b: x[:64] @ w[:64] + b,
             "Only the first 64 products are there: x may have any length."),
            (lambda x, w, b: w, "That is w; multiply it by x and add up."),
            (lambda x, w, b: b, "That is the bias alone: add the products."),
            (lambda x, w, b: 2 * (x @ w) + b, "The products are counted twice."),
            (lambda x, w, b: x @ w + 2 * b, "The bias is added twice."),
            (lambda x, w, b: (x @ w + b) / len(x), "The sum is divided by the number of inputs."),
            (lambda x, w, b: x @ w[::-1] + b,
             "Input and weight of the same place belong together."),
        ),
    ),
    "1.2": Exercise(
        arguments=("u", "v"),
        solve=lambda u, v: u @ v / (length(u) * length(v)),
        cases=((np.array([2., -1, 2]), np.array([0., 4, 3])), (np.array([2.]), np.array([-5.]))),
        draw=draw_vectors,
        tried="tried on short and long arrays",
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
            *((lambda u, v, over=over: u @ v * over(u @ u, v @ v),
               "`a**1/2` is (a**1) / 2: write a**0.5 or np.sqrt(a) for the root.")
              for over in (lambda a, b: 4 / (a * b), lambda a, b: 2 / (a * b),
                           lambda a, b: 1 / (2 * a * b), lambda a, b: 1 / (4 * a * b),
                           lambda a, b: b / (4 * a), lambda a, b: 2 / (np.sqrt(a) * b),
                           lambda a, b: 2 / (a * np.sqrt(b)))),
            (lambda u, v: u @ v / (length(u) + length(v)),
             "You added the lengths; multiply them."),
            (lambda u, v: u @ v / (u.size * v.size),
             "You divided by the number of entries; divide by the lengths |u| and |v|."),
            (lambda u, v: np.arccos(u @ v / (length(u) * length(v))),
             "That is the angle; its cosine was asked for."),
            (lambda u, v: abs(u @ v) / (length(u) * length(v)), "The sign is lost."),
            (lambda u, v: u @ v / (5 * 5), "The lengths 5 and 5 are those of the example: "
             "compute |u| and |v|."),
            (lambda u, v: u * v / (length(u) * length(v)),
             "You have a number for each entry: add the products up."),
            (lambda u, v: u @ v / (u @ u), "The length of v is missing: u @ u is |u| · |u|."),
            (lambda u, v: u @ v / (v @ v), "The length of u is missing: v @ v is |v| · |v|."),
            (lambda u, v: u @ v / np.sqrt(u @ u + v @ v),
             "Take each root for itself, and multiply them."),
            (lambda u, v: u @ v / (abs(u).sum() * abs(v).sum()),
             "A length is the root of the sum of the squares, not the sum of the entries."),
            (lambda u, v: u @ v / (length(u[:2]) * length(v[:2])),
             "That is the length of the first two numbers only: use u @ u."),
            *((lambda u, v, under=under: u @ v / under(u.sum(), v.sum()),
               "Square the numbers before you add them up.")
              for under in (lambda a, b: np.sqrt(a) * np.sqrt(b), lambda a, b: np.sqrt(a * b))),
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
        cases=(((4, 3), (3, 2)), ((4, 3), (2, 3)), ((4, 3), (3,)), ((3,), (3, 2)), ((3,), (3,)),
               ((3,), (4, 3)), ((4, 1), (3, 2)),
               *simplest_first(itertools.product(SHAPES[1:], repeat=2))),
        draw=draw_shapes,
        drawn=200,
        none=NONE,
        fails=no_second_length,
        tried="tried on every pair of shapes with one or two axes of lengths 0, 1, 2, 3 and 6, and on "
              "larger ones",
        mistakes=(
            (lambda left, right: left[:-1] + right[1:],
             "The answer is None where the inner lengths differ: compare them first."),
            (lambda left, right: left[:-1] + right[1:]
             if left[-1] == right[0] or 1 in (left[-1], right[0]) else None,
             "A 1 does not stretch here: the inner lengths must be equal."),
            (lambda left, right: left[:-1] + right[1:] if left[-1] >= right[0] else None,
             "The inner lengths must be equal; longer is not enough."),
            (lambda left, right: left[:-1] + right[1:] if left[-1] <= right[0] else None,
             "The inner lengths must be equal; shorter is not enough."),
            *((lambda left, right, at=at: left[:-1] + right[1:] if left[at[0]] == right[at[1]] else None,
               "Compare the last length of left with the first of right.")
              for at in ((-1, -1), (0, 0), (0, -1))),
            (lambda left, right: left[:-1] + right[1:] if left[-1] != right[0] else None,
             "None is for lengths that differ, not for equal ones (==, !=)."),
            (lambda left, right: matmul_shape(left, right) if len(left) == len(right) else None,
             "A matrix and a 1-D array may fit, too."),
            (lambda left, right: matmul_shape(left, right) if 0 not in left + right else None,
             "A length may be 0, too: no rows give no rows."),
            (lambda left, right: matmul_shape(left, right) or None,
             "Two 1-D arrays that fit give a single number: the answer is (), not None."),
            (lambda left, right: (left[0], right[-1]),
             "The outer lengths are right for two matrices that fit. Inner lengths that differ "
             "mean None, and a 1-D array has one length only, which vanishes."),
            *((lambda left, right, ends=ends: matmul_with(left, right, *ends),
               "A 1-D array is neither a row nor a column: it has no second length that could "
               "stay as a 1.") for ends in ((row, column), (row, alone), (alone, column))),
            *((lambda left, right, ends=ends: matmul_with(left, right, *ends),
               "A 1-D array at the left is no column, and one at the right no row: its one length "
               "is the inner one.") for ends in ((column, column), (row, row), (column, row),
                                            (column, alone), (alone, row))),
            (lambda left, right: (left[0], right[-1]) if left[-1] == right[0] else None,
             "A 1-D array has one length only, and it vanishes: nothing of it can stay."),
            *fitting_or_not(lambda left, right: (left[0], right[0]),
                            "The outer lengths stay: the first of left and the last of right."),
            *fitting_or_not(lambda left, right: (left[-1], right[0]),
                            "Those are the inner lengths: they must be equal, and they vanish."),
            *fitting_or_not(lambda left, right: (right[-1], left[0]), "The two lengths are swapped."),
            *fitting_or_not(lambda left, right: right[1:] + left[:-1], "The lengths are swapped: those "
                            "of left come first."),
            *fitting_or_not(lambda left, right: left,
                            "The last axis of left is summed away, it cannot stay."),
            *fitting_or_not(lambda left, right: left[:-1],
                            "All lengths of right but its first stay, too."),
            *fitting_or_not(lambda left, right: right[1:],
                            "All lengths of left but its last stay, too."),
            *fitting_or_not(lambda left, right: left + right[1:],
                            "The inner length stays in your shape; it should vanish."),
            *fitting_or_not(lambda left, right: left[:-1] + right,
                            "The inner length stays in your shape; it should vanish."),
            *fitting_or_not(lambda left, right: left + right,
                            "The shapes are joined; the two inner lengths should vanish."),
            *fitting_or_not(lambda left, right: left[:-1] + right[-1:],
                            "A 1-D array at the right has one length only, and it vanishes."),
            *fitting_or_not(lambda left, right: left[:1] + right[1:],
                            "A 1-D array at the left has one length only, and it vanishes."),
            *(mistake for single in ((1,), (1, 1)) for mistake in fitting_or_not(
                lambda left, right, single=single: left[:-1] + right[1:] or single,
                "Two 1-D arrays give a single number, and its shape is ().")),
            (lambda left, right: left[:-1] + (right[1:] or (1,)),
             "A 1-D array has no second length that could stay as a 1."),
            (lambda left, right: (left[:-1] or (1,)) + right[1:],
             "A 1-D array has no second length that could stay as a 1."),
        ),
    ),
    "1.4": Exercise(
        arguments=("X", "templates"),
        solve=lambda X, templates: X @ templates.T,
        cases=((IMAGES, TEMPLATES), (IMAGES[:1], TEMPLATES), (IMAGES[:0], TEMPLATES)),
        tried="tried on small, large and empty arrays",
        draw=lambda rng: arrays(rng, "ND", "KD"),
        mistakes=(
            (lambda X, templates: X @ templates.reshape(templates.shape[::-1]),
             "The templates have the right shape, but their numbers are dealt out in another order, as "
             "reshape does it: a column is no longer a template."),
            (lambda X, templates: templates @ X.T,
             "Rows and columns are swapped: one row for each image was asked for."),
            (lambda X, templates: (templates @ X.T).reshape(len(X), len(templates)),
             "templates @ X.T has the right numbers, but reshape deals them out in another order: "
             "use .T."),
            (lambda X, templates: (X @ templates.T).argmax(axis=1),
             "Those are the numbers of the best templates; return the dot products themselves."),
            (lambda X, templates: (X @ templates.T).max(axis=1),
             "Those are the highest only; return the dot product with every template."),
            (lambda X, templates: templates @ templates.T, "Those are the templates' dot products "
             "with each other; X is to be read."),
            (lambda X, templates: X @ X.T, "Those are the images' dot products with each other."),
            (lambda X, templates: (X[:, None] - templates).__pow__(2).sum(axis=2),
             "Those are squared distances; dot products were asked for."),
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
        cases=((IMAGES, TEMPLATES), (IMAGES[:1], TEMPLATES), (IMAGES[:0], TEMPLATES)),
        whole=True,
        tried="tried on small, large and empty arrays",
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
