"""The figures of notebook 1: shadows, half-planes and matrix products."""

import numpy as np
from matplotlib.figure import Figure

from .figures import (
    FAINT,
    INPUT,
    OUTPUT,
    WEIGHT,
    canvas,
    draw_arrow,
    draw_cells,
    put,
    styled,
)
from .validation import as_count, as_shape


@styled
def draw_shadow(x, w):
    """Return the figure of x (2,), w (2,) and the shadow of x on the line along w."""
    x, w = as_shape("draw_shadow: x", x, 2), as_shape("draw_shadow: w", w, 2)
    if not w.any():
        raise ValueError("draw_shadow got w = [0, 0], expected a w that has a direction")
    foot = x @ w / (w @ w) * w
    fig = Figure(figsize=(4.6, 4.4))
    ax = fig.subplots()
    ax.plot(*zip(-w, 2 * w), color=FAINT, linewidth=1)
    ax.plot(*zip(x, foot), color="black", linestyle=":", linewidth=1.5)
    ax.plot(*zip((0, 0), foot), color=OUTPUT, linewidth=7, alpha=0.5, solid_capstyle="butt")
    draw_arrow(ax, w, WEIGHT, "w", (-16, 6))
    draw_arrow(ax, x, INPUT, "x", (6, 4))
    ax.annotate(f"shadow: {x @ w / np.sqrt(w @ w):g} long", foot / 2, (-8, 0),
                rotation=np.degrees(np.arctan2(w[1], w[0])),
                textcoords="offset points", ha="right", va="center")
    corners = np.array([x, w, foot, np.zeros(2)])
    low, high = corners.min(axis=0) - 1, corners.max(axis=0) + 1
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal",
           xlabel="first number", ylabel="second number")
    return fig


@styled
def draw_half_planes(points, w):
    """Return the figure of the plane cut by x @ w = 0, with lines of equal x @ w
    and the value at each of the points (n, 2)."""
    points = as_shape("draw_half_planes: points", points, "n", 2)
    w = as_shape("draw_half_planes: w", w, 2)
    if not w.any():
        raise ValueError("draw_half_planes got w = [0, 0], expected a w that has a direction")
    reach = np.abs(points).max(initial=np.abs(w).max()) + 1
    grid = np.linspace(-reach, reach, 101)
    values = grid[:, None] * w[1] + grid * w[0]
    fig = Figure(figsize=(5.6, 5))
    ax = fig.subplots()
    ax.contourf(grid, grid, values, levels=[-np.inf, 0, np.inf], colors=["white", "#FBE3C0"])
    step = np.sqrt(w @ w) * 2
    lines = ax.contour(grid, grid, values, levels=step * np.array([-2, -1, 1, 2]),
                       colors="#777777", linewidths=1, linestyles=[":", ":", "-", "-"])
    ax.clabel(lines, fmt=lambda value: f"{value:g}".replace("-", "−"), fontsize=12)
    ax.contour(grid, grid, values, levels=[0], colors="black", linewidths=2.5)
    draw_arrow(ax, w, WEIGHT, "w", (6, 4))
    ax.plot(*points.T, "o", color=INPUT, markersize=9, markeredgecolor="black")
    for point in points:
        ax.annotate(f"{point @ w:g}".replace("-", "−"), point, (0, -20),
                    textcoords="offset points", ha="center",
                    fontweight="bold", bbox=dict(boxstyle="square,pad=0.1", fc="white", ec="none"))
    ax.set(aspect="equal", xlabel="first number", ylabel="second number")
    return fig


@styled
def draw_two_readings(A, x):
    """Return the figure of A @ x for A (2, 3) and x (3,): by rows, and by columns."""
    A, x = as_shape("draw_two_readings: A", A, 2, 3), as_shape("draw_two_readings: x", x, 3)
    y = A @ x
    fig, ax = canvas(15.6, 8.2)
    put(ax, 0.1, -0.4, "By rows: each output is a dot product", ha="left")
    for i, left in enumerate((0.1, 8.6)):
        lit = np.arange(2)[:, None] == i
        draw_cells(ax, A, WEIGHT, left, -1.4, np.repeat(lit, 3, axis=1))
        put(ax, left + 3.4, -2.4, "@")
        draw_cells(ax, x[:, None], INPUT, left + 3.8, -0.9)
        put(ax, left + 5.2, -2.4, "=")
        draw_cells(ax, y[:, None], OUTPUT, left + 5.7, -1.4, lit)
    put(ax, 0.1, -5, "By columns: the outputs are a sum of columns", ha="left")
    for j, left in enumerate((0, 3.9, 7.8)):
        put(ax, left + 0.75, -7, f"{x[j]:g} ×", color=INPUT, fontweight="bold")
        draw_cells(ax, A[:, [j]], WEIGHT, left + 1.5, -6)
        put(ax, left + 3.2, -7, "+" if j < 2 else "=")
    draw_cells(ax, y[:, None], OUTPUT, 11.6, -6)
    return fig


@styled
def draw_product(X, W, row, column):
    """Return the figure of X (N, D) @ W (D, K) with one row, one column and their cell lit."""
    X, W = as_shape("draw_product: X", X, "N", "D"), as_shape("draw_product: W", W, "D", "K")
    if X.shape[1] != W.shape[0]:
        raise ValueError(f"draw_product got shapes {X.shape} and {W.shape}, "
                         f"expected equal inner lengths")
    (N, D), K = X.shape, W.shape[1]
    row = as_count("draw_product: row", row, below=N)
    column = as_count("draw_product: column", column, below=K)
    rows, columns = np.arange(N)[:, None] == row, np.arange(K) == column
    fig, ax = canvas(D + 2 * K + 3.4, max(N, D) + 1.6)
    draw_cells(ax, X, INPUT, 0.1, -0.2, rows & np.ones(D, bool))
    draw_cells(ax, W, WEIGHT, D + 1.7, -0.2, columns & np.ones((D, 1), bool))
    draw_cells(ax, X @ W, OUTPUT, D + K + 3.3, -0.2, rows & columns)
    put(ax, D + 0.9, -D / 2, "@")
    put(ax, D + K + 2.5, -D / 2, "=")
    for centre, name, shape in ((D / 2, "X", X.shape), (D + 1.7 + K / 2, "W", W.shape),
                                (D + 3.3 + 1.5 * K, "Y", (N, K))):
        put(ax, centre, -max(N, D) - 0.9, f"{name} {shape}")
    return fig
