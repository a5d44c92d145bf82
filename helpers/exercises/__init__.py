"""The exercises of the course, and the check that a notebook calls."""

from ..arguments.arrays import as_flag
from ..checking.check import NotPassed, lines_of, verdict_on
from . import broadcasting, convolution, dot_products, everywhere, linear_layer, regularising, stacking

EXERCISES = {**dot_products.EXERCISES, **linear_layer.EXERCISES, **broadcasting.EXERCISES,
             **stacking.EXERCISES, **convolution.EXERCISES, **regularising.EXERCISES,
             **everywhere.EXERCISES}


def check(exercise, function, raises=False, seed=None):
    """Try `function` as the answer to `exercise` ("1.3") and print one line about it.

    The line says "passed" and on what it was tried, "not attempted yet", or what
    was expected, what was got, and, where it can be told, why. Below it stands
    what the function itself printed. A function named `solution` is called one
    in that line. The arguments that show what is wrong are kept in `check.case`,
    so that `function(*check.case)` repeats it; it is None where there are none.
    With `raises`, an answer that does not pass raises AssertionError with these
    lines instead of printing them. With a `seed`, further cases that it draws are
    tried after the usual ones.
    Raises ValueError if there is no such exercise, TypeError or ValueError if
    `seed` is not a whole number from 0 up, or `raises` not a truth value.
    """
    raises = as_flag("check: raises", raises)
    if not isinstance(exercise, str) or exercise not in EXERCISES:
        raise ValueError(f'check got exercise {exercise!r}, expected a number as in the '
                         f'notebook, in quotes: "1.1"')
    verdict = verdict_on(EXERCISES[exercise], exercise, function, seed)
    check.case = verdict.case
    if raises and not verdict.passed:
        raise NotPassed(lines_of(verdict))
    print(lines_of(verdict, function))


check.case = None
