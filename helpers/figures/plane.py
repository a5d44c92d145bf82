"""The plane: arrows and shadows, the line that a neuron draws, and where a bias moves it."""

import numpy as np
from matplotlib.figure import Figure

from ..arguments.arrays import as_shape
from .style import BIAS, FAINT, INPUT, LINE_STYLES, OUTPUT, WEIGHT, draw_arrow, styled


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
    away = -1 if w[0] * x[1] <= w[1] * x[0] else 1  # the label stands on the side without x
    ax.annotate(f"shadow: {x @ w / np.sqrt(w @ w):g} long".replace("-", "−"), foot / 2, (8 * away, 0),
                rotation=np.degrees(np.arctan2(w[1], w[0])), textcoords="offset points",
                ha="right" if away < 0 else "left", va="center")
    corners = np.array([x, w, foot, np.zeros(2)])
    low, high = corners.min(axis=0) - 1, corners.max(axis=0) + 1
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal",
           xlabel="first number", ylabel="second number")
    return fig


@styled
def draw_half_planes(points, w):
    """Return the figure of the plane cut by x @ w = 0, with lines of equal x @ w
    and, in bold, x @ w at each of the points (n, 2)."""
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
    ax.set(aspect="equal", xlabel="first number", ylabel="second number",
           title="bold: a point's dot product with w")
    return fig


@styled
def draw_boundaries(points, w, biases):
    """Return the figure of the lines x @ w + b = 0, one for each of at most four biases, each
    with a square at its point nearest to the origin."""
    points = as_shape("draw_boundaries: points", points, "n", 2)
    w = as_shape("draw_boundaries: w", w, 2)
    if not w.any() or not 1 <= len(biases) <= len(LINE_STYLES):
        raise ValueError(f"draw_boundaries got w = {w.tolist()} and {len(biases)} biases, "
                         f"expected a w that has a direction and 1 to 4 biases")
    reach = np.abs(points).max(initial=np.abs(w).max()) + 1
    far = 3 * reach / np.sqrt(w @ w)
    along, feet = np.array([-w[1], w[0]]) * far, np.outer(biases, -w / (w @ w))
    fig = Figure(figsize=(5.6, 5))
    ax = fig.subplots()
    for b, foot, style in zip(biases, feet, LINE_STYLES):
        ax.plot(*zip(foot - along, foot + along), color=BIAS if b else "black", linestyle=style,
                linewidth=2.5, label=f"b = {b:g}".replace("-", "−"))
    ax.plot(*zip(-far * w, far * w), color=FAINT, linewidth=1, zorder=1)
    ax.plot(*feet.T, "s", color="black", markersize=6)
    draw_arrow(ax, w, WEIGHT, "w", (10, -6))
    ax.plot(*points.T, "o", color=INPUT, markersize=9, markeredgecolor="black")
    for point in points:
        ax.annotate(f"({point[0]:g}, {point[1]:g})".replace("-", "−"), point, (0, -18),
                    textcoords="offset points", ha="center", fontsize=11,
                    bbox=dict(boxstyle="square,pad=0.1", fc="white", ec="none"))
    ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xlabel="first number",
           ylabel="second number")
    fig.legend(loc="outside upper center", ncols=len(biases), frameon=False)
    return fig
