"""Try a learner's function on several inputs, and say what is right or what went wrong."""

import contextlib
import copy
import inspect
import io

from .comparison import empty, numbers, right, same
from .diagnosis import describe, diagnose, one_line, show_value
from .exercise import Wrong, with_drawn
from .running import quietly, text_of


def report(exercise, number, function, raises=False, seed=None):
    """Print one line on `function` as the answer to an exercise, or raise it where it is wrong.

    See `helpers.check`, which finds the exercise of a number.
    """
    known = exercise if seed is None else with_drawn(exercise, seed)
    kind = "Solution" if getattr(function, "__name__", None) == "solution" else "Exercise"
    passed = False
    try:
        verdict = examine(known, function, number)
        passed = True
    except NotImplementedError:
        verdict = "not attempted yet"
    except Wrong as wrong:
        verdict = f"not yet. {wrong}"
    line = f"{kind} {number}: {verdict}"
    if raises and not passed:
        raise AssertionError(line)
    print(line)


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
