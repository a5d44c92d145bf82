"""Recognise a learner's mistake: the rule that gives all of the function's answers.

A rule is named only if it gives every answer that was looked at, right ones too.
"""

import contextlib
import itertools
import warnings

import numpy as np

from .cells import begins_empty, ends_at_once, renamed, unused
from .comparison import differ, is_shape, numbers, same
from .diagnosis import (
    common_factor,
    diagnose,
    diagnose_values,
    first_wrong,
    tuple_of_one,
)
from .exercise import copied, right
from .running import OutOfTime

LOOKED_AT = 50  # cases, of which the first is the one that failed

# What usual slips make of any right answer.
RELATIVES = (
    (lambda want: -want, "The sign is flipped."),
    (abs, "The signs are lost."),
    (np.trunc, "The numbers are cut to whole ones: is there an int(), a // or an array of integers "
     "on the way?"),
    (np.floor, "The numbers are rounded down to whole ones: is there a // on the way?"),
    (lambda want: np.maximum(want, 0), "Negative numbers are cut to 0; they should stay."),
    *((lambda want, digits=digits: np.round(want, digits),
       "The numbers are rounded: return them as they are.") for digits in range(6)),
    (lambda want: want[::-1], "The order is reversed."),
    (lambda want: want.T if want.ndim == 2 else 1 / 0,
     "You returned the transpose: rows and columns are swapped."),
    (lambda want: 0 * want, "Only zeros come back: is something still to be filled in?"),
)


def explain(exercise, runs, call, case, cases):
    """Return what to say of a function whose call is wrong, or fails, on a case, or nothing."""
    looked_at = spread(case, cases)
    names = renamed(runs.function, exercise.arguments)
    if names or call.error is not None:
        return (names or swapped(exercise, runs, looked_at)
                or isinstance(call.error, NameError) and unused(runs.function, exercise)
                or unused(runs.function, exercise, outside=True))
    got, want = exercise.reads(call.answer), exercise.solve(*copied(case))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        answers = answers_of(exercise, runs, call, looked_at)
        return (tuple_of_one(got, want)
                or another_each_time(runs, call, case)
                or ends_at_once(runs.function)
                or known_mistake(exercise, answers)
                or swapped(exercise, runs, looked_at)
                or diagnose(got, want, exercise.none, exercise.whole)
                or relative(exercise, answers)
                or unused(runs.function, exercise)
                or diagnose_values(*part_of(exercise, got, want)))


def spread(case, cases):
    """Return the case that failed, and as many more as are looked at, from all over."""
    first, rest = cases[:LOOKED_AT // 2], cases[LOOKED_AT // 2:]
    step = -(-len(rest) // (LOOKED_AT // 2 - 1)) or 1
    return [case, *first, *rest[::step]][:LOOKED_AT]


def another_each_time(runs, call, case):
    """Return a sentence on a function that answers a call otherwise if it is made again, or nothing."""
    again, name = runs(case), begins_empty(runs.function)
    if again.error is not None or not differ(call.answer, again.answer):
        return ""
    return (f"Your function gives another answer each time: np.{name} leaves what was in memory, "
            f"np.{name.replace('empty', 'zeros')} begins at 0." if name else
            "Called again with the same arguments, your function gives another answer.")


def answers_of(exercise, runs, made, cases):
    """Return triples (case, answer, right answer), without the calls that failed; that of the first
    case is made already."""
    answers = []
    for case, call in zip(cases, itertools.chain([made], map(runs, cases[1:]))):
        if isinstance(call.error, OutOfTime):
            break
        with contextlib.suppress(Exception):
            got, want = exercise.reads(call.answer), exercise.solve(*copied(case))
            if call.error is None:
                answers.append((case, exercise.settles(got, want), want))
    return answers


def known_mistake(exercise, answers):
    """Return the sentence on the known mistake that gives all answers, or all of the first part
    that is wrong and of no other. Without an answer there is none."""
    for mistake, sentence in exercise.mistakes if answers else ():
        with contextlib.suppress(Exception):  # a mistake that fails is not this one
            if all(same(got, exercise.settles(mistake(*copied(case)), want))
                   for case, got, want in answers):
                return sentence
    if answers and several(answers[0]):
        at = first_wrong(*answers[0][1:])
        for mistake, sentence in exercise.mistakes:
            with contextlib.suppress(Exception):
                if all(gives_part(at, got, exercise.settles(mistake(*copied(case)), want), want)
                       for case, got, want in answers):
                    return sentence
    return ""


def several(answer):
    """Say whether an answer has as many parts as it should have, and should have several."""
    _, got, want = answer
    return (isinstance(want, tuple) and not is_shape(want)
            and isinstance(got, tuple | list) and len(got) == len(want))


def gives_part(at, got, made, want):
    """Say whether a mistake makes just the one part of an answer, and the others right."""
    return all(same(got[i] if i == at else want[i], made[i]) for i in range(len(want)))


def part_of(exercise, got, want):
    """Return a pair of answers, or of their first parts that differ."""
    if not several((None, got, want)):
        return got, want
    at = first_wrong(got, want)
    return got[at], want[at]


def relative(exercise, answers):
    """Return the sentence on what was made of all the right answers, or of one part of them."""
    if not answers or is_shape(answers[0][2]):
        return ""
    at = first_wrong(*answers[0][1:]) if several(answers[0]) else None
    pairs = [(got, want) if at is None else (got[at], want[at])
             for _, got, want in answers if want is not None or got is not None]
    for change, sentence in RELATIVES:
        with contextlib.suppress(Exception):  # a change that fails is not this one
            if all(same(got, change(numbers(want).astype(float))) for got, want in pairs):
                return sentence
    with contextlib.suppress(Exception):  # where there are no numbers, there is no factor
        return scaled([tuple(map(numbers, pair)) for pair in pairs])
    return ""


def scaled(pairs):
    """Return a sentence on one factor, or one difference, between all answers and the right
    ones, or nothing."""
    what = "Every entry is" if pairs[0][1].ndim else "The number is"
    factors = [common_factor(got, want) for got, want in pairs if np.any(want)]
    if None not in factors and all(same(factor, factors[0]) for factor in factors):
        return f"{what} {factors[0]:.4g} times what it should be."
    if any(got.shape != want.shape for got, want in pairs):
        return ""
    off = np.concatenate([np.ravel(got - want.astype(float)) for got, want in pairs])
    if np.ptp(off) < 1e-6:
        return f"{what} {abs(off[0]):.4g} too {'high' if off[0] > 0 else 'low'}."
    return ""


def swapped(exercise, runs, cases):
    """Return a sentence on a function that is right if its arguments change places."""
    names = exercise.arguments
    for order in list(itertools.permutations(range(len(names))))[1:] if len(names) in (2, 3) else ():
        if all(right_so(exercise, runs, case, order) for case in cases):
            return (f"The function is right for ({', '.join(names[i] for i in order)}), but the "
                    f"arguments come as ({', '.join(names)}).")
    return ""


def right_so(exercise, runs, case, order):
    """Say whether a function is right if called with a case's arguments in another order."""
    call = runs(tuple(case[i] for i in order))
    with contextlib.suppress(Exception):
        return call.error is None and right(exercise, exercise.reads(call.answer),
                                            exercise.solve(*copied(case)))
    return False
