"""What networks and their training refuse: what they got, and what they expected."""

import numpy as np

from ..parameters import blocks, is_layer, names, owners, standing_twice
from .arrays import as_count, as_numbers, as_real, as_shape, require_finite
from .layers import told


def refuse_rate(lr):
    """Raise TypeError or ValueError for a learning rate that is not a number from 0 up."""
    if as_real("lr", lr) < 0:
        raise ValueError(f"lr got {lr!r}, expected a number from 0 up")


def refuse_other(name, value, wanted):
    """Raise TypeError for what is not a layer; `wanted` is what to write in place of a list."""
    if isinstance(value, type):
        raise TypeError(f"{name} got the class {value.__name__}, expected a layer made of it: "
                        f"{value.__name__}(...)")
    if isinstance(value, list | tuple):
        raise TypeError(f"{name} got a {type(value).__name__}, expected {wanted}")
    if not is_layer(value):
        shown = f"an array {told(value)}" if isinstance(value, np.ndarray) else repr(value)
        raise TypeError(f"{name} got {shown} as a layer, expected something callable with "
                        f"backward and parameters")


def refuse_layers(layers):
    """Raise TypeError for what are not layers, ValueError for one that stands in two places."""
    for layer in layers:
        refuse_other("Sequential", layer, "layers one by one: Sequential(*layers)")
    refuse_twice("Sequential", layers)


def refuse_twice(name, layers):
    """Raise ValueError if a layer stands in two places, among the layers or inside them."""
    twice = standing_twice(layers)
    if twice is not None:
        raise ValueError(f"{name} got {twice!r} in two places, the same object, expected a new "
                         f"one for each: it remembers one X only")


def refuse_network(network):
    """Raise TypeError for what is not a layer, ValueError for a network of which a parameter
    would not be learned, or twice: one that no block has as an attribute, one that stands in
    two places, or one that the network's own parameters() leave out."""
    refuse_other("network", network, "the network itself, not its layers or parameters")
    refuse_twice("network", [network])
    owned, listed = owners(network), [id(array) for array in network.parameters()]
    for array in network.parameters():
        block = owned[id(array)]
        if listed.count(id(array)) > 1:
            raise ValueError(f"network got one array {told(array)} twice in its parameters(), "
                             f"expected a copy for each layer")
        if not names(block, array):
            raise ValueError(f"network got an array {told(array)} in the parameters() of "
                             f"{type(block).__name__} that is none of its attributes, expected "
                             f"one such as self.W, with its gradient in self.dW")
    for block in blocks(network):
        if {id(array) for array in block.parameters()} - {*listed}:
            raise ValueError(f"network got parameters() of {type(network).__name__} without those "
                             f"of the {type(block).__name__} inside, expected all of them")


def refuse_step(optimiser):
    """Raise RuntimeError if a parameter has no gradient yet or the network is another than when
    the optimiser was made, ValueError if what was set since does not fit the gradients."""
    name, arrays = type(optimiser).__name__, optimiser.network.parameters()
    for owner, parameter, gradient in optimiser.places:
        array, slope = getattr(owner, parameter), getattr(owner, gradient, None)
        if slope is None:
            raise RuntimeError(f"{name} got a step without {gradient} of {type(owner).__name__}, "
                               f"expected network.backward(dY) first, which leaves it there")
        if getattr(array, "shape", None) != getattr(slope, "shape", None):
            raise ValueError(f"{name} got {parameter} {told(array)}, expected what its gradient is: "
                             f"{told(slope)}")
    if [id(getattr(owner, parameter)) for owner, parameter, _ in optimiser.places] != [*map(id, arrays)]:
        raise RuntimeError(f"{name} got a network with other parameters than it was made with: "
                           f"make a new {name}(network, lr)")


def refuse_batches(X, y, epochs, batch, each_epoch):
    """Raise TypeError or ValueError for what fit cannot cut into batches and go through."""
    X = as_numbers("fit: X", X)
    require_finite("fit: X", X)
    if X.ndim == 0 or len(X) == 0:
        raise ValueError(f"fit: X got shape {X.shape}, expected at least one sample")
    as_shape("fit: y", y, len(X))
    as_count("fit: epochs", epochs, least=1)
    as_count("fit: batch", batch, least=1)
    if each_epoch is not None and not callable(each_epoch):
        raise TypeError(f"fit: each_epoch got {each_epoch!r}, expected a function or None")
