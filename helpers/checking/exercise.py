"""What the check of an exercise knows, and the numbers that its cases are made of."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ..arguments.arrays import as_count

DRAWN = 8  # how many cases a seed adds


@dataclass(frozen=True)
class Exercise:
    """What the check of one exercise knows.

    `solve` gives the right answer, `cases` are tuples of arguments, the most
    telling first, and `draw` makes another with a Generator; it is None where
    there are no arguments to vary, and any answer is proven by running it.
    `mistakes` are pairs (wrong function, what to say of it): a learner's
    function is diagnosed by the first that gives all its wrong answers.
    Where several things are returned, `parts` names them. Where the answer is
    not the result but leads to it, `reads` turns one into the other, and may
    raise Wrong.
    """

    arguments: tuple[str, ...]
    solve: Callable
    cases: tuple[tuple, ...]
    draw: Callable[[np.random.Generator], tuple] | None
    mistakes: tuple[tuple[Callable, str], ...] = ()
    parts: tuple[str, ...] = ()
    reads: Callable = staticmethod(lambda answer: answer)


class Wrong(Exception):
    """Carries what a check says of a wrong answer."""


def with_drawn(exercise, seed):
    """Return the exercise with the cases that `seed` draws after its own. Raises as as_count."""
    rng = np.random.default_rng(as_count("check: seed", seed))
    drawn = tuple(exercise.draw(rng) for _ in range(DRAWN)) if exercise.draw else ()
    return replace(exercise, cases=exercise.cases + drawn)


def whole(rng, *shape):
    """Return whole numbers from -9 to 9 as floats, so that messages read well."""
    return rng.integers(-9, 10, shape).astype(float)


def arrays(rng, *shapes):
    """Return arrays of normal numbers in shapes such as "ND": equal letters are equally long.

    N is from 0 to 7, other letters are from 1 to 7; "1" is 1.
    """
    lengths = {axis: int(rng.integers(axis != "N", 8)) for axis in "".join(shapes)} | {"1": 1}
    return tuple(rng.normal(size=[lengths[axis] for axis in shape]) for shape in shapes)
