"""What can be read in the code of a learner's function: where it failed, what is left over."""

import ast
import dis
import inspect
import linecache
import sysconfig
import textwrap
import traceback
from pathlib import Path

from .comparison import numbers
from .showing import one_line

LIBRARIES = (*(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")),
             str(Path(__file__).parents[1]), "<frozen", "<__array_function__")


def place_of(error):
    """Return in which line of the learner's own code an error came up, with the line."""
    places = [(frame, number) for frame, number in traceback.walk_tb(error.__traceback__)
              if not frame.f_code.co_filename.startswith(LIBRARIES)
              and frame.f_code.co_name[1:] not in ("listcomp>", "genexpr>", "dictcomp>")]
    if not places:
        return ""
    frame, number = places[-1]
    lines = source_of(frame.f_code, frame.f_globals)
    text = one_line(lines[number - 1], 79) if number <= len(lines) else ""
    return f"in line {number}" + f": `{text}`" * bool(text)


def source_of(code, names):
    """Return the lines of the file or cell that code stands in, none if they are not known.

    Cells may share the name of a file: then it is the last that has the code's first line.
    """
    cells = [linecache.getlines(code.co_filename)]
    cells += [cell.splitlines() for cell in reversed(names.get("In", ()))]
    first = code.co_firstlineno
    begins = "lambda" if code.co_name == "<lambda>" else f"def {code.co_name}("
    return next((lines for lines in cells
                 if any(begins in line for line in lines[first - 1:first + 2])), [])


def definition(function):
    """Return the syntax tree of a function made by `def`, None if its source is not known."""
    code = getattr(function, "__code__", None)
    if code is None or code.co_name == "<lambda>":
        return None
    lines = [f"{line.rstrip()}\n" for line in source_of(code, function.__globals__)]
    try:
        block = "".join(inspect.getblock(lines[code.co_firstlineno - 1:]))
        tree = ast.parse(textwrap.dedent(block)).body[0]
    except (SyntaxError, IndexError):
        return None
    return tree if isinstance(tree, ast.FunctionDef) else None


def is_left_over(function):
    """Say whether the stub's `raise` still stands in a function that has been written.

    It has been if something stands below that line, or above it and no `...` is left.
    """
    tree = definition(function)
    if tree is None:
        return False
    body = tree.body[ast.get_docstring(tree) is not None:]
    at = next((i for i, line in enumerate(body) if isinstance(line, ast.Raise)), len(body))
    unfilled = any(isinstance(node, ast.Constant) and node.value is ...
                   for line in body for node in ast.walk(line))
    return at < len(body) - 1 or 0 < at < len(body) and not unfilled


def unused(function, exercise, outside=False):
    """Return a sentence on an argument that a function never reads, though the right answer does,
    or nothing; with `outside`, only if it reads something else in its place."""
    spare = unused_arguments(exercise.solve, exercise.arguments)
    idle = [name for name in unused_arguments(function, exercise.arguments) if name not in spare]
    others = numbers_outside(function)
    if not idle or outside and not others:
        return ""
    instead = f", but {others[0]}, which the notebook defines outside" if others else ""
    return f"Your function does not use its argument {idle[0]}{instead}."


def renamed(function, arguments):
    """Return a sentence on a function that names its arguments in another order, or nothing."""
    code = getattr(function, "__code__", None)
    names = code.co_varnames[:code.co_argcount] if code else arguments
    if names == arguments or sorted(names) != sorted(arguments):
        return ""
    return f"Your arguments are ({', '.join(names)}), but they come as ({', '.join(arguments)})."


def ends_at_once(function):
    """Return a sentence on a loop that ends in a `return`, and cannot go round twice."""
    tree = definition(function)
    if tree is None or not any(
            isinstance(loop, ast.For | ast.While) and isinstance(loop.body[-1], ast.Return)
            and not any(isinstance(node, ast.Continue) for node in ast.walk(loop))
            for loop in ast.walk(tree)):
        return ""
    return "Your loop ends in its first round: `return` stands inside it. Indent it less."


def begins_empty(function):
    """Return which of np.empty and np.empty_like a function uses, an empty text if neither."""
    names = names_in(getattr(function, "__code__", None))
    return next((name for name in ("empty", "empty_like") if name in names), "")


def names_in(code):
    """Return the names that code, and code inside it, takes from outside or from objects."""
    if not inspect.iscode(code):
        return []
    return [*code.co_names, *(name for part in code.co_consts for name in names_in(part))]


def unused_arguments(function, arguments):
    """Return those of its arguments that a function never reads."""
    code = getattr(function, "__code__", None)
    if code is None or code.co_argcount != len(arguments):
        return []
    stores = ("STORE_FAST", "STORE_FAST_STORE_FAST")
    read = [part for step in dis.get_instructions(code) if step.opname not in stores
            for part in (step.argval if isinstance(step.argval, tuple) else [step.argval])]
    return [name for name in code.co_varnames[:code.co_argcount] if name not in read]


def numbers_outside(function):
    """Return the names of arrays and numbers that a function reads from outside."""
    if not inspect.isfunction(function):
        return []
    outside = inspect.getclosurevars(function).globals
    return [name for name, value in outside.items() if numbers(value) is not None]
