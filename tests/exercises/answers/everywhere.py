"""Answers to the exercises of notebook 7: right ones written otherwise, and wrong ones
that learners give, each with words of its diagnosis."""

import math

import numpy as np

from helpers import Linear, softmax


def one_hot(ids, rows):
    return (ids[:, None] == np.arange(rows)).astype(float)


def table_by_loop(ids, dY, rows):
    dW = [[0.0] * dY.shape[1] for _ in range(rows)]
    for i, row in zip(ids, dY):
        for j, slope in enumerate(row):
            dW[i][j] += slope
    return dW


def table_by_masks(ids, dY, rows):
    return np.stack([dY[ids == row].sum(axis=0) for row in range(rows)])


def table_by_columns(ids, dY, rows):
    return np.transpose([np.bincount(ids, column, rows) for column in dY.T])


def table_by_sorting(ids, dY, rows):
    order = np.argsort(ids, kind="stable")
    ends = np.searchsorted(ids[order], np.arange(rows + 1))
    sums = np.concatenate([np.zeros((1, dY.shape[1])), np.cumsum(dY[order], axis=0)])
    return (sums[ends[1:]] - sums[ends[:-1]]).astype(np.float32)


def table_with(write, start=lambda ids, dY, rows: np.zeros((rows, dY.shape[1]))):
    """Return the rule that writes each row of dY, and its id, into dW."""
    def rule(ids, dY, rows):
        dW = start(ids, dY, rows)
        for i, row in zip(ids, dY):
            write(dW, i, row)
        return dW
    return rule


def put(dW, i, row):
    dW[i] = row


def add(dW, i, row):
    dW[i] += row


def add_at_once(ids, dY, rows):
    dW = np.zeros((rows, dY.shape[1]))
    dW[ids] += dY
    return dW


def by_id_on_both_sides(ids, dY, rows):
    dW = np.zeros((rows, dY.shape[1]))
    for i in ids:
        dW[i] += dY[i]
    return dW


def each_time_again(ids, dY, rows):
    dW = np.zeros((rows, dY.shape[1]))
    for i in ids:
        dW[i] += dY[ids == i].sum(axis=0)
    return dW


def by_dictionary(ids, dY, rows):
    found = {}
    for i, row in zip(ids.tolist(), dY):
        found[i] = found.get(i, 0) + row
    return np.array([found[i] for i in sorted(found)])


def by_dictionary_with_none(ids, dY, rows):
    found = {}
    for i, row in zip(ids.tolist(), dY):
        found[i] = found.get(i, 0) + row
    return [found.get(i) for i in range(rows)]


def step_by_rows(x, h, W, b):
    return np.stack([np.tanh(W.T @ np.append(one, state) + b) for one, state in zip(x, h)])


def step_by_loop(x, h, W, b):
    out = [[float(bias) for bias in b] for _ in x]
    for n, k in np.ndindex(h.shape):
        for i, value in enumerate([*x[n], *h[n]]):
            out[n][k] += value * W[i, k]
        out[n][k] = math.tanh(out[n][k])
    return out


def step_by_parts(x, h, W, b):
    upper, lower = np.split(W, [x.shape[1]])
    return np.tanh(h @ lower + b + x @ upper)


def step_by_a_layer(x, h, W, b):
    layer = Linear(len(W), len(b))
    layer.W, layer.b = W, b
    z = layer(np.hstack([x, h]))
    return ((1 - np.exp(-2 * z)) / (1 + np.exp(-2 * z))).astype(np.float32)


def with_both(rule):
    """Return the rule of what x and h give with their own rows of W, of b and of h."""
    return lambda x, h, W, b: rule(x @ W[:x.shape[1]], h @ W[x.shape[1]:], b, h)


def step_in_place(x, h, W, b):
    new = np.tanh(np.c_[x, h] @ W + b)
    h[:] = new
    return new


def shared_by_layer(X, dY):
    layer = Linear(X.shape[2], dY.shape[2])
    dW, db = 0, 0
    for x, g in zip(X, dY):
        layer(x)
        layer.backward(g)
        dW, db = dW + layer.dW, db + layer.db
    return dW, db


def shared_in_one(X, dY):
    layer = Linear(X.shape[2], dY.shape[2])
    layer(X)
    layer.backward(dY)
    return [layer.dW, layer.db]


def shared_by_loops(X, dY):
    dW, db = np.zeros((X.shape[2], dY.shape[2])), np.zeros(dY.shape[2])
    for t, n in np.ndindex(X.shape[:2]):
        dW += np.outer(X[t, n], dY[t, n])
        db += dY[t, n]
    return dW.tolist(), db.tolist()


def friends(X, dY):
    layer = Linear(X.shape[2], dY.shape[2])
    for t in range(len(X)):
        layer(X[t])
    for t in reversed(range(len(X))):
        layer.backward(dY[t])
    return layer.dW, layer.db


def friends_with_a_sum(X, dY):
    layer = Linear(X.shape[2], dY.shape[2])
    dW = db = 0
    for x in X:
        layer(x)
    for g in dY[::-1]:
        layer.backward(g)
        dW, db = dW + layer.dW, db + layer.db
    return dW, db


def returning_in_the_loop(X, dY):
    dW, db = 0, 0
    for x, g in zip(X, dY):
        dW, db = dW + x.T @ g, db + g.sum(axis=0)
        return dW, db


def shared(dW=lambda X, dY: np.einsum("tnd,tnk->dk", X, dY), db=lambda X, dY: np.einsum("tnk->k", dY)):
    """Return the rule with such a dW and such a db."""
    return lambda X, dY: (dW(X, dY), db(X, dY))


def attend_by_loop(Q, K, V):
    out = []
    for n in range(len(Q)):
        scores = Q[n] @ K[n].T / math.sqrt(len(Q[n][0]))
        exps = np.array([np.exp(row - max(row)) for row in scores])
        out.append([(e / sum(e)) @ V[n] for e in exps])
    return out


def attend_by_einsum(Q, K, V):
    scores = np.einsum("ntd,nsd->nts", Q, K) * Q.shape[2]**-0.5
    return np.einsum("nts,nse->nte", softmax(scores), V)


def attend_by_keys_first(Q, K, V):
    scores = K / np.sqrt(K.shape[-1]) @ Q.transpose(0, 2, 1)
    shares = np.exp(scores - scores.max(axis=1)[:, None])
    return ((shares / shares.sum(axis=1, keepdims=True)).transpose(0, 2, 1) @ V).astype(np.float32)


def attend_by_logs(Q, K, V):
    scores = np.matmul(Q, np.swapaxes(K, -1, -2)) / Q.shape[-1]**0.5
    logs = scores - np.logaddexp.reduce(scores, axis=-1)[..., None]
    return sum(np.exp(logs[:, :, s, None]) * V[:, None, s] for s in range(K.shape[1]))


def attending(weigh=softmax, scale=lambda Q, K, V: np.sqrt(Q.shape[-1]), mix=np.matmul):
    """Return the rule that makes shares of the scores, and a mean of V with them."""
    return lambda Q, K, V: mix(weigh(Q @ K.transpose(0, 2, 1) / scale(Q, K, V)), V)


def naive(scores, axis=-1):
    return np.exp(scores) / np.exp(scores).sum(axis=axis, keepdims=True)


def over(axis):
    """Return softmax over the given axis."""
    return lambda scores: np.moveaxis(softmax(np.moveaxis(scores, axis, -1)), -1, axis)


def by_one_highest(scores):
    return naive(scores - scores.max())


def attend_by_math(Q, K, V):
    out = np.zeros((*Q.shape[:2], V.shape[2]))
    for n, t in np.ndindex(Q.shape[:2]):
        exps = [math.exp(Q[n, t] @ key / math.sqrt(Q.shape[2])) for key in K[n]]
        out[n, t] = sum(e / sum(exps) * value for e, value in zip(exps, V[n]))
    return out


def absorb_by_probing(W, b):
    def new(Z):
        return (1 - Z) @ W + b
    bias = new(np.zeros(len(W)))
    return np.array([new(row) - bias for row in np.eye(len(W))]), bias


def absorb_by_loops(W, b):
    bias = b.copy()
    for row in W:
        bias += row
    return [[-w for w in row] for row in W], bias.tolist()


def absorb_by_ones(W, b):
    return (W * -1).astype(np.float32), np.ones(len(W)) @ W + b


def bias_in_place(W, b):
    b += W.sum(axis=0)
    return -W, b


def absorbing(weights=lambda W: -W, bias=lambda W, b: b + W.sum(axis=0)):
    """Return the rule with such weights and such a bias."""
    return lambda W, b: (weights(W), bias(W, b))


RIGHT = {
    "7.1": [table_by_loop, table_by_masks, table_by_columns, table_by_sorting, table_with(add),
            lambda ids, dY, rows: np.eye(rows)[ids].T @ dY,
            lambda ids, dY, rows: np.einsum("nr,nd->rd", ids[:, None] == np.arange(rows), dY)],
    "7.2": [step_by_rows, step_by_loop, step_by_parts, step_by_a_layer,
            lambda x, h, W, b: np.tanh(np.c_[x, h, np.ones(len(x))] @ np.vstack([W, b])).tolist()],
    "7.3": [shared_by_layer, shared_in_one, shared_by_loops,
            lambda X, dY: (np.tensordot(X, dY, [(0, 1), (0, 1)]).astype(np.float32),
                           np.sum([g.sum(axis=0) for g in dY], axis=0)),
            lambda X, dY: (np.vstack(X).T @ np.vstack(dY), np.vstack(dY).sum(axis=0)),
            lambda X, dY: [(X.mT @ dY).sum(0), dY.sum(0).sum(0)]],
    "7.4": [attend_by_loop, attend_by_einsum, attend_by_keys_first, attend_by_logs,
            lambda Q, K, V: [softmax(q @ k.T / k.shape[1]**0.5) @ v for q, k, v in zip(Q, K, V)]],
    "7.5": [absorb_by_probing, absorb_by_loops, absorb_by_ones,
            lambda W, b: [0 - W, np.array([bias + sum(column) for bias, column in zip(b, W.T)])]],
}

WRONG = [
    ("7.1", add_at_once, "only its last row of dY is left"),
    ("7.1", table_with(put), "only its last row of dY is left"),
    ("7.1", table_with(lambda dW, i, row: put(dW, i, row if not dW[i].any() else dW[i])),
     "only its first row of dY is left"),
    ("7.1", lambda ids, dY, rows: dY, "dW has as many rows as dY"),
    ("7.1", table_with(add, lambda ids, dY, rows: np.zeros_like(dY)), "dW has as many rows as dY"),
    ("7.1", table_with(put, lambda ids, dY, rows: np.zeros_like(dY)), "dW has as many rows as dY"),
    ("7.1", table_with(add, lambda ids, dY, rows: np.zeros((ids.max() + 1, dY.shape[1]))),
     "dW ends at the highest id"),
    ("7.1", table_with(put, lambda ids, dY, rows: np.zeros((max(ids) + 1, dY.shape[1]))),
     "dW ends at the highest id"),
    ("7.1", table_with(add, lambda ids, dY, rows: np.zeros((len(set(ids)), dY.shape[1]))),
     "Rows that no id names are left out"),
    ("7.1", table_with(add, lambda ids, dY, rows: np.zeros((1, dY.shape[1]))),
     "dW has as many rows as W"),
    ("7.1", by_dictionary, "Rows that no id names are left out"),
    ("7.1", by_dictionary_with_none, "An array of numbers was asked for"),
    ("7.1", lambda ids, dY, rows: table_by_masks(ids, dY, rows)
     / np.maximum(np.bincount(ids, minlength=rows), 1)[:, None], "The rows of an id are averaged"),
    ("7.1", lambda ids, dY, rows: np.array([dY[ids == i].mean(axis=0) for i in range(rows)]),
     "the mean of no rows is nan"),
    ("7.1", table_with(lambda dW, i, row: add(dW, slice(None), row)), "the sum of all rows of dY"),
    ("7.1", each_time_again, "added up again"),
    ("7.1", lambda ids, dY, rows: np.array([dY[ids == i].sum() for i in range(rows)]),
     "Each row of dW is one number"),
    ("7.1", lambda ids, dY, rows: np.bincount(ids, minlength=rows), "how often each row is used"),
    ("7.1", table_with(lambda dW, i, row: add(dW, i, 1)), "how often each row is used"),
    ("7.1", lambda ids, dY, rows: dY.T @ one_hot(ids, rows), "You returned the transpose"),
    ("7.1", lambda ids, dY, rows: one_hot(ids, rows) @ dY, "The inner lengths of an @ differ"),
    ("7.1", lambda ids, dY, rows: dY[ids], "You pick rows of dY by ids"),
    ("7.1", by_id_on_both_sides, "You take row i of dY for id i"),
    ("7.1", lambda ids, dY, rows: table_by_masks(ids, dY[ids], rows), "You take row i of dY for id i"),
    ("7.1", lambda ids, dY, rows: add_at_once(ids, dY[ids], rows), "You take row i of dY for id i"),
    ("7.1", lambda ids, dY, rows: table_by_masks(ids, dY, rows) / max(len(dY), 1), "divided by n"),
    ("7.1", table_with(lambda dW, i, row: add(dW, i, -row)), "The sign is flipped"),
    ("7.1", table_with(lambda dW, i, row: add(dW, i - 1, row)), "ids count from 0"),
    ("7.1", table_with(lambda dW, i, row: add(dW, i + 1, row)), "expected"),
    ("7.1", table_with(add, lambda ids, dY, rows: np.ones((rows, dY.shape[1]))), "1 too high"),
    ("7.2", lambda x, h, W, b: np.tanh(x @ W[:x.shape[1]] + b), "h is not in it"),
    ("7.2", lambda x, h, W, b: np.tanh(np.hstack([x, 0 * h]) @ W), "h is not in it, nor is b"),
    ("7.2", with_both(lambda u, v, b, h: np.tanh(v + b)), "x is not in it"),
    ("7.2", lambda x, h, W, b: np.hstack([x, h]) @ W + b, "tanh is missing"),
    ("7.2", lambda x, h, W, b: np.hstack([x, h]) @ W, "tanh and b are missing"),
    ("7.2", with_both(lambda u, v, b, h: 1 / (1 + np.exp(-u - v - b))), "That is the sigmoid"),
    ("7.2", with_both(lambda u, v, b, h: np.where(u + v + b > 0, u + v + b, 0)), "That is ReLU"),
    ("7.2", lambda x, h, W, b: np.tanh(np.hstack([x, h]) @ W), "b is missing"),
    ("7.2", lambda x, h, W, b: np.tanh(np.hstack([x, h]) @ W) + b, "b is added after tanh"),
    ("7.2", with_both(lambda u, v, b, h: np.tanh(u + b + v + b)), "b is added twice"),
    ("7.2", with_both(lambda u, v, b, h: np.tanh(u + v + b) + h), "The old h is added"),
    ("7.2", with_both(lambda u, v, b, h: (h + np.tanh(u + v + b)) / 2), "the mean of the old state"),
    ("7.2", with_both(lambda u, v, b, h: h + np.tanh(u + b)), "h goes round W and tanh"),
    ("7.2", with_both(lambda u, v, b, h: np.tanh(u + h + b)), "h goes in as it is"),
    ("7.2", with_both(lambda u, v, b, h: np.tanh(u + b) + v), "What h gives is added after tanh"),
    ("7.2", with_both(lambda u, v, b, h: np.tanh(u) + v + b), "What h gives is added after tanh"),
    ("7.2", lambda x, h, W, b: np.tanh(x @ W[:x.shape[1]] + h @ W[:h.shape[1]] + b),
     "h meets the first rows of W"),
    ("7.2", lambda x, h, W, b: np.tanh(np.append(x, h) @ W + b), "x and h stand side by side"),
    ("7.2", with_both(lambda u, v, b, h: np.tanh(u + b) + np.tanh(v)), "tanh is taken of each part"),
    ("7.2", with_both(lambda u, v, b, h: np.tanh(u + b) + np.tanh(v + b)), "tanh is taken of each part"),
    ("7.2", with_both(lambda u, v, b, h: np.tanh(u) + np.tanh(v) + b), "tanh is taken of each part"),
    ("7.2", lambda x, h, W, b: np.tanh(np.hstack([h, x]) @ W + b), "x and h have changed places"),
    ("7.2", lambda x, h, W, b: np.tanh(x @ W[len(b):] + h @ W[:len(b)] + b), "x and h have changed places"),
    ("7.2", lambda x, h, W, b: np.tanh(np.hstack([x, h])) @ W + b, "what goes into the layer"),
    ("7.2", lambda x, h, W, b: step_by_parts(x, np.tanh(h), W, b), "tanh is taken of h once more"),
    ("7.2", lambda x, h, W, b: [step_by_parts(x, h, W, b)] * 2, "comes back twice"),
    ("7.2", lambda x, h, W, b: np.tanh(np.concatenate([x, h]) @ W + b), "x and h stand side by side"),
    ("7.2", lambda x, h, W, b: np.tanh([x, h] @ W + b), "x and h stand side by side"),
    ("7.2", lambda x, h, W, b: np.tanh((x + h) @ W + b), "x and h stand side by side"),
    ("7.2", lambda x, h, W, b: np.tanh(np.stack([x, h]) @ W + b), "x and h stand side by side"),
    ("7.2", lambda x, h, W, b: np.tanh(x @ W + h @ W + b), "x and h stand side by side"),
    ("7.2", lambda x, h, W, b: np.tanh(h.dot(W) + b), "x and h stand side by side"),
    ("7.2", lambda x, h, W, b: step_by_parts(x, h, W, b).mean(axis=0), "expected"),
    ("7.2", step_in_place, "changed its argument h in place"),
    ("7.3", friends, "That is the friend's still"),
    ("7.3", friends_with_a_sum, "you take the last one for all"),
    ("7.3", returning_in_the_loop, "Your loop ends in its first round"),
    ("7.3", shared(lambda X, dY: sum(X[:, n].T @ dY[:, n] for n in range(X.shape[1]))),
     "only the number 0 is left: begin with np.zeros(...)"),
    ("7.3", shared(lambda X, dY: X[0].T @ dY.sum(axis=0)), "you take the first one for all"),
    ("7.3", shared(lambda X, dY: sum(X).T @ sum(dY)), "each X meets the dY of every step"),
    ("7.3", shared(lambda X, dY: sum(x.T @ g for x, g in zip(X[::-1], dY))), "the dY of the last"),
    ("7.3", shared(lambda X, dY: sum(X[t - 1].T @ dY[t] for t in range(len(X)))), "a neighbouring step"),
    ("7.3", shared(lambda X, dY: sum(X[(t + 1) % len(X)].T @ dY[t] for t in range(len(X)))),
     "a neighbouring step"),
    ("7.3", shared(lambda X, dY: sum(X[t + 1].T @ dY[t] for t in range(len(X) - 1))), "a neighbouring step"),
    ("7.3", shared(lambda X, dY: np.tensordot(X[:-1], dY[1:], [(0, 1), (0, 1)])), "a neighbouring step"),
    ("7.3", shared(lambda X, dY: sum(X[t + 1].T @ dY[t] for t in range(len(X)))), "IndexError"),
    ("7.3", shared(lambda X, dY: X.reshape(X.shape[2], -1) @ dY.reshape(-1, dY.shape[2])),
     "reshape deals the inputs out"),
    ("7.3", lambda X, dY: [part / X.shape[1] for part in shared()(X, dY)], "divided by N"),
    ("7.3", lambda X, dY: (friends(X, dY)[0], dY.sum(axis=(0, 1))), "That is the friend's still"),
    ("7.3", lambda X, dY: (X[-1].T @ dY[-1], dY[-1].sum(axis=0)), "dW is that of the last step"),
    ("7.3", shared(lambda X, dY: X[0].T @ dY[0]), "dW is that of the first step"),
    ("7.3", lambda X, dY: shared()(X[1:], dY[1:]), "The first step is missing"),
    ("7.3", lambda X, dY: shared()(X[:-1], dY[:-1]), "The last step is missing"),
    ("7.3", lambda X, dY: [part / len(X) for part in shared()(X, dY)], "dW is a mean over the steps"),
    ("7.3", shared(lambda X, dY: np.mean([x.T @ g for x, g in zip(X, dY)], axis=0)),
     "dW is a mean over the steps"),
    ("7.3", shared(lambda X, dY: np.einsum("tnd,tnk->dk", X, dY) / (len(X) * max(X.shape[1], 1))),
     "divided by T · N"),
    ("7.3", shared(lambda X, dY: np.einsum("tnd,tnk->kd", X, dY)), "dW is transposed"),
    ("7.3", shared(lambda X, dY: np.einsum("tnd,tnk->tdk", X, dY)), "dW has an axis of steps"),
    ("7.3", shared(lambda X, dY: X.T @ dY), "On an array of three axes .T"),
    ("7.3", lambda X, dY: shared()(X, dY)[::-1], "in another order"),
    ("7.3", lambda X, dY: shared()(X, dY)[0], "expected 2 things: dW, db"),
    ("7.3", shared(db=lambda X, dY: dY[0].sum(axis=0)), "db is that of one step"),
    ("7.3", shared(db=lambda X, dY: dY[-1].sum(axis=0)), "db is that of one step"),
    ("7.3", shared(db=lambda X, dY: np.mean([g.sum(axis=0) for g in dY], axis=0)),
     "db is a mean over the steps"),
    ("7.3", shared(db=lambda X, dY: sum(g.mean(axis=0) for g in dY)), "db is a mean over the samples"),
    ("7.3", shared(db=lambda X, dY: dY.mean((0, 1))), "db is a mean over steps and samples"),
    ("7.3", shared(db=lambda X, dY: sum(dY)), "db has a row for each sample"),
    ("7.3", shared(db=lambda X, dY: [g.sum(axis=0) for g in dY]), "db has a row for each step"),
    ("7.3", shared(db=lambda X, dY: dY), "db is dY as it came"),
    ("7.3", shared(db=lambda X, dY: dY.sum()), "db is one number"),
    ("7.3", shared(db=lambda X, dY: dY.sum(axis=(0, 1), keepdims=True)), "The numbers are right"),
    ("7.4", attending(scale=lambda Q, K, V: 1), "The division by √d is missing"),
    ("7.4", attending(naive, scale=lambda Q, K, V: 1), "The division by √d is missing"),
    ("7.4", attending(scale=lambda Q, K, V: Q.shape[-1]), "You divide by d; divide by its root"),
    ("7.4", attending(scale=lambda Q, K, V: Q.shape[-1]**1 / 2), "(d**1) / 2"),
    ("7.4", lambda Q, K, V: softmax(Q @ K.mT / Q.shape[-1]**1 / 2) @ V, "(d**1) / 2"),
    ("7.4", attending(scale=lambda Q, K, V: Q.shape[-1]**-0.5), "You multiply by √d"),
    ("7.4", attending(scale=lambda Q, K, V: np.sqrt(K.shape[1])), "You divide by √S"),
    ("7.4", attending(scale=lambda Q, K, V: np.sqrt(Q.shape[1])), "You divide by √T"),
    ("7.4", attending(scale=lambda Q, K, V: np.sqrt(len(K))), "You divide by √N"),
    ("7.4", attending(scale=lambda Q, K, V: np.sqrt(V.shape[2])), "the length of a value"),
    ("7.4", attending(over(1)), "softmax goes over the queries"),
    ("7.4", attending(lambda scores: naive(scores, 1)), "softmax goes over the queries"),
    ("7.4", attending(over(0)), "softmax goes over the batch"),
    ("7.4", attending(lambda scores: naive(scores, (1, 2))), "over queries and keys at once"),
    ("7.4", attending(lambda scores: np.exp(scores) / np.exp(scores).sum()), "the whole array at once"),
    ("7.4", attending(naive), "exp overflows for large scores"),
    ("7.4", attend_by_math, "exp overflows for large scores"),
    ("7.4", attending(np.exp, mix=lambda exps, V: exps @ V / exps.sum(axis=-1, keepdims=True)),
     "exp overflows for large scores"),
    ("7.4", attending(by_one_highest), "One highest score is subtracted from many rows"),
    ("7.4", attending(lambda scores: scores), "softmax is missing"),
    ("7.4", lambda Q, K, V: Q @ K.transpose(0, 2, 1) @ V, "The division by √d is missing, and softmax"),
    ("7.4", lambda Q, K, V: softmax(Q @ K.mT) @ V / Q.shape[-1]**0.5, "You divide by √d after softmax"),
    ("7.4", attending(lambda scores: scores, mix=lambda scores, V: softmax(scores @ V)),
     "softmax comes too late"),
    ("7.4", attending(mix=lambda shares, V: softmax(shares @ V)), "softmax is taken again"),
    ("7.4", attending(lambda scores: softmax(softmax(scores))), "softmax is taken twice"),
    ("7.4", attending(mix=lambda shares, V: shares), "Those are the shares"),
    ("7.4", attending(mix=lambda shares, V: (shares @ V, shares)), "The shares come back too"),
    ("7.4", attending(mix=lambda shares, V: [shares, shares @ V]), "The shares come back too"),
    ("7.4", lambda Q, K, V: softmax(Q @ K.reshape(len(K), Q.shape[2], -1) / Q.shape[2]**0.5) @ V,
     "reshape deals the keys out"),
    ("7.4", attending(lambda scores: scores / np.sum(scores, axis=2, keepdims=True)),
     "The scores are divided by their sum"),
    ("7.4", attending(lambda scores: scores, mix=lambda scores, V: scores), "Those are the scores"),
    ("7.4", attending(lambda scores: scores.argmax(axis=-1), mix=lambda best, V: np.stack(
        [v[i] for i, v in zip(best, V)])), "its best key alone"),
    ("7.4", attending(lambda scores: softmax(-scores)), "the wrong sign"),
    ("7.4", lambda Q, K, V: softmax(Q @ K.T / np.sqrt(Q.shape[-1])) @ V, "On an array of three axes .T"),
    ("7.4", lambda Q, K, V: softmax(Q @ K / np.sqrt(Q.shape[-1])) @ V, "swap the last two axes of K"),
    ("7.4", lambda Q, K, V: [softmax(Q[n] @ K[n]) @ V[n] for n in range(len(Q))],
     "swap the last two axes of K"),
    ("7.4", lambda Q, K, V: attending()(K, Q, V), "The inner lengths of an @ differ"),
    ("7.5", absorbing(bias=lambda W, b: b), "b is as it came"),
    ("7.5", absorbing(bias=lambda W, b: b - W.sum(axis=0)), "are subtracted; add them"),
    ("7.5", absorbing(bias=lambda W, b: b + (-W).sum(axis=0)), "are subtracted; add them"),
    ("7.5", absorbing(bias=lambda W, b: W.sum(axis=0)), "The old b is forgotten"),
    ("7.5", absorbing(bias=lambda W, b: W.sum(axis=0) - b), "The old b is subtracted"),
    ("7.5", absorbing(bias=lambda W, b: -b - W.sum(axis=0)), "The whole bias has the wrong sign"),
    ("7.5", absorbing(bias=lambda W, b: -b), "b is only turned to -b"),
    ("7.5", absorbing(bias=lambda W, b: b + W.sum(axis=1)), "so for each column of W"),
    ("7.5", absorbing(bias=lambda W, b: W.sum(axis=1)), "Those are sums of rows"),
    ("7.5", absorbing(bias=lambda W, b: b + W.sum()), "the sum of all weights"),
    ("7.5", absorbing(bias=lambda W, b: b + W.mean(axis=0)), "That is the mean of each column"),
    ("7.5", absorbing(bias=lambda W, b: b + W), "W is not summed up"),
    ("7.5", absorbing(bias=lambda W, b: b + len(W)), "as if all weights were 1"),
    ("7.5", absorbing(bias=lambda W, b: 1 + b), "You add 1"),
    ("7.5", absorbing(bias=lambda W, b: 1 - b), "The bias is no image"),
    ("7.5", absorbing(bias=lambda W, b: b + W.sum(axis=0, keepdims=True)), "The numbers are right"),
    ("7.5", lambda W, b: (W, b), "Nothing is changed"),
    ("7.5", lambda W, b: (-W, -b), "b is only turned to -b"),
    ("7.5", lambda W, b: (1 - W, b), "The weights are no image"),
    ("7.5", lambda W, b: (1 - W, 1 - b), "The weights are no image"),
    ("7.5", absorbing(lambda W: 1 - W), "The weights are no image"),
    ("7.5", absorbing(lambda W: W), "W should be -W"),
    ("7.5", lambda W, b: (W, b - W.sum(axis=0)), "W should be -W"),
    ("7.5", absorbing(lambda W: -W.T), "W is transposed"),
    ("7.5", absorbing(abs), "The signs are lost"),
    ("7.5", lambda W, b: (b + W.sum(axis=0), -W), "in another order"),
    ("7.5", lambda W, b: -W, "expected 2 things: W, b"),
    ("7.5", bias_in_place, "changed its argument b in place"),
]

# Rules that a check with too few cases would let pass.
RIVALS = {
    "7.1": [lambda ids, dY, rows: table_by_masks(ids, dY, 3),
            lambda ids, dY, rows: table_by_masks(ids, dY, rows).round(2),
            lambda ids, dY, rows: table_by_masks(ids[:64], dY[:64], rows),
            lambda ids, dY, rows: table_by_masks(ids, dY, rows) if len(ids) else np.zeros((0, dY.shape[1])),
            lambda ids, dY, rows: np.concatenate([table_by_masks(ids, dY, ids.max(initial=0) + 1),
                                                  np.zeros((1, dY.shape[1]))])[:rows],
            lambda ids, dY, rows: one_hot(ids, rows).T @ np.clip(dY, -6, 6).astype(int)],
    "7.2": [lambda x, h, W, b: np.tanh(x @ W[:3] + h @ W[3:] + b),
            lambda x, h, W, b: np.tanh(x @ W[:-2] + h @ W[-2:] + b),
            lambda x, h, W, b: step_by_parts(x, h, W, b).round(2),
            lambda x, h, W, b: step_by_parts(x, h[:1], W, b),
            lambda x, h, W, b: step_by_parts(x[:64], h[:64], W, b),
            with_both(lambda u, v, b, h: np.clip(u + v + b, -1, 1)),
            with_both(lambda u, v, b, h: np.clip(np.tanh(u + v + b), -0.9, 0.9))],
    "7.3": [lambda X, dY: shared()(X[:3], dY[:3]), lambda X, dY: shared()(X[:, :2], dY[:, :2]),
            lambda X, dY: [part.round(2) for part in shared()(X, dY)],
            shared(db=lambda X, dY: np.squeeze(dY.sum(axis=0).sum(axis=0))),
            shared(lambda X, dY: sum(X[t].T @ dY[t] for t in range(min(len(X), 64)))),
            shared(db=lambda X, dY: dY.reshape(-1)[::dY.shape[-1]].sum().reshape(1))],
    "7.4": [attending(lambda scores: softmax(np.clip(scores, -99, 99))),
            attending(lambda scores: naive(np.clip(scores, -700, 700))),
            attending(lambda scores: np.nan_to_num(naive(scores))), attending(by_one_highest),
            attending(scale=lambda Q, K, V: np.sqrt(3)), attending(lambda scores: softmax(scores.round(2))),
            lambda Q, K, V: attending()(Q[:1], K[:1], V[:1]),
            lambda Q, K, V: softmax(Q @ K[0].T / np.sqrt(Q.shape[-1])) @ V,
            lambda Q, K, V: softmax(Q @ K.mT / np.sqrt(Q.shape[-1])) @ V[0],
            lambda Q, K, V: attending()(Q, K[:, :64], V[:, :64])],
    "7.5": [absorbing(bias=lambda W, b: b + W[:3].sum(axis=0)), absorbing(lambda W: -W.round(2)),
            absorbing(bias=lambda W, b: (b + W.sum(axis=0)).round(2)),
            absorbing(bias=lambda W, b: b + W[:64].sum(axis=0)),
            absorbing(bias=lambda W, b: b + abs(W.sum(axis=0))),
            absorbing(bias=lambda W, b: b + W.mean(axis=0) * 3)],
}
