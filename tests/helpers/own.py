"""A layer of somebody's own, as a learner would write one, and the activations that helpers ship."""

import numpy as np

import helpers


class Own:
    """A layer that has the attributes given and lists as parameters what `lists` makes of it."""

    def __init__(self, lists, **attributes):
        vars(self).update(attributes)
        self.lists = lists

    def __call__(self, X):
        return X

    backward = __call__

    def parameters(self):
        return self.lists(self)


def public_activations():
    """Return the classes of activations among the public names, which the tests of all take up."""
    kinds = [getattr(helpers, name) for name in helpers.__all__]
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, helpers.Activation)
            and kind is not helpers.Activation]


def twin_of(torch, layer):
    """Return torch's module that does what a layer of helpers does now, with copies of its arrays."""
    def copied(module, **arrays):
        with torch.no_grad():
            for name, array in arrays.items():
                getattr(module, name).copy_(torch.from_numpy(np.array(array)))
        return module.train(getattr(layer, "training", True))

    if isinstance(layer, helpers.Sequential):
        return torch.nn.Sequential(*[twin_of(torch, part) for part in layer.layers])
    if isinstance(layer, helpers.Linear):
        module = torch.nn.Linear(*layer.W.shape, layer.b is not None, dtype=torch.from_numpy(layer.W).dtype)
        return copied(module, weight=layer.W.T, **({} if layer.b is None else {"bias": layer.b}))
    if isinstance(layer, helpers.Embedding):
        module = torch.nn.Embedding(*layer.W.shape, dtype=torch.from_numpy(layer.W).dtype)
        return copied(module, weight=layer.W)
    if isinstance(layer, helpers.RNN):
        H = len(layer.b)
        D = len(layer.W) - H
        module = torch.nn.RNN(D, H, batch_first=True, dtype=torch.from_numpy(layer.W).dtype)
        return copied(module, weight_ih_l0=layer.W[:D].T, weight_hh_l0=layer.W[D:].T,
                      bias_ih_l0=layer.b, bias_hh_l0=0 * layer.b)
    if isinstance(layer, helpers.BatchNorm):
        module = torch.nn.BatchNorm1d(len(layer.gamma), layer.eps, layer.momentum,
                                      dtype=torch.from_numpy(layer.gamma).dtype)
        return copied(module, weight=layer.gamma, bias=layer.beta, running_mean=layer.running_mean,
                      running_var=layer.running_var)
    slope = [layer.slope] if isinstance(layer, helpers.LeakyReLU) else []
    return getattr(torch.nn, type(layer).__name__)(*slope)
