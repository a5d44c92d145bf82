"""The figures of the course, in one style, each shown with its text alternative.

A drawing function takes data and returns a matplotlib Figure; `show` puts it
on the page. No global setting is touched, and pyplot is not used.
"""

import io

import matplotlib.style
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from .validation import as_count, as_numbers, as_shape

# The same colours mean the same thing in all notebooks (Okabe & Ito's palette,
# which colour-blind readers can tell apart; line styles and labels differ too).
INPUT, WEIGHT, BIAS, OUTPUT, FAINT = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#BBBBBB"

styled = matplotlib.style.context({
    "font.size": 12, "axes.titlesize": 12, "figure.dpi": 110, "savefig.dpi": 110,
    "figure.constrained_layout.use": True, "axes.spines.top": False, "axes.spines.right": False,
    "hatch.linewidth": 0.6,
}, after_reset=True)


@styled
def show(fig, says):
    """Show a figure as a picture whose stored text alternative is "Figure: " and `says`.

    Raises TypeError if `fig` is not a matplotlib Figure or `says` is not a
    string, ValueError if `says` is blank.
    """
    from IPython.display import display  # only a notebook needs it

    if not isinstance(fig, Figure):
        raise TypeError(f"show got {type(fig).__name__}, expected a matplotlib Figure")
    if not isinstance(says, str):
        raise TypeError(f"show: says got {type(says).__name__}, expected a string")
    if not says.strip():
        raise ValueError("show: says got a blank string, expected what the figure shows")
    png = io.BytesIO()
    fig.savefig(png, format="png", bbox_inches="tight", metadata={"Software": None})
    display({"image/png": png.getvalue(), "text/plain": f"Figure: {says}"}, raw=True)


def draw_image(ax, image):
    """Draw an image (h, w) of values from 0 (paper) to 1 (ink), without axes."""
    ax.imshow(image, cmap="Greys", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color(FAINT)


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
def draw_images(images, captions, columns=5):
    """Return the figure of images (n, 64), each under its caption, in rows of `columns`."""
    images = as_shape("draw_images: images", images, "n", 64)
    columns = as_count("draw_images: columns", columns, least=1)
    if len(captions) != len(images):
        raise ValueError(f"draw_images got {len(captions)} captions, expected {len(images)}")
    rows = max(1, -(-len(images) // columns))
    fig = Figure(figsize=(1.55 * columns, 1.85 * rows))
    axes = fig.subplots(rows, columns, squeeze=False).ravel()
    for ax in axes:
        ax.axis("off")
    for ax, image, caption in zip(axes, images, captions):
        ax.axis("on")
        draw_image(ax, image.reshape(8, 8))
        ax.set_title(caption)
    return fig


@styled
def draw_scores(image, scores):
    """Return the figure of an image (64,) beside its scores (10,), the highest one marked."""
    image = as_shape("draw_scores: image", image, 64)
    scores = as_shape("draw_scores: scores", scores, 10)
    if not np.isfinite(scores).all():
        raise ValueError("draw_scores: scores got nan or inf, expected finite numbers")
    fig = Figure(figsize=(8, 2.9))
    left, right = fig.subplots(1, 2, width_ratios=[1, 3])
    draw_image(left, image.reshape(8, 8))
    left.set_title("the image")
    bars = right.bar(range(10), scores, color=FAINT, edgecolor="black")
    bars[scores.argmax()].set(facecolor=OUTPUT, hatch="//")
    right.bar_label(bars, fmt="%.1f", fontsize=11)
    right.set(xticks=range(10), xlabel="template", ylabel="dot product")
    return fig


def draw_arrow(ax, end, colour, label, offset, **line):
    """Draw the arrow from the origin to `end` (2,) with its label beside the tip."""
    ax.annotate("", end, (0, 0), arrowprops=dict(arrowstyle="-|>", color=colour, lw=2.5,
                                                 shrinkA=0, shrinkB=0, mutation_scale=18, **line))
    ax.annotate(label, end, offset, textcoords="offset points", color="black")


def draw_cells(ax, values, colour, x, y, strong=True):
    """Draw an array (rows, columns) as numbered unit cells, its top left corner at (x, y).

    Where `strong` (an array of the same shape, or one truth value) is false,
    cells are faint.
    """
    values = as_numbers("draw_cells: values", values)
    for (i, j), lit in np.ndenumerate(np.broadcast_to(strong, values.shape)):
        ax.add_patch(Rectangle((x + j, y - i - 1), 1, 1, facecolor=colour if lit else "white",
                               alpha=0.55 if lit else 1, edgecolor="black" if lit else FAINT,
                               linestyle="-" if lit else "--", linewidth=1.3,
                               zorder=2 if lit else 1))
        ax.text(x + j + 0.5, y - i - 0.5, f"{values[i, j]:g}", ha="center", va="center",
                color="black" if lit else "#666666", fontsize=14, zorder=3)


def canvas(width, height):
    """Return a figure of width × height unit cells and its axes, without ticks."""
    fig = Figure(figsize=(width * 0.52, height * 0.52))
    ax = fig.subplots()
    ax.set(xlim=(0, width), ylim=(-height, 0), aspect="equal")
    ax.axis("off")
    return fig, ax


def put(ax, x, y, text, **style):
    """Write text centred at (x, y), at a size that goes with the cells."""
    ax.text(x, y, text, **dict(ha="center", va="center", fontsize=14) | style)
