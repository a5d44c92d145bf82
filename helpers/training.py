"""Layers in a row, and how they learn: gradient descent on small batches."""

from .layer_checks import as_batches, as_layers, as_rate, require_gradients
from .layers import Linear
from .losses import softmax_cross_entropy
from .validation import as_rng


class Sequential:
    """Layers applied one after the other, and their backward passes in reverse.

    Raises TypeError for what is not a layer: it must be callable and have
    `backward` and `parameters`.
    """

    def __init__(self, *layers):
        self.layers = as_layers(layers)

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


def linear_layers(network):
    """Return the Linear layers of a layer or of a Sequential, nested ones included."""
    if isinstance(network, Linear):
        return [network]
    return [found for layer in getattr(network, "layers", []) for found in linear_layers(layer)]


class SGD:
    """Gradient descent: each step replaces W by W - lr · dW and b by b - lr · db.

    It holds the network and not its arrays, so that W and b may be set in
    between, and it never writes into an array. Raises TypeError or ValueError
    if `lr` is not a number from 0 up.
    """

    def __init__(self, network, lr):
        self.network = as_layers([network])[0]
        self.lr = as_rate(lr)

    def step(self):
        """Take one step. Raises RuntimeError if there has been no backward pass."""
        for layer in linear_layers(self.network):
            require_gradients(layer)
            layer.W = layer.W - self.lr * layer.dW
            if layer.b is not None:
                layer.b = layer.b - self.lr * layer.db


def fit(network, X, y, epochs, lr, batch=32, rng=None, each_epoch=None):
    """Train `network` on X (N, D) and labels y (N,) by softmax cross-entropy.

    Each of the `epochs` goes once through the samples in a new random order,
    `batch` at a time; the learning rate falls in equal steps from `lr` towards
    0. Calls `each_epoch()` after every epoch, if given. Returns the list of the
    losses of all steps. Raises TypeError or ValueError for other types and shapes.
    """
    X, y, steps = as_batches(X, y, epochs, batch, each_epoch)
    rng, sgd, losses = as_rng(rng), SGD(network, lr), []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(steps):
            rows = order[k * batch:(k + 1) * batch]
            loss, dlogits = softmax_cross_entropy(network(X[rows]), y[rows])
            network.backward(dlogits)
            sgd.lr = lr * (1 - (epoch + k / steps) / epochs)
            sgd.step()
            losses.append(float(loss))
        if each_epoch is not None:
            each_epoch()
    return losses
