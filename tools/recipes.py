"""The machines that notebook 6 compares, how each is trained, and how many digits or strips it reads.

A recipe is trained from a start on some images; the notebook says which in words, and trains the
first start of some of them itself.
"""

from functools import partial

import numpy as np

from helpers import (
    SGD,
    Adam,
    BatchNorm,
    Dropout,
    Linear,
    Momentum,
    ReLU,
    Sequential,
    cut_windows,
    fit,
    l1,
    l2,
    load_digits,
    pick_digits,
    random_strip,
    softmax,
    training_windows,
)

CLEAN = {
    "as in notebook 4": {},
    "L2, 0.001": {"penalty": partial(l2, strength=0.001)},
    "L1, 0.001": {"penalty": partial(l1, strength=0.001)},
    "dropout, 0.2": {"dropout": 0.2},
    "shifted images": {"shift": True},
    "256 units, 160 epochs": {"widths": (256,), "epochs": 160},
    "Adam, 0.01": {"optimiser": Adam, "lr": 0.01},
    "batch norm": {"norm": True},
    "rate 1": {"lr": 1},
    "rate 1, L2, 0.001": {"lr": 1, "penalty": partial(l2, strength=0.001)},
    "rate 1, dropout, 0.2": {"lr": 1, "dropout": 0.2},
    "rate 1, batch norm": {"lr": 1, "norm": True},
}
CARELESS = {
    "nothing": {},
    "L2, 0.003": {"penalty": partial(l2, strength=0.003)},
    "L1, 0.001": {"penalty": partial(l1, strength=0.001)},
    "dropout, 0.5": {"dropout": 0.5},
    "shifted images": {"shift": True},
    "batch norm": {"norm": True},
}
WINDOWS = {  # hidden widths, batch norm, epochs, strips to cut the windows from, learning rate
    "64, as in notebook 5": ((64,), False, 10, 1000, 0.8),
    "64, rate 1.6": ((64,), False, 10, 1000, 1.6),
    "64, rate 1.6, 4000 strips": ((64,), False, 10, 4000, 1.6),
    "64, batch norm": ((64,), True, 10, 1000, 0.8),
    "64-64, batch norm": ((64, 64), True, 10, 1000, 0.8),
    "128, batch norm, 20 epochs": ((128,), True, 20, 1000, 0.8),
}
RATES = {
    "SGD": (SGD, False, (0.01, 0.03, 0.1, 0.3, 1, 3)),
    "momentum": (Momentum, False, (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1)),
    "Adam": (Adam, False, (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3)),
    "SGD, batch norm": (SGD, True, (0.01, 0.03, 0.1, 0.3, 1, 3, 10)),
}


def network(rng, widths=(64,), outputs=10, norm=False, dropout=0.0):
    """Return Linear layers of these hidden widths, each followed by what is asked for and a ReLU."""
    layers, D = [], 64
    for H in widths:
        layers += [Linear(D, H, rng=rng), *([BatchNorm(H)] if norm else []), ReLU(),
                   *([Dropout(dropout, rng)] if dropout else [])]
        D = H
    return Sequential(*layers, Linear(D, outputs, rng=rng))


def trained(X, y, start, epochs=40, lr=0.2, optimiser=SGD, penalty=None, shift=False, note=None, **machine):
    """Return a network trained on digits, by notebook 4's recipe but for what is said; `note(network)`
    is called after every epoch."""
    rng = np.random.default_rng(start)
    net = network(rng, **machine)
    fit(net, X, y, epochs, lr, rng=rng, each_epoch=note and partial(note, net), optimiser=optimiser,
        penalty=penalty, change=partial(shifted, rng=rng) if shift else None)
    return net


def shifted(X, rng):
    """Return images (N, 64), each moved by -1, 0 or 1 pixels down and across."""
    images = np.pad(X.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)))
    n, (down, across) = np.arange(len(X))[:, None, None], rng.integers(0, 3, (2, len(X), 1, 1))
    return images[n, down + np.arange(8)[:, None], across + np.arange(8)].reshape(-1, 64)


def careless_labels(y, share=0.2):
    """Return labels as notebook 6's careless teacher gives them: a share of them is wrong."""
    rng = np.random.default_rng(0)
    wrong = rng.random(len(y)) < share
    return np.where(wrong, (y + rng.integers(1, 10, len(y))) % 10, y)


def count_right(net, X, y):
    """Return how many images a network reads as labelled."""
    return int((net(X).argmax(axis=1) == y).sum())


def reader(X, y, start, recipe):
    """Return a network trained on windows, of one of the WINDOWS."""
    widths, norm, epochs, strips, lr = WINDOWS[recipe]
    rng = np.random.default_rng(start)
    windows, answers = training_windows(X, y, strips, rng=rng)
    net = network(rng, widths, 11, norm)
    fit(net, windows, answers, epochs, lr, 128, rng)
    return net


def random_strips(X, y, rng):
    """Return 500 strips of five images."""
    rng = np.random.default_rng(rng)
    return [random_strip(X, y, 5, rng) for _ in range(500)]


def five_hundred():
    """Return notebook 5's 500 strips of held-out digits."""
    return random_strips(*load_digits()[2:], rng=1)


def two_layers(windows, answers, rng):
    """Return the network of notebooks 4 and 5, trained as there."""
    net = network(rng, outputs=11)
    fit(net, windows, answers, epochs=10, lr=0.8, batch=128, rng=rng)
    return net


def means_of_three(p):
    """Return probabilities (n, 11), each row the mean of its own and of those beside it."""
    edged = np.concatenate([p[:1], p, p[-1:]])
    return (edged[:-2] + p + edged[2:]) / 3


def strips_read(machine, strips, of_three=False):
    """Return of how many strips a machine reads every digit, and nothing else."""
    read = 0
    for strip, _, labels in strips:
        p = softmax(machine(cut_windows(strip)))
        read += np.array_equal(pick_digits(means_of_three(p) if of_three else p)[1], labels)
    return int(read)
