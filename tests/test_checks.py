"""A check meets anything that a learner may hand it with one line, and goes on."""

import subprocess
import sys

import numpy as np
import pytest

import helpers
from helpers import check
from tests.exercise_proof import line


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


@pytest.mark.parametrize("answer, words", [
    (None, "check got NoneType, expected your function itself"),
    (31, 'check got int, expected your function itself: write check("1.1", name_of'),
    ([1], "check got list"),
    (lambda: 31, "takes (), expected (x, w, b)"),
    (lambda x, w: x @ w, "takes (x, w), expected (x, w, b)"),
    (lambda x, w, b, c: x @ w, "takes (x, w, b, c), expected (x, w, b)"),
    (raising, "raised KeyError: 'weights'"),
    (leaving, "raised SystemExit: 1"),
    (recursing, "raised RecursionError"),
    (changing, "right, but for x = [3, 5, 6], w = [4, 2, 1], b = 3 your function changed its "
               "argument x in place"),
    (only_printing, "you return None. Your function prints its result: return it"),
    (lambda x, w, b: None, "you return None, expected 31. Nothing came back"),
    (lambda x, w, b: "31", "you return a str, expected 31. That is not an array of numbers"),
    (lambda x, w, b: {}, "you return a dict"),
    (lambda x, w, b: [[1], [2, 3]], "you return a list, expected 31. That is not an array"),
    (generating, "you return a generator"),
    (lambda x, w, b: 31 + 0j, "That is not an array of numbers"),
    (lambda x, w, b: np.nan, "There is a nan"),
    (lambda x, w, b: np.full((3, 1), 31.0), "you return [[31], [31], [31]] of shape (3, 1)"),
    (int, "your function raised"),
    (lambda x, w, b: (np.eye(3), np.eye(3)), "you return a tuple, expected 31"),
    (lambda x, w, b: np.linalg.inv("a\nb"), "your function raised"),
    (lambda x, w, b: True, "The dtype is bool"),
    (lambda x, w, b: (x @ w + b) * (1 + 1e-8), "expected 31"),
    (lambda x, w, b: np.float32((x @ w + b) * (1 + 1e-4)), "expected 31"),
])
def test_strange_answer_gets_one_line(capsys, answer, words):
    said = line(capsys, "1.1", answer)
    assert said.startswith("Exercise 1.1: not yet. ") and words in said


def test_printing_is_allowed_and_told(capsys):
    assert line(capsys, "1.1", printing).startswith("Exercise 1.1: passed, 6 cases (It also prints")


def test_warnings_of_the_answer_do_not_reach_the_page(capsys):
    line(capsys, "1.2", lambda u, v: np.float64(1) / 0)
    assert capsys.readouterr().err == ""


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
    monkeypatch.setattr("helpers.running.SECONDS", 0.1)
    assert "raised TimeoutError: it did not end within 0.1 s" in line(capsys, "1.1", endless)


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
        helpers.nothing


@pytest.mark.parametrize("number, answer, words", [
    ("1.1", lambda x, w, b: np.float16(x @ w + b),
     "The dtype is float16, where float64 was asked"),
    ("1.1", lambda x, w, b: np.ma.array(x @ w + b, mask=True), "That is not an array of numbers"),
    ("3.2", lambda X, W, b: (np.c_, np.r_), "your X1 is a CClass"),
    ("4.3", lambda: (np.ones((2, 2), bool), [0, -1], [[-1], [2]], [1]), "W1 holds truth values"),
])
def test_numbers_in_disguise(capsys, number, answer, words):
    assert words in line(capsys, number, answer)
