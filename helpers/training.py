"""Layers in a row, and how they learn: steps on small batches."""

import numpy as np

from .arguments.arrays import refuse_rng
from .arguments.networks import refuse_batches, refuse_layers, refuse_mode, refuse_non_layer, refuse_training
from .losses import softmax_cross_entropy
from .optimisers import SGD
from .parameters import walk


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

    def train(self, mode=True):
        """Put every layer that has two modes into training, and return the network. Raises TypeError."""
        set_training(self, mode)
        return self

    def eval(self):
        """Put every layer that has two modes into evaluation, and return the network."""
        return self.train(False)

    def __repr__(self):
        return f"Sequential({', '.join(map(repr, self.layers))})"


def modules(network):
    """Return a list of a network and all layers inside it, as torch's modules() lists them.

    They may stand in a Sequential, or in an attribute or a list of a block. Raises TypeError for what
    is not a layer.
    """
    refuse_non_layer("network", network, "the network itself, or Sequential(*layers) for a list of layers")
    return [*walk([network])]


def set_training(network, mode):
    """Set `training` of every layer in a network, itself included, that has it, to True or False.

    Dropout and BatchNorm have it. Raises TypeError as `modules`, and if `mode` is not a truth value.
    """
    refuse_mode(mode)
    for layer in modules(network):
        if hasattr(layer, "training"):
            layer.training = mode


def train_step(network, X, y, optimiser, penalty=None, change=None):
    """Go forward and backward once, take one step, and return the loss, the penalty included.

    `penalty(optimiser.places)` adds its gradients and returns a number, as `l2` does; `change(X)` is what
    the network gets in place of X. Raises what they, the layers and the optimiser raise, TypeError
    for what is no optimiser and for other types, ValueError for an optimiser of another network.
    """
    refuse_training(network, optimiser, penalty, change)
    X = X if change is None else change(X)
    loss, dlogits = softmax_cross_entropy(network(X), y)
    network.backward(dlogits)
    if penalty is not None:
        loss = loss + penalty(optimiser.places)
    optimiser.step()
    return float(loss)


def fit(network, X, y, epochs, lr, batch=32, rng=None, each_epoch=None,
        optimiser=SGD, penalty=None, change=None):
    """Train `network` on X (N, D) and labels y (N,) by softmax cross-entropy.

    Each of the `epochs` goes once through the samples in a new random order,
    `batch` at a time; the learning rate falls in equal steps from `lr` towards
    0. `optimiser(network, lr)` makes what takes the steps; `penalty` and `change` are those of
    train_step. Layers with two modes are in training meanwhile, and in evaluation afterwards
    and whenever `each_epoch()` is called, if it is given: after every epoch (a run that is interrupted
    ends in training). Returns the list of
    the losses of all steps. Raises TypeError or ValueError for other types and shapes,
    for labels that are not whole numbers, and what `train_step` and the optimiser raise.
    """
    refuse_batches(X, y, epochs, batch, each_epoch, optimiser)
    refuse_rng(rng)
    X, y, rng = np.asarray(X), np.asarray(y), np.random.default_rng(rng)
    stepper, steps, losses = optimiser(network, lr), -(-len(X) // batch), []
    for epoch in range(epochs):
        set_training(network, True)
        order = rng.permutation(len(X))
        for k in range(steps):
            rows = order[k * batch:(k + 1) * batch]
            stepper.lr = float(lr) * (1 - (epoch + k / steps) / epochs)
            losses.append(train_step(network, X[rows], y[rows], stepper, penalty, change))
        set_training(network, False)
        if each_epoch is not None:
            each_epoch()
    return losses
