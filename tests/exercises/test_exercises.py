"""Every exercise takes right answers however written, and diagnoses the wrong ones."""

import contextlib
import copy

import numpy as np
import pytest

from helpers import check
from helpers.checking.comparison import right
from helpers.checking.exercise import Exercise, arrays, whole, with_drawn
from helpers.exercises import EXERCISES as KNOWN
from tests.exercises.answers import broadcasting, convolution, dot_products, linear_layer, stacking
from tests.exercises.proof import cell_source, line, run, stub

ANSWERS = [broadcasting, convolution, dot_products, linear_layer, stacking]
RIGHT = {number: right for answers in ANSWERS for number, right in answers.RIGHT.items()}
WRONG = [row for answers in ANSWERS for row in answers.WRONG]
VARIED = [number for number, exercise in KNOWN.items() if exercise.draw]


def result(function, case):
    """Return what a function makes of a case, None if it cannot."""
    with contextlib.suppress(Exception), np.errstate(all="ignore"):
        return function(*copy.deepcopy(case))


def seen(case):
    """Return all that a function can know a case by."""
    return repr([argument.seed if hasattr(argument, "normal") else np.asarray(argument).tolist()
                 for argument in case])


@pytest.mark.parametrize("number", KNOWN)
def test_stub_is_not_attempted(capsys, number):
    assert line(capsys, number, stub(number)) == f"Exercise {number}: not attempted yet"


@pytest.mark.parametrize("number", KNOWN)
def test_solution_passes(capsys, number):
    solution = run(cell_source(number, "solution"))["solution"]
    assert line(capsys, number, solution).startswith(f"Solution {number}: passed")


@pytest.mark.parametrize("number, function", [(n, f) for n, right in RIGHT.items() for f in right])
def test_right_answer_passes(capsys, number, function):
    assert line(capsys, number, function).startswith(f"Exercise {number}: passed")


@pytest.mark.parametrize("number, function, words", WRONG)
def test_wrong_answer_is_diagnosed(capsys, number, function, words):
    said = line(capsys, number, function)
    assert words in said and said.startswith(f"Exercise {number}: not yet. "), said
    with pytest.raises(AssertionError, match="not yet"):
        check(number, function, raises=True)


@pytest.mark.parametrize("number", KNOWN)
def test_enough_answers_are_tried(number):
    wrong = [words for each, _, words in WRONG if each == number]
    assert len(RIGHT[number]) >= 2 and len(wrong) >= 3


@pytest.mark.parametrize("number", KNOWN)
def test_every_known_mistake_fails(number):
    """No sentence is attached to a right answer, whatever is then said."""
    exercise = KNOWN[number]
    for mistake, sentence in exercise.mistakes:
        wrong = [case for case in exercise.cases
                 if not right(result(mistake, case), exercise.solve(*copy.deepcopy(case)))]
        assert wrong, sentence


@pytest.mark.parametrize("number", KNOWN)
def test_every_known_mistake_is_told_its_own_sentence(capsys, number):
    exercise = KNOWN[number]
    names = ", ".join(exercise.arguments)
    for mistake, sentence in exercise.mistakes if exercise.reads is Exercise.reads else ():
        wrong = eval(f"lambda {names}: mistake({names})", {"mistake": mistake})
        said = line(capsys, number, wrong)
        assert sentence in said or "your function raised" in said


@pytest.mark.parametrize("number", VARIED)
def test_right_answer_passes_whatever_a_seed_draws(number):
    solution = run(cell_source(number, "solution"))["solution"]
    for function in [solution, *RIGHT[number]]:
        for seed in range(20):
            check(number, function, raises=True, seed=seed)


@pytest.mark.parametrize("number", VARIED)
def test_looking_up_the_visible_cases_fails_with_a_seed(capsys, number):
    exercise = KNOWN[number]
    names = ", ".join(exercise.arguments)
    table = {seen(case): exercise.solve(*copy.deepcopy(case)) for case in exercise.cases}
    looking_up = eval(f"lambda {names}: look_up([{names}])",
                      {"look_up": lambda case: copy.deepcopy(table[seen(case)])})
    assert line(capsys, number, looking_up).startswith(f"Exercise {number}: passed")
    for seed in range(20):
        with pytest.raises(AssertionError, match="your function raised KeyError"):
            check(number, looking_up, raises=True, seed=seed)


@pytest.mark.parametrize("number", VARIED)
def test_seed_draws_other_numbers_and_shapes(number):
    exercise = KNOWN[number]
    visible = {seen(case) for case in exercise.cases}
    drawn = [with_drawn(exercise, seed).cases[len(visible):] for seed in (0, 0, 1)]
    one, again, other = [[seen(case) for case in cases] for cases in drawn]
    assert one == again and len(one) == len(other) == 8
    assert len({*one, *other} - visible) >= 12  # few lengths may meet again
    shapes = {tuple(map(np.shape, case)) for case in drawn[0]}
    assert len(shapes) > 1 or number in ["2.5", "4.5", "5.3"]  # there shapes are fixed, or numbers


def test_only_an_answer_without_arguments_has_nothing_to_vary():
    """Any order of the lines and any weights are proven by running them."""
    assert set(KNOWN) - set(VARIED) == {"2.4", "4.3"}
    assert all(KNOWN[number].arguments == () for number in ["2.4", "4.3"])
    check("2.4", RIGHT["2.4"][0], raises=True, seed=0)


def test_whole_numbers_are_drawn_from_minus_nine_to_nine():
    drawn = whole(np.random.default_rng(0), 400, 2)
    assert drawn.shape == (400, 2) and drawn.dtype == float
    assert set(drawn.ravel()) == set(range(-9, 10))


def test_arrays_are_drawn_with_equal_lengths_for_equal_letters():
    rng = np.random.default_rng(0)
    drawn = [arrays(rng, "ND", "DK", "K", "1") for _ in range(200)]
    assert all(X.shape[1] == len(W) and W.shape[1:] == b.shape and one.shape == (1,)
               for X, W, b, one in drawn)
    assert {len(X) for X, *_ in drawn} == set(range(8))
    assert {X.shape[1] for X, *_ in drawn} == {len(b) for _, _, b, _ in drawn} == set(range(1, 8))
    assert len({X.shape[1] - len(b) for X, _, b, _ in drawn}) > 1
