"""Run a learner's function quietly, on copies, and not for ever."""

import contextlib
import io
import signal
import sys
import threading
import time
import warnings
from dataclasses import dataclass

from .exercise import copied

SECONDS = 10  # how long all calls of a check may take together


class OutOfTime(BaseException):
    """Stops a function that took longer than the seconds it names, even one that catches every
    Exception."""


@dataclass(frozen=True)
class Call:
    """What came of one call: its answer or its error, its arguments after it, what it printed."""

    arguments: tuple
    printed: str
    answer: object = None
    error: BaseException | None = None


class Runs:
    """Calls a function on copies of cases, with one budget of time for all calls."""

    def __init__(self, function):
        self.function, self.end = function, time.monotonic() + SECONDS

    def __call__(self, case):
        """Return the Call; what the function prints is kept, and its warnings are dropped."""
        arguments, printed = copied(case), io.StringIO()
        try:
            with contextlib.redirect_stdout(printed), warnings.catch_warnings(), self.limit():
                warnings.simplefilter("ignore")
                answer = self.function(*arguments)
        except (Exception, SystemExit, OutOfTime) as error:
            return Call(arguments, printed.getvalue(), error=error)
        return Call(arguments, printed.getvalue(), answer)

    def limit(self):
        """Return what raises OutOfTime when the budget is spent.

        Alarms do it where the system has them, and this is the main thread: Windows has
        none, a browser's Python no timer for them.
        """
        alarms = (hasattr(signal, "setitimer")
                  and threading.current_thread() is threading.main_thread())
        return (alarm if alarms else watch)(max(self.end - time.monotonic(), 1e-3))


@contextlib.contextmanager
def alarm(seconds):
    """Raise OutOfTime after some seconds, and again each second, whatever runs then."""
    def stop(*_):
        raise OutOfTime(SECONDS)

    handler = signal.signal(signal.SIGALRM, stop)
    timer = signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, handler)


@contextlib.contextmanager
def watch(seconds):
    """Raise OutOfTime at the first line of Python that is run after some seconds: once, since
    Python ends a tracing that raises, so that who catches everything in a loop goes on."""
    end = time.monotonic() + seconds

    def tick(frame, event, argument):
        if frame.f_code.co_filename in ours:
            return None  # what ends the watch must not be stopped
        if time.monotonic() > end:
            raise OutOfTime(SECONDS)
        return tick

    ours = tick.__code__.co_filename, contextlib.contextmanager.__code__.co_filename
    before = sys.gettrace()
    sys.settrace(tick)
    try:
        yield
    finally:
        sys.settrace(before)


def text_of(error):
    """Return the text of an exception, which a learner's own may refuse to give."""
    try:
        return str(error)
    except Exception:
        return ""
