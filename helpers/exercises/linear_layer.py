"""The exercises of notebook 2, the Linear layer: right answers, cases and usual mistakes."""

import itertools

import numpy as np

from ..checking.exercise import SHAPES, Exercise, Wrong, arrays, simplest_first
from ..checking.showing import one_line
from ..losses import softmax


def output_shape(shape, D, K):
    return shape[:-1] + (K,) if shape[-1:] == (D,) else None


def draw_sizes(rng):
    """Return a shape, D and K, some long, where the last axis mostly is D."""
    shape = tuple(rng.integers(0, 9, rng.integers(0, 4)).tolist())
    D, K = rng.choice([4, 5, 7, 8, 10, 28, 64, 100], 2).tolist()
    return (shape + (D,) if rng.random() < 0.6 else shape), D, K


def refusing_or_not(rule, sentence):
    """Return a mistake in the shape of exercise 2.1 twice: refusing what it should, and not."""
    return ((rule, sentence),
            (lambda shape, D, K: rule(shape, D, K) if shape[-1:] == (D,) else None, sentence))


def gradients(**other):
    """Return a rule for exercise 2.2 with other gradients than the right ones."""
    rules = {"dX": lambda X, W, dY: dY @ W.T, "dW": lambda X, W, dY: X.T @ dY,
             "db": lambda X, W, dY: dY.sum(axis=0)} | other
    return lambda X, W, dY: tuple(rule(X, W, dY) for rule in rules.values())


def backward(X, W, dY):
    return dY @ W.T, X.T @ dY, dY.sum(axis=0)


def scaled_backward(X, W, dY):
    scaled = dY / np.sqrt(len(W))
    return scaled @ W.T, X.T @ scaled, dY.sum(axis=0)


def redraw(image, W, old, new, n):
    """Change the n pixels that raise the score of `new` over that of `old` the most."""
    wish = W[:, new] - W[:, old]
    target = np.where(wish > 0, 1.0, 0.0)
    gain = wish * (target - image)
    chosen = np.argsort(-gain)[:n]
    result = image.copy()
    result[chosen] = target[chosen]
    return result


def draw_redrawing(rng):
    """Return an image, weights, two digits, and how many pixels to change: none, few or all."""
    old, new = rng.permutation(10)[:2].tolist()
    n = int(rng.choice([0, 1, rng.integers(2, 65), 64]))
    return rng.integers(0, 17, 64) / 16, rng.normal(size=(64, 10)), old, new, n


def redraw_by(image, W, old, new, n, gain, target):
    """Change the n pixels of the highest gain to their targets, as a mistaken rule has them."""
    result, chosen = image.copy(), np.argsort(-gain)[:n]
    result[chosen] = target[chosen]
    return result


# The lines of exercise 2.4: what each reads, what each makes, and what it does.
LINES = {
    "A": ("W dW", "W", lambda v: v["W"] - v["dW"]),
    "B": ("X dY", "dW", lambda v: v["X"].T @ v["dY"]),
    "C": ("X W b", "Y", lambda v: v["X"] @ v["W"] + v["b"]),
    "D": ("Y", "dY", lambda v: (softmax(v["Y"]) - np.eye(2)[[0, 1, 1, 0]]) / 4),
    "E": ("b db", "b", lambda v: v["b"] - v["db"]),
    "F": ("dY", "db", lambda v: v["dY"].sum(axis=0)),
    "G": ("dY W", "dX", lambda v: v["dY"] @ v["W"].T),
}


def run_lines(order):
    """Return the W, b and dX that the lines of exercise 2.4 leave when run in this order."""
    text = "".join(order) if isinstance(order, str | list | tuple) else ""
    letters = [letter.upper() for letter in text if letter.isalnum()]
    if sorted(letters) != sorted(LINES):
        raise Wrong(f"You return {one_line(repr(order), 60)}, expected each of the letters A to G once, "
                    f"as in \"ABCDEFG\".")
    values = {"X": np.arange(12).reshape(4, 3) / 4, "W": np.array([[1., 2], [3, -1], [0, 1]]),
              "b": np.array([1., -1])}
    for letter in letters:
        needs, makes, line = LINES[letter]
        missing = [name for name in needs.split() if name not in values]
        if missing:
            raise Wrong(f"Line {letter} needs {missing[0]}, which no line before it has made.")
        values[makes] = line(values)
    return values["W"], values["b"], values["dX"]


# The course's lengths, N = 4, D = 3, K = 2: small enough to be printed in full.
SAMPLES = np.array([[1., 2, 0], [3, -1, 2], [0, 4, 1], [-2, 1, 5]])
WEIGHTS = np.array([[1., -2], [3, 0], [2, 4]])
SLOPES = np.array([[1., 3], [-2, 1], [4, -1], [2, 5]])

# A case of exercise 2.5 that can be followed by hand: four pixels that matter, 60 that do not.
FOUR_PIXELS = np.zeros(64)
FOUR_PIXELS[:4] = [0.375, 1, 0, 0.25]
FOUR_WEIGHTS = np.zeros((64, 10))
FOUR_WEIGHTS[:4, 3], FOUR_WEIGHTS[:4, 8] = [1, 0, 2, 0], [3, -4, 1, 6]


def mistaken_order(order, sentence):
    return lambda: run_lines(order), sentence


EXERCISES = {
    "2.1": Exercise(
        arguments=("shape", "D", "K"),
        solve=output_shape,
        cases=(((4, 3), 3, 2), ((3,), 3, 2), ((5, 4, 3), 3, 2), ((3, 4), 3, 2), ((0, 3), 3, 2),
               ((8, 28, 28), 28, 10), ((), 3, 2), ((4, 3), 2, 3), ((4, 2), 3, 5),
               *simplest_first(itertools.product(SHAPES, (1, 2, 3, 6), (1, 2, 3, 6)))),
        draw=draw_sizes,
        drawn=200,
        none=("the layer refuses this shape", "it takes it"),
        tried="tried on every shape with up to two axes of lengths 0, 1, 2, 3 and 6, and on larger ones",
        mistakes=(
            (lambda shape, D, K: shape[:-1] + (K,),
             "The last axis must have length D; else the layer refuses, and the answer is None."),
            (lambda shape, D, K: shape[:-1] + (K,) if shape else None,
             "The last axis must have length D; else the layer refuses, and the answer is None."),
            (lambda shape, D, K: shape[:-1] + (K,) if not shape or shape[-1] == D else None,
             "() has no axis at all, so none of length D: the layer refuses it."),
            (lambda shape, D, K: shape[:-1] + (K,) if shape and shape[-1] <= D else None,
             "The last length must be D: a shorter one is refused, too."),
            (lambda shape, D, K: shape[:-1] + (K,) if shape and shape[-1] >= D else None,
             "The last length must be D: a longer one is refused, too."),
            (lambda shape, D, K: shape[:-1] + (K,) if shape and shape[-1] in (1, D) else None,
             "The last length must be D: a 1 does not stretch here."),
            (lambda shape, D, K: shape[:-1] + (K,) if D in shape else None,
             "It is the last axis that must have length D, not any."),
            (lambda shape, D, K: shape[:-1] + (K,) if shape[:1] == (D,) else None,
             "It is the last axis that must have length D, not the first."),
            (lambda shape, D, K: (shape[0], K) if shape[-1:] == (D,) else None,
             "All axes but the last stay, however many there are."),
            (lambda shape, D, K: (shape[0], K) if len(shape) == 2 and shape[1] == D else None,
             "The layer takes any number of axes, if the last has length D: (D,) and (8, 28, D) too."),
            (lambda shape, D, K: shape[:-1] + (K,) if len(shape) in (1, 2) and shape[-1] == D
             else None, "More than two axes are welcome, if the last has length D."),
            (lambda shape, D, K: output_shape(shape, D, K) if 0 not in shape else None,
             "No samples are welcome, too: a length of 0 stays 0."),
            (lambda shape, D, K: output_shape(shape, K, D),
             "D and K have changed places: D is what comes in."),
            (lambda shape, D, K: (shape[0], K), "All axes but the last stay, and the last must be D."),
            *refusing_or_not(
                lambda shape, D, K: (shape[:-1] or (1,)) + (K,),
                "A single sample, (D,), gives (K,): no axis of length 1 is put in front."),
            *refusing_or_not(lambda shape, D, K: shape[:-1] + (D,),
                             "The last axis becomes K; D is what comes in."),
            *refusing_or_not(lambda shape, D, K: (D, K), "That is the shape of W."),
            *refusing_or_not(lambda shape, D, K: (K,), "That is the shape of b."),
            *refusing_or_not(lambda shape, D, K: shape[:-1] + (D, K),
                             "K takes the place of D; D does not stay."),
            *refusing_or_not(lambda shape, D, K: (K,) + shape[:-1],
                             "The K goes last, in the place of D, not first."),
            *refusing_or_not(lambda shape, D, K: shape[:-1],
                             "The last axis does not vanish: it becomes K."),
            *refusing_or_not(lambda shape, D, K: shape[:-1] + (1,),
                             "The last axis becomes K, the number of outputs."),
            (lambda shape, D, K: shape, "The shape changes: its last length becomes K."),
            *refusing_or_not(lambda shape, D, K: (int(np.prod(shape[:-1])), K),
                             "Axes are not joined: all but the last stay as they are."),
            (lambda shape, D, K: shape + (K,),
             "K takes the place of the last length; it is not one more."),
            *refusing_or_not(lambda shape, D, K: (K,) + shape[1:],
                             "It is the last length that becomes K, not the first."),
            *refusing_or_not(lambda shape, D, K: tuple(K if n == D else n for n in shape),
                             "Only the last axis changes, whatever the length of others."),
        ),
    ),
    "2.2": Exercise(
        arguments=("X", "W", "dY"),
        solve=backward,
        parts=("dX", "dW", "db"),
        cases=((SAMPLES, WEIGHTS, SLOPES), (SAMPLES[:1], WEIGHTS, SLOPES[:1]),
               (SAMPLES[:0], WEIGHTS, SLOPES[:0])),
        draw=lambda rng: arrays(rng, "ND", "DK", "NK"),
        tried="tried on small, large and empty arrays",
        mistakes=(
            (gradients(db=lambda X, W, dY: dY),
             "db has a row for each sample: b was added to every row, so sum over the rows."),
            (gradients(db=lambda X, W, dY: dY.mean(axis=0)),
             "db is the mean over the samples; take the sum. A 1/N, if any, is already in dY."),
            (gradients(db=lambda X, W, dY: dY.sum(axis=0) / max(len(dY), 1)),
             "db is the mean over the samples; take the sum. A 1/N, if any, is already in dY."),
            (gradients(db=lambda X, W, dY: dY.sum(axis=1)),
             "db is summed along the wrong axis: one number for each neuron, not for each sample."),
            (gradients(db=lambda X, W, dY: sum(dY)),
             "sum(dY) is the number 0 for no samples: use dY.sum(axis=0)."),
            (gradients(db=lambda X, W, dY: dY.sum()),
             "db is a single number: each neuron has a bias of its own."),
            (gradients(db=lambda X, W, dY: dY.sum(axis=0, keepdims=True)),
             "db has one axis too many: b has shape (K,)."),
            (gradients(db=lambda X, W, dY: np.squeeze(dY.sum(axis=0))),
             "For one neuron db still has one axis: its shape is (K,), also for K = 1."),
            (gradients(db=lambda X, W, dY: W.sum(axis=0)), "db sums the rows of dY, not those of W."),
            (gradients(db=lambda X, W, dY: X.sum(axis=0)), "db sums the rows of dY, not those of X."),
            (gradients(db=lambda X, W, dY: dY[0]),
             "db is that of the first sample: sum all rows."),
            (gradients(db=lambda X, W, dY: np.ones(dY.shape[1])),
             "db holds ones; each neuron's is the sum of its column of dY."),
            (gradients(dW=lambda X, W, dY: X.T @ dY / len(X)),
             "dW is the mean over the samples; take the sum. A 1/N, if any, is already in dY."),
            (gradients(dW=lambda X, W, dY: X.T @ dY / max(len(X), 1)),
             "dW is the mean over the samples; take the sum. A 1/N, if any, is already in dY."),
            (gradients(dW=lambda X, W, dY: dY.T @ X), "dW is transposed."),
            (gradients(dX=lambda X, W, dY: W @ dY.T), "dX is transposed."),
            (gradients(dX=lambda X, W, dY: X.T @ dY, dW=lambda X, W, dY: dY @ W.T),
             "dX and dW have changed places in your return."),
            (gradients(dX=lambda X, W, dY: X @ W),
             "dX is the output: it should be made of dY and W."),
            (gradients(dX=lambda X, W, dY: dY @ W.T / len(X)),
             "dX is divided by N; a 1/N, if any, is already in dY."),
            (gradients(dX=lambda X, W, dY: dY @ W.T / len(X),
                       dW=lambda X, W, dY: X.T @ dY / len(X), db=lambda X, W, dY: dY.mean(axis=0)),
             "All three are divided by N; a 1/N, if any, is already in dY."),
            (gradients(dX=lambda X, W, dY: dY @ W.reshape(W.shape[::-1])),
             "reshape deals the weights out in another order; turn W with .T."),
            (gradients(dW=lambda X, W, dY: X.reshape(X.shape[::-1]) @ dY),
             "reshape deals the inputs out in another order; turn X with .T."),
        ),
    ),
    "2.3": Exercise(
        arguments=("X", "W", "dY"),
        solve=scaled_backward,
        parts=("dX", "dW", "db"),
        cases=((SAMPLES, WEIGHTS, SLOPES), (SAMPLES[:1], WEIGHTS, SLOPES[:1]),
               (SAMPLES[:0], WEIGHTS, SLOPES[:0])),
        draw=lambda rng: arrays(rng, "ND", "DK", "NK"),
        tried="tried on small, large and empty arrays",
        mistakes=(
            (lambda X, W, dY: (dY @ W.T, X.T @ dY / np.sqrt(len(W)), dY.sum(axis=0)),
             "That is still the friend's: dX is √D times too large. Compare it with the numerical gradient."),
            (backward, "Now √D is missing in dX and in dW: X @ W was divided by it."),
            (lambda X, W, dY: (dY @ W.T / len(W), X.T @ dY / np.sqrt(len(W)), dY.sum(axis=0)),
             "dX is divided by D; the layer divides by √D."),
            (lambda X, W, dY: tuple(g / np.sqrt(len(W)) for g in backward(X, W, dY)),
             "db is divided by √D too, but b is added after the division."),
            (lambda X, W, dY: (dY @ W.T / len(W), X.T @ dY / len(W), dY.sum(axis=0)),
             "You divided by D; the layer divides by √D."),
            (lambda X, W, dY: (dY @ W.T / np.sqrt(len(W)), X.T @ dY, dY.sum(axis=0)),
             "dX is right now, but dW has lost its √D."),
            (lambda X, W, dY: (dY @ W.T / np.sqrt(len(W)), X.T @ dY / np.sqrt(len(W)), dY.mean(axis=0)),
             "db is the mean over the samples; take the sum."),
            (lambda X, W, dY: (dY @ W.T / np.sqrt(len(W)), X.T @ dY / np.sqrt(len(W)), dY),
             "db has a row for each sample: b was added to every row, so sum over the rows."),
            (lambda X, W, dY: (dY @ W.T / np.sqrt(len(W)), X.T @ dY / np.sqrt(len(W)),
                               dY.sum(axis=0) / np.sqrt(len(W))),
             "db is divided by √D too, but b is added after the division."),
            *((lambda X, W, dY, under=under, both=both: (
                dY @ W.T / np.sqrt(under(X, W)), X.T @ dY / np.sqrt(under(X, W) if both else len(W)),
                dY.sum(axis=0)), f"{said}; D is the length of W, len(W).")
              for under, said in ((lambda X, W: W.shape[1], "You divide by √K"),
                                  (lambda X, W: len(X), "You divide by √N"),
                                  (lambda X, W: 3, "√3 is right for D = 3 only"))
              for both in (True, False)),
            (lambda X, W, dY: (dY @ W.T / np.sqrt(len(W)), X.T @ dY / np.sqrt(len(W)),
                               dY.sum(axis=1)),
             "db is summed along the wrong axis: one number for each neuron."),
            (lambda X, W, dY: (dY @ W.T * np.sqrt(len(W)), X.T @ dY / np.sqrt(len(W)),
                               dY.sum(axis=0)), "dX is multiplied by √D; divide."),
        ),
    ),
    "2.4": Exercise(
        arguments=(),
        solve=lambda: run_lines("CDBFGAE"),
        reads=run_lines,
        parts=("W", "b", "dX"),
        cases=((),),
        draw=None,
        tried="the step comes out right",
        mistakes=(mistaken_order(
            "CDBAGFE", "dX was made with a W that A had already changed: use W before updating it."),),
    ),
    "2.5": Exercise(
        arguments=("image", "W", "old", "new", "n"),
        solve=redraw,
        cases=(
            (FOUR_PIXELS, FOUR_WEIGHTS, 3, 8, 1),
            (FOUR_PIXELS, FOUR_WEIGHTS, 3, 8, 2),
            (FOUR_PIXELS[::-1], FOUR_WEIGHTS[::-1], 3, 8, 3),
        ),
        draw=draw_redrawing,
        tried="tried on many images and weights, for no, few and all pixels",
        mistakes=(
            (lambda image, W, old, new, n: image,
             "Nothing is changed. Does your sorting put the smallest gains first?"),
            (lambda image, W, old, new, n: redraw(image, W, new, old, n),
             "The signs are swapped: this makes it more like the old digit."),
            (lambda image, W, old, new, n: redraw(image, W, old, new, image.size),
             "All pixels are changed; only n may be."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n, abs(W[:, new] - W[:, old]),
                np.where(W[:, new] > W[:, old], 1.0, 0.0)),
             "A pixel that is full of ink already cannot gain: rank by what the change gains."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n, (W[:, new] - W[:, old]) * (1 - image), np.ones(image.size)),
             "You only add ink: taking ink away may gain more."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n, W[:, new] * (np.where(W[:, new] > 0, 1.0, 0.0) - image),
                np.where(W[:, new] > 0, 1.0, 0.0)),
             "You raise the new digit's score; what counts is the difference to the old one's."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n, W[:, new] - W[:, old],
                np.where(W[:, new] > W[:, old], 1.0, 0.0)),
             "You rank by the wish, not by the gain: what the pixel holds already counts too, and "
             "taking ink away where it harms is a gain."),
            (lambda image, W, old, new, n: redraw(image, W, old, new, n + 1),
             "One pixel too many is changed."),
            (lambda image, W, old, new, n: redraw(image, W, old, new, max(n - 1, 0)),
             "One pixel too few is changed."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n,
                (W[:, new] - W[:, old]) * ((W[:, new] > W[:, old]) - image),
                16.0 * (W[:, new] > W[:, old])),
             "Full ink is 1 here, not 16."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n, (W[:, new] - W[:, old]) * ((W[:, new] <= W[:, old]) - image),
                np.where(W[:, new] > W[:, old], 0.0, 1.0)),
             "Ink and paper are the wrong way round: ink (1) helps where the wish is above 0."),
            (lambda image, W, old, new, n: redraw(image, W, old, new, n or image.size),
             "For n = 0 all pixels are changed: [-n:] takes all of them, since -0 is 0."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n, (W[:, old] - W[:, new]) * ((W[:, new] > W[:, old]) - image),
                np.where(W[:, new] > W[:, old], 1.0, 0.0)),
             "The least useful pixels are changed: sorting puts the smallest gains first."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n,
                (W[:, new] - W[:, old]) * ((W[:, new] > W[:, old]) - image), np.ones(image.size)),
             "The chosen pixels are right, but all become ink: where ink harms, make paper."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n,
                (W[:, new] - W[:, old]) * ((W[:, new] > W[:, old]) - image), 1 - image),
             "The chosen pixels are right, but turned over: make them 1 or 0."),
            (lambda image, W, old, new, n: redraw(image, W, old, new, 1),
             "Only one pixel is changed; it should be n of them."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n, (W[:, new] > W[:, old]) - image,
                np.where(W[:, new] > W[:, old], 1.0, 0.0)),
             "The weights do not enter your ranking, only the pixels: multiply by the wish."),
            (lambda image, W, old, new, n: redraw_by(
                image, W, old, new, n, abs((W[:, new] > W[:, old]) - image),
                np.where(W[:, new] > W[:, old], 1.0, 0.0)),
             "The weights do not enter your ranking, only the pixels: multiply by the wish."),
            (lambda image, W, old, new, n: np.clip(image + W[:, new] - W[:, old], 0, 1),
             "Set n pixels to 0 or 1; do not add the weights to all of them."),
        ),
    ),
}
