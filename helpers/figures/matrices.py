"""Arrays as grids of cells: products, stretched arrays, counts."""

import numpy as np
from matplotlib.figure import Figure

from ..arguments.arrays import as_count, as_numbers, as_shape
from .style import BIAS, FAINT, INPUT, OUTPUT, WEIGHT, canvas, draw_cells, put, styled


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
def draw_confusion(counts):
    """Return the figure of counts (K, K): rows are what was written, columns what was read."""
    counts = as_numbers("draw_confusion: counts", counts)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"draw_confusion got shape {counts.shape}, expected (K, K)")
    mistakes = counts * (1 - np.eye(len(counts)))
    fig = Figure(figsize=(5.4, 5))
    ax = fig.subplots()
    ax.imshow(mistakes, cmap="Oranges", vmin=0, vmax=max(1.5 * mistakes.max(initial=0), 1))
    for (i, j), count in np.ndenumerate(counts):
        if count:
            put(ax, j, i, f"{count:g}", fontsize=12, color="#777777" if i == j else "black",
                fontweight="normal" if i == j else "bold")
    ax.set(xticks=range(len(counts)), yticks=range(len(counts)), xlabel="read", ylabel="written")
    ax.spines[:].set(visible=True, color=FAINT)
    return fig


@styled
def draw_shares(shares, rows, ylabel, xlabel):
    """Return the figure of shares (n, m) from 0 to 1: the darker the larger, with the number where it is
    0.05 or more; `rows` are the labels of the n rows."""
    shares = as_shape("draw_shares: shares", shares, "n", "m")
    if len(rows) != len(shares):
        raise ValueError(f"draw_shares got {len(rows)} labels, expected {len(shares)}")
    fig = Figure(figsize=(1.4 + 0.75 * shares.shape[1], 1 + 0.55 * len(shares)))
    ax = fig.subplots()
    ax.imshow(shares, cmap="Oranges", vmin=0, vmax=1.3, aspect="auto")
    for row, column in np.argwhere(shares >= 0.05):
        put(ax, column, row, f"{shares[row, column]:.2f}", fontsize=12)
    ax.set(xticks=range(shares.shape[1]), yticks=range(len(shares)), yticklabels=rows, xlabel=xlabel,
           ylabel=ylabel)
    ax.spines[:].set(visible=True, color=FAINT)
    return fig


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
