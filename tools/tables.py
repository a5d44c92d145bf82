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
    """Yield how many of notebook 5's 500 strips its network reads, from each of ten starts."""
    X_train, y_train, X_test, y_test = load_digits()
    rng = np.random.default_rng(1)
    strips = [random_strip(X_test, y_test, 5, rng) for _ in range(500)]
    for start in range(starts):
        rng = np.random.default_rng(start)
        windows, answers = training_windows(X_train, y_train, rng=rng)
        network = Sequential(Linear(64, 64, rng=rng), ReLU(), Linear(64, 11, rng=rng))
        fit(network, windows, answers, epochs=10, lr=0.8, batch=128, rng=rng)
        read = [pick_digits(softmax(network(cut_windows(strip))))[1] for strip, _, _ in strips]
        right = sum(np.array_equal(digits, labels) for digits, (_, _, labels) in zip(read, strips))
        yield {"start": start, "strips read": right}


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
