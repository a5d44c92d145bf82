"""Two answers are compared strictly, and each difference gets its own sentence."""

import numpy as np
import pytest

from helpers.checking.comparison import kind_fits, rounding, same
from helpers.checking.diagnosis import describe, diagnose, one_line, show_value, write

ONE = np.float64(1)
ROW = np.array([1.0, 2.0])
SQUARE = np.array([[1.0, 2.0], [3.0, 4.0]])
CUBE = np.arange(8.0).reshape(2, 2, 2)
NEAR = "That is near, but not equal: was something rounded, or a small number added?"
ONLY_ZEROS = "Only zeros come back: is something still to be filled in?"
NOTHING_BACK = "Nothing came back: does every path end in return?"
TRANSPOSED = "You returned the transpose: rows and columns are swapped."


@pytest.mark.parametrize("got, want", [
    (1, ONE), ([1, 2], ROW), ((1.0, 2.0), ROW), (np.uint8(1), ONE),
    (1 + 5e-10, ONE), (5e-10, np.float64(0)), (np.float32(1 + 5e-6), ONE),
    (1 + 5e-6, np.float32(1)), (np.nan, np.float64(np.nan)),
    (None, None), ((3, 2), (3, 2)), ([3, 2], (3, 2)), (np.array([3, 2]), (3, 2)), ((), ()),
    ([SQUARE, 1.0], (SQUARE, ONE)),
])
def test_answers_that_are_the_same(got, want):
    assert same(got, want)


@pytest.mark.parametrize("got, want", [
    (1 + 3e-9, ONE), (3e-9, np.float64(0)), (np.float32(1 + 2e-5), ONE),
    (np.nan, ONE), ([1.0], ONE), ([[1.0, 2.0]], ROW), ("ab", ROW), (ROW, "ab"), (True, ONE),
    (1.0, np.int64(1)), (None, ONE), (ONE, None), (1, None),
    ((3, 2, 1), (3, 2)), ((3,), (3, 2)), ((3, 3), (3, 2)), ((2, 2), (3, 2)), (3, (3, 2)),
    (SQUARE, (ROW, ROW + 2)), (np.array(3), (3,)),
])
def test_answers_that_differ(got, want):
    assert not same(got, want)


@pytest.mark.parametrize("got, want", [(1 + 1e-12, ONE), (1e-12, np.float64(0))])
def test_exactly_the_same_allows_no_rounding(got, want):
    assert same(got, want) and not same(got, want, exact=True) and same(want, want, exact=True)


@pytest.mark.parametrize("want, fitting", [
    (bool, [bool]), (int, [int, np.uint8]), (np.uint8, [int, np.uint8]),
    (float, [float, np.float32, int, np.uint8]),
])
def test_whole_numbers_stand_for_floats_and_not_the_reverse(want, fitting):
    kinds = [bool, int, np.uint8, float, np.float32]
    assert [kind for kind in kinds if kind_fits(np.zeros(1, kind), np.zeros(1, want))] == [
        kind for kind in kinds if kind in fitting]


@pytest.mark.parametrize("dtype, allowed", [
    (np.float16, 1e-5), (np.float32, 1e-5), (np.float64, 1e-9), (np.int32, 1e-9), (bool, 1e-9)])
def test_rounding_is_that_of_the_dtype(dtype, allowed):
    assert rounding(np.zeros(1, dtype)) == allowed


@pytest.mark.parametrize("got, want, said", [
    ("None", None, "Return None itself, not a text."),
    ((3, 2), None, "These do not fit, so None was asked for."),
    (None, ROW, NOTHING_BACK),
    ("31", ROW, "That is not an array of numbers."),
    ([1.0, 2.0], np.array([1, 2]), "The dtype is float64, where int64 was asked for."),
    (False, np.bool_(True), ONLY_ZEROS),
])
def test_answers_of_another_kind(got, want, said):
    assert diagnose(got, want) == said


@pytest.mark.parametrize("got, said", [
    (None, "None says that there is no such shape, but there is. Or is a return missing?"),
    (4, "A shape is a tuple: (4,) has a comma, and that of a single number is ()."),
    (np.zeros((4, 2)), "You return an array; its shape was asked for."),
    (np.array(4), "You return an array; its shape was asked for."),
    (np.array([4, 3]), ""),
    (((4,), 2), "That is a tuple inside a tuple: join tuples with +."),
    ([(4,), 2], ""),
    ((2, 4), ""),
    ("(4, 2)", "A shape is a tuple, not a text."),
])
def test_wrong_shape_as_the_answer(got, said):
    assert diagnose(got, (4, 2)) == said


@pytest.mark.parametrize("got, said", [
    (None, NOTHING_BACK),
    (ROW, ""),
    ((SQUARE,), ""),
    ((SQUARE, ROW, ROW), ""),
    ((SQUARE, ...), ""),
    ([ROW, SQUARE], "The results are right, but returned in another order."),
    ((SQUARE, -ROW), "The sign is flipped."),
    ([SQUARE.T, -ROW], TRANSPOSED),
])
def test_several_results_of_which_some_are_wrong(got, said):
    assert diagnose(got, (SQUARE, ROW)) == said


@pytest.mark.parametrize("got, want, said", [
    (np.ones((3, 2)) * ROW, (np.ones((3, 2)) * ROW).T, TRANSPOSED),
    (CUBE[:, :, :1], CUBE[:, :, :1].T, "Compare the shapes."),
    ([[1.0], [2.0]], ROW,
     "The numbers are right, but the shape is (2, 1) where (2,) was asked for."),
    (5.0, ROW, "You return a single number: one axis too many is gone."),
    (ROW + 5, SQUARE, "The batch axis is gone."),
    ([1.0, 2.0, 3.0], ROW, "Compare the shapes."),
    (SQUARE + 5, ROW, "Compare the shapes."),
])
def test_wrong_shape(got, want, said):
    assert diagnose(got, want) == said


@pytest.mark.parametrize("got, want, said", [
    ([1.0, np.nan], ROW, "There is a nan in it: was something divided by zero?"),
    (-ROW, ROW, "The sign is flipped."),
    (np.array([255, 254]), np.array([1, 2], np.uint8), ""),
    (SQUARE.T, SQUARE, TRANSPOSED),
    (CUBE.T, CUBE, ""),
    ([1, -2], np.array([1.5, -2.9]),
     "The numbers are cut to whole ones: is there an array of integers on the way?"),
    ([3.0, 6.0], ROW, "Every entry is 3 times what it should be."),
    ([0.0, 1.0], np.array([0.0, 3.0]), "Every entry is 0.3333 times what it should be."),
    (2.0, ONE, "Every entry is 2 times what it should be."),
    (0.5, ONE, "Every entry is 0.5 times what it should be."),
    (3.0, ONE, ""),
    (1.5, ONE, ""),
    ([2.0, 5.0], ROW, ""),
    ([1.0, 0.0], np.array([1.0, -2.0]),
     "Negative numbers are cut to 0: no activation was asked for."),
    ([1.0, 2.0], np.array([1.0, -2.0]), "The signs are lost."),
    ([2.0, 1.0], ROW, "The order is reversed."),
    ([0.0, 0.0], ROW, ONLY_ZEROS),
    ([1.01, 2.0], ROW, NEAR),
    ([1.0, 2.0, 1e-4], np.array([1.0, 2.0, 0.0]), NEAR),
    ([1.02, 2.0], ROW, ""),
    ([1.0, 2.0, 2e-3], np.array([1.0, 2.0, 0.0]), ""),
    ([1.0, 2.0, 1.0], np.array([1.0, 2.0, 0.0]), ""),
    ([1.0, 0.0], np.array([0.0, 0.0]), ""),
])
def test_wrong_values(got, want, said):
    assert diagnose(got, want) == said


def test_arguments_are_named_by_value_if_they_are_small():
    names = ("x", "W", "how", "b", "rest")
    values = (np.arange(6.0), np.zeros((7, 1)), "up", 3)
    assert describe(names, values) == "x = [0, 1, 2, 3, 4, 5], W of shape (7, 1), how, b = 3"


LONG = np.arange(8.0).reshape(2, 4)
OTHER = LONG + 10 * (LONG == 6)


@pytest.mark.parametrize("value, other, text", [
    (None, None, "None"),
    ((3, 2), None, "(3, 2)"),
    ((), None, "()"),
    ("ab", None, "a str"),
    ((SQUARE, ROW), None, "a tuple"),
    ((SQUARE, SQUARE), None, "a tuple"),
    ((1.5, 2), None, "[1.5, 2]"),
    (np.zeros((0, 3)), None, "an empty array of shape (0, 3)"),
    (np.arange(6), None, "[0, 1, 2, 3, 4, 5]"),
    (SQUARE, SQUARE + 1, "[[1, 2], [3, 4]]"),
    (ROW, SQUARE, "[1, 2] of shape (2,)"),
    (ROW, "ab", "[1, 2]"),
    (LONG, None, "an array of shape (2, 4)"),
    (np.arange(7), None, "an array of shape (7,)"),
    (LONG, LONG[0], "an array of shape (2, 4)"),
    (LONG, OTHER, "6 at (1, 2)"),
    (OTHER, LONG, "16 at (1, 2)"),
    (np.where(LONG < 1, np.nan, LONG), np.where(LONG < 1, np.nan, OTHER), "6 at (1, 2)"),
])
def test_values_are_shown_in_one_line(value, other, text):
    assert show_value(value, other) == text


def test_long_text_becomes_one_line():
    assert one_line(" a\nb\t c ") == "a b c"
    assert one_line("a" * 200) == "a" * 200
    assert one_line("a" * 201) == "a" * 200 + " ..."
    assert one_line("abcd", longest=3) == "abc ..."


def test_numbers_are_written_with_at_most_five_digits():
    assert write([[np.pi, 1e6], [123456789, True]]) == "[[3.1416, 1e+06], [123456789, True]]"
