"""Two answers are compared strictly, and each difference gets its own sentence."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from helpers.checking.check import verdict_on
from helpers.checking.comparison import differ, kind_fits, rounding, same
from helpers.checking.diagnosis import common_factor, diagnose, diagnose_values, tuple_of_one
from helpers.checking.exercise import Exercise
from helpers.checking.recognition import RELATIVES
from helpers.checking.showing import describe, one_line, show_pair, show_value, some_lines, write

ONE = np.float64(1)
ROW = np.array([1.0, 2.0])
SQUARE = np.array([[1.0, 2.0], [3.0, 4.0]])
CUBE = np.arange(8.0).reshape(2, 2, 2)
NEAR = "That is near, but not equal: was something rounded, or a small number added?"
NOTHING_ADDED = "There is nothing to add up here, so only the number 0 is left: begin with np.zeros(...)."
NOTHING_BACK = "Nothing came back: does every path end in return?"
TRANSPOSED = "You returned the transpose: rows and columns are swapped."
ORDER = "The lengths are right, but not their order."


class Recorded:
    """Numbers that carry a record of their gradient, as torch's do."""

    def detach(self):
        return ROW

    def __array__(self, *arguments, **named):
        raise RuntimeError("detach first")


@pytest.mark.parametrize("got, want", [
    (1, ONE), ([1, 2], ROW), ((1.0, 2.0), ROW), (np.uint8(1), ONE), (1.0, np.int64(1)),
    (1 + 5e-7, ONE), (5e-7, np.float64(0)), (np.float32(1 + 5e-6), ONE), (np.float16(1.001), ONE),
    (1 + 5e-6, np.float32(1)), (np.nan, np.float64(np.nan)), (np.inf, np.float64(np.inf)),
    (Fraction(1), ONE), (Decimal(1), ONE), ([Fraction(1), Decimal(2)], ROW), (Recorded(), ROW),
    ([Recorded(), [3, 4]], SQUARE + [[0, 0], [0, 0]]), (np.array([1, 2], object), ROW), (range(1, 3), ROW),
    (None, None), ((3, 2), (3, 2)), ([3, 2], (3, 2)), (np.array([3, 2]), (3, 2)), ((), ()),
    ([SQUARE, 1.0], (SQUARE, ONE)), ([], np.zeros((0, 3))), (np.zeros((0, 3)), np.zeros((0, 3))),
    ([], np.zeros((3, 0))), (True, np.bool_(True)),
])
def test_answers_that_are_the_same(got, want):
    assert same(got, want)


@pytest.mark.parametrize("got, want", [
    (1 + 3e-6, ONE), (3e-6, np.float64(0)), (np.float32(1 + 3e-5), ONE), (np.float16(1.01), ONE),
    (np.nan, ONE), (np.inf, np.float64(-np.inf)), ([1.0], ONE), ([[1.0, 2.0]], ROW), ("ab", ROW), (ROW, "ab"),
    (True, ONE), (1, np.bool_(True)), (1 + 0j, ONE), (None, ONE), (ONE, None), (1, None), (10**400, ONE),
    (np.ma.array([1, 2], mask=[1, 0]), ROW), (np.array(["1", "2"]), ROW),
    ((3, 2, 1), (3, 2)), ((3,), (3, 2)), ((3, 3), (3, 2)), ((2, 2), (3, 2)), (3, (3, 2)), ((3.0, 2), (3, 2)),
    ((True, 2), (1, 2)), ("32", (3, 2)), ((), (3, 2)), ([], np.zeros(2)),
    (np.zeros((0, 3)), np.zeros((0, 2))),
    (SQUARE, (ROW, ROW + 2)), (np.array(3), (3,)), ([ROW], (ROW, ROW)),
])
def test_answers_that_differ(got, want):
    assert not same(got, want)


@pytest.mark.parametrize("one, other, known", [
    (ROW, ROW + 1, True), (ROW, SQUARE, True), (1.0, 2, True), ((ROW, SQUARE), (ROW, SQUARE + 1), True),
    ([ROW, [1.0, 3.0, 4.0]], [ROW, [1.0, 3.0, 5.0]], True),
    (ROW, [1, 2], False), (ROW, ROW + 1e-12, False), (np.full(2, np.nan), np.full(2, np.nan), False),
    ((ROW, None), (ROW, None), False), (None, ROW, False), ("ab", "cd", False),
    (iter("ab"), iter("ab"), False),
])
def test_answers_of_two_calls_differ_where_their_numbers_do(one, other, known):
    assert differ(one, other) == known


@pytest.mark.parametrize("kind, number, whole", [
    (bool, False, False), (int, True, True), (np.uint8, True, True), (float, True, False),
    (np.float32, True, False), (np.float16, True, False)])
def test_dtype_is_asked_for_only_where_whole_numbers_are(kind, number, whole):
    got, want = np.zeros(1, kind), np.zeros(1)
    assert kind_fits(got, want) == number and kind_fits(got, want, whole=True) == whole
    assert same(got, want.astype(int), whole=True) == whole


@pytest.mark.parametrize("dtype, allowed", [
    (np.float16, 2e-3), (np.float32, 1e-5), (np.float64, 1e-6), (np.int32, 1e-6), (bool, 1e-6)])
def test_rounding_is_that_of_the_dtype(dtype, allowed):
    assert rounding(np.zeros(1, dtype)) == allowed


@pytest.mark.parametrize("got, want, said", [
    ("None", None, "Return None itself, not a text."),
    (ROW, None, ""),
    (None, ROW, NOTHING_BACK),
    (..., ROW, "Put your result in place of the `...`."),
    ("31", ROW, "An array of numbers was asked for."),
    ("31", ONE, "A number was asked for."),
    (ROW > 1, ROW, "Truth values are not the numbers that were asked for."),
    (ROW + 1, ROW, ""),
])
def test_answers_of_another_kind(got, want, said):
    assert diagnose(got, want) == said


def test_where_none_may_be_an_answer_it_is_told_what_it_says():
    none = "the shapes do not fit", "they do"
    assert diagnose((3, 2), None, none) == "Here the shapes do not fit, so None was asked for."
    assert diagnose("None", None, none) == "Return None itself, not a text."
    assert diagnose(None, (3, 2), none) == (
        "None says that the shapes do not fit, but they do. Or is a return missing?")


def test_whole_numbers_are_asked_for_by_name():
    assert diagnose(ROW, np.array([1, 2]), whole=True) == (
        "The task asks for whole numbers (int); these are float64.")
    assert diagnose(ROW, np.array([1, 2])) == ""


@pytest.mark.parametrize("got, said", [
    (4, "A shape is a tuple: (4,) has a comma, and that of a single number is ()."),
    (np.zeros((4, 2)), "You return an array; its shape was asked for."),
    (np.array(4), "You return an array; its shape was asked for."),
    (np.array([4, 3]), ""),
    (np.array([2, 4]), ORDER),
    (((4,), 2), "That is a tuple inside a tuple: join tuples with +."),
    ([(4,), 2], "That is a tuple inside a tuple: join tuples with +."),
    ((2, 4), ORDER),
    ((4.0, 2), "The lengths in a shape are whole numbers."),
    ((True, 2), "The lengths in a shape are whole numbers."),
    ((4, 2, 1), ""),
    ("(4, 2)", "A shape is a tuple, not a text."),
    ({4: 2}, "A shape is a tuple of whole numbers."),
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
    ((SQUARE, -ROW), ""),
    ([SQUARE, ROW.sum()], "You return a single number: one axis too many is gone."),
])
def test_several_results_of_which_some_are_wrong(got, said):
    assert diagnose(got, (SQUARE, ROW)) == said


@pytest.mark.parametrize("got, want, said", [
    (np.ones((3, 2)) * ROW, (np.ones((3, 2)) * ROW).T, TRANSPOSED),
    (CUBE[:, :, :1], CUBE[:, :, :1].T, ""),
    ([[1.0], [2.0]], ROW,
     "The numbers are right, but the shape is (2, 1) where (2,) was asked for."),
    ([5.0], ONE, "One number was asked for."),
    (5.0, ROW, "You return a single number: one axis too many is gone."),
    (0, 0 * ROW, NOTHING_ADDED),
    (0.0, np.zeros((0, 2)), NOTHING_ADDED),
    (0, ROW, "You return a single number: one axis too many is gone."),
    (np.float64(0), 0 * ROW, "You return a single number: one axis too many is gone."),
    (ROW + 5, SQUARE, "The first axis is gone."),
    ([1.0, 2.0, 3.0], ROW, "You return 3 numbers; 2 should come."),
    ([1.0], ROW, "You return 1 number; 2 should come."),
    (SQUARE + 5, ROW, ""),
])
def test_wrong_shape(got, want, said):
    assert diagnose(got, want) == said


@pytest.mark.parametrize("got, want, comma", [
    ((1.0,), ONE, True), ((7.0,), ONE, True), ((ROW,), ROW, True), ((ROW + 1,), ROW, False),
    (((3, 2),), (3, 2), True), ((3,), (3, 2), False), ((3,), None, False), ([1.0], ONE, False),
    ((ROW, SQUARE), ROW, False)])
def test_comma_at_the_end_is_told(got, want, comma):
    assert ("A comma at the end of a return line" in tuple_of_one(got, want)) == comma


@pytest.mark.parametrize("got, want, said", [
    ([1.0, np.nan], ROW, "There is a nan in it: was something divided by zero, or the root of a "
                         "negative number taken?"),
    ([1.0, np.nan], np.array([2.0, np.nan]), "Here every entry is 0.5 times what it should be."),
    ([3.0, 6.0], ROW, "Here every entry is 3 times what it should be."),
    ([0.0, 1.0], np.array([0.0, 3.0]), "Here every entry is 0.3333 times what it should be."),
    (2.0, ONE, ""),
    ([2.0, 5.0], ROW, ""),
    ([1.01, 2.0], ROW, NEAR),
    ([1.0, 2.0, 1e-4], np.array([1.0, 2.0, 0.0]), NEAR),
    ([1.02, 2.0], ROW, ""),
    ([1.0, 2.0, 2e-3], np.array([1.0, 2.0, 0.0]), ""),
    (2409, np.int64(2410), ""),
    ("ab", ROW, ""), (ROW, None, ""), (SQUARE, ROW, ""), ([], np.zeros(0), ""),
])
def test_wrong_values(got, want, said):
    assert diagnose_values(got, want) == said


@pytest.mark.parametrize("got, factor", [
    (3 * ROW, 3), (-ROW, -1), (ROW, None), (1.005 * ROW, None), (0 * ROW, None), (ROW + 1, None),
    (np.full(2, np.nan), None), (np.full(2, np.inf), None)])
def test_factor_is_one_of_all_entries(got, factor):
    assert common_factor(got, ROW) == factor


def test_no_factor_between_zeros():
    assert common_factor(ROW, 0 * ROW) is None


def always(change):
    """Return what is said where the right answers, of many cases, are changed in one way."""
    cases = tuple((np.array([n, -n - 1.5]) / 7,) for n in range(1, 8))
    exercise = Exercise(arguments=("a",), solve=lambda a: 3 * a, cases=cases, draw=None)
    return verdict_on(exercise, "0.0", lambda a: change(3 * a)).line


@pytest.mark.parametrize("change, said", [
    (lambda want: -want, "The sign is flipped."),
    (abs, "The signs are lost."),
    (np.trunc, "The numbers are cut to whole ones: is there an int(), a // or an array of integers on "
               "the way?"),
    (np.floor, "The numbers are rounded down to whole ones: is there a // on the way?"),
    (lambda want: np.maximum(want, 0), "Negative numbers are cut to 0; they should stay."),
    (lambda want: want.round(2), "The numbers are rounded: return them as they are."),
    (lambda want: want.round(), "The numbers are rounded: return them as they are."),
    (lambda want: want[::-1], "The order is reversed."),
    (lambda want: 0 * want, "Only zeros come back: is something still to be filled in?"),
    (lambda want: 2.5 * want, "Every entry is 2.5 times what it should be."),
    (lambda want: want + 2, "Every entry is 2 too high."),
    (lambda want: want - 0.5, "Every entry is 0.5 too low."),
    (lambda want: want * [-1, 1], ""),
    (lambda want: abs(want) if want[0] < 2 else want, ""),
])
def test_what_was_made_of_all_right_answers_is_told(change, said):
    assert always(change).partition("expected ")[2].partition("]. ")[2] == said


def test_transposed_squares_are_told():
    exercise = Exercise(arguments=("a",), solve=lambda a: a, cases=((SQUARE,), (SQUARE + 1,)), draw=None)
    assert verdict_on(exercise, "0.0", lambda a: a.T).line.endswith(TRANSPOSED)


def test_relatives_are_told_of_the_first_wrong_part_alone():
    cases = tuple((np.array([n, -n - 1.5]) / 7,) for n in range(1, 8))
    exercise = Exercise(arguments=("a",), solve=lambda a: (a, 2 * a), cases=cases, draw=None,
                        parts=("one", "two"))
    assert verdict_on(exercise, "0.0", lambda a: (-a, a)).line.endswith("The sign is flipped.")
    assert verdict_on(exercise, "0.0", lambda a: (a, a)).line.endswith("Every entry is 0.5 times what it "
                                                                       "should be.")


def test_every_relative_has_its_sentence():
    assert all(sentence.endswith((".", "?")) for _, sentence in RELATIVES)


def test_arguments_are_named_by_value_if_they_are_small():
    names = ("x", "W", "how", "b", "rest")
    values = (np.arange(24.0).reshape(2, 12), np.zeros((25, 1)), "up", 3)
    assert describe(names, values) == (
        "x = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]], "
        "W of shape (25, 1), how, b = 3")


LONG = np.arange(8.0).reshape(2, 4)
OTHER = LONG + 10 * (LONG == 6)


@pytest.mark.parametrize("value, other, text", [
    (None, None, "None"),
    ((3, 2), None, "(3, 2)"),
    ((), None, "()"),
    ("ab", None, "the text 'ab'"),
    ("a" * 50, None, f"the text '{'a' * 40} ...'"),
    (..., None, "`...`"),
    ({}, None, "a dict"),
    (int, None, "a type"),
    (np.array(["a"]), None, "an array of other things than numbers"),
    ((SQUARE, ROW), None, "a tuple"),
    ((SQUARE, SQUARE), None, "a tuple"),
    ((1.5, 2), None, "[1.5, 2]"),
    ((4.0, 2.0), (4, 2), "(4.0, 2.0)"),
    (np.array([4.0, 2.0]), (4, 2), "[4.0, 2.0]"),
    (np.zeros((0, 3)), None, "an empty array of shape (0, 3)"),
    (np.zeros(0), None, "[]"),
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


@pytest.mark.parametrize("got, want, shown", [
    (2410.0, 2410, ("2410.0", "2410")),
    (2409.0, 2410, ("2409", "2410")),
    (-36.0000004, -36.0, ("-36.0000004", "-36")),
    (1 + 1e-12, 1.0, ("1.000000000001", "1")),
    ([1.0, 0.0], np.array([1, 0]), ("[1.0, 0.0]", "[1, 0]")),
    (2.7e-17, 1.0, ("0", "1")),
    (-0.0, 1.0, ("0", "1")),
    (np.float32(0.1), 0.1, ("0.100000001", "0.1")),
])
def test_got_and_expected_can_be_told_apart(got, want, shown):
    assert show_pair(got, want) == shown


def test_long_text_becomes_one_line():
    assert one_line(" a\nb\t c ") == "a b c"
    assert one_line("a" * 200) == "a" * 200
    assert one_line("a" * 201) == "a" * 200 + " ..."
    assert one_line("abcd", longest=3) == "abc ..."


def test_long_printing_becomes_some_lines():
    assert some_lines("a\n b\n\n") == "    a\n     b"
    assert some_lines("a\nb\nc", lines=2) == "    a\n    b\n    ..."
    assert some_lines("abcd", longest=3) == "    abc ..."


def test_numbers_are_written_with_at_most_five_digits():
    assert write([[np.pi, 1e6], [123456789, True]]) == "[[3.1416, 1e+06], [123456789, True]]"
    assert write(np.pi, 9) == "3.14159265"
