"""The exercises of notebook 4, stacked layers: right answers, cases and usual mistakes."""

import re

import numpy as np

from ..checking.cells import place_of
from ..checking.comparison import numbers
from ..checking.exercise import Exercise, Wrong, arrays
from ..checking.recorder import Recorder


def merge_two(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2


def tanh_backward(X, dY):
    return dY * (1 - np.tanh(X)**2)


def draw_slopes(rng):
    """Return X and dY of one shape, of one to three axes, some empty, some long."""
    return arrays(rng, *[str(rng.choice(["N", "ND", "NDK"]))] * 2)


def count_parameters(widths):
    return sum(D * K + K for D, K in zip(widths, widths[1:]))


def run_network(weights):
    """Return what a network with the weights W1, b1, W2, b2 answers to the four points of XOR."""
    parts = [numbers(part) for part in weights] if isinstance(weights, tuple | list) else []
    if len(parts) != 4 or any(part is None for part in parts):
        raise Wrong("Your function should return four arrays: W1, b1, W2, b2.")
    if all(part.ndim == 0 for part in parts):
        raise Wrong("Your function should return the weights, not the answers.")
    W1, b1, W2, b2 = parts
    H = W1.shape[-1] if W1.ndim else 0
    wanted = [(2, H), (H,), (H, 1), (1,)]
    for name, part, shape in zip(("W1", "b1", "W2", "b2"), parts, wanted):
        if part.shape != shape:
            raise Wrong(f"Your {name} has shape {part.shape}, expected {shape}.")
        if part.dtype == bool:
            raise Wrong(f"Your {name} holds truth values, expected numbers.")
    points = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    return (np.maximum(points @ W1 + b1, 0) @ W2 + b2)[:, 0].astype(float)


def near_enough(got, want):
    """Take answers within 0.01 of the wanted ones: weights may have been trained."""
    got = numbers(got)
    return want if got is not None and got.shape == want.shape and np.all(
        abs(got - want) < 0.01) else got


def drawing(arguments):
    """Return what is wrong in how the weights of exercise 4.5 were drawn, or nothing."""
    asked = arguments[-1].asked
    other = [name for name in asked if name not in ("normal", "standard_normal")]
    if not asked:
        return "The numbers do not come from the rng that the function is given: use rng.normal."
    if other:
        return f"You draw with rng.{other[0]}; rng.normal was asked for."
    if len(asked) > 1:
        return (f"You draw by {len(asked)} calls of rng.{asked[0]}; one with size=(D, K) was "
                f"asked for.")
    return ""


def he_weights(D, K, rng):
    return np.sqrt(2 / D) * rng.normal(size=(D, K))


# What an error says, what stands in the line that raised it, and what to say of both.
MERGED_WRONGLY = (
    ("core dimension", r"W2 ?@ ?W1", "W2 @ W1 is the wrong order: rows meet the first layer first."),
    ("core dimension", r"W2 ?@ ?b1", "It should be b1 @ W2: a row times W2."),
    ("core dimension", r"b1 ?@ ?W1", "The first bias has passed W1 already; it goes through W2."),
    ("broadcast", r"W1 ?\+ ?W2", "You added the layers up; one follows the other."),
    ("broadcast", r"W1 ?\* ?W2", "Multiply as matrices (@), not entry by entry."),
    (r"broadcast.*\(\d+,1?\)", "", "b1 has a number for each hidden unit and b2 one for each output: b1 goes "
                                   "through W2 before they are added."),
)


def merged_wrongly(error, case):
    """Return what to add where the arrays of exercise 4.1 do not fit."""
    return next((sentence for said, line, sentence in MERGED_WRONGLY
                 if re.search(said, str(error)) and re.search(line, place_of(error))), "")


def times_as_matrices(error, case):
    """Return what to add where exercise 4.2 multiplies as matrices."""
    return ("Multiply entry by entry (*), not as matrices (@)."
            if re.search("core dimension|not aligned", str(error)) else "")


EXERCISES = {
    "4.1": Exercise(
        arguments=("W1", "b1", "W2", "b2"),
        solve=merge_two,
        parts=("W", "b"),
        cases=((np.array([[1., 2], [0, -1], [3, 1]]), np.array([2., -3]),
                np.array([[1., 0, 2, -1], [4, -2, 1, 3]]), np.array([1., 5, -4, 2])),),
        draw=lambda rng: arrays(rng, "DH", "H", "HK", "K"),
        fails=merged_wrongly,
        mistakes=(
            (lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 + 2 * b2), "The second bias is added twice."),
            (lambda W1, b1, W2, b2: (W1 @ W2, b2), "The first bias is lost: it goes through W2."),
            (lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2), "The second bias is missing."),
            (lambda W1, b1, W2, b2: ((W1 @ W2).T, b1 @ W2 + b2), "W is transposed."),
            (lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 - b2),
             "The second bias is subtracted; add it."),
            (lambda W1, b1, W2, b2: (W1 @ W2, b1),
             "Only the first bias is there, and it has not passed W2."),
        ),
    ),
    "4.2": Exercise(
        arguments=("X", "dY"),
        solve=tanh_backward,
        cases=((np.array([[0.5, -1, 2], [0, 3, -0.25]]), np.array([[2., -1, 4], [3, 1, -2]])),
               (np.zeros((0, 3)), np.zeros((0, 3)))),
        tried="tried on small, large and empty arrays of one to three axes",
        draw=draw_slopes,
        fails=times_as_matrices,
        mistakes=(
            (lambda X, dY: dY * (1 - X**2), "That is the friend's: 1 - y² takes what went out, y = tanh(x)."),
            (lambda X, dY: 1 - np.tanh(X)**2, "That is the derivative alone: multiply it by dY."),
            (lambda X, dY: dY * (1 - np.tanh(X)), "The square is missing: 1 - y²."),
            (lambda X, dY: dY * np.tanh(X), "That is dY times the output; its derivative is 1 - y²."),
            (lambda X, dY: dY * np.tanh(X) * (1 - np.tanh(X)), "y (1 - y) belongs to the sigmoid."),
            (lambda X, dY: dY * (1 - np.tanh(np.tanh(X))**2), "tanh was applied twice."),
            (lambda X, dY: dY * (1 + np.tanh(X)**2), "The sign is wrong: 1 - y²."),
            (lambda X, dY: dY * np.tanh(X)**2, "That is dY times y²; take it from 1 first."),
            (lambda X, dY: dY * (1 - np.tanh(X**2)), "Square the output of tanh, not its input."),
            (lambda X, dY: dY * 1 - np.tanh(X)**2, "Parentheses are missing around 1 - y²."),
            (lambda X, dY: 1 - dY * np.tanh(X)**2, "dY multiplies the whole of 1 - y², in parentheses."),
            (lambda X, dY: dY, "That is dY as it came: multiply it by the derivative."),
            (lambda X, dY: dY / (1 - np.tanh(X)**2), "You divide by the derivative; multiply."),
            (lambda X, dY: dY + (1 - np.tanh(X)**2), "You add the derivative; multiply by it."),
            (lambda X, dY: dY * (1 - np.tanh(X) * 2), "y is doubled (* 2); square it (**2)."),
            (lambda X, dY: dY * (X > 0), "That is ReLU's; tanh has the derivative 1 - y²."),
            (lambda X, dY: dY / np.cosh(X), "The square is missing: 1 / cosh²."),
            (lambda X, dY: dY * (1 - np.tanh(dY)**2), "The derivative belongs at X, not at dY."),
            (lambda X, dY: dY * (1 - np.tanh(X))**2, "Square y alone, then take it from 1."),
        ),
    ),
    "4.3": Exercise(
        arguments=(),
        solve=lambda: np.array([1.0, 0, 0, 1]),
        reads=run_network,
        cases=((),),
        draw=None,
        returns="r network answers",
        settles=near_enough,
        tried="it answers 1, 0, 0, 1",
        mistakes=(
            (lambda: np.array([0.0, 1, 1, 0]), "That is XOR; its opposite was asked for."),
            (lambda: np.array([0.0, -1, -1, 0]),
             "Nearly: all four are 1 too low, so the last bias (b2) should be 1 more."),
            (lambda: np.array([1.0, 0, 0, -1]), "With no ones and with one it is right; with two it "
             "must come back up, which a hidden unit can do that wakes up only then."),
            (lambda: np.array([1.0, -1, -1, 1]),
             "The signs are right, but the numbers should be 1 and 0: halve W2."),
            (lambda: np.array([1.0, 2, 2, 1]), "That is 1 plus XOR; it should be 1 minus XOR."),
            (lambda: np.array([0.0, 0, 0, 1]), "That is AND: right for two ones, wrong for none."),
            (lambda: np.full(4, 0.5), "0.5 everywhere is what one layer can do at best."),
            (lambda: np.array([1.0, 2, 2, 3]), "It goes up by 1 with each 1 in the input; it should "
             "go down first, and up again with the second."),
            (lambda: np.array([1.0, 0, 0, 0]),
             "That is neither; with two ones it must come back up."),
        ),
    ),
    "4.4": Exercise(
        arguments=("widths",),
        solve=count_parameters,
        cases=(([64, 32, 10],), ([3, 2],), ([5, 5, 5, 5],), ([1, 1],), ([7],), ([2, 9, 4, 3],)),
        draw=lambda rng: (rng.integers(1, 999, rng.integers(1, 12)).tolist(),),
        tried="tried on many networks, with one width and with eleven",
        mistakes=(
            (lambda widths: sum(D * K for D, K in zip(widths, widths[1:])), "The biases are missing."),
            (lambda widths: sum(D * K + D for D, K in zip(widths, widths[1:])),
             "A layer has a bias for each output, not for each input."),
            (lambda widths: sum(D * K + 1 for D, K in zip(widths, widths[1:])),
             "A layer has a bias for each of its outputs, not one in all."),
            (lambda widths: widths[0] * widths[1] + widths[1], "Only the first layer is counted: "
             "does your loop return before it is done?"),
            (lambda widths: [D * K + K for D, K in zip(widths, widths[1:])], "Add the layers up."),
            (lambda widths: sum(widths), "Those are the units; the parameters are on the lines "
             "between them, and the biases."),
            (lambda widths: int(np.prod(widths)), "Add the layers up; do not multiply them."),
            (lambda widths: widths[0] * widths[-1] + widths[-1],
             "That is the one layer they would collapse into without activations."),
            (lambda widths: sum(D * K + K for D, K in zip(widths, widths[1:])) + widths[0],
             "The inputs have no bias."),
            (lambda widths: sum(D * K + D + K for D, K in zip(widths, widths[1:])),
             "A layer has a bias for each output, none for its inputs."),
            (lambda widths: widths[-2] * widths[-1] + widths[-1],
             "Only the last layer is counted: add (+=)."),
            *((lambda widths, alone=alone: sum(D * K for D, K in zip(widths, widths[1:]))
               + (widths[-1] if len(widths) > 1 or alone else 0), "Hidden units have biases too.")
              for alone in (False, True)),
            (lambda widths: sum(D * K for D, K in zip(widths, widths[1:])) + sum(widths),
             "The inputs have no bias."),
        ),
    ),
    "4.5": Exercise(
        arguments=("D", "K", "rng"),
        solve=he_weights,
        cases=((3, 2, Recorder(1)), (2, 5, Recorder(2)), (1, 1, Recorder(3))),
        draw=lambda rng: (*rng.integers(1, 99, 2).tolist(), Recorder(int(rng.integers(2**32)))),
        objects=drawing,
        mistakes=(
            (lambda D, K, rng: 2 / D * rng.normal(size=(D, K)),
             "2/D is the variance; the factor, or the scale, is its square root, the standard deviation."),
            (lambda D, K, rng: np.sqrt(2 / K) * rng.normal(size=(D, K)),
             "The variance is 2/D, D being the inputs, not the outputs."),
            (lambda D, K, rng: np.sqrt(1 / D) * rng.normal(size=(D, K)),
             "The factor 2 is missing: ReLU throws half of the signal away."),
            (lambda D, K, rng: np.sqrt(2) / D * rng.normal(size=(D, K)),
             "The root covers D too: sqrt(2 / D)."),
            (lambda D, K, rng: np.sqrt(2 / (D + K)) * rng.normal(size=(D, K)),
             "That is Xavier (Glorot) initialisation; He's variance is 2/D."),
            (lambda D, K, rng: np.sqrt(2 / D) * rng.normal(size=(K, D)),
             "The shape should be (D, K): inputs first."),
            (lambda D, K, rng: np.sqrt(2 / D) * rng.normal(size=(K, D)).T,
             "You draw (K, D) numbers and turn them; draw them with size=(D, K)."),
            (lambda D, K, rng: (2 / D)**2 * rng.normal(size=(D, K)),
             "You square 2/D; take its root, since a factor enters the variance squared."),
            (lambda D, K, rng: np.sqrt(6) * rng.normal(size=(D, K)),
             "√6 turns the default's weights into He's; these numbers have variance 1, not 1/(3D)."),
            (lambda D, K, rng: rng.normal(size=(D, K)) / np.sqrt(3 * D),
             "That is the default's variance, 1/(3D); He's is 2/D."),
            (lambda D, K, rng: rng.normal(2 / D, 1, size=(D, K)),
             "2/D is added; multiply by its root. (The first argument of rng.normal is the mean: write "
             "scale=.)"),
            (lambda D, K, rng: rng.normal(size=(D, K)), "Not scaled yet: the variance should be 2/D."),
            (lambda D, K, rng: np.sqrt(2 / D) + rng.normal(size=(D, K)), "The deviation is added; "
             "multiply by it. (The first argument of rng.normal is the mean: write scale=.)"),
            (lambda D, K, rng: np.sqrt(D / 2) * rng.normal(size=(D, K)),
             "You divide by sqrt(2/D), or D and 2 have changed places: multiply by sqrt(2/D)."),
            (lambda D, K, rng: 0.01 * rng.normal(size=(D, K)),
             "0.01 is too small: the variance is 2/D."),
        ),
    ),
}
