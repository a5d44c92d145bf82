"""Dropout, BatchNorm, penalties and the two modes, against hand, torch and central differences."""

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from helpers import (
    SGD,
    BatchNorm,
    Dropout,
    Linear,
    Momentum,
    ReLU,
    Sequential,
    fit,
    l1,
    l2,
    numerical_gradient,
    set_training,
    softmax_cross_entropy,
    train_step,
    trainable,
)
from tests.helpers.own import Own, twin_of

X, LABELS = np.random.default_rng(5).normal(size=(7, 4)), np.array([0, 2, 1, 1, 0, 2, 2])
SHAPES = [(7, 4), (2, 4), (2, 3, 4), (3, 1, 2, 4)]


@pytest.fixture
def rng():
    return np.random.default_rng(6)


def norm_of(rng, dtype=float):
    """Return a BatchNorm(4) whose four arrays are no longer what they were at birth."""
    norm = BatchNorm(4, dtype=dtype)
    norm.gamma, norm.beta, norm.running_mean = rng.normal(size=(3, 4)).astype(dtype)
    norm.running_var = rng.uniform(0.5, 2, 4).astype(dtype)
    return norm


def test_dropout_by_hand():
    """Kept where the numbers drawn are at least p; the mask is new in each call, the same in backward."""
    drop, numbers = Dropout(0.25, rng=3), np.random.default_rng(3)
    for _ in range(2):
        kept = numbers.random((7, 4)) >= 0.25
        assert 0 < kept.sum() < 28
        assert_allclose(drop(X), np.where(kept, X / 0.75, 0), rtol=1e-15, strict=True)
        assert_allclose(drop.backward(2 * X), np.where(kept, 2 * X / 0.75, 0), rtol=1e-15, strict=True)


def test_dropout_is_torchs(torch):
    """On average over many: torch draws other numbers, and keeps, scales and passes back alike."""
    ones, share = np.ones((100, 1000)), []
    for drop in (Dropout(0.3, rng=0), torch.nn.Dropout(0.3)):
        given = ones if isinstance(drop, Dropout) else torch.from_numpy(ones)
        out = np.asarray(drop(given))
        assert_allclose(np.unique(out), [0, 1 / 0.7], rtol=1e-12)
        share.append((out > 0).mean())
    assert_allclose(share, 0.7, atol=0.005)


def test_dropout_in_evaluation_does_nothing_and_draws_nothing():
    drop = Dropout(0.5, rng=0)
    drop.training = False
    assert_array_equal(drop(X), X, strict=True)
    assert_array_equal(drop.backward(2 * X), 2 * X, strict=True)
    assert drop.rng.random() == np.random.default_rng(0).random()


def test_dropout_drops_half_unless_told_otherwise_and_none_for_0():
    assert repr(Dropout()) == "Dropout(p=0.5)" and Dropout().parameters() == []
    assert_array_equal(Dropout(0)(X), X, strict=True)
    assert not np.array_equal(Dropout()(X), Dropout()(X))


def test_batch_norm_by_hand():
    """Two samples become -1 and 1, but for eps; the running numbers go a tenth of the way."""
    norm = BatchNorm(2, eps=1e-12)
    assert_allclose(norm([[1, 10], [3, 30]]), [[-1, -1], [1, 1]], rtol=1e-9)
    assert_allclose(norm.running_mean, [0.2, 2.0])
    assert_allclose(norm.running_var, [0.9 + 0.1 * 2, 0.9 + 0.1 * 200])
    norm.gamma, norm.beta, norm.training = np.array([2, 3]), np.array([1, 0]), False
    norm.running_mean, norm.running_var = np.array([2.0, 0]), np.array([4.0, 1])
    assert_allclose(norm([[6, 2], [2, 0]]), [[5, 6], [1, 0]], rtol=1e-9)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_batch_norm_equals_torch(torch, rng, shape, training, dtype):
    """Forward, backward and the running numbers, over three batches; torch wants features second."""
    norm = norm_of(rng, dtype)
    norm.training = training
    twin = twin_of(torch, norm)
    near = {"rtol": 1e-4, "atol": 1e-5} if dtype == np.float32 else {"rtol": 1e-11, "atol": 1e-12}
    for _ in range(3):
        X, dY = (rng.normal(size=(2, *shape)) * 3 + 1).astype(dtype)
        X_torch = torch.from_numpy(X.copy()).requires_grad_()
        twin.zero_grad()
        Y_torch = twin(X_torch.reshape(-1, 4)).reshape(shape)
        Y_torch.backward(torch.from_numpy(dY))
        pairs = [(norm(X), Y_torch.detach()), (norm.backward(dY), X_torch.grad),
                 (norm.dgamma, twin.weight.grad), (norm.dbeta, twin.bias.grad),
                 (norm.running_mean, twin.running_mean), (norm.running_var, twin.running_var)]
        for ours, theirs in pairs:
            assert_allclose(ours, theirs.numpy(), **near, strict=True)


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_batch_norm_agrees_with_central_differences(rng, shape, training):
    norm, X, dY = norm_of(rng), rng.normal(size=shape), rng.normal(size=shape)
    norm.training = training

    def loss(**arrays):
        vars(norm).update(arrays)
        return np.sum(norm(X) * dY)

    loss()
    dX, dgamma, dbeta = norm.backward(dY), norm.dgamma, norm.dbeta
    gamma, beta, mean, var = norm.gamma, norm.beta, norm.running_mean, norm.running_var
    fixed = {} if training else {"running_mean": mean, "running_var": var}

    def of_input(values):
        loss(**fixed)
        return np.sum(norm(values) * dY)

    assert_allclose(dX, numerical_gradient(of_input, X), atol=1e-7, strict=True)
    assert_allclose(dgamma, numerical_gradient(lambda g: loss(gamma=g, beta=beta), gamma), atol=1e-7)
    assert_allclose(dbeta, numerical_gradient(lambda b: loss(beta=b, gamma=gamma), beta), atol=1e-7)


def test_batch_norm_goes_back_as_it_came(rng):
    """A mode changed in between does not change what the last forward pass was."""
    norm, other = (norm_of(np.random.default_rng(0)) for _ in range(2))
    dY = rng.normal(size=(7, 4))
    norm(X)
    other(X)
    norm.training = False
    assert_array_equal(norm.backward(dY), other.backward(dY), strict=True)


def test_bias_before_batch_norm_is_superfluous(rng):
    layer = Linear(4, 3, rng=0)
    net = Sequential(layer, BatchNorm(3))
    before = net(X)
    dX = net.backward(rng.normal(size=(7, 3)))
    layer.b = layer.b + 5
    assert_allclose(net(X), before, atol=1e-13)
    assert abs(layer.db).max() < 1e-14 < abs(dX).max()


def test_evaluation_takes_one_sample_and_leaves_the_running_numbers():
    norm = norm_of(np.random.default_rng(0))
    norm.training = False
    mean, var = norm.running_mean, norm.running_var
    assert norm(X[0]).shape == (4,) and norm(X[:1]).shape == (1, 4) and norm(X[:0]).shape == (0, 4)
    assert norm.running_mean is mean and norm.running_var is var


@pytest.mark.parametrize("penalty, of", [(l2, lambda W: 0.3 * np.sum(W**2)),
                                         (l1, lambda W: 0.3 * abs(W).sum())])
def test_penalty_agrees_with_central_differences(penalty, of):
    """Of matrices alone: biases, gamma and beta keep their gradients."""
    net = Sequential(Linear(4, 5, rng=0), BatchNorm(5), ReLU(), Linear(5, 3, rng=1))
    net.backward(softmax_cross_entropy(net(X), LABELS)[1])
    places = trainable(net)
    before = [getattr(owner, gradient) for owner, _, gradient in places]
    copies = [gradient.copy() for gradient in before]
    total = penalty(places, 0.3)
    assert type(total) is float
    assert_allclose(total, sum(of(W) for W in net.parameters() if W.ndim == 2), rtol=1e-12)
    for (owner, name, gradient), old, copied in zip(places, before, copies):
        W = getattr(owner, name)
        added = numerical_gradient(of, W) if W.ndim == 2 else np.zeros(W.shape)
        assert_allclose(getattr(owner, gradient), old + added, atol=1e-8, strict=True)
        assert_array_equal(old, copied)


def test_modes_are_set_wherever_a_layer_stands():
    inside, norm = Dropout(), BatchNorm(4)
    net = Sequential(Own(lambda own: [], layers=[inside]), Sequential(norm), Linear(4, 2))
    assert inside.training and norm.training
    assert net.eval() is net and not inside.training and not norm.training
    assert net.train() is net and inside.training and norm.training
    assert not hasattr(net.layers[2], "training")
    set_training(norm, False)
    assert not norm.training and inside.training


def test_fit_trains_in_training_and_leaves_evaluation():
    net, seen = Sequential(Linear(4, 5, rng=0), BatchNorm(5), Dropout(rng=1), Linear(5, 3, rng=2)), []

    def see(X=None):
        seen.append(net.layers[1].training)
        return X

    net.eval()
    fit(net, X, LABELS, 2, 0.1, batch=4, rng=0, each_epoch=see, change=see)
    assert seen == [True, True, False] * 2 and not net.layers[2].training
    assert not np.array_equal(net.layers[1].running_mean, np.zeros(5))


def test_fit_takes_an_optimiser_a_penalty_and_a_change():
    """The same as the steps one by one."""
    net, twin, order = Linear(4, 3, rng=0), Linear(4, 3, rng=0), np.random.default_rng(9)
    options = {"penalty": partial(l2, strength=0.1), "change": lambda X: X[:, ::-1]}
    losses = fit(net, X, LABELS, 2, 0.5, batch=4, rng=9, optimiser=Momentum, **options)
    stepper, by_hand = Momentum(twin, lr=0.5), []
    for epoch in range(2):
        rows = order.permutation(7)
        for k, part in enumerate((rows[:4], rows[4:])):
            stepper.lr = 0.5 * (1 - (epoch + k / 2) / 2)
            by_hand.append(train_step(twin, X[part], LABELS[part], stepper, **options))
    assert losses == by_hand
    assert_array_equal(net.W, twin.W, strict=True)


def test_train_step_returns_the_loss_with_the_penalty():
    layer = Linear(4, 3, rng=0)
    loss, penalty = softmax_cross_entropy(layer(2 * X), LABELS)[0], 0.1 * np.sum(layer.W**2)
    got = train_step(layer, X, LABELS, SGD(layer, 0.1), partial(l2, strength=0.1), lambda X: 2 * X)
    assert_allclose(got, loss + penalty, rtol=1e-14)


def test_float32_stays_float32():
    X32 = X.astype("f")
    net = Sequential(Linear(4, 5, rng=0, dtype="f"), BatchNorm(5, dtype="f"), Dropout(0.3, rng=0),
                     Linear(5, 3, rng=1, dtype="f"))
    fit(net, X32, LABELS, epochs=1, lr=0.1, rng=0, penalty=partial(l1, strength=0.01))
    norm = net.layers[1]
    arrays = [*net.parameters(), net(X32), norm.running_mean, norm.running_var]
    assert {array.dtype for array in arrays} == {np.dtype("f")}


def test_penalty_enters_a_step_once():
    layer = Linear(4, 3, rng=0)
    W = layer.W
    layer.backward(softmax_cross_entropy(layer(X), LABELS)[1])
    dW = layer.dW
    train_step(layer, X, LABELS, SGD(layer, 0.1), partial(l2, strength=0.1))
    assert_allclose(layer.W, W - 0.1 * (dW + 0.2 * W), rtol=1e-14)


def test_dropout_goes_back_as_it_came():
    drop = Dropout(0.5, 0)
    Y = drop(np.ones((7, 4)))
    drop.training = False
    assert_array_equal(drop.backward(np.ones((7, 4))), Y, strict=True)


def test_running_numbers_are_replaced_and_not_written_into():
    norm = BatchNorm(4)
    mean, var = norm.running_mean, norm.running_var
    norm(X)
    assert (mean == 0).all() and (var == 1).all()


def test_defaults_are_torchs(torch):
    ours, theirs = BatchNorm(4), torch.nn.BatchNorm1d(4)
    assert (ours.eps, ours.momentum, Dropout().p) == (theirs.eps, theirs.momentum, torch.nn.Dropout().p)


@pytest.mark.parametrize("penalty", [l1, l2])
def test_strength_of_numpy_keeps_float32(penalty):
    layer = Linear(4, 3, rng=0, dtype="f")
    layer.dW, layer.db = np.ones((4, 3), "f"), np.ones(3, "f")
    penalty(trainable(layer), np.float64(0.1))
    assert layer.dW.dtype == np.dtype("f")
