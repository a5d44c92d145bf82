"""What dropout, batch normalisation and penalties refuse: what they got, and what they expected."""

from .arrays import as_count, as_numbers, as_real, shown
from .layers import LARGEST, numeric_array, refuse_dtype, told
from .optimisers import refuse_misfit


def refuse_features(num_features, eps, momentum, dtype):
    """Raise TypeError or ValueError for arguments that BatchNorm cannot be made of."""
    as_count("BatchNorm: num_features", num_features, least=1, below=LARGEST)
    if as_real("BatchNorm: eps", eps) <= 0:
        raise ValueError(f"BatchNorm: eps got {eps!r}, expected a positive number")
    if not 0 <= as_real("BatchNorm: momentum", momentum) <= 1:
        raise ValueError(f"BatchNorm: momentum got {momentum!r}, expected a number from 0 to 1")
    refuse_dtype("BatchNorm", dtype)


def refuse_samples(layer, X):
    """Raise TypeError or ValueError for an X that a BatchNorm cannot take, or if one of its four
    arrays, which may be set, does not fit the others."""
    K = len(layer.running_mean) if numeric_array(layer.running_mean) else None
    for name in ("gamma", "beta", "running_mean", "running_var"):
        array = getattr(layer, name)
        if not (numeric_array(array) and array.shape == (K,)):
            raise ValueError(f"BatchNorm got {name} {told(array)}, expected an array of numbers "
                             f"with one for each feature, as in the other three")
    X = as_numbers(f"BatchNorm({K}): X", X)
    if X.shape[-1:] != (K,):
        raise ValueError(f"BatchNorm({K}) got X of shape {X.shape}: its last axis must be {K}")
    if layer.training and X.size // K < 2:
        raise ValueError(f"BatchNorm({K}) got X of shape {X.shape} in training, expected at least two "
                         f"samples: one alone has no spread. For predictions, network.eval() first")


def refuse_penalty(name, places, strength):
    """Raise TypeError for what trainable() does not return, ValueError or TypeError for a strength
    that is not a number from 0 up, RuntimeError where a gradient is missing."""
    if not isinstance(places, list) or not all(isinstance(place, tuple) for place in places):
        raise TypeError(f"{name}: places got {shown(places)}, expected what trainable(network) returns")
    if as_real(f"{name}: strength", strength) < 0:
        raise ValueError(f"{name}: strength got {strength!r}, expected a number from 0 up")
    for owner, parameter, gradient in places:
        if getattr(owner, gradient, None) is None:
            raise RuntimeError(f"{name} got no {gradient} of {type(owner).__name__}, expected "
                               f"network.backward(dY) first, which leaves there the gradient of {parameter}")
        refuse_misfit(name, owner, parameter, gradient)
