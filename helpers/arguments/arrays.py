"""What every helper says to bad input: what it got, and what it expected."""

import math
import numbers
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
        raise ValueError(f"{name} got ragged rows, which differ in length, "
                         f"expected an array of numbers") from None
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name} got {type(value).__name__} of dtype {array.dtype}, "
                        f"expected integers or floats")
    if array is not value and isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} got MaskedArray, expected an array without a mask")
    return array


def require_finite(name, array):
    """Raise ValueError if there is a nan or an infinity in an array of numbers."""
    if not np.isfinite(array).all():
        raise ValueError(f"{name} got nan or inf, expected finite numbers")


def as_shape(name, value, *shape):
    """Return `value` as an array of finite numbers of the given shape.

    A letter in `shape` stands for any length, a number for exactly that one.
    Raises TypeError for what is not numbers, ValueError for another shape, nan and inf.
    """
    array = as_numbers(name, value)
    require_finite(name, array)
    if array.dtype.kind in "iu":
        array = array.astype(int)  # small integers would overflow in what follows
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


def as_whole(name, value, length, below=None):
    """Return `value` as an array (length,) of whole numbers from 0 up. Raises as as_shape."""
    array = as_shape(name, value, length)
    if array.dtype.kind == "f" and array.size:
        raise TypeError(f"{name} got dtype {array.dtype}, expected whole numbers")
    if array.size:
        as_count(name, array.min())
        as_count(name, array.max(), below=below)
    return array.astype(int)


def as_flag(name, value):
    """Return a truth value as a bool. Raises TypeError for anything else."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} got {value!r}, expected True or False")
    return bool(value)


def as_real(name, value):
    """Return a finite number as a float. Raises TypeError or ValueError."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} got {value!r}, expected a number")
    if not math.isfinite(value):
        raise ValueError(f"{name} got {value!r}, expected a finite number")
    return float(value)


def refuse_numbers(name, value):
    """Raise TypeError or ValueError for what is not numbers, as as_numbers does."""
    as_numbers(name, value)


def refuse_rng(rng):
    """Raise TypeError for what is neither a NumPy Generator, nor a seed from 0 up, nor None."""
    if rng is None or isinstance(rng, np.random.Generator):
        return
    if isinstance(rng, bool) or not isinstance(rng, int | np.integer) or rng < 0:
        raise TypeError(f"rng got {rng!r}, expected a NumPy Generator, a seed from 0 up or None")


def refuse_logits(logits):
    """Raise TypeError or ValueError for what is not numbers with a last axis of at least 1."""
    logits = as_numbers("logits", logits)
    if logits.ndim == 0 or logits.shape[-1] == 0:
        raise ValueError(f"logits got shape {logits.shape}, expected (..., K) with K at least 1")


def refuse_labels(labels, logits):
    """Raise TypeError or ValueError for labels that are not whole numbers (N,) below the K of
    logits (N, K), and for N = 0."""
    labels, logits = as_numbers("labels", labels), np.asarray(logits)
    if logits.ndim != 2 or len(logits) == 0:
        raise ValueError(f"logits got shape {logits.shape}, expected (N, K) with N at least 1")
    if labels.shape != logits.shape[:1]:
        raise ValueError(f"labels got shape {labels.shape}, expected {logits.shape[:1]}: "
                         f"one for each row of the logits")
    if labels.dtype.kind == "f":
        raise TypeError(f"labels got dtype {labels.dtype}, expected whole numbers")
    if labels.min() < 0 or labels.max() >= logits.shape[1]:
        raise ValueError(f"labels got {labels.min()} to {labels.max()}, "
                         f"expected 0 to {logits.shape[1] - 1}")


def refuse_point(function, x, h):
    """Raise TypeError or ValueError for what numerical_gradient cannot differentiate, or where
    a step by h does not change each entry of x."""
    if not callable(function):
        raise TypeError(f"function got {type(function).__name__}, expected a function of x")
    x = as_numbers("x", x).astype(float)
    require_finite("x", x)
    if as_real("h", h) <= 0 or (x + h == x).any():
        raise ValueError(f"h got {h!r}, expected a positive number large enough to change x")


def refuse_values(*values):
    """Raise TypeError or ValueError if a value of a function is not a single finite number."""
    for value in values:
        value = as_numbers("numerical_gradient: the function's value", value)
        if value.shape != ():
            raise ValueError(f"numerical_gradient: the function's value got shape {value.shape}, "
                             f"expected a single number")
        require_finite("numerical_gradient: the function's value", value)


def refuse_stretched(grad, shape):
    """Raise TypeError or ValueError for a shape that does not broadcast to grad's."""
    grad = as_numbers("unbroadcast: grad", grad)
    if not isinstance(shape, tuple | list):
        raise TypeError(f"unbroadcast: shape got {shape!r}, expected a tuple such as (3,)")
    lengths = [as_count("unbroadcast: a length", length) for length in shape]
    fits = len(lengths) <= grad.ndim and all(
        short in (1, long) for short, long in zip(lengths[::-1], grad.shape[::-1]))
    if not fits:
        raise ValueError(f"unbroadcast got grad of shape {grad.shape} and shape {tuple(lengths)}, "
                         f"expected a shape that stretches to grad's")
