"""The shared code of the course: data, figures and the checks of the exercises."""

from .checks import check
from .data import digit_from_text, load_digits, load_postcode, make_strip

__all__ = ["check", "digit_from_text", "load_digits", "load_postcode", "make_strip", "show"]


def __getattr__(name):
    """Bring in `show`, and with it matplotlib, when it is first asked for."""
    if name == "show":
        from .figures import show
        return show
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")
