"""Every exercise takes right answers however written, and diagnoses the wrong ones."""

import contextlib
import copy
import pickle
import re

import numpy as np
import pytest

from helpers import check
from helpers.checking.check import lines_of, verdict_on
from helpers.checking.exercise import (
    LONG,
    SHAPES,
    Exercise,
    arrays,
    cases_of,
    copied,
    right,
    simplest_first,
    size,
    whole,
)
from helpers.checking.recorder import Recorder
from helpers.checking.showing import describe
from helpers.exercises import EXERCISES as KNOWN
from tests.exercises.answers import (
    broadcasting,
    convolution,
    dot_products,
    everywhere,
    linear_layer,
    regularising,
    stacking,
)
from tests.exercises.proof import cell_source, line, run, stub, without_quotation

ANSWERS = [broadcasting, convolution, dot_products, everywhere, linear_layer, regularising, stacking]
RIGHT = {number: right for answers in ANSWERS for number, right in answers.RIGHT.items()}
WRONG = [row for answers in ANSWERS for row in answers.WRONG]
RIVALS = {number: rules for answers in ANSWERS for number, rules in answers.RIVALS.items()}
VARIED = [number for number, exercise in KNOWN.items() if exercise.draw]
OF_SHAPES = [number for number, exercise in KNOWN.items() if "every" in exercise.tried]
IN_FULL = [number for number in VARIED if number not in ("2.5", "5.5")]  # an image, a map of 11 columns
# Words of the course, and the notebook that explains them: no earlier sentence may use them.
EXPLAINED = {"activation": 4, "batch": 2, "bias": 1, "broadcast": 3, "channel": 5, "gradient": 2,
             "hidden": 4, "kernel": 5, "layer": 1, "loss": 2, "ReLU": 4, "sigmoid": 4, "softmax": 2,
             "stride": 5, "tanh": 4, "unit": 4, "padding": 5, "torch": 2, "Adam": 6, "dropout": 6,
             "momentum": 6, "normalis": 6, "penalty": 6, "running mean": 6, "attention": 7, "embedding": 7,
             "key": 7, "one-hot": 7, "quer": 7, "recurrent": 7, "token": 7}
SHOWN_BEFORE = {("1.1", "tanh")}  # of one who wrote it


def result(function, case):
    """Return what a function makes of a case, None if it cannot."""
    with contextlib.suppress(Exception), np.errstate(all="ignore"):
        return function(*copied(case))


def seen(case):
    """Return all that a function can know a case by."""
    return repr([argument.seed if hasattr(argument, "seed")
                 else (np.shape(argument), np.asarray(argument).tolist()) for argument in case])


def named_as(number, answer):
    """Return a function with an exercise's arguments that calls another."""
    names = ", ".join(KNOWN[number].arguments)
    return eval(f"lambda {names}: answer({names})", {"answer": answer})


@pytest.mark.parametrize("number", KNOWN)
def test_stub_is_not_attempted(capsys, number):
    assert line(capsys, number, stub(number)) == f"Exercise {number}: not attempted yet"


@pytest.mark.parametrize("number", KNOWN)
def test_solution_passes(capsys, number):
    solution = run(cell_source(number, "solution"))["solution"]
    assert line(capsys, number, solution) == f"Solution {number}: passed, {KNOWN[number].tried}"


@pytest.mark.parametrize("number, function", [(n, f) for n, right in RIGHT.items() for f in right])
def test_right_answer_passes(capsys, number, function):
    assert line(capsys, number, function).startswith(f"Exercise {number}: passed")


def test_weights_of_torch_pass(torch):
    """A parameter carries a record of its gradient, and is an array of numbers all the same."""
    def linear(W):
        layer = torch.nn.Linear(*W.shape)
        layer.weight.data = torch.tensor(W.T)
        return layer.weight

    def convolution(images, W, b):
        layer = torch.nn.Conv2d(*W.shape, 1)
        layer.weight.data = torch.tensor(W.T[:, :, None, None], dtype=torch.float32)
        layer.bias.data = torch.tensor(b, dtype=torch.float32)
        return layer(torch.tensor(images, dtype=torch.float32))

    check("5.1", linear, raises=True)
    check("5.2", convolution, raises=True)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("number, function, words", WRONG)
def test_wrong_answer_is_diagnosed(number, function, words):
    verdict = verdict_on(KNOWN[number], number, function)
    assert words in without_quotation(verdict.line), verdict
    assert verdict.line.startswith(f"Exercise {number}: not yet. ")
    assert not verdict.passed and "\n" not in verdict.line
    assert not verdict.case or "*check.case" in lines_of(verdict, function)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("number, rule", [(n, rule) for n, rules in RIVALS.items() for rule in rules])
def test_rival_rule_is_refused(number, rule):
    assert not verdict_on(KNOWN[number], number, rule).passed


@pytest.mark.parametrize("number", KNOWN)
def test_enough_answers_are_tried(number):
    wrong = [words for each, _, words in WRONG if each == number]
    assert len(RIGHT[number]) >= 3 and len(wrong) >= 4 and len(RIVALS[number]) >= 5


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("number", KNOWN)
def test_every_known_mistake_fails(number):
    """No sentence is attached to a right answer, whatever is then said."""
    exercise = KNOWN[number]
    cases = cases_of(exercise)
    for mistake, sentence in exercise.mistakes:
        assert not all(right(exercise, result(mistake, case), exercise.solve(*copied(case)))
                       for case in cases), sentence


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("number", KNOWN)
def test_every_known_mistake_is_told_its_own_sentence(number):
    exercise = KNOWN[number]
    for mistake, sentence in exercise.mistakes if exercise.reads is Exercise.reads else ():
        said = verdict_on(exercise, number, named_as(number, mistake)).line
        assert sentence in without_quotation(said), said


@pytest.mark.parametrize("number", KNOWN)
def test_sentences_use_no_word_before_it_is_explained(number):
    for _, sentence in KNOWN[number].mistakes:
        early = [word for word, notebook in EXPLAINED.items()
                 if notebook > int(number[0]) and re.search(rf"\b{word}", sentence)]
        assert all((number, word) in SHOWN_BEFORE for word in early), sentence


@pytest.mark.parametrize("number", VARIED)
def test_right_answer_passes_whatever_a_seed_draws(number):
    solution = run(cell_source(number, "solution"))["solution"]
    for seed in range(4):
        check(number, solution, raises=True, seed=seed)
    for function in RIGHT[number]:
        check(number, function, raises=True, seed=4)


@pytest.mark.parametrize("number", VARIED)
def test_looking_up_the_visible_cases_fails_with_a_seed(capsys, number):
    exercise = KNOWN[number]
    table = {seen(case): exercise.solve(*copied(case)) for case in cases_of(exercise)}
    looking_up = named_as(number, lambda *case: copy.deepcopy(table[seen(case)]))
    if number not in ("4.5", "6.2"):  # which ask that the numbers come from the generator
        assert line(capsys, number, looking_up).startswith(f"Exercise {number}: passed")
    for seed in range(3):
        with pytest.raises(AssertionError, match="your function raised KeyError|from the rng"):
            check(number, looking_up, raises=True, seed=seed)


@pytest.mark.parametrize("number", VARIED)
def test_seed_draws_other_cases(number):
    exercise = KNOWN[number]
    visible = cases_of(exercise)
    one, again, other = [list(map(seen, cases_of(exercise, seed)[len(visible):])) for seed in (0, 0, 1)]
    assert list(map(seen, visible)) == list(map(seen, cases_of(exercise)))
    assert one == again and len(one) == len(other) == exercise.drawn
    assert len({*one, *other} - set(map(seen, visible))) > exercise.drawn


def test_only_an_answer_without_arguments_has_nothing_to_vary():
    """Any order of the lines and any weights are proven by running them."""
    assert all(bool(exercise.arguments) == bool(exercise.draw) for exercise in KNOWN.values())


@pytest.mark.parametrize("number", VARIED)
def test_drawn_cases_come_smallest_first(number):
    drawn = [size(case) for case in cases_of(KNOWN[number])[len(KNOWN[number].cases):]]
    assert drawn == sorted(drawn) and drawn[0] < drawn[-1] or number in ("2.5", "4.5", "5.3")


def test_shapes_are_all_of_up_to_two_axes():
    assert len(SHAPES) == len(set(SHAPES)) == 31
    assert {len(shape) for shape in SHAPES} == {0, 1, 2} and max(map(max, SHAPES[1:])) == 6


@pytest.mark.parametrize("number, least", [("1.3", 900), ("2.1", 31 * 16), ("3.1", 961)])
def test_shape_exercises_are_tried_on_all_small_shapes_and_larger_ones(number, least):
    cases = set(KNOWN[number].cases)
    shapes = {part for case in cases for part in case if isinstance(part, tuple)}
    assert len(cases) >= least and shapes >= set(SHAPES[number == "1.3":])
    drawn = [part for case in cases_of(KNOWN[number])[len(KNOWN[number].cases):] for part in case]
    assert sum(isinstance(part, tuple) and max(part, default=0) > LONG for part in drawn) > 20


def test_shapes_come_simplest_first():
    shapes = [((0,), (0,)), ((6, 6), (1,)), ((2,), (1,)), ((1,), (3,)), ((), ())]
    assert simplest_first(shapes) == (((), ()), ((2,), (1,)), ((1,), (3,)), ((6, 6), (1,)), ((0,), (0,)))


@pytest.mark.parametrize("number", [n for n in VARIED if n not in (*OF_SHAPES, "2.5", "4.4", "4.5", "5.3")])
def test_axes_are_sometimes_1_and_long_and_numbers_have_no_short_form(number):
    drawn = [part for case in cases_of(KNOWN[number])[len(KNOWN[number].cases):] for part in case
             if isinstance(part, np.ndarray) and part.dtype.kind == "f"]
    lengths = {length for array in drawn for length in array.shape}
    assert max(lengths) > LONG and (1 in lengths or number == "1.2")
    assert all(array.size == 0 or np.any(array != np.round(array, 8)) for array in drawn)


@pytest.mark.parametrize("number", [n for n in VARIED
                                    if re.search("empty|no images|no strips", KNOWN[n].tried)])
def test_what_is_tried_on_nothing_is(number):
    drawn = cases_of(KNOWN[number])[len(KNOWN[number].cases):]
    assert any(np.size(part) == 0 for case in drawn for part in case)


@pytest.mark.parametrize("number", IN_FULL)
def test_first_case_is_printed_in_full_and_unequal_in_its_lengths(number):
    first = KNOWN[number].cases[0]
    assert " of shape " not in describe(KNOWN[number].arguments, first)
    for part in first:
        assert len(set(np.shape(part))) == np.ndim(part)


def test_whole_numbers_are_drawn_from_minus_nine_to_nine():
    drawn = whole(np.random.default_rng(0), 400, 2)
    assert drawn.shape == (400, 2) and drawn.dtype == float
    assert set(drawn.ravel()) == set(range(-9, 10))


def test_arrays_are_drawn_with_equal_lengths_for_equal_letters():
    rng = np.random.default_rng(0)
    drawn = [arrays(rng, "ND", "DK", "K", "1") for _ in range(300)]
    assert all(X.shape[1] == len(W) and W.shape[1:] == b.shape and one.shape == (1,)
               for X, W, b, one in drawn)
    short = {n for n in map(len, (X for X, *_ in drawn)) if n <= LONG}
    assert short == set(range(8))
    assert min(X.shape[1] for X, *_ in drawn) == min(len(b) for _, _, b, _ in drawn) == 1
    long = [sum(n > LONG for n in {*X.shape, len(b)}) for X, _, b, _ in drawn]
    assert set(long) == {0, 1} and 60 < sum(long) < 140


def test_recorder_draws_known_numbers_and_knows_how_it_was_asked():
    rng = Recorder(3)
    assert rng.random(2).tolist() == np.random.default_rng(3).random(2).tolist()
    assert rng.normal and rng.bit_generator and rng.__class__ and rng.seed == 3
    assert rng.asked == ["random", "normal"] and repr(rng) == "rng(3)"


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda rng: pickle.loads(pickle.dumps(rng))])
def test_copy_of_a_recorder_begins_anew(copied):
    rng = Recorder(3)
    rng.random()
    fresh = copied(rng)
    assert fresh.asked == [] and fresh.seed == 3 and fresh.random() == Recorder(3).random()
