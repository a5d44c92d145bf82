"""Compute the tables that the notebooks quote because they take too long to compute there.

    python -m tools.tables              writes helpers/tables/, which `load_table` reads
    python -m tools.tables rates ...    computes only those of the functions named
"""

import csv
import sys

import numpy as np

from helpers import Linear, ReLU, Sequential, fit, load_digits, load_strangers, training_windows
from tools.elsewhere import boxes, mirror, tones
from tools.kernel import ROOT
from tools.recipes import (
    CARELESS,
    CLEAN,
    RATES,
    WINDOWS,
    careless_labels,
    count_right,
    five_hundred,
    random_strips,
    reader,
    strips_read,
    trained,
    two_layers,
)
from tools.sequences import columns, directory, gaps

FOLDER = ROOT / "helpers" / "tables"
FIT = 1047  # of the 1347 training images; the others validate
STARTS = range(5)


def ten_starts():
    """Return how many of notebook 5's 500 strips its three machines read, from each of ten starts."""
    (X_train, y_train), strips, rows = load_digits()[:2], five_hundred(), []
    for start in range(10):
        rng = np.random.default_rng(start)
        windows, answers = training_windows(X_train, y_train, rng=rng)
        network = two_layers(windows, answers, rng)
        single = Linear(64, 11, rng=rng)
        fit(single, windows, answers, epochs=10, lr=0.8, batch=128, rng=rng)
        rows.append({"start": start, "network": strips_read(network, strips),
                     "single layer": strips_read(single, strips),
                     "naive network": strips_read(naive_network(X_train, y_train, start), strips)})
    return [rows]


def naive_network(X, y, start):
    """Return notebook 5's network that has seen whole digits and specks only."""
    rng = np.random.default_rng(start)
    specks = rng.random(X.shape) * (rng.random(X.shape) < 0.2)
    naive = Sequential(Linear(64, 64, rng=rng), ReLU(), Linear(64, 11, rng=rng))
    images, answers = np.concatenate([X, specks]), np.concatenate([y, np.full(len(X), 10)])
    fit(naive, images, answers, epochs=100, lr=0.8, batch=128, rng=rng)
    return naive


def careless():
    """Return how many images notebook 6's machines read after a careless teacher's lessons: of those
    that validate, by the teacher's labels, and of those held out, by the true ones."""
    X, y, X_test, y_test = load_digits()
    given, tables = careless_labels(y), ([], [])
    for start in STARTS:
        counts, history = {}, []

        def note(net):
            history.append([count_right(net, X[FIT:], given[FIT:]), count_right(net, X_test, y_test)])

        for name, recipe in CARELESS.items():
            history.clear()
            trained(X[:FIT], given[:FIT], start, epochs=100, lr=1, widths=(256,), note=note, **recipe)
            counts[name] = history[-1]
            if name == "nothing":
                counts["stopped early"] = max(history, key=lambda counted: counted[0])
        for table, column in zip(tables, zip(*counts.values())):
            table.append({"start": start} | dict(zip(counts, column)))
    return tables


def rates():
    """Return how many of the 300 images networks read after 20 epochs at several rates."""
    X, y = load_digits()[:2]
    with np.errstate(over="ignore", invalid="ignore"):  # some of these rates are too large
        return [[{"start": start} | {
            f"{name} at {rate:g}": count_right(
                trained(X[:FIT], y[:FIT], start, 20, rate, optimiser, norm=norm), X[FIT:], y[FIT:])
            for name, (optimiser, norm, at) in RATES.items() for rate in at} for start in STARTS]]


def digits():
    """Return how many images the machines of notebook 6 read: of the 300 that validate, trained on the
    other 1047; of those held out and of the strangers', trained on all 1347."""
    X, y, X_test, y_test = load_digits()
    tables = ([], [], [])
    for start in STARTS:
        rows = [{"start": start} for _ in tables]
        for name, recipe in CLEAN.items():
            rows[0][name] = count_right(trained(X[:FIT], y[:FIT], start, **recipe), X[FIT:], y[FIT:])
            net = trained(X, y, start, **recipe)
            rows[1][name] = count_right(net, X_test, y_test)
            rows[2][name] = count_right(net, *load_strangers())
        for table, row in zip(tables, rows):
            table.append(row)
    return tables


def strips():
    """Return how many strips of 500 the machines of notebook 6 read, trained as in `digits`, by
    single windows and by the means of three."""
    X, y, X_test, y_test = load_digits()
    own, validating = five_hundred(), random_strips(X[FIT:], y[FIT:], rng=2)
    strange, tables = random_strips(*load_strangers(), rng=3), ([], [], [])
    for start in STARTS:
        rows = [{"start": start} for _ in tables]
        for name in WINDOWS:
            few, all_of_them = reader(X[:FIT], y[:FIT], start, name), reader(X, y, start, name)
            for row, net, read in zip(rows, (few, all_of_them, all_of_them), (validating, own, strange)):
                row[name] = strips_read(net, read)
                row[f"{name}, means of three"] = strips_read(net, read, of_three=True)
        for table, row in zip(tables, rows):
            table.append(row)
    return tables


TABLES = {
    ten_starts: ["ten_starts"],
    careless: ["careless_validation", "careless_held_out"],
    rates: ["rates"],
    digits: ["digits_validation", "digits_held_out", "digits_strangers"],
    strips: ["strips_validation", "strips_held_out", "strips_strangers"],
    **{compute: [compute.__name__] for compute in (directory, columns, gaps, boxes, mirror, tones)},
}


def main(wanted):
    FOLDER.mkdir(exist_ok=True)
    for compute, names in TABLES.items():
        if wanted and compute.__name__ not in wanted:
            continue
        for name, rows in zip(names, compute(), strict=True):
            with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
            print(f"{name}: {len(rows)} rows", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
