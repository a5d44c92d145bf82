"""Softmax, cross-entropy, numerical gradients and unbroadcast, against hand, torch and differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from helpers import numerical_gradient, softmax, softmax_cross_entropy, unbroadcast

LOGITS, LABELS = 3 * np.random.default_rng(3).normal(size=(5, 4)), np.array([0, 3, 1, 1, 2])


@pytest.fixture
def rng():
    return np.random.default_rng(3)


def test_softmax_by_hand():
    assert_allclose(softmax([0, np.log(2), np.log(5)]), [1 / 8, 2 / 8, 5 / 8], rtol=1e-15)


@pytest.mark.parametrize("shape", [(4,), (5, 4), (0, 4), (2, 5, 4), (5, 1)])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_softmax_equals_torch(torch, rng, shape, dtype):
    logits = rng.normal(size=shape).astype(dtype)
    ours = softmax(logits)
    theirs = torch.softmax(torch.from_numpy(logits), dim=-1).numpy()
    assert_allclose(ours, theirs, rtol=1e-6 if dtype == np.float32 else 1e-14, strict=True)


def test_softmax_of_huge_logits():
    assert_array_equal(softmax([[1e4, 0.0], [-1e4, 0.0]]), [[1.0, 0.0], [0.0, 1.0]])


def test_softmax_of_small_unsigned_integers_does_not_wrap():
    assert_allclose(softmax(np.array([0, 1], np.uint8)), softmax([0.0, 1.0]), rtol=1e-15)


def test_loss_by_hand():
    loss, dlogits = softmax_cross_entropy([[0.0, np.log(3)], [0.0, 0.0]], [1, 0])
    assert_allclose(loss, (np.log(4 / 3) + np.log(2)) / 2, rtol=1e-15)
    assert_allclose(dlogits, [[1 / 8, -1 / 8], [-1 / 4, 1 / 4]], rtol=1e-15)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_loss_equals_torch(torch, dtype):
    logits = torch.from_numpy(LOGITS.astype(dtype)).requires_grad_()
    theirs = torch.nn.functional.cross_entropy(logits, torch.from_numpy(LABELS))
    theirs.backward()
    loss, dlogits = softmax_cross_entropy(LOGITS.astype(dtype), LABELS)
    assert loss.dtype == dlogits.dtype == dtype
    assert_allclose(loss, theirs.item(), rtol=1e-6 if dtype == np.float32 else 1e-14)
    assert_allclose(dlogits, logits.grad.numpy(), atol=1e-7 if dtype == np.float32 else 1e-15,
                    strict=True)


def test_loss_gradient_agrees_with_central_differences():
    dlogits = softmax_cross_entropy(LOGITS, LABELS)[1]
    numerical = numerical_gradient(lambda z: softmax_cross_entropy(z, LABELS)[0], LOGITS)
    assert_allclose(dlogits, numerical, atol=1e-9, strict=True)


def test_loss_of_a_hopeless_answer_is_finite():
    loss, dlogits = softmax_cross_entropy([[1e4, 0.0]], [1])
    assert loss == 1e4 and np.isfinite(dlogits).all()


def test_loss_of_rows_of_very_different_size_is_finite():
    loss, dlogits = softmax_cross_entropy([[1e4, 0.0], [0.0, 0.0]], [0, 0])
    assert_allclose(loss, np.log(2) / 2, rtol=1e-15)
    assert_allclose(dlogits, [[0, 0], [-1 / 4, 1 / 4]], rtol=1e-15)


def test_arguments_are_not_changed():
    logits, labels = LOGITS.copy(), LABELS.copy()
    softmax(logits)
    softmax_cross_entropy(logits, labels)
    unbroadcast(logits, [4])
    unbroadcast(logits, (5, 4))[:] = 0
    numerical_gradient(np.sum, logits)
    assert_array_equal(logits, LOGITS)
    assert_array_equal(labels, LABELS)


def test_numerical_gradient_by_hand():
    x = np.array([[1.0, -2.0, 3.0]])
    assert_allclose(numerical_gradient(lambda x: np.sum(x**2), x), 2 * x, rtol=1e-8, strict=True)
    assert_allclose(numerical_gradient(lambda x: 5 * x, 2), 5.0, rtol=1e-8)
    assert numerical_gradient(np.sum, np.zeros((0, 3))).shape == (0, 3)
    single = numerical_gradient(lambda x: np.sum(x**2), np.ones(2, np.float32))
    assert_allclose(single, [2.0, 2.0], rtol=1e-8, strict=True)  # computed in float64


SHAPES = [(), (1,), (2,), (1, 2), (4, 1), (4, 2), (1, 1)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_unbroadcast_agrees_with_central_differences(rng, shape):
    b, X, dY = rng.normal(size=shape), rng.normal(size=(4, 2)), rng.normal(size=(4, 2))
    numerical = numerical_gradient(lambda b: np.sum((X * b + b) * dY), b)
    assert_allclose(unbroadcast(dY * (X + 1), shape), numerical, atol=1e-8, strict=True)


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), max_size=4), st.data())
def test_unbroadcast_equals_torch(torch, long, data):
    kept = data.draw(st.integers(0, len(long)))
    shape = tuple(data.draw(st.sampled_from([n, 1])) for n in long[len(long) - kept:])
    grad = np.random.default_rng(4).normal(size=long)
    small = torch.zeros(shape, dtype=torch.float64, requires_grad=True)
    small.expand(tuple(long)).backward(torch.from_numpy(np.asarray(grad)))
    assert_allclose(unbroadcast(grad, shape), small.grad.numpy(), atol=1e-14, strict=True)
