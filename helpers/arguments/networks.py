"""What networks and their training refuse: what they got, and what they expected."""

from collections.abc import Iterable

import numpy as np

from ..parameters import count, is_layer, lacks, names, owners, standing_twice, walk
from .arrays import as_count, as_flag, as_numbers, as_whole, refuse_nan_and_inf, shown
from .layers import numeric_array, told


def refuse_non_layer(name, value, wanted):
    """Raise TypeError for what is not a layer; `wanted` is what to write in place of a list."""
    if is_layer(value):
        return
    if isinstance(value, type) and not lacks(value):
        raise TypeError(f"{name} got the class {value.__name__}, expected a layer made of it: write "
                        f"{value.__name__}(), with its arguments if it takes any")
    if isinstance(value, list | tuple):
        raise TypeError(f"{name} got a {type(value).__name__}, expected {wanted}")
    raise TypeError(f"{name} got {shown(value)}, which lacks {', '.join(lacks(value))}, "
                    f"expected a layer")


def refuse_layers(layers):
    """Raise TypeError for what are not layers, ValueError for one that stands in two places."""
    for layer in layers:
        refuse_non_layer("Sequential", layer, "the layers one by one: Sequential(one, two), or "
                         "Sequential(*layers) for a list of them")
    refuse_twice("Sequential", layers)


def refuse_twice(name, layers):
    """Raise ValueError if a layer stands in two places, among the layers or inside them."""
    twice = standing_twice(layers)
    if twice is not None:
        raise ValueError(f"{name} got {twice!r} in two places, the same object, expected a new one "
                         f"in each: an object remembers only its last X")


def refuse_network(network):
    """Raise TypeError for what is not a layer or does not list arrays as parameters, ValueError
    for a network of which a parameter would not be learned, or twice: one that no block has as
    an attribute, one that stands in two places, one that the network's own parameters() leave out.
    """
    refuse_non_layer("network", network, "the network itself, net and not net.parameters(), "
                     "or Sequential(*layers) for a list of layers")
    refuse_twice("network", [network])
    blocks = [*walk([network])]
    for block in reversed(blocks):
        refuse_listed(block)
    owned = owners(network)
    for block in reversed(blocks):
        refuse_unowned(block, owned)
    listed = {id(array) for array in network.parameters()}
    for block in blocks:
        if {id(array) for array in block.parameters()} - listed:
            raise ValueError(f"network got parameters() of {type(network).__name__} without those "
                             f"of the {type(block).__name__} inside, expected all of them")


def refuse_listed(block):
    """Raise TypeError if the parameters() of a block are not arrays of numbers, one by one,
    ValueError if they are a list that it keeps, which would not hold what a step has set."""
    name, given = type(block).__name__, block.parameters()
    if isinstance(given, np.ndarray) or not isinstance(given, Iterable):
        raise TypeError(f"network got parameters() of {name} that return {shown(given)}, "
                        f"expected a list of arrays")
    for value in given:
        if not numeric_array(value):
            raise TypeError(f"network got parameters() of {name} that list a value {told(value)}, "
                            f"expected arrays of numbers")
    if given and given is block.parameters():
        raise ValueError(f"network got parameters() of {name} that return the same list each time, "
                         f"expected a new one of the attributes as they are, such as [self.W]")


def refuse_unowned(block, owned):
    """Raise ValueError for a parameter of a block that neither it nor a block inside it has as an
    attribute, or that is listed twice, belongs to another block as well, or has several names;
    `owned` is {id of an array: the block that owns it}."""
    inside, arrays = [*walk([block])], [*block.parameters()]
    for array in arrays:
        owner = owned.get(id(array))
        owns = any(part is owner for part in inside)
        if count(arrays, array) > 1 or names(block, array) and not owns:
            raise ValueError(f"network got one array {told(array)} twice among its parameters, "
                             f"expected a copy for each layer")
        if not owns:
            raise ValueError(f"network got an array {told(array)} in the parameters() of "
                             f"{type(block).__name__} that is no attribute of it or of a layer "
                             f"inside, expected one such as self.W, with its gradient in self.dW")
        if len(names(owner, array)) > 1:
            several = " and ".join(names(owner, array))
            raise ValueError(f"network got one array under the names {several} of "
                             f"{type(owner).__name__}, expected one name, or a gradient beside one "
                             f"of them from the start, such as self.dW = None")


def refuse_mode(mode):
    """Raise TypeError for a mode that is not a truth value."""
    as_flag("mode", mode)


def refuse_training(network, optimiser, penalty, change):
    """Raise TypeError for what takes no steps, or cannot be called where a function may stand,
    ValueError for an optimiser of another network."""
    if isinstance(optimiser, type) or not hasattr(optimiser, "places") or not hasattr(optimiser, "step"):
        raise TypeError(f"train_step: optimiser got {shown(optimiser)}, expected one made of a network, "
                        f"such as SGD(network, lr)")
    if getattr(optimiser, "network", network) is not network:
        raise ValueError("train_step got an optimiser of another network, expected one made of this network")
    refuse_function("train_step: penalty", penalty)
    refuse_function("train_step: change", change)


def refuse_function(name, value):
    """Raise TypeError for what is neither None nor can be called."""
    if value is not None and not callable(value):
        raise TypeError(f"{name} got {shown(value)}, expected a function or None")


def refuse_batches(X, y, epochs, batch, each_epoch, optimiser):
    """Raise TypeError or ValueError for what fit cannot cut into batches and go through."""
    X = as_numbers("fit: X", X)
    refuse_nan_and_inf("fit: X", X)
    if X.ndim == 0 or len(X) == 0:
        raise ValueError(f"fit: X got shape {X.shape}, expected at least one sample")
    as_whole("fit: y", y, len(X))
    as_count("fit: epochs", epochs, least=1)
    as_count("fit: batch", batch, least=1)
    refuse_function("fit: each_epoch", each_epoch)
    if not callable(optimiser):
        raise TypeError(f"fit: optimiser got {shown(optimiser)}, expected what makes one of a network "
                        f"and lr: SGD, Momentum or Adam, not an optimiser")
