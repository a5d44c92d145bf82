"""Run a learner's function quietly, and not for ever."""

import contextlib
import signal
import threading
import warnings

SECONDS = 10  # how long an answer may take for one case


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
    with contextlib.redirect_stdout(printed), warnings.catch_warnings(), time_limit(SECONDS):
        warnings.simplefilter("ignore")
        return function(*arguments)


def text_of(error):
    """Return the text of an exception, which a learner's own may refuse to give."""
    try:
        return str(error)
    except Exception:
        return ""
