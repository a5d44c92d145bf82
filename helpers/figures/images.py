"""Images of digits and of weights, and strips being read."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..arguments.arrays import as_count, as_numbers, as_shape
from .style import FAINT, OUTPUT, draw_image, put, styled


@styled
def draw_strip(strip):
    """Return the figure of a strip (8, width) with its columns numbered."""
    strip = as_shape("draw_strip: strip", strip, 8, "width")
    fig = Figure(figsize=(8.5, 1.7))
    ax = fig.subplots()
    draw_image(ax, strip)
    ax.set(xticks=range(0, strip.shape[1], 8), yticks=[0, 7], xlabel="column", ylabel="row")
    return fig


@styled
def draw_images(images, captions, columns=5, marked=None):
    """Return the figure of images (n, 64), each under its caption, in rows of `columns`.

    Pixels are outlined where `marked`, truth values of the same shape, is true.
    """
    images = as_shape("draw_images: images", images, "n", 64)
    marked = np.zeros(images.shape, bool) if marked is None else np.asarray(marked)
    if marked.shape != images.shape or marked.dtype != bool:
        raise ValueError(f"draw_images: marked got shape {marked.shape} of dtype {marked.dtype}, "
                         f"expected {images.shape} of truth values")
    columns = as_count("draw_images: columns", columns, least=1)
    if len(captions) != len(images):
        raise ValueError(f"draw_images got {len(captions)} captions, expected {len(images)}")
    rows = max(1, -(-len(images) // columns))
    fig = Figure(figsize=(1.55 * columns, 1.85 * rows))
    axes = fig.subplots(rows, columns, squeeze=False).ravel()
    for ax in axes:
        ax.axis("off")
    for ax, image, caption, outlined in zip(axes, images, captions, marked):
        ax.axis("on")
        draw_image(ax, image.reshape(8, 8))
        for row, column in np.argwhere(outlined.reshape(8, 8)):
            ax.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, edgecolor=OUTPUT,
                                   linewidth=3))
        ax.set_title(caption)
    return fig


@styled
def draw_scores(image, scores):
    """Return the figure of an image (64,) beside its scores (10,), the highest one marked."""
    image = as_shape("draw_scores: image", image, 64)
    scores = as_shape("draw_scores: scores", scores, 10)
    fig = Figure(figsize=(8, 2.9))
    left, right = fig.subplots(1, 2, width_ratios=[1, 3])
    draw_image(left, image.reshape(8, 8))
    left.set_title("the image")
    bars = right.bar(range(10), scores, color=FAINT, edgecolor="black")
    bars[scores.argmax()].set(facecolor=OUTPUT, hatch="//")
    right.bar_label(bars, fmt="%.1f", fontsize=11)
    right.set(xticks=range(10), xlabel="template", ylabel="dot product")
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


@styled
def draw_reading(strip, probabilities, columns, digits):
    """Return the figure of a strip (8, width), the probabilities (width - 7, 11) of all its
    windows, and the digits read, each over the window at its column."""
    strip = as_shape("draw_reading: strip", strip, 8, "width")
    width = strip.shape[1]
    probabilities = as_shape("draw_reading: probabilities", probabilities, width - 7, 11)
    columns = as_shape("draw_reading: columns", columns, "n")
    digits = as_numbers("draw_reading: digits", digits)
    if digits.shape != columns.shape:
        raise ValueError(f"draw_reading: digits got shape {digits.shape}, "
                         f"expected {columns.shape}")
    fig = Figure(figsize=(8.6, 4.4))
    top, bottom = fig.subplots(2, 1, height_ratios=[1.3, 2], sharex=True)
    draw_image(top, strip)
    top.set(aspect="auto", ylim=(7.5, -3.2))
    for column, digit in zip(columns, digits):
        top.plot([column - 0.5, column - 0.5, column + 7.5, column + 7.5],
                 [7.5, -0.5, -0.5, 7.5], color=OUTPUT, linewidth=2)
        top.text(column + 3.5, -1.9, f"{digit:g}", ha="center", va="center", fontsize=16,
                 color="black", fontweight="bold")
    bottom.imshow(probabilities.T, cmap="Oranges", vmin=0, vmax=1, aspect="auto",
                  extent=(3, width - 4, 10.5, -0.5))  # a window is drawn at its middle
    bottom.plot(np.add(columns, 3.5), digits, "o", color="white", markeredgecolor="black",
                markersize=8)
    bottom.set(yticks=range(11), yticklabels=[*range(10), "between"], xlim=(-0.5, width - 0.5),
               xlabel="column (of a window: its middle)", xticks=range(0, width, 8))
    bottom.spines[:].set(visible=True, color=FAINT)
    return fig
