"""Where the parameters of a network are found: in any layer with W and dW, wherever it stands."""

import numpy as np
import pytest

from helpers import SGD, LeakyReLU, Linear, ReLU, Sequential, Tanh, fit, softmax_cross_entropy, trainable
from tests.helpers.own import Own

X, LABELS = np.random.default_rng(5).normal(size=(7, 4)), np.array([0, 2, 1, 1, 0, 2, 2])


class Affine:
    """A layer of somebody's own, as notebook 2 builds one, whose gradients come to be in backward."""

    def __init__(self, D, K):
        self.W, self.b = np.random.default_rng(D).normal(size=(D, K)), np.zeros(K)

    def __call__(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dY):
        self.dW, self.db = self.X.T @ dY, dY.sum(axis=0)
        return dY @ self.W.T

    def parameters(self):
        return [self.W, self.b]


class Pair(Affine):
    def parameters(self):
        return self.W, self.b


class Stream(Affine):
    def parameters(self):
        yield self.W
        yield self.b


class Slotted:
    """A layer without a __dict__."""

    __slots__ = ("W", "b", "dW", "db", "X")
    __init__, __call__, backward = Affine.__init__, Affine.__call__, Affine.backward
    parameters = Affine.parameters


class Heir(Slotted):
    """A layer whose slots are those of its parent, and which has a __dict__ besides."""


class Scale:
    """A layer whose parameters have other names, one of them kept a second time."""

    def __init__(self):
        self.start = self.gamma = np.ones(3)
        self.beta, self.dgamma = np.zeros(3), None

    def __call__(self, X):
        self.X = X
        return X * self.gamma + self.beta

    def backward(self, dY):
        self.dgamma, self.dbeta = (dY * self.X).sum(axis=0), dY.sum(axis=0)
        return dY * self.gamma

    def parameters(self):
        return [self.gamma, self.beta]


class Block:
    """A block of somebody's own, with layers in a list, in an attribute and in another block."""

    def __init__(self):
        self.layers = [Affine(4, 5), Tanh(), Sequential(Affine(5, 6), Tanh())]
        self.last, self.first = Affine(6, 3), self.layers[0]
        self.first_weights = self.first.W

    def __call__(self, X):
        for layer in self.layers:
            X = layer(X)
        return self.last(X)

    def backward(self, dY):
        for layer in [self.last, *reversed(self.layers)]:
            dY = layer.backward(dY)
        return dY

    def parameters(self):
        return [p for layer in [*self.layers, self.last] for p in layer.parameters()]


@pytest.mark.parametrize("make", [
    lambda: Affine(4, 3), lambda: Pair(4, 3), lambda: Stream(4, 3), lambda: Slotted(4, 3),
    lambda: Heir(4, 3), lambda: Sequential(Affine(4, 3)), lambda: Sequential(Stream(4, 3), Scale()),
    Block, lambda: Sequential(Block(), Affine(3, 3))])
def test_layers_of_ones_own_learn(make):
    net = make()
    before = [*net.parameters()]
    losses = fit(net, X, LABELS, epochs=60, lr=0.5, rng=0)
    assert losses[-1] < losses[0] / 2
    assert all((old != new).any() for old, new in zip(before, net.parameters(), strict=True))


def places_of(*layers):
    """Return the places of the parameters of these layers."""
    return [(layer, name, f"d{name}") for layer in layers for name in ("W", "b")]


def test_places_are_those_of_the_layers_that_hold_them():
    block = Block()
    assert trainable(block) == places_of(block.first, block.layers[2].layers[0], block.last)


def test_places_come_in_the_order_of_parameters():
    own = Own(lambda own: [own.b, own.W], W=np.ones((4, 3)), b=np.ones(3))
    assert trainable(own) == [(own, "b", "db"), (own, "W", "dW")]


def test_parameters_may_have_any_name_and_one_with_a_gradient_comes_first():
    scale = Scale()
    assert trainable(scale) == [(scale, "gamma", "dgamma"), (scale, "beta", "dbeta")]


@pytest.mark.parametrize("standing", [
    lambda layer: {"layer": layer},
    lambda layer: {"layers": [Own(lambda own: ()), layer]},
    lambda layer: {"layers": (layer, Tanh())},
    lambda layer: {"layers": {"first": Tanh(), "second": layer}},
    lambda layer: {"layers": [[Tanh()], {"rest": ([layer],)}]},
    lambda layer: {"inside": Own(lambda own: layer.parameters(), layers=[layer])},
    lambda layer: {"inside": Sequential(Tanh(), Sequential(layer))},
    lambda layer: {"layers": [Tanh(), layer], "last": layer},
    lambda layer: {"last": layer, "layers": [Tanh(), layer]},
    lambda layer: {"all": [Tanh(), layer], "rest": [layer]},
    lambda layer: {"layer": layer, "kind": Linear, "name": "block", "learns": [LABELS, None, {1, 2}]},
], ids=range(11))
def test_layer_is_found_wherever_it_stands(standing):
    layer = Affine(4, 3)
    block = Own(lambda own: layer.parameters(), **standing(layer))
    assert trainable(block) == trainable(Sequential(block)) == places_of(layer)


class Slots:
    """A block that keeps its layers in slots, one of them empty."""

    __slots__ = ("empty", "layers")
    __call__, backward = Own.__call__, Own.backward

    def parameters(self):
        return self.layers[0].parameters()


def test_layers_are_found_in_slots():
    block = Slots()
    block.layers = [Affine(4, 3)]
    assert trainable(block) == places_of(block.layers[0])
    block.layers *= 2
    with pytest.raises(ValueError, match="in two places"):
        trainable(block)


def test_layer_may_lead_back_to_its_network():
    one, two = Affine(4, 5), Affine(5, 3)
    net = Sequential(one, Sequential(Tanh(), two))
    one.itself, one.network, two.network, two.block = one, net, [net], net.layers[1]
    assert trainable(net) == places_of(one, two)
    alone = Affine(4, 3)
    alone.network = Sequential(alone)
    assert trainable(Sequential(alone)) == trainable(alone) == places_of(alone)


relu, shared = ReLU(), Sequential(LeakyReLU())


@pytest.mark.parametrize("make, named", [
    (lambda: Sequential(relu, relu), "ReLU()"),
    (lambda: Sequential(*[Linear(3, 3), relu] * 2), "Linear(in_features=3"),
    (lambda: Sequential(relu, Sequential(Linear(3, 3), relu)), "ReLU()"),
    (lambda: Sequential(Sequential(relu), Sequential(Sequential(relu))), "ReLU()"),
    (lambda: Sequential(Sequential(shared), Sequential(Tanh(), shared)), "Sequential(LeakyReLU"),
    (lambda: Sequential(Own(None, layers=[relu, Tanh(), relu])), "ReLU()"),
    (lambda: Sequential(Own(None, layers={"one": relu, "two": [relu]})), "ReLU()"),
    (lambda: Sequential(Own(None, first=relu, layers=(relu, relu))), "ReLU()"),
    (lambda: Sequential(Own(None, layers=(relu, relu), first=relu)), "ReLU()"),
    (lambda: Sequential(Own(None, first=relu, inside=Sequential(relu))), "ReLU()"),
], ids=range(10))
def test_layer_that_stands_twice_is_refused_when_the_network_is_built(make, named):
    with pytest.raises(ValueError) as caught:
        make()
    assert str(caught.value).startswith(f"Sequential got {named}")
    assert "in two places, the same object" in str(caught.value)


@pytest.mark.parametrize("change", [
    lambda net: net.layers.append(Linear(3, 3)),
    lambda net: net.layers.__setitem__(1, Linear(5, 3)),
    lambda net: setattr(net.layers[1], "b", np.zeros(3))])
def test_network_that_has_changed_since_is_refused(change):
    net = Sequential(Linear(4, 5, rng=0), Linear(5, 3, rng=1, bias=False))
    sgd = SGD(net, lr=0.1)
    net.backward(softmax_cross_entropy(net(X), LABELS)[1])
    change(net)
    with pytest.raises(RuntimeError, match="a new SGD"):
        sgd.step()


def test_every_one_of_many_layers_learns():
    net = Sequential(*[Linear(3, 3, rng=seed) for seed in range(6)])
    before = net.parameters()
    fit(net, np.eye(3), [0, 1, 2], epochs=1, lr=0.1)
    assert len(before) == 12 and all((old != new).any() for old, new in zip(before, net.parameters()))
