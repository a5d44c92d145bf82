"""Write values in words and digits, so that two that differ can be seen to differ."""

import numpy as np

from .comparison import is_shape, numbers

SHOWN = 24  # numbers of an argument that are written out
COMPARED = 6  # numbers of an answer that are written out
KINDS = {"ndarray": "array of other things than numbers", "str": "text", "ellipsis": "`...`",
         "complex": "complex number", "NoneType": "None", "bool_": "truth value"}


def describe(names, values):
    """Name the arguments of a call: by value if they are small, else by shape."""
    return ", ".join(name if numbers(value) is None
                     else f"{name} = {show_value(value, most=SHOWN)}" if np.size(value) <= SHOWN
                     else f"{name} of shape {np.shape(value)}"
                     for name, value in zip(names, values))


def show_pair(got, want):
    """Write an answer and the wanted one, with as many digits as tell them apart."""
    digits = next((digits for digits in (5, 9, 13, 17)
                   if show_value(got, want, digits) != show_value(want, got, digits)), None)
    return show_value(got, want, digits), show_value(want, got, digits)


def show_value(value, other=None, digits=5, most=COMPARED):
    """Write a value in one line: with its shape if that of `other` differs, and a large one
    by the first entry that differs. Without `digits`, 2.0 is not written as 2."""
    if value is None or is_shape(value):
        return repr(value)
    if is_shape(other) and isinstance(value, tuple | list | np.ndarray):
        return one_line(repr(value.tolist() if isinstance(value, np.ndarray) else value))
    array, other = numbers(value), numbers(other)
    if array is None or isinstance(value, tuple) and array.ndim != 1:
        return kind_of(value)
    if array.size == 0 and array.ndim > 1:
        return f"an empty array of shape {array.shape}"
    alike = other is None or array.shape == other.shape
    if array.size <= most:
        text = write(array.tolist(), digits)
        return text if alike else f"{text} of shape {array.shape}"
    if other is None or not alike:
        return f"an array of shape {array.shape}"
    place = np.argmax(~np.isclose(array, other, rtol=1e-7, atol=1e-7, equal_nan=True))
    entry = tuple(int(i) for i in np.unravel_index(place, array.shape))
    return f"{write(array[entry].item(), digits)} at {entry}"


def kind_of(value):
    """Write of what kind a value is: a dict, an iterator."""
    if isinstance(value, str):
        return f"the text {one_line(value, 40)!r}"
    name = type(value).__name__
    name = KINDS.get(name, name)
    return name if name[0] in "`N" else f"an {name}" if name[0] in "aeiouAEIO" else f"a {name}"


def write(value, digits=5):
    """Write a number, or nested lists of them, rounded to some digits; what rounding left of
    0 is 0."""
    if isinstance(value, list):
        return f"[{', '.join(write(part, digits) for part in value)}]"
    if not isinstance(value, float):
        return str(value)
    value = 0.0 if abs(value) < 1e-12 else value
    return str(value) if digits is None else f"{value:.{digits}g}"


def one_line(text, longest=200):
    """Return a text without line breaks, cut if it is long."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest]} ..."


def some_lines(text, lines=10, longest=100):
    """Return a printed text, each line indented and cut, the last ones left out if it is long."""
    rows = text.rstrip().splitlines()
    shown = [f"    {row[:longest]}{' ...' * (len(row) > longest)}" for row in rows[:lines]]
    return "\n".join(shown + ["    ..."] * (len(rows) > lines))
