"""SGD, Momentum and Adam: numbers by hand, and torch's over 100 steps."""

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from helpers import SGD, Adam, BatchNorm, Linear, Momentum, ReLU, Sequential, l2, softmax_cross_entropy
from tests.helpers.own import twin_of

X, LABELS = np.random.default_rng(5).normal(size=(7, 4)), np.array([0, 2, 1, 1, 0, 2, 2])
PAIRS = {
    "SGD": (partial(SGD, lr=0.1), ("SGD", {"lr": 0.1})),
    "Momentum": (partial(Momentum, lr=0.1), ("SGD", {"lr": 0.1, "momentum": 0.9})),
    "Momentum of 0.5": (partial(Momentum, lr=0.1, momentum=0.5), ("SGD", {"lr": 0.1, "momentum": 0.5})),
    "Adam": (Adam, ("Adam", {})),
    "Adam, all set": (partial(Adam, lr=0.03, betas=(0.7, 0.95), eps=1e-3),
                      ("Adam", {"lr": 0.03, "betas": (0.7, 0.95), "eps": 1e-3})),
    "Adam with decay": (partial(Adam, lr=0.03, weight_decay=0.2),
                        ("AdamW", {"lr": 0.03, "weight_decay": 0.2})),
}


def network():
    """Return a network without the bias that a BatchNorm would take away: its gradient is only rounding."""
    rng = np.random.default_rng(0)
    return Sequential(Linear(4, 6, bias=False, rng=rng), BatchNorm(6), ReLU(), Linear(6, 3, rng=rng))


def step(net, optimiser):
    net.backward(softmax_cross_entropy(net(X), LABELS)[1])
    optimiser.step()


@pytest.mark.parametrize("make, theirs", PAIRS.values(), ids=PAIRS)
def test_hundred_steps_equal_torchs(torch, make, theirs):
    """At a rate that falls; gamma and beta learn too; a decay takes matrices only, so torch gets two
    groups."""
    net, (name, options) = network(), theirs
    twin = twin_of(torch, net)
    groups = [{"params": [p for p in twin.parameters() if p.ndim == 2]},
              {"params": [p for p in twin.parameters() if p.ndim == 1], "weight_decay": 0}]
    ours, theirs = make(net), getattr(torch.optim, name)(groups, **options)
    first = ours.lr
    for k in range(100):
        ours.lr = first * (1 - k / 100)
        for group in theirs.param_groups:
            group["lr"] = ours.lr
        step(net, ours)
        theirs.zero_grad()
        torch.nn.functional.cross_entropy(twin(torch.from_numpy(X)), torch.from_numpy(LABELS)).backward()
        theirs.step()
    assert len(net.parameters()) == 5
    for one, other in zip(net.parameters(), twin.parameters()):
        assert_allclose(one.T, other.detach().numpy(), rtol=0, atol=1e-12, strict=True)


def one(make, gradients, start=10.0):
    """Return the values that one number takes, by steps with these gradients."""
    layer, values = Linear(1, 1, bias=False), []
    layer.W = np.array([[start]])
    optimiser = make(layer)
    for gradient in gradients:
        layer.dW = np.array([[float(gradient)]])
        optimiser.step()
        values.append(layer.W.item())
    return values


def test_momentum_by_hand():
    assert one(partial(Momentum, lr=1, momentum=0.5), [2, 0, 4]) == [8, 7, 2.5]


def test_momentum_of_zero_is_sgd():
    assert one(partial(Momentum, lr=0.1, momentum=0), [2, -1]) == one(partial(SGD, lr=0.1), [2, -1])


def test_adam_by_hand():
    """Its first step is lr long, whatever the gradient; the second is worked out with halves."""
    assert_allclose(one(partial(Adam, lr=1), [1e-3]) + one(partial(Adam, lr=1), [-1e3]), [9, 11], rtol=1e-4)
    after = one(partial(Adam, lr=1, betas=(0.5, 0.5), eps=0), [4, 0])
    assert_allclose(after, [9, 9 - (1 / 0.75) / np.sqrt(4 / 0.75)], rtol=1e-15)


def test_decay_shrinks_matrices_and_nothing_else():
    net = network()
    before = [p.copy() for p in net.parameters()]
    for owner, _, gradient in SGD(net, 1).places:
        setattr(owner, gradient, np.zeros(getattr(owner, gradient.removeprefix("d")).shape))
    Adam(net, lr=0.5, weight_decay=0.2).step()
    for old, new in zip(before, net.parameters()):
        assert_allclose(new, old * (0.9 if old.ndim == 2 else 1.0), rtol=1e-15)


@pytest.mark.parametrize("make, apart", [(SGD, False), (Adam, True)])
def test_decay_in_the_step_is_the_penalty_for_sgd_and_not_for_adam(make, apart):
    """2 · strength is the decay: W - lr (dW + 2 · strength · W) or (1 - lr · decay) W - lr dW."""
    penalised, decayed = network(), network()
    one, other = make(penalised, lr=0.01), make(decayed, lr=0.01)
    for _ in range(20):
        penalised.backward(softmax_cross_entropy(penalised(X), LABELS)[1])
        l2(one.places, strength=0.1)
        one.step()
        decayed.backward(softmax_cross_entropy(decayed(X), LABELS)[1])
        shrunk = [0.01 * 0.2 * W * (W.ndim > 1) for W in decayed.parameters()]
        other.step()
        for (owner, name, _), part in zip(other.places, shrunk):
            setattr(owner, name, getattr(owner, name) - part)
    gaps = [abs(a - b).max() for a, b in zip(penalised.parameters(), decayed.parameters())]
    assert max(gaps) > 0.01 if apart else max(gaps) < 1e-14


@pytest.mark.parametrize("make", [Momentum, Adam])
def test_state_is_one_for_each_parameter_and_optimiser(make):
    """Two optimisers of two equal networks, stepped in turn, do what each does alone."""
    nets, alone = [network(), network()], network()
    both, single = [make(net, lr=0.1) for net in nets], make(alone, lr=0.1)
    for _ in range(3):
        step(alone, single)
        for net, optimiser in zip(nets, both):
            step(net, optimiser)
    for net in nets:
        for one, other in zip(net.parameters(), alone.parameters()):
            assert_array_equal(one, other)


@pytest.mark.parametrize("make", [SGD, Momentum, partial(Adam, weight_decay=0.1)])
def test_steps_write_into_no_array_and_keep_float32(make):
    net = Sequential(Linear(4, 3, rng=0, dtype="f"), BatchNorm(3, dtype="f"))
    kept = net.parameters()
    before = [p.copy() for p in kept]
    optimiser = make(net, lr=0.1)
    for _ in range(2):
        net.backward(softmax_cross_entropy(net(X.astype("f")), LABELS)[1])
        optimiser.step()
    assert all(np.array_equal(*pair) for pair in zip(before, kept))
    assert {p.dtype for p in net.parameters()} == {np.dtype("f")}


@pytest.mark.parametrize("make", [SGD, Momentum, Adam])
def test_steps_write_into_no_gradient(make):
    layer = Linear(4, 3, rng=0)
    optimiser = make(layer, lr=0.1)
    for _ in range(2):
        layer.dW, layer.db = np.ones((4, 3)), np.ones(3)
        optimiser.step()
        assert (layer.dW == 1).all() and (layer.db == 1).all()


def test_refused_step_counts_for_nothing():
    layer = Linear(1, 1, bias=False, rng=0)
    optimiser, W = Adam(layer, 1), layer.W
    with pytest.raises(RuntimeError):
        optimiser.step()
    layer.dW = np.array([[3.0]])
    optimiser.step()
    assert_allclose(W - layer.W, 1, rtol=1e-6)


@pytest.mark.parametrize("make", [SGD, Momentum, Adam])
def test_gradient_of_as_many_numbers_in_another_shape_is_refused(make):
    layer = Linear(3, 1, bias=False, rng=0)
    layer.dW = np.ones((1, 3))
    with pytest.raises(ValueError):
        make(layer, lr=1).step()


def test_betas_of_numpy_keep_float32():
    layer = Linear(4, 3, rng=0, dtype="f")
    optimiser = Adam(layer, betas=[np.float64(0.9), np.float64(0.99)])
    layer.dW, layer.db = np.ones((4, 3), "f"), np.ones(3, "f")
    optimiser.step()
    assert layer.W.dtype == np.dtype("f") and optimiser.betas == (0.9, 0.99)
