"""The figures of notebook 3: stretched arrays, shifted boundaries and fitted lines."""

import numpy as np
from matplotlib.figure import Figure

from .figures import (
    BIAS,
    INPUT,
    OUTPUT,
    WEIGHT,
    canvas,
    draw_arrow,
    draw_cells,
    put,
    styled,
)
from .validation import as_numbers, as_shape

LINE_STYLES = ["-", "--", ":", "-."]


@styled
def draw_broadcast(a, b):
    """Return the figure of a + b for arrays of one or two axes: each stretched to the
    common shape, its copies drawn as faint dashed cells, and the sum."""
    a, b = as_numbers("draw_broadcast: a", a), as_numbers("draw_broadcast: b", b)
    if not {a.ndim, b.ndim} <= {1, 2}:
        raise ValueError(f"draw_broadcast got shapes {a.shape} and {b.shape}, "
                         f"expected one or two axes")
    np.broadcast_shapes(a.shape, b.shape)  # raises ValueError where they do not fit
    total = np.atleast_2d(a + b)
    rows, columns = total.shape
    fig, ax = canvas(3 * columns + 3.2, rows + 2.2)
    for k, (array, colour, sign) in enumerate([(a, INPUT, "+"), (b, BIAS, "="), (a + b, OUTPUT, "")]):
        left, real = 0.1 + k * (columns + 1.5), np.atleast_2d(array)
        draw_cells(ax, np.broadcast_to(real, total.shape), colour, left, -1.2,
                   (np.arange(rows)[:, None] < len(real)) & (np.arange(columns) < real.shape[1]))
        put(ax, left + columns + 0.75, -1.2 - rows / 2, sign)
        put(ax, left + columns, -0.7, str(array.shape), ha="right", family="monospace")
    put(ax, 0.1, -rows - 1.8, "faint cells: copies that are never made", ha="left", fontsize=12)
    return fig


@styled
def draw_boundaries(points, w, biases):
    """Return the figure of the lines x @ w + b = 0, one for each of at most four biases."""
    points = as_shape("draw_boundaries: points", points, "n", 2)
    w = as_shape("draw_boundaries: w", w, 2)
    if not w.any() or not 1 <= len(biases) <= len(LINE_STYLES):
        raise ValueError(f"draw_boundaries got w = {w.tolist()} and {len(biases)} biases, "
                         f"expected a w that has a direction and 1 to 4 biases")
    reach = np.abs(points).max(initial=np.abs(w).max()) + 1
    along = np.array([-w[1], w[0]]) * 3 * reach / np.sqrt(w @ w)
    fig = Figure(figsize=(5.6, 5))
    ax = fig.subplots()
    for b, style in zip(biases, LINE_STYLES):
        foot = -b / (w @ w) * w
        ax.plot(*zip(foot - along, foot + along), color=BIAS if b else "black", linestyle=style,
                linewidth=2.5, label=f"b = {b:g}")
    draw_arrow(ax, w, WEIGHT, "w", (6, 4))
    ax.plot(*points.T, "o", color=INPUT, markersize=9, markeredgecolor="black")
    ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xlabel="first number",
           ylabel="second number")
    fig.legend(loc="outside upper center", ncols=len(biases), frameon=False)
    return fig


@styled
def draw_fits(x, y, fits):
    """Return the figure of points x (n,), y (n,) and of named lines {label: (slope, intercept)},
    at most four."""
    x = as_shape("draw_fits: x", x, "n")
    y = as_shape("draw_fits: y", y, len(x))
    if len(fits) > len(LINE_STYLES):
        raise ValueError(f"draw_fits got {len(fits)} lines, expected at most {len(LINE_STYLES)}")
    fig = Figure(figsize=(6.5, 3.6))
    ax = fig.subplots()
    ax.plot(x, y, "o", color=INPUT, alpha=0.6, label="data")
    ends = np.array([x.min(), x.max()])
    for (label, (slope, intercept)), style, colour in zip(
            fits.items(), LINE_STYLES, [OUTPUT, "black", BIAS, WEIGHT]):
        ax.plot(ends, slope * ends + intercept, style, color=colour, linewidth=3, label=label)
    ax.set(xlabel="x", ylabel="y")
    ax.legend(frameon=False)
    return fig
