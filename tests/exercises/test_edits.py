"""Every small edit of a right answer is refused by its check, unless it changes nothing."""

import ast
import contextlib
import copy
import inspect
from dataclasses import replace

import numpy as np
import pytest

from helpers import Linear, ReLU, Sequential, check
from helpers.checking.exercise import with_drawn
from helpers.exercises import EXERCISES
from tests.exercises.edits import edits
from tests.exercises.proof import cell_source, run
from tests.exercises.test_exercises import ANSWERS, KNOWN

FRESH = range(1000, 1006)  # seeds of the cases that tell whether an edit changes anything
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
        for node in answers]


def edited(number):
    """Yield every edit of every right answer as a function with its source."""
    for source, names in right_answers(number):
        name = ast.parse(source).body[0].name
        for edit in edits(source):
            yield run(edit, **names)[name], edit


def trial(number):
    """Return how many edits were tried, and those that pass the check, with their sources."""
    tried, passing = list(edited(number)), []
    for function, source in tried:
        with contextlib.suppress(AssertionError):
            check(number, function, raises=True)
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
        first.W, first.b, last.W, last.b = map(np.array, function())
        return np.allclose(network([[0, 0], [0, 1], [1, 0], [1, 1]]), [[1], [0], [0], [1]])
    known = len(KNOWN[number].cases)
    return all(agree(function(*copy.deepcopy(case)), KNOWN[number].solve(*copy.deepcopy(case)))
               for seed in FRESH for case in with_drawn(KNOWN[number], seed).cases[known:])


def agree(got, want):
    """Say whether two answers agree in shape, kind and value; whole numbers may be floats."""
    if want is None or isinstance(want, tuple) and got is None:
        return got is want
    if isinstance(want, tuple):
        return len(got) == len(want) and all(map(agree, got, want))
    got, want = np.asarray(got), np.asarray(want)
    if want.shape[:1] == (0,) == got.shape:
        return True  # a loop over nothing knows no more
    kinds = got.dtype.kind + want.dtype.kind
    return got.shape == want.shape and kinds in ["ff", "if", "ii", "bb"] and np.allclose(
        got, want, rtol=1e-5 if got.dtype == np.float32 else 1e-9, atol=1e-6)


@pytest.fixture
def hurried(monkeypatch):
    """Stop endless loops soon, and spare the diagnosis, which changes no verdict."""
    monkeypatch.setattr("helpers.checking.running.SECONDS", 0.1)
    monkeypatch.setattr("helpers.checking.check.recognise", lambda *_: "")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("number", KNOWN)
def test_edit_is_refused_unless_it_changes_nothing(hurried, number):
    tried, passing = trial(number)
    assert [source for function, source in passing if not changes_nothing(number, function)] == []
    assert tried >= 100 and len(passing) <= tried / 4  # some edits do change nothing: w @ x + b


@pytest.mark.filterwarnings("ignore")
def test_weak_check_would_be_noticed(hurried, monkeypatch):
    exercise = KNOWN["2.2"]
    monkeypatch.setitem(EXERCISES, "2.2", replace(exercise, cases=exercise.cases[:1]))
    weak = [source for function, source in trial("2.2")[1] if not changes_nothing("2.2", function)]
    assert any("return (dX, dW, np.squeeze(db))" in source for source in weak)


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
