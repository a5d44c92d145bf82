"""Every public name answers a bad call with an exception that says what it got and expected.

One table, by public name: the call, the exception and its words. A function named not_… returns
the rows of an argument whose bad values are the same everywhere.
"""

# ruff: noqa: F403, F405 (every public name is called)
import re
from functools import partial

import numpy as np
import pytest
from matplotlib.figure import Figure

import helpers
from helpers import *
from helpers import figures
from tests.helpers.own import Own, public_activations
from tools.kernel import ROOT

X, LABELS, W = np.ones((4, 3)), np.array([0, 1, 1, 0]), np.array([[1, 0], [2, 1], [0, 3]])
IMAGES, DIGITS, STRIP, SEEN = np.zeros((5, 64)), np.arange(5), np.zeros((8, 20)), np.zeros((13, 11))
TABLES = sorted(path.stem for path in (ROOT / "helpers" / "tables").glob("*.csv"))
SQUARE, EYE, PAPER = [[0, 0], [0, 1], [1, 0], [1, 1]], np.eye(3), "........\n"


def each(call, error, said, *values):
    """Return a row for each value, which the words name as {}."""
    words = [f"an array of shape {v.shape}" if isinstance(v, np.ndarray) else repr(v) for v in values]
    return [(partial(call, value), error, said.format(word)) for value, word in zip(values, words)]


def shapes(call, said, *shapes):
    """Return a row for an array of each shape, which the words name as {}."""
    return [(partial(call, np.ones(shape)), ValueError, said.format(shape)) for shape in shapes]


def not_counts(name, call, least=0, below=None):
    """Return rows for values that are not whole numbers, or out of bounds."""
    return [*each(call, TypeError, f"{name} got {{}}, expected a whole number",
                  2.5, np.float64(3), True, np.True_, "3", None, [3], X),
            *each(call, ValueError, f"{name} got {{}}, expected at least {least}", least - 1, -5),
            *each(call, ValueError, f"{name} got {{}}, expected less than {below}",
                  *([] if below is None else [below, 10**30]))]


def not_reals(name, call):
    """Return rows for values that are not finite numbers."""
    return [*each(call, TypeError, f"{name} got {{}}, expected a number", "0.1", True, None, [0.1], X),
            *each(call, ValueError, f"{name} got {{}}, expected a finite number", np.nan, np.inf, -np.inf)]


def not_rng(call):
    """Return rows for values that are neither a generator, nor a seed, nor None."""
    said = "rng got {}, expected a NumPy Generator, a seed from 0 up or None"
    return [*each(call, TypeError, said, -1, True, 1.5, "x" * 58),
            (partial(call, "x" * 59), TypeError, said.format("a value of type str")),
            (partial(call, np.random), TypeError, said.format("a value of type module"))]


def not_shares(name, call):
    """Return rows for values that are not numbers from 0 up, less than 1."""
    return [*not_reals(name, call), *each(call, ValueError, f"{name} got {{}}, expected a number from 0 up, "
                                          f"less than 1", -0.1, 1, 1.5)]


def first_steps(kind):
    """Return rows for a step of an optimiser without gradients, and one after a W was set."""
    def step(**parameters):
        layer = with_set()
        optimiser = kind(layer, lr=1)
        vars(layer).update(parameters)
        optimiser.step()

    name = kind.__name__
    return [(partial(step, dW=None), RuntimeError,
             f"{name} got a step without dW of Linear, expected network.backward(dY) first, which leaves "
             f"there the gradient of W"),
            (partial(step, W=np.ones((2, 2))), ValueError,
             f"{name} got W of shape (2, 2), expected what its gradient is: of shape (3, 2)"),
            (partial(two_steps, kind), ValueError,
             f"{name} got dW of shape (1, 2), expected (3, 2), as in the steps before, or a new optimiser")]


def two_steps(kind):
    """Take a step, and another with W and its gradient of another shape."""
    layer = with_set()
    optimiser = kind(layer, lr=1)
    optimiser.step()
    layer.W = layer.dW = np.ones((1, 2))
    optimiser.step()


def not_penalised(penalty):
    """Return rows for places and strengths that a penalty cannot take."""
    name = penalty.__name__
    return [*each(lambda places: penalty(places, 1), TypeError,
                  f"{name}: places got {{}}, expected what trainable(network) returns", None, 3, ("W",),
                  ["W"]),
            *not_reals(f"{name}: strength", lambda strength: penalty(trainable(with_set()), strength)),
            *each(lambda strength: penalty(trainable(with_set()), strength), ValueError,
                  f"{name}: strength got {{}}, expected a number from 0 up", -1),
            (lambda: penalty(trainable(Linear(3, 2)), 1), RuntimeError,
             f"{name} got no dW of Linear, expected network.backward(dY) first, which leaves there the "
             f"gradient of W"),
            (lambda: penalty(trainable(with_set(W=np.ones((1, 2)))), 1), ValueError,
             f"{name} got W of shape (1, 2), expected what its gradient is: of shape (3, 2)")]


def not_made(kind, *names):
    """Return rows for sizes, generators and types that a layer cannot be made of; its sizes come first,
    and have these names."""
    def made(place, n):
        sizes = [3] * len(names)
        sizes[place] = n
        kind(*sizes)

    name, sizes = kind.__name__, [3] * len(names)
    rows = [not_counts(f"{name}: {size}", partial(made, place), least=1, below=2**31)
            for place, size in enumerate(names)]
    return [*sum(rows, []), *not_rng(lambda rng: kind(*sizes, rng=rng)),
            *each(lambda dtype: kind(*sizes, dtype=dtype), TypeError,
                  f"{name}: dtype got {{}}, expected a float type", int, complex, "x", None, X)]


def looked_up(ids=LABELS, **parameters):
    """Return an Embedding(5, 3) after a forward pass, with W set since."""
    table = Embedding(5, 3, rng=0)
    table(ids)
    vars(table).update(parameters)
    return table


def stepped(**parameters):
    """Return an RNN(3, 2) after a forward pass, with W or b set since."""
    rnn = RNN(3, 2, rng=0)
    rnn(X[None])
    vars(rnn).update(parameters)
    return rnn


def set_in(name, value):
    """Call a BatchNorm one of whose arrays was set."""
    norm = BatchNorm(3)
    vars(norm)[name] = value
    norm(X)


def one_step(y=LABELS, **more):
    layer = Linear(3, 2)
    return train_step(layer, X, y, **{"optimiser": SGD(layer, 0.1)} | more)


def not_layers(name, call, instead):
    """Return rows for values that are not layers; `instead` is what a list should be."""
    return [
        *each(call, TypeError, f"{name} got {{}}, which lacks backward, parameters, expected a layer",
              np.tanh, int),
        *each(call, TypeError, f"{name} got {{}}, which lacks __call__, backward, parameters, expected a "
              f"layer", "ReLU", None, X, {"b": 1}),
        (partial(call, [ReLU()]), TypeError, f"{name} got a list, expected {instead}"),
        (partial(call, (ReLU(),)), TypeError, f"{name} got a tuple, expected {instead}"),
        (partial(call, ReLU), TypeError, f"{name} got the class ReLU, expected a layer made of it: "
                                         f"write ReLU(), with its arguments if it takes any")]


def not_numbers(name, call, wanted="integers or floats"):
    """Return rows for values that are not an array of numbers."""
    return [(partial(call, value), error, f"{name} got {said}") for value, error, said in [
        ("abc", TypeError, f"str of dtype <U3, expected {wanted}"),
        (None, TypeError, f"NoneType of dtype object, expected {wanted}"),
        ({1: 2}, TypeError, f"dict of dtype object, expected {wanted}"),
        ((row for row in X), TypeError, f"generator of dtype object, expected {wanted}"),
        (X.astype(object), TypeError, f"ndarray of dtype object, expected {wanted}"),
        (X + 1j, TypeError, f"ndarray of dtype complex128, expected {wanted}"),
        (X > 0, TypeError, f"truth values, expected {wanted}: write (y == 1).astype(int) for y == 1"),
        (True, TypeError, f"truth values, expected {wanted}: write (y == 1).astype(int) for y == 1"),
        (np.ma.array(X, mask=X > 0), TypeError, "MaskedArray, expected an array without a mask"),
        ([[[1, 2], [3]]], ValueError, "a list whose parts differ in shape, expected an array of numbers")]]


def not_finite(name, call):
    """Return rows for arrays with an entry that is not a finite number."""
    return [(partial(call, np.array([bad])), ValueError, f"{name} got nan or inf, expected finite numbers")
            for bad in (np.nan, np.inf)]


def not_of_shape(name, call, wanted, *others):
    """Return rows for what is not an array of finite numbers, or is one of another shape."""
    return [*not_numbers(name, call), *not_finite(name, call),
            *shapes(call, f"{name} got shape {{}}, expected {wanted}", *others)]


def not_whole(name, call, good, wanted, below=None):
    """Return rows for what is not an array of whole numbers from 0 up, as a good one is."""
    low, top = good - good.max() - 1, good - good.max() + (below or 0)
    return [*not_numbers(name, call, "whole numbers"), *not_finite(name, call),
            *shapes(call, f"{name} got shape {{}}, expected {wanted}", (len(good), 1), ()),
            (partial(call, good + 0.5), TypeError, f"{name} got dtype float64, expected whole numbers"),
            (partial(call, low), ValueError, f"{name} got {low.min()}, expected at least 0"),
            *([] if below is None else
              [(partial(call, top), ValueError, f"{name} got {below}, expected less than {below}")])]


def not_passed(make):
    """Return rows for an activation called or run backward with what is no array, or too early."""
    name = make.__name__
    return [*not_numbers(f"{name}: X", lambda X: make()(X)),
            *not_numbers(f"{name}: dY", lambda dY: called(make()).backward(dY)),
            *shapes(lambda dY: called(make()).backward(dY), f"{name} got dY of shape {{}}, expected "
                    f"(4, 3), the shape of its output", (), (3,), (4, 1), (1, 3), (3, 4)),
            (lambda: make().backward(X), RuntimeError,
             f"{name} got backward before forward, expected a call first: layer(X)")]


def called(layer):
    """Return a layer after a forward pass."""
    layer(X)
    return layer


def with_set(**parameters):
    """Return a Linear(3, 2) after a forward and a backward pass, with W or b set since."""
    layer = called(Linear(3, 2, rng=0))
    layer.backward(np.ones((4, 2)))
    vars(layer).update(parameters)
    return layer


def steps(layer, **parameters):
    """Take two steps after parameters were set to something else."""
    sgd = SGD(layer, lr=1)
    vars(layer).update(parameters)
    sgd.step()
    sgd.step()


def train(X=X, y=LABELS, epochs=1, lr=0.1, **more):
    return fit(Linear(3, 2), X, y, epochs, lr, **more)


def own(lists, **attributes):
    """Say where the parameters of a layer of somebody's own are, inside another."""
    return trainable(Sequential(Own(lists, **attributes)))


W_WANTED = "expected an array of numbers (in_features, out_features)"
B_WANTED = "expected an array of numbers of shape (2,), or None"
ROWS = "expected an array of numbers (num_embeddings, embedding_dim)"
RNN_W = "expected an array of numbers (input_size + hidden_size, hidden_size)"
RNN_B = "expected an array of numbers of shape (2,)"
FIT = "expected (..., T, d), (..., S, d), (..., S, e) with d and S at least 1"
IN_BACKWARD = ("Linear got W of shape (5, 2) in backward, expected (3, out_features), which fits the last X")
ONE_BY_ONE = "the layers one by one: Sequential(one, two), or Sequential(*layers) for a list of them"
ITSELF = "the network itself, net and not net.parameters(), or Sequential(*layers) for a list of layers"
IN_TWO = "in two places, the same object, expected a new one in each: an object remembers only its last X"
SHARED = "network got one array of shape (3, 3) twice among its parameters, expected a copy for each layer"
UNOWNED = ("network got an array of shape (4, 3) in the parameters() of Own that is no attribute of it or "
           "of a layer inside, expected one such as self.W, with its gradient in self.dW")
ONE_ALONE = ("expected at least two samples: one alone has no spread. For predictions, network.eval() first")
H_WANTED = "numerical_gradient: h got {}, expected a positive number large enough to change x"
VALUE = "numerical_gradient: the function's value"
OF_EIGHT = "expected eight characters, '#' for ink and '.' for paper, no spaces"
EIGHT = "expected 8, of '#' for ink and '.' for paper, no spaces"

BAD = {
    "Linear": [
        *not_counts("Linear: in_features", lambda n: Linear(n, 2), least=1, below=2**31),
        *not_counts("Linear: out_features", lambda n: Linear(3, n), least=1, below=2**31),
        *each(lambda bias: Linear(3, 2, bias=bias), TypeError,
              "Linear: bias got {}, expected True or False", 1, None, "yes", X),
        *not_rng(lambda rng: Linear(3, 2, rng=rng)),
        *each(lambda dtype: Linear(3, 2, dtype=dtype), TypeError,
              "Linear: dtype got {}, expected a float type", int, complex, "x", None, X),
        *not_numbers("Linear(3, 2): X", lambda X: Linear(3, 2)(X)),
        *shapes(lambda X: Linear(3, 2)(X), "Linear(3, 2) got X of shape {}, expected (..., 3)", ()),
        *shapes(lambda X: Linear(3, 2)(X), "Linear(3, 2) got X of shape {}: its last axis must be 3",
                (0,), (4, 1), (4, 2), (3, 4), (2, 3, 5)),
        *shapes(lambda W: with_set(W=W)(X), f"Linear got W of shape {{}}, {W_WANTED}", (3,), (3, 2, 1)),
        (lambda: with_set(W=[[1.0, 2.0]] * 3)(X), ValueError, f"Linear got W of type list, {W_WANTED}"),
        (lambda: with_set(W=W > 0)(X), ValueError, f"Linear got W of shape (3, 2), dtype bool, {W_WANTED}"),
        (lambda: with_set(W=None).backward(X), ValueError, f"Linear got W of type NoneType, {W_WANTED}"),
        *shapes(lambda b: with_set(b=b)(X), f"Linear(3, 2) got b of shape {{}}, {B_WANTED}",
                (3,), (4, 2), (1, 2), (1,)),
        (lambda: with_set(b=1.0)(X), ValueError, f"Linear(3, 2) got b of type float, {B_WANTED}"),
        (lambda: with_set(b=np.array(["a", "b"]))(X), ValueError,
         f"Linear(3, 2) got b of shape (2,), dtype <U1, {B_WANTED}"),
        (lambda: with_set(b=X[0]).backward(X), ValueError, f"Linear(3, 2) got b of shape (3,), {B_WANTED}"),
        (lambda: Linear(3, 2).backward(X), RuntimeError,
         "Linear got backward before forward, expected a call first: layer(X)"),
        *not_numbers("Linear: dY", lambda dY: with_set().backward(dY)),
        (lambda: with_set().backward((1.0, X)), ValueError,
         "Linear: dY got a tuple whose parts differ in shape, expected an array of numbers"),
        *shapes(lambda dY: with_set().backward(dY), "Linear got dY of shape {}, expected (4, 2), the shape "
                "of its output", (), (2,), (1, 2), (4, 3), (2, 4)),
        (lambda: with_set(W=np.ones((3, 5)), b=None).backward(X), ValueError,
         "Linear got dY of shape (4, 3), expected (4, 5), the shape of its output"),
        (lambda: with_set(W=np.ones((5, 2))).backward(X), ValueError, IN_BACKWARD),
        (lambda: with_set(W=np.ones((5, 2)), X=X[None]).backward(X), ValueError, IN_BACKWARD),
    ],
    **{kind.__name__: not_passed(kind) for kind in public_activations()},
    "Sequential": [
        *not_layers("Sequential", lambda layer: Sequential(Linear(3, 2), layer), ONE_BY_ONE),
        (lambda: Sequential(*[ReLU()] * 2), ValueError, f"Sequential got ReLU() {IN_TWO}"),
        (lambda: called(Sequential(Linear(3, 2), ReLU())).backward(X), ValueError,
         "ReLU got dY of shape (4, 3), expected (4, 2), the shape of its output"),
    ],
    "trainable": [
        *not_layers("network", trainable, ITSELF),
        (lambda: trainable(Own(None, layers=[Tanh()] * 2)), ValueError, f"network got Tanh() {IN_TWO}"),
        *[(partial(own, lambda own, given=given: given), TypeError,
           f"network got parameters() of Own that return {said}, expected a list of arrays")
          for given, said in [(None, "None"), (1, "1"), (X, "an array of shape (4, 3)")]],
        *[(partial(own, lambda own: (own.W,), W=value), TypeError,
           f"network got parameters() of Own that list a value {said}, expected arrays of numbers")
          for value, said in [(1.5, "of type float"), (X > 0, "of shape (4, 3), dtype bool")]],
        (lambda: own(lambda own: own.kept, kept=[X], W=X), ValueError,
         "network got parameters() of Own that return the same list each time, expected a new one of the "
         "attributes as they are, such as [self.W]"),
        (lambda: own(lambda own: [*own.weights], weights=[X]), ValueError, UNOWNED),
        (lambda: own(lambda own: [own.W.copy()], W=X), ValueError, UNOWNED),
        (lambda: own(lambda own: [own.W], W=X, inside=Own(lambda own: [X])), ValueError, UNOWNED),
        (lambda: own(lambda own: [own.W], start=X, W=X), ValueError,
         "network got one array under the names start and W of Own, expected one name, or a gradient "
         "beside one of them from the start, such as self.dW = None"),
        (lambda: own(lambda own: [own.W] * 2, W=EYE), ValueError, SHARED),
        (lambda: own(lambda own: [EYE], layers=[Own(lambda own: [own.W], W=EYE) for _ in "ab"]),
         ValueError, SHARED),
        (lambda: own(lambda own: [], inside=Linear(3, 2)), ValueError,
         "network got parameters() of Sequential without those of the Linear inside, expected all of them"),
    ],
    "SGD": [
        *not_layers("network", lambda network: SGD(network, lr=1), ITSELF),
        *not_reals("lr", lambda lr: SGD(Linear(3, 2), lr)),
        *each(lambda lr: SGD(ReLU(), lr), ValueError, "lr got {}, expected a number from 0 up", -1, -0.1),
        (lambda: steps(Linear(3, 2)), RuntimeError,
         "SGD got a step without dW of Linear, expected network.backward(dY) first, which leaves there "
         "the gradient of W"),
        *shapes(lambda W: steps(with_set(), W=W), "SGD got W of shape {}, expected what its gradient is: "
                "of shape (3, 2)", (2, 2), (3, 1)),
        (lambda: steps(with_set(), b=None), ValueError,
         "SGD got b of type NoneType, expected what its gradient is: of shape (2,)"),
        (lambda: steps(Own(lambda own: [*own.kept], kept=[X], W=X, dW=X)), RuntimeError,
         "SGD got a network with other parameters than it has set, expected parameters() of the "
         "attributes as they are, and a new SGD(network, lr) where layers have changed"),
    ],
    "Momentum": [
        *not_layers("network", lambda network: Momentum(network, lr=1), ITSELF),
        *not_reals("lr", lambda lr: Momentum(ReLU(), lr)),
        *not_shares("Momentum: momentum", lambda momentum: Momentum(ReLU(), 1, momentum)),
        *first_steps(Momentum),
    ],
    "Adam": [
        *not_layers("network", Adam, ITSELF),
        *not_reals("lr", lambda lr: Adam(ReLU(), lr)),
        *each(lambda betas: Adam(ReLU(), betas=betas), TypeError,
              "Adam: betas got {}, expected two numbers such as (0.9, 0.999)", 0.9, (0.9,), None, X),
        *not_shares("Adam: a beta", lambda beta: Adam(ReLU(), betas=(beta, 0.9))),
        *not_shares("Adam: a beta", lambda beta: Adam(ReLU(), betas=[0.9, beta])),
        *not_reals("Adam: eps", lambda eps: Adam(ReLU(), eps=eps)),
        *not_reals("Adam: weight_decay", lambda decay: Adam(ReLU(), weight_decay=decay)),
        *each(lambda value: Adam(ReLU(), eps=value), ValueError,
              "Adam: eps got {}, expected a number from 0 up", -1e-8),
        *each(lambda value: Adam(ReLU(), weight_decay=value), ValueError,
              "Adam: weight_decay got {}, expected a number from 0 up", -1),
        *first_steps(Adam),
    ],
    "Dropout": [
        *not_passed(Dropout),
        *not_shares("Dropout: p", Dropout),
        *not_rng(lambda rng: Dropout(rng=rng)),
    ],
    "BatchNorm": [
        *not_counts("BatchNorm: num_features", BatchNorm, least=1, below=2**31),
        *not_reals("BatchNorm: eps", lambda eps: BatchNorm(3, eps)),
        *each(lambda eps: BatchNorm(3, eps), ValueError,
              "BatchNorm: eps got {}, expected a positive number", 0, -1e-5),
        *not_reals("BatchNorm: momentum", lambda momentum: BatchNorm(3, momentum=momentum)),
        *each(lambda momentum: BatchNorm(3, momentum=momentum), ValueError,
              "BatchNorm: momentum got {}, expected a number from 0 to 1", -0.1, 1.5),
        *each(lambda dtype: BatchNorm(3, dtype=dtype), TypeError,
              "BatchNorm: dtype got {}, expected a float type", int, complex, "x", None, X),
        *not_numbers("BatchNorm(3): X", lambda X: BatchNorm(3)(X)),
        *shapes(lambda X: BatchNorm(3)(X), "BatchNorm(3) got X of shape {}: its last axis must be 3",
                (), (0,), (4, 1), (3, 4)),
        *shapes(lambda X: BatchNorm(3)(X), f"BatchNorm(3) got X of shape {{}} in training, {ONE_ALONE}",
                (3,), (1, 3), (0, 3), (1, 1, 3)),
        *[(partial(set_in, name, value), ValueError, f"BatchNorm got {name} {said}, expected an array of "
           f"numbers with one for each feature, as in the other three")
          for name in ("gamma", "beta", "running_var")
          for value, said in [(X[0, :2], "of shape (2,)"), (1.0, "of type float"),
                              (None, "of type NoneType")]],
        (lambda: set_in("running_mean", [0.0] * 3), ValueError, "BatchNorm got gamma of shape (3,), expected "
         "an array of numbers with one for each feature, as in the other three"),
        *not_numbers("BatchNorm: dY", lambda dY: called(BatchNorm(3)).backward(dY)),
        *shapes(lambda dY: called(BatchNorm(3)).backward(dY), "BatchNorm got dY of shape {}, expected "
                "(4, 3), the shape of its output", (), (3,), (4, 1)),
        (lambda: BatchNorm(3).backward(X), RuntimeError,
         "BatchNorm got backward before forward, expected a call first: layer(X)"),
    ],
    "Embedding": [
        *not_made(Embedding, "num_embeddings", "embedding_dim"),
        *not_numbers("Embedding(5, 3): ids", looked_up, "whole numbers"),
        *[(partial(looked_up, ids), TypeError,
           "Embedding(5, 3): ids got dtype float64, expected whole numbers")
          for ids in (LABELS * 1.0, [], np.nan)],
        *[(partial(looked_up, ids), ValueError, f"Embedding(5, 3): ids got {said}") for ids, said in [
            (LABELS + 4, "5, expected less than 5"), ([[0, -1]], "-1, expected at least 0"),
            (5, "5, expected less than 5"), (np.uint8(255), "255, expected less than 5")]],
        *shapes(lambda W: looked_up(W=W)(LABELS), f"Embedding got W of shape {{}}, {ROWS}", (3,), (3, 2, 1)),
        (lambda: looked_up(W=[[1.0]])(LABELS), ValueError, f"Embedding got W of type list, {ROWS}"),
        (lambda: looked_up(W=W > 0).backward(X), ValueError,
         f"Embedding got W of shape (3, 2), dtype bool, {ROWS}"),
        (lambda: looked_up(W=X[:1]).backward(X), ValueError,
         "Embedding(1, 3): ids got 1, expected less than 1"),
        (lambda: looked_up(W=W).backward(X), ValueError,
         "Embedding got dY of shape (4, 3), expected (4, 2), the shape of its output"),
        *not_numbers("Embedding: dY", lambda dY: looked_up().backward(dY)),
        *shapes(lambda dY: looked_up().backward(dY), "Embedding got dY of shape {}, expected (4, 3), the "
                "shape of its output", (), (3,), (4, 1), (1, 3)),
        (lambda: Embedding(5, 3).backward(X), RuntimeError,
         "Embedding got backward before forward, expected a call first: layer(X)"),
    ],
    "RNN": [
        *not_made(RNN, "input_size", "hidden_size"),
        *not_numbers("RNN(3, 2): X", lambda X: RNN(3, 2)(X)),
        *shapes(lambda X: RNN(3, 2)(X), "RNN(3, 2) got X of shape {}, expected (N, T, 3) with T at least 1",
                (), (3,), (4, 3), (2, 4, 2), (2, 0, 3), (2, 2, 4, 3)),
        *shapes(lambda W: stepped(W=W)(X[None]), f"RNN got W of shape {{}}, {RNN_W}",
                (5,), (2, 2), (2, 3), (5, 2, 1)),
        (lambda: stepped(W=W > 0)(X[None]), ValueError,
         f"RNN got W of shape (3, 2), dtype bool, {RNN_W}"),
        *shapes(lambda b: stepped(b=b)(X[None]), f"RNN got b of shape {{}}, {RNN_B}", (), (3,), (1, 2)),
        (lambda: stepped(b=None)(X[None]), ValueError, f"RNN got b of type NoneType, {RNN_B}"),
        (lambda: stepped(b=[0.0, 1.0]).backward(X), ValueError, f"RNN got b of type list, {RNN_B}"),
        (lambda: stepped(W=None).backward(X), ValueError, f"RNN got W of type NoneType, {RNN_W}"),
        *[(lambda D=D, H=H: stepped(W=np.ones((D + H, H)), b=np.ones(H)).backward(X), ValueError,
           f"RNN got W of shape {(D + H, H)} in backward, expected (5, 2), which fits the last X")
          for D, H in [(4, 2), (2, 3), (3, 3)]],
        *not_numbers("RNN: dY", lambda dY: stepped().backward(dY)),
        *shapes(lambda dY: stepped().backward(dY), "RNN got dY of shape {}, expected (1, 4, 2), the shape "
                "of its output", (), (4, 2), (1, 4, 3), (1, 2), (2, 4, 2)),
        (lambda: RNN(3, 2).backward(X), RuntimeError,
         "RNN got backward before forward, expected a call first: layer(X)"),
    ],
    "attention": [
        *not_numbers("attention: Q", lambda Q: attention(Q, X, X)),
        *not_numbers("attention: K", lambda K: attention(X, K, X)),
        *not_numbers("attention: V", lambda V: attention(X, X, V)),
        *[(partial(attention, *map(np.ones, given)), ValueError,
           f"attention got Q, K, V of shapes {', '.join(map(str, given))}, {FIT}") for given in [
               [(3,), (4, 3), (4, 3)], [(4, 3), (3,), (4, 3)], [(4, 3), (4, 3), (4,)],
               [(4, 2), (4, 3), (4, 3)], [(4, 3), (5, 3), (4, 3)], [(4, 0), (4, 0), (4, 3)],
               [(4, 3), (0, 3), (0, 3)], [(2, 4, 3), (4, 3), (4, 3)], [(2, 4, 3), (2, 4, 3), (1, 4, 3)]]],
    ],
    "Attention": [
        *not_made(Attention, "in_features", "head_features", "out_features"),
        *not_numbers("Attention: X", lambda X: Attention(3, 2, 2)(X)),
        *shapes(lambda X: Attention(3, 2, 2)(X), "Attention got X of shape {}, expected "
                "(..., T, in_features) with T at least 1", (), (3,), (0, 3), (2, 0, 3)),
        *shapes(lambda X: Attention(3, 2, 2)(X), "Linear(3, 2) got X of shape {}: its last axis must be 3",
                (4, 2), (2, 4, 1)),
        *shapes(lambda dY: called(Attention(3, 2, 5)).backward(dY), "Linear got dY of shape {}, expected "
                "(4, 5), the shape of its output", (), (4, 3), (5,)),
        (lambda: Attention(3, 2, 2).backward(X), RuntimeError,
         "Linear got backward before forward, expected a call first: layer(X)"),
    ],
    "l1": not_penalised(l1),
    "l2": not_penalised(l2),
    "modules": not_layers("network", modules,
                          "the network itself, or Sequential(*layers) for a list of layers"),
    "set_training": [
        *not_layers("network", lambda network: set_training(network, True),
                    "the network itself, or Sequential(*layers) for a list of layers"),
        *each(lambda mode: set_training(ReLU(), mode), TypeError,
              "mode got {}, expected True or False", 1, None, "train"),
    ],
    "train_step": [
        *each(lambda optimiser: one_step(optimiser=optimiser), TypeError, "train_step: optimiser got {}, "
              "expected one made of a network, such as SGD(network, lr)", SGD, None, 0.1, "SGD"),
        *each(lambda penalty: one_step(penalty=penalty), TypeError,
              "train_step: penalty got {}, expected a function or None", 3, "l2"),
        *each(lambda change: one_step(change=change), TypeError,
              "train_step: change got {}, expected a function or None", X, 3),
        (lambda: one_step(y=LABELS + 1), ValueError, "labels got 1 to 2, expected 0 to 1"),
        (lambda: one_step(optimiser=SGD(with_set(), 0.1)), ValueError,
         "train_step got an optimiser of another network, expected one made of this network"),
    ],
    "fit": [
        *each(lambda optimiser: train(optimiser=optimiser), TypeError, "fit: optimiser got {}, expected what "
              "makes one of a network and lr: SGD, Momentum or Adam, not an optimiser", None, "SGD", 0.1),
        *each(lambda penalty: train(penalty=penalty), TypeError,
              "train_step: penalty got {}, expected a function or None", 3, "l2"),
        *not_layers("network", lambda network: fit(network, X, LABELS, 1, 0.1), ITSELF),
        *not_numbers("fit: X", train), *not_finite("fit: X", train),
        *shapes(train, "fit: X got shape {}, expected at least one sample", (), (0, 3)),
        *not_whole("fit: y", lambda y: train(y=y), LABELS, "(4,)"),
        (lambda: train(y=LABELS + 1), ValueError, "labels got 1 to 2, expected 0 to 1"),
        *not_counts("fit: epochs", lambda epochs: train(epochs=epochs), least=1),
        *not_counts("fit: batch", lambda batch: train(batch=batch), least=1),
        *not_reals("lr", lambda lr: train(lr=lr)),
        *not_rng(lambda rng: train(rng=rng)),
        *each(lambda function: train(each_epoch=function), TypeError,
              "fit: each_epoch got {}, expected a function or None", 3, "print"),
    ],
    "softmax": [
        *not_numbers("logits", softmax),
        *shapes(softmax, "logits got shape {}, expected (..., K) with K at least 1", (), (4, 0)),
    ],
    "softmax_cross_entropy": [
        *not_numbers("logits", lambda logits: softmax_cross_entropy(logits, LABELS)),
        *shapes(lambda logits: softmax_cross_entropy(logits, []), "logits got shape {}, expected (N, K) with "
                "N at least 1", (3,), (0, 3)),
        *not_numbers("labels", lambda labels: softmax_cross_entropy(X, labels), "whole numbers"),
        *shapes(lambda labels: softmax_cross_entropy(X, labels), "labels got shape {}, expected (4,): one "
                "for each row of the logits", (), (3,), (4, 1), (4, 3)),
        (lambda: softmax_cross_entropy(X, LABELS * 1.0), TypeError,
         "labels got dtype float64, expected whole numbers"),
        (lambda: softmax_cross_entropy(X, LABELS + 2), ValueError, "labels got 2 to 3, expected 0 to 2"),
        (lambda: softmax_cross_entropy(X, LABELS - 1), ValueError, "labels got -1 to 0, expected 0 to 2"),
    ],
    "numerical_gradient": [
        *each(lambda function: numerical_gradient(function, X), TypeError, "numerical_gradient: function "
              "got {}, expected a function of x and not its value", 3.5),
        *not_numbers("numerical_gradient: x", lambda x: numerical_gradient(np.sum, x)),
        *not_finite("numerical_gradient: x", lambda x: numerical_gradient(np.sum, x)),
        *not_reals("numerical_gradient: h", lambda h: numerical_gradient(np.sum, X, h)),
        *each(lambda h: numerical_gradient(np.sum, X, h), ValueError, H_WANTED, 0, -1e-6, 1e-30),
        (lambda: numerical_gradient(np.sum, [], h=0), ValueError, H_WANTED.format(0)),
        *not_numbers(VALUE, lambda value: numerical_gradient(lambda x: value, 1.0)),
        *[(partial(numerical_gradient, lambda x, bad=bad: bad, 1.0), ValueError,
           f"{VALUE} got nan or inf, expected finite numbers") for bad in (np.nan, np.inf)],
        *shapes(lambda value: numerical_gradient(lambda x: value, 1.0),
                f"{VALUE} got shape {{}}, expected a single number", (2,), (1,), (1, 1)),
        *[(partial(numerical_gradient, function, X), ValueError,
           "numerical_gradient: the function returned 2 things, expected a single number: of a loss and its "
           "gradient take the loss alone, [0]")
          for function in [lambda z: softmax_cross_entropy(z, LABELS), lambda z: [1.0, z]]],
    ],
    "unbroadcast": [
        *not_numbers("unbroadcast: grad", lambda grad: unbroadcast(grad, ())),
        *each(lambda shape: unbroadcast(X, shape), TypeError,
              "unbroadcast: shape got {}, expected a tuple such as (3,)", 3, None, "3"),
        *not_counts("unbroadcast: a length", lambda length: unbroadcast(X, (length,))),
        *each(lambda shape: unbroadcast(X, shape), ValueError, "unbroadcast got grad of shape (4, 3) and "
              "shape {}, expected a shape that stretches to grad's", (4,), (2, 4, 3), (0,), (2,)),
    ],
    "load_table": each(load_table, ValueError, f"load_table got {{}}, expected one of {', '.join(TABLES)}",
                       "none", "../digits", "", 3, None, ["ten_starts"]),
    "load_digits": not_counts("load_digits: seed", load_digits),
    "digit_from_text": [
        *each(digit_from_text, TypeError, "digit_from_text got {}, expected a string", None, b"...", IMAGES),
        *[(partial(digit_from_text, text), ValueError, f"digit_from_text got {said}") for text, said in [
            ("", f"0 lines, {EIGHT}"), (PAPER * 7, f"7 lines, {EIGHT}"), (PAPER * 9, f"9 lines, {EIGHT}"),
            (PAPER * 7 + ".......", f"'.......' as line 8, {OF_EIGHT}"),
            ("\nXXXXXXXX\n" + PAPER, f"'XXXXXXXX' as line 1, {OF_EIGHT}"),
            (PAPER + "        \n  #  #  \n", f"'#  #' as line 3, {OF_EIGHT}"),
            ("........ ........", f"'........ ........' as line 1, {OF_EIGHT}")]],
    ],
    "make_strip": [
        *not_of_shape("make_strip: images", lambda images: make_strip(images, [1]), "(n, 64)",
                      (), (0,), (64,), (2, 8, 8), (4, 3)),
        *not_whole("make_strip: gaps", lambda gaps: make_strip(IMAGES, gaps), DIGITS, "(5,)"),
    ],
    "cut_windows": [
        *not_of_shape("cut_windows: strip", cut_windows, "(8, width)", (8,), (7, 20)),
        *shapes(cut_windows, "cut_windows: strip got width 7, expected at least 8", (8, 7)),
    ],
    "label_windows": [
        *not_whole("label_windows: starts", lambda starts: label_windows(starts, [1], 3), DIGITS[:1], "(n,)"),
        *not_whole("label_windows: labels", lambda labels: label_windows([1], labels, 3), DIGITS[:1], "(1,)",
                   below=10),
        *not_counts("label_windows: count", lambda count: label_windows([1], [1], count)),
    ],
    "random_strip": [
        *not_of_shape("random_strip: X", lambda X: random_strip(X, DIGITS, 5), "(N, 64)", (64,), (5, 63)),
        *not_whole("random_strip: y", lambda y: random_strip(IMAGES, y, 5), DIGITS, "(5,)", below=10),
        (lambda: random_strip(IMAGES[:0], [], 5), ValueError,
         "random_strip got no images, expected at least one"),
        *not_counts("random_strip: digits", lambda digits: random_strip(IMAGES, DIGITS, digits), least=1),
        *not_rng(lambda rng: random_strip(IMAGES, DIGITS, 5, rng)),
    ],
    "training_windows": [
        *not_counts("training_windows: strips", lambda n: training_windows(IMAGES, DIGITS, n), least=1),
        *not_rng(lambda rng: training_windows(IMAGES, DIGITS, rng=rng)),
        *each(lambda digits: training_windows(IMAGES, DIGITS, digits=digits), ValueError,
              "random_strip: digits got {}, expected at least 1", 0, -1),
    ],
    "pick_digits": [
        *not_of_shape("pick_digits: probabilities", pick_digits, "(n, 11)", (11,), (5, 10)),
        *[(partial(pick_digits, np.eye(5, 11) * top), ValueError,
           f"pick_digits: probabilities got {said}, expected 0 to 1")
          for top, said in [(1.5, "0 to 1.5"), (-0.5, "-0.5 to -0"), (1 + 2e-6, "0 to 1.000002")]],
    ],
    "check": [
        *each(lambda number: check(number, print), ValueError, "check got exercise {}, expected a number as "
              "in the notebook, in quotes: \"1.1\"", "9.1", "1.9", "1.1\n", "", 1.1, None, ["1.1"]),
        *each(lambda raises: check("1.1", print, raises=raises), TypeError,
              "check: raises got {}, expected True or False", 1, None),
        *each(lambda seed: check("1.1", print, seed=seed), TypeError,
              "check: seed got {}, expected a whole number", 0.5, True, "0"),
        (lambda: check("1.1", print, seed=-1), ValueError, "check: seed got -1, expected at least 0"),
    ],
    "show": [
        (lambda: show("figure", "words"), TypeError, "show got str, expected a matplotlib Figure"),
        (lambda: show(Figure(), None), TypeError, "show: says got NoneType, expected a string"),
        (lambda: show(Figure(), " \n"), ValueError,
         "show: says got a blank string, expected what the figure shows"),
    ],
}
BAD["LeakyReLU"] += not_reals("LeakyReLU: slope", lambda slope: LeakyReLU(slope))
FIGURES = {  # arguments, and what is said behind the name
    "draw_strip": [((np.ones((7, 20)),), ": strip got shape (7, 20), expected (8, width)")],
    "draw_images": [((np.ones((2, 8, 8)), "ab"), ": images got shape (2, 8, 8), expected (n, 64)"),
                    ((IMAGES, "abc"), " got 3 captions, expected 5"),
                    ((IMAGES, "abcde", 0), ": columns got 0, expected at least 1"),
                    ((IMAGES, "abcde", 5, IMAGES), ": marked got shape (5, 64) of dtype float64, "
                     "expected (5, 64) of truth values"),
                    ((IMAGES, "abcde", 5, IMAGES[0] > 0), ": marked got shape (64,) of dtype bool, "
                     "expected (5, 64) of truth values")],
    "draw_weights": [((np.ones((2, 8, 8)), "ab"), ": weights got shape (2, 8, 8), expected (n, 64)"),
                     ((IMAGES, "abc"), " got 3 captions, expected 5"),
                     ((IMAGES, "abcde", 0), ": columns got 0, expected at least 1")],
    "draw_scores": [((IMAGES[0, 1:], DIGITS), ": image got shape (63,), expected (64,)"),
                    ((IMAGES[0], DIGITS), ": scores got shape (5,), expected (10,)"),
                    ((IMAGES[0], [np.nan] * 10), ": scores got nan or inf, expected finite numbers")],
    "draw_reading": [((STRIP[1:], SEEN, [], []), ": strip got shape (7, 20), expected (8, width)"),
                     ((STRIP, SEEN[1:], [], []), ": probabilities got shape (12, 11), expected (13, 11)"),
                     ((STRIP, SEEN, [[1]], [1]), ": columns got shape (1, 1), expected (n,)"),
                     ((STRIP, SEEN, [1], [1, 2]), ": digits got shape (2,), expected (1,)")],
    "draw_shadow": [(([1, 2, 3], [3, 4]), ": x got shape (3,), expected (2,)"),
                    (([3, 4], [1, 2, 3]), ": w got shape (3,), expected (2,)"),
                    (([1, 2], [0, 0]), " got w = [0, 0], expected a w that has a direction")],
    "draw_half_planes": [(([1, 2], [3, 4]), ": points got shape (2,), expected (n, 2)"),
                         ((SQUARE, [0, 0]), " got w = [0, 0], expected a w that has a direction")],
    "draw_boundaries": [((SQUARE, w, biases), f" got w = {w} and {len(biases)} biases, expected a w that "
                         f"has a direction and 1 to 4 biases")
                        for w, biases in [([0, 0], [1]), ([1, 0], []), ([1, 0], [1] * 5)]],
    "draw_two_readings": [((X, [1, 2, 3]), ": A got shape (4, 3), expected (2, 3)"),
                          ((X[:2], [1, 2]), ": x got shape (2,), expected (3,)")],
    "draw_product": [((X, W.T, 0, 0), " got shapes (4, 3) and (2, 3), expected equal inner lengths"),
                     ((X, W, 4, 0), ": row got 4, expected less than 4"),
                     ((X, W, 0, -1), ": column got -1, expected at least 0")],
    "draw_broadcast": [((1.0, [1]), " got shapes () and (1,), expected one or two axes")],
    "draw_connections": [((W, [1, 2, 3]), ": b got shape (3,), expected (2,)")],
    "draw_touched": [((X[:3], W, W), ": X got shape (3, 3), expected (4, 3)"),
                     ((X, X, W), ": W got shape (4, 3), expected (3, 2)"),
                     ((X, W, X), ": dY got shape (4, 3), expected (4, 2)")],
    "draw_confusion": [((W,), " got shape (3, 2), expected (K, K)")],
    "draw_shares": [(([1, 2], "ab", "", ""), ": shares got shape (2,), expected (n, m)"),
                    ((EYE, "ab", "", ""), " got 2 labels, expected 3")],
    "draw_matrix": [(([1, 2],), ": matrix got shape (2,), expected (rows, columns)")],
    "draw_curves": [((dict.fromkeys("abcde", [1]), "", ""), " got 5 curves, expected at most 4"),
                    (({"a": [1, 2]}, "", "", [1, 2, 3]), ": a got shape (2,), expected (3,)")],
    "draw_histogram": [(([1, 2], 0), ": bound got 0, expected a positive number")],
    "draw_fits": [(([1, 2], [1, 2, 3], {}), ": y got shape (3,), expected (2,)"),
                  (([1], [1], dict.fromkeys("abcde", (1, 0))), " got 5 lines, expected at most 4")],
    "draw_grids": [(({"a": lambda points: X},), ": a got shape (4, 3), expected (161, 2)")],
    "draw_regions": [((SQUARE, [0, 1], {}), ": labels got shape (2,), expected (4,)"),
                     ((SQUARE, LABELS, {"a": lambda xy: X}), ": a got shape (4, 3), expected (22801, 2)")],
    "draw_hidden": [(([1, 2], [0], "a"), ": points got shape (2,), expected (n, 2)")],
    "draw_dots": [(({}, ""), " got 0 groups, expected 1 to 12"),
                  ((dict.fromkeys(range(13), [1]), ""), " got 13 groups, expected 1 to 12"),
                  (({"a": [[1]]}, ""), ": a got shape (1, 1), expected (n,)"),
                  (({"a": [1], "b": np.ones(0)}, ""), ": b got shape (0,), expected at least one value"),
                  (({"a": [1], "b": [2]}, "", "c"), ": chosen got 'c', expected one of a, b"),
                  (({"a": [1]}, "", ["a"]), ": chosen got ['a'], expected one of a")],
    "draw_rates": [(({}, "", ""), " got 0 curves, expected 1 to 4"),
                   ((dict.fromkeys("abcde", {1: [1]}), "", ""), " got 5 curves, expected 1 to 4"),
                   (({"a": {}}, "", ""), ": a got 0 points, expected 1 to 20"),
                   *[(({"a": {x: [1]}}, "", ""), f": a: x got {x}, expected a finite number")
                     for x in (np.nan, np.inf)],
                   (({"a": {0.5: [1], 0: [1]}}, "", ""), ": a: x got 0, expected a positive number"),
                   (({"a": {0.5: [[1]]}}, "", ""), ": a: 0.5 got shape (1, 1), expected (n,)"),
                   (({"a": {1: []}}, "", ""), ": a: 1 got shape (0,), expected at least one value")],
    "draw_bars": [(({}, "", 9), " got 0 bars, expected 1 to 8"),
                  ((dict.fromkeys(range(9), 1), "", 9), " got 9 bars, expected 1 to 8"),
                  (({"a": 0}, "", 0), ": top got 0, expected a positive number"),
                  (({"a": 10}, "", 9), ": a got 10, expected 0 to 9"),
                  (({"a": 1, "b": -1}, "", 9), ": b got -1, expected 0 to 9")],
    "draw_sureness": [(({},), " got 0 panels, expected 1 to 2"),
                      ((dict.fromkeys("abc", ([1], [True])),), " got 3 panels, expected 1 to 2"),
                      (({"a": ([0.4, 1], [True] * 2)},), ": a: p got 0.4 to 1, expected 0.5 to 1"),
                      (({"a": ([0.5, 1.5], [True] * 2)},), ": a: p got 0.5 to 1.5, expected 0.5 to 1"),
                      (({"a": ([], [])},), ": a: p got shape (0,), expected at least one value"),
                      (({"a": ([0.5, 1], [1, 0])},), ": a: right got shape (2,) of dtype int64, "
                       "expected (2,) of truth values"),
                      (({"a": ([0.5, 1], [True])},), ": a: right got shape (1,) of dtype bool, "
                       "expected (2,) of truth values")],
    "draw_slopes": [(({}, "", "", ""), " got 0 lines, expected 1 to 8"),
                    ((dict.fromkeys(range(9), (1, 2)), "", "", ""), " got 9 lines, expected 1 to 8"),
                    (({"a": (1, 2), "b": (1, 2, 3)}, "", "", ""), ": b got shape (3,), expected (2,)"),
                    (({"a": (1, np.nan)}, "", "", ""), ": a got nan or inf, expected finite numbers")],
}
BAD |= {name: [(partial(getattr(figures, name), *given), ValueError, name + said) for given, said in rows]
        for name, rows in FIGURES.items()}
BAD["draw_histogram"] += not_numbers("draw_histogram: values", lambda x: figures.draw_histogram(x, 1))
BAD["draw_dots"] += not_numbers("draw_dots: a", lambda x: figures.draw_dots({"a": x}, ""))
BAD["draw_rates"] += [*each(lambda x: figures.draw_rates({"a": {x: [1]}}, "", ""), TypeError,
                            "draw_rates: a: x got {}, expected a number", "0.1", True, None),
                      *not_numbers("draw_rates: a: 1", lambda v: figures.draw_rates({"a": {1: v}}, "", ""))]
BAD["draw_bars"] += [*not_reals("draw_bars: a", lambda n: figures.draw_bars({"a": n}, "", 9)),
                     *not_reals("draw_bars: top", lambda top: figures.draw_bars({"a": 1}, "", top))]
BAD["draw_sureness"] += not_numbers("draw_sureness: a: p", lambda p: figures.draw_sureness({"a": (p, [])}))
BAD["draw_slopes"] += not_numbers("draw_slopes: a", lambda x: figures.draw_slopes({"a": x}, "", "", ""))
BAD["draw_signals"] = not_numbers("draw_signals: a", lambda x: figures.draw_signals({"size": {"a": x}}))
BAD["draw_broadcast"] += [(lambda: figures.draw_broadcast(X, W), ValueError, re.compile("shape mismatch"))]
BAD["draw_activations"] = [(lambda: figures.draw_activations({"a": Linear(3, 2)}), ValueError,
                            "Linear(3, 2) got X of shape (401,): its last axis must be 3")]


@pytest.mark.parametrize("call, error, said", [
    pytest.param(*row, id=f"{name}-{row[2]}") for name, rows in BAD.items() for row in rows])
def test_bad_call_says_what_it_got_and_expected(call, error, said):
    with pytest.raises(error) as caught:
        call()
    assert type(caught.value) is error
    assert str(caught.value) == said if isinstance(said, str) else said.search(str(caught.value))


def test_every_public_name_is_called_badly():
    """Two loaders take no argument that could be bad; Activation is a base without a call."""
    public = {*helpers.__all__, *figures.__all__} - {"Activation", "load_postcode", "load_strangers"}
    assert {name for name, rows in BAD.items() if rows} == public
