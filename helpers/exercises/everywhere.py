"""The exercises of notebook 7, linear layers everywhere: right answers, cases and usual mistakes."""

import re
import traceback

import numpy as np

from ..checking.cells import place_of
from ..checking.exercise import Exercise, arrays
from ..losses import softmax


def inner_lengths(error):
    """Return [(left, right)], the inner lengths that a product's error says do not fit, or []."""
    at = re.findall(r"size (\d+) is different from (\d+)", str(error))
    dot = re.findall(r"not aligned: (\d+) .* != (\d+)", str(error))
    return [tuple(map(int, pair)) for pair in (*(pair[::-1] for pair in at), *dot)]


def embedding_gradient(ids, dY, rows):
    dW = np.zeros((rows, dY.shape[1]))
    np.add.at(dW, ids, dY)
    return dW


def draw_ids(rng):
    """Return ids, often repeated, a gradient, and a number of rows of which the last are often not used."""
    dY, W = arrays(rng, "ND", "RD")
    return rng.integers(0, rng.integers(1, len(W) + 1), len(dY)), dY, len(W)


def for_each_row(of):
    """Return a rule for exercise 7.1 that makes each row of dW by `of`, from the rows of dY whose
    id names it."""
    return lambda ids, dY, rows: np.array([of(dY[ids == row]) for row in range(rows)])


def last(part):
    return part[-1:].sum(axis=0)


def no_such_row(error, case):
    """Return what to add where exercise 7.1 looks for a row that is not there, of ids or dY apart."""
    given = str(error).endswith(f"size {len(case[0])}")
    return ("An id is the number of a row of W, and dW has as many rows as W."
            if isinstance(error, IndexError) and not given else "")


def recurrent_step(x, h, W, b):
    return np.tanh(np.concatenate([x, h], axis=1) @ W + b)


def draw_step(rng):
    """Return x, a state h between -1 and 1, and W and b that keep tanh from its flat ends."""
    x, h, upper, lower, b = arrays(rng, "BD", "BH", "DH", "HH", "H")
    W = np.concatenate([upper, lower])
    return x, np.tanh(h), W / np.sqrt(len(W)), b


def with_parts(rule):
    """Return a rule for exercise 7.2 of what x gives with its rows of W, what h gives with its
    own, b and h."""
    def mistaken(x, h, W, b):
        D = x.shape[1]
        return rule(x @ W[:D], h @ W[D:], b, h)
    return mistaken


def side_by_side(error, case):
    """Return what to add where x and h could not be joined or were added, or where one of them, or
    both in one long row, met the whole of W."""
    x, h, W, _ = case
    shapes = [str(part.shape).replace(" ", "") for part in (x, h)]
    apart = re.search("all (the )?input array|inhomogeneous", str(error))
    added = any(f"together with shapes {' '.join(pair)}" in str(error) for pair in (shapes, shapes[::-1]))
    alone = any((left, len(W)) in inner_lengths(error)
                for left in (x.shape[1], h.shape[1], x.size + h.size))
    return ("x and h stand side by side: each row has the D numbers of x, then the H numbers of h."
            if isinstance(error, ValueError) and (apart or added or alone) else "")


def weight_gradient(X, dY):
    return sum(x.T @ g for x, g in zip(X, dY))


def bias_gradient(X, dY):
    return dY.sum(axis=(0, 1))


def shared_gradients(X, dY):
    return weight_gradient(X, dY), bias_gradient(X, dY)


def gradients(dW=weight_gradient, db=bias_gradient):
    """Return a rule for exercise 7.3 with another dW or db."""
    return lambda X, dY: (dW(X, dY), db(X, dY))


def all_axes_turned(error, case):
    """Return what to add where arrays do not fit each other, in a line with the .T of three axes.

    What the line's own loop names is left out: from Python 3.12 on, it is forgotten once the line fails.
    """
    known, place = {}, place_of(error)
    for frame, _ in traceback.walk_tb(error.__traceback__):
        known |= frame.f_locals
    looped = re.findall(r"\w+", " ".join(re.findall(r"\bfor (.+?) in\b", place)))
    turned = [known.get(name) for name in re.findall(r"(?<![\w.])(\w+)\.T\b", place) if name not in looped]
    return ("(On an array of three axes .T turns all of them round, the first too.)"
            if isinstance(error, ValueError) and 3 in [getattr(one, "ndim", 0) for one in turned] else "")


def root_of_d(Q, K, V):
    return np.sqrt(Q.shape[-1])


def scores_of(Q, K, V=None, scale=root_of_d):
    return Q @ np.swapaxes(K, 1, 2) / scale(Q, K, V)


def attend(Q, K, V):
    return softmax(scores_of(Q, K)) @ V


def shares(scores, axis=-1, shift=True):
    """Return softmax over an axis, or over all of them for None, with or without the shift by the
    highest score."""
    exps = np.exp(scores - shift * scores.max(axis=axis, keepdims=True))
    return exps / exps.sum(axis=axis, keepdims=True)


def attending(scale=root_of_d, axis=-1):
    """Return a rule for exercise 7.4 with another scale, or softmax over another axis, twice: the
    second time with an exp that overflows."""
    return tuple(lambda Q, K, V, shift=shift: shares(scores_of(Q, K, V, scale), axis, shift) @ V
                 for shift in (True, False))


def no_room(error, case):
    """Return what to add where exp overflows in exercise 7.4, or arrays do not fit each other."""
    Q, K, _ = case
    if isinstance(error, OverflowError):
        return OVERFLOW
    if (Q.shape[2], K.shape[1]) in inner_lengths(error) and re.search(
            r"\bQ(\[\w+\])? ?@ ?K(\[\w+\])?(?![\w.[])", place_of(error)):
        return "Each query meets each key: swap the last two axes of K, to (N, d, S)."
    return all_axes_turned(error, case)


def absorb(W, b):
    return -W, b + W.sum(axis=0)


def absorbed(weights=np.negative, bias=lambda W, b: b + W.sum(axis=0)):
    """Return a rule for exercise 7.5 with other weights, made of W, or another bias."""
    return lambda W, b: (weights(W), bias(W, b))


def one_sum_for_each_output(error, case):
    """Return what to add where a row or a column of numbers does not fit in exercise 7.5."""
    return ("b has a number for each output, so for each column of W."
            if re.search(r"broadcast.*\(\d+,1?\)", str(error)) else "")


# The first cases are small enough to be printed in full.
STEPS = np.array([[[1., 2, 0, -1], [3, 0, 1, 2]], [[0, 1, 4, 2], [-2, 1, 0, 3]],
                  [[2, -1, 1, 0], [1, 5, -3, 2]]])
STEP_SLOPES = np.array([[[1.], [-2]], [[3], [4]], [[5], [-1]]])
QUERIES = np.array([[[1., 0, 2]], [[-1, 1, 0]]])
KEYS = np.array([[[1., 2, 0], [0, -1, 1], [2, 0, 1], [-1, 1, 1]],
                 [[0, 1, 1], [2, 0, -1], [1, 1, 0], [0, 3, 1]]])
VALUES = np.array([[[1., 0, 5], [-2, 3, 0], [4, 1, -1], [0, 6, 2]],
                   [[2, -1, 0], [0, 4, 1], [3, 0, -2], [1, 1, 5]]])

REPEATED = ("Where an id occurs several times, only its last row of dY is left: dW[ids] = and "
            "dW[ids] += write each row once. Add them all up.")
TWO_TANHS = "tanh is taken of each part; add first, then take tanh once, of the sum."
ONE_STEP = "A layer that is used at every step has a gradient from every step: add them up."
MEAN = "is a mean over the steps: the loss has a part from each, so add them up."
NEIGHBOUR = "Each dY meets the X of a neighbouring step: both belong to the same step."
EARLIER, LATER = slice(-1), slice(1, None)
SAMPLES_TOO = "db has a row for each {}: sum over steps and samples, to (K,)."
OVERFLOW = ("exp overflows for large scores: take softmax from helpers, or subtract the highest score "
            "of each row first.")

EXERCISES = {
    "7.1": Exercise(
        arguments=("ids", "dY", "rows"),
        solve=embedding_gradient,
        cases=((np.array([1, 0, 1, 1]), np.array([[1., 2], [3, -4], [5, 0], [-2, 6]]), 3),),
        draw=draw_ids,
        fails=no_such_row,
        tried="tried on small, large and empty arrays, with ids that repeat and rows not used",
        mistakes=(
            (for_each_row(last), REPEATED),
            (for_each_row(lambda part: part[:1].sum(axis=0)),
             "Where an id occurs several times, only its first row of dY is left: add them all up."),
            (for_each_row(lambda part: part.sum(axis=0) / max(len(part), 1)),
             "The rows of an id are averaged; add them up."),
            (for_each_row(lambda part: part.mean(axis=0)), "The rows of an id are averaged; add them "
             "up. (And the mean of no rows is nan: such a row of dW is 0.)"),
            (for_each_row(lambda part: part.sum(axis=0) * len(part)), "The rows of an id are added up again "
             "each time that it occurs; once is enough."),
            (lambda ids, dY, rows: np.tile(dY.sum(axis=0), (rows, 1)), "Every row of dW holds the sum of all "
             "rows of dY. (If you wrote [...] * rows: that is one and the same row, many times.)"),
            (for_each_row(lambda part: part.sum()),
             "Each row of dW is one number: add rows of dY up, and keep their d numbers apart."),
            (for_each_row(len), "That is how often each row is used: add up the rows of dY."),
            (for_each_row(lambda part: len(part) + 0 * last(part)),
             "That is how often each row is used: add up the rows of dY."),
            *((rule, "dW has as many rows as dY; it needs one for each row of W: rows.") for rule in (
                lambda ids, dY, rows: dY, lambda ids, dY, rows: embedding_gradient(ids, dY, len(ids)),
                lambda ids, dY, rows: for_each_row(last)(ids, dY, len(ids)).reshape(dY.shape))),
            *((lambda ids, dY, rows, of=of: of(ids, dY, rows)[np.unique(ids)],
               "Rows that no id names are left out; they should stay, as 0.")
              for of in (embedding_gradient, for_each_row(last))),
            *((lambda ids, dY, rows, of=of: of(ids, dY, ids.max(initial=-1) + 1),
               "dW ends at the highest id; it has as many rows as W, also where the last are not used: rows.")
              for of in (embedding_gradient, for_each_row(last))),
            *((lambda ids, dY, rows, of=of: of(ids, dY[ids], rows),
               "You take row i of dY for id i; the first row of dY belongs to the first id, and so on.")
              for of in (embedding_gradient, for_each_row(last))),
            (lambda ids, dY, rows: dY[ids], "You pick rows of dY by ids, as the way forward picks rows "
             "of W; on the way back each row of dY goes to the row that its id names."),
            *((lambda ids, dY, rows, least=least: embedding_gradient(ids, dY, rows) / max(len(ids), least),
               "dW is divided by n; a 1/n, if any, is already in dY.") for least in (0, 1)),
            (lambda ids, dY, rows: embedding_gradient(ids - 1, dY, rows), "ids count from 0, as Python "
             "does: do not subtract 1."),
        ),
    ),
    "7.2": Exercise(
        arguments=("x", "h", "W", "b"),
        solve=recurrent_step,
        cases=((np.array([[1., -2, 0, 1], [0, 1, 2, -1], [2, 0, 1, 0]]),
                np.array([[0.5, -0.5], [-0.25, 0.75], [0, 0.5]]),
                np.array([[0.5, 0], [0, 0.25], [0.25, -0.5], [1, 0.5], [1, 0.5], [-1, 1]]),
                np.array([0.25, 0.5])),),
        draw=draw_step,
        fails=side_by_side,
        mistakes=(
            (with_parts(lambda u, v, b, h: np.tanh(u + b)),
             "h is not in it: what the step before left goes in beside x."),
            (with_parts(lambda u, v, b, h: np.tanh(u)), "h is not in it, nor is b."),
            (with_parts(lambda u, v, b, h: np.tanh(v + b)), "x is not in it: only h is."),
            (with_parts(lambda u, v, b, h: u + v + b), "tanh is missing."),
            (with_parts(lambda u, v, b, h: u + v), "tanh and b are missing."),
            (with_parts(lambda u, v, b, h: 1 / (1 + np.exp(-u - v - b))),
             "That is the sigmoid; tanh was asked for."),
            (with_parts(lambda u, v, b, h: np.maximum(u + v + b, 0)), "That is ReLU; tanh was asked for."),
            (with_parts(lambda u, v, b, h: np.tanh(u + v)), "b is missing."),
            (with_parts(lambda u, v, b, h: np.tanh(u + v) + b),
             "b is added after tanh; it belongs inside, as in any layer."),
            (with_parts(lambda u, v, b, h: np.tanh(u + v + 2 * b)), "b is added twice."),
            (with_parts(lambda u, v, b, h: np.tanh(u + v + b) + h),
             "The old h is added to the new one; it goes in beside x, and nowhere else."),
            (with_parts(lambda u, v, b, h: (np.tanh(u + v + b) + h) / 2),
             "You take the mean of the old state and the new one; return the new one."),
            (with_parts(lambda u, v, b, h: np.tanh(u + b) + h),
             "h goes round W and tanh; it goes in beside x."),
            *((with_parts(lambda u, v, b, h, inner=inner: np.tanh(u + inner * b) + v + (1 - inner) * b),
               "What h gives is added after tanh; it belongs inside.") for inner in (0, 1)),
            (with_parts(lambda u, v, b, h: np.tanh(u + h + b)),
             "h goes in as it is; it has rows of W of its own, the last H."),
            (lambda x, h, W, b: np.tanh(x @ W[:x.shape[1]] + h @ W[:h.shape[1]] + b),
             "h meets the first rows of W, those of x; its own are the last H."),
            (with_parts(lambda u, v, b, h: np.tanh(u - v + b)), "What h gives is subtracted; add it."),
            *((with_parts(lambda u, v, b, h, c=c: np.tanh(u + c[0] * b) + np.tanh(v + c[1] * b) + c[2] * b),
               TWO_TANHS) for c in ((1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 0, 1), (0, 0, 0))),
            (with_parts(lambda u, v, b, h: np.tanh(np.tanh(u + v + b))), "tanh is taken twice."),
            (lambda x, h, W, b: np.tanh(np.concatenate([h, x], axis=1) @ W + b),
             "x and h have changed places: the first D rows of W belong to x, the last H to h."),
            (lambda x, h, W, b: np.tanh(np.concatenate([x, h], axis=1)) @ W + b,
             "tanh is taken of what goes into the layer; take it of what comes out."),
            (lambda x, h, W, b: recurrent_step(x, np.tanh(h), W, b),
             "tanh is taken of h once more; it goes in as it is."),
            (lambda x, h, W, b: (recurrent_step(x, h, W, b),) * 2,
             "The new state comes back twice: return it once."),
        ),
    ),
    "7.3": Exercise(
        arguments=("X", "dY"),
        solve=shared_gradients,
        parts=("dW", "db"),
        cases=((STEPS, STEP_SLOPES),),
        draw=lambda rng: arrays(rng, "TND", "TNK"),
        drawn=60,
        fails=all_axes_turned,
        tried="tried on small, large and empty arrays, of one step and of many",
        mistakes=(
            (gradients(lambda X, dY: X[-1].T @ dY[0]), "That is the friend's still: the dW of the last call "
             "of backward, made with the X of another step."),
            (gradients(lambda X, dY: X[-1].T @ dY.sum(axis=0)),
             "Every step has its own X; you take the last one for all."),
            (gradients(lambda X, dY: X[0].T @ dY.sum(axis=0)),
             "Every step has its own X; you take the first one for all."),
            (gradients(lambda X, dY: X.sum(axis=0).T @ dY.sum(axis=0)),
             "The steps are summed before the product, so each X meets the dY of every step: "
             "multiply first."),
            (gradients(lambda X, dY: weight_gradient(X[::-1], dY)),
             "The X of the first step meets the dY of the last: both belong to the same step."),
            *((gradients(lambda X, dY, by=by: weight_gradient(np.roll(X, by, axis=0), dY)), NEIGHBOUR)
              for by in (1, -1)),
            (gradients(lambda X, dY: X[0].T @ dY[0]), f"dW is that of the first step. {ONE_STEP}"),
            (gradients(lambda X, dY: X[-1].T @ dY[-1]), f"dW is that of the last step. {ONE_STEP}"),
            *((gradients(lambda X, dY, cuts=cuts, add=add: add(X[cuts[0]], dY[cuts[1]])), sentence)
              for *cuts, sentence in (
                  (LATER, LATER, "The first step is missing in dW."),
                  (EARLIER, EARLIER, "The last step is missing in dW."),
                  (LATER, EARLIER, NEIGHBOUR), (EARLIER, LATER, NEIGHBOUR))
              for add in (weight_gradient, lambda X, dY: np.einsum("tnd,tnk->dk", X, dY))),
            (gradients(lambda X, dY: weight_gradient(X, dY) / len(X)), f"dW {MEAN}"),
            *((gradients(lambda X, dY, of=of, least=least: weight_gradient(X, dY) / max(of(X), least)),
               f"dW is divided by {count}; a 1/N, if any, is already in dY.")
              for of, count in ((lambda X: X.shape[1], "N"), (lambda X: X[..., 0].size, "T · N"))
              for least in (0, 1)),
            (gradients(lambda X, dY: X.reshape(X.shape[-1], -1) @ dY.reshape(-1, dY.shape[-1])),
             "reshape deals the inputs out in another order; turn the X of a step with .T."),
            (gradients(lambda X, dY: weight_gradient(X, dY).T), "dW is transposed."),
            (gradients(lambda X, dY: X.mT @ dY), "dW has an axis of steps: sum over them, to (D, K)."),
            (gradients(lambda X, dY: weight_gradient(X[:, :1], dY[:, :1])),
             "dW is made of the first sample of each step alone."),
            *((gradients(db=lambda X, dY, t=t: dY[t].sum(axis=0)), f"db is that of one step. {ONE_STEP}")
              for t in (0, -1)),
            (gradients(db=lambda X, dY: bias_gradient(X, dY) / len(X)), f"db {MEAN}"),
            (gradients(db=lambda X, dY: dY.mean(axis=1).sum(axis=0)),
             "db is a mean over the samples; take the sum. A 1/N, if any, is already in dY."),
            (gradients(db=lambda X, dY: dY.mean(axis=(0, 1))),
             "db is a mean over steps and samples; take the sum."),
            (gradients(db=lambda X, dY: dY.sum(axis=0)), SAMPLES_TOO.format("sample")),
            (gradients(db=lambda X, dY: dY.sum(axis=1)), SAMPLES_TOO.format("step")),
            (gradients(db=lambda X, dY: dY), "db is dY as it came: sum over steps and samples, to (K,)."),
            (gradients(db=lambda X, dY: dY.sum()), "db is one number; each output has a bias of its own."),
        ),
    ),
    "7.4": Exercise(
        arguments=("Q", "K", "V"),
        solve=attend,
        cases=((QUERIES, KEYS, VALUES),
               (np.array([[[900.], [-900], [0]]]), np.array([[[1.], [-1], [2], [0]]]),
                np.array([[[1., 5], [-2, 3], [4, -1], [1, 6]]]))),
        draw=lambda rng: arrays(rng, "BTD", "BSD", "BSE"),
        drawn=60,
        fails=no_room,
        tried="tried on small and large arrays, and on large scores",
        mistakes=(
            *((rule, sentence) for rules, sentence in (
                (attending(scale=lambda Q, K, V: 1), "The division by √d is missing."),
                (attending(scale=lambda Q, K, V: Q.shape[-1]), "You divide by d; divide by its root."),
                *((attending(scale=lambda Q, K, V, by=by: Q.shape[-1] * by),
                   "`d**1/2` is (d**1) / 2: write d**0.5 or np.sqrt(d) for the root.") for by in (0.5, 2)),
                (attending(scale=lambda Q, K, V: 1 / np.sqrt(Q.shape[-1])),
                 "You multiply by √d; divide by it."),
                (attending(scale=lambda Q, K, V: np.sqrt(K.shape[1])), "You divide by √S, S being how many "
                 "keys there are; d is how long each of them is."),
                (attending(scale=lambda Q, K, V: np.sqrt(Q.shape[1])), "You divide by √T, T being how many "
                 "queries there are; d is how long each of them is."),
                (attending(scale=lambda Q, K, V: np.sqrt(len(Q))), "You divide by √N; d is the length of a "
                 "query, Q.shape[-1]."),
                (attending(scale=lambda Q, K, V: np.sqrt(V.shape[-1])),
                 "You divide by the root of the length of a value; d is that of a query and of a key."),
                (attending(scale=lambda Q, K, V: -np.sqrt(Q.shape[-1])),
                 "The scores have the wrong sign: the best key gets least."),
                (attending(axis=1), "softmax goes over the queries (axis 1); over the keys, the shares of "
                 "each query add up to 1."),
                (attending(axis=0), "softmax goes over the batch (axis 0); it should go over the keys."),
                (attending(axis=(1, 2)), "softmax goes over queries and keys at once; the shares of each "
                 "query alone add up to 1."),
                (attending(axis=None), "softmax goes over the whole array at once; the shares of each query "
                 "alone add up to 1."))
              for rule in rules),
            (attending()[1], OVERFLOW),
            (lambda Q, K, V: (exps := np.exp(scores_of(Q, K))) @ V / exps.sum(axis=2)[..., None], OVERFLOW),
            *((lambda Q, K, V, axis=axis: (exps := np.exp(
                (scores := scores_of(Q, K)) - scores.max(axis=axis, keepdims=True)))
               / exps.sum(axis=-1, keepdims=True) @ V,
               "One highest score is subtracted from many rows, and nothing is left of a row far below it: "
               "subtract from each row its own.") for axis in (None, (1, 2))),
            (lambda Q, K, V: scores_of(Q, K) @ V, "softmax is missing: the scores are no shares yet."),
            (lambda Q, K, V: softmax(Q @ K.reshape(len(K), K.shape[2], -1) / np.sqrt(K.shape[2])) @ V,
             "reshape deals the keys out in another order; swap the last two axes of K."),
            (lambda Q, K, V: (scores := scores_of(Q, K)) / scores.sum(axis=-1, keepdims=True) @ V,
             "The scores are divided by their sum; softmax takes exp of them first."),
            (lambda Q, K, V: (Q @ K.mT) @ V, "The division by √d is missing, and softmax."),
            (lambda Q, K, V: softmax(Q @ K.mT) / np.sqrt(Q.shape[-1]) @ V,
             "You divide by √d after softmax; divide the scores, before it."),
            (lambda Q, K, V: softmax(scores_of(Q, K) @ V),
             "softmax comes too late: it makes shares of the scores, before they meet V."),
            (lambda Q, K, V: softmax(attend(Q, K, V)), "softmax is taken again of the result."),
            (lambda Q, K, V: softmax(softmax(scores_of(Q, K))) @ V, "softmax is taken twice."),
            (lambda Q, K, V: softmax(scores_of(Q, K)), "Those are the shares; with them take a mean of "
             "the values."),
            *((lambda Q, K, V, order=order: (attend(Q, K, V), softmax(scores_of(Q, K)))[::order],
               "The shares come back too: return the means of the values alone.") for order in (1, -1)),
            (lambda Q, K, V: scores_of(Q, K), "Those are the scores: softmax and V come after."),
            (lambda Q, K, V: np.take_along_axis(V, scores_of(Q, K).argmax(axis=-1)[..., None], axis=1),
             "Each query takes the value of its best key alone; it should take a share of every one."),
        ),
    ),
    "7.5": Exercise(
        arguments=("W", "b"),
        solve=absorb,
        parts=("W", "b"),
        cases=((np.array([[1., -2], [3, 0], [2, 4]]), np.array([5., -3])),),
        draw=lambda rng: arrays(rng, "DK", "K"),
        fails=one_sum_for_each_output,
        mistakes=(
            *((absorbed(bias=bias), sentence) for bias, sentence in (
                (lambda W, b: b, "b is as it came. Try an input of zeros, which was all ink before."),
                (lambda W, b: b - W.sum(axis=0), "The sums of the old W's columns are subtracted; add them."),
                (lambda W, b: W.sum(axis=0), "The old b is forgotten."),
                (lambda W, b: -W.sum(axis=0), "The old b is forgotten, and the sums have the wrong sign."),
                (lambda W, b: W.sum(axis=0) - b, "The old b is subtracted; add it."),
                (lambda W, b: -b - W.sum(axis=0), "The whole bias has the wrong sign."),
                (lambda W, b: -b, "b is only turned to -b. Try an input of zeros, which was all ink before."),
                (lambda W, b: W.sum(axis=1), "Those are sums of rows, and the old b is forgotten; each "
                 "output has a column of W."),
                (lambda W, b: b + W.sum(), "You add the sum of all weights; each output has a column of W."),
                (lambda W, b: b + W.mean(axis=0), "That is the mean of each column; add its sum."),
                (lambda W, b: b + W, "W is not summed up: b has one number for each output."),
                (lambda W, b: b + abs(W).sum(axis=0), "The signs of W are lost in the sums."),
                (lambda W, b: b + len(W), "You add D, as if all weights were 1: add up the weights."),
                (lambda W, b: b + 1, "You add 1; the 1 of 1 - X has met the weights first."),
                (lambda W, b: 1 - b, "The bias is no image: it is not inverted."))),
            (lambda W, b: (W, b), "Nothing is changed: an inverted image now gets other scores than "
             "the image did."),
            (absorbed(lambda W: 1 - W),
             "The weights are no image, to be inverted by 1 - W. What stands behind Z in (1 - Z) @ W + b?"),
            (absorbed(lambda W: W),
             "W should be -W: where an image has more ink, the inverted one has less."),
            (absorbed(lambda W: -W.T), "W is transposed."),
        ),
    ),
}
