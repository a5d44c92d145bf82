"""Ways to damage the notebooks, and which part of the suite must see each of them.

A row is (what is done, number of the notebook, part, damage). The part is a
guard of tests/notebooks/guards.py, or one of these:

    cells      the cells are those of the text in tests/notebooks/sources/
    same code  what a notebook shows is what helpers ships
    shapes     shapes in comments are those of the arrays
    proofs     stubs are not attempted, solutions pass
    run        running again gives what is stored
"""

from tests.damage.damage import (
    add_output,
    as_png,
    both,
    cell,
    convert,
    data,
    delete,
    dotted,
    html,
    insert,
    move,
    other_picture,
    paint,
    put_out,
    renumber,
    strip,
    tag,
    write,
)

IGNORED = both(tag("count", "nbval-ignore-output"), put_out("count", "403", "404"))

DAMAGES = [
    # Numbers and words in what was put out.
    ("a printed number", 1, "run", put_out("count", "403", "404")),
    ("a shown number", 1, "run", put_out("by-hand", "28", "29")),
    ("one entry of an array", 2, "run", put_out("forward-by-hand", "6", "5")),
    ("a sign in an array", 2, "run", put_out("forward-by-hand", "-1", " 1")),
    ("the last digit of a float", 2, "run", put_out("try-softmax", "0.844", "0.845")),
    ("True that is False", 2, "run", put_out("check-gradients", "True", "False")),
    ("a printed shape", 3, "run", put_out("five-sums", "(4, 4)", "(4, 3)")),
    ("a digit of the postcode", 5, "run", put_out("read-postcode", "read:    [8 1 3", "read:    [8 1 7")),
    ("a word", 3, "run", put_out("pairs-memory", "instead", "in place")),
    ("an error's text", 2, "run", put_out("errors", "its last axis must be 3", "wrong shape")),
    ("an expected error that is gone", 3, "run", put_out("keepdims-loud", "ValueError", "")),
    ("an expected error of another type", 3, "run",
     put_out("forgotten-sum", "ValueError", "TypeError")),
    ("a line dropped", 3, "run", put_out("line-fit", "targets (50, 1): slope 2.94  intercept 1.08\n", "")),
    ("a space added", 3, "run", put_out("wrong-axis", "403 of", "403  of")),
    ("a text alternative", 3, "run", put_out("boundaries", "Three parallel", "Two parallel")),
    ("no text alternative", 3, "figures", lambda n: data(n, "boundaries").update(
        {"text/plain": "<Figure size 640x480 with 1 Axes>"})),
    ("an HTML form of an output", 1, "run", html("by-hand")),
    ("a warning", 1, "outputs", lambda n: cell(n, "count").outputs[0].update(name="stderr")),
    ("an error", 1, "outputs",
     add_output("count", "error", ename="ValueError", evalue="no", traceback=[])),
    ("a path", 1, "outputs", put_out("count", "403", "/home/me/403")),
    ("an address", 1, "outputs", put_out("count", "403", "<object at 0x7f00aa00bb00>")),
    ("a long float", 1, "outputs", put_out("count", "403", "0.12345678")),
    # Pictures.
    ("another picture of the notebook", 1, "run", other_picture("strip", 1, "shadow")),
    ("a picture of another notebook", 3, "run", other_picture("line-figure", 2, "histogram")),
    ("a blank picture", 3, "run", paint("line-figure", lambda pixels: 0 * pixels + 1)),
    ("a picture with a dot in it", 3, "run", paint("line-figure", dotted)),
    ("a picture moved by a pixel", 3, "run",
     paint("line-figure", lambda p: p[:, [0, *range(p.shape[1] - 1)]])),
    ("a picture upside down", 3, "run", paint("won-lost", lambda pixels: pixels[::-1])),
    ("a picture of half the size", 3, "run", paint("line-figure", lambda pixels: pixels[::2, ::2])),
    ("half a picture", 3, "run", lambda n: data(n, "line-figure").update(
        {"image/png": data(n, "line-figure")["image/png"][:4000]})),
    ("a picture shown wider", 3, "run",
     lambda n: cell(n, "line-figure").outputs[0].metadata["image/png"].update(width=999)),
    ("no picture", 3, "run", lambda n: data(n, "line-figure").pop("image/png")),
    ("a picture that does not belong", 3, "run",
     add_output("identity", "display_data", data={"image/png": as_png([[0, 1], [1, 0]])})),
    # Outputs and counts.
    ("the output of a cell stripped", 1, "outputs", lambda n: strip(n, "count")),
    ("a figure's output stripped", 1, "outputs", lambda n: strip(n, "strip")),
    ("all outputs stripped", 4, "outputs", strip),
    ("an output too many", 1, "run", add_output("load", "stream", name="stdout", text="403 of 450\n")),
    ("an output of another kind", 1, "run",
     lambda n: cell(n, "by-hand").outputs[0].update(output_type="display_data")),
    ("outputs in another order", 4, "run", lambda n: cell(n, "signals-figure").outputs.reverse()),
    ("a count", 1, "counts", lambda n: cell(n, "loop").update(execution_count=99)),
    ("a cell not executed", 3, "counts", lambda n: cell(n, "identity").update(execution_count=None)),
    # Cells.
    ("a code cell deleted", 3, "cells", both(delete("assert-shape"), renumber)),
    ("the first cell deleted", 3, "cells", delete("open")),
    ("the last code cell deleted", 3, "cells", both(delete("postcode"), renumber)),
    ("the last cell deleted", 3, "cells", lambda n: n.cells.pop()),
    ("prose deleted", 1, "cells", delete("read-strip")),
    ("code cells swapped", 3, "cells", move("wrong-axis", "pairs-memory")),
    ("prose moved", 3, "cells", lambda n: n.cells.insert(2, n.cells.pop(8))),
    ("code turned into prose", 3, "cells", convert("pairs-memory", "markdown")),
    ("code turned into raw text", 3, "cells", convert("pairs-memory", "raw")),
    ("prose turned into code", 3, "cells", convert("rules", "code")),
    ("a cell inserted", 3, "cells", insert("identity", "x = 1")),
    ("prose inserted", 3, "cells", insert("identity", "See above.", "markdown")),
    ("an emptied cell", 1, "nothing_is_empty", lambda n: cell(n, "traps").update(source=" ")),
    ("an id twice", 1, "ids", lambda n: cell(n, "loop").update(id="count")),
    ("an id of a machine", 1, "ids", lambda n: cell(n, "loop").update(id="0a1b2c3d")),
    # Tags and metadata.
    ("a wrong output that nbval is told to ignore", 1, "metadata", IGNORED),
    ("a wrong output under a comment that nbval obeys", 1, "run", both(
        write("count", "right", "# NBVAL_IGNORE_OUTPUT\nright"), put_out("count", "403", "404"))),
    ("an unknown tag", 1, "metadata", tag("loop", "skip")),
    ("an error that may happen", 1, "metadata", tag("loop", "raises-exception")),
    ("a solution shown", 1, "metadata", lambda n: cell(n, "solution-1-1").metadata.pop("jupyter")),
    ("the kernel's name", 1, "metadata", lambda n: n.metadata.kernelspec.update(name="python2")),
    # Sources.
    ("another seed", 3, "run", write("way-one", "default_rng(0)", "default_rng(1)")),
    ("a constant", 3, "run", write("pairs-memory", "20_000", "30_000")),
    ("a learning rate", 3, "run", write("line-descent", "0.5 * 2", "0.01 * 2")),
    ("a sign in a loss", 3, "run", write("line-descent", "p - targets", "p + targets")),
    ("a figure drawn otherwise", 3, "run", write("boundaries", "-15", "-14")),
    ("a cell that now fails", 3, "run", write("pairs-memory", "print", "prin")),
    ("a looser bound", 3, "cells", write("six-shapes", "1e-8", "1e-3")),
    ("a shape in a comment", 3, "shapes", write("line-data", "(50,)", "(50, 1)")),
    ("a shape in a function's comment", 2, "shapes", write("class-backward", "# (D, K)", "# (K, D)")),
    ("shown code that is not the shipped code", 2, "same code",
     write("class-backward", "X.T @ rows", "2 * X.T @ rows")),
    ("another default in the shown code", 6, "same code", write("fit", "optimiser=SGD", "optimiser=None")),
    ("an early form that does something else", 4, "run", write("fit", "epoch + k / steps", "epoch + k")),
    ("a look into the envelope", 6, "envelope", write("starts", "X_val, y_val)", "*load_strangers())")),
    ("a table of strangers too early", 6, "envelope", write("real", "digits_validation", "digits_strangers")),
    ("a share of strangers", 6, "strangers_column", write("scoreboard", "74.2 % of", "96.6 % of")),
    ("a conversion left out of the shown code", 2, "same code",
     write("numerical", "    x = np.asarray(x, float)\n", "")),
    ("a semicolon", 1, "pages", write("by-hand", "\nby_hand", "\nby_hand;")),
    ("a long line", 1, "pages", write("loop", "total", f"total{80 * ' '}")),
    ("a long cell", 1, "pages", write("load", "X_train", 16 * "x = 1\n" + "X_train")),
    # Exercises.
    ("a wrong solution", 3, "proofs", write("solution-3-4", "[:, 0]", "")),
    ("a wrong solution, its output with it", 3, "exercises", both(
        write("solution-3-4", "[:, 0]", ""), put_out("solution-3-4", "passed, tried", "not yet. Tried"))),
    ("a solution of another exercise", 3, "exercises", write("solution-3-4", '"3.4"', '"3.5"')),
    ("an exercise without a solution", 3, "exercises", delete("solution-3-4")),
    ("a solved stub", 1, "exercises", write("ex-1-1", "    raise", "    return x @ w + b\n    raise")),
    ("a stub that is none", 1, "exercises", lambda n: cell(n, "ex-1-1").update(source="x = 1")),
    ("a stub with other arguments", 1, "exercises", write("ex-1-4", "(X, templates)", "(templates, X)")),
    ("an exercise without its tag", 1, "exercises", lambda n: cell(n, "ex-1-1").metadata.pop("tags")),
    ("a check of another function", 1, "exercises",
     lambda n: cell(n, "check-1-5").update(source='check("1.5", scores_of)')),
    ("a check without its line", 1, "exercises", lambda n: strip(n, "check-1-1")),
    ("an exercise's name bound again", 5, "rebound", write("score-map", "by_window", "one_by_one")),
    # Bets.
    ("a bet answered by an assertion", 1, "bets", write("by-hand", "by_hand", "assert 28 == 28\nby_hand")),
    ("a bet answered by a label", 5, "bets", write("score-map", '"the windows', '"all 59 windows')),
    ("a bet answered by a word", 3, "bets", write("line-fit", "print(", 'print("slope nearly 0:", ')),
    # Prose.
    ("a count nobody computed", 1, "claims", lambda n: cell(n, "read-count").update(
        source="It reads 405 of 450.")),
    ("a number in prose", 1, "claims", write("read-seeds", "392", "382")),
    ("a small number in prose", 1, "cells", write("open", "one", "two")),
    ("a formula", 3, "cells", write("rules", "right", "left")),
    ("a scoreboard that says more", 1, "scoreboard", write("scoreboard", "403 of", "404 of")),
    ("a better reading", 1, "scoreboard", write("scoreboard", "| 8 1 7 1 8 |", "| 8 1 3 1 3 |")),
    ("a broken link", 1, "links", write("open", "", "[next](09.ipynb) ")),
    ("a second title", 1, "pages", write("geometry", "## ", "# ")),
]
