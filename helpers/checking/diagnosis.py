"""Say how a wrong answer differs from the right one, and show both."""

import itertools

import numpy as np

from .comparison import kind_fits, numbers, same


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
    if isinstance(got, str):
        return "A shape is a tuple, not a text."
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
    for other, sentence in relatives(want):
        if same(got, other):
            return sentence
    factor = common_factor(got, want)
    if factor and (want.size > 1 or factor in (0.5, 2)) and same(got, factor * want):
        return f"Every entry is {factor:.4g} times what it should be."
    if np.allclose(got, want, rtol=1e-2, atol=1e-3):
        return "That is near, but not equal: was something rounded, or a small number added?"
    return ""


def relatives(want):
    """Yield arrays that a usual slip makes of the right one, each with what to say of it."""
    yield -want, "The sign is flipped."
    if want.ndim == 2:
        yield want.T, "You returned the transpose: rows and columns are swapped."
    yield (np.trunc(want),
           "The numbers are cut to whole ones: is there an array of integers on the way?")
    yield np.maximum(want, 0), "Negative numbers are cut to 0: no activation was asked for."
    yield abs(want), "The signs are lost."
    if want.ndim:
        yield want[::-1], "The order is reversed."
    yield np.zeros_like(want), "Only zeros come back: is something still to be filled in?"


def common_factor(got, want):
    """Return by what the first entry that is not 0 is multiplied, None if all are 0."""
    places = np.argwhere(want)
    return got[tuple(places[0])] / want[tuple(places[0])] if len(places) else None


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
