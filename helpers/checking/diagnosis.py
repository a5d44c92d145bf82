"""Say how one wrong answer differs from the right one."""

import itertools

import numpy as np

from .comparison import is_shape, kind_fits, numbers, same
from .showing import show_pair, show_value

NOTHING_BACK = "Nothing came back: does every path end in return?"
COMMA = "A comma at the end of a return line makes a tuple of one: take it away."
NOTHING_ADDED = ("There is nothing to add up here, so only the number 0 is left: begin with "
                 "np.zeros(...).")
NEAR = "That is near, but not equal: was something rounded, or a small number added?"


def compare(exercise, where, got, want):
    """Return the words on what was returned and what was expected: of several parts,
    on the first that is wrong."""
    if not exercise.parts:
        got, want = show_pair(got, want)
        return f"{where}{exercise.returns} {got}, expected {want}."
    if not isinstance(got, tuple | list) or len(got) != len(want):
        what = (f"{len(got)} thing{'s' * (len(got) != 1)}" if isinstance(got, tuple | list)
                else show_value(got))
        return f"{where} return {what}, expected {len(want)} things: {', '.join(exercise.parts)}."
    at = first_wrong(got, want)
    if got[at] is ...:
        return f"{where}r {exercise.parts[at]} is still `...`: fill it in."
    got, want = show_pair(got[at], want[at])
    return f"{where}r {exercise.parts[at]} is {got}, expected {want}."


def first_wrong(got, want):
    """Return the place of the first part of a tuple that differs, 0 if none does."""
    return next((i for i, pair in enumerate(zip(got, want)) if not same(*pair)), 0)


def tuple_of_one(got, want):
    """Return a sentence on the comma that makes a tuple of a right answer, or of a number."""
    number = want is not None and not isinstance(want, tuple) and np.ndim(want) == 0
    if isinstance(got, tuple) and len(got) == 1 and (same(got[0], want) or number):
        return COMMA
    return ""


def diagnose(got, want, none=None, whole=False):
    """Return a sentence on the kind or the shape of `got`, or nothing if these are right.

    `none` says what None says where it may be an answer, and the opposite.
    Of tuples it tells of the first parts that differ.
    """
    if want is None or got is None:
        return diagnose_none(got, none)
    if got is ...:
        return "Put your result in place of the `...`."
    if is_shape(want):
        return diagnose_a_shape(got, want)
    if isinstance(want, tuple):
        return diagnose_parts(got, want)
    return diagnose_array(got, numbers(want), whole)


def diagnose_none(got, none):
    """Return a sentence on None where there is an answer, or an answer where there is none."""
    if got is not None:
        if isinstance(got, str):
            return "Return None itself, not a text."
        return f"Here {none[0]}, so None was asked for." if none else ""
    if none:
        return f"None says that {none[0]}, but {none[1]}. Or is a return missing?"
    return NOTHING_BACK


def diagnose_parts(got, want):
    """Return a sentence on several results, of which some are wrong."""
    if not isinstance(got, tuple | list) or len(got) != len(want):
        return ""
    if any(part is ... for part in got):
        return ""
    if any(same(order, want) for order in itertools.permutations(got)):
        return "The results are right, but returned in another order."
    at = first_wrong(got, want)
    return diagnose(got[at], want[at])


def diagnose_a_shape(got, want):
    """Return a sentence on what was returned in place of a shape."""
    if isinstance(got, str):
        return "A shape is a tuple, not a text."
    if isinstance(got, int | np.integer):
        return "A shape is a tuple: (4,) has a comma, and that of a single number is ()."
    if isinstance(got, np.ndarray) and got.ndim != 1:
        return "You return an array; its shape was asked for."
    got = got.tolist() if isinstance(got, np.ndarray) else got
    if not isinstance(got, tuple | list):
        return "A shape is a tuple of whole numbers."
    if any(isinstance(part, tuple | list) for part in got):
        return "That is a tuple inside a tuple: join tuples with +."
    if any(isinstance(part, bool) or not isinstance(part, int | np.integer) for part in got):
        return "The lengths in a shape are whole numbers."
    if sorted(got) == sorted(want):
        return "The lengths are right, but not their order."
    return ""


def diagnose_array(got, want, whole):
    """Return a sentence on what is no array, or one of another shape or dtype."""
    array = numbers(got)
    if array is None:
        return ("A number was asked for." if want.ndim == 0 else "An array of numbers was asked for.")
    if type(got) in (int, float) and got == 0 and want.ndim and not want.any():
        return NOTHING_ADDED
    if array.shape != want.shape:
        return diagnose_shape(array, want)
    if kind_fits(array, want, whole):
        return ""
    if array.dtype.kind == "b":
        return "Truth values are not the numbers that were asked for."
    return f"The task asks for whole numbers (int); these are {array.dtype}."


def diagnose_shape(got, want):
    """Return a sentence on a wrong shape."""
    if got.ndim == 2 and same(got.T, want):
        return "You returned the transpose: rows and columns are swapped."
    if got.size == want.size and same(got.ravel(), want.ravel()):
        return f"The numbers are right, but the shape is {got.shape} where {want.shape} was asked for."
    if want.ndim == 0:
        return "One number was asked for."
    if got.ndim == 0:
        return "You return a single number: one axis too many is gone."
    if got.shape == want.shape[1:]:
        return "The first axis is gone."
    if got.ndim == want.ndim == 1:
        return f"You return {got.size} number{'s' * (got.size != 1)}; {want.size} should come."
    return ""


def diagnose_values(got, want):
    """Return a sentence on wrong values of the right shape, or nothing."""
    if not (isinstance(numbers(got), np.ndarray) and isinstance(numbers(want), np.ndarray)):
        return ""
    got, want = numbers(got).astype(float), numbers(want).astype(float)
    if got.shape != want.shape or got.size == 0:
        return ""
    if np.isnan(got).any() and not np.isnan(want).any():
        return ("There is a nan in it: was something divided by zero, or the root of a negative "
                "number taken?")
    factor = common_factor(got, want)
    if factor is not None and want.size > 1:
        return f"Here every entry is {factor:.4g} times what it should be."
    counted = np.array_equal(got, np.round(got)) and np.array_equal(want, np.round(want))
    if not counted and np.allclose(got, want, rtol=1e-2, atol=1e-3):
        return NEAR
    return ""


def common_factor(got, want):
    """Return by what every entry is multiplied, None if there is no such number, or it is near 1."""
    places = np.argwhere(want)
    if not len(places):
        return None
    factor = got[tuple(places[0])] / want[tuple(places[0])]
    far = np.isfinite(factor) and factor != 0 and abs(factor - 1) > 0.01
    return factor if far and same(got, factor * want) else None
