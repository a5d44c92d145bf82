"""Activations, Sequential, SGD and fit, against hand, torch and central differences."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from helpers import (
    SGD,
    LeakyReLU,
    Linear,
    ReLU,
    Sequential,
    Sigmoid,
    Tanh,
    fit,
    numerical_gradient,
    softmax_cross_entropy,
    trainable,
)
from tests.helpers.own import public_activations, twin_of

ACTIVATIONS = [LeakyReLU(0.1), *[kind() for kind in public_activations()]]
by_name = pytest.mark.parametrize("ours", ACTIVATIONS, ids=lambda layer: type(layer).__name__)


@pytest.fixture
def rng():
    return np.random.default_rng(5)


@by_name
@pytest.mark.parametrize("shape", [(), (3,), (0, 3), (4, 3), (2, 4, 3)], ids=str)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_activation_equals_torch(torch, rng, ours, shape, dtype):
    X = (3 * rng.normal(size=shape)).astype(dtype)
    dY = rng.normal(size=shape).astype(dtype)
    X_torch = torch.from_numpy(np.array(X)).requires_grad_()
    Y_torch = twin_of(torch, ours)(X_torch)
    Y_torch.backward(torch.from_numpy(np.array(dY)))
    Y, dX = np.asarray(ours(X)), np.asarray(ours.backward(dY))
    near = {"rtol": 1e-5, "atol": 1e-6} if dtype == np.float32 else {"rtol": 1e-12, "atol": 1e-14}
    assert_allclose(Y, Y_torch.detach().numpy(), **near, strict=True)
    assert_allclose(dX, X_torch.grad.numpy(), **near, strict=True)


@by_name
def test_activation_agrees_with_central_differences(rng, ours):
    X, dY = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    ours(X)
    assert_allclose(ours.backward(dY), numerical_gradient(lambda X: np.sum(ours(X) * dY), X),
                    atol=1e-8, strict=True)


@by_name
def test_derivative_at_zero_is_torchs(torch, ours):
    zero = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    twin_of(torch, ours)(zero).backward()
    ours([0.0])
    assert ours.backward([1.0]) == zero.grad.numpy()


def test_activations_by_hand():
    assert_array_equal(ReLU()([-2, 0, 3]), [0.0, 0.0, 3.0], strict=True)
    assert_array_equal(LeakyReLU(0.5)([-2, 0, 3]), [-1.0, 0.0, 3.0], strict=True)
    assert_allclose(Sigmoid()([0.0, np.log(3)]), [0.5, 0.75], rtol=1e-15)
    assert_array_equal(Sigmoid()([-1e4, 1e4]), [0.0, 1.0], strict=True)
    assert_allclose(Tanh()([0.0, np.log(2)]), [0.0, 0.6], rtol=1e-15)


def test_activations_have_no_parameters_and_show_themselves():
    assert not any(layer.parameters() for layer in ACTIVATIONS)
    assert repr(Sequential(Linear(2, 3), ReLU(), LeakyReLU(0.1), Sigmoid(), Tanh())) == (
        "Sequential(Linear(in_features=2, out_features=3, bias=True), ReLU(), "
        "LeakyReLU(slope=0.1), Sigmoid(), Tanh())")


def test_leaky_relu_leaks_a_hundredth_unless_told_otherwise():
    assert repr(LeakyReLU()) == "LeakyReLU(slope=0.01)"
    assert_array_equal(LeakyReLU()([-100.0, 2.0]), [-1.0, 2.0], strict=True)


def network(seed=0):
    make = np.random.default_rng(seed)
    return Sequential(Linear(4, 5, rng=make), Tanh(),
                      Sequential(Linear(5, 6, rng=make, bias=False), LeakyReLU(0.2)),
                      Linear(6, 3, rng=make))


X, Y_LABELS = np.random.default_rng(5).normal(size=(7, 4)), np.array([0, 2, 1, 1, 0, 2, 2])


def test_whole_network_agrees_with_central_differences():
    net = network()

    def loss():
        return softmax_cross_entropy(net(X), Y_LABELS)[0]

    net.backward(softmax_cross_entropy(net(X), Y_LABELS)[1])
    gradients = [(layer, name, getattr(layer, gradient)) for layer, name, gradient in trainable(net)]
    assert [gradient.shape for *_, gradient in gradients] == [p.shape for p in net.parameters()]
    for layer, name, gradient in gradients:
        kept = getattr(layer, name)

        def moved(value):
            setattr(layer, name, value)
            result = loss()
            setattr(layer, name, kept)
            return result

        assert_allclose(gradient, numerical_gradient(moved, kept), atol=1e-8, strict=True)


def test_network_gradient_by_its_input():
    net = network()
    net(X)
    dX = net.backward(np.ones((7, 3)))
    assert_allclose(dX, numerical_gradient(lambda X: net(X).sum(), X), atol=1e-8, strict=True)


def test_parameters_come_in_order():
    net = network()
    assert [p.shape for p in net.parameters()] == [(4, 5), (5,), (5, 6), (6, 3), (3,)]
    assert Sequential().parameters() == [] and (Sequential()(X) == X).all()


def test_training_equals_torchs(torch):
    """The same start, the same batches: the same parameters, to rounding."""
    net = network()
    twin, order = twin_of(torch, net), np.random.default_rng(9)
    optimiser = torch.optim.SGD(twin.parameters(), lr=1.0)
    losses = fit(net, X, Y_LABELS, epochs=3, lr=0.5, batch=3, rng=9)
    for epoch in range(3):
        shuffled = order.permutation(7)
        for k, start in enumerate(range(0, 7, 3)):
            rows = shuffled[start:start + 3]
            loss = torch.nn.functional.cross_entropy(
                twin(torch.from_numpy(X[rows])), torch.from_numpy(Y_LABELS[rows]))
            optimiser.param_groups[0]["lr"] = 0.5 * (1 - (3 * epoch + k) / 9)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    ours = [p.T if p.ndim == 2 else p for p in net.parameters()]
    for one, other in zip(ours, twin.parameters()):
        assert_allclose(one, other.detach().numpy(), atol=1e-12, strict=True)
    assert len(losses) == 9 and np.mean(losses[6:]) < np.mean(losses[:3])


def test_sgd_writes_into_no_array_and_sees_what_was_set():
    layer, W = Linear(4, 3), np.ones((4, 3))
    sgd = SGD(layer, lr=0.1)
    layer.W = W
    layer(X)
    layer.backward(np.ones((7, 3)))
    sgd.step()
    assert_array_equal(W, np.ones((4, 3)))
    assert_allclose(layer.W, 1 - 0.1 * X.sum(axis=0)[:, None] * np.ones(3))


def test_learning_rate_of_zero_changes_nothing():
    layer = Linear(4, 3, rng=0)
    layer(X)
    layer.backward(np.ones((7, 3)))
    SGD(layer, lr=0).step()
    assert_array_equal(layer.W, Linear(4, 3, rng=0).W, strict=True)


@pytest.mark.parametrize("samples, steps", [(1, 1), (32, 1), (33, 2), (65, 3)])
def test_a_batch_has_32_samples_unless_told_otherwise(samples, steps):
    losses = fit(Linear(4, 3), np.ones((samples, 4)), np.zeros(samples, int), epochs=1, lr=0.1)
    assert len(losses) == steps


def test_float32_stays_float32():
    net = Sequential(Linear(4, 5, rng=0, dtype=np.float32), ReLU(), Linear(5, 3, rng=1, dtype=np.float32))
    fit(net, X.astype(np.float32), Y_LABELS, epochs=1, lr=0.1, rng=0)
    assert {p.dtype for p in net.parameters()} == {np.dtype(np.float32)}


def test_fit_calls_back_and_changes_no_argument():
    calls, before = [], (X.copy(), Y_LABELS.copy())
    fit(network(), X, Y_LABELS, epochs=2, lr=0.1, rng=0, each_epoch=lambda: calls.append(1))
    assert calls == [1, 1]
    assert_array_equal(X, before[0])
    assert_array_equal(Y_LABELS, before[1])
