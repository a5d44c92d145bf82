"""What the layers and their training say to bad input: what they got, and what they expected."""

import numpy as np

from .validation import as_count, as_flag, as_numbers, as_real, as_shape, require_finite

LARGEST = 2**31  # more inputs or outputs than any layer has


def check_sizes(in_features, out_features, bias, dtype):
    """Raise TypeError or ValueError for arguments that Linear cannot be made of."""
    as_count("Linear: in_features", in_features, least=1, below=LARGEST)
    as_count("Linear: out_features", out_features, least=1, below=LARGEST)
    as_flag("Linear: bias", bias)
    try:
        kind = np.dtype(dtype).kind if isinstance(dtype, type | str | np.dtype) else None
    except TypeError:
        kind = None
    if kind != "f":
        raise TypeError(f"Linear: dtype got {dtype!r}, expected a float type")


def numeric_array(value):
    """Say whether a value is a NumPy array of integers or floats."""
    return isinstance(value, np.ndarray) and value.dtype.kind in "iuf"


def told(value):
    """Return words on a value that was set in place of an array of numbers."""
    if not isinstance(value, np.ndarray):
        return f"of type {type(value).__name__}"
    return f"of shape {value.shape}" + ("" if numeric_array(value) else f", dtype {value.dtype}")


def require_parameters(layer):
    """Raise ValueError if W and b, which may be set, are not arrays that fit together."""
    W, b = layer.W, layer.b
    if not numeric_array(W) or W.ndim != 2:
        raise ValueError(f"Linear got W {told(W)}, expected an array of numbers "
                         f"(in_features, out_features)")
    if b is not None and not (numeric_array(b) and b.shape == W.shape[1:]):
        raise ValueError(f"Linear{W.shape} got b {told(b)}, expected an array of "
                         f"numbers of shape {W.shape[1:]}, or None")


def layer_input(layer, X):
    """Return X as an array that a Linear can take. Raises TypeError or ValueError."""
    require_parameters(layer)
    W = layer.W
    X = as_numbers(f"Linear{W.shape}: X", X)
    if X.ndim == 0:
        raise ValueError(f"Linear{W.shape} got X of shape (), expected (..., {len(W)})")
    if X.shape[-1] != len(W):
        raise ValueError(f"Linear{W.shape} got X of shape {X.shape}: "
                         f"its last axis must be {len(W)}")
    return X


def gradient_of_shape(layer, dY, shape):
    """Return dY as an array of the shape of a layer's last output.

    Raises RuntimeError before the first call, TypeError or ValueError.
    """
    name = type(layer).__name__
    if shape is None:
        raise RuntimeError(f"{name} got backward before forward, expected a call first: layer(X)")
    dY = as_numbers(f"{name}: dY", dY)
    if dY.shape != shape:
        raise ValueError(f"{name} got dY of shape {dY.shape}, expected {shape}, "
                         f"the shape of its output")
    return dY


def layer_gradient(layer, dY):
    """Return dY as an array of the shape of a Linear's last output. Raises as above."""
    X = layer.X
    if X is None:
        return gradient_of_shape(layer, dY, None)
    require_parameters(layer)
    if len(layer.W) != X.shape[-1]:
        raise ValueError(f"Linear got W of shape {layer.W.shape} in backward, expected "
                         f"({X.shape[-1]}, out_features), which fits the last X")
    return gradient_of_shape(layer, dY, X.shape[:-1] + layer.W.shape[1:])


def activation_gradient(layer, dY):
    """Return dY as an array of the shape of an activation's last input. Raises as above."""
    return gradient_of_shape(layer, dY, None if layer.X is None else layer.X.shape)


def as_rate(lr):
    """Return a learning rate from 0 up as a float. Raises TypeError or ValueError."""
    if as_real("lr", lr) < 0:
        raise ValueError(f"lr got {lr!r}, expected a number from 0 up")
    return float(lr)


def as_layers(layers):
    """Return layers as a list. Raises TypeError for what is not one."""
    for layer in layers:
        if isinstance(layer, type) or not all(
                callable(getattr(layer, name, None))
                for name in ("__call__", "backward", "parameters")):
            raise TypeError(f"got {layer!r} as a layer, expected something callable with "
                            f"backward and parameters")
    return list(layers)


def require_gradients(layer):
    """Raise RuntimeError if a Linear has had no backward pass, ValueError if what was set since
    does not fit its gradients."""
    if layer.dW is None:
        raise RuntimeError("SGD got a step before backward, expected network.backward(dY) first")
    for name, value, gradient in ("W", layer.W, layer.dW), ("b", layer.b, layer.db):
        if getattr(value, "shape", None) != getattr(gradient, "shape", None):
            raise ValueError(f"SGD got {name} {told(value)}, expected what its gradient is: "
                             f"{told(gradient)}")


def as_batches(X, y, epochs, batch, each_epoch):
    """Return X and y as arrays of equal length, and the batches in an epoch.

    Raises TypeError or ValueError.
    """
    X = as_numbers("fit: X", X)
    require_finite("fit: X", X)
    if X.ndim == 0 or len(X) == 0:
        raise ValueError(f"fit: X got shape {X.shape}, expected at least one sample")
    y = as_shape("fit: y", y, len(X))
    as_count("fit: epochs", epochs, least=1)
    if each_epoch is not None and not callable(each_epoch):
        raise TypeError(f"fit: each_epoch got {each_epoch!r}, expected a function or None")
    return X, y, -(-len(X) // as_count("fit: batch", batch, least=1))
