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
    pick_digits,
    softmax,
)
from tools.recipes import count_right, means_of_three, network
from tools.sequences import learn

LOW = np.array([941, 697, 697, 697, 770, 770, 770, 852, 852, 852])  # Hz, of the keys 0 to 9
HIGH = np.array([1336, 1209, 1336, 1477, 1209, 1336, 1477, 1209, 1336, 1477])
STARTS = range(5)
ANGLES = 2 * np.pi * np.outer(np.arange(256), np.arange(129)) / 256


def six_boxes(X, y, N, rng, places=True):
    """Return six boxes (N, 6, 64 or 70), the first a digit 1 to 5, and what stands in the box that it
    names, (N,)."""
    chosen = rng.integers(len(X), size=(N, 6))
    chosen[:, 0] = rng.choice(np.flatnonzero((y >= 1) & (y <= 5)), N)
    answers = y[chosen[np.arange(N), y[chosen[:, 0]]]]
    where = np.broadcast_to(np.eye(6), (N, 6, 6))
    return np.concatenate([X[chosen], where], axis=2) if places else X[chosen], answers


class Flat:
    """A network that takes all boxes as one row, and whose answer stands at box 0."""

    def __init__(self, net):
        self.net = net

    def __call__(self, X):
        self.shape = X.shape
        return self.net(X.reshape(len(X), -1))[:, None]

    def backward(self, dY):
        return self.net.backward(dY[:, 0]).reshape(self.shape)

    def parameters(self):
        return self.net.parameters()


def hidden(width, rng):
    return Flat(Sequential(Linear(420, width, rng=rng), ReLU(), Linear(width, 10, rng=rng)))


def boxes():
    """Return how many of 1000 answers machines give rightly at box 0."""
    machines = {  # how one is made, its steps, its rate, with places
        "one head": (lambda rng: Attention(70, 16, 10, rng), 1000, 0.01, True),
        "one head without places": (lambda rng: Attention(64, 16, 10, rng), 1000, 0.01, False),
        "one Linear layer": (lambda rng: Flat(Linear(420, 10, rng=rng)), 1000, 0.01, True),
        "hidden layer of 128, 2000 steps": (lambda rng: hidden(128, rng), 2000, 0.003, True),
        "hidden layer of 256, 8000 steps": (lambda rng: hidden(256, rng), 8000, 0.003, True),
    }
    X, y, X_test, y_test = load_digits()
    rows = []
    for start in STARTS:
        row = {"start": start}
        for name, (make, steps, lr, places) in machines.items():
            rng = np.random.default_rng(start)
            net = make(rng)

            def draw():
                tokens, answers = six_boxes(X, y, 64, rng, places)
                return tokens, np.s_[:, 0], answers

            learn(net, draw, steps, lr)
            tokens, answers = six_boxes(X_test, y_test, 1000, np.random.default_rng(1), places)
            row[name] = int((net(tokens)[:, 0].argmax(axis=1) == answers).sum())
        rows.append(row)
    return [rows]


class LowRank:
    """A Linear layer that stays as it is, and a change A @ B of its W, which learns."""

    def __init__(self, layer, rank, rng):
        D, K = layer.W.shape
        self.W, self.b = layer.W, layer.b
        self.A, self.B = rng.normal(size=(D, rank)) / np.sqrt(D), np.zeros((rank, K))
        self.dA = self.dB = None

    def __call__(self, X):
        self.X = X
        return X @ (self.W + self.A @ self.B) + self.b

    def backward(self, dY):
        dW = self.X.T @ dY
        self.dA, self.dB = dW @ self.B.T, self.A.T @ dW
        return dY @ (self.W + self.A @ self.B).T

    def parameters(self):
        return [self.A, self.B]


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
                    changed = Sequential(LowRank(net.layers[0], ranks[name], rng), ReLU(),
                                         LowRank(net.layers[2], ranks[name], rng))
                else:
                    changed = network(rng) if name == "afresh" else copied(net)
                fit(changed, images[:few], y[:few], 40, 0.01, rng=rng, optimiser=Adam)
                row[name + ending] = count_right(changed, held_out, y_test)
        rows.append(row)
    return [rows]


def dial(code, rng):
    """Return the sound of a code as a telephone's keys make it, 8000 numbers a second, with noise, and
    the first and last place of each tone."""
    parts, spans = [np.zeros(rng.integers(400, 800))], []
    for digit in code:
        begin, n = sum(map(len, parts)), rng.integers(640, 960)
        t, (one, two) = np.arange(n) / 8000, 2 * np.pi * rng.random(2)
        parts += [np.sin(2 * np.pi * LOW[digit] * t + one) + np.sin(2 * np.pi * HIGH[digit] * t + two),
                  np.zeros(rng.integers(480, 960))]
        spans.append((begin, begin + n))
    sound = np.concatenate(parts)
    return sound + rng.normal(size=len(sound)), spans


def frames_of(sound):
    return np.lib.stride_tricks.sliding_window_view(sound, 256)[::128]


def dialled(count, rng):
    """Return the frames (n, 256) of dialled codes and a label for each: the digit that fills half of it."""
    frames, labels = [], []
    for _ in range(count):
        code = rng.integers(10, size=5)
        sound, spans = dial(code, rng)
        frames.append(frames_of(sound))
        at = 128 * np.arange(len(frames[-1]))
        labels.append(np.full(len(at), 10))
        for (begin, end), digit in zip(spans, code):
            labels[-1][np.minimum(at + 256, end) - np.maximum(at, begin) >= 128] = digit
    return np.concatenate(frames), np.concatenate(labels)


def sizes(frames):
    """Return log(1 + size) of 129 waves in each frame."""
    return np.log1p((frames @ np.cos(ANGLES))**2 + (frames @ np.sin(ANGLES))**2)


def codes_read(hear):
    """Return of how many of 200 codes `hear`, a function from frames to logits, reads every digit."""
    rng, hits = np.random.default_rng(7), 0
    for _ in range(200):
        code = rng.integers(10, size=5)
        p = means_of_three(softmax(hear(frames_of(dial(code, rng)[0]))))
        hits += np.array_equal(pick_digits(p)[1], code)
    return int(hits)


def tones():
    """Return how many of 200 dialled codes three machines read, having learned from 10, 30 or 100."""
    rows = []
    for start in STARTS[:3]:
        for count in (10, 30, 100):
            frames, labels = dialled(count, np.random.default_rng(start))
            raw = Linear(256, 11, rng=start)
            behind = Sequential(BatchNorm(129), Linear(129, 11, rng=start))
            rng = np.random.default_rng(start)
            wide = Sequential(Linear(256, 128, rng=rng), ReLU(), Linear(128, 11, rng=rng))
            fit(raw, frames, labels, 20, 0.2, rng=start)
            fit(behind, sizes(frames), labels, 20, 1, rng=start)
            fit(wide, frames, labels, 20, 0.2, rng=rng)
            rows.append({"start": start, "codes to learn from": count, "one layer": codes_read(raw),
                         "hidden layer of 128": codes_read(wide),
                         "one layer behind waves": codes_read(lambda frames: behind(sizes(frames)))})
    return [rows]
