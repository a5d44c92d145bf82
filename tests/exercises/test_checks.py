"""A check meets anything that a learner may hand it with a verdict, and goes on."""

import linecache
import signal
import subprocess
import sys
import threading

import numpy as np
import pytest

import helpers
from helpers import check
from helpers.checking.check import lines_of, verdict_on
from helpers.checking.exercise import Exercise, Wrong, cases_of, right
from helpers.checking.running import OutOfTime, Runs
from helpers.exercises import EXERCISES
from tests.exercises.proof import line, said, without_quotation


def only_printing(x, w, b):
    print(x @ w + b)


def changing(x, w, b):
    x *= w
    return x.sum() + b


def raising(x, w, b):
    raise KeyError("weights")


def leaving(x, w, b):
    sys.exit(1)


def recursing(x, w, b):
    return recursing(x, w, b)


def generating(x, w, b):
    yield x @ w + b


PASSED = "passed, tried on short, long and empty arrays"
NEAR = "That is near, but not equal: was something rounded, or a small number added?"
YOU = "For x = [3, 5, 6], w = [4, 2, 1], b = 3 you"
NO_CALL = ("expected your function itself: "
           'write check("1.1", name_of_your_function), without calling it.')


@pytest.mark.parametrize("answer, told", [
    (None, f"check got NoneType, {NO_CALL}"),
    (31, f"check got int, {NO_CALL}"),
    ([1], f"check got list, {NO_CALL}"),
    (lambda: 31, "Your function takes (), expected (x, w, b)."),
    (lambda x, w: x @ w, "Your function takes (x, w), expected (x, w, b)."),
    (lambda x, w, b, c: x @ w, "Your function takes (x, w, b, c), expected (x, w, b)."),
    (raising, f"{YOU}r function raised KeyError: 'weights', in line 31: `raise KeyError(\"weights\")`."),
    (leaving, f"{YOU}r function raised SystemExit: 1, in line 35: `sys.exit(1)`."),
    (changing, f"The result is right, but f{YOU[1:]}r function changed its argument x in place. "
               "Work on a copy."),
    (only_printing, f"{YOU} return None, expected 31. Your function prints, but "
                    "returns nothing here: `return` the result."),
    (lambda x, w, b: None, f"{YOU} return None, expected 31. Nothing came back: does every path "
                           "end in return?"),
    (lambda x, w, b: "31", f"{YOU} return the text '31', expected 31. A number was asked for."),
    (lambda x, w, b: {}, f"{YOU} return a dict, expected 31. A number was asked for."),
    (lambda x, w, b: [[1], [2, 3]], f"{YOU} return a list, expected 31. A number was asked for."),
    (generating, f"{YOU} return a generator, expected 31. A number was asked for."),
    (lambda x, w, b: 31 + 0j, f"{YOU} return a complex number, expected 31. A number was asked for."),
    (lambda x, w, b: ..., f"{YOU} return `...`, expected 31. Put your result in place of the `...`."),
    (lambda x, w, b: np.sqrt(-abs(x @ w + b)),
     f"{YOU} return nan, expected 31. There is a nan in it: was something divided by zero, or the root "
     "of a negative number taken?"),
    (lambda x, w, b: np.full((3, 1), x @ w + b),
     f"{YOU} return [[31], [31], [31]] of shape (3, 1), expected 31 of shape (). "
     "One number was asked for."),
    (lambda x, w, b: (np.eye(3), b * x @ w), f"{YOU} return a tuple, expected 31. A number was asked for."),
    (lambda x, w, b: x @ w + b > -99,
     f"{YOU} return True, expected 31. Truth values are not the numbers that were asked for."),
    (lambda x, w, b: (x @ w + b) * (1 + 1e-5), f"{YOU} return 31.00031, expected 31. {NEAR}"),
    (lambda x, w, b: x @ w + b + 1e-4 * b, f"{YOU} return 31.0003, expected 31. {NEAR}"),
])
def test_strange_answer_gets_one_line(capsys, answer, told):
    assert line(capsys, "1.1", answer) == f"Exercise 1.1: not yet. {told}"


@pytest.mark.parametrize("answer, words", [
    (recursing, "RecursionError: maximum recursion depth exceeded"),
    (int, "TypeError: int"),
    (lambda x, w, b: np.linalg.inv("a\nb"), "LinAlgError: 0-dimensional array given"),
])
def test_error_of_python_or_numpy_gets_one_line(capsys, answer, words):
    told = line(capsys, "1.1", answer)
    assert told.startswith(f"Exercise 1.1: not yet. {YOU}r function raised {words}")


ODD = [None, ..., "", (), [], {}, {1: 2}, set(), b"x", True, 1j, np.nan, np.inf, 10**400, np.zeros((0, 3)),
       np.zeros((2, 3), bool), np.array("x"), np.array([None, 1]), np.ma.array([1, 2], mask=[0, 1]),
       [[1], [2, 3]], [None] * 2, [None] * 3, (1, 2, 3), ((1,), 2), ([], []), ([], [], []), (..., ..., ...),
       (np.zeros((2, 2)),) * 3, lambda: 1, int, range(3), iter([1]), np.datetime64("2020-01-01"), ["4", 2]]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("number", EXERCISES)
def test_anything_odd_gets_a_verdict_in_one_line(number):
    for odd in ODD:
        function = eval(f"lambda {', '.join(EXERCISES[number].arguments)}: odd", {"odd": odd})
        verdict = verdict_on(EXERCISES[number], number, function)
        assert not verdict.passed and "\n" not in verdict.line


def test_inner_lengths_that_differ_are_told(capsys):
    assert ". The inner lengths of an @ differ." in line(capsys, "1.1", lambda x, w, b: x[1:] @ w + b)


def test_warnings_of_the_answer_do_not_reach_the_page(capsys, recwarn):
    line(capsys, "1.2", lambda u, v: np.float64(1) / 0)
    assert [str(warning.message) for warning in recwarn] == []


def told(function, cases=((1.0, 2.0),), arguments=("a", "b"), solve=lambda a, b: a + b, **knows):
    """Return what is said of a function as the answer to an exercise made up for a test."""
    exercise = Exercise(arguments=arguments, solve=solve, cases=cases, draw=None, **knows)
    return verdict_on(exercise, "0.0", function).line.removeprefix("Exercise 0.0: ").removeprefix("not yet. ")


def test_verdict_says_on_what_it_was_tried():
    assert told(lambda a, b: b + a) == "passed, tried on small and large arrays"
    assert told(lambda a, b: b + a, tried="whatever comes") == "passed, whatever comes"


def test_exercise_without_arguments_is_told_without_them():
    assert told(lambda: 3.0, ((),), (), lambda: 2.0) == (
        "You return 3, expected 2. The number is 1.5 times what it should be.")
    assert told(lambda: [][0], ((),), (), lambda: 2.0).startswith("Your function raised IndexError: list")


@pytest.mark.parametrize("answer, words", [
    ((3.0, 2.0), "passed, tried on small and large arrays"),
    ([3.0, 2.0], "passed, tried on small and large arrays"),
    ((3.0, [2.0]), "For a = 1, b = 2 your product is [2] of shape (1,), expected 2 of shape (). "
                   "The numbers are right, but the shape is (1,) where () was asked for."),
    ((3.0,), "For a = 1, b = 2 you return 1 thing, expected 2 things: sum, product. Your"),
    ((3.0, 2.0, 1.0), "For a = 1, b = 2 you return 3 things, expected 2 things: sum, product. Your"),
    (5.0, "For a = 1, b = 2 you return 5, expected 2 things: sum, product. Your"),
    ((..., 2.0), "For a = 1, b = 2 your sum is still `...`: fill it in."),
    ((3.0, ...), "For a = 1, b = 2 your product is still `...`: fill it in."),
    ((2.0, 3.0), "For a = 1, b = 2 your sum is 2, expected 3. The results are right, but returned in "
                 "another order."),
])
def test_of_several_parts_the_first_wrong_one_is_told(answer, words):
    assert told(lambda a, b: answer, solve=lambda a, b: (a + b, a * b),
                parts=("sum", "product")).startswith(words)


def test_two_wrong_parts_are_diagnosed_by_the_first():
    def solve(a, b):
        return a + b, a * b
    cases, parts = ((1.0, 2.0), (4.0, 3.0), (5.0, 7.0)), ("sum", "product")
    mistakes = ((lambda a, b: (a - b, a / b), "Both are wrong."),
                (lambda a, b: (a + b, a / b), "You divided."), (lambda a, b: (a - b, a * b), "Subtracted."))
    assert told(lambda a, b: (a - b, a * b + 5), cases, solve=solve, parts=parts,
                mistakes=mistakes).endswith("your sum is -1, expected 3. Subtracted.")
    assert told(lambda a, b: (a - b, a / b), cases, solve=solve, parts=parts,
                mistakes=mistakes).endswith("Both are wrong.")


@pytest.mark.parametrize("error", [TypeError, ValueError, AttributeError, IndexError])
def test_answer_that_cannot_be_read_is_told(error):
    def reads(answer):
        raise error
    assert told(lambda a, b: "ab", reads=reads) == (
        "For a = 1, b = 2 you return the text 'ab', which cannot be read as an answer. "
        "Look at the task again.")


def test_reading_an_answer_may_say_what_is_wrong():
    def reads(answer):
        raise Wrong("It is blue.")
    assert told(lambda a, b: "ab", reads=reads) == "It is blue."


def test_answer_that_settles_as_right_passes():
    def settles(got, want):
        return want if abs(got - want) < 1 else got
    assert told(lambda a, b: a + b + 0.9, settles=settles).startswith("passed")
    assert told(lambda a, b: a + b + 1.9, settles=settles).startswith("For a")


def test_what_was_done_to_the_arguments_is_told_with_a_wrong_answer_and_a_right_one():
    def objects(arguments):
        return "No generator was asked."
    assert told(lambda a, b: a, objects=objects).endswith("you return 1, expected 3. No generator was asked.")
    assert told(lambda a, b: a + b, objects=objects) == "No generator was asked."
    assert "generator" not in told(lambda a, b: None, objects=objects)


def test_mistake_must_give_all_answers_right_ones_too():
    cases, sentence = ((1.0, 2.0), (2.0, 2.0), (3.0, 5.0)), "You multiplied."
    knows = {"mistakes": ((lambda a, b: a / 0, "Never told."), (lambda a, b: a * b, sentence))}
    assert told(lambda a, b: a * b, cases, **knows).endswith(sentence)
    assert sentence not in told(lambda a, b: a * b if a < 3 else a + b, cases, **knows)
    assert sentence not in told(lambda a, b: a * b if a < 3 else 0.0, cases, **knows)
    assert sentence not in told(lambda a, b: a + b if a == 2 else a * b + 1, cases, **knows)


def test_mistake_in_a_drawn_case_only_is_recognised():
    visible = cases_of(EXERCISES["1.1"])

    def long_ones(x, w, b):
        return x[:64] @ w[:64] + b
    assert all(right(EXERCISES["1.1"], long_ones(*case), case[0] @ case[1] + case[2])
               for case in visible[:10])
    with pytest.raises(AssertionError, match="Only the first 64 products"):
        check("1.1", long_ones, raises=True)


def test_mistake_is_found_where_a_case_fails_or_an_argument_is_changed():
    def failing(a, b):
        a *= b
        return a if len(a) < 3 else 1 / 0
    cases = tuple((np.ones(n), np.full(n, 3.0)) for n in (2, 3))
    assert told(failing, cases, mistakes=((lambda a, b: a * b, "You multiplied."),)) == (
        "For a = [1, 1], b = [3, 3] you return [3, 3], expected [4, 4]. You multiplied.")


def test_mistake_is_found_where_a_later_case_exits():
    def exiting(a, b):
        return a * b if a < 3 else sys.exit(1)
    assert told(exiting, ((1.0, 3.0), (3.0, 5.0)),
                mistakes=((lambda a, b: a * b, "You multiplied."),)).endswith("You multiplied.")


def test_diagnosis_looks_at_fifty_cases_at_most():
    called = []

    def counting(a, b):
        called.append((a, b))
        return a - b
    cases = tuple((float(n), float(n % 7 + 1)) for n in range(1000))
    assert told(counting, cases, mistakes=((lambda a, b: a - b, "Subtracted."),)).endswith("Subtracted.")
    assert len(called) <= 52 and max(called) > (900.0, 0.0)


def add_in_place(a, b):
    a += b
    return a


def subtract_in_place(a, b):
    a -= b
    return a


PAIR = ((np.array([1.0, 2.0]), np.array([3.0, 5.0])),)


def test_solution_in_place_leaves_the_cases_alone():
    assert told(lambda a, b: a + b, PAIR, solve=add_in_place).startswith("passed")


def test_mistake_in_place_leaves_the_cases_alone():
    mistakes = (subtract_in_place, "You subtracted."), (lambda a, b: a * b, "You multiplied.")
    assert told(lambda a, b: a * b, PAIR, solve=add_in_place, mistakes=mistakes).endswith("You multiplied.")


def test_list_that_is_changed_is_told():
    def popping(a, b):
        return a.pop() + b
    assert "changed its argument a in place" in told(popping, (([1.0], 2.0),), solve=lambda a, b: a[-1] + b)


@pytest.mark.parametrize("text", ["no X", "no X.", "no X: "])
def test_text_of_an_exception_ends_before_the_place(text):
    def raising_text(a, b):
        raise ValueError(text)
    assert told(raising_text).startswith("For a = 1, b = 2 your function raised ValueError: no X, in line")


@pytest.mark.parametrize("answer, passes", [
    ([], True), (np.zeros(0, int), True), ([[]], False), (np.zeros((0, 2)), True),
    (np.zeros((0, 3)), False), ((), True), (None, False), ([0.0], False)])
@pytest.mark.parametrize("number, want", [
    ("1.4", np.zeros((0, 2))), ("2.2", (np.zeros((0, 2)),) * 3), ("3.2", (np.zeros((0, 2)),) * 2)])
def test_what_may_stand_for_an_empty_array_is_the_same_everywhere(number, want, answer, passes):
    answer = (answer,) * len(want) if isinstance(want, tuple) else answer
    assert right(EXERCISES[number], answer, want) == passes


def test_empty_answer_may_not_stand_for_numbers():
    exercise = EXERCISES["1.4"]
    assert not right(exercise, [], np.zeros(2)) and not right(exercise, [], np.zeros((2, 1)))
    assert not right(exercise, [], 0.0) and not right(exercise, [], None)


@pytest.mark.parametrize("number, passes", [("1.1", True), ("4.4", True), ("1.5", False), ("5.5", False)])
def test_whole_numbers_are_asked_for_only_where_the_task_says_so(number, passes):
    def as_floats(*case):
        return np.asarray(EXERCISES[number].solve(*case), float)
    names = ", ".join(EXERCISES[number].arguments)
    function = eval(f"lambda {names}: as_floats({names})", {"as_floats": as_floats})
    assert verdict_on(EXERCISES[number], number, function).passed == passes


# What a learner sees: what was printed, where it failed, the case to try again.

def printing(x, w, b):
    print("so far", x @ w)
    return x @ w + b


def printing_and_wrong(x, w, b):
    print("so far", x @ w)
    print("b", b)
    return x @ w


def printing_much(x, w, b):
    for number in range(99):
        print(number, "*" * 200)


def test_what_a_right_answer_prints_is_shown_once(capsys):
    assert said(capsys, "1.1", printing) == (
        f"Exercise 1.1: {PASSED}\nIt printed (a function need only return):\n    so far 28.0\n")


def test_what_a_wrong_answer_prints_is_shown_below_the_verdict(capsys):
    assert said(capsys, "1.1", printing_and_wrong) == (
        f"Exercise 1.1: not yet. {YOU} return 28, expected 31. The bias is missing.\n"
        "To try it: printing_and_wrong(*check.case)\nIt printed:\n    so far 28.0\n    b 3.0\n")


def test_what_is_printed_before_an_error_is_shown_and_raised(capsys):
    def failing(x, w, b):
        print("here", x[0])
        return x[9]
    assert said(capsys, "1.1", failing).endswith("It printed:\n    here 3.0\n")
    with pytest.raises(AssertionError, match="(?s)in line.*It printed:\n    here 3.0$"):
        check("1.1", failing, raises=True)


def test_what_a_stub_prints_is_shown(capsys):
    def half_done(x, w, b):
        print("x is", x)
        raise NotImplementedError
    assert said(capsys, "1.1", half_done).endswith("It printed:\n    x is [3. 5. 6.]\n")


def test_long_printing_is_cut(capsys):
    lines = said(capsys, "1.1", printing_much).splitlines()
    assert len(lines) == 14 and lines[-1] == "    ..."
    assert lines[3] == f"    0 {'*' * 98} ..."


def test_failing_case_can_be_had(capsys):
    def short(x, w, b):
        return x[:64] @ w[:64] + b
    line(capsys, "1.1", short)
    x, w, b = check.case
    assert len(x) > 64 and short(*check.case) != x @ w + b
    assert "For x of shape (" in line(capsys, "1.1", short)
    line(capsys, "1.1", printing)
    assert check.case is None


def test_failing_case_is_as_the_function_met_it(capsys):
    def spoiling(x, w, b):
        x *= 0
        return 1.0
    line(capsys, "1.1", spoiling)
    assert check.case[0].tolist() == [3, 5, 6]


def test_case_of_a_nameless_function_is_offered_too(capsys):
    assert "\nTo try it: your function with *check.case\n" in said(capsys, "1.1", lambda x, w, b: x @ w)


SOURCE = """
def neuron(x, w, b):
    total = 0
    for i in range(len(x)):
        total += x[i + 1] * w[i]
    return total + b

def solved(x, w, b):
    \"\"\"Return the sum.\"\"\"
    raise NotImplementedError  # replace this line
    return x @ w + b

def nearly(x, w, b):
    total = x @ w + b
    raise NotImplementedError

def filled(X, W, dY):
    dX = ...
    raise NotImplementedError

def early(widths):
    for width, after in zip(widths, widths[1:]):
        total = width * after + after
        return total
    return 0
"""


def defined(name, cells=()):
    """Return a function of SOURCE, run as the last of some cells that share a file's name."""
    names = {"In": [*cells, SOURCE]}
    for cell in names["In"]:
        linecache.cache["<cell>"] = len(cell), None, cell.splitlines(keepends=True), "<cell>"
        exec(compile(cell, "<cell>", "exec"), names)
    return names[name]


def test_error_names_the_line_of_the_learners_cell(capsys):
    assert "with size 3, in line 5: `total += x[i + 1] * w[i]`." in line(capsys, "1.1", defined("neuron"))


def test_error_names_the_line_though_another_cell_came_after(capsys):
    neuron = defined("neuron")
    later = "check('1.1', neuron)\n" * 9
    linecache.cache["<cell>"] = len(later), None, later.splitlines(keepends=True), "<cell>"
    assert "in line 5: `total += x[i + 1] * w[i]`." in line(capsys, "1.1", neuron)


def test_error_names_the_line_alone_where_the_source_is_not_known(capsys):
    names = {}
    exec(SOURCE, names)
    assert "with size 3, in line 5." in line(capsys, "1.1", names["neuron"])


def test_error_inside_numpy_names_the_line_that_called_it(capsys):
    assert "`return np.linalg.inv(x)`" in line(capsys, "1.1", inverting)


def inverting(x, w, b):
    return np.linalg.inv(x)


@pytest.mark.parametrize("name, left", [("solved", True), ("nearly", True), ("filled", False)])
def test_raise_that_was_left_in_a_complete_answer_is_told(name, left):
    number = "2.2" if name == "filled" else "1.1"
    line = verdict_on(EXERCISES[number], number, defined(name)).line
    assert line == (f"Exercise {number}: not attempted yet" + ": the line `raise NotImplementedError` "
                    "is still there. Take it away." * left)


def test_loop_that_returns_at_once_is_told(capsys):
    assert line(capsys, "4.4", defined("early")).endswith("`return` stands inside it. Indent it less.")

    def first_pair(X, templates):
        for x in X:
            for t in templates:
                return x @ t
    assert line(capsys, "1.4", first_pair).endswith("`return` stands inside it. Indent it less.")


OUTSIDE = np.ones(3)


def test_argument_that_is_not_used_is_told(capsys):
    assert line(capsys, "1.1", lambda x, w, b: x @ weights + b).endswith(  # noqa: F821
        "Your function does not use its argument w.")
    assert line(capsys, "1.1", lambda x, w, b: x @ OUTSIDE[:, None, None] + b).endswith(
        "Your function does not use its argument w, but OUTSIDE, which the notebook defines outside.")
    assert line(capsys, "1.1", lambda x, w, b: 7 * x[0] + b if len(x) else b).endswith(
        "Your function does not use its argument w.")
    assert line(capsys, "1.1", lambda x, w, b: x @ OUTSIDE[:len(x)] + b).endswith(
        "Your function does not use its argument w, but OUTSIDE, which the notebook defines outside.")


def test_argument_that_the_right_answer_does_not_use_either_is_not_told(capsys):
    assert "does not use" not in line(capsys, "6.1", lambda W, b, dW, db, strength: (dW + strength**W, db))
    assert line(capsys, "6.1", lambda W, b, dW, db, strength: (dW + 0.6 * W, db)).endswith(
        "Your function does not use its argument strength.")


def test_argument_used_in_an_inner_function_is_used(capsys):
    def summing(x, w, b):
        return sum(w[i] for i in range(len(x))) + sum(x) + b
    assert "does not use" not in line(capsys, "1.1", summing)


def test_swapped_arguments_are_told():
    assert told(lambda a, b: a - b, ((1.0, 2.0), (3.0, 5.0)), solve=lambda a, b: b - a) == (
        "For a = 1, b = 2 you return -1, expected 1. The function is right for (b, a), but the "
        "arguments come as (a, b).")
    assert told(lambda b, a: a - b, ((1.0, 2.0), (3.0, 5.0)), solve=lambda a, b: a - b).endswith(
        "Your arguments are (b, a), but they come as (a, b).")


def test_function_that_answers_otherwise_each_time_gets_a_verdict():
    answers = iter([(0.0, 2.0)] + [(3.0, 2.0)] * 99)
    assert told(lambda a, b: next(answers), solve=lambda a, b: (a + b, a * b),
                parts=("sum", "product")) == (
        "For a = 1, b = 2 your sum is 0, expected 3. Called again with the same arguments, your function "
        "gives another answer.")


def test_memory_that_is_not_begun_is_told():
    leavings = iter(range(2, 99))  # in place of the memory's: twice the right answer, three times ...

    def left_in(total, a):
        total[:] = next(leavings) * a
        return total
    said = "Your function gives another answer each time: np.{} leaves what was in memory, np.{} begins at 0."
    assert told(lambda a, b: left_in(np.empty(2), a), solve=lambda a, b: np.array([a, a])).endswith(
        said.format("empty", "zeros"))
    assert told(lambda a, b: [left_in(np.empty_like(n), a) for n in np.eye(2)],
                solve=lambda a, b: np.full((2, 2), a)).endswith(said.format("empty_like", "zeros_like"))


def test_answer_that_stays_the_same_is_diagnosed_as_it_is():
    def twice(a, b):
        out = np.empty(2)
        out[:] = 2 * a, 2 * b
        return out
    assert told(twice, solve=lambda a, b: np.array([a, b])).endswith("is 2 times what it should be.")


# What a grader needs.

def test_seed_adds_cases():
    exercise = EXERCISES["1.1"]
    assert len(cases_of(exercise, 3)) == len(cases_of(exercise)) + exercise.drawn
    known = {repr(case) for case in cases_of(exercise)}

    def by_heart(x, w, b):
        return x @ w + b if repr((x, w, b)) in known else 0.0
    check("1.1", by_heart, raises=True)
    with pytest.raises(AssertionError, match="not yet"):
        check("1.1", by_heart, raises=True, seed=3)


def test_raising_instead_of_printing(capsys):
    with pytest.raises(AssertionError, match="Exercise 1.1: not yet.*The bias is missing.$"):
        check("1.1", lambda x, w, b: x @ w, raises=True)
    with pytest.raises(AssertionError, match="not attempted yet"):
        check("1.1", lambda x, w, b: (_ for _ in ()).throw(NotImplementedError), raises=True)
    assert capsys.readouterr().out == ""
    check("1.1", lambda x, w, b: x @ w + b, raises=True)
    assert capsys.readouterr().out == f"Exercise 1.1: {PASSED}\n"


# Loops without end, with alarms and without.

def endless(x, w, b):
    while True:
        pass


def endless_and_stubborn(x, w, b):
    while True:
        try:
            x = x + 1
        except Exception:
            pass


def slow_later(x, w, b):
    while len(x) == 1:
        pass
    return x @ w


@pytest.fixture(params=["setitimer", "nothing"])
def alarms(request, monkeypatch):
    """Take the system's alarms away, or nothing: a watch must do the same."""
    monkeypatch.delattr(signal, request.param, raising=False)
    monkeypatch.setattr("helpers.checking.running.SECONDS", 0.2)


@pytest.mark.parametrize("answer", [endless, endless_and_stubborn])
def test_endless_loop_is_stopped(capsys, alarms, answer):
    assert line(capsys, "1.1", answer).startswith(
        f"Exercise 1.1: not yet. {YOU}r function did not end within 0.2 s: look for an endless loop, in line")


def emptying_nothing(p):
    best = p[:, :10].max(axis=1)
    while best.max(initial=0) >= 0.5:
        column = best.argmax()
        best[column - 5:column + 6] = 0


def endless_on_nothing(p):
    while len(p) == 0:
        pass
    return EXERCISES["5.5"].solve(p)


def test_endless_loop_near_the_left_edge_is_told_of_it(capsys, monkeypatch):
    monkeypatch.setattr("helpers.checking.running.SECONDS", 0.5)
    told = line(capsys, "5.5", emptying_nothing)
    assert "did not end within 0.5 s" in told
    assert told.endswith("Near the left edge column - 5 is negative, and the slice may be empty: "
                         "max(0, column - 5).")
    assert "did not end" in (other := line(capsys, "5.5", endless_on_nothing)) and "edge" not in other


def joined(x, h):
    return np.concatenate([x, h], axis=1)


def filled_in(x, h, W, b):
    out = np.zeros_like(x)
    out[:] = np.tanh(joined(x, h) @ W + b)
    return out


def steps_of_another_length(X, dY):
    dW = np.zeros((X.shape[1], dY.shape[2]))
    for t in range(len(X)):
        dW += X[t].T @ dY[t]
    return dW, dY.sum(axis=(0, 1))


def values_of_another_length(Q, K, V):
    out = np.zeros_like(Q)
    for n in range(len(Q)):
        out[n] = helpers.softmax(Q[n] @ K[n].T / np.sqrt(Q.shape[-1])) @ V[n]
    return out


def inputs_one_by_one(Q, K, V):
    return [helpers.softmax(Q @ K.T / 2) @ V.T for Q, K, V in zip(Q, K, V)]


def counting_from_one(ids, dY, rows):
    dW = np.zeros((rows, dY.shape[1]))
    for n in range(1, len(ids) + 1):
        dW[ids[n]] += dY[n]
    return dW


@pytest.mark.parametrize("number, answer, untrue", [
    ("4.1", lambda W1, b1, W2, b2: (W1 * W2, b1 @ W2 + b2), "b1 goes through W2"),
    ("6.4", lambda W, b, gamma, beta, mean, var, eps: (W * W.T, b), "have a number for each output"),
    ("7.1", counting_from_one, "An id is the number of a row"),
    ("7.2", lambda x, h, W, b: np.tanh(joined(x, h) @ W + b[:, None]), "x and h stand side by side"),
    ("7.2", lambda x, h, W, b: np.tanh(joined(x, h) @ W.T + b), "x and h stand side by side"),
    ("7.2", lambda x, h, W, b: np.tanh(W @ joined(x, h) + b), "x and h stand side by side"),
    ("7.2", filled_in, "x and h stand side by side"),
    ("7.3", steps_of_another_length, "On an array of three axes .T"),
    ("7.4", values_of_another_length, "On an array of three axes .T"),
    ("7.4", inputs_one_by_one, "On an array of three axes .T"),
    ("7.4", lambda Q, K, V: helpers.softmax(Q @ K.mT) @ V.mT @ K, "swap the last two axes of K"),
    ("7.4", lambda Q, K, V: helpers.softmax(Q @ V) @ V, "swap the last two axes of K"),
    ("7.5", lambda W, b: (-W, b + (W + W.T).sum(axis=0)), "b has a number for each output"),
])
def test_words_on_an_error_come_only_where_they_are_true(capsys, number, answer, untrue):
    told = line(capsys, number, answer)
    assert "your function raised" in told and untrue not in without_quotation(told)


def test_index_that_no_shape_has_is_not_told_of_one_axis(capsys):
    told = line(capsys, "1.3", lambda left, right: (left[0], right[2]))
    assert "IndexError" in told and "one axis" not in told


def test_endless_loop_in_a_later_case_ends_the_diagnosis_too(capsys, alarms):
    assert "you return 28, expected 31" in line(capsys, "1.1", slow_later)


def test_one_budget_holds_for_all_calls(alarms):
    runs = Runs(endless)
    for _ in range(20):  # the second call and the others are stopped at once
        assert isinstance(runs((1, 2, 3)).error, OutOfTime)


def test_endless_loop_is_stopped_in_a_thread(capsys, monkeypatch):
    monkeypatch.setattr("helpers.checking.running.SECONDS", 0.2)
    thread = threading.Thread(target=check, args=("1.1", endless))
    thread.start()
    thread.join()
    assert "did not end within 0.2 s" in capsys.readouterr().out


@pytest.mark.parametrize("answer", [endless, raising, lambda x, w, b: x @ w + b])
def test_tracing_of_before_is_back_after_a_check(capsys, monkeypatch, answer):
    def tracing(frame, event, argument):
        return None
    monkeypatch.delattr(signal, "setitimer", raising=False)
    monkeypatch.setattr("helpers.checking.running.SECONDS", 0.2)
    before = sys.gettrace()
    sys.settrace(tracing)
    try:
        line(capsys, "1.1", answer)
        assert sys.gettrace() is tracing
    finally:
        sys.settrace(before)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="Windows has no alarms")
def test_alarm_of_before_is_back_after_a_check(capsys):
    before = signal.getsignal(signal.SIGALRM)
    signal.setitimer(signal.ITIMER_REAL, 1000)
    line(capsys, "1.1", raising)
    assert signal.getsignal(signal.SIGALRM) is before
    assert 900 < signal.setitimer(signal.ITIMER_REAL, 0)[0] <= 1000


def test_check_works_in_a_thread(capsys):
    thread = threading.Thread(target=check, args=("1.1", lambda x, w, b: x @ w + b))
    thread.start()
    thread.join()
    assert capsys.readouterr().out == f"Exercise 1.1: {PASSED}\n"


# Odds and ends.

@pytest.mark.parametrize("answer", [[np.eye(2)] * 7, np.arange(7), {1: 2}, "", [None] * 7])
def test_what_cannot_be_read_gets_one_line(capsys, answer):
    assert said(capsys, "2.4", lambda: answer).startswith("Exercise 2.4: not yet. You return")
    assert said(capsys, "2.4", lambda: answer).count("\n") == 1


def test_tiniest_change_of_an_argument_is_told(capsys):
    def nudging(x, w, b):
        x *= 1 + 1e-12
        return x @ w + b
    assert "changed its argument x in place" in line(capsys, "1.1", nudging)


def test_not_implemented_later_on_is_not_a_stub(capsys):
    def partly(x, w, b):
        if len(x) != 3:
            raise NotImplementedError
        return x @ w + b
    assert "your function raised NotImplementedError" in line(capsys, "1.1", partly)


def test_exception_without_a_text(capsys):
    class Mute(Exception):
        def __str__(self):
            raise ValueError

    def raising_mute(x, w, b):
        raise Mute
    assert "your function raised Mute, in line" in line(capsys, "1.1", raising_mute)


def test_interrupt_passes_through():
    def waiting(x, w, b):
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        check("1.1", waiting)


def test_importing_helpers_is_light():
    code = "import helpers, sys; sys.exit(bool({'matplotlib', 'torch', 'IPython'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_public_names():
    assert all(getattr(helpers, name) for name in helpers.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = helpers.nothing


@pytest.mark.parametrize("number, answer, words", [
    ("1.1", lambda x, w, b: np.ma.array(x @ w + b, mask=True), "A number was asked for"),
    ("3.2", lambda X, W, b: (np.c_, np.r_), "your X1 is a CClass"),
    ("4.3", lambda: (np.ones((2, 2), bool), [0, -1], [[-1], [2]], [1]), "W1 holds truth values"),
])
def test_numbers_in_disguise(capsys, number, answer, words):
    assert words in line(capsys, number, answer)


def test_lines_are_those_of_the_verdict_alone_where_nothing_was_printed():
    verdict = verdict_on(EXERCISES["1.1"], "1.1", lambda x, w, b: x @ w + b)
    assert lines_of(verdict) == verdict.line


def test_what_is_raised_is_shown_as_its_own_lines_without_a_traceback():
    with pytest.raises(AssertionError) as raised:
        check("1.1", only_printing, raises=True)
    assert raised.value._render_traceback_() == str(raised.value).splitlines()
    assert raised.value._render_traceback_()[0].startswith("Exercise 1.1: not yet.")


def test_case_can_be_had_where_a_check_raises():
    with pytest.raises(AssertionError):
        check("1.1", lambda x, w, b: x @ w, raises=True)
    assert [np.asarray(part).tolist() for part in check.case] == [[3, 5, 6], [4, 2, 1], 3]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="without alarms it is stopped but once")
def test_answer_that_catches_everything_is_stopped(capsys, monkeypatch):
    def stubborn(x, w, b):
        while True:
            try:
                while True:
                    pass
            except BaseException as error:
                if stops.append(error) or len(stops) > 1:
                    raise
    stops = []
    assert helpers.checking.running.SECONDS == 10
    monkeypatch.setattr("helpers.checking.running.SECONDS", 0.1)
    assert "did not end within 0.1 s" in line(capsys, "1.1", stubborn)
