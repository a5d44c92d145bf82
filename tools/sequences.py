"""The directory and the recurrent networks of notebook 7: what its tables count."""

import numpy as np

from helpers import (
    RNN,
    Adam,
    Linear,
    Sequential,
    cut_windows,
    label_windows,
    load_digits,
    make_strip,
    pick_digits,
    random_strip,
    softmax,
    softmax_cross_entropy,
    training_windows,
)
from tools.recipes import five_hundred, two_layers

STARTS = range(5)
WIDEST = 73  # columns of a strip of five digits


def learn(net, draw, steps, lr):
    """Train a network with Adam, its rate falling, on batches (X, places of the outputs asked for,
    labels) that draw() gives."""
    optimiser = Adam(net, lr)
    for step in range(steps):
        X, places, labels = draw()
        Y = net(X)
        dY = np.zeros_like(Y)
        dY[places] = softmax_cross_entropy(Y[places], labels)[1]
        net.backward(dY)
        optimiser.lr = lr * (1 - step / steps)
        optimiser.step()


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
            onehot = (codes[:, :, None] == np.arange(10)).reshape(M, 50) * 1.0
            alone = together = 0
            for _ in range(500):
                code = codes[rng.integers(M)]
                images = np.array([X_test[rng.choice(np.flatnonzero(y_test == digit))] for digit in code])
                p = softmax(net(cut_windows(make_strip(images, rng.integers(2, 6, size=5))[0])))
                alone += np.array_equal(pick_digits(p)[1], code)
                together += np.array_equal(codes[(onehot @ five_loudest(p)).argmax()], code)
            rows.append({"start": start, "valid codes": M, "alone": int(alone),
                         "by the directory": int(together)})
    return [rows]


def five_loudest(p):
    """Return the log-probabilities (50,) of 0 to 9 at the five surest places, from left to right."""
    best, columns = p[:, :10].max(axis=1), []
    for _ in range(5):
        columns.append(int(best.argmax()))
        best[max(0, columns[-1] - 5):columns[-1] + 6] = 0
    return np.log(p[sorted(columns), :10]).ravel()


def rotate(rnn, rng):
    """Let the part of W that takes the state begin as a rotation, or a mirrored one."""
    H = len(rnn.b)
    rnn.W = np.concatenate([rnn.W[:-H], np.linalg.qr(rng.normal(size=(H, H)))[0]])


def recurrent(start, outputs, rotated):
    """Return the two layers of a recurrent reader, and the stream that they were drawn from."""
    rng = np.random.default_rng(start)
    rnn = RNN(8, 64, rng=rng)
    if rotated:
        rotate(rnn, rng)
    return Sequential(rnn, Linear(64, outputs, rng=rng)), rng


def columns():
    """Return how many of notebook 5's 500 strips a recurrent network reads, from both kinds of start."""
    (X, y), strips, rows = load_digits()[:2], five_hundred(), []
    for start in STARTS:
        row = {"start": start}
        for name in ("uniform", "rotation"):
            net, rng = recurrent(start, 11, name == "rotation")
            drawn = [random_strip(X, y, 5, rng) for _ in range(2000)]
            images, labels = map(np.array, zip(*[as_columns(*each) for each in drawn]))

            def draw():
                chosen = rng.integers(2000, size=32)
                asked = labels[chosen] >= 0
                return images[chosen], asked, labels[chosen][asked]

            learn(net, draw, 750, 0.01)
            row[name] = sum(np.array_equal(pick_digits(softmax(net(strip.T[None])[0, 7:]))[1], digits)
                            for strip, _, digits in strips)
        rows.append(row)
    return [rows]


def as_columns(strip, starts, digits):
    """Return the columns (73, 8) of a strip, and labels (73,): each digit's where its last column has
    passed, 10 between digits, -1 where none is asked for."""
    columns, labels = np.zeros((WIDEST, 8)), np.full(WIDEST, -1)
    columns[:strip.shape[1]] = strip.T
    labels[7:] = label_windows(starts, digits, WIDEST - 7)
    return columns, labels


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

                learn(net, draw, 860, 0.002)
                row[name] = int((net(held_out)[:, -1].argmax(axis=1) == y_test).sum())
            rows.append(row)
    return [rows]
