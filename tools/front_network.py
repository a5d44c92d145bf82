"""The network of the front page: how it is trained, what it was chosen from, and how it is made simple.

Each candidate learns from the first 1047 training images, as they are and redrawn. The one is chosen
that reads most of 1000 strips made of the other 300, of 500 as they are and 500 redrawn, in the mean of
three starts. Neither the images held out nor the strangers' have a part in this.
"""

from itertools import product

import numpy as np

from helpers import BatchNorm, Linear, Sequential, fit, load_digits, training_windows
from tools.recipes import network, random_strips, strips_read
from tools.redrawn import redrawn_strip, redrawn_windows
from tools.tables import FIT

WIDTHS = (64,), (128,), (64, 64), (128, 128)  # of the hidden layers
EPOCHS = 10, 20
STARTS = range(3)
REDRAWN = 2000  # strips, beside the notebook's 1000
CHOSEN = (128, 128), True, 20  # widths, batch norm, epochs; it reads by the means of three windows


def trained(X, y, start, widths, norm, epochs):
    """Return a network of these hidden widths, trained on windows of images X (N, 64), y (N,)."""
    rng = np.random.default_rng(start)
    parts = zip(training_windows(X, y, rng=rng), redrawn_windows(X, y, REDRAWN, rng))
    windows, answers = map(np.concatenate, parts)
    net = network(rng, widths, 11, norm)
    fit(net, windows, answers, epochs, 0.8, 128, rng)
    settle(net, windows)
    return net


def settle(net, X):
    """Give each BatchNorm the mean and variance over all of X; fit leaves rough ones, of its last batches."""
    for layer in net.layers:
        if isinstance(layer, BatchNorm):
            layer.running_mean, layer.running_var = X.mean(axis=0), X.var(axis=0)
        X = layer(X)


def folded(net):
    """Return what computes the same as a network in evaluation, each BatchNorm folded into the Linear
    before it: W · gamma / std and (b - mean) · gamma / std + beta."""
    layers = []
    for layer in net.layers:
        if isinstance(layer, BatchNorm):
            before, factor = layers.pop(), layer.gamma / np.sqrt(layer.running_var + layer.eps)
            layer, norm = Linear(*before.W.shape), layer
            layer.W, layer.b = before.W * factor, (before.b - norm.running_mean) * factor + norm.beta
        layers.append(layer)
    return Sequential(*layers)


def validation_strips():
    """Return 500 strips of the 300 images that validate as they are, and 500 of them redrawn."""
    X, y = (part[FIT:] for part in load_digits()[:2])
    rng = np.random.default_rng(2)
    return random_strips(X, y, rng=2), [redrawn_strip(X, y, 5, rng) for _ in range(500)]


def compare():
    """Print how many of the validating strips each candidate reads, and the best."""
    X, y = (part[:FIT] for part in load_digits()[:2])
    kinds, shares = validation_strips(), {}
    print(f"strips read of {len(kinds[0])}, mean (range) of {len(STARTS)} starts: "
          "as they are, redrawn; share of both")
    for widths, norm, epochs in product(WIDTHS, (False, True), EPOCHS):
        nets = [trained(X, y, start, widths, norm, epochs) for start in STARTS]
        for of_three in (False, True):
            name = ", ".join(["-".join(map(str, widths)), *["batch norm"] * norm, f"{epochs} epochs",
                              *["means of three"] * of_three])
            counts = [[strips_read(net, strips, of_three) for net in nets] for strips in kinds]
            shares[name] = np.mean(counts) / len(kinds[0])
            print(*(f"{np.mean(few):5.1f} ({min(few)} to {max(few)})" for few in counts),
                  f"{shares[name]:6.1%}  {name}", sep="  ", flush=True)
    print(f"best: {max(shares, key=shares.get)}")
