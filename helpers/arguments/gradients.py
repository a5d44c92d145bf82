"""What numerical_gradient and unbroadcast refuse: what they got, and what they expected."""

from .arrays import as_count, as_numbers, as_real, refuse_nan_and_inf, shown


def refuse_point(function, x, h):
    """Raise TypeError or ValueError for what numerical_gradient cannot differentiate, or where
    a step by h does not change each entry of x."""
    if not callable(function):
        raise TypeError(f"numerical_gradient: function got {shown(function)}, expected a function "
                        f"of x and not its value")
    x = as_numbers("numerical_gradient: x", x).astype(float)
    refuse_nan_and_inf("numerical_gradient: x", x)
    if as_real("numerical_gradient: h", h) <= 0 or (x + h == x).any():
        raise ValueError(f"numerical_gradient: h got {h!r}, expected a positive number large enough "
                         f"to change x")


def refuse_values(*values):
    """Raise TypeError or ValueError if a value of a function is not a single finite number."""
    for value in values:
        if isinstance(value, tuple | list) and len(value) > 1:
            raise ValueError(f"numerical_gradient: the function returned {len(value)} things, "
                             f"expected a single number: of a loss and its gradient take the loss alone, [0]")
        value = as_numbers("numerical_gradient: the function's value", value)
        if value.shape != ():
            raise ValueError(f"numerical_gradient: the function's value got shape {value.shape}, "
                             f"expected a single number")
        refuse_nan_and_inf("numerical_gradient: the function's value", value)


def refuse_stretched(grad, shape):
    """Raise TypeError or ValueError for a shape that does not broadcast to grad's."""
    grad = as_numbers("unbroadcast: grad", grad)
    if not isinstance(shape, tuple | list):
        raise TypeError(f"unbroadcast: shape got {shown(shape)}, expected a tuple such as (3,)")
    lengths = [as_count("unbroadcast: a length", length) for length in shape]
    fits = len(lengths) <= grad.ndim and all(
        short in (1, long) for short, long in zip(lengths[::-1], grad.shape[::-1]))
    if not fits:
        raise ValueError(f"unbroadcast got grad of shape {grad.shape} and shape {tuple(lengths)}, "
                         f"expected a shape that stretches to grad's")
