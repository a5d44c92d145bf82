"""Compare two answers strictly, and say how they differ."""

import itertools

import numpy as np


def same(got, want, exact=False):
    """Say whether two answers agree in shape, in kind and, to rounding, in value.

    Rounding is 1e-5 where either is float32, else 1e-9; with `exact`, none.
    Tuples agree if all their parts do.
    """
    if isinstance(want, tuple):
        several = isinstance(got, tuple | list) or isinstance(got, np.ndarray) and got.ndim == 1
        return several and len(got) == len(want) and all(map(same, got, want))
    if want is None:
        return got is None
    got, want = numbers(got), numbers(want)
    if got is None or want is None or got.shape != want.shape or not kind_fits(got, want):
        return False
    tolerance = 0 if exact else max(rounding(got), rounding(want))
    return np.allclose(got, want, rtol=tolerance, atol=tolerance, equal_nan=True)  # shapes are equal


def numbers(value):
    """Return value as an array of numbers or truth values, None if it is not one."""
    try:
        array = np.asarray(value)
    except Exception:
        return None
    return array if array.dtype.kind in "biuf" else None


def kind_fits(got, want):
    """Say whether got's dtype can stand for want's: whole numbers for floats, not the reverse."""
    return got.dtype.kind in {"b": "b", "i": "iu", "u": "iu", "f": "fiu"}[want.dtype.kind]


def rounding(array):
    """Return the error to allow for sums of a few hundred numbers of the array's dtype."""
    return 1e-5 if array.dtype.kind == "f" and array.dtype.itemsize < 8 else 1e-9


def diagnose(got, want):
    """Return a sentence on how `got` differs from `want`, or nothing if it cannot be told.

    Of tuples it tells of the first parts that differ.
    """
    if want is None:
        return ("Return None itself, not a text." if isinstance(got, str)
                else "These do not fit, so None was asked for.")
    if isinstance(want, tuple):
        return diagnose_tuple(got, want)
    if got is None:
        return "Nothing came back: does every path end in return?"
    got, want = numbers(got), numbers(want)
    if got is None:
        return "That is not an array of numbers."
    if got.shape != want.shape:
        return diagnose_shape(got, want)
    if not kind_fits(got, want):
        return f"The dtype is {got.dtype}, where {want.dtype} was asked for."
    return diagnose_values(got.astype(float), want.astype(float))


def diagnose_tuple(got, want):
    """Return a sentence on a wrong tuple: a shape, or several results."""
    if all(isinstance(part, int) for part in want):
        return diagnose_a_shape(got)
    if got is None:
        return "Nothing came back: does every path end in return?"
    if not isinstance(got, tuple | list) or len(got) != len(want):
        return ""
    if any(part is Ellipsis for part in got):
        return ""
    if any(same(order, want) for order in itertools.permutations(got)):
        return "The results are right, but returned in another order."
    return next(diagnose(*pair) for pair in zip(got, want) if not same(*pair))


def diagnose_a_shape(got):
    """Return a sentence on what was returned in place of a shape."""
    if got is None:
        return "None says that there is no such shape, but there is. Or is a return missing?"
    if isinstance(got, int):
        return "A shape is a tuple: (4,) has a comma, and that of a single number is ()."
    if isinstance(got, np.ndarray) and got.ndim != 1:
        return "You return an array; its shape was asked for."
    if isinstance(got, tuple) and any(isinstance(part, tuple) for part in got):
        return "That is a tuple inside a tuple: join tuples with +."
    return ""


def diagnose_shape(got, want):
    """Return a sentence on a wrong shape."""
    if got.ndim == 2 and same(got.T, want):
        return "You returned the transpose: rows and columns are swapped."
    if same(got.ravel(), want.ravel()):
        return f"The numbers are right, but the shape is {got.shape} where {want.shape} was asked for."
    if got.ndim == 0:
        return "You return a single number: one axis too many is gone."
    if got.shape == want.shape[1:]:
        return "The batch axis is gone."
    return "Compare the shapes."


def diagnose_values(got, want):
    """Return a sentence on wrong values of the right shape."""
    if np.isnan(got).any():
        return "There is a nan in it: was something divided by zero?"
    if same(got, -want):
        return "The sign is flipped."
    if got.ndim == 2 and same(got.T, want):
        return "You returned the transpose: rows and columns are swapped."
    if same(got, np.trunc(want)):
        return "The numbers are cut to whole ones: is there an array of integers on the way?"
    if np.count_nonzero(want):
        first = tuple(np.argwhere(want)[0])
        factor = got[first] / want[first]
        if factor and (want.size > 1 or factor in (0.5, 2)) and same(got, factor * want):
            return f"Every entry is {factor:.4g} times what it should be."
    return ""


def describe(names, values):
    """Name the arguments of a call: by value if they are small, else by shape."""
    return ", ".join(name if numbers(value) is None
                     else f"{name} = {show_value(value)}" if np.size(value) <= 6
                     else f"{name} of shape {np.shape(value)}"
                     for name, value in zip(names, values))


def show_value(value, other=None):
    """Write an answer in one line: with its shape if that of `other` differs,
    and a large one by the first entry that differs.
    """
    array, other = numbers(value), numbers(other)
    if value is None or isinstance(value, tuple) and all(isinstance(n, int) for n in value):
        return repr(value)
    if array is None or isinstance(value, tuple) and array.ndim != 1:
        return f"a {type(value).__name__}"
    if array.size == 0:
        return f"an empty array of shape {array.shape}"
    alike = other is None or array.shape == other.shape
    if array.size <= 6:
        text = write(array.tolist())
        return text if alike else f"{text} of shape {array.shape}"
    if other is None or not alike:
        return f"an array of shape {array.shape}"
    place = np.argmax(~np.isclose(array, other, equal_nan=True))
    entry = tuple(int(i) for i in np.unravel_index(place, array.shape))
    return f"{write(array[entry].item())} at {entry}"


def one_line(text, longest=200):
    """Return a text without line breaks, cut if it is long."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest]} ..."


def write(value):
    """Write a number, or nested lists of them, with at most five digits."""
    if isinstance(value, list):
        return f"[{', '.join(map(write, value))}]"
    return f"{value:.5g}" if isinstance(value, float) else str(value)
