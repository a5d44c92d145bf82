"""Every small edit of a right answer is refused by its check, unless it changes nothing: of the
solution, and with --thorough of every right answer that the tests know."""

import ast
import contextlib
import inspect
import io
import time
from dataclasses import replace

import numpy as np
import pytest

from helpers import Linear, ReLU, Sequential
from helpers.checking.check import examine
from helpers.checking.exercise import Wrong, cases_of, copied
from helpers.checking.running import OutOfTime, Runs
from helpers.exercises import EXERCISES
from tests.exercises.edits import edits
from tests.exercises.proof import cell_source, run
from tests.exercises.test_exercises import ANSWERS

FRESH = 1000  # the seed of the cases that tell whether an edit changes anything
# Right answers that go through every entry, too slow to be edited some hundred times.
SLOW = ["by_differences", "by_pixel", "loop_backward", "rows_one_by_one", "sum_back_by_loop", "tanh_by_loop"]
BEFORE = ["CD", "DB", "DF", "DG", "BA", "GA", "FE"]  # in exercise 2.4, the one before the other


def right_answers(number):
    """Return the sources of the right answers as functions, each with the names that it uses."""
    solution = ast.parse(cell_source(number, "solution")).body[0]
    module = next(module for module in ANSWERS if number in module.RIGHT)
    tree = ast.parse(inspect.getsource(module))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    table = next(node.value for node in tree.body
                 if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "RIGHT")
    answers = next(value.elts for key, value in zip(table.keys, table.values)
                   if key.value == number)
    return [(ast.unparse(solution), {})] + [
        (ast.unparse(functions[node.id]) if isinstance(node, ast.Name) else
         f"def answer({ast.unparse(node.args)}): return {ast.unparse(node.body)}", vars(module))
        for node in answers if isinstance(node, ast.Lambda)
        or isinstance(node, ast.Name) and node.id in functions and node.id not in SLOW]


def edited(answers):
    """Yield every edit of right answers as a function with its source."""
    for source, names in answers:
        name = ast.parse(source).body[0].name
        for edit in edits(source):
            yield run(edit, **names)[name], edit


def endless(function, cases):
    """Say whether a function does not come to an end in one of the first cases."""
    runs = Runs(function)
    runs.end = time.monotonic() + 0.03
    return any(isinstance(runs(case).error, OutOfTime) for case in cases[:3])


def trial(exercise, number, answers):
    """Return how many edits were tried, and those that pass the check, with their sources."""
    tried, passing, cases = list(edited(answers)), [], cases_of(exercise)
    for function, source in tried:
        if "while" in source and endless(function, cases):
            continue
        with contextlib.suppress(Wrong, NotImplementedError), contextlib.redirect_stdout(io.StringIO()):
            examine(exercise, function, number, cases)
            passing.append((function, source))
    return len(tried), passing


def changes_nothing(number, function):
    """Say whether an edited answer is right on many cases that its check does not know."""
    if number == "2.4":
        order = "".join(function()).upper().replace(" ", "")
        return all(order.index(one) < order.index(other) for one, other in BEFORE)
    if number == "4.3":
        network = Sequential(Linear(2, 2), ReLU(), Linear(2, 1))
        first, _, last = network.layers
        first.W, first.b, last.W, last.b = (np.array(part, float) for part in function())
        return np.allclose(network([[0, 0], [0, 1], [1, 0], [1, 1]]), [[1], [0], [0], [1]], atol=0.01)
    exercise = EXERCISES[number]
    known = len(cases_of(exercise))
    return all(agree(exercise, function(*copied(case)), exercise.solve(*copied(case)))
               for case in cases_of(exercise, FRESH)[known:])


def agree(exercise, got, want):
    """Say whether two answers agree in shape and value."""
    if want is None or isinstance(want, tuple) and got is None:
        return got is want
    if exercise.parts == ("W", "b") and exercise.arguments == ("templates",):
        b = np.asarray(got[1])  # any number may be added to the bias
        got = got[0], (b - (b - want[1])[0]).astype(b.dtype)
    if isinstance(want, tuple):
        return len(got) == len(want) and all(agree(EXERCISES["1.1"], *pair) for pair in zip(got, want))
    got, want = np.asarray(got), np.asarray(want)
    if want.size == 0 and got.shape == (0,):
        return True  # a loop over nothing knows no more
    kinds = "iuO" if exercise.whole else "iufO"
    coarse = {"float32": 1e-5, "float16": 2e-3}.get(got.dtype.name, 1e-6)
    return got.shape == want.shape and got.dtype.kind in kinds and np.allclose(
        got.astype(float), want, rtol=coarse, atol=coarse)


@pytest.fixture
def hurried(monkeypatch):
    """Stop endless loops soon, and spare the diagnosis, which changes no verdict."""
    monkeypatch.setattr("helpers.checking.running.SECONDS", 2)
    monkeypatch.setattr("helpers.checking.check.explain", lambda *_: "")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("number", EXERCISES)
def test_edit_is_refused_unless_it_changes_nothing(hurried, number, pytestconfig):
    answers = right_answers(number)  # the solution first
    tried, passing = trial(EXERCISES[number], number,
                           answers if pytestconfig.getoption("--thorough") else answers[:1])
    assert [source for function, source in passing if not changes_nothing(number, function)] == []
    assert tried and len(passing) <= tried / 2  # some edits do change nothing: w @ x + b


@pytest.mark.filterwarnings("ignore")
def test_weak_check_would_be_noticed(hurried):
    weak = replace(EXERCISES["2.2"], cases=EXERCISES["2.2"].cases[:1], drawn=0)
    passing = [source for function, source in trial(weak, "2.2", right_answers("2.2")[:1])[1]
               if not changes_nothing("2.2", function)]
    assert any("return (dX, dW, np.squeeze(db))" in source for source in passing)


def test_edits_are_of_all_kinds():
    made = edits("def f(X, W): return (X @ W).sum(axis=0) + X.T[1]")
    assert {source.removeprefix("def f(X, W):\n    return ") for source in made} >= {
        "-((X @ W).sum(axis=0) + X.T[1])", "(X @ W).sum(axis=0) - X.T[1]",         # sign
        "(X @ W).sum(axis=1) + X.T[1]", "(X @ W).sum() + X.T[1]",                  # axis
        "(X @ W.T).sum(axis=0) + X.T[1]", "(X @ W).sum(axis=0) + X[1]",            # transpose
        "(X @ W).sum(axis=0)", "X.T[1]", "X.sum(axis=0) + X.T[1]",                 # dropped
        "(X @ W).sum(axis=0, keepdims=True) + X.T[1]",                             # keepdims
        "np.array((X @ W).sum(axis=0) + X.T[1]).astype(int)",                      # dtype
        "(W @ X).sum(axis=0) + X.T[1]", "(X * W).sum(axis=0) + X.T[1]",            # operator
        "(X @ W).mean(axis=0) + X.T[1]", "(X @ W).sum(axis=0) + X.T[0]"}           # others
