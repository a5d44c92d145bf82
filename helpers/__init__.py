"""The shared code of the course: layers, losses, gradients, data and the exercise checks."""

from .activations import Activation, LeakyReLU, ReLU, Sigmoid, Tanh
from .data import digit_from_text, load_digits, load_postcode, load_strangers, load_table, make_strip
from .exercises import check
from .gradients import numerical_gradient, unbroadcast
from .layers import Linear
from .losses import softmax, softmax_cross_entropy
from .optimisers import SGD, Adam, Momentum, trainable
from .regularisation import BatchNorm, Dropout, l1, l2
from .sequences import RNN, Attention, Embedding, attention
from .strips import cut_windows, label_windows, pick_digits, random_strip, training_windows
from .training import Sequential, fit, modules, set_training, train_step

__all__ = [
    "Activation", "Adam", "Attention", "BatchNorm", "Dropout", "Embedding", "LeakyReLU", "Linear",
    "Momentum", "RNN", "ReLU", "SGD", "Sequential", "Sigmoid", "Tanh", "attention", "check", "cut_windows",
    "digit_from_text", "fit", "l1", "l2", "label_windows", "load_digits", "load_postcode",
    "load_strangers", "load_table", "make_strip", "modules", "numerical_gradient", "pick_digits",
    "random_strip", "set_training", "show", "softmax", "softmax_cross_entropy", "train_step", "trainable",
    "training_windows", "unbroadcast",
]


def __getattr__(name):
    """Bring in `show`, and with it matplotlib, when it is first asked for."""
    if name == "show":
        from .figures import show
        return show
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")
