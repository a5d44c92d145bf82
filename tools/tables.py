"""Compute the tables that the notebooks quote because they take too long to compute there.

    python -m tools.tables    writes helpers/tables/, which `load_table` reads
"""

import csv

import numpy as np

from helpers import (
    Linear,
    ReLU,
    Sequential,
    cut_windows,
    fit,
    load_digits,
    pick_digits,
    random_strip,
    softmax,
    training_windows,
)
from tools.kernel import ROOT

FOLDER = ROOT / "helpers" / "tables"


def ten_starts(starts=10):
    """Yield how many of notebook 5's 500 strips its three machines read, from each of ten starts."""
    X_train, y_train = load_digits()[:2]
    strips = five_hundred()
    for start in range(starts):
        rng = np.random.default_rng(start)
        windows, answers = training_windows(X_train, y_train, rng=rng)
        network = two_layers(windows, answers, rng)
        single = Linear(64, 11, rng=rng)
        fit(single, windows, answers, epochs=10, lr=0.8, batch=128, rng=rng)
        yield {"start": start, "network": strips_read(network, strips),
               "single layer": strips_read(single, strips),
               "naive network": strips_read(naive_network(X_train, y_train, start), strips)}


def five_hundred():
    """Return notebook 5's 500 strips of held-out digits."""
    digits, rng = load_digits(), np.random.default_rng(1)
    return [random_strip(digits.X_test, digits.y_test, 5, rng) for _ in range(500)]


def two_layers(windows, answers, rng, hidden=64):
    """Return the network of notebooks 4 and 5, trained as there."""
    network = Sequential(Linear(64, hidden, rng=rng), ReLU(), Linear(hidden, 11, rng=rng))
    fit(network, windows, answers, epochs=10, lr=0.8, batch=128, rng=rng)
    return network


def naive_network(X, y, start):
    """Return notebook 5's network that has seen whole digits and specks only."""
    rng = np.random.default_rng(start)
    specks = rng.random(X.shape) * (rng.random(X.shape) < 0.2)
    naive = Sequential(Linear(64, 64, rng=rng), ReLU(), Linear(64, 11, rng=rng))
    images, answers = np.concatenate([X, specks]), np.concatenate([y, np.full(len(X), 10)])
    fit(naive, images, answers, epochs=100, lr=0.8, batch=128, rng=rng)
    return naive


def strips_read(machine, strips):
    """Return of how many strips a machine reads every digit, and nothing else."""
    return sum(np.array_equal(pick_digits(softmax(machine(cut_windows(strip))))[1], labels)
               for strip, _, labels in strips)


TABLES = {"ten_starts": ten_starts}


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, rows in TABLES.items():
        rows = list(rows())
        with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
