"""The exercises of notebook 6, training and regularising: right answers, cases and usual mistakes."""

import re

import numpy as np

from ..checking.exercise import Exercise, arrays
from ..checking.recorder import Recorder


def penalised(W, b, dW, db, strength):
    return dW + 2 * strength * W, db


def draw_penalty(rng):
    """Return weights, biases, their gradients, and how strong the penalty is: now and then 0."""
    strength = 0.0 if rng.random() < 0.1 else float(rng.uniform(0.05, 1))
    return *arrays(rng, "DK", "K", "DK", "K"), strength


def with_pull(pull):
    """Return a rule for exercise 6.1 that adds another gradient of the penalty to dW."""
    return lambda W, b, dW, db, strength: (dW + pull(W, strength), db)


def with_db(gradient):
    """Return a rule for exercise 6.1 with the right dW and another db."""
    return lambda W, b, dW, db, strength: (dW + 2 * strength * W, gradient(b, db, strength))


def dropout(X, dY, p, training, rng):
    if not training:
        return X, dY
    factors = (rng.random(X.shape) >= p) / (1 - p)
    return X * factors, dY * factors


def draw_dropout(rng):
    """Return X and dY, how much to drop: now and then nothing, whether it is training, and an rng."""
    p = 0.0 if rng.random() < 0.1 else float(rng.uniform(0.1, 0.9))
    return *arrays(rng, "ND", "ND"), p, bool(rng.random() < 0.7), Recorder(int(rng.integers(2**32)))


def dropped(factor=lambda p: 1 / (1 - p), forward=None, backward=None, kept=lambda u, p: u >= p,
            shape=lambda X: X.shape, off=lambda p: (1, 1)):
    """Return a rule for exercise 6.2 with another factor, mask or shape of the mask, other passes
    made of them, or other factors when not training (`off`)."""
    def rule(X, dY, p, training, rng):
        if not training:
            return X * off(p)[0], dY * off(p)[1]
        mask = kept(rng.random(shape(X)), p)
        return (forward(X, mask, p) if forward else X * mask * factor(p),
                backward(X, dY, mask, p) if backward else dY * mask * factor(p))
    return rule


def drawing(arguments):
    """Return what is wrong in how exercise 6.2 asked its generator, or nothing."""
    X, _, p, training, rng = arguments
    other = [name for name in rng.asked if name not in ("random", "uniform")]
    if not training:
        return ("When training is False, nothing is dropped and nothing drawn: leave the rng alone."
                if rng.asked else "")
    if not rng.asked and p > 0 and X.size:
        return ("training is True here, but no numbers were drawn from the rng that the function is "
                "given: use rng.random(X.shape).")
    if other:
        return f"You use rng.{other[0]}; rng.random was asked for."
    if len(rng.asked) > 1:
        return (f"You call rng.{rng.asked[0]} {len(rng.asked)} times; one call was asked for, whose mask "
                f"serves Y and dX alike.")
    return ""


def shape_of_the_draw(error, case):
    """Return what to add where a shape came as several arguments, and one was taken for a dtype."""
    return ("A shape is one argument: rng.random(X.shape), without a star."
            if isinstance(error, TypeError) and "data type" in str(error) else "")


def scale_of(gamma, var, eps):
    return gamma / np.sqrt(var + eps)


def fold(W, b, gamma, beta, mean, var, eps):
    scale = scale_of(gamma, var, eps)
    return W * scale, (b - mean) * scale + beta


def draw_normalisation(rng):
    """Return a layer and the numbers of its normalisation, of which some variances are tiny."""
    W, b, gamma, beta, mean, var = arrays(rng, "DK", *"KKKKK")
    var = var**2 * rng.choice([1, 1, 1e-5], len(var))
    return W, b, gamma, beta, mean, var, float(10**rng.uniform(-5, -1))


def folded(weights=lambda W, s, beta, mean: W * s, bias=lambda b, s, beta, mean: (b - mean) * s + beta):
    """Return a rule for exercise 6.4 with other weights or another bias, made with the right scale s."""
    def rule(W, b, gamma, beta, mean, var, eps):
        scale = scale_of(gamma, var, eps)
        return weights(W, scale, beta, mean), bias(b, scale, beta, mean)
    return rule


def scaled_by(scale, sentence):
    """Return a mistake in the scale of exercise 6.4 three times: in both parts, in W, in b alone."""
    def rule(where):
        def mistaken(W, b, gamma, beta, mean, var, eps):
            scales = [(scale if part in where else scale_of)(gamma, var, eps) for part in "Wb"]
            return W * scales[0], (b - mean) * scales[1] + beta
        return mistaken
    return tuple((rule(where), sentence) for where in ("Wb", "W", "b"))


def columns_of_outputs(error, case):
    """Return what to add where a row or a column of numbers does not fit in exercise 6.4."""
    return ("gamma, beta, mean and var have a number for each output, so for each column of W."
            if re.search(r"broadcast.*\(\d+,1?\)", str(error)) else "")


def adam_step(W, dW, m, v, t, lr):
    m = 0.9 * m + 0.1 * dW
    v = 0.999 * v + 0.001 * dW**2
    return W - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v


def draw_adam(rng):
    """Return weights, gradients and running means as they stand after some steps; some entries
    have tiny gradients."""
    W, dW, m, v = arrays(rng, *[str(rng.choice(["D", "DK"]))] * 4)
    size = rng.choice([1, 1, 1e-3, 1e-8], W.shape)
    t = int(10**rng.uniform(0, 3.3))
    return W, dW * size, m * size, (0.5 + v**2) * size**2, t, float(rng.uniform(0.1, 1))


def adam(mean=lambda m, dW: 0.9 * m + 0.1 * dW, square=lambda v, dW: 0.999 * v + 0.001 * dW**2,
         first=lambda t: 1 - 0.9**t, second=lambda t: 1 - 0.999**t,
         step=lambda m, v: m / (np.sqrt(v) + 1e-8), back=lambda W, m, v, t: (W, m, v)):
    """Return a rule for exercise 6.3 with other running means, other numbers that correct them,
    another step of the corrected means, or other things that come back."""
    def rule(W, dW, m, v, t, lr):
        m, v = mean(m, dW), square(v, dW)
        return back(W - lr * step(m / first(t), v / second(t)), m, v, t)
    return rule


def with_weights(new):
    """Return a rule for exercise 6.3 whose m and v are right, and whose W is made of the
    arguments and the two."""
    def rule(*case):
        _, m, v = adam_step(*case)
        return new(*case, m, v), m, v
    return rule


def step(m, v, t):
    return (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)


def count_from_one(error, case):
    """Return what to add where exercise 6.3 divides by 0."""
    return "t counts from 1, so 1 - 0.9**t is never 0." if isinstance(error, ZeroDivisionError) else ""


def share(p, right, t):
    """Return the share that is right of the strips with p >= t."""
    return right[p >= t].mean()


def threshold(p, right, promise):
    return next((t for t in np.unique(p) if share(p, right, t) >= promise), np.inf)


def draw_strips(rng):
    """Return how sure a machine was of some strips, with ties, which it read right, and a promise.

    No share equals the promise but where all ways to compare them are exact: quarters.
    """
    n = int(rng.choice([0, 1, rng.integers(2, 12), rng.integers(12, 50), rng.integers(65, 90)],
                       p=[0.03, 0.07, 0.5, 0.3, 0.1]))
    p = rng.choice(rng.random(max(1, n if rng.random() < 0.3 else n // 2)), n)
    right = rng.random(n) < p**rng.choice([0, 0.1, 0.5, 1, 5])
    return p, right, float(rng.choice([0.25, 0.5, 0.75, 1, *rng.uniform(0.2, 1, 2)]))


def lowest(share=share, candidates=np.unique, enough=np.greater_equal):
    """Return a rule for exercise 6.5: the first t of the candidates whose share is enough."""
    return lambda p, right, promise: next(
        (t for t in candidates(p) if enough(share(p, right, t), promise)), np.inf)


def or_else(other, sentence, where):
    """Return a mistake in exercise 6.5: another answer for strips of which no t holds, and where(p)."""
    def rule(p, right, promise):
        t = threshold(p, right, promise)
        return other if t == np.inf and where(p) else t
    return rule, sentence


def until_the_dip(p, right, promise):
    """Go down from the highest t, and stop where the promise is first broken."""
    best = np.inf
    for t in np.unique(p)[::-1]:
        if share(p, right, t) < promise:
            break
        best = t
    return best


def one_by_one(order, dip=False):
    """Return a rule for exercise 6.5 that takes strips in an order, without regard to ties, and
    with `dip` stops where the promise is first broken."""
    def rule(p, right, promise):
        places = order(p, right)
        kept = np.cumsum(right[places]) / np.arange(1, len(p) + 1) >= promise
        kept = np.logical_and.accumulate(kept) if dip else kept
        return p[places][np.flatnonzero(kept)[-1]] if kept.any() else np.inf
    return rule


def instead(of):
    """Return a rule for exercise 6.5 that returns something else about the right t."""
    return lambda p, right, promise: of(p, right, threshold(p, right, promise))


def none_holds(error, case):
    """Return what to add where exercise 6.5 fails on strips that must all be handed over."""
    return "Here no t keeps the promise: the answer is np.inf." if threshold(*case) == np.inf else ""


# From the surest strip down: in which order the equally sure may come.
ORDERS = (*(lambda p, right, kind=kind: np.argsort(-p, kind=kind) for kind in (None, "stable")),
          *(lambda p, right, kind=kind: np.argsort(p, kind=kind)[::-1] for kind in (None, "stable")),
          lambda p, right: np.lexsort((~right, -p)), lambda p, right: np.lexsort((right, -p)))

# The lengths of the course, D = 3, K = 2, and five strips: small enough to be printed in full.
WEIGHTS = np.array([[1., -2], [3, 0], [2, 4]])
SLOPES = np.array([[1., 3], [-2, 1], [4, -1]])
BIAS = np.array([5., -3])
SURE = np.array([0.8, 0.95, 0.6, 0.9, 0.7])
READ = np.array([True, True, False, False, True])

SQUARED = "W is still squared: that is the penalty, not its derivative."
SUMMED = "W is summed up; each weight is pulled by itself."
SUM = "The penalty is a sum, not a mean: do not divide its gradient."
NO_BIAS = "The penalty leaves the bias out: db stays as it is."
NO_PARENTHESES = "Without parentheses, / 1 - p divides by 1 and subtracts p: write / (1 - p)."
NO_SCALE = "When training is False, nothing is scaled."
FROM_Y = "An entry may be 0 or negative and yet be kept: dX should be made with the mask, not with Y."
OLD = "The step uses an old running mean: renew m and v first, then take the step."
OWN = "Each weight has a v of its own: do not join the squares of all."
HALVED = "`a**1/2` is (a**1) / 2: write a**0.5 or np.sqrt(a) for the root."
ALONE = "The corrected numbers serve the step alone: return m and v as they are without."
NO_T = "If no t keeps the promise, all are handed over: the answer is np.inf."
NO_STRIPS = "Without strips there is no t that keeps the promise: the answer is np.inf."
BELOW = "You look at the strips below t; accepted are those with p >= t."
IN_ORDER = "That is the {} t, in the order of p, that keeps the promise; the lowest was asked for."
DIP = "You stop at the first dip: a lower t may keep the promise again."
TIES = "Strips with the same p are accepted together, or not at all."

EXERCISES = {
    "6.1": Exercise(
        arguments=("W", "b", "dW", "db", "strength"),
        solve=penalised,
        parts=("dW", "db"),
        cases=((WEIGHTS, BIAS, SLOPES, np.array([2., 4]), 0.3),),
        draw=draw_penalty,
        mistakes=(
            (with_db(lambda b, db, s: db + 2 * s * b), NO_BIAS),
            (with_db(lambda b, db, s: db + s * b), NO_BIAS),
            (with_db(lambda b, db, s: 0 * db),
             "db is 0; the penalty leaves the bias out, but the loss does not."),
            (with_db(lambda b, db, s: b), "That is b; its gradient was asked for."),
            (with_pull(lambda W, s: s * W), "The factor 2 is missing: the derivative of w² is 2w."),
            (with_pull(lambda W, s: 2 * s * W / len(W)), SUM),
            (with_pull(lambda W, s: 2 * s * W / W.size), SUM),
            (with_pull(lambda W, s: s * W**2), SQUARED),
            (with_pull(lambda W, s: 2 * s * W**2), SQUARED),
            (with_pull(lambda W, s: s * np.sum(W**2)),
             "You add the penalty itself, one number; add its gradient."),
            *((with_pull(lambda W, s, pull=pull, factor=factor: factor * s * pull(W)), sentence)
              for pull, sentence in (
                  (np.negative, "The penalty's gradient is subtracted; add it."),
                  (np.sign, "Only the sign of W is left: that belongs to the sum of |W|."),
                  (abs, "The signs of W are lost: take W itself, not |W|.")) for factor in (1, 2)),
            (with_pull(lambda W, s: 2 * W), "strength is missing: it multiplies the penalty."),
            (with_pull(lambda W, s: 2 * s), "W is missing: a larger weight is pulled harder."),
            (with_pull(lambda W, s: 0), "dW is as it came: the gradient of the penalty is missing."),
            (with_pull(lambda W, s: 2 * s * W.sum()), SUMMED),
            (with_pull(lambda W, s: 2 * s * W.sum(axis=0)), SUMMED),
            (lambda W, b, dW, db, s: (2 * s * W, db),
             "That is the penalty's gradient alone: add it to dW."),
            (lambda W, b, dW, db, s: (dW + 2 * s * dW, db),
             "The penalty's gradient is made of W, not of dW."),
            (lambda W, b, dW, db, s: (W + 2 * s * dW, db), "W and dW have changed places."),
            (lambda W, b, dW, db, s: (s * (dW + 2 * W), db),
             "strength multiplies dW too; it belongs to the penalty alone."),
        ),
    ),
    "6.2": Exercise(
        arguments=("X", "dY", "p", "training", "rng"),
        solve=dropout,
        parts=("Y", "dX"),
        cases=tuple((X, dY, 0.6, training, Recorder(14)) for training in (True, False) for X, dY in (
            (np.array([[2., -4, 0], [-8, 6, 2]]), np.array([[4., 2, -6], [8, -2, 2]])),
            (np.zeros((0, 3)), np.zeros((0, 3))))),
        draw=draw_dropout,
        objects=drawing,
        fails=shape_of_the_draw,
        tried="tried in training and not, on small, large and empty arrays",
        mistakes=(
            (dropped(lambda p: 1), "Nothing is scaled: divide what is kept by 1 - p."),
            (dropped(backward=lambda X, dY, mask, p: dY * mask),
             "dX is not divided by 1 - p: what multiplies forward multiplies backward."),
            (dropped(forward=lambda X, mask, p: X * mask), "Y is not divided by 1 - p."),
            (dropped(backward=lambda X, dY, mask, p: dY * mask / (1 - p)**2), "dX is divided twice."),
            (dropped(lambda p: 1 / p if p else np.inf),
             "You divide by p, the share that is dropped; divide by 1 - p."),
            (dropped(backward=lambda X, dY, mask, p: dY * mask / p if p else dY * mask * np.inf),
             "dX is divided by p; divide it by 1 - p."),
            (dropped(backward=lambda X, dY, mask, p: dY * mask * (1 - p)),
             "dX is multiplied by 1 - p; divide by it: what multiplies forward multiplies backward."),
            (dropped(lambda p: 1 - p), "You multiply by 1 - p; divide by it."),
            *((dropped(forward=lambda X, mask, p, over=over: over(X, mask, p),
                       backward=lambda X, dY, mask, p, over=over: over(dY, mask, p)), sentence)
              for over, sentence in (
                  (lambda part, mask, p: part * mask / 1 - p, NO_PARENTHESES),
                  (lambda part, mask, p: part * (mask / 1 - p), NO_PARENTHESES),
                  (lambda part, mask, p: part[mask] / (1 - p),
                   "[mask] takes dropped entries away; they should stay, as 0."))),
            (dropped(kept=lambda u, p: u < p),
             "Kept and dropped have changed places: keep an entry where the drawn number is >= p."),
            *((dropped(factor, kept=kept), "p is the share that is dropped; you keep it.")
              for factor in (lambda p: 1 / p, lambda p: 1)
              for kept in (lambda u, p: u < p, lambda u, p: u >= 1 - p)),
            (dropped(kept=lambda u, p: u >= 1 - p), "Compare with p, not with 1 - p."),
            (dropped(kept=lambda u, p: u < 1 - p),
             "As many are dropped as should be, but others: keep those whose drawn number is >= p."),
            *((dropped(factor, backward=backward, off=off), NO_SCALE)
              for factor, backward in ((lambda p: 1 / (1 - p), None), (lambda p: 1, None),
                                       (lambda p: 1, lambda X, dY, mask, p: dY * mask))
              for off in (lambda p: (1 - p, 1 - p), lambda p: (1 - p, 1), lambda p: (1, 1 - p))),
            (dropped(off=lambda p: (1 / (1 - p), 1 / (1 - p))), NO_SCALE),
            (dropped(off=lambda p: (1, 0)),
             "When training is False, dX is dY, not 0: the layer lets everything through."),
            (dropped(backward=lambda X, dY, mask, p: dY),
             "dX is dY as it came: mask and division go over it too."),
            (dropped(backward=lambda X, dY, mask, p: dY / (1 - p)),
             "The mask is missing in dX: what was dropped gets no gradient."),
            (dropped(forward=lambda X, mask, p: X), "Nothing is dropped from Y."),
            (dropped(backward=lambda X, dY, mask, p: X * mask / (1 - p)),
             "dX is made of X; it should be made of dY."),
            (dropped(backward=lambda X, dY, mask, p: dY * X * mask / (1 - p)),
             "dX is multiplied by X; the derivative of c · x is c."),
            (dropped(backward=lambda X, dY, mask, p: mask / (1 - p)),
             "That is the derivative alone: multiply it by dY."),
            (dropped(backward=lambda X, dY, mask, p: dY * mask * (X != 0) / (1 - p)), FROM_Y),
            (dropped(backward=lambda X, dY, mask, p: dY * mask * (X > 0) / (1 - p)), FROM_Y),
            (dropped(shape=lambda X: X.shape[1:]),
             "All rows have the same mask: draw a number for each entry, rng.random(X.shape)."),
            (dropped(shape=lambda X: (len(X), 1)),
             "Whole rows are dropped: draw a number for each entry, rng.random(X.shape)."),
            (dropped(shape=lambda X: ()),
             "One number decides on all entries: draw one for each, rng.random(X.shape)."),
            (lambda X, dY, p, training, rng: (
                X * (mask := rng.random(X.shape) >= p) / mask.mean(), dY * mask / mask.mean())
             if training and X.size else (X, dY),
             "You divide by the share that happened to be kept; divide by 1 - p."),
        ),
    ),
    "6.3": Exercise(
        arguments=("W", "dW", "m", "v", "t", "lr"),
        solve=adam_step,
        parts=("W", "m", "v"),
        cases=((WEIGHTS, SLOPES, 0 * SLOPES, 0 * SLOPES, 1, 0.5),
               (WEIGHTS, SLOPES, np.array([[0.1, 2], [-0.3, 0.5], [4, 1]]),
                np.array([[1.5, 0.2], [0.4, 3], [2, 1]]), 2, 0.5),
               (np.array([1., 2, 3]), np.array([1e-9, 0, -4e-9]), np.zeros(3), np.zeros(3), 1, 0.5)),
        draw=draw_adam,
        fails=count_from_one,
        tried="tried on first and later steps, and on gradients that are 0 or tiny",
        mistakes=(
            *((adam(first=first, second=second), sentence) for first, second, sentence in (
                (lambda t: 1, lambda t: 1,
                 "Nothing is corrected: the step divides m by 1 - 0.9**t and v by 1 - 0.999**t."),
                (lambda t: 1 - 0.9**t, lambda t: 1,
                 "v is not corrected: the step divides it by 1 - 0.999**t."),
                (lambda t: 1, lambda t: 1 - 0.999**t,
                 "m is not corrected: the step divides it by 1 - 0.9**t."),
                (lambda t: 1 - 0.999**t, lambda t: 1 - 0.9**t,
                 "The corrections have changed places: 0.9 belongs to m, 0.999 to v."),
                (lambda t: 1 - 0.9**t, lambda t: 1 - 0.9**t, "v is corrected with 0.9; it has 0.999."),
                (lambda t: 0.9**t, lambda t: 0.999**t,
                 "You divide by 0.9**t and 0.999**t; divide by 1 minus these."),
                (lambda t: 1 - 0.9 * t, lambda t: 1 - 0.999 * t,
                 "0.9 and 0.999 are multiplied by t; raise them to the power t (**)."),
                (lambda t: 1 - 0.9**(t + 1), lambda t: 1 - 0.999**(t + 1),
                 "You correct for t + 1 steps; this is step t."),
                (lambda t: 1 - 0.9**(t - 1), lambda t: 1 - 0.999**(t - 1),
                 "You correct for t - 1 steps; t counts from 1, and this is step t."))),
            (adam(first=lambda t: 1 / (1 - 0.9**t), second=lambda t: 1 / (1 - 0.999**t)),
             "You multiply by the corrections; divide by them."),
            (adam(first=lambda t: (1 - 0.9)**t, second=lambda t: (1 - 0.999)**t),
             "0.9 and 0.999 alone are raised to the power t: 1 - 0.9**t, not (1 - 0.9)**t."),
            (adam(first=lambda t: 1 - 0.9, second=lambda t: 1 - 0.999),
             "t is missing in the corrections: 1 - 0.9**t and 1 - 0.999**t."),
            (adam(back=lambda W, m, v, t: (W, m / (1 - 0.9**t), v / (1 - 0.999**t))), ALONE),
            (adam(back=lambda W, m, v, t: (W, m / (1 - 0.9**t), v)), ALONE),
            (adam(back=lambda W, m, v, t: (W, m, v / (1 - 0.999**t))), ALONE),
            (adam(step=lambda m, v: m / np.sqrt(v + 1e-8)),
             "1e-8 is under the root; it is added after the root is taken."),
            (adam(step=lambda m, v: m / np.sqrt(v)),
             "1e-8 is missing below the fraction line (do parentheses hold it there?): where all gradients "
             "were 0, you divide 0 by 0."),
            *((adam(step=lambda m, v, eps=eps: m / (np.sqrt(v) + eps)),
               "The number added to the root is 1e-8.") for eps in (1e-6, 1e-7, 1e-10)),
            (with_weights(lambda W, dW, m, v, t, lr, M, V:
                          W - lr * (M / (1 - 0.9**t)) / (np.sqrt(V) / (1 - 0.999**t) + 1e-8)),
             "v is corrected after the root is taken; correct it before."),
            (with_weights(lambda W, dW, m, v, t, lr, M, V:
                          W - lr * M / (1 - 0.9**t) * np.sqrt(1 - 0.999**t) / (np.sqrt(V) + 1e-8)),
             "1e-8 is added before v is corrected; correct v first."),
            (adam(step=lambda m, v: m / (v**1 / 2 + 1e-8)), HALVED),
            (adam(step=lambda m, v: m / (v + 1e-8)), "The root is missing: divide by the root of v."),
            (adam(step=lambda m, v: m), "The step is not divided by the root of v."),
            (adam(step=lambda m, v: -m / (np.sqrt(v) + 1e-8)), "The step goes uphill: subtract it."),
            (adam(step=lambda m, v: v / (np.sqrt(abs(m)) + 1e-8)), "m and v have changed places."),
            (with_weights(lambda W, dW, m, v, t, lr, M, V:
                          W - lr * dW / (np.sqrt(V / (1 - 0.999**t)) + 1e-8)),
             "The step goes along dW; it should go along the running mean m."),
            (with_weights(lambda W, dW, m, v, t, lr, M, V: W - lr * dW),
             "That is a step of plain gradient descent: neither m nor v is in it."),
            (with_weights(lambda W, dW, m, v, t, lr, M, V: W - lr * step(m, V, t)), OLD),
            (with_weights(lambda W, dW, m, v, t, lr, M, V: W - lr * step(M, v, t)), OLD),
            (with_weights(lambda W, dW, m, v, t, lr, M, V: W - lr * step(m, v, t)), OLD),
            (with_weights(lambda W, dW, m, v, t, lr, M, V:
                          (W - lr * M / (1 - 0.9**t)) / (np.sqrt(V / (1 - 0.999**t)) + 1e-8)),
             "W is divided too: the root divides the step alone."),
            (with_weights(lambda W, dW, m, v, t, lr, M, V: W - step(M, V, t)),
             "lr is missing: it multiplies the step."),
            (with_weights(lambda W, dW, m, v, t, lr, M, V: W),
             "W is as it came, or nearly: take the step, divided by the root plus 1e-8."),
            (with_weights(lambda W, dW, m, v, t, lr, M, V: lr * step(M, V, t)),
             "That is the step alone; the new W was asked for."),
            (lambda W, dW, m, v, t, lr: (adam_step(W, dW, m, v, t, lr)[0], m, v),
             "m and v come back as they were: return the new ones."),
            *((adam(mean=mean), sentence) for mean, sentence in (
                (lambda m, dW: 0.9 * m + dW, "dW enters m with the weight 0.1; you add all of it."),
                (lambda m, dW: m + 0.1 * dW, "The old m is kept whole; 0.9 of it stays."),
                (lambda m, dW: 0.1 * m + 0.9 * dW, "0.9 and 0.1 have changed places in m."),
                (lambda m, dW: 0.1 * dW, "The old m is forgotten."),
                (lambda m, dW: dW, "m is dW alone: it should be a running mean."),
                (lambda m, dW: 0.9 * m - 0.1 * dW, "dW is subtracted in m; add it."),
                (lambda m, dW: 0.999 * m + 0.001 * dW, "m moves by 0.001; it should move by 0.1."))),
            *((adam(square=square), sentence) for square, sentence in (
                (lambda v, dW: 0.999 * v + 0.001 * dW, "The square is missing: v is a mean of dW**2."),
                (lambda v, dW: 0.999 * v + 0.001 * abs(dW), "v is a mean of dW**2, not of |dW|."),
                (lambda v, dW: 0.999 * v + dW**2, "dW**2 enters v with the weight 0.001; you add all of it."),
                (lambda v, dW: v + 0.001 * dW**2, "The old v is kept whole; 0.999 of it stays."),
                (lambda v, dW: v + dW**2, "v adds up all squares; it should be a running mean."),
                (lambda v, dW: 0.001 * v + 0.999 * dW**2, "0.999 and 0.001 have changed places in v."),
                (lambda v, dW: 0.001 * dW**2, "The old v is forgotten."),
                (lambda v, dW: dW**2, "v is dW**2 alone: it should be a running mean."),
                (lambda v, dW: 0.9 * v + 0.1 * dW**2, "v moves by 0.1; it should move by 0.001."),
                (lambda v, dW: 0.999 * v + 0.001 * np.mean(dW**2), OWN),
                (lambda v, dW: 0.999 * v + 0.001 * np.sum(dW**2), OWN))),
            (adam(mean=lambda m, dW: m + 0.1 * dW, square=lambda v, dW: v + 0.001 * dW**2),
             "The old m and v are kept whole; 0.9 and 0.999 of them stay."),
            (adam(mean=lambda m, dW: 0.999 * m + 0.001 * dW, square=lambda v, dW: 0.9 * v + 0.1 * dW**2,
                  first=lambda t: 1 - 0.999**t, second=lambda t: 1 - 0.9**t),
             "0.9 and 0.999 have changed places: m has 0.9, v has 0.999."),
        ),
    ),
    "6.4": Exercise(
        arguments=("W", "b", "gamma", "beta", "mean", "var", "eps"),
        solve=fold,
        parts=("W", "b"),
        cases=((WEIGHTS, BIAS, np.array([4., -3]), np.array([1., 0.5]), np.array([1., -2]),
                np.array([3., 8]), 1.0),),
        draw=draw_normalisation,
        fails=columns_of_outputs,
        mistakes=(
            *((folded(bias=bias), sentence) for bias, sentence in (
                (lambda b, s, beta, mean: b, "b is as it came: it is normalised too."),
                (lambda b, s, beta, mean: b + beta - mean * s,
                 "b is not scaled: it goes through the normalisation too."),
                (lambda b, s, beta, mean: b * s + beta,
                 "The mean is forgotten: it is subtracted before the scaling."),
                (lambda b, s, beta, mean: b * s - mean + beta,
                 "The mean is not scaled: it is subtracted before the scaling."),
                (lambda b, s, beta, mean: b - mean + beta, "Neither b nor the mean is scaled."),
                (lambda b, s, beta, mean: b + beta, "The mean is forgotten, and b is not scaled."),
                (lambda b, s, beta, mean: (b - mean) * s, "beta is forgotten."),
                (lambda b, s, beta, mean: b * s, "The mean and beta are forgotten."),
                (lambda b, s, beta, mean: (b - mean) * s - beta, "beta is subtracted; add it."),
                (lambda b, s, beta, mean: (b - mean + beta) * s,
                 "beta is scaled too; it is added at the end."),
                (lambda b, s, beta, mean: (b + mean) * s + beta, "The mean is added; subtract it."),
                (lambda b, s, beta, mean: (mean - b) * s + beta,
                 "b and mean have changed places: b - mean."),
                (lambda b, s, beta, mean: beta - mean * s, "b is forgotten."),
                (lambda b, s, beta, mean: beta, "b and the mean are forgotten."))),
            (folded(lambda W, s, beta, mean: W), "W is as it came: it is scaled too."),
            *((folded(weights), "The mean and beta belong in the bias: W is only scaled.") for weights in (
                lambda W, s, beta, mean: (W - mean) * s, lambda W, s, beta, mean: W * s + beta,
                lambda W, s, beta, mean: (W - mean) * s + beta)),
            (lambda W, b, gamma, beta, mean, var, eps: fold(W, b, beta, gamma, mean, var, eps),
             "gamma and beta have changed places."),
            (lambda W, b, gamma, beta, mean, var, eps: fold(W, b, gamma, beta, var, mean, eps),
             "mean and var have changed places."),
            *scaled_by(lambda gamma, var, eps: gamma / np.sqrt(var), "eps is missing under the root."),
            *scaled_by(lambda gamma, var, eps: gamma / (np.sqrt(var) + eps),
                       "eps is outside the root; it is added to var."),
            *scaled_by(lambda gamma, var, eps: gamma / (var + eps),
                       "The root is missing: divide by sqrt(var + eps)."),
            *scaled_by(lambda gamma, var, eps: gamma / var,
                       "The root is missing, and eps: divide by sqrt(var + eps)."),
            *scaled_by(lambda gamma, var, eps: 1 / np.sqrt(var + eps), "gamma is forgotten in the scale."),
            *scaled_by(lambda gamma, var, eps: gamma * np.sqrt(var + eps),
                       "You multiply by the root; divide by it."),
            *scaled_by(lambda gamma, var, eps: gamma / (var + eps)**1 / 2, HALVED),
            *scaled_by(lambda gamma, var, eps: gamma / ((var + eps)**1 / 2), HALVED),
        ),
    ),
    "6.5": Exercise(
        arguments=("p", "right", "promise"),
        solve=threshold,
        cases=(
            (SURE, READ, 0.75), (SURE, READ, 0.7), (SURE, READ, 0.55),
            (np.array([0.6, 0.9, 0.6, 0.8, 0.6]), np.array([True, True, False, True, True]), 0.85),
            (np.array([0.6, 0.9, 0.8, 0.8, 0.6]), np.array([True, True, True, False, True]), 0.9),
            (np.array([0.7, 0.9, 0.8]), np.array([True, False, True]), 0.99),
            (np.array([0.7, 0.9, 0.8]), np.array([True, True, True]), 0.99),
            (np.array([0.9, 0.8, 0.3]), np.array([True, True, False]), 1.0),
            (np.array([0.4]), np.array([True]), 1.0), (np.array([0.4]), np.array([False]), 0.5),
            (np.array([0.8, 0.8]), np.array([False, True]), 0.5),
            (np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, False, False, False]), 0.25),
            (np.zeros(0), np.zeros(0, bool), 0.99),
        ),
        draw=draw_strips,
        drawn=60,
        fails=none_holds,
        tried="tried on many, few and no strips, with ties and dips",
        mistakes=(
            *(or_else(other, sentence, where) for other in (None, 0.0, 1.0, -1.0) for sentence, where in (
                (NO_T, lambda p: True), (NO_T, len), (NO_STRIPS, lambda p: not len(p)))),
            (lowest(enough=np.greater), "A share equal to the promise keeps it (>=)."),
            (lowest(lambda p, right, t: right[p > t].mean()),
             "A strip as sure as t is accepted too: p >= t."),
            (lowest(lambda p, right, t: right[p <= t].mean()), BELOW),
            (lowest(lambda p, right, t: right[p < t].mean()), BELOW),
            (lowest(lambda p, right, t: right[p == t].mean()),
             "You look at the strips with p = t alone; accepted are all with p >= t."),
            (lowest(lambda p, right, t: (~right)[p >= t].mean()),
             "That is the share that is wrong; the promise is of the share that is right."),
            (lowest(lambda p, right, t: p[p >= t].mean()), "You take the machine's word: whether a "
             "strip was read rightly stands in right, not in p."),
            (lowest(lambda p, right, t: right.mean()), "Your t is the lowest p, or np.inf: is each t tried, "
             "and the share taken of the strips that it accepts?"),
            *((rule, "Your t accepts all strips: compare with the promise what share of them is right.")
              for rule in (lambda p, right, promise: p.min(initial=np.inf),
                           lambda p, right, promise: p.min() if right.any() else np.inf)),
            (lambda p, right, promise: threshold(np.sort(p), right, promise),
             "p is sorted, but right is not: its entries belong to other strips now."),
            (lambda p, right, promise: next((t for i, t in enumerate(np.sort(p))
                                             if right[i:].mean() >= promise), np.inf),
             "p is sorted, but right is not: its entries belong to other strips now."),
            (lowest(lambda p, right, t: np.mean((p >= t) == right)),
             "Strips that are handed over enter your share; only accepted ones count."),
            (lowest(candidates=lambda p: np.unique(p)[::-1]),
             "That is the highest t that keeps the promise; the lowest was asked for."),
            (lowest(candidates=lambda p: p), IN_ORDER.format("first")),
            (lowest(candidates=lambda p: p[::-1]), IN_ORDER.format("last")),
            (until_the_dip, DIP),
            *((one_by_one(order), TIES) for order in ORDERS),
            *((one_by_one(order, dip=True), f"{DIP} And: {TIES[0].lower()}{TIES[1:]}") for order in ORDERS),
            (lambda p, right, promise: promise,
             "The promise is no t: how sure the machine was need not be how often it was right."),
            (lambda p, right, promise: p[p >= promise].min(initial=np.inf),
             "That is the lowest p from the promise up: it trusts p, and does not ask what was right."),
            (lambda p, right, promise: p[right].min(initial=np.inf),
             "That is the lowest p that was read rightly; look at all strips with p >= t."),
            (lambda p, right, promise: p[p > p[~right].max(initial=-1)].min(initial=np.inf),
             "With your t no accepted strip is wrong: the promise may allow some."),
            (instead(lambda p, right, t: np.flatnonzero(p == t)[0] if t < np.inf else np.inf),
             "That is where t stands; t itself was asked for."),
            (instead(lambda p, right, t: (p >= t).sum()),
             "That is how many strips are accepted; t was asked for."),
            (instead(lambda p, right, t: (p < t).sum()),
             "That is how many strips are handed over; t was asked for."),
            (instead(lambda p, right, t: share(p, right, t) if t < np.inf else np.inf),
             "That is the share that is right; t was asked for."),
        ),
    ),
}
