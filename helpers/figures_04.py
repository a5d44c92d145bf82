"""The figures of notebook 4: folded grids, activations, regions, signals through layers."""

import numpy as np
from matplotlib.figure import Figure

from .figures import INPUT, OUTPUT, styled
from .figures_02 import LINES
from .validation import as_numbers, as_shape

MARKS = [dict(marker="o", color=INPUT), dict(marker="^", color=OUTPUT)]


@styled
def draw_grids(maps, reach=2):
    """Return the figure of what maps {title: function of points (n, 2)} make of a square grid."""
    fig = Figure(figsize=(2.9 * len(maps), 3.2))
    lines = np.linspace(-reach, reach, 9)
    fine = np.linspace(-reach, reach, 161)
    for ax, (title, transform) in zip(fig.subplots(1, len(maps), squeeze=False)[0], maps.items()):
        for at in lines:
            for points, style in ((np.stack([fine, np.full(161, at)], axis=1), "-"),
                                  (np.stack([np.full(161, at), fine], axis=1), "--")):
                image = as_shape(f"draw_grids: {title}", transform(points), 161, 2)
                ax.plot(*image.T, style, color=INPUT if style == "-" else OUTPUT, linewidth=1.3)
        ax.set(title=title, xticks=[], yticks=[])
        ax.set_aspect("equal", adjustable="datalim")
    return fig


@styled
def draw_activations(functions):
    """Return the figure of activations {name: layer} and, dashed, of their derivatives."""
    x = np.linspace(-4, 4, 401)
    fig = Figure(figsize=(2.4 * len(functions), 2.7))
    for ax, (name, layer) in zip(fig.subplots(1, len(functions), squeeze=False, sharey=True)[0],
                                 functions.items()):
        ax.axhline(0, color="#999999", linewidth=0.8)
        ax.plot(x, layer(x), label="value", linewidth=2.5, **LINES[0])
        ax.plot(x, layer.backward(np.ones(401)), label="derivative", linewidth=2, **LINES[1])
        ax.set(title=name, xlabel="x", ylim=(-1.3, 2.2))
    fig.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)
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
    for point, text in {tuple(p): ", ".join(n for q, n in zip(points, names) if (p == q).all())
                        for p in points}.items():
        ax.annotate(text, point, (10, 8), textcoords="offset points")
    ax.set(xlabel="hidden value 0", ylabel="hidden value 1", xlim=(-0.3, 2.9), ylim=(-0.4, 1.6))
    return fig


@styled
def draw_signals(signals):
    """Return the figure of how large the signal is in each layer, for {label: sizes (n,)}."""
    fig = Figure(figsize=(6.5, 3.4))
    ax = fig.subplots()
    for (label, sizes), line in zip(signals.items(), LINES):
        sizes = as_numbers(f"draw_signals: {label}", sizes)
        ax.plot(range(1, len(sizes) + 1), sizes, label=label, linewidth=2.5, marker="o", **line)
    ax.set(yscale="log", xlabel="layer", ylabel="variation over inputs", xticks=[1, 5, 10, 15, 20])
    ax.legend(frameon=False)
    return fig
