"""What every helper says to bad input: what it got, and what it expected."""

import operator

import numpy as np


def as_numbers(name, value):
    """Return `value` as an array of integers or floats.

    Raises TypeError for anything that cannot be numbers, and ValueError for
    ragged lists; `name` is what the message calls the value.
    """
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} is ragged: its rows differ in length, "
                         f"expected an array of numbers") from None
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name} got {type(value).__name__} of dtype {array.dtype}, "
                        f"expected integers or floats")
    return array


def as_shape(name, value, *shape):
    """Return `value` as an array of numbers of the given shape.

    A letter in `shape` stands for any length, a number for exactly that one.
    Raises TypeError for what is not numbers, ValueError for another shape.
    """
    array = as_numbers(name, value)
    fits = array.ndim == len(shape) and all(
        isinstance(want, str) or want == got for want, got in zip(shape, array.shape))
    if not fits:
        wanted = ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "")
        raise ValueError(f"{name} got shape {array.shape}, expected ({wanted})")
    return array


def as_count(name, value, least=0, below=None):
    """Return `value` as an int of at least `least` and, if it is given, less than `below`.

    Raises TypeError for what is not a whole number (True is not one), and
    ValueError for one out of range.
    """
    try:
        count = operator.index(value)
    except TypeError:
        count = None
    if count is None or isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} got {value!r}, expected a whole number")
    if count < least:
        raise ValueError(f"{name} got {count}, expected at least {least}")
    if below is not None and count >= below:
        raise ValueError(f"{name} got {count}, expected less than {below}")
    return count
