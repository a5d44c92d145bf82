"""The figures of the course, in one style, each shown with its text alternative.

A drawing function takes data and returns a matplotlib Figure; `show` puts it
on the page. No global setting is touched, and pyplot is not used.
"""

import base64
import io

import matplotlib.style
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

from ..arguments.arrays import as_numbers

# The same colours mean the same thing in all notebooks (Okabe & Ito's palette,
# which colour-blind readers can tell apart; line styles and labels differ too).
INPUT, WEIGHT, BIAS, OUTPUT, FAINT = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#BBBBBB"
LINE_STYLES = ["-", "--", ":", "-."]
SHARPNESS = 2  # pixels stored, in each direction, for one that is shown

styled = matplotlib.style.context({
    "font.size": 12, "axes.titlesize": 12, "figure.dpi": 110, "savefig.dpi": 110 * SHARPNESS,
    "figure.constrained_layout.use": True, "axes.spines.top": False, "axes.spines.right": False,
    "hatch.linewidth": 0.6,
}, after_reset=True)


@styled
def show(fig, says):
    """Show a figure as a picture whose stored text alternative is "Figure: " and `says`.

    It is stored with twice as many pixels in each direction as it is shown with, which screens
    and projectors have, and in 256 colours, which keeps it small. Raises TypeError if `fig` is
    not a matplotlib Figure or `says` is not a string, ValueError if `says` is blank.
    """
    from IPython.display import display  # only a notebook needs it

    if not isinstance(fig, Figure):
        raise TypeError(f"show got {type(fig).__name__}, expected a matplotlib Figure")
    if not isinstance(says, str):
        raise TypeError(f"show: says got {type(says).__name__}, expected a string")
    if not says.strip():
        raise ValueError("show: says got a blank string, expected what the figure shows")
    drawn, png = io.BytesIO(), io.BytesIO()
    fig.savefig(drawn, format="png", bbox_inches="tight")
    image = Image.open(drawn).convert("RGB").quantize(256, kmeans=1)
    image.save(png, format="PNG", optimize=True)
    text = base64.b64encode(png.getvalue()).decode()  # a kernel in a browser does not encode by itself
    display({"image/png": text, "text/plain": f"Figure: {says}"},
            metadata={"image/png": {"width": image.width // SHARPNESS}}, raw=True)


def draw_image(ax, image):
    """Draw an image (h, w) of values from 0 (paper) to 1 (ink), without axes."""
    ax.imshow(image, cmap="Greys", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color(FAINT)


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
