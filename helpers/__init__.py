"""The shared code of the course: layers, losses, gradients, data and the exercise checks."""

from .checks import check
from .data import digit_from_text, load_digits, load_postcode, make_strip
from .gradients import numerical_gradient, unbroadcast
from .layers import Linear
from .losses import softmax, softmax_cross_entropy

__all__ = [
    "Linear", "check", "digit_from_text", "load_digits", "load_postcode", "make_strip",
    "numerical_gradient", "show", "softmax", "softmax_cross_entropy", "unbroadcast",
]


def __getattr__(name):
    """Bring in `show`, and with it matplotlib, when it is first asked for."""
    if name == "show":
        from .figures import show
        return show
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")
