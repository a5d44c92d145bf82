"""The figures of notebook 5: a convolution's matrix, and a strip being read."""

import numpy as np
from matplotlib.figure import Figure

from .figures import FAINT, OUTPUT, draw_image, put, styled
from .validation import as_numbers, as_shape


@styled
def draw_matrix(matrix):
    """Return the figure of a matrix (rows, columns) of whole numbers from 0 up: white where
    it is 0, else a shade of orange, the darker the larger, and the number."""
    matrix = as_shape("draw_matrix: matrix", matrix, "rows", "columns")
    fig = Figure(figsize=(0.8 + 0.34 * matrix.shape[1], 0.7 + 0.25 * matrix.shape[0]))
    ax = fig.subplots()
    top = max(matrix.max(initial=0), 1)
    ax.imshow(np.ma.masked_equal(matrix, 0), cmap="Oranges", vmin=-top / 2, vmax=1.4 * top,
              aspect="auto")
    for row, column in np.argwhere(matrix):
        put(ax, column, row, f"{matrix[row, column]:g}", fontsize=10)
    ax.set(xlabel="output", ylabel="input", xticks=range(0, matrix.shape[1], 2),
           yticks=range(0, matrix.shape[0], 5))
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
