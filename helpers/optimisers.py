"""What takes the steps: each optimiser walks over the parameters of a network, whatever their names."""

import numpy as np

from .arguments.arrays import refuse_share
from .arguments.networks import refuse_network
from .arguments.optimisers import refuse_adam, refuse_other_shapes, refuse_rate, refuse_step
from .parameters import names, owners


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


class Momentum(SGD):
    """SGD along an average of past gradients: v = momentum · v + dW, then W = W - lr · v.

    v begins at 0, one for every parameter; on a slope that stays the same the steps grow
    towards lr · dW / (1 - momentum). The same as torch.optim.SGD with `momentum`. Raises as SGD,
    and for a `momentum` that is not a number from 0 up, less than 1. Source: B. Polyak (1964).
    """

    def __init__(self, network, lr, momentum=0.9):
        refuse_share("Momentum: momentum", momentum)
        super().__init__(network, lr)
        self.momentum, self.v = float(momentum), [0.0] * len(self.places)

    def step(self):
        """Take one step. Raises as SGD.step."""
        refuse_step(self)
        refuse_other_shapes(self, self.v)
        for k, (owner, name, gradient) in enumerate(self.places):
            self.v[k] = self.momentum * self.v[k] + getattr(owner, gradient)
            setattr(owner, name, getattr(owner, name) - self.lr * self.v[k])


class Adam(SGD):
    """Steps of about lr for every number, whatever the size of its gradients.

    m and v average the gradients g and their squares, m = β₁ m + (1 - β₁) g and
    v = β₂ v + (1 - β₂) g², from 0; since they begin too small, step t divides them by 1 - β₁ᵗ
    and 1 - β₂ᵗ. Then W = W - lr · m / (√v + eps). With `weight_decay`, matrices first shrink by
    lr · weight_decay · W, in the step and not in the gradient: that is torch.optim.AdamW, for
    matrices only. Raises as SGD, and for other arguments than numbers in their ranges. Sources:
    D. Kingma and J. Ba (2014); for the decay I. Loshchilov and F. Hutter (2017).
    """

    def __init__(self, network, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        refuse_adam(betas, eps, weight_decay)
        super().__init__(network, lr)
        self.betas, self.eps = tuple(map(float, betas)), float(eps)
        self.weight_decay = float(weight_decay)
        self.t, self.m = 0, [0.0] * len(self.places)
        self.v = [0.0] * len(self.places)

    def step(self):
        """Take one step. Raises as SGD.step."""
        refuse_step(self)
        refuse_other_shapes(self, self.m)
        self.t, (b1, b2) = self.t + 1, self.betas
        for k, (owner, name, gradient) in enumerate(self.places):
            W, g = getattr(owner, name), getattr(owner, gradient)
            self.m[k] = b1 * self.m[k] + (1 - b1) * g
            self.v[k] = b2 * self.v[k] + (1 - b2) * g**2
            m, v = self.m[k] / (1 - b1**self.t), self.v[k] / (1 - b2**self.t)
            decay = self.lr * self.weight_decay if W.ndim > 1 else 0.0
            setattr(owner, name, W - decay * W - self.lr * m / (np.sqrt(v) + self.eps))
