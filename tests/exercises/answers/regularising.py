"""Answers to the exercises of notebook 6: right ones written otherwise, and wrong ones
that learners give, each with words of its diagnosis."""

import numpy as np


def penalty_by_loop(W, b, dW, db, strength):
    out = [[0.0] * len(b) for _ in W]
    for i, j in np.ndindex(W.shape):
        out[i][j] = float(dW[i, j]) + strength * W[i, j] + strength * W[i, j]
    return out, [g for g in db]


def penalty_on_a_copy(W, b, dW, db, strength):
    dW = dW.copy()
    dW += 2 * strength * W
    return dW, db


def penalty_by_differences(W, b, dW, db, strength):
    pull = strength * ((W + 1e-4)**2 - (W - 1e-4)**2) / 2e-4
    return (dW + pull).astype(np.float32), db


def penalty_in_place(W, b, dW, db, strength):
    dW += 2 * strength * W
    return dW, db


def pulled(pull):
    """Return the rule that adds pull(W, strength) to dW."""
    return lambda W, b, dW, db, strength: (dW + pull(W, strength), db)


def dropout_by_where(X, dY, p, training, rng):
    if not training or p == 0:
        return X, dY
    kept = np.where(rng.random(X.shape) < p, 0, 1)
    return kept * X / (1 - p), kept * dY / (1 - p)


def dropout_on_copies(X, dY, p, training, rng):
    Y, dX = X.copy(), dY.copy()
    if training:
        out = rng.uniform(size=X.shape) < p
        Y[out] = dX[out] = 0
        Y, dX = Y / (1 - p), dX / (1 - p)
    return Y.astype(np.float32), dX


def dropout_by_loop(X, dY, p, training, rng):
    u = np.random.default_rng(rng).random(size=X.shape) if training else np.ones(X.shape)
    c = 1 / (1 - p) if training else 1
    Y, dX = np.zeros(X.shape), np.zeros(X.shape)
    for place in np.ndindex(X.shape):
        if u[place] >= p:
            Y[place], dX[place] = c * X[place], c * dY[place]
    return [Y, dX]


def dropping(mask=lambda rng, X, p: rng.random(X.shape) >= p, forth=lambda p: 1 / (1 - p), back=None,
             off=lambda X, dY, p, rng: (X, dY)):
    """Return the rule with such a mask and such factors, and `off` when not training."""
    def rule(X, dY, p, training, rng):
        if not training:
            return off(X, dY, p, rng)
        m = mask(rng, X, p)
        return X * m * forth(p), dY * m * (back or forth)(p)
    return rule


def fresh_mask(X, dY, p, training, rng):
    if not training:
        return X, dY
    return X * (rng.random(X.shape) >= p) / (1 - p), dY * (rng.random(X.shape) >= p) / (1 - p)


def always_active(X, dY, p, training, rng):
    mask = (rng.random(X.shape) >= p) / (1 - p)
    return X * mask, dY * mask


def drawn_in_vain(X, dY, p, training, rng):
    mask = (rng.random(X.shape) >= p) / (1 - p)
    return (X * mask, dY * mask) if training else (X, dY)


def row_by_row(X, dY, p, training, rng):
    if not training:
        return X, dY
    mask = np.array([rng.random(X.shape[1]) >= p for _ in X]).reshape(X.shape) / (1 - p)
    return X * mask, dY * mask


def by_leaving_out(X, dY, p, training, rng):
    if not training:
        return X, dY
    mask = rng.random(X.shape) >= p
    return X[mask] / (1 - p), dY[mask] / (1 - p)


def by_what_is_0(X, dY, p, training, rng):
    if not training:
        return X, dY
    Y = X * (rng.random(X.shape) >= p) / (1 - p)
    return Y, np.where(Y != 0, dY / (1 - p), 0)


def dropout_in_place(X, dY, p, training, rng):
    if training:
        X *= (rng.random(X.shape) >= p) / (1 - p)
        dY = dY * 0 + 1
    return X, dY


def scaling_in_place(X, dY, p, training, rng):
    mask = (rng.random(X.shape) >= p) / (1 - p) if training else 1
    dY *= mask
    return X * mask, dY


def fold_by_probing(W, b, gamma, beta, mean, var, eps):
    def both(x):
        return gamma * (x @ W + b - mean) / np.sqrt(var + eps) + beta
    bias = both(np.zeros(len(W)))
    return np.array([both(row) - bias for row in np.eye(len(W))]), bias


def fold_by_columns(W, b, gamma, beta, mean, var, eps):
    columns, biases = [], []
    for k in range(len(b)):
        scale = gamma[k] * (var[k] + eps)**-0.5
        columns.append(scale * W[:, k])
        biases.append(beta[k] + scale * b[k] - scale * mean[k])
    return np.transpose(columns), biases


def folding(scale=lambda gamma, var, eps: gamma / np.sqrt(var + eps),
            bias=lambda b, s, beta, mean: (b - mean) * s + beta):
    """Return the rule with such a scale and such a bias."""
    return lambda W, b, gamma, beta, mean, var, eps: (
        W * scale(gamma, var, eps), bias(b, scale(gamma, var, eps), beta, mean))


def adam_by_entries(W, dW, m, v, t, lr):
    out = [np.empty(W.shape) for _ in range(3)]
    for i in np.ndindex(W.shape):
        first, second = 0.9 * m[i] + (1 - 0.9) * dW[i], 0.999 * v[i] + (1 - 0.999) * dW[i] * dW[i]
        root = (second / (1 - 0.999**t))**0.5
        for array, value in zip(out, (W[i] - lr * first / (1 - 0.9**t) / (root + 1e-8), first, second)):
            array[i] = value
    return out


def adam_on_copies(W, dW, m, v, t, lr):
    W, m, v = W.copy(), m.copy(), v.copy()
    m += 0.1 * (dW - m)
    v += 0.001 * (dW**2 - v)
    rate = lr * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    W -= rate * m / (np.sqrt(v) + 1e-8 * np.sqrt(1 - 0.999**t))
    return [W, m, v]


def adam_by_torch_s_order(W, dW, m, v, t, lr):
    m, v = m + (dW - m) * (1 - 0.9), v * 0.999 + dW * dW * (1 - 0.999)
    return W - lr / (1 - 0.9**t) * m / (np.sqrt(v) / np.sqrt(1 - 0.999**t) + 1e-8), m, v


def adam_in_place(W, dW, m, v, t, lr):
    m *= 0.9
    m += 0.1 * dW
    v = 0.999 * v + 0.001 * dW**2
    return W - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v


def adam_of_the_paper(W, dW, m, v, t, lr):
    """The quick form at the end of the paper's section 2: its eps is added before the correction."""
    m, v = 0.9 * m + 0.1 * dW, 0.999 * v + 0.001 * dW**2
    return W - lr * np.sqrt(1 - 0.999**t) / (1 - 0.9**t) * m / (np.sqrt(v) + 1e-8), m, v


def counted_from_0(W, dW, m, v, t, lr):
    m, v = 0.9 * m + 0.1 * dW, 0.999 * v + 0.001 * dW**2
    return W - lr * m * (1 / (1 - 0.9**(t - 1))) / (np.sqrt(v / (1 - 0.999**(t - 1))) + 1e-8), m, v


def adam(m_new=lambda m, dW: 0.9 * m + 0.1 * dW, v_new=lambda v, dW: 0.999 * v + 0.001 * dW**2,
         c=lambda t: (1 - 0.9**t, 1 - 0.999**t), step=lambda m, v, dW: m / (np.sqrt(v) + 1e-8), sign=-1):
    """Return the rule with such running means, corrections and such a step."""
    def rule(W, dW, m, v, t, lr):
        m, v = m_new(m, dW), v_new(v, dW)
        return W + sign * lr * step(m / c(t)[0], v / c(t)[1], dW), m, v
    return rule


def going_down(p, right, promise):
    order = np.argsort(-p)
    t, hits = np.inf, 0
    for i, place in enumerate(order):
        hits += right[place]
        last_of_its_kind = i == len(p) - 1 or p[order[i + 1]] < p[place]
        if last_of_its_kind and hits >= promise * (i + 1):
            t = p[place]
    return t


def counting_the_wrong(p, right, promise):
    good = [t for t in p if (~right[p >= t]).sum() <= (1 - promise) * (p >= t).sum()]
    return min(good, default=float("inf"))


def by_a_table(p, right, promise):
    accepted = p[None, :] >= p[:, None]
    ok = 1 - accepted.astype(int) @ ~right / np.maximum(accepted.sum(axis=1), 1) >= promise
    return np.where(ok, p, np.inf).min(initial=np.inf)


def by_lists(p, right, promise):
    for t in sorted(set(p.tolist())):
        kept = [r for q, r in zip(p, right) if q >= t]
        if sum(kept) / len(kept) >= promise:
            return t
    return np.inf


def first_of(candidates, keeps, none=np.inf):
    """Return the rule that goes through candidates and takes the first t that keeps the promise."""
    return lambda p, right, promise: next((t for t in candidates(p) if keeps(p, right, t, promise)), none)


def kept(p, right, t, promise):
    return right[p >= t].mean() >= promise


def to_the_dip(p, right, promise):
    t = np.inf
    for q in sorted(p, reverse=True):
        if right[p >= q].mean() < promise:
            return t
        t = q
    return t


def cumulated(p, right, promise):
    order = np.argsort(p)[::-1]
    shares = np.cumsum(right[order]) / np.arange(1, len(p) + 1)
    good = np.flatnonzero(shares >= promise)
    return p[order][good[-1]] if len(good) else np.inf


def cumulated_to_the_dip(p, right, promise):
    order = np.argsort(p)[::-1]
    shares = np.cumsum(right[order]) / np.arange(1, len(p) + 1)
    broken = np.flatnonzero(shares < promise)
    good = broken[0] if len(broken) else len(p)
    return p[order][good - 1] if good else np.inf


def by_halving(p, right, promise):
    low, high, values = 0, len(set(p)), sorted(set(p))
    while low < high:
        middle = (low + high) // 2
        if kept(p, right, values[middle], promise):
            high = middle
        else:
            low = middle + 1
    return values[low] if low < len(values) else np.inf


def with_a_minimum(p, right, promise):
    return min(t for t in p if kept(p, right, t, promise))


RIGHT = {
    "6.1": [penalty_by_loop, penalty_on_a_copy, penalty_by_differences,
            lambda W, b, dW, db, strength: [np.add(dW, strength * (W + W)).tolist(), db.copy()]],
    "6.2": [dropout_by_where, dropout_on_copies, dropout_by_loop,
            lambda X, dY, p, training, rng: (
                [X * (m := (rng.random(X.shape) > p) * (1 / (1 - p))), m * dY] if training else [X, dY])],
    "6.3": [adam_by_entries, adam_on_copies, adam_by_torch_s_order],
    "6.4": [fold_by_probing, fold_by_columns,
            lambda W, b, gamma, beta, mean, var, eps: (
                W @ np.diag(gamma / np.sqrt(var + eps)), beta - (mean - b) / (var + eps)**0.5 * gamma)],
    "6.5": [going_down, counting_the_wrong, by_a_table, by_lists, first_of(np.sort, kept)],
}

WRONG = [
    ("6.1", lambda W, b, dW, db, s: (dW + 2 * s * W, db + 2 * s * b), "leaves the bias out"),
    ("6.1", lambda W, b, dW, db, s: (dW + s * W, db + s * b), "The factor 2 is missing"),
    ("6.1", lambda W, b, dW, db, s: (dW + 2 * s * W, np.zeros_like(db)), "but the loss does not"),
    ("6.1", pulled(lambda W, s: s * W), "The factor 2 is missing"),
    ("6.1", pulled(lambda W, s: 2 * s * W / len(W)), "a sum, not a mean"),
    ("6.1", pulled(lambda W, s: 2 * s * W / W.size), "a sum, not a mean"),
    ("6.1", pulled(lambda W, s: s * W**2), "W is still squared"),
    ("6.1", pulled(lambda W, s: 2 * s * W**2), "W is still squared"),
    ("6.1", pulled(lambda W, s: s * (W**2).sum()), "the penalty itself, one number"),
    ("6.1", pulled(lambda W, s: -2 * s * W), "is subtracted; add it"),
    ("6.1", pulled(lambda W, s: s * np.sign(W)), "Only the sign of W"),
    ("6.1", pulled(lambda W, s: 2 * s * np.abs(W)), "The signs of W are lost"),
    ("6.1", pulled(lambda W, s: 2 * W), "strength is missing"),
    ("6.1", pulled(lambda W, s: 2 * s), "W is missing"),
    ("6.1", pulled(lambda W, s: 0 * W), "dW is as it came"),
    ("6.1", pulled(lambda W, s: 2 * s * W.sum(axis=0)), "W is summed up"),
    ("6.1", lambda W, b, dW, db, s: (2 * s * W, db), "the penalty's gradient alone"),
    ("6.1", lambda W, b, dW, db, s: (dW + 2 * s * dW, db), "made of W, not of dW"),
    ("6.1", lambda W, b, dW, db, s: (W + 2 * s * dW, db), "have changed places"),
    ("6.1", lambda W, b, dW, db, s: (db, dW + 2 * s * W), "in another order"),
    ("6.1", lambda W, b, dW, db, s: dW + 2 * s * W, "expected 2 things: dW, db"),
    ("6.1", lambda W, b, dW, db, s: (dW + 2 * s * W, b), "That is b; its gradient"),
    ("6.1", penalty_in_place, "changed its argument dW in place"),
    ("6.2", dropping(forth=lambda p: 1), "Nothing is scaled"),
    ("6.2", dropping(back=lambda p: 1), "dX is not divided by 1 - p"),
    ("6.2", dropping(forth=lambda p: 1, back=lambda p: 1 / (1 - p)), "Y is not divided by 1 - p"),
    ("6.2", dropping(forth=lambda p: 1 / p), "You divide by p"),
    ("6.2", dropping(forth=lambda p: 1 - p), "You multiply by 1 - p"),
    ("6.2", dropping(forth=lambda p: np.divide(1, p)), "You divide by p"),
    ("6.2", dropping(back=lambda p: np.divide(1, p)), "dX is divided by p"),
    ("6.2", dropping(back=lambda p: 1 - p), "dX is multiplied by 1 - p"),
    ("6.2", dropping(lambda rng, X, p: (rng.random(X.shape) >= p) / 1 - p, lambda p: 1), "parentheses"),
    ("6.2", by_leaving_out, "they should stay, as 0"),
    ("6.2", dropping(lambda rng, X, p: rng.random(X.shape) < p), "Kept and dropped have changed places"),
    ("6.2", dropping(lambda rng, X, p: rng.random(X.shape) <= p), "Kept and dropped have changed places"),
    ("6.2", dropping(lambda rng, X, p: rng.random(X.shape) < 1 - p), "but others"),
    ("6.2", dropping(lambda rng, X, p: rng.random(X.shape) < p, lambda p: 1 / p),
     "p is the share that is dropped"),
    ("6.2", dropping(lambda rng, X, p: rng.random(X.shape[1:]) >= p), "All rows have the same mask"),
    ("6.2", dropping(lambda rng, X, p: rng.random((len(X), 1)) >= p), "Whole rows are dropped"),
    ("6.2", dropping(lambda rng, X, p: rng.random() >= p), "One number decides on all entries"),
    ("6.2", dropping(lambda rng, X, p: rng.random(*X.shape) >= p), "A shape is one argument"),
    ("6.2", dropping(lambda rng, X, p: rng.binomial(1, 1 - p, X.shape)), "You use rng.binomial"),
    ("6.2", dropping(lambda rng, X, p: np.random.default_rng(0).random(X.shape) >= p),
     "no numbers were drawn from the rng"),
    ("6.2", dropping(off=lambda X, dY, p, rng: (X / (1 - p), dY / (1 - p))), "nothing is scaled"),
    ("6.2", dropping(forth=lambda p: 1, off=lambda X, dY, p, rng: (X * (1 - p), dY)), "nothing is scaled"),
    ("6.2", dropping(off=lambda X, dY, p, rng: (X, 0 * dY)), "dX is dY, not 0"),
    ("6.2", fresh_mask, "You call rng.random 2 times"),
    ("6.2", row_by_row, "You call rng.random 2 times"),
    ("6.2", always_active, "nothing is dropped and nothing drawn"),
    ("6.2", drawn_in_vain, "nothing is dropped and nothing drawn"),
    ("6.2", by_what_is_0, "made with the mask, not with Y"),
    ("6.2", lambda X, dY, p, training, rng: (X, dY), "no numbers were drawn from the rng"),
    ("6.2", lambda X, dY, p, training, rng: dropping()(X, dY, p, training, rng)[::-1], "in another order"),
    ("6.2", lambda X, dY, p, training, rng: dropping()(X, dY, p, training, rng)[0],
     "expected 2 things: Y, dX"),
    ("6.2", dropout_in_place, "your dX is"),
    ("6.2", scaling_in_place, "changed its argument dY in place"),
    ("6.3", adam(c=lambda t: (1, 1)), "Nothing is corrected"),
    ("6.3", adam(c=lambda t: (1 - 0.9**t, 1)), "v is not corrected"),
    ("6.3", adam(c=lambda t: (1, 1 - 0.999**t)), "m is not corrected"),
    ("6.3", adam(c=lambda t: (1 - 0.999**t, 1 - 0.9**t)), "The corrections have changed places"),
    ("6.3", adam(c=lambda t: (1 - 0.9**(t + 1), 1 - 0.999**(t + 1))), "You correct for t + 1 steps"),
    ("6.3", adam(c=lambda t: (1 / (1 - 0.9**t), 1 / (1 - 0.999**t))), "You multiply by the corrections"),
    ("6.3", adam(c=lambda t: (1 - 0.9**(t - 1), 1 - 0.999**(t - 1))), "You correct for t - 1 steps"),
    ("6.3", counted_from_0, "t counts from 1, so 1 - 0.9**t is never 0"),
    ("6.3", adam(c=lambda t: (1 - 0.9 * t, 1 - 0.999 * t)), "raise them to the power t"),
    ("6.3", adam(step=lambda m, v, dW: m / np.sqrt(v + 1e-8)), "1e-8 is under the root"),
    ("6.3", adam(step=lambda m, v, dW: m / np.sqrt(v)), "1e-8 is missing"),
    ("6.3", adam(step=lambda m, v, dW: m / (np.sqrt(v) + 1e-7)), "The number added to the root is 1e-8"),
    ("6.3", adam(step=lambda m, v, dW: m / (v + 1e-8)), "The root is missing"),
    ("6.3", adam(step=lambda m, v, dW: m / (v**1 / 2 + 1e-8)), "(a**1) / 2"),
    ("6.3", adam(step=lambda m, v, dW: dW / (np.sqrt(v) + 1e-8)), "along the running mean m"),
    ("6.3", adam(step=lambda m, v, dW: m), "not divided by the root of v"),
    ("6.3", adam(c=lambda t: ((1 - 0.9)**t, (1 - 0.999)**t)), "alone are raised to the power t"),
    ("6.3", adam(c=lambda t: (1 - 0.9, 1 - 0.999)), "t is missing in the corrections"),
    ("6.3", adam(step=lambda m, v, dW: m / (np.sqrt(v) + 10**8)), "W is as it came, or nearly"),
    ("6.3", lambda W, dW, m, v, t, lr: (
        (W - lr * (0.9 * m + 0.1 * dW) / (1 - 0.9**t))
        / (np.sqrt((0.999 * v + 0.001 * dW**2) / (1 - 0.999**t)) + 1e-8),
        *adam()(W, dW, m, v, t, lr)[1:]), "W is divided too"),
    ("6.3", adam(sign=1), "goes uphill"),
    ("6.3", adam(m_new=lambda m, dW: 0.9 * m + dW), "you add all of it"),
    ("6.3", adam(m_new=lambda m, dW: 0.1 * m + 0.9 * dW), "have changed places in m"),
    ("6.3", adam(v_new=lambda v, dW: 0.999 * v + 0.001 * dW), "The square is missing"),
    ("6.3", adam(v_new=lambda v, dW: 0.9 * v + 0.1 * dW**2), "v moves by 0.1"),
    ("6.3", adam(v_new=lambda v, dW: v + dW**2), "v adds up all squares"),
    ("6.3", adam(v_new=lambda v, dW: 0.999 * v + 0.001 * (dW**2).mean()), "a v of its own"),
    ("6.3", lambda W, dW, m, v, t, lr: (adam()(W, dW, m, v, t, lr)[0], m, v), "as they were"),
    ("6.3", lambda W, dW, m, v, t, lr: tuple(
        part / c for part, c in zip(adam()(W, dW, m, v, t, lr), (1, 1 - 0.9**t, 1 - 0.999**t))),
     "serve the step alone"),
    ("6.3", lambda W, dW, m, v, t, lr: (
        W - lr * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), *adam()(W, dW, m, v, t, lr)[1:]),
     "uses an old running mean"),
    ("6.3", lambda W, dW, m, v, t, lr: [adam()(W, dW, m, v, t, lr)[i] for i in (0, 2, 1)],
     "in another order"),
    ("6.3", lambda W, dW, m, v, t, lr: adam()(W, dW, m, v, t, lr)[0], "expected 3 things: W, m, v"),
    ("6.3", adam_in_place, "changed its argument m in place"),
    ("6.3", adam_of_the_paper, "1e-8 is added before v is corrected"),
    ("6.4", folding(bias=lambda b, s, beta, mean: b), "b is as it came"),
    ("6.4", folding(bias=lambda b, s, beta, mean: b - mean * s + beta), "b is not scaled"),
    ("6.4", folding(bias=lambda b, s, beta, mean: b * s + beta), "The mean is forgotten"),
    ("6.4", folding(bias=lambda b, s, beta, mean: b * s + beta - mean), "The mean is not scaled"),
    ("6.4", folding(bias=lambda b, s, beta, mean: b - mean + beta), "Neither b nor the mean"),
    ("6.4", folding(bias=lambda b, s, beta, mean: (b - mean) * s), "beta is forgotten"),
    ("6.4", folding(bias=lambda b, s, beta, mean: (b - mean + beta) * s), "beta is scaled too"),
    ("6.4", folding(bias=lambda b, s, beta, mean: (b + mean) * s + beta), "The mean is added"),
    ("6.4", folding(bias=lambda b, s, beta, mean: beta - mean * s), "b is forgotten"),
    ("6.4", folding(lambda gamma, var, eps: gamma / np.sqrt(var)), "eps is missing"),
    ("6.4", folding(lambda gamma, var, eps: gamma / (np.sqrt(var) + eps)), "eps is outside the root"),
    ("6.4", folding(lambda gamma, var, eps: gamma / (var + eps)), "The root is missing"),
    ("6.4", folding(lambda gamma, var, eps: gamma / (var + eps)**1 / 2), "(a**1) / 2"),
    ("6.4", folding(lambda gamma, var, eps: gamma / ((var + eps)**1 / 2)), "(a**1) / 2"),
    ("6.4", folding(lambda gamma, var, eps: 1 / np.sqrt(var + eps)), "gamma is forgotten"),
    ("6.4", folding(lambda gamma, var, eps: gamma * np.sqrt(var + eps)), "You multiply by the root"),
    ("6.4", lambda W, b, gamma, beta, mean, var, eps: (
        W / np.sqrt(var + eps), gamma * (b - mean) / np.sqrt(var + eps) + beta), "gamma is forgotten"),
    ("6.4", lambda W, b, gamma, beta, mean, var, eps: (
        W * gamma / np.sqrt(var + eps), gamma * (b - mean) / np.sqrt(var) + beta), "eps is missing"),
    ("6.4", lambda W, b, gamma, beta, mean, var, eps: (
        W, gamma * (b - mean) / np.sqrt(var + eps) + beta), "W is as it came"),
    ("6.4", lambda W, b, gamma, beta, mean, var, eps: (
        gamma * (W - mean) / np.sqrt(var + eps) + beta, gamma * (b - mean) / np.sqrt(var + eps) + beta),
     "belong in the bias"),
    ("6.4", lambda W, b, gamma, beta, mean, var, eps: (
        W * (gamma / np.sqrt(var + eps))[:, None], gamma * (b - mean) / np.sqrt(var + eps) + beta),
     "for each column of W"),
    ("6.4", lambda W, b, gamma, beta, mean, var, eps: (
        np.diag(gamma / np.sqrt(var + eps)) @ W, b), "The inner lengths of an @ differ"),
    ("6.4", lambda W, b, gamma, beta, mean, var, eps: folding()(W, b, gamma, beta, mean, var, eps)[::-1],
     "in another order"),
    ("6.5", first_of(np.sort, lambda p, right, t, promise: np.mean(right[p > t]) >= promise),
     "as sure as t is accepted too"),
    ("6.5", first_of(np.sort, lambda p, right, t, promise: np.mean(right[p >= t]) > promise),
     "A share equal to the promise keeps it"),
    ("6.5", first_of(np.sort, lambda p, right, t, promise: np.mean(right[p <= t]) >= promise),
     "accepted are those with p >= t"),
    ("6.5", first_of(np.sort, lambda p, right, t, promise: np.mean(p[p >= t]) >= promise),
     "the machine's word"),
    ("6.5", first_of(np.sort, lambda p, right, t, promise: np.sum(right[p >= t]) >= promise * len(p)),
     "the strips that it accepts"),
    ("6.5", first_of(np.sort, lambda p, right, t, promise: np.sum(right[p >= t]) >= promise),
     "Your t accepts all strips"),
    ("6.5", lambda p, right, promise: first_of(np.sort, kept)(np.sort(p), right, promise), "right is not"),
    ("6.5", lambda p, right, promise: next((t for i, t in enumerate(sorted(p))
                                            if np.mean(right[i:]) >= promise), np.inf), "right is not"),
    ("6.5", first_of(lambda p: p[::-1], kept), "the last t, in the order of p"),
    ("6.5", first_of(lambda p: -np.sort(-p), kept), "the highest t"),
    ("6.5", first_of(list, kept), "the first t, in the order of p"),
    ("6.5", first_of(np.sort, kept, None), "the answer is np.inf"),
    ("6.5", first_of(np.sort, kept, 1.0), "the answer is np.inf"),
    ("6.5", first_of(np.sort, kept, 0), "the answer is np.inf"),
    ("6.5", lambda p, right, promise: first_of(np.sort, kept)(p, right, promise) if len(p) else None,
     "Without strips"),
    ("6.5", with_a_minimum, "Here no t keeps the promise"),
    ("6.5", to_the_dip, "You stop at the first dip"),
    ("6.5", cumulated, "accepted together, or not at all"),
    ("6.5", cumulated_to_the_dip, "You stop at the first dip"),
    ("6.5", by_halving, "expected"),
    ("6.5", lambda p, right, promise: promise, "The promise is no t"),
    ("6.5", lambda p, right, promise: min(p[p >= promise], default=np.inf), "it trusts p"),
    ("6.5", lambda p, right, promise: min(p[p > max(p[~right], default=0)], default=np.inf),
     "the promise may allow some"),
    ("6.5", lambda p, right, promise: min(p[right], default=np.inf), "look at all strips with p >= t"),
    ("6.5", lambda p, right, promise: np.sum(p < going_down(p, right, promise)), "are handed over; t was"),
    ("6.5", lambda p, right, promise: np.sum(p >= going_down(p, right, promise)), "are accepted; t was"),
    ("6.5", lambda p, right, promise: p[p >= going_down(p, right, promise)], "One number was asked for"),
]

# Rules that a check with too few cases would let pass.
RIVALS = {
    "6.1": [pulled(lambda W, s: 0.6 * W), pulled(lambda W, s: 2 * s * np.clip(W, -3, 3)),
            pulled(lambda W, s: (2 * s * W).round(2)), pulled(lambda W, s: s * W * abs(W)),
            pulled(lambda W, s: 2 * s * W if len(W) <= 64 else 0),
            lambda W, b, dW, db, s: (dW + 2 * s * W, db if len(db) > 1 else db + 2 * s * b),
            lambda W, b, dW, db, s: (dW + 2 * s * W, db[:64])],
    "6.2": [dropping(lambda rng, X, p: rng.random(X.shape) >= 0.6), dropping(forth=lambda p: 2.5),
            dropping(lambda rng, X, p: rng.random(X.shape[::-1]).T >= p),
            dropping(off=lambda X, dY, p, rng: (X, dY * (p > 0))),
            dropping(forth=lambda p: 1 / max(1 - p, 0.2)), by_what_is_0, drawn_in_vain, row_by_row,
            lambda X, dY, p, training, rng: tuple(
                part.round(2) for part in dropping()(X, dY, p, training, rng)),
            lambda X, dY, p, training, rng: dropping()(X, dY, p, training or len(X) > 64, rng)],
    "6.3": [adam_of_the_paper, adam(c=lambda t: (1 - 0.9**min(t, 2), 1 - 0.999**min(t, 2))),
            adam(c=lambda t: (1 - 0.9**t, 1 - 0.999**min(t, 99))),
            adam(step=lambda m, v, dW: m / (np.sqrt(v) + 1e-9)),
            adam(step=lambda m, v, dW: m / np.sqrt(v + 1e-16)),
            adam(step=lambda m, v, dW: m / np.maximum(np.sqrt(v), 1e-8)),
            adam(v_new=lambda v, dW: 0.999 * v + 0.001 * abs(dW)),
            lambda *case: tuple(part.round(2) for part in adam()(*case))],
    "6.4": [folding(lambda gamma, var, eps: gamma / np.sqrt(var + 1)),
            folding(lambda gamma, var, eps: gamma / np.sqrt(var + 1e-5)),
            folding(lambda gamma, var, eps: gamma / np.sqrt(np.maximum(var, eps))),
            folding(lambda gamma, var, eps: abs(gamma) / np.sqrt(var + eps)),
            folding(bias=lambda b, s, beta, mean: (b - mean.mean()) * s + beta),
            lambda *case: tuple(part.round(2) for part in folding()(*case))],
    "6.5": [to_the_dip, cumulated, cumulated_to_the_dip, by_halving,
            lambda p, right, promise: going_down(p[:64], right[:64], promise),
            lambda p, right, promise: round(float(going_down(p, right, promise)), 2),
            lambda p, right, promise: going_down(p, right, min(promise, 0.9)),
            lambda p, right, promise: going_down(p, right, max(promise, 0.5)),
            lambda p, right, promise: going_down(p, right, promise) if right.any() else 1.0],
}
