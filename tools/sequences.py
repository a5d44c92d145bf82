"""The directory and the recurrent networks of notebook 7: what its tables count."""

from functools import cache
from types import SimpleNamespace

import numpy as np

from helpers import (
    RNN,
    Linear,
    Sequential,
    cut_windows,
    load_digits,
    pick_digits,
    random_strip,
    softmax,
    training_windows,
)
from tools.recipes import five_hundred, two_layers
from tools.shown import run

STARTS = range(5)


@cache
def seven():
    """Return what notebook 7 defines, and this module and `elsewhere` count with."""
    return SimpleNamespace(**run(
        7, "imports", "onehot-codes", "five-surest", "write-code", "learn", "columns", "rotate", "six-boxes",
        "boxes-linear", "class-low-rank", "low-rank-backward", "dial", "frames", "dialled", "read-codes",
        "waves", "sizes-of-waves")[0])


def directory():
    """Return how many of 500 strips of valid codes notebook 5's network reads, alone and by the
    directory, of which there are 100, 1000 or 10,000."""
    X, y, X_test, y_test = load_digits()
    rows = []
    for start in STARTS[:3]:
        rng = np.random.default_rng(start)
        net = two_layers(*training_windows(X, y, rng=rng), rng)
        for M in (100, 1000, 10_000):
            rng = np.random.default_rng(1)
            codes = rng.choice(100_000, M, replace=False)[:, None] // [10_000, 1000, 100, 10, 1] % 10
            onehot = seven().as_onehot(codes)
            alone = together = 0
            for _ in range(500):
                code = codes[rng.integers(M)]
                p = softmax(net(cut_windows(seven().write(code, X_test, y_test, rng))))
                alone += np.array_equal(pick_digits(p)[1], code)
                together += np.array_equal(codes[(onehot @ seven().five_surest(p)).argmax()], code)
            rows.append({"start": start, "valid codes": M, "alone": int(alone),
                         "by the directory": int(together)})
    return [rows]


def recurrent(start, outputs, rotated):
    """Return the two layers of a recurrent reader, and the stream that they were drawn from."""
    rng = np.random.default_rng(start)
    rnn = RNN(8, 64, rng=rng)
    if rotated:
        seven().rotate(rnn, rng)
    return Sequential(rnn, Linear(64, outputs, rng=rng)), rng


def columns():
    """Return how many of notebook 5's 500 strips a recurrent network reads, from both kinds of start."""
    (X, y), strips, rows = load_digits()[:2], five_hundred(), []
    for start in STARTS:
        row = {"start": start}
        for name in ("uniform", "rotation"):
            net, rng = recurrent(start, 11, name == "rotation")
            drawn = [random_strip(X, y, 5, rng) for _ in range(2000)]
            images = np.array([seven().as_columns(strip) for strip, _, _ in drawn])
            labels = np.array([seven().due(starts, digits) for _, starts, digits in drawn])

            def draw():
                chosen = rng.integers(2000, size=32)
                asked = labels[chosen] >= 0
                return images[chosen], asked, labels[chosen][asked]

            seven().learn(net, draw, 750, 0.01)
            row[name] = sum(np.array_equal(pick_digits(softmax(net(strip.T[None])[0, 7:]))[1], digits)
                            for strip, _, digits in strips)
        rows.append(row)
    return [rows]


def gaps():
    """Return how many of the 450 digits a recurrent network knows after blank columns, from both
    kinds of start."""
    X, y, X_test, y_test = load_digits()
    rows = []
    for start in STARTS[:3]:
        for gap in (0, 5, 10, 20, 40):
            images, held_out = [np.pad(part.reshape(-1, 8, 8).swapaxes(1, 2), ((0, 0), (0, gap), (0, 0)))
                                for part in (X, X_test)]
            row = {"start": start, "gap": gap}
            for name in ("uniform", "rotation"):
                net, rng = recurrent(start, 10, name == "rotation")

                def draw():
                    chosen = rng.integers(len(images), size=32)
                    return images[chosen], np.s_[:, -1], y[chosen]

                seven().learn(net, draw, 860, 0.002)
                row[name] = int((net(held_out)[:, -1].argmax(axis=1) == y_test).sum())
            rows.append(row)
    return [rows]
