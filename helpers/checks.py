"""Try a learner's function on several inputs, and say what is right or what went wrong."""

import contextlib
import copy
import importlib.util
import inspect
import io
import re
import signal
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .diagnosis import describe, diagnose, numbers, one_line, same, show_value

SECONDS = 10  # how long an answer may take for one case


@dataclass(frozen=True)
class Exercise:
    """What the check of one exercise knows.

    `solve` gives the right answer, `cases` are tuples of arguments, the most
    telling first, and `mistakes` are pairs (wrong function, what to say of it):
    a learner's function is diagnosed by the first that gives all its wrong answers.
    Where several things are returned, `parts` names them. Where the answer is
    not the result but leads to it, `reads` turns one into the other, and may
    raise Wrong.
    """

    arguments: tuple[str, ...]
    solve: Callable
    cases: tuple[tuple, ...]
    mistakes: tuple[tuple[Callable, str], ...] = ()
    parts: tuple[str, ...] = ()
    reads: Callable = staticmethod(lambda answer: answer)


class Wrong(Exception):
    """Carries what a check says of a wrong answer."""


def check(exercise, function, raises=False):
    """Try `function` as the answer to `exercise` ("1.3") and print one line about it.

    The line says "passed", "not attempted yet", or what was expected, what was
    got, and, where the mistake is a known one, which. A function named
    `solution` is called one in that line. With `raises`, an answer that does
    not pass raises AssertionError with the line instead of printing it.
    Raises ValueError if there is no such exercise.
    """
    known = find(exercise)
    kind = "Solution" if getattr(function, "__name__", None) == "solution" else "Exercise"
    passed = False
    try:
        verdict = examine(known, function, exercise)
        passed = True
    except NotImplementedError:
        verdict = "not attempted yet"
    except Wrong as wrong:
        verdict = f"not yet. {wrong}"
    line = f"{kind} {exercise}: {verdict}"
    if raises and not passed:
        raise AssertionError(line)
    print(line)


def find(exercise):
    """Return the Exercise of that number; raise ValueError if there is none."""
    match = re.fullmatch(r"([1-9])\.[1-9]", exercise) if isinstance(exercise, str) else None
    name = f"helpers.exercises_0{match[1]}" if match else ""
    known = importlib.import_module(name).EXERCISES if match and importlib.util.find_spec(name) else {}
    if not match or exercise not in known:
        raise ValueError(f'check got exercise {exercise!r}, expected a number as in the '
                         f'notebook, in quotes: "1.1"')
    return known[exercise]


def examine(exercise, function, number):
    """Return what to say of a right answer; raise Wrong for any other.

    NotImplementedError, which an untouched stub raises, passes through.
    """
    if not callable(function):
        raise Wrong(f"check got {type(function).__name__}, expected your function itself: "
                    f'write check("{number}", name_of_your_function), without calling it.')
    require_arity(exercise, function)
    printed = ""
    for number, case in enumerate(exercise.cases):
        printed += examine_case(exercise, function, case, stub=number == 0)
    also = " (It also prints; a function need only return.)" if printed else ""
    cases = f"{len(exercise.cases)} case{'s' * (len(exercise.cases) > 1)}"
    return f"passed, {cases}{also}"


def require_arity(exercise, function):
    """Raise Wrong if the function cannot be called with the exercise's arguments."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return  # some built-in functions have none: calling them will tell
    try:
        signature.bind(*exercise.arguments)
    except TypeError:
        raise Wrong(f"Your function takes {signature}, expected ({', '.join(exercise.arguments)})"
                    f".") from None


def examine_case(exercise, function, case, stub):
    """Return what the function prints for one case; raise Wrong unless it is right.

    With `stub`, NotImplementedError passes through.
    """
    where = f"For {describe(exercise.arguments, case)} you" if case else "You"
    mine, printed = copy.deepcopy(case), io.StringIO()
    try:
        answer = quietly(function, mine, printed)
    except (Exception, SystemExit) as error:
        if stub and type(error) is NotImplementedError:
            raise
        said = one_line(f"{type(error).__name__}: {text_of(error)}").rstrip(": .")
        hint = " The inner lengths of an @ differ." if "core dimension" in said else ""
        raise Wrong(f"{where}r function raised {said}.{hint}") from None
    want = exercise.solve(*copy.deepcopy(case))
    if answer is None and want is not None and printed.getvalue():
        raise Wrong(f"{where} return None. Your function prints its result: return it instead.")
    try:
        got = exercise.reads(answer)
    except (TypeError, ValueError, AttributeError, IndexError):
        raise Wrong(f"{where} return {show_value(answer)}, which cannot be read as an answer. "
                    f"Look at the task again.") from None
    if not right(got, want):
        told = compare(exercise, where, got, want)
        raise Wrong(f"{told} {recognise(exercise, function) or diagnose(got, want)}".rstrip())
    for name, before, after in zip(exercise.arguments, case, mine):
        if numbers(before) is not None and not same(after, before, exact=True):
            raise Wrong(f"The result is right, but {where[0].lower()}{where[1:]}r function changed "
                        f"its argument {name} in place. Work on a copy.")
    return printed.getvalue()


def text_of(error):
    """Return the text of an exception, which a learner's own may refuse to give."""
    try:
        return str(error)
    except Exception:
        return ""


def compare(exercise, where, got, want):
    """Return the words on what was returned and what was expected: of several parts,
    on the first that is wrong."""
    if not exercise.parts:
        return f"{where} return {show_value(got, want)}, expected {show_value(want, got)}."
    if not isinstance(got, tuple | list) or len(got) != len(want):
        number = len(got) if isinstance(got, tuple | list) else show_value(got)
        return (f"{where} return {number}, expected {len(want)} things: "
                f"{', '.join(exercise.parts)}.")
    if any(part is Ellipsis for part in got):
        return f"{where} return a part that is still `...`: fill it in."
    name, got, want = next((name, one, other) for name, one, other
                           in zip(exercise.parts, got, want) if not same(one, other))
    return f"{where}r {name} is {show_value(got, want)}, expected {show_value(want, got)}."


@contextlib.contextmanager
def time_limit(seconds):
    """Raise TimeoutError in what takes longer, where the system has alarms and this is the
    main thread."""
    def stop(*_):
        raise TimeoutError(f"it did not end within {seconds:g} s: look for an endless loop")

    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def quietly(function, arguments, printed):
    """Return what a function returns, its printing kept in `printed` and its warnings dropped."""
    with (contextlib.redirect_stdout(printed), warnings.catch_warnings(),
          time_limit(SECONDS)):
        warnings.simplefilter("ignore")
        return function(*arguments)


def right(got, want):
    """Say whether an answer is the wanted one. `[]` and `np.array([])` stand for any empty
    array, since a loop over nothing cannot tell the other axes or the dtype."""
    if isinstance(want, np.ndarray) and want.shape[:1] == (0,) and empty(got):
        return numbers(got).shape in [(0,), want.shape]
    return same(got, want)


def empty(got):
    """Say whether an answer is an array or a list without a single number."""
    array = numbers(got)
    return array is not None and array.size == 0


def recognise(exercise, function):
    """Return the sentence on the known mistake that gives all the function's wrong answers."""
    wrong_answers = []
    for case in exercise.cases:
        with contextlib.suppress(Exception, SystemExit):
            got = exercise.reads(quietly(function, copy.deepcopy(case), io.StringIO()))
            if not right(got, exercise.solve(*copy.deepcopy(case))):
                wrong_answers.append((case, got))
    telling = [(case, got) for case, got in wrong_answers if not empty(got)]
    for mistake, sentence in exercise.mistakes if telling else ():
        with contextlib.suppress(Exception):  # then this is not the mistake
            if all(same(got, quietly(mistake, copy.deepcopy(case), io.StringIO()))
                   for case, got in telling):
                return sentence
    return ""
