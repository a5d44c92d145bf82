"""What the check of an exercise knows, and the cases that it tries."""

import copy
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..arguments.arrays import as_count
from .comparison import same

LENGTHS = (0, 1, 2, 3, 6)
SHAPES = tuple(shape for axes in range(3) for shape in itertools.product(LENGTHS, repeat=axes))
LONG = 64  # the images of the course: a long axis is longer


@dataclass(frozen=True)
class Exercise:
    """What the check of one exercise knows.

    `solve` gives the right answer; `cases` are tuples of arguments, the first
    small enough to be printed in full. `draw` makes another case with a
    Generator, and `drawn` says how many; it is None where there are no
    arguments to vary, and any answer is proven by running it. `tried` says in
    words on what. `mistakes` are pairs (wrong function, what to say of it).
    Where several things are returned, `parts` names them. Where the answer may
    be None, `none` says what None says, and the opposite.
    With `whole`, the task asks for a dtype of whole numbers.

    Where the answer is not the result but leads to it, `reads` turns one into
    the other, and may raise Wrong; `returns` are the words between "you" and the
    result. `settles(got, want)` returns `want` for what
    differs from it in nothing that the task asks for. `objects(arguments)`
    returns what is wrong in what a call did with its arguments, or nothing.
    `fails(error, case)` returns what to add on an error that a call raised, or on its being
    stopped, or nothing.
    """

    arguments: tuple[str, ...]
    solve: Callable
    cases: tuple[tuple, ...]
    draw: Callable[[np.random.Generator], tuple] | None
    mistakes: tuple[tuple[Callable, str], ...] = ()
    parts: tuple[str, ...] = ()
    none: tuple[str, str] | None = None
    whole: bool = False
    drawn: int = 40
    tried: str = "tried on small and large arrays"
    reads: Callable = staticmethod(lambda answer: answer)
    returns: str = " return"
    settles: Callable = staticmethod(lambda got, want: got)
    objects: Callable = staticmethod(lambda arguments: "")
    fails: Callable = staticmethod(lambda error, case: "")


class Wrong(Exception):
    """Carries what a check says of a wrong answer, and the case that shows it."""

    def __init__(self, said, case=(), printed=""):
        super().__init__(said)
        self.case, self.printed = case, printed


def right(exercise, got, want):
    """Say whether an answer is right by the words of the exercise."""
    return same(exercise.settles(got, want), want, exercise.whole)


def cases_of(exercise, seed=None):
    """Return the exercise's cases: its own, then those of a stream of its own, smallest first.

    A `seed` adds as many of a stream that it begins. Raises as as_count.
    """
    streams = [0] if seed is None else [0, [1, as_count("check: seed", seed)]]
    cases = list(exercise.cases)
    for rng in map(np.random.default_rng, streams if exercise.draw else ()):
        cases += sorted((exercise.draw(rng) for _ in range(exercise.drawn)), key=size)
    return cases


def size(case):
    """Return how many numbers a case holds, the lengths of shapes added up."""
    return sum(sum(part) + len(part) if isinstance(part, tuple | list) else np.size(part)
               for part in case)


def copied(case):
    """Return a case whose arrays and lists may be changed without changing this one."""
    return tuple(part if isinstance(part, int | float | tuple) else copy.deepcopy(part)
                 for part in case)


def simplest_first(cases):
    """Return tuples that begin with shapes, in order: without a 0 first, then by axes and size."""
    def key(case):
        shapes = [part for part in case if isinstance(part, tuple)]
        return any(0 in shape for shape in shapes), sum(map(len, shapes)), size(case)
    return tuple(sorted(cases, key=key))


def whole(rng, *shape):
    """Return whole numbers from -9 to 9 as floats, so that messages read well."""
    return rng.integers(-9, 10, shape).astype(float)


def arrays(rng, *shapes):
    """Return arrays of normal numbers in shapes such as "ND": equal letters are equally long.

    Lengths are from 1 to 7, often 1, that of N often 0; in one case of three, one of
    them is longer than 64. "1" is 1.
    """
    axes = sorted({axis for shape in shapes for axis in shape})
    lengths = {axis: int(rng.choice([axis != "N", 1, 2, 3, 4, 5, 6, 7])) for axis in axes}
    if rng.random() < 1 / 3:
        lengths[str(rng.choice(axes))] = int(rng.integers(LONG + 1, LONG + 20))
    lengths["1"] = 1
    return tuple(rng.normal(size=[lengths[axis] for axis in shape]) for shape in shapes)
