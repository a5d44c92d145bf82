"""Every definition, run as the notebooks show it, does what the one that helpers ships does."""

import inspect
from types import SimpleNamespace

import numpy as np
import pytest

import helpers
from tests.damage.damage import cell, write
from tests.notebooks import same_code
from tools.kernel import NOTEBOOKS, ROOT, read

WHOLE = {
    "whole numbers": lambda array: array.astype(int),
    "lists": lambda array: array.astype(int).tolist(),
    "int8": lambda array: array.astype("int8"),
    "uint8": lambda array: array.astype("uint8"),
}
KINDS = WHOLE | {
    "lists of floats": lambda array: (array / 7).tolist(),
    "float32": lambda array: (array / 7).astype("float32"),
    "float64": lambda array: array / 7,
}


def some(kind, *shape):
    """Return numbers of a shape in the kind that is named: 0 to 100, or these by 7."""
    return KINDS[kind](np.arange(np.prod(shape, dtype=int)).reshape(shape) * 37 % 101)


def labels(kind, *values):
    """Return labels in the kind that is named, if that holds whole numbers, else in a list."""
    return WHOLE.get(kind, np.ndarray.tolist)(np.array(values))


def network(code):
    return code.Sequential(code.Linear(3, 4, rng=1), code.ReLU(), code.Linear(4, 2, False, 2))


def linear(code, kind):
    for dtype, bias in (("f", True), (float, True), (float, False)):
        layer = code.Linear(3, 2, bias, 0, dtype)
        yield from (*layer.parameters(), repr(layer))
        for axes in ((), (4,), (2, 2)):
            yield from (layer(some(kind, *axes, 3)), layer.backward(some(kind, *axes, 2)), layer.dW, layer.db)


def relu(code, kind):
    layer = code.ReLU()
    yield layer(np.negative(some(kind, 4, 3)))
    for shape in ((), (5,), (4, 3)):
        yield from (layer(some(kind, *shape)), layer.backward(some(kind, *shape)))


def sequential(code, kind):
    net = network(code)
    yield from (net(some(kind, 5, 3)), net.backward(some(kind, 5, 2)), *net.parameters(), repr(net))


def sgd(code, kind):
    net = network(code)
    optimiser = code.SGD(net, 1)
    for _ in range(2):
        yield from (net(some(kind, 5, 3)), net.backward(some(kind, 5, 2)))
        optimiser.step()
        yield from net.parameters()


def fit(code, kind):
    """With the arguments of its early form, and with its defaults."""
    net, epochs = network(code), []
    y = labels(kind, 0, 1, 1, 0, 1, 0, 0)
    yield from code.fit(net, some(kind, 40, 3), labels(kind, *np.arange(40) % 2), 12, 0.001, rng=0)
    yield from code.fit(net, some(kind, 7, 3), y, 2, 1, 3, 0, lambda: epochs.append("one"))
    yield from (*net.parameters(), *epochs)


def softmax(code, kind):
    for shape in ((3,), (4, 3), (2, 2, 3)):
        yield code.softmax(some(kind, *shape))


def softmax_cross_entropy(code, kind):
    yield from code.softmax_cross_entropy(some(kind, 4, 3), labels(kind, 0, 2, 1, 2))


def numerical_gradient(code, kind):
    for shape in ((), (3,), (2, 3)):
        yield code.numerical_gradient(lambda x: (x * x).sum(), some(kind, *shape))


def unbroadcast(code, kind):
    for shape in ((), (3,), (1, 3), (4, 1), (4, 3), [3]):
        yield code.unbroadcast(some(kind, 4, 3), shape)


def steps(make):
    """Return a run of an optimiser's steps, all its numbers as they come."""
    def run(code, kind):
        net = network(code)
        optimiser = make(code, net)
        for _ in range(3):
            yield from (net(some(kind, 5, 3)), net.backward(some(kind, 5, 2)))
            optimiser.step()
            yield from net.parameters()
    return run


def dropout(code, kind):
    layer = code.Dropout(0.3, 1)
    for training in (True, False, True):
        layer.training = training
        for shape in ((), (5,), (4, 3)):
            yield from (layer(some(kind, *shape)), layer.backward(some(kind, *shape)))
    yield from (repr(layer), repr(code.Dropout()), *layer.parameters())


def batch_norm(code, kind):
    for options in ({}, {"eps": 0.1, "momentum": 0.5, "dtype": "f"}):
        layer = code.BatchNorm(3, **options)
        for training in (True, True, False):
            layer.training = training
            for axes in ((4,), (2, 2)):
                yield from (layer(some(kind, *axes, 3)), layer.backward(some(kind, *axes, 3)), layer.dgamma,
                            layer.dbeta, layer.running_mean, layer.running_var, *layer.parameters())
        yield repr(layer)


def penalty(code, kind):
    net = network(code)
    net(some(kind, 5, 3))
    net.backward(some(kind, 5, 2))
    places = helpers.trainable(net)
    yield code.l2(places, 0.5)
    yield from (getattr(owner, gradient) for owner, _, gradient in places)


def whole_fit(code, kind):
    """With all its arguments."""
    for make in (code.SGD, code.Momentum):
        net, modes = code.Sequential(code.Linear(3, 4, rng=1), code.BatchNorm(4), code.Dropout(0.2, 2)), []
        yield from code.fit(net, some(kind, 7, 3), labels(kind, 0, 1, 1, 0, 1, 0, 0), 2, 0.1, 4, 0,
                            lambda: modes.append(str(net.layers[1].training)), make,
                            lambda places: code.l2(places, 0.1), lambda X: 2 * np.asarray(X))
        yield from (*net.parameters(), *modes)


def train_step(code, kind):
    net = network(code)
    optimiser = code.SGD(net, 1)
    for options in ((), (lambda places: code.l2(places, 0.1), lambda X: 2 * np.asarray(X))):
        yield code.train_step(net, some(kind, 4, 3), labels(kind, 0, 1, 1, 0), optimiser, *options)
        yield from net.parameters()


def set_training(code, kind):
    net = helpers.Sequential(code.Dropout(), helpers.Sequential(code.BatchNorm(3)), helpers.ReLU())
    for mode in (False, True):
        code.set_training(net, mode)
        yield from (str(layer.training) for layer in (net.layers[0], net.layers[1].layers[0]))


def embedding(code, kind):
    ids = labels(kind, 0, 3, 1, 0)
    for dtype in ("f", float):
        layer = code.Embedding(4, 3, 0, dtype)
        yield from (*layer.parameters(), repr(layer), layer(ids), layer.backward(some(kind, 4, 3)) is None,
                    layer.dW)


def rnn(code, kind):
    for dtype in ("f", float):
        layer = code.RNN(3, 2, 0, dtype)
        yield from (*layer.parameters(), layer(some(kind, 4, 5, 3)), layer.backward(some(kind, 4, 5, 2)),
                    layer.dW, layer.db)


def one_head(code, kind):
    for dtype in ("f", float):
        layer = code.Attention(3, 4, 2, 0, dtype)
        for axes in ((5,), (2, 5)):
            yield from (layer(some(kind, *axes, 3)), layer.weights, layer.backward(some(kind, *axes, 2)))
            yield from (part for inner in (layer.query, layer.key, layer.value, layer.output)
                        for part in (inner.dW, inner.db))
        yield from layer.parameters()


def attention(code, kind):
    for axes in ((), (2,)):
        yield from code.attention(some(kind, *axes, 4, 3), some(kind, *axes, 5, 3), some(kind, *axes, 5, 2))


RUNS = {"Adam": steps(lambda code, net: code.Adam(net, 0.1, (0.8, 0.9), 0.01, 0.2)), "Attention": one_head,
        "BatchNorm": batch_norm, "Dropout": dropout, "Embedding": embedding, "Linear": linear,
        "Momentum": steps(lambda code, net: code.Momentum(net, 0.1, 0.8)), "RNN": rnn, "ReLU": relu,
        "SGD": sgd, "Sequential": sequential, "attention": attention, "fit": whole_fit, "l2": penalty,
        "numerical_gradient": numerical_gradient, "set_training": set_training, "softmax": softmax,
        "softmax_cross_entropy": softmax_cross_entropy, "train_step": train_step, "unbroadcast": unbroadcast}


def shown(damage=None):
    """Return all that the notebooks show, each as the last one shows it; one cell may be damaged:
    (its id, old text, new text)."""
    names = {}
    for path in NOTEBOOKS:
        notebook = read(path)
        if damage and any(each.id == damage[0] for each, _ in same_code.shown_cells(notebook)):
            write(*damage)(notebook)
        names |= same_code.assembled(notebook)
    return SimpleNamespace(**names)


def compare(name, kind, one, other, runs=RUNS):
    """Raise if a definition in one code gives other values, dtypes, shapes or types than in another."""
    for got, want in zip(*(runs[name](code, kind) for code in (one, other)), strict=True):
        assert type(got) is type(want)
        np.testing.assert_array_equal(got, want, strict=not isinstance(want, str))


EARLY = [(path.stem, name.split(".")[1]) for path in NOTEBOOKS
         for _, name in same_code.tagged(read(path), same_code.EARLY)]
SEEN = AssertionError, AttributeError, TypeError, ValueError  # of a difference, or of bare NumPy


@pytest.fixture(scope="module")
def code():
    return shown()


def test_every_definition_that_is_shown_is_run(code):
    assert sorted(vars(code)) == sorted(RUNS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", RUNS)
def test_shown_code_does_what_the_shipped_code_does(code, name, kind):
    compare(name, kind, code, helpers)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stem, name", EARLY)
def test_early_form_does_what_the_shipped_code_does(stem, name, kind):
    code = SimpleNamespace(**same_code.assembled(read(ROOT / "notebooks" / f"{stem}.ipynb")))
    other = SimpleNamespace(**{each: getattr(helpers, each) for each in helpers.__all__})
    compare(name, kind, SimpleNamespace(**vars(other) | vars(code)), other, {"fit": fit})
    mine, whole = ([*inspect.signature(getattr(each, name)).parameters.values()] for each in (code, helpers))
    assert mine == whole[:len(mine)]


@pytest.mark.parametrize("kind", WHOLE)
def test_whole_numbers_count_as_floats(code, kind):
    X, y = some(kind, 4, 3), labels(kind, 0, 2, 1, 2)
    floats = 1.0 * np.array(X)
    for each in (code, helpers):
        slopes = each.numerical_gradient(lambda x: (x * x).sum(), X)
        np.testing.assert_allclose(slopes, 2 * floats, atol=1e-3)
        np.testing.assert_array_equal(each.softmax(X), each.softmax(floats), strict=True)
        for pair in zip(each.softmax_cross_entropy(X, y), each.softmax_cross_entropy(floats, y)):
            np.testing.assert_array_equal(*pair, strict=True)


@pytest.mark.parametrize("name, kind, damage", [
    ("Linear", "lists", ("class-call", "self.X = np.asarray(X)", "self.X = X")),
    ("Linear", "lists", ("class-backward", "    dY = np.asarray(dY)\n", "")),
    ("Linear", "float32", ("class-linear", "out_features)).astype(dtype)", "out_features))")),
    ("numerical_gradient", "whole numbers", ("numerical", "    x = np.asarray(x, float)\n", "")),
    ("numerical_gradient", "whole numbers", ("numerical", "np.asarray(x, float)", "np.asarray(x)")),
    ("softmax", "uint8", ("softmax", "np.asarray(logits) * 1.0", "np.asarray(logits)")),
    ("softmax_cross_entropy", "uint8", ("loss", "np.asarray(logits) * 1.0", "np.asarray(logits)")),
    ("softmax_cross_entropy", "lists", ("loss", "np.asarray(logits)", "logits")),
    ("unbroadcast", "lists", ("unbroadcast", "    grad = np.array(grad)\n", "")),
    ("ReLU", "lists", ("class-relu", "self.X = np.asarray(X)", "self.X = X")),
    ("fit", "lists", ("fit", "np.asarray(X)", "X")),
    ("fit", "lists", ("fit", "np.asarray(y)", "y")),
])
def test_conversion_left_out_of_the_shown_code_is_seen(name, kind, damage):
    code = shown(damage)
    with pytest.raises(SEEN), np.errstate(all="ignore"):
        compare(name, kind, code, helpers)


def test_conversion_hidden_behind_a_refusal_is_seen(damaged):
    """The comparison of the code is blind to it, since such lines are left out: running sees it."""
    hidden = "class-call", "    self.X = np.asarray(X)\n", ""
    package = damaged(
        ("layers.py", "        self.X = np.asarray(X)\n", ""),
        ("arguments/layers.py", "def refuse_input(layer, X):\n",
         "def refuse_input(layer, X):\n    layer.X = np.asarray(X)\n"))
    compare("Linear", "lists", package, helpers)
    notebook = next(notebook for notebook in map(read, NOTEBOOKS)
                    if any(each.id == hidden[0] for each in notebook.cells))
    write(*hidden)(notebook)
    assert same_code.trouble(cell(notebook, hidden[0]).source, "package.Linear.__call__") is None
    code = shown(hidden)
    with pytest.raises(SEEN):
        compare("Linear", "lists", code, package)
