"""Attention, small changes and sound in notebook 7: what its tables count."""

import numpy as np

from helpers import (
    Adam,
    Attention,
    BatchNorm,
    Linear,
    ReLU,
    Sequential,
    fit,
    load_digits,
)
from tools.recipes import count_right, network
from tools.sequences import seven

STARTS = range(5)


def hidden(width, rng):
    return seven().Flat(Sequential(Linear(420, width, rng=rng), ReLU(), Linear(width, 10, rng=rng)))


def boxes():
    """Return how many of 1000 answers machines give rightly at box 0."""
    machines = {  # how one is made, its steps, its rate, how much of a box it sees
        "one head": (lambda rng: Attention(70, 16, 10, rng), 1000, 0.01, 70),
        "one head without places": (lambda rng: Attention(64, 16, 10, rng), 1000, 0.01, 64),
        "one Linear layer": (lambda rng: seven().Flat(Linear(420, 10, rng=rng)), 1000, 0.01, 70),
        "hidden layer of 128, 2000 steps": (lambda rng: hidden(128, rng), 2000, 0.003, 70),
        "hidden layer of 256, 8000 steps": (lambda rng: hidden(256, rng), 8000, 0.003, 70),
    }
    X, y, X_test, y_test = load_digits()
    rows = []
    for start in STARTS:
        row = {"start": start}
        for name, (make, steps, lr, width) in machines.items():
            rng = np.random.default_rng(start)
            net = make(rng)

            def draw():
                tokens, answers, _ = seven().six_boxes(X, y, 64, rng)
                return tokens[..., :width], np.s_[:, 0], answers

            seven().learn(net, draw, steps, lr)
            tokens, answers, _ = seven().six_boxes(X_test, y_test, 1000, np.random.default_rng(1))
            row[name] = int((net(tokens[..., :width])[:, 0].argmax(axis=1) == answers).sum())
        rows.append(row)
    return [rows]


def copied(net):
    """Return a network of new Linear layers with the same parameters."""
    twin = network(None)
    for mine, other in zip(twin.layers[::2], net.layers[::2]):
        mine.W, mine.b = other.W, other.b
    return twin


def mirror():
    """Return how many of the 450 mirrored digits are read, by how the reader was changed for them, from
    all mirrored training images and from the first 100."""
    X, y, X_test, y_test = load_digits()
    images, held_out = (part.reshape(-1, 8, 8)[:, :, ::-1].reshape(-1, 64) for part in (X, X_test))
    rows = []
    for start in STARTS:
        rng = np.random.default_rng(start)
        net = network(rng)
        fit(net, X, y, 40, 0.01, rng=rng, optimiser=Adam)
        row = {"start": start, "unchanged": count_right(net, held_out, y_test)}
        for few in (len(X), 100):
            ending = "" if few == len(X) else ", 100 images"
            ranks = {f"rank {rank}, {rank * 202} numbers": rank for rank in (1, 2, 4, 8)}
            for name in [*ranks, "all 4810 numbers", "afresh"]:
                rng = np.random.default_rng(start + 100)
                if name in ranks:
                    changed = Sequential(seven().LowRank(net.layers[0], ranks[name], rng), ReLU(),
                                         seven().LowRank(net.layers[2], ranks[name], rng))
                else:
                    changed = network(rng) if name == "afresh" else copied(net)
                fit(changed, images[:few], y[:few], 40, 0.01, rng=rng, optimiser=Adam)
                row[name + ending] = count_right(changed, held_out, y_test)
        rows.append(row)
    return [rows]


def tones():
    """Return how many of 200 dialled codes three machines read, having learned from 10, 30 or 100."""
    rows = []
    for start in STARTS[:3]:
        for count in (10, 30, 100):
            frames, labels = seven().dialled(count, np.random.default_rng(start))
            raw = Linear(256, 11, rng=start)
            behind = Sequential(BatchNorm(129), Linear(129, 11, rng=start))
            rng = np.random.default_rng(start)
            wide = Sequential(Linear(256, 128, rng=rng), ReLU(), Linear(128, 11, rng=rng))
            fit(raw, frames, labels, 20, 0.2, rng=start)
            fit(behind, seven().sizes(frames), labels, 20, 1, rng=start)
            fit(wide, frames, labels, 20, 0.2, rng=rng)
            rows.append({"start": start, "codes to learn from": count, "one layer": seven().codes_read(raw),
                         "hidden layer of 128": seven().codes_read(wide),
                         "one layer behind waves": seven().codes_read(
                             lambda frames: behind(seven().sizes(frames)))})
    return [rows]
