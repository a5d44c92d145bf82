"""The figures of notebook 2: connections, curves, histograms, confusions and weights."""

import numpy as np
from matplotlib.figure import Figure

from .figures import BIAS, FAINT, INPUT, OUTPUT, WEIGHT, put, styled
from .validation import as_count, as_numbers, as_shape

LINES = [dict(color=OUTPUT, linestyle="-"), dict(color=INPUT, linestyle="--"),
         dict(color=BIAS, linestyle=":"), dict(color="black", linestyle="-.")]


@styled
def draw_connections(W, b):
    """Return the figure of a fully connected layer, W (D, K) and b (K,): every input
    joined to every output by a line that carries its weight, dashed if negative."""
    W = as_shape("draw_connections: W", W, "D", "K")
    b = as_shape("draw_connections: b", b, W.shape[1])
    (D, K), height = W.shape, max(W.shape) - 1
    left = np.linspace(0, -height, D) if D > 1 else [-height / 2]
    right = np.linspace(-0.25 * height, -0.75 * height, K) if K > 1 else [-height / 2]
    fig = Figure(figsize=(6.5, 1.3 * height + 1))
    ax = fig.subplots()
    for (i, j), weight in np.ndenumerate(W):
        ax.plot((0, 3), (left[i], right[j]), color=WEIGHT, linewidth=1 + abs(weight),
                linestyle="-" if weight >= 0 else "--", zorder=1)
        t = 0.22 + 0.1 * j
        put(ax, 3 * t, left[i] + t * (right[j] - left[i]), f"{weight:g}", fontsize=12,
            bbox=dict(boxstyle="square,pad=0.15", fc="white", ec="none"))
    for i, y in enumerate(left):
        put(ax, 0, y, f"$x_{i}$", bbox=dict(boxstyle="circle", fc="white", ec=INPUT, lw=2.5))
    for j, y in enumerate(right):
        put(ax, 3, y, f"$y_{j}$", bbox=dict(boxstyle="circle", fc="white", ec=OUTPUT, lw=2.5))
        ax.annotate("", (3.16, y), (3.6, y), arrowprops=dict(arrowstyle="-|>", color=BIAS, lw=2))
        put(ax, 3.65, y, f"bias {b[j]:g}", ha="left", fontsize=12)
    ax.set(xlim=(-0.3, 4.6), ylim=(-height - 0.5, 0.5))
    ax.axis("off")
    return fig


@styled
def draw_histogram(values, bound):
    """Return the histogram of values and, dashed, the density 1 / 2·bound of U(-bound, bound)."""
    values = as_numbers("draw_histogram: values", values).ravel()
    if not bound > 0:
        raise ValueError(f"draw_histogram: bound got {bound!r}, expected a positive number")
    fig = Figure(figsize=(6.5, 2.9))
    ax = fig.subplots()
    ax.hist(values, bins=40, range=(-1.25 * bound, 1.25 * bound), density=True, color=WEIGHT,
            alpha=0.6, edgecolor="black", linewidth=0.4, label="weights drawn")
    edges = np.array([-1.25, -1, -1, 1, 1, 1.25]) * bound
    ax.plot(edges, np.array([0, 0, 1, 1, 0, 0]) / (2 * bound), color="black", linestyle="--",
            linewidth=2.5, label="theory")
    ax.set(xlabel="weight", ylabel="density", ylim=(0, 0.7 / bound))
    ax.legend(loc="upper right", ncols=2, frameon=False)
    return fig


@styled
def draw_curves(curves, xlabel, ylabel, x=None, log=False):
    """Return the figure of named curves {label: values}, at most four, over x or 0, 1, 2, ..."""
    if len(curves) > len(LINES):
        raise ValueError(f"draw_curves got {len(curves)} curves, expected at most {len(LINES)}")
    fig = Figure(figsize=(6.5, 3.4))
    ax = fig.subplots()
    for line, (label, values) in zip(LINES, curves.items()):
        values = as_shape(f"draw_curves: {label}", values, "n" if x is None else len(x))
        ax.plot(range(len(values)) if x is None else x, values, label=label, linewidth=2.5, **line)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    if log:
        ax.set(xscale="log", yscale="log")
    if len(curves) > 1:
        ax.legend(frameon=False)
    return fig


@styled
def draw_confusion(counts):
    """Return the figure of counts (K, K): rows are what was written, columns what was read."""
    counts = as_numbers("draw_confusion: counts", counts)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"draw_confusion got shape {counts.shape}, expected (K, K)")
    mistakes = counts * (1 - np.eye(len(counts)))
    fig = Figure(figsize=(5.4, 5))
    ax = fig.subplots()
    ax.imshow(mistakes, cmap="Oranges", vmin=0, vmax=max(1.5 * mistakes.max(initial=0), 1))
    for (i, j), count in np.ndenumerate(counts):
        if count:
            put(ax, j, i, f"{count:g}", fontsize=12, color="#777777" if i == j else "black",
                fontweight="normal" if i == j else "bold")
    ax.set(xticks=range(len(counts)), yticks=range(len(counts)), xlabel="read", ylabel="written")
    ax.spines[:].set(visible=True, color=FAINT)
    return fig


@styled
def draw_weights(weights, captions, columns=5):
    """Return the figure of weight images (n, 64): orange and + for ink wanted, purple and −
    for ink unwanted, white near zero. All share one scale."""
    weights = as_shape("draw_weights: weights", weights, "n", 64)
    if len(captions) != len(weights):
        raise ValueError(f"draw_weights got {len(captions)} captions, expected {len(weights)}")
    columns = as_count("draw_weights: columns", columns, least=1)
    top = np.abs(weights).max(initial=1e-9)
    rows = max(1, -(-len(weights) // columns))
    fig = Figure(figsize=(1.7 * columns, 2 * rows))
    for ax, image, caption in zip(fig.subplots(rows, columns, squeeze=False).ravel(), weights,
                                  captions):
        ax.imshow(image.reshape(8, 8), cmap="PuOr_r", vmin=-top, vmax=top)
        for (i, j), value in np.ndenumerate(image.reshape(8, 8)):
            if abs(value) > top / 3:
                put(ax, j, i, "+" if value > 0 else "−", fontsize=11,
                    color="white" if abs(value) > 0.7 * top else "black")
        ax.set(xticks=[], yticks=[], title=caption)
        ax.spines[:].set(visible=True, color=FAINT)
    return fig
