"""The exercises of the course, and the check that a notebook calls."""

from ..arguments.arrays import as_flag
from ..checking.check import report
from . import broadcasting, convolution, dot_products, linear_layer, stacking

EXERCISES = {**dot_products.EXERCISES, **linear_layer.EXERCISES, **broadcasting.EXERCISES,
             **stacking.EXERCISES, **convolution.EXERCISES}


def check(exercise, function, raises=False, seed=None):
    """Try `function` as the answer to `exercise` ("1.3") and print one line about it.

    The line says "passed", "not attempted yet", or what was expected, what was
    got, and, where the mistake is a known one, which. A function named
    `solution` is called one in that line. With `raises`, an answer that does
    not pass raises AssertionError with the line instead of printing it. With a
    `seed`, further cases that it draws are tried after the usual ones.
    Raises ValueError if there is no such exercise, TypeError or ValueError if
    `seed` is not a whole number from 0 up, or `raises` not a truth value.
    """
    raises = as_flag("check: raises", raises)
    if not isinstance(exercise, str) or exercise not in EXERCISES:
        raise ValueError(f'check got exercise {exercise!r}, expected a number as in the '
                         f'notebook, in quotes: "1.1"')
    report(EXERCISES[exercise], exercise, function, raises, seed)
