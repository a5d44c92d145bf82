"""Compare two answers in shape and value, each as exactly as its numbers can be.

- **dtype**: asked for only where a task asks for whole numbers. Elsewhere 2410.0 is 2410,
  float32 and float16 pass to their precision, and so do Fraction, Decimal and what torch
  records a gradient of. Truth values are no numbers, nor are complex ones.
- **lists**: lists and tuples of numbers or arrays stand for arrays.
- **nothing**: `[]` stands for any empty array, since a loop over nothing cannot tell its
  other axes. An empty array of another shape does not.
"""

from decimal import Decimal
from fractions import Fraction

import numpy as np

# By the bytes of a number. 1e-6 is what central differences reach, the tool of notebook 2.
TOLERANCE = {2: 2e-3, 4: 1e-5}
FINEST = 1e-6


def same(got, want, whole=False):
    """Say whether `got` is the wanted answer; with `whole`, in whole numbers.

    A wanted tuple of ints is a shape; of any other tuple, all parts must agree.
    """
    if want is None or got is None:
        return got is want
    if is_shape(want):
        return same_shape(got, want)
    if isinstance(want, tuple):
        return (isinstance(got, tuple | list) and len(got) == len(want)
                and all(map(same, got, want)))
    got, want = numbers(got), numbers(want)
    if got is None or want is None:
        return False
    if want.size == 0:
        return got.size == 0 and got.shape in [(0,), want.shape]
    return got.shape == want.shape and kind_fits(got, want, whole) and close(got, want)


def differ(one, other):
    """Say whether two answers to the same call are known to differ: numbers, or parts of tuples."""
    first, second = numbers(one), numbers(other)
    if first is not None and second is not None:
        return first.shape != second.shape or not close(first, second)
    return (isinstance(one, tuple | list) and isinstance(other, tuple | list)
            and any(map(differ, one, other)))


def is_shape(value):
    """Say whether a value is a shape: a tuple of ints."""
    return type(value) is tuple and all(type(length) is int for length in value)


def same_shape(got, want):
    """Say whether whole numbers in a tuple, a list or an array are those of a shape."""
    if isinstance(got, np.ndarray):
        got = got.tolist()
    return isinstance(got, tuple | list) and len(got) == len(want) and all(
        isinstance(one, int | np.integer) and not isinstance(one, bool) and one == other
        for one, other in zip(got, want))


def kind_fits(got, want, whole=False):
    """Say whether got's dtype will do: truth values for truth values, numbers for numbers."""
    if whole:
        return got.dtype.kind in "iu"
    return (got.dtype.kind == "b") == (want.dtype.kind == "b")


def close(got, want):
    """Say whether two arrays of one shape hold the same numbers, to rounding."""
    tolerance = max(rounding(got), rounding(want))
    got, want = got.astype(float), want.astype(float)
    with np.errstate(all="ignore"):
        near = np.isfinite(want) & (abs(got - want) <= tolerance * (1 + abs(want)))
    return bool(np.all(near | (got == want) | np.isnan(got) & np.isnan(want)))


def rounding(array):
    """Return the error to allow for numbers of the array's dtype."""
    return TOLERANCE.get(array.dtype.itemsize, FINEST) if array.dtype.kind == "f" else FINEST


def numbers(value):
    """Return value as an array of numbers or truth values, None if it is not one."""
    try:
        array = np.asarray(plain(value))
    except Exception:
        return None
    return array if array.dtype.kind in "biuf" else None


def plain(value):
    """Return a number, an array, or lists of them, as NumPy can read it.

    Raises TypeError for anything else: NumPy would read some things without end.
    """
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, Fraction | Decimal):
        return float(value)
    if isinstance(value, np.ndarray) and value.dtype == object:
        return plain(value.tolist())
    if hasattr(value, "detach"):
        return np.asarray(value.detach())  # torch's, without its gradient's record
    if isinstance(value, np.ma.MaskedArray) or not (
            isinstance(value, int | float | range) or hasattr(value, "__array__")):
        raise TypeError(f"not numbers: {type(value).__name__}")
    return value
