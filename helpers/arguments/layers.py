"""What the layers refuse: what they got, and what they expected."""

import numpy as np

from .arrays import as_count, as_flag, as_numbers, shown

LARGEST = 2**31  # more inputs or outputs than any layer has


def refuse_sizes(in_features, out_features, bias, dtype):
    """Raise TypeError or ValueError for arguments that Linear cannot be made of."""
    as_count("Linear: in_features", in_features, least=1, below=LARGEST)
    as_count("Linear: out_features", out_features, least=1, below=LARGEST)
    as_flag("Linear: bias", bias)
    refuse_dtype("Linear", dtype)


def refuse_dtype(name, dtype):
    """Raise TypeError for what is not a float type."""
    try:
        kind = np.dtype(dtype).kind if isinstance(dtype, type | str | np.dtype) else None
    except TypeError:
        kind = None
    if kind != "f":
        raise TypeError(f"{name}: dtype got {shown(dtype)}, expected a float type")


def numeric_array(value):
    """Say whether a value is a NumPy array of integers or floats."""
    return isinstance(value, np.ndarray) and value.dtype.kind in "iuf"


def told(value):
    """Return words on a value that was set in place of an array of numbers."""
    if not isinstance(value, np.ndarray):
        return f"of type {type(value).__name__}"
    return f"of shape {value.shape}" + ("" if numeric_array(value) else f", dtype {value.dtype}")


def refuse_parameters(layer):
    """Raise ValueError if W and b, which may be set, are not arrays that fit together."""
    W, b = layer.W, layer.b
    if not numeric_array(W) or W.ndim != 2:
        raise ValueError(f"Linear got W {told(W)}, expected an array of numbers "
                         f"(in_features, out_features)")
    if b is not None and not (numeric_array(b) and b.shape == W.shape[1:]):
        raise ValueError(f"Linear{W.shape} got b {told(b)}, expected an array of "
                         f"numbers of shape {W.shape[1:]}, or None")


def refuse_input(layer, X):
    """Raise TypeError or ValueError for an X that a Linear cannot take."""
    refuse_parameters(layer)
    W = layer.W
    X = as_numbers(f"Linear{W.shape}: X", X)
    if X.ndim == 0:
        raise ValueError(f"Linear{W.shape} got X of shape (), expected (..., {len(W)})")
    if X.shape[-1] != len(W):
        raise ValueError(f"Linear{W.shape} got X of shape {X.shape}: "
                         f"its last axis must be {len(W)}")


def refuse_gradient(layer, dY, shape):
    """Raise TypeError or ValueError for a dY that is not numbers of this shape, a layer's last
    output's, and RuntimeError if that is None, since there was none yet."""
    name = type(layer).__name__
    if shape is None:
        raise RuntimeError(f"{name} got backward before forward, expected a call first: layer(X)")
    dY = as_numbers(f"{name}: dY", dY)
    if dY.shape != shape:
        raise ValueError(f"{name} got dY of shape {dY.shape}, expected {shape}, "
                         f"the shape of its output")


def refuse_linear_gradient(layer, dY):
    """Refuse a dY that does not have the shape of a Linear's last output. Raises as above."""
    X = layer.X
    if X is None:
        return refuse_gradient(layer, dY, None)
    refuse_parameters(layer)
    if len(layer.W) != X.shape[-1]:
        raise ValueError(f"Linear got W of shape {layer.W.shape} in backward, expected "
                         f"({X.shape[-1]}, out_features), which fits the last X")
    refuse_gradient(layer, dY, X.shape[:-1] + layer.W.shape[1:])


def refuse_activation_gradient(layer, dY):
    """Refuse a dY that does not have the shape of an activation's last input. Raises as above."""
    refuse_gradient(layer, dY, None if layer.X is None else layer.X.shape)
