"""Layers in a row, and how they learn: gradient descent on small batches."""

import numpy as np

from .arguments.arrays import refuse_rng
from .arguments.networks import (
    refuse_batches,
    refuse_layers,
    refuse_network,
    refuse_rate,
    refuse_step,
)
from .losses import softmax_cross_entropy
from .parameters import names, owners


class Sequential:
    """Layers applied one after the other, and their backward passes in reverse.

    Raises TypeError for what is not a layer: it must be callable and have
    `backward` and `parameters`. Raises ValueError if one layer stands in two
    places, here or inside the layers: it can remember only one X.
    """

    def __init__(self, *layers):
        refuse_layers(layers)
        self.layers = list(layers)

    def __call__(self, X):
        """Return the last layer's output. Raises what the layers raise."""
        for layer in self.layers:
            X = layer(X)
        return X

    def backward(self, dY):
        """Return the gradient by the input; each layer keeps its own. Raises what they raise."""
        for layer in reversed(self.layers):
            dY = layer.backward(dY)
        return dY

    def parameters(self):
        """Return the parameters of all layers in one list, from the first layer on."""
        return [parameter for layer in self.layers for parameter in layer.parameters()]

    def __repr__(self):
        return f"Sequential({', '.join(map(repr, self.layers))})"


def trainable(network):
    """Return (owner, name, gradient's name) of each parameter, in the order of parameters().

    A layer with W and b gives (layer, "W", "dW") and (layer, "b", "db"): the owner is the layer
    whose attributes they are, in the network itself or in an attribute, a list or a dictionary
    of a block inside. An optimiser reads getattr(owner, "dW") and sets "W". Raises
    TypeError for what is not a layer or whose parameters() are not arrays,
    ValueError if a parameter would not be found, or twice: if no block that
    lists it has it as an attribute, or one has it under two names, or the
    network leaves it out of its own parameters(), or it or a layer stands twice.
    """
    refuse_network(network)
    owned = owners(network)
    return [(owned[id(array)], name, f"d{name}") for array in network.parameters()
            for name in names(owned[id(array)], array)]


class SGD:
    """Gradient descent: each step replaces W by W - lr · dW, for every parameter W.

    It holds the places of the parameters and not their arrays, so that they may
    be set in between, and it never writes into an array. Any layer learns whose
    attributes hold its parameters, W say, and their gradients, dW: alone, in a
    Sequential, or in an attribute or a list of a block. Raises TypeError or
    ValueError if `lr` is not a number from 0 up, and what `trainable` raises.
    """

    def __init__(self, network, lr):
        refuse_rate(lr)
        self.network, self.lr = network, float(lr)
        self.places = trainable(network)

    def step(self):
        """Take one step. Raises RuntimeError if there has been no backward pass or the network
        has other layers by now, ValueError if what was set does not fit its gradient."""
        refuse_step(self)
        for owner, name, gradient in self.places:
            step = self.lr * getattr(owner, gradient)
            setattr(owner, name, getattr(owner, name) - step)


def fit(network, X, y, epochs, lr, batch=32, rng=None, each_epoch=None):
    """Train `network` on X (N, D) and labels y (N,) by softmax cross-entropy.

    Each of the `epochs` goes once through the samples in a new random order,
    `batch` at a time; the learning rate falls in equal steps from `lr` towards
    0. Calls `each_epoch()` after every epoch, if given. Returns the list of the
    losses of all steps. Raises TypeError or ValueError for other types and shapes,
    for labels that are not whole numbers, and what `SGD` raises.
    """
    refuse_batches(X, y, epochs, batch, each_epoch)
    refuse_rng(rng)
    X, y, rng = np.asarray(X), np.asarray(y), np.random.default_rng(rng)
    sgd, steps, losses = SGD(network, lr), -(-len(X) // batch), []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(steps):
            rows = order[k * batch:(k + 1) * batch]
            loss, dlogits = softmax_cross_entropy(network(X[rows]), y[rows])
            network.backward(dlogits)
            sgd.lr = float(lr) * (1 - (epoch + k / steps) / epochs)
            sgd.step()
            losses.append(float(loss))
        if each_epoch is not None:
            each_epoch()
    return losses
