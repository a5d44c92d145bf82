"""A check meets anything that a learner may hand it with one line, and goes on."""

import signal
import subprocess
import sys
import threading

import numpy as np
import pytest

import helpers
from helpers import check
from helpers.checking.check import examine
from helpers.checking.comparison import right
from helpers.checking.exercise import Exercise, Wrong
from tests.exercises.proof import line


def printing(x, w, b):
    print("so far", x @ w)
    return x @ w + b


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


NEAR = "That is near, but not equal: was something rounded, or a small number added?"
YOU = "For x = [3, 5, 6], w = [4, 2, 1], b = 3 you"
NO_CALL = ("expected your function itself: "
           'write check("1.1", name_of_your_function), without calling it.')


@pytest.mark.parametrize("answer, said", [
    (None, f"check got NoneType, {NO_CALL}"),
    (31, f"check got int, {NO_CALL}"),
    ([1], f"check got list, {NO_CALL}"),
    (lambda: 31, "Your function takes (), expected (x, w, b)."),
    (lambda x, w: x @ w, "Your function takes (x, w), expected (x, w, b)."),
    (lambda x, w, b, c: x @ w, "Your function takes (x, w, b, c), expected (x, w, b)."),
    (raising, f"{YOU}r function raised KeyError: 'weights'."),
    (leaving, f"{YOU}r function raised SystemExit: 1."),
    (changing, f"The result is right, but f{YOU[1:]}r function changed its argument x in place. "
               "Work on a copy."),
    (only_printing, f"{YOU} return None. Your function prints its result: return it instead."),
    (lambda x, w, b: None, f"{YOU} return None, expected 31. Nothing came back: does every path "
                           "end in return?"),
    (lambda x, w, b: "31", f"{YOU} return a str, expected 31. That is not an array of numbers."),
    (lambda x, w, b: {}, f"{YOU} return a dict, expected 31. That is not an array of numbers."),
    (lambda x, w, b: [[1], [2, 3]],
     f"{YOU} return a list, expected 31. That is not an array of numbers."),
    (generating, f"{YOU} return a generator, expected 31. That is not an array of numbers."),
    (lambda x, w, b: 31 + 0j,
     f"{YOU} return a complex, expected 31. That is not an array of numbers."),
    (lambda x, w, b: np.nan,
     f"{YOU} return nan, expected 31. There is a nan in it: was something divided by zero?"),
    (lambda x, w, b: np.full((3, 1), 31.0),
     f"{YOU} return [[31], [31], [31]] of shape (3, 1), expected 31 of shape (). "
     "Compare the shapes."),
    (lambda x, w, b: (np.eye(3), np.eye(3)),
     f"{YOU} return a tuple, expected 31 of shape (). Compare the shapes."),
    (lambda x, w, b: True,
     f"{YOU} return True, expected 31. The dtype is bool, where float64 was asked for."),
    (lambda x, w, b: (x @ w + b) * (1 + 1e-8), f"{YOU} return 31, expected 31. {NEAR}"),
    (lambda x, w, b: np.float32((x @ w + b) * (1 + 1e-4)), f"{YOU} return 31.003, expected 31. {NEAR}"),
])
def test_strange_answer_gets_one_line(capsys, answer, said):
    assert line(capsys, "1.1", answer) == f"Exercise 1.1: not yet. {said}"


@pytest.mark.parametrize("answer, words", [
    (recursing, "RecursionError: maximum recursion depth exceeded"),
    (int, "TypeError: int() takes at most 2 arguments"),
    (lambda x, w, b: np.linalg.inv("a\nb"), "LinAlgError: 0-dimensional array given"),
])
def test_error_of_python_or_numpy_gets_one_line(capsys, answer, words):
    said = line(capsys, "1.1", answer)
    assert said.startswith(f"Exercise 1.1: not yet. {YOU}r function raised {words}")


def test_inner_lengths_that_differ_are_told(capsys):
    said = line(capsys, "1.1", lambda x, w, b: x[1:] @ w + b)
    assert said.endswith(". The inner lengths of an @ differ.")


def printing_at_first(x, w, b):
    if len(x) == 3:
        print("so far", x @ w)
    return x @ w + b


@pytest.mark.parametrize("answer", [printing, printing_at_first])
def test_printing_is_allowed_and_told(capsys, answer):
    assert line(capsys, "1.1", answer) == (
        "Exercise 1.1: passed, 6 cases (It also prints; a function need only return.)")


def test_warnings_of_the_answer_do_not_reach_the_page(capsys, recwarn):
    line(capsys, "1.2", lambda u, v: np.float64(1) / 0)
    assert [str(warning.message) for warning in recwarn] == []


def told(function, cases=((1.0, 2.0),), arguments=("a", "b"), solve=lambda a, b: a + b, **knows):
    """Return what is said of a function as the answer to an exercise made up for a test."""
    exercise = Exercise(arguments=arguments, solve=solve, cases=cases, draw=None, **knows)
    try:
        return examine(exercise, function, "0.0")
    except Wrong as wrong:
        return str(wrong)


@pytest.mark.parametrize("cases, said", [
    (((1.0, 2.0),), "passed, 1 case"), (((1.0, 2.0), (3.0, 4.0)), "passed, 2 cases")])
def test_cases_are_counted(cases, said):
    assert told(lambda a, b: b + a, cases) == said


def test_exercise_without_arguments_is_told_without_them():
    assert told(lambda: 3.0, ((),), (), lambda: 2.0) == "You return 3, expected 2."
    assert told(lambda: 1 / 0, ((),), (), lambda: 2.0) == (
        "Your function raised ZeroDivisionError: division by zero.")


@pytest.mark.parametrize("answer, said", [
    ((3.0, 2.0), "passed, 1 case"),
    ([3.0, 2.0], "passed, 1 case"),
    ((3.0, 4.0), "For a = 1, b = 2 your product is 4, expected 2. "
                 "Every entry is 2 times what it should be."),
    ((3.0, [2.0]), "For a = 1, b = 2 your product is [2] of shape (1,), expected 2 of shape (). "
                   "The numbers are right, but the shape is (1,) where () was asked for."),
    ((3.0,), "For a = 1, b = 2 you return 1, expected 2 things: sum, product."),
    (5.0, "For a = 1, b = 2 you return 5, expected 2 things: sum, product."),
    ((..., 2.0), "For a = 1, b = 2 you return a part that is still `...`: fill it in."),
])
def test_of_several_parts_the_first_wrong_one_is_told(answer, said):
    assert told(lambda a, b: answer, solve=lambda a, b: (a + b, a * b),
                parts=("sum", "product")) == said


@pytest.mark.parametrize("error", [TypeError, ValueError, AttributeError, IndexError])
def test_answer_that_cannot_be_read_is_told(error):
    def reads(answer):
        raise error
    assert told(lambda a, b: "ab", reads=reads) == (
        "For a = 1, b = 2 you return a str, which cannot be read as an answer. "
        "Look at the task again.")


def test_mistake_must_give_all_the_wrong_answers():
    cases, sentence = ((1.0, 2.0), (2.0, 2.0), (3.0, 5.0)), "You multiplied."
    knows = {"mistakes": ((lambda a, b: a / 0, "Never told."), (lambda a, b: a * b, sentence))}
    assert told(lambda a, b: a * b, cases, **knows).endswith(sentence)
    assert told(lambda a, b: a * b if a < 3 else a + b, cases, **knows).endswith(sentence)
    assert told(lambda a, b: a * b if a < 3 else 0.0, cases, **knows) == (
        "For a = 1, b = 2 you return 2, expected 3.")


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


def test_mistake_is_found_whatever_writes_to_the_screen():
    def writing(a, b):
        sys.stdout.write("so far")
        return a * b
    assert told(writing, mistakes=((writing, "You multiplied."),)).endswith("You multiplied.")


def add_in_place(a, b):
    a += b
    return a


def subtract_in_place(a, b):
    a -= b
    return a


PAIR = ((np.array([1.0, 2.0]), np.array([3.0, 5.0])),)


def test_solution_in_place_leaves_the_cases_alone():
    assert told(lambda a, b: a + b, PAIR, solve=add_in_place) == "passed, 1 case"


def test_mistake_in_place_leaves_the_cases_alone():
    mistakes = (subtract_in_place, "You subtracted."), (lambda a, b: a * b, "You multiplied.")
    said = told(lambda a, b: a * b, PAIR, solve=add_in_place, mistakes=mistakes)
    assert said.endswith("You multiplied.")


@pytest.mark.parametrize("text", ["no X", "no X.", "no X: "])
def test_text_of_an_exception_ends_in_one_full_stop(text):
    def raising_text(a, b):
        raise ValueError(text)
    assert told(raising_text) == "For a = 1, b = 2 your function raised ValueError: no X."


def test_empty_answers_alone_tell_of_no_mistake():
    def of_width_three(a, b):
        return np.ones((0, 3))
    said = told(of_width_three, ((np.ones((0, 2)), np.ones((0, 2))),),
                mistakes=((of_width_three, "Not told."),))
    assert said.endswith(
        "The numbers are right, but the shape is (0, 3) where (0, 2) was asked for.")


@pytest.mark.parametrize("answer, passes", [
    ([], True), (np.zeros(0, int), True), ([[]], False), (np.zeros((0, 2)), True),
    (np.zeros((0, 3)), False), ((), True), (None, False), ([0.0], False)])
def test_what_may_stand_for_an_empty_array(answer, passes):
    assert right(answer, np.zeros((0, 2))) == passes


def test_empty_answer_may_not_stand_for_numbers():
    assert not right([], np.zeros(2)) and not right([], np.zeros((2, 0)))
    assert not right([], 0.0) and not right([], None)


def test_list_may_stand_for_an_empty_batch(capsys):
    assert "passed" in line(capsys, "1.4", lambda X, t: (X @ t.T).tolist())


def test_seed_adds_cases(capsys):
    check("1.1", lambda x, w, b: x @ w + b, seed=3)
    assert capsys.readouterr().out == "Exercise 1.1: passed, 14 cases\n"


def test_mistake_in_a_drawn_case_only_is_recognised():
    def mostly(x, w, b):
        return x @ w + b * (b in [3.0, 0.5, -4.0, 0.25, 2, 1.5])
    with pytest.raises(AssertionError, match="The bias is missing"):
        check("1.1", mostly, raises=True, seed=0)


def test_raising_instead_of_printing(capsys):
    with pytest.raises(AssertionError, match="Exercise 1.1: not yet.*The bias is missing"):
        check("1.1", lambda x, w, b: x @ w, raises=True)
    with pytest.raises(AssertionError, match="not attempted yet"):
        check("1.1", lambda x, w, b: (_ for _ in ()).throw(NotImplementedError), raises=True)
    assert capsys.readouterr().out == ""
    check("1.1", lambda x, w, b: x @ w + b, raises=True)
    assert capsys.readouterr().out == "Exercise 1.1: passed, 6 cases\n"


def test_endless_loop_is_stopped(capsys, monkeypatch):
    def endless(x, w, b):
        while True:
            pass
    monkeypatch.setattr("helpers.checking.running.SECONDS", 0.1)
    assert line(capsys, "1.1", endless) == (
        f"Exercise 1.1: not yet. {YOU}r function raised TimeoutError: it did not end "
        "within 0.1 s: look for an endless loop.")


with_alarms = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="Windows has no alarms")


@with_alarms
def test_alarm_of_before_is_back_after_a_check(capsys):
    before = signal.getsignal(signal.SIGALRM)
    line(capsys, "1.1", raising)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_check_works_in_a_thread(capsys):
    thread = threading.Thread(target=check, args=("1.1", lambda x, w, b: x @ w + b))
    thread.start()
    thread.join()
    assert capsys.readouterr().out == "Exercise 1.1: passed, 6 cases\n"


def test_check_works_without_alarms(capsys, monkeypatch):
    monkeypatch.delattr("signal.SIGALRM", raising=False)
    assert line(capsys, "1.1", lambda x, w, b: x @ w + b) == "Exercise 1.1: passed, 6 cases"


@pytest.mark.parametrize("answer", [[np.eye(2)] * 7, np.arange(7), {1: 2}, "", [None] * 7])
def test_what_cannot_be_read_gets_one_line(capsys, answer):
    assert line(capsys, "2.4", lambda: answer).startswith("Exercise 2.4: not yet. You return")


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
    assert "your function raised Mute." in line(capsys, "1.1", raising_mute)


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
    ("1.1", lambda x, w, b: np.float16(x @ w + b),
     "The dtype is float16, where float64 was asked"),
    ("1.1", lambda x, w, b: np.ma.array(x @ w + b, mask=True), "That is not an array of numbers"),
    ("3.2", lambda X, W, b: (np.c_, np.r_), "your X1 is a CClass"),
    ("4.3", lambda: (np.ones((2, 2), bool), [0, -1], [[-1], [2]], [1]), "W1 holds truth values"),
])
def test_numbers_in_disguise(capsys, number, answer, words):
    assert words in line(capsys, number, answer)
