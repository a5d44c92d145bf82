"""Curves over a step, an epoch, a layer or a number, and histograms."""

import numpy as np
from matplotlib.figure import Figure

from ..arguments.arrays import as_numbers, as_shape
from .style import BIAS, INPUT, LINE_STYLES, OUTPUT, WEIGHT, styled

LINES = [dict(color=OUTPUT, linestyle="-"), dict(color=INPUT, linestyle="--"),
         dict(color=BIAS, linestyle=":"), dict(color="black", linestyle="-.")]


@styled
def draw_curves(curves, xlabel, ylabel, x=None, log=""):
    """Return the figure of named curves {label: values}, at most four, over x or 0, 1, 2, ...

    The axes named in `log`, "xy" or "y" say, are logarithmic.
    """
    if len(curves) > len(LINES):
        raise ValueError(f"draw_curves got {len(curves)} curves, expected at most {len(LINES)}")
    fig = Figure(figsize=(6.5, 3.4))
    ax = fig.subplots()
    for line, (label, values) in zip(LINES, curves.items()):
        values = as_shape(f"draw_curves: {label}", values, "n" if x is None else len(x))
        ax.plot(range(len(values)) if x is None else x, values, label=label, linewidth=2.5, **line)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.set(**{f"{axis}scale": "log" for axis in log})
    if len(curves) > 1:
        ax.legend(frameon=False)
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
        ax.set(title=name, xlabel="x", xticks=[-4, 0, 4], ylim=(-1.3, 2.2))
    fig.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)
    return fig


@styled
def draw_signals(panels):
    """Return the figure of {what is measured: {label: its values (n,) in layers 1 to n}}, each
    measure a panel, on one logarithmic scale."""
    fig = Figure(figsize=(4.1 * len(panels), 3.4))
    axes = fig.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for ax, (measure, signals) in zip(axes, panels.items()):
        for (label, values), line, marker in zip(signals.items(), LINES, "os^D"):
            values = as_numbers(f"draw_signals: {label}", values)
            ax.plot(range(1, len(values) + 1), values, label=label, linewidth=2.5, marker=marker,
                    markersize=5, markerfacecolor="white", markevery=2, **line)
        ax.set(yscale="log", title=measure, xlabel="layer", xticks=[1, 5, 10, 15, 20])
    axes[-1].legend(loc="lower left", frameon=False)
    return fig
