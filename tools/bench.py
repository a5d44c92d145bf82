"""Measure the course's code beside what people would use instead.

    python -m tools.bench   prints a table, writes build/bench.json

All in one process and in float32. A ratio is the median, over interleaved
rounds, of our time by theirs: lower is better. Nothing here is a test.
"""

import gc
import json
import os
import statistics
import time
import tracemalloc
from contextlib import contextmanager

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from helpers import Linear, ReLU, Sequential, fit, load_digits
from tools.contenders import (
    RATE,
    forward,
    forward_and_backward,
    imports_only,
    trained_by_hand,
    trained_by_sklearn,
    trained_by_torch,
    trained_here,
)
from tools.kernel import NOTEBOOKS, ROOT, execute, read

THREADS = sorted({1, os.cpu_count() or 1})


@contextmanager
def threads(count):
    """Let BLAS and torch use `count` threads."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    with threadpool_limits(count):
        yield
    torch.set_num_threads(before)


def seconds(function, calls=1):
    """Return the seconds that one call takes, over so many calls in a row."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    for _ in range(calls):
        function()
    gc.enable()
    return (time.perf_counter() - start) / calls


def side_by_side(ours, theirs, rounds=15, least=0.05):
    """Return the median ratio of their times over interleaved rounds, the quarter and three
    quarters that it lies between, in words, and both median times.

    Calls are repeated until a side takes about `least` seconds a round.
    """
    repeats = [max(1, round(least / max(seconds(each), seconds(each, 3))))
               for each in (ours, theirs)]
    pairs = [(seconds(ours, repeats[0]), seconds(theirs, repeats[1])) for _ in range(rounds)]
    low, middle, high = statistics.quantiles([a / b for a, b in pairs])
    return middle, f"({low:.2f} to {high:.2f})", *map(statistics.median, zip(*pairs))


def peak(function):
    """Return the bytes that a call allocates at its highest."""
    tracemalloc.start()
    function()
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return highest


def peaks_of_epochs(data, epochs=6):
    """Return the highest memory in use within each epoch of training."""
    found = []

    def note():
        found.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.reset_peak()

    network = Sequential(Linear(64, 64, dtype="f"), ReLU(), Linear(64, 10, dtype="f"))
    peak(lambda: fit(network, data.X_train, data.y_train, epochs, RATE, each_epoch=note))
    return found


def measure():
    """Yield rows of the table: name, ratio, target, and in words what was divided by what."""
    data = load_digits()
    data = data._replace(X_train=data.X_train.astype("f"), X_test=data.X_test.astype("f"))
    for count in THREADS:
        with threads(count):
            yield from measure_layers(count)
            yield from measure_training(data, count)
    X, layer = np.ones((256, 1024), "f"), Linear(1024, 1024, dtype="f")
    bytes_out, highest = layer(X).nbytes, peak(lambda: layer(X))
    yield "peak memory of a forward / its output", highest / bytes_out, 2.2, \
        f"{highest / 1e6:.2f} MB / {bytes_out / 1e6:.2f} MB"
    first, *_, last = peaks_of_epochs(data)[1:]
    yield "peak memory of epoch 6 / of epoch 2", last / first, 1.05, \
        f"{last / 1e3:.0f} kB / {first / 1e3:.0f} kB"
    yield from measure_growth()
    notebooks = [read(path) for path in NOTEBOOKS]
    floor = [imports_only(notebook) for notebook in notebooks]
    ratio, spread, ours, theirs = side_by_side(*(lambda series=series: [execute(each) for each in series]
                                         for series in (notebooks, floor)), rounds=3)
    yield "the whole series / kernels and imports", ratio, 3, \
        f"{spread} {ours:.1f} s / {theirs:.1f} s"


def measure_layers(count):
    """Yield the rows on single layers."""
    sizes = {(64, 784, 128): 1.25, (128, 512, 512): 1.25, (256, 1024, 1024): 1.25}
    for (N, D, K), target in sizes.items():
        ratio, spread, ours, theirs = side_by_side(*forward(N, D, K))
        yield f"forward ({N}, {D}→{K}) / X @ W, threads: {count}", ratio, target, \
            f"{spread} {ours * 1e6:.0f} µs / {theirs * 1e6:.0f} µs"
    sizes = {(1, 64, 32): 0.35, (32, 64, 32): 0.35, (64, 784, 128): 1.2, (256, 1024, 1024): 1.6}
    for (N, D, K), target in sizes.items():
        ratio, spread, ours, theirs = side_by_side(*forward_and_backward(N, D, K))
        yield f"forward + backward ({N}, {D}→{K}) / torch, threads: {count}", ratio, target, \
            f"{spread} {ours * 1e6:.0f} µs / {theirs * 1e6:.0f} µs"


def measure_training(data, count, seeds=range(5)):
    """Yield the rows on training, in time and in test accuracy."""
    accuracy = np.mean([trained_here(data, seed) for seed in seeds])
    for name, theirs, target in (("a bare loop", trained_by_hand, 1.5),
                                 ("torch", trained_by_torch, 0.25),
                                 ("scikit-learn", trained_by_sklearn, 0.4)):
        ratio, spread, mine, other = side_by_side(lambda: trained_here(data, 0), lambda: theirs(data, 0))
        yield f"training 64-64-10 / {name}, threads: {count}", ratio, target, \
            f"{spread} {mine * 1e3:.0f} ms / {other * 1e3:.0f} ms"
        reached = np.mean([theirs(data, seed) for seed in seeds])
        yield f"points of test accuracy below {name}, threads: {count}", \
            100 * (reached - accuracy), 1, f"{100 * accuracy:.2f} % here, {100 * reached:.2f} % there"


def measure_growth():
    """Yield what a sample costs as the batch grows from 1,000 to 100,000."""
    times = {}
    for N in (1_000, 10_000, 100_000):
        ours, _ = forward_and_backward(N, 64, 10)
        times[N] = statistics.median(seconds(ours, 100_000 // N) / N for _ in range(15))
    said = ", ".join(f"{1e9 * each:.0f} ns" for each in times.values())
    yield "cost of a sample in 100,000 / in 1,000, 64→10", times[100_000] / times[1_000], 4, \
        f"{said} for N = 1,000, 10,000 and 100,000"


def main():
    rows = []
    for name, ratio, target, said in measure():
        ok = bool(ratio <= target)
        rows.append({"name": name, "ratio": round(float(ratio), 3), "target": target, "ok": ok,
                     "measured": said})
        print(f"{name:58} {ratio:6.3f}  at most {target:<5} {'ok  ' if ok else 'OVER'} {said}",
              flush=True)
    goal = ROOT / "build" / "bench.json"
    goal.parent.mkdir(exist_ok=True)
    goal.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{sum(row['ok'] for row in rows)} of {len(rows)} within their targets; "
          f"written to {goal.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
