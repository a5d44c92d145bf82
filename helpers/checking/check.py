"""Try a learner's function on many cases, and say what is right or what went wrong."""

import inspect
from dataclasses import dataclass

import numpy as np

from .cells import is_left_over, place_of
from .diagnosis import compare
from .exercise import Wrong, cases_of, copied, right
from .recognition import explain
from .running import OutOfTime, Runs, text_of
from .showing import describe, one_line, show_value, some_lines

# Words of NumPy's and Python's errors, and what they mean.
HINTS = (("core dimension", "The inner lengths of an @ differ."),
         ("does not have enough dimensions", "An @ takes arrays, not single numbers."),
         ("bitwise_xor", "A power is written ** in Python."),
         ('concatenate tuple (not "int")', "A tuple of one length has a comma: (n,)."))


@dataclass(frozen=True)
class Verdict:
    """What is said of a function, whether it passed, and the arguments that show what is wrong."""

    line: str
    printed: str = ""
    passed: bool = False
    case: tuple | None = None


class NotPassed(AssertionError):
    """Raised with the lines on an answer; a notebook shows them alone, without a traceback."""

    def _render_traceback_(self):  # asked for by IPython
        return str(self).splitlines()


def verdict_on(exercise, number, function, seed=None):
    """Return the Verdict on `function` as the answer to an exercise.

    See `helpers.check`, which finds the exercise of a number.
    """
    kind = "Solution" if getattr(function, "__name__", None) == "solution" else "Exercise"
    cases = cases_of(exercise, seed)
    try:
        printed = examine(exercise, function, number, cases)
    except NotImplementedError as unsolved:
        left = (": the line `raise NotImplementedError` is still there. Take it away."
                if is_left_over(function) else "")
        return Verdict(f"{kind} {number}: not attempted yet{left}", str(unsolved))
    except Wrong as wrong:
        return Verdict(f"{kind} {number}: not yet. {wrong}", wrong.printed, case=wrong.case)
    tried = f", {exercise.tried}" if exercise.tried else ""
    return Verdict(f"{kind} {number}: passed{tried}", printed, passed=True)


def lines_of(verdict, function=None):
    """Return the lines that are printed: the verdict, how to try the failing case where the
    function is at hand, and what the function itself printed."""
    lines = [verdict.line]
    if verdict.case and function is not None:
        name = str(getattr(function, "__name__", ""))
        call = f"{name}(*check.case)" if name.isidentifier() else "your function with *check.case"
        lines.append(f"To try it: {call}")
    if verdict.printed.strip():
        only = " (a function need only return)" if verdict.passed else ""
        lines += [f"It printed{only}:", some_lines(verdict.printed)]
    return "\n".join(lines)


def examine(exercise, function, number, cases):
    """Return what the function printed for the first case for which it printed, if it is right.

    Raises Wrong for any other answer, and NotImplementedError, with what was printed, for a stub.
    """
    if not callable(function):
        raise Wrong(f"check got {type(function).__name__}, expected your function itself: "
                    f'write check("{number}", name_of_your_function), without calling it.')
    require_arity(exercise, function)
    runs, printed = Runs(function), ""
    for case in cases:
        call = runs(case)
        if case is cases[0] and type(call.error) is NotImplementedError:
            raise NotImplementedError(call.printed)
        wrong, certain = trouble(exercise, case, call)
        if wrong:
            why = "" if certain else explain(exercise, runs, call, case, cases)
            raise Wrong(f"{wrong} {why}".rstrip(), case, call.printed)
        printed = printed or call.printed
    return printed


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


def trouble(exercise, case, call):
    """Return the words on what a call did wrong in a case, none if it is right, and whether
    they say all that there is to say."""
    if call.error is not None:
        said = f"{failed(where(exercise, case), call.error)} {exercise.fails(call.error, case)}"
        return said.rstrip(), isinstance(call.error, OutOfTime)
    want = exercise.solve(*copied(case))
    if call.answer is None and want is not None and call.printed:
        return (f"{compare(exercise, where(exercise, case), None, want)} Your function prints, but "
                f"returns nothing here: `return` the result."), True
    try:
        got = exercise.reads(call.answer)
    except Wrong as wrong:
        return str(wrong), True
    except (TypeError, ValueError, AttributeError, IndexError):
        return (f"{where(exercise, case)} return {show_value(call.answer)}, which cannot be read "
                f"as an answer. Look at the task again."), True
    if not right(exercise, got, want):
        why = exercise.objects(call.arguments) if call.answer is not None else ""
        return f"{compare(exercise, where(exercise, case), got, want)} {why}".rstrip(), bool(why)
    return exercise.objects(call.arguments) or changed(exercise.arguments, case, call), True


def where(exercise, case):
    """Return the words that begin a sentence on a case."""
    return f"For {describe(exercise.arguments, case)} you" if case else "You"


def failed(you, error):
    """Return the words on a call that raised an error, or was stopped."""
    place = place_of(error)
    place = f", {place}" if place else ""
    if isinstance(error, OutOfTime):
        return (f"{you}r function did not end within {error} s: look for an endless loop"
                f"{place}.")
    said = one_line(f"{type(error).__name__}: {text_of(error)}").rstrip(": .")
    hint = next((f" {hint}" for words, hint in HINTS if words in said), "")
    return f"{you}r function raised {said}{place}.{hint}"


def changed(names, case, call):
    """Return the words on the first argument that a right call changed, none if there is none."""
    for name, before, after in zip(names, case, call.arguments):
        if isinstance(before, np.ndarray | list) and not np.array_equal(before, after):
            return (f"The result is right, but for {describe(names, case)} your function changed "
                    f"its argument {name} in place. Work on a copy.")
    return ""
