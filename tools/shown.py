"""What the notebooks show, run here too, so that no tool says it again."""

import contextlib
import io

from tools.kernel import NOTEBOOKS, read


def run(number, *names):
    """Run these cells of a notebook; return their variables, and the lines that the last prints."""
    sources = {cell.id: cell.source for cell in read(NOTEBOOKS[number - 1]).cells}
    variables, printed = {}, io.StringIO()
    for name in names:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(sources[name], name, "exec"), variables)
    return variables, printed.getvalue().splitlines()
