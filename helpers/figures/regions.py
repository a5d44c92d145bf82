"""What networks make of the plane: bent grids, regions, hidden spaces."""

import numpy as np
from matplotlib.figure import Figure

from ..arguments.arrays import as_shape
from .style import INPUT, OUTPUT, styled

MARKS = [dict(marker="o", color=INPUT), dict(marker="^", color=OUTPUT)]


@styled
def draw_grids(maps, reach=2):
    """Return the figure of what maps {title: function of points (n, 2)} make of a square grid,
    all on one scale."""
    fig = Figure(figsize=(2.9 * len(maps), 3.2))
    lines = np.linspace(-reach, reach, 9)
    fine = np.linspace(-reach, reach, 161)
    panels = fig.subplots(1, len(maps), sharex=True, sharey=True, squeeze=False)[0]
    for ax, (title, transform) in zip(panels, maps.items()):
        for at in lines:
            for points, style in ((np.stack([fine, np.full(161, at)], axis=1), "-"),
                                  (np.stack([np.full(161, at), fine], axis=1), "--")):
                image = as_shape(f"draw_grids: {title}", transform(points), 161, 2)
                ax.plot(*image.T, style, color=INPUT if style == "-" else OUTPUT, linewidth=1.3)
        ax.set(title=title, xticks=[], yticks=[], aspect="equal")
    return fig


def draw_points(ax, points, labels):
    """Draw points (n, 2) of classes 0, circles, and 1, triangles."""
    for label, mark in enumerate(MARKS):
        ax.plot(*points[labels == label].T, linestyle="none", markeredgecolor="black",
                markersize=5 if len(points) > 20 else 11, **mark)


@styled
def draw_regions(points, labels, machines):
    """Return the figure of where machines {title: function of points to logits (n, 2)} say
    1, shaded, over points (n, 2) of classes 0, circles, and 1, triangles."""
    points = as_shape("draw_regions: points", points, "n", 2)
    labels = as_shape("draw_regions: labels", labels, len(points))
    low, high = (points.min(axis=0) - 0.5, points.max(axis=0) + 0.5)
    grid = [np.linspace(low[k], high[k], 151) for k in (0, 1)]
    mesh = np.stack(np.meshgrid(*grid), axis=-1).reshape(-1, 2)
    fig = Figure(figsize=(3.6 * len(machines), 3.9))
    for ax, (title, machine) in zip(fig.subplots(1, len(machines), squeeze=False)[0],
                                    machines.items()):
        logits = as_shape(f"draw_regions: {title}", machine(mesh), len(mesh), 2)
        score = (logits[:, 1] - logits[:, 0]).reshape(151, 151)
        ax.contourf(*grid, score, levels=[-np.inf, 0, np.inf], colors=["#E6F0F8", "#F6D3BD"])
        ax.contour(*grid, score, levels=[0], colors="black", linewidths=1.5)
        draw_points(ax, points, labels)
        ax.set(title=f"{title}\n(shaded: 1)", aspect="equal", xlabel="first number",
               ylabel="second number")
    return fig


@styled
def draw_hidden(points, labels, names):
    """Return the figure of hidden values (n, 2) of classes 0 and 1, each point with its name."""
    points = as_shape("draw_hidden: points", points, "n", 2)
    labels = as_shape("draw_hidden: labels", labels, len(points))
    fig = Figure(figsize=(3.9, 3.6))
    ax = fig.subplots()
    draw_points(ax, points, labels)
    ax.plot([0.1, 2.9], [-0.2, 1.2], "--", color="black", label="one line is enough")
    ax.legend(loc="upper left", frameon=False)
    for point in np.unique(points, axis=0):
        here = (points == point).all(axis=1)
        ax.annotate(", ".join(np.array(names)[here]), point, (0, -24 if labels[here][0] else 12),
                    textcoords="offset points", ha="center")
    ax.set(xlabel="hidden value 0", ylabel="hidden value 1", xlim=(-0.4, 2.9), ylim=(-0.4, 1.6),
           xticks=[0, 1, 2], yticks=[0, 1])
    return fig
