"""Compare two answers strictly: in shape, in kind and, to rounding, in value."""

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
        array = np.asarray(value if plain(value) else None)
    except Exception:
        return None
    return array if array.dtype.kind in "biuf" else None


def plain(value):
    """Say whether a value is a number, an array without a mask, or lists of them: NumPy would
    read other things without end."""
    if isinstance(value, list | tuple):
        return all(map(plain, value))
    return (isinstance(value, int | float | range) or hasattr(value, "__array__")
            and not isinstance(value, np.ma.MaskedArray))


def kind_fits(got, want):
    """Say whether got's dtype can stand for want's: whole numbers for floats, not the reverse,
    and no half precision."""
    kinds = {"b": "b", "i": "iu", "u": "iu", "f": "fiu"}[want.dtype.kind]
    return got.dtype.kind in kinds and got.dtype != np.float16


def rounding(array):
    """Return the error to allow for sums of a few hundred numbers of the array's dtype."""
    return 1e-5 if array.dtype.kind == "f" and array.dtype.itemsize < 8 else 1e-9


def right(got, want):
    """Say whether an answer is the wanted one. `[]` and `np.array([])` stand for any empty
    array, since a loop over nothing cannot tell the other axes or the dtype."""
    if isinstance(want, np.ndarray) and want.shape[:1] == (0,) and empty(got):
        return numbers(got).shape in [(0,), want.shape]
    return same(got, want)


def empty(got):
    """Say whether an answer is an array or a list without a single number."""
    array = numbers(got)
    return array is not None and array.size == 0
