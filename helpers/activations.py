"""Elementwise activations: each remembers what its derivative needs, and has no parameters."""

import numpy as np

from .arguments.arrays import as_real, refuse_non_numbers
from .arguments.layers import refuse_activation_gradient


class Activation:
    """What the activations share: no parameters, and a name without arguments."""

    X = None

    def parameters(self):
        """Return the empty list: there is nothing to learn."""
        return []

    def __repr__(self):
        return f"{type(self).__name__}()"


class ReLU(Activation):
    """max(x, 0), entry by entry; its derivative is 1 where x > 0 and 0 elsewhere."""

    def __call__(self, X):
        """Return an array of X's shape. Raises TypeError if X is not numbers."""
        refuse_non_numbers("ReLU: X", X)
        self.X = np.asarray(X)
        return np.maximum(self.X, 0.0)

    def backward(self, dY):
        """Return dX = dY where X > 0, else 0. Raises RuntimeError, TypeError or ValueError."""
        refuse_activation_gradient(self, dY)
        return np.asarray(dY) * (self.X > 0)


class LeakyReLU(Activation):
    """x where x > 0, else slope · x; its derivative is 1 or the slope."""

    def __init__(self, slope=0.01):
        self.slope = as_real("LeakyReLU: slope", slope)

    def __call__(self, X):
        """Return an array of X's shape. Raises TypeError if X is not numbers."""
        refuse_non_numbers("LeakyReLU: X", X)
        self.X = np.asarray(X)
        return np.where(self.X > 0, self.X, self.slope * self.X)

    def backward(self, dY):
        """Return dX = dY or slope · dY. Raises RuntimeError, TypeError or ValueError."""
        refuse_activation_gradient(self, dY)
        dY = np.asarray(dY)
        return np.where(self.X > 0, dY, self.slope * dY)

    def __repr__(self):
        return f"LeakyReLU(slope={self.slope:g})"


class Sigmoid(Activation):
    """y = 1 / (1 + exp(-x)), entry by entry; its derivative is y (1 - y)."""

    def __call__(self, X):
        """Return an array of X's shape, in (0, 1). Raises TypeError if X is not numbers."""
        refuse_non_numbers("Sigmoid: X", X)
        self.X = np.asarray(X)
        self.Y = 0.5 + 0.5 * np.tanh(0.5 * self.X)  # the same, and exp cannot overflow
        return self.Y

    def backward(self, dY):
        """Return dX = dY · y (1 - y). Raises RuntimeError, TypeError or ValueError."""
        refuse_activation_gradient(self, dY)
        return np.asarray(dY) * self.Y * (1 - self.Y)


class Tanh(Activation):
    """y = tanh(x), entry by entry; its derivative is 1 - y²."""

    def __call__(self, X):
        """Return an array of X's shape, in (-1, 1). Raises TypeError if X is not numbers."""
        refuse_non_numbers("Tanh: X", X)
        self.X = np.asarray(X)
        self.Y = np.tanh(1.0 * self.X)
        return self.Y

    def backward(self, dY):
        """Return dX = dY · (1 - y²). Raises RuntimeError, TypeError or ValueError."""
        refuse_activation_gradient(self, dY)
        return np.asarray(dY) * (1 - self.Y**2)
