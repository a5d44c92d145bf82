"""What every helper says to bad input: what it got, and what it expected."""

import math
import numbers
import operator

import numpy as np


def shown(value):
    """Return words on a value for a message: of an array its shape, of what is long its type."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    words = repr(value)
    return words if len(words) <= 60 else f"a value of type {type(value).__name__}"


def as_numbers(name, value, wanted="integers or floats"):
    """Return `value` as an array of integers or floats.

    Raises TypeError for anything that cannot be numbers, and ValueError for rows
    of unequal length, say; `name` and `wanted` are what the message calls the value and
    what was expected.
    """
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} got a {type(value).__name__} whose parts differ in shape, "
                         f"expected an array of numbers") from None
    if array.dtype.kind not in "iuf":
        if array.dtype == bool:
            raise TypeError(f"{name} got truth values, expected {wanted}: "
                            f"write (y == 1).astype(int) for y == 1")
        raise TypeError(f"{name} got {type(value).__name__} of dtype {array.dtype}, "
                        f"expected {wanted}")
    if array is not value and isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} got MaskedArray, expected an array without a mask")
    return array


def refuse_nan_and_inf(name, array):
    """Raise ValueError if there is a nan or an infinity in an array of numbers."""
    if not np.isfinite(array).all():
        raise ValueError(f"{name} got nan or inf, expected finite numbers")


def as_shape(name, value, *shape, wanted="integers or floats"):
    """Return `value` as an array of finite numbers of the given shape.

    A letter in `shape` stands for any length, a number for exactly that one.
    Raises TypeError for what is not numbers, ValueError for another shape, nan and inf.
    """
    array = as_numbers(name, value, wanted)
    refuse_nan_and_inf(name, array)
    if array.dtype.kind in "iu":
        array = array.astype(int)  # small integers would overflow in what follows
    fits = array.ndim == len(shape) and all(
        isinstance(want, str) or want == got for want, got in zip(shape, array.shape))
    if not fits:
        lengths = ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "")
        raise ValueError(f"{name} got shape {array.shape}, expected ({lengths})")
    return array


def as_count(name, value, least=0, below=None):
    """Return `value` as an int of at least `least` and, if it is given, less than `below`.

    Raises TypeError for what is not a whole number (True is not one), and
    ValueError for one out of range.
    """
    try:
        count = None if isinstance(value, bool | np.bool_) else operator.index(value)
    except TypeError:
        count = None
    if count is None:
        raise TypeError(f"{name} got {shown(value)}, expected a whole number")
    if count < least:
        raise ValueError(f"{name} got {count}, expected at least {least}")
    if below is not None and count >= below:
        raise ValueError(f"{name} got {count}, expected less than {below}")
    return count


def as_whole(name, value, length, below=None):
    """Return `value` as an array (length,) of whole numbers from 0 up. Raises as as_shape."""
    array = as_shape(name, value, length, wanted="whole numbers")
    if array.dtype.kind == "f" and array.size:
        raise TypeError(f"{name} got dtype {array.dtype}, expected whole numbers")
    if array.size:
        as_count(name, array.min())
        as_count(name, array.max(), below=below)
    return array.astype(int)


def as_flag(name, value):
    """Return a truth value as a bool. Raises TypeError for anything else."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} got {shown(value)}, expected True or False")
    return bool(value)


def as_real(name, value):
    """Return a finite number as a float. Raises TypeError or ValueError."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} got {shown(value)}, expected a number")
    if not math.isfinite(value):
        raise ValueError(f"{name} got {value!r}, expected a finite number")
    return float(value)


def refuse_share(name, value):
    """Raise TypeError or ValueError for what is not a number from 0 up, less than 1."""
    if not 0 <= as_real(name, value) < 1:
        raise ValueError(f"{name} got {value!r}, expected a number from 0 up, less than 1")


def refuse_non_numbers(name, value):
    """Raise TypeError or ValueError for what is not numbers, as as_numbers does."""
    as_numbers(name, value)


def refuse_rng(rng):
    """Raise TypeError for what is neither a NumPy Generator, nor a seed from 0 up, nor None."""
    if rng is None or isinstance(rng, np.random.Generator):
        return
    if isinstance(rng, bool) or not isinstance(rng, int | np.integer) or rng < 0:
        raise TypeError(f"rng got {shown(rng)}, expected a NumPy Generator, a seed from 0 up or None")
