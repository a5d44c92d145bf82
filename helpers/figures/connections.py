"""Lines between what a layer takes, holds and gives."""

import numpy as np
from matplotlib.figure import Figure

from ..arguments.arrays import as_shape
from .style import BIAS, INPUT, OUTPUT, WEIGHT, canvas, draw_cells, put, styled


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
def draw_touched(X, W, dY):
    """Return the figure of the outputs that W[0, 0], b[0] and X[0, 0] touch in X @ W + b.

    X is (4, 3), W (3, 2) and dY (4, 2). A line that carries its factor leads to
    each output touched, whose cell holds its entry of dY; the sum of factors
    times entries stands below.
    """
    X, W = as_shape("draw_touched: X", X, 4, 3), as_shape("draw_touched: W", W, 3, 2)
    dY = as_shape("draw_touched: dY", dY, 4, 2)
    column, row = np.arange(2) == [[0]] * 4, np.arange(4)[:, None] == [0, 0]
    rows, columns = [(2.6, -4.2 - n) for n in range(4)], [(3.1 + k, -3.7) for k in range(2)]
    fig, ax = canvas(18.4, 9.3)
    draw_paths(ax, 0, WEIGHT, "$w_{00}$", "weight: one output\nof every sample",
               (0.6, -5.7), rows, X[:, 0], dY, column)
    draw_paths(ax, 6.2, BIAS, "$b_0$", "bias: the same outputs,\neach with factor 1",
               (0.6, -5.7), rows, np.ones(4), dY, column)
    draw_paths(ax, 12.4, INPUT, "$x_{00}$", "input: every output\nof its own sample",
               (3.6, -2), columns, W[0], dY, row)
    return fig


def draw_paths(ax, left, colour, name, says, start, ends, factors, dY, lit):
    """Draw a name at `start`, lines to the `ends` at cells of dY, `lit` where touched, and the sum."""
    put(ax, left + 3, -0.6, says, fontsize=13)
    draw_cells(ax, dY, OUTPUT, left + 2.6, -3.7, lit)
    for factor, (x, y) in zip(factors, ends):
        ax.plot((left + start[0], left + x), (start[1], y), color=colour, linewidth=2)
        put(ax, left + 0.35 * start[0] + 0.65 * x, 0.35 * start[1] + 0.65 * y, f"{factor:g}",
            fontsize=12, bbox=dict(boxstyle="square,pad=0.1", fc="white", ec="none"))
    put(ax, left + start[0], start[1], name,
        bbox=dict(boxstyle="circle", fc="white", ec=colour, lw=2.5))
    for n in range(4):
        put(ax, left + 4.7, -4.2 - n, f"sample {n}", ha="left", fontsize=11)
    put(ax, left + 3.6, -8.1, "$y_0$     $y_1$")
    terms = ["·".join(f"{n:g}" if n >= 0 else f"({n:g})" for n in pair)
             for pair in zip(factors, dY[lit])]
    put(ax, left + 3, -8.9, f"{' + '.join(terms)} = {factors @ dY[lit]:g}", fontsize=12)
