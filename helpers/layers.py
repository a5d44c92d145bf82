"""The layers of the course: each is called, runs backward, and lists its parameters."""

import numpy as np

from .arguments.arrays import refuse_rng
from .arguments.layers import refuse_input, refuse_linear_gradient, refuse_sizes


class Linear:
    """The affine map Y = X @ W + b of the last axis of X, and its gradients.

    Shapes: X (..., in_features), W (in_features, out_features),
    b (out_features,), Y (..., out_features). W and b are drawn uniformly from
    ±1/√in_features, as torch.nn.Linear draws them; with `bias=False`, b is
    None. `rng` is a NumPy Generator, a seed or None; `dtype` a float type.
    W and b may be set. Raises TypeError or ValueError for sizes that are not
    positive integers and for other types.
    """

    def __init__(self, in_features, out_features, bias=True, rng=None, dtype=float):
        refuse_sizes(in_features, out_features, bias, dtype)
        refuse_rng(rng)
        rng = np.random.default_rng(rng)
        bound = 1 / np.sqrt(in_features)
        self.W = rng.uniform(-bound, bound, (in_features, out_features)).astype(dtype)
        self.b = rng.uniform(-bound, bound, out_features).astype(dtype) if bias else None
        self.X = self.dW = self.db = None

    def __call__(self, X):
        """Return Y = X @ W + b of shape (..., out_features), and remember X.

        Raises TypeError if X is not numbers, ValueError if its last axis is
        not in_features long or W and b do not fit together.
        """
        refuse_input(self, X)
        self.X = np.asarray(X)
        Y = self.X @ self.W
        return Y if self.b is None else Y + self.b

    def backward(self, dY):
        """Return dX = dY @ W.T and leave dW = X.T @ dY and db = the sum of dY's rows.

        dY has the shape of the last output and holds the derivatives of a
        number with respect to it; leading axes are summed in dW and db, which
        are overwritten. Raises RuntimeError before the first call, TypeError
        or ValueError if dY is not numbers of the output's shape.
        """
        refuse_linear_gradient(self, dY)
        dY = np.asarray(dY)
        X = self.X.reshape(-1, self.X.shape[-1])
        rows = dY.reshape(-1, dY.shape[-1])
        self.dW = X.T @ rows
        self.db = None if self.b is None else rows.sum(axis=0)
        return dY @ self.W.T

    def parameters(self):
        """Return the list [W, b], or [W] without a bias."""
        return [self.W] if self.b is None else [self.W, self.b]

    def __repr__(self):
        D, K = self.W.shape
        bias = self.b is not None
        return f"Linear(in_features={D}, out_features={K}, bias={bias})"
