"""Linear against numbers by hand, against torch and against central differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from helpers import Linear, numerical_gradient
from tests.helpers.own import twin_of

LEADING = [(), (4,), (1,), (0,), (2, 4), (2, 0, 4), (2, 3, 4), (2, 1, 3, 4)]
SIZES = [(3, 2), (2, 3), (3, 3), (1, 4), (4, 1), (1, 1)]


def layer_of(D, K, bias=True, dtype=float, seed=0):
    return Linear(D, K, bias=bias, rng=np.random.default_rng(seed), dtype=dtype)


def test_forward_by_hand():
    layer = Linear(3, 2)
    layer.W = np.array([[1, 4], [2, 5], [3, 6]])
    layer.b = np.array([10, 20])
    assert_array_equal(layer([[1, 0, 2], [0, 1, 1]]), [[17, 36], [15, 31]], strict=True)


def test_backward_by_hand():
    layer = Linear(3, 2)
    layer.W = np.array([[1, 4], [2, 5], [3, 6]])
    layer.b = np.array([10, 20])
    layer(np.array([[1, 0, 2], [0, 1, 1]]))
    dX = layer.backward(np.array([[1, 0], [2, 3]]))
    assert_array_equal(dX, [[1, 2, 3], [14, 19, 24]], strict=True)
    assert_array_equal(layer.dW, [[1, 0], [2, 3], [4, 3]], strict=True)
    assert_array_equal(layer.db, [3, 3], strict=True)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("leading", LEADING, ids=str)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_equals_torch(torch, dtype, sizes, leading, bias):
    rng = np.random.default_rng(1)
    layer = layer_of(*sizes, bias=bias, dtype=dtype)
    twin = twin_of(torch, layer)
    X = rng.normal(size=leading + sizes[:1]).astype(dtype)
    dY = rng.normal(size=leading + sizes[1:]).astype(dtype)
    X_torch = torch.from_numpy(X.copy()).requires_grad_()
    Y_torch = twin(X_torch)
    Y_torch.backward(torch.from_numpy(dY.copy()))
    Y, dX = layer(X), layer.backward(dY)
    pairs = [(Y, Y_torch.detach()), (dX, X_torch.grad), (layer.dW, twin.weight.grad.T)]
    pairs += [(layer.db, twin.bias.grad)] if bias else []
    for ours, theirs in pairs:
        assert ours.dtype == dtype
        if dtype == np.float64:
            assert_allclose(ours, theirs.numpy(), rtol=0, atol=1e-12, strict=True)
        else:
            torch.testing.assert_close(torch.from_numpy(np.asarray(ours)), theirs)
    assert bias or layer.db is None


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 4), max_size=3), st.integers(1, 5), st.integers(1, 5), st.booleans())
def test_gradients_agree_with_central_differences(leading, D, K, bias):
    rng = np.random.default_rng(2)
    layer = layer_of(D, K, bias)
    X, dY = rng.normal(size=(*leading, D)), rng.normal(size=(*leading, K))
    W, b = layer.W, layer.b

    def loss(X=X, W=W, b=b):
        probe = layer_of(D, K, bias)
        probe.W, probe.b = W, b
        return np.sum(probe(X) * dY)

    layer(X)
    dX = layer.backward(dY)
    assert_allclose(dX, numerical_gradient(loss, X), atol=1e-8, strict=True)
    assert_allclose(layer.dW, numerical_gradient(lambda W: loss(W=W), W), atol=1e-8, strict=True)
    if bias:
        assert_allclose(layer.db, numerical_gradient(lambda b: loss(b=b), b), atol=1e-8, strict=True)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_initialisation_has_torchs_distribution(torch, dtype):
    """Over 30 layers: bounds ±1/√in, variance 1/(3·in), and torch's quantiles."""
    torch.manual_seed(0)
    ours = [layer_of(100, 300, dtype=dtype, seed=seed) for seed in range(30)]
    theirs = [torch.nn.Linear(100, 300) for _ in range(30)]
    for name, twin in (("W", "weight"), ("b", "bias")):
        values = np.concatenate([getattr(layer, name).ravel() for layer in ours])
        others = np.concatenate([getattr(layer, twin).detach().numpy().ravel() for layer in theirs])
        assert 0.099 < np.abs(values).max() <= 0.1 * (1 + 1e-6)
        assert_allclose(values.var() * 100, 1 / 3, rtol=0.03)
        quantiles = np.linspace(0, 1, 11)
        assert_allclose(np.quantile(values, quantiles), np.quantile(others, quantiles), atol=0.005)


def test_seed_decides_the_parameters():
    one, same, other = Linear(3, 2, rng=5), Linear(3, 2, rng=np.random.default_rng(5)), Linear(3, 2, rng=6)
    assert_array_equal(one.W, same.W)
    assert (one.W != other.W).any() and (Linear(3, 2).W != Linear(3, 2).W).any()


def test_parameters_and_repr():
    layer = layer_of(3, 2)
    assert layer.parameters()[0] is layer.W and layer.parameters()[1] is layer.b
    assert len(layer_of(3, 2, bias=False).parameters()) == 1
    assert repr(layer) == "Linear(in_features=3, out_features=2, bias=True)"
    assert repr(layer_of(4, 1, bias=False)) == "Linear(in_features=4, out_features=1, bias=False)"


def test_backward_overwrites():
    layer = layer_of(3, 2)
    for _ in range(2):
        layer(np.ones((4, 3)))
        layer.backward(np.ones((4, 2)))
    assert_array_equal(layer.db, [4.0, 4.0], strict=True)


def test_arguments_are_not_changed():
    layer = layer_of(3, 2)
    X, dY = np.arange(12.0).reshape(4, 3), np.arange(8.0).reshape(4, 2)
    before = [array.copy() for array in (X, dY, layer.W, layer.b)]
    layer(X)
    layer.backward(dY)
    for array, kept in zip((X, dY, layer.W, layer.b), before):
        assert_array_equal(array, kept, strict=True)


def test_dtypes_promote_as_numpys_do():
    single = layer_of(3, 2, dtype=np.float32)
    assert single(np.ones((4, 3), np.float32)).dtype == np.float32
    assert single(np.ones((4, 3))).dtype == np.float64
    assert layer_of(3, 2)(np.ones((4, 3), int)).dtype == np.float64
    single.b = np.zeros(2)
    assert single(np.ones((4, 3), np.float32)).dtype == np.float64
