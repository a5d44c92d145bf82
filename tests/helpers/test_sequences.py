"""Embedding, RNN and attention, against hand, torch and central differences."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from helpers import (
    RNN,
    Adam,
    Attention,
    Embedding,
    Linear,
    Sequential,
    Tanh,
    attention,
    numerical_gradient,
    softmax_cross_entropy,
    trainable,
)
from tests.helpers.own import twin_of

DTYPES = pytest.mark.parametrize("dtype", [np.float64, np.float32])
IDS = [(), (1,), (6,), (0,), (2, 4), (2, 3, 4)]
STEPS = [(4, 5, 3), (1, 1, 3), (3, 1, 3), (1, 9, 3), (0, 4, 3)]
BOXES = [(5, 3), (1, 3), (2, 5, 3), (0, 5, 3), (2, 3, 4, 3)]


@pytest.fixture
def rng():
    return np.random.default_rng(6)


def onehot(ids, num):
    """Return vectors (..., num) with a 1.0 at each id."""
    return np.asarray(np.asarray(ids)[..., None] == np.arange(num), float)


def near(ours, theirs, dtype):
    """Hold an array against torch's, of the same type, within what this type can."""
    limits = {"rtol": 1e-4, "atol": 1e-5} if dtype == np.float32 else {"rtol": 0, "atol": 1e-12}
    assert_allclose(ours, theirs.detach().numpy(), **limits, strict=True)


def test_embedding_by_hand():
    """Row 2 is taken twice, so its gradient is a sum; row 1 never, so it is 0."""
    table = Embedding(4, 2)
    table.W = np.array([[1, 2], [3, 4], [5, 6], [7, 8]])
    assert_array_equal(table([[2, 0], [2, 3]]), [[[5, 6], [1, 2]], [[5, 6], [7, 8]]], strict=True)
    given_back = table.backward([[[1, 2], [10, 20]], [[0.5, 3], [7, 0]]])
    assert given_back is None
    assert_array_equal(table.dW, [[10, 20], [0, 0], [1.5, 5], [7, 0]], strict=True)


@pytest.mark.parametrize("shape", IDS, ids=str)
def test_embedding_is_linear_on_one_hot_vectors(rng, shape):
    """Exactly: with halves, no sum is rounded, whatever its order."""
    table, layer = Embedding(5, 3), Linear(5, 3, bias=False)
    table.W = layer.W = rng.integers(-9, 9, (5, 3)) / 2
    ids, dY = rng.integers(5, size=shape), rng.integers(-9, 9, (*shape, 3)) / 2
    assert_array_equal(table(ids), layer(onehot(ids, 5)), strict=True)
    table.backward(dY)
    layer.backward(dY)
    assert_array_equal(table.dW, layer.dW, strict=True)


@DTYPES
@pytest.mark.parametrize("shape", IDS, ids=str)
def test_embedding_equals_torch(torch, rng, shape, dtype):
    table = Embedding(5, 3, rng=0, dtype=dtype)
    twin = twin_of(torch, table)
    ids, dY = rng.integers(5, size=shape), np.asarray(rng.normal(size=(*shape, 3)), dtype)
    Y_torch = twin(torch.from_numpy(np.array(ids)))
    Y_torch.backward(torch.from_numpy(dY.copy()))
    near(table(ids), Y_torch, dtype)
    table.backward(dY)
    near(table.dW, twin.weight.grad, dtype)


def test_embedding_begins_as_torchs(torch):
    """Numbers from N(0, 1): mean 0, variance 1, and torch's quantiles."""
    torch.manual_seed(0)
    ours = Embedding(1000, 300, rng=0).W.ravel()
    theirs = torch.nn.Embedding(1000, 300).weight.detach().numpy().ravel()
    assert_allclose([ours.mean(), ours.var()], [0, 1], atol=0.01)
    levels = np.linspace(0.1, 0.9, 9)
    assert_allclose(np.quantile(ours, levels), np.quantile(theirs, levels), atol=0.02)


def test_rnn_by_hand():
    """tanh(log 2) is 0.6 and tanh(log 3) is 0.8: the second state comes of the first alone."""
    rnn = RNN(1, 1)
    rnn.W, rnn.b = np.array([[np.log(2) / 4], [np.log(3) / 0.6]]), np.zeros(1)
    assert_allclose(rnn([[[4], [0]]]), [[[0.6], [0.8]]], rtol=1e-15, strict=True)
    dX = rnn.backward([[[0], [1]]])
    last = 1 - 0.8**2
    first = last * np.log(3) / 0.6 * (1 - 0.6**2)
    assert_allclose(dX, np.array([[[first], [last]]]) * np.log(2) / 4, rtol=1e-14, strict=True)
    assert_allclose(rnn.dW, [[4 * first], [0.6 * last]], rtol=1e-14, strict=True)
    assert_allclose(rnn.db, [first + last], rtol=1e-14, strict=True)


def test_rnn_of_one_step_is_linear_and_tanh(rng):
    """With nothing in memory, the rows of W that take the state are idle."""
    rnn, net = RNN(3, 4, rng=0), Sequential(Linear(3, 4), Tanh())
    layer = net.layers[0]
    layer.W, layer.b = rnn.W[:3], rnn.b
    X, dY = rng.normal(size=(5, 1, 3)), rng.normal(size=(5, 1, 4))
    assert_allclose(rnn(X), net(X), atol=1e-15, strict=True)
    assert_allclose(rnn.backward(dY), net.backward(dY), atol=1e-15, strict=True)
    assert_allclose(rnn.dW, np.concatenate([layer.dW, np.zeros((4, 4))]), atol=1e-14, strict=True)


@DTYPES
@pytest.mark.parametrize("shape", STEPS, ids=str)
def test_rnn_equals_torch(torch, rng, shape, dtype):
    """torch has W in two parts and two biases, of which one is set to 0."""
    rnn = RNN(3, 4, rng=0, dtype=dtype)
    twin = twin_of(torch, rnn)
    X, dY = rng.normal(size=shape).astype(dtype), rng.normal(size=(*shape[:2], 4)).astype(dtype)
    X_torch = torch.from_numpy(X.copy()).requires_grad_()
    Y_torch = twin(X_torch)[0]
    Y_torch.backward(torch.from_numpy(dY.copy()))
    near(rnn(X), Y_torch, dtype)
    near(rnn.backward(dY), X_torch.grad, dtype)
    near(rnn.dW, torch.cat([twin.weight_ih_l0.grad, twin.weight_hh_l0.grad], dim=1).T, dtype)
    for bias in (twin.bias_ih_l0, twin.bias_hh_l0):
        near(rnn.db, bias.grad, dtype)


def test_torch_refuses_no_steps_too(torch):
    with pytest.raises(RuntimeError, match="length to be larger than 0"):
        torch.nn.RNN(3, 4, batch_first=True)(torch.zeros(2, 0, 3))


def test_rnn_knows_no_future(rng):
    """What comes after a step changes nothing there, and gets no gradient from it."""
    rnn, X, dY = RNN(3, 4, rng=0), rng.normal(size=(2, 6, 3)), np.zeros((2, 6, 4))
    before = rnn(X)
    X[:, 3:] += 1
    after = rnn(X)
    assert_array_equal(before[:, :3], after[:, :3])
    assert (before[:, 3:] != after[:, 3:]).all()
    dY[:, 2] = 1
    dX = rnn.backward(dY)
    assert dX[:, :3].all() and not dX[:, 3:].any()


def test_rnn_begins_in_torchs_range(torch):
    """±1/√hidden_size, for all parameters."""
    torch.manual_seed(0)
    rnn, twin = RNN(30, 100, rng=0), torch.nn.RNN(30, 100)
    theirs = torch.cat([p.detach().ravel() for p in twin.parameters()]).numpy()
    for values in (rnn.W.ravel(), rnn.b, theirs):
        assert 0.09 < abs(values).max() <= 0.1 and -0.1 <= values.min() < -0.09
        assert_allclose(values.var() * 100, 1 / 3, rtol=0.2)


def test_attention_by_hand():
    """Scores log 3 and 0 become 3/4 and 1/4; of four features √4 halves them first."""
    Y, weights = attention([[np.log(3)], [0]], [[1], [0]], [[4, 0], [8, 2]])
    assert_allclose(weights, [[0.75, 0.25], [0.5, 0.5]], rtol=1e-15, strict=True)
    assert_allclose(Y, [[5, 0.5], [6, 1]], rtol=1e-15, strict=True)
    _, weights = attention([[np.log(3)] * 4], [[0.5] * 4, [0] * 4], [[1], [1]])
    assert_allclose(weights, [[0.75, 0.25]], rtol=1e-15)


def test_attention_multiplies_small_integers_without_overflow():
    numbers = np.array([[100], [99]], np.int8)
    assert_allclose(attention(numbers, numbers, numbers)[1], [[1, 0], [1, 0]], atol=1e-12)


@DTYPES
@pytest.mark.parametrize("leading", [(), (2,), (0,), (2, 3)], ids=str)
def test_attention_of_three_arrays_is_torchs(torch, rng, leading, dtype):
    """With more keys than queries, and values of another length."""
    Q, K, V = (rng.normal(size=(*leading, *end)).astype(dtype) for end in [(4, 3), (5, 3), (5, 2)])
    theirs = torch.nn.functional.scaled_dot_product_attention(*map(torch.from_numpy, (Q, K, V)))
    Y, weights = attention(Q, K, V)
    near(Y, theirs, dtype)
    assert weights.shape == (*leading, 4, 5) and weights.dtype == dtype
    assert_allclose(weights.sum(axis=-1), 1, rtol=1e-6)


def parts(head):
    return head.query, head.key, head.value, head.output


@DTYPES
@pytest.mark.parametrize("shape", BOXES, ids=str)
def test_attention_equals_torch(torch, rng, shape, dtype):
    head = Attention(3, 4, 2, rng=0, dtype=dtype)
    query, key, value, output = twins = [twin_of(torch, layer) for layer in parts(head)]
    X, dY = rng.normal(size=shape).astype(dtype), rng.normal(size=(*shape[:-1], 2)).astype(dtype)
    X_torch = torch.from_numpy(X.copy()).requires_grad_()
    Y_torch = output(torch.nn.functional.scaled_dot_product_attention(
        query(X_torch), key(X_torch), value(X_torch)))
    Y_torch.backward(torch.from_numpy(dY.copy()))
    near(head(X), Y_torch, dtype)
    near(head.backward(dY), X_torch.grad, dtype)
    for layer, twin in zip(parts(head), twins):
        near(layer.dW, twin.weight.grad.T, dtype)
        near(layer.db, twin.bias.grad, dtype)


def test_attention_does_not_know_order(rng):
    """Boxes in another order give the same answers in that order; the weights move with them."""
    head, X, order = Attention(3, 4, 2, rng=0), rng.normal(size=(2, 5, 3)), [3, 0, 4, 1, 2]
    Y, weights = head(X), head.weights
    assert_allclose(head(X[:, order]), Y[:, order], atol=1e-15, strict=True)
    assert_allclose(head.weights, weights[:, order][:, :, order], atol=1e-15, strict=True)


def test_attention_keeps_the_weights_of_its_last_call(rng):
    head = Attention(3, 4, 2, rng=0)
    assert head.weights is None
    for X in (rng.normal(size=(2, 5, 3)), rng.normal(size=(4, 3))):
        head(X)
        assert_array_equal(head.weights, attention(head.query(X), head.key(X), head.value(X))[1], strict=True)


NETWORKS = {
    "embedding and recurrence": lambda dtype=float: Sequential(
        Embedding(5, 3, rng=0, dtype=dtype), RNN(3, 4, rng=1, dtype=dtype), Linear(4, 2, rng=2, dtype=dtype)),
    "embedding and attention": lambda dtype=float: Sequential(
        Embedding(5, 3, rng=0, dtype=dtype), Attention(3, 4, 3, rng=1, dtype=dtype),
        Attention(3, 2, 2, rng=2, dtype=dtype)),
}
networks = pytest.mark.parametrize("make", NETWORKS.values(), ids=NETWORKS)
TEXT, ANSWERS = np.array([[0, 2, 2, 4], [1, 1, 0, 2]]), np.array([0, 1, 1, 0, 1, 1, 1, 0])


def loss_of(net):
    """Return the loss over all places of TEXT, and the gradient by the network's output."""
    logits = net(TEXT)
    loss, dlogits = softmax_cross_entropy(logits.reshape(-1, 2), ANSWERS)
    return loss, dlogits.reshape(logits.shape)


@networks
def test_whole_network_agrees_with_central_differences(make):
    net = make()
    net.backward(loss_of(net)[1])
    places = [(owner, name, getattr(owner, gradient)) for owner, name, gradient in trainable(net)]
    assert [gradient.shape for *_, gradient in places] == [p.shape for p in net.parameters()]
    for owner, name, gradient in places:
        kept = getattr(owner, name)

        def moved(value):
            setattr(owner, name, value)
            loss = loss_of(net)[0]
            setattr(owner, name, kept)
            return loss

        assert_allclose(gradient, numerical_gradient(moved, kept), atol=1e-8, strict=True)


@pytest.mark.parametrize("make, shape", [(lambda: RNN(3, 4, rng=0), (2, 5, 3)),
                                         (lambda: Attention(3, 2, 4, rng=0), (2, 5, 3)),
                                         (lambda: Attention(3, 2, 4, rng=0), (5, 3))])
def test_gradient_by_the_input_agrees_with_central_differences(rng, make, shape):
    layer, X, dY = make(), rng.normal(size=shape), rng.normal(size=(*shape[:-1], 4))
    layer(X)
    assert_allclose(layer.backward(dY), numerical_gradient(lambda X: np.sum(layer(X) * dY), X),
                    atol=1e-8, strict=True)


@networks
def test_backward_overwrites(make):
    """The same pass twice leaves the same gradients."""
    net, left = make(), []
    for _ in range(2):
        net.backward(loss_of(net)[1])
        left.append([getattr(owner, gradient) for owner, _, gradient in trainable(net)])
    assert all(map(np.array_equal, *left))


@networks
def test_networks_learn_and_write_into_no_array(make):
    net, losses = make(), []
    kept = net.parameters()
    before = [p.copy() for p in kept]
    adam = Adam(net, lr=0.05)
    for _ in range(150):
        loss, dY = loss_of(net)
        net.backward(dY)
        adam.step()
        losses.append(loss)
    assert losses[-1] < losses[0] / 10
    assert all(map(np.array_equal, before, kept))
    assert all((old != new).any() for old, new in zip(kept, net.parameters()))


@networks
def test_float32_stays_float32(make):
    net = make(np.float32)
    loss, dY = loss_of(net)
    net.backward(dY)
    gradients = [getattr(owner, gradient) for owner, _, gradient in trainable(net)]
    assert {array.dtype for array in [*net.parameters(), *gradients, dY]} == {np.dtype("f")}


@pytest.mark.parametrize("make", [lambda: RNN(3, 2, rng=0), lambda: Attention(3, 4, 2, rng=0)])
def test_arguments_are_not_changed_and_whole_numbers_will_do(make):
    X, dY, layer = np.arange(30).reshape(2, 5, 3) % 7, np.arange(20).reshape(2, 5, 2), make()
    parameters = layer.parameters()
    before = [array.copy() for array in (X, dY, *parameters)]
    Y, dX = layer(X), layer.backward(dY)
    for array, copied in zip((X, dY, *parameters), before):
        assert_array_equal(array, copied, strict=True)
    assert_array_equal(make()(X * 1.0), Y, strict=True)
    assert_array_equal(layer.backward(dY * 1.0), dX, strict=True)
    assert dX.dtype == float


def test_embedding_changes_no_argument():
    table, ids, dY = Embedding(5, 3, rng=0), np.array([1, 1, 4]), np.ones((3, 3))
    before = table.W.copy()
    table(ids)[:] = 7
    table.backward(dY)
    assert_array_equal(table.W, before)
    assert_array_equal(ids, [1, 1, 4])
    assert_array_equal(dY, np.ones((3, 3)))


@pytest.mark.parametrize("make", [lambda rng: Embedding(5, 3, rng=rng), lambda rng: RNN(5, 3, rng=rng),
                                  lambda rng: Attention(5, 3, 2, rng=rng)])
def test_seed_decides_the_parameters(make):
    one, same, other, free = (make(rng).parameters() for rng in (5, np.random.default_rng(5), 6, None))
    assert all(map(np.array_equal, one, same))
    assert not any(map(np.array_equal, one, other)) and not any(map(np.array_equal, one, free))


def test_parameters_and_repr():
    table, rnn, head = Embedding(5, 3), RNN(3, 4), Attention(5, 3, 2)
    assert [*map(id, table.parameters())] == [id(table.W)]
    assert [*map(id, rnn.parameters())] == [id(rnn.W), id(rnn.b)]
    owners = [owner for owner, name, _ in trainable(head) if name == "W"]
    assert owners == [head.query, head.key, head.value, head.output]
    assert [p.shape for p in head.parameters()] == [(5, 3), (3,)] * 3 + [(3, 2), (2,)]
    assert [repr(layer) for layer in (table, rnn, head)] == [
        "Embedding(5, 3)", "RNN(3, 4)", "Attention(in_features=5, head_features=3, out_features=2)"]
