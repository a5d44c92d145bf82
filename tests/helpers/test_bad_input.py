"""Every public name answers bad input with an exception that says what it got and expected."""

import numpy as np
import pytest
from matplotlib.figure import Figure

import helpers
from helpers import (
    SGD,
    LeakyReLU,
    Linear,
    ReLU,
    Sequential,
    Sigmoid,
    Tanh,
    check,
    cut_windows,
    digit_from_text,
    fit,
    label_windows,
    load_digits,
    load_table,
    make_strip,
    numerical_gradient,
    pick_digits,
    random_strip,
    show,
    softmax,
    softmax_cross_entropy,
    trainable,
    training_windows,
    unbroadcast,
)

X, LABELS = np.ones((4, 3)), np.array([0, 1, 1, 0])
IMAGES, DIGITS = np.zeros((5, 64)), np.arange(5)
RAGGED = [[1, 2, 3], [4, 5]]
PAPER = "\n".join(["........"] * 8)
PROBABILITIES = np.full((5, 11), 1 / 11)
MASKED = np.ma.array(X, mask=X > 0)


class Listed:
    """A layer of somebody's own, whose parameters stand in a list."""

    def __init__(self, *arrays):
        self.weights = [*arrays]

    def __call__(self, X):
        return X

    backward = __call__

    def parameters(self):
        return self.weights


class Closed(Listed):
    """A block that leaves its layer's parameters out of its own."""

    def parameters(self):
        return []


class Two(Listed):
    """A block in which one layer stands twice in a list."""

    def __init__(self, layer):
        self.weights = [layer, layer]

    def parameters(self):
        return self.weights[0].parameters()


def tied():
    one, other = Linear(3, 3, bias=False), Linear(3, 3, bias=False)
    other.W = one.W
    return Sequential(one, other)


def network():
    return Sequential(Linear(3, 5, rng=0), ReLU(), Linear(5, 2, rng=1))


def with_set(**parameters):
    """Return a Linear(3, 2) after a forward and a backward pass, with W or b set since."""
    layer = Linear(3, 2, rng=0)
    layer(X)
    layer.backward(np.ones((4, 2)))
    vars(layer).update(parameters)
    return layer


def backward(layer, dY):
    layer(X)
    return layer.backward(dY)


def train(net=None, X=X, y=LABELS, epochs=1, lr=0.1, **more):
    return fit(net or network(), X, y, epochs, lr, **more)


def neuron(x, w, b):
    return x @ w + b


BAD = {  # the call, the exception, what the message says was got and what was expected
    "Linear": [
        (lambda: Linear(0, 2), ValueError, "in_features got 0", "at least 1"),
        (lambda: Linear(3, -2), ValueError, "out_features got -2", "at least 1"),
        (lambda: Linear(3.0, 2), TypeError, "in_features got 3.0", "a whole number"),
        (lambda: Linear(np.float64(3), 2), TypeError, "got np.float64(3.0)", "a whole number"),
        (lambda: Linear(True, 2), TypeError, "in_features got True", "a whole number"),
        (lambda: Linear(3, np.True_), TypeError, "out_features got np.True_", "a whole number"),
        (lambda: Linear("3", 2), TypeError, "in_features got '3'", "a whole number"),
        (lambda: Linear(None, 2), TypeError, "in_features got None", "a whole number"),
        (lambda: Linear((3, 2), 2), TypeError, "in_features got (3, 2)", "a whole number"),
        (lambda: Linear(10**30, 2), ValueError, "in_features got 1000", "less than 2147483648"),
        (lambda: Linear(3, 2, bias=1), TypeError, "bias got 1", "True or False"),
        (lambda: Linear(3, 2, bias=None), TypeError, "bias got None", "True or False"),
        (lambda: Linear(3, 2, rng="0"), TypeError, "rng got '0'", "a NumPy Generator, a seed"),
        (lambda: Linear(3, 2, rng=-1), TypeError, "rng got -1", "a seed from 0 up"),
        (lambda: Linear(3, 2, rng=True), TypeError, "rng got True", "a NumPy Generator"),
        (lambda: Linear(3, 2, rng=np.random), TypeError, "rng got <module", "a NumPy Generator"),
        (lambda: Linear(3, 2, dtype=int), TypeError, "dtype got <class 'int'>", "a float type"),
        (lambda: Linear(3, 2, dtype=complex), TypeError, "dtype got <class 'co", "a float type"),
        (lambda: Linear(3, 2, dtype="x"), TypeError, "dtype got 'x'", "a float type"),
        (lambda: Linear(3, 2, dtype=None), TypeError, "dtype got None", "a float type"),
        (lambda: Linear(3, 2, dtype=X), TypeError, "dtype got array", "a float type"),
        (lambda: Linear(3, 2)(np.ones((4, 5))), ValueError,
         "Linear(3, 2) got X of shape (4, 5)", "its last axis must be 3"),
        (lambda: Linear(3, 2)(X.T), ValueError, "got X of shape (3, 4)", "must be 3"),
        (lambda: Linear(3, 2)(X[:, :1]), ValueError, "got X of shape (4, 1)", "must be 3"),
        (lambda: Linear(3, 2)([]), ValueError, "got X of shape (0,)", "must be 3"),
        (lambda: Linear(3, 2)(5.0), ValueError, "got X of shape ()", "expected (..., 3)"),
        (lambda: Linear(3, 2)(RAGGED), ValueError, "X got ragged rows", "an array of numbers"),
        (lambda: Linear(3, 2)("abc"), TypeError, "X got str", "integers or floats"),
        (lambda: Linear(3, 2)(None), TypeError, "X got NoneType", "integers or floats"),
        (lambda: Linear(3, 2)({1: 2}), TypeError, "X got dict", "integers or floats"),
        (lambda: Linear(3, 2)({1, 2, 3}), TypeError, "X got set", "integers or floats"),
        (lambda: Linear(3, 2)(row for row in X), TypeError, "X got generator", "integers or"),
        (lambda: Linear(3, 2)(X > 0), TypeError, "of dtype bool", "integers or floats"),
        (lambda: Linear(3, 2)(X + 1j), TypeError, "of dtype complex128", "integers or floats"),
        (lambda: Linear(3, 2)(X.astype(object)), TypeError, "of dtype object", "integers or"),
        (lambda: Linear(3, 2)(MASKED), TypeError, "X got MaskedArray", "without a mask"),
        (lambda: with_set(b=np.ones(3))(X), ValueError, "b of shape (3,)", "shape (2,), or"),
        (lambda: with_set(b=np.ones((4, 2)))(X), ValueError, "b of shape (4, 2)", "shape (2,)"),
        (lambda: with_set(b=np.ones((1, 2)))(X), ValueError, "b of shape (1, 2)", "shape (2,)"),
        (lambda: with_set(b=np.ones(1))(X), ValueError, "b of shape (1,)", "shape (2,)"),
        (lambda: with_set(b=1.0)(X), ValueError, "b of type float", "shape (2,)"),
        (lambda: with_set(W=[[1.0, 2]] * 3)(X), ValueError, "W of type list", "an array of numb"),
        (lambda: with_set(W=RAGGED)(X), ValueError, "W of type list", "an array of numbers"),
        (lambda: with_set(W=np.ones(3))(X), ValueError, "W of shape (3,)", "(in_features, out_f"),
        (lambda: with_set(W=X > 0)(X), ValueError, "dtype bool", "an array of numbers"),
        (lambda: with_set(W=np.full((3, 2), "a"))(X), ValueError, "dtype <U1", "array of numbers"),
        (lambda: Linear(3, 2).backward(X), RuntimeError, "backward before", "a call first"),
        (lambda: backward(Linear(3, 2), X), ValueError, "dY of shape (4, 3)", "expected (4, 2)"),
        (lambda: backward(Linear(3, 2), [[1, 2]]), ValueError, "dY of shape (1, 2)", "(4, 2)"),
        (lambda: backward(Linear(3, 2), np.ones(2)), ValueError, "dY of shape (2,)", "(4, 2)"),
        (lambda: backward(Linear(3, 2), np.ones((2, 4))), ValueError, "shape (2, 4)", "(4, 2)"),
        (lambda: backward(Linear(3, 2), 1.0), ValueError, "dY of shape ()", "expected (4, 2)"),
        (lambda: backward(Linear(3, 2), "ab"), TypeError, "dY got str", "integers or floats"),
        (lambda: backward(Linear(3, 2), None), TypeError, "dY got NoneType", "integers or"),
        (lambda: with_set(W=np.ones((5, 2))).backward(np.ones((4, 2))), ValueError,
         "W of shape (5, 2) in backward", "(3, out_features)"),
        (lambda: with_set(W=np.ones((3, 4)), b=None).backward(np.ones((4, 2))), ValueError,
         "dY of shape (4, 2)", "expected (4, 4)"),
        (lambda: with_set(W=None).backward(np.ones((4, 2))), ValueError, "W of type NoneType",
         "an array of numbers"),
        (lambda: with_set(b=np.ones(3)).backward(np.ones((4, 2))), ValueError, "b of shape (3,)",
         "shape (2,)"),
    ],
    "ReLU": [
        (lambda: ReLU()("abc"), TypeError, "ReLU: X got str", "integers or floats"),
        (lambda: ReLU()(X > 0), TypeError, "of dtype bool", "integers or floats"),
        (lambda: ReLU()(MASKED), TypeError, "X got MaskedArray", "without a mask"),
        (lambda: ReLU().backward(X), RuntimeError, "ReLU got backward before", "a call first"),
        (lambda: backward(ReLU(), np.ones(3)), ValueError, "dY of shape (3,)", "expected (4, 3)"),
        (lambda: backward(ReLU(), X.T), ValueError, "dY of shape (3, 4)", "expected (4, 3)"),
    ],
    "LeakyReLU": [
        (lambda: LeakyReLU("0.1"), TypeError, "slope got '0.1'", "a number"),
        (lambda: LeakyReLU(True), TypeError, "slope got True", "a number"),
        (lambda: LeakyReLU(None), TypeError, "slope got None", "a number"),
        (lambda: LeakyReLU([0.1]), TypeError, "slope got [0.1]", "a number"),
        (lambda: LeakyReLU(0.1j), TypeError, "slope got 0.1j", "a number"),
        (lambda: LeakyReLU(np.nan), ValueError, "slope got nan", "a finite number"),
        (lambda: LeakyReLU(-np.inf), ValueError, "slope got -inf", "a finite number"),
        (lambda: LeakyReLU()(X + 1j), TypeError, "LeakyReLU: X got ndarray", "integers or"),
        (lambda: LeakyReLU().backward(X), RuntimeError, "backward before", "a call first"),
        (lambda: backward(LeakyReLU(), 1.0), ValueError, "dY of shape ()", "expected (4, 3)"),
    ],
    "Sigmoid": [
        (lambda: Sigmoid()(None), TypeError, "Sigmoid: X got NoneType", "integers or floats"),
        (lambda: Sigmoid().backward(X), RuntimeError, "backward before", "a call first"),
        (lambda: backward(Sigmoid(), X[:1]), ValueError, "dY of shape (1, 3)", "expected (4, 3)"),
        (lambda: backward(Sigmoid(), X > 0), TypeError, "dY got ndarray", "integers or floats"),
    ],
    "Tanh": [
        (lambda: Tanh()(RAGGED), ValueError, "Tanh: X got ragged rows", "an array of numbers"),
        (lambda: Tanh().backward(X), RuntimeError, "backward before", "a call first"),
        (lambda: backward(Tanh(), X[:, :1]), ValueError, "dY of shape (4, 1)", "expected (4, 3)"),
        (lambda: backward(Tanh(), {}), TypeError, "dY got dict", "integers or floats"),
    ],
    "Sequential": [
        (lambda: Sequential(ReLU(), "ReLU"), TypeError, "got 'ReLU' as a layer", "callable"),
        (lambda: Sequential(ReLU), TypeError, "the class ReLU", "made of it: ReLU("),
        (lambda: Sequential([ReLU()]), TypeError, "got a list", "one by one: Sequential(*layers)"),
        (lambda: Sequential(np.tanh), TypeError, "got <ufunc 'tanh'> as a layer", "callable"),
        (lambda: Sequential(None), TypeError, "got None as a layer", "callable"),
        (lambda: Sequential(Linear(3, 5), Linear(6, 3))(X), ValueError,
         "Linear(6, 3) got X of shape (4, 5)", "must be 6"),
        (lambda: network().backward(X), RuntimeError, "backward before", "a call first"),
        (lambda: backward(network(), X), ValueError, "dY of shape (4, 3)", "expected (4, 2)"),
    ],
    "load_table": [
        (lambda: load_table("none"), ValueError, "got 'none'", "one of ten_starts"),
        (lambda: load_table(3), ValueError, "got 3", "one of ten_starts"),
        (lambda: load_table([]), ValueError, "got []", "one of ten_starts"),
        (lambda: load_table("../digits"), ValueError, "got '../digits'", "one of ten_starts"),
    ],
    "trainable": [
        (lambda: trainable(ReLU), TypeError, "the class ReLU", "made of it: ReLU("),
        (lambda: trainable(None), TypeError, "got None as a layer", "callable"),
        (lambda: trainable(Listed(np.ones((3, 2)))), ValueError, "array of shape (3, 2)", "self.W"),
        (lambda: trainable(Closed(Linear(3, 2))), ValueError, "without those of the Linear", "all"),
        (lambda: trainable(tied()), ValueError, "one array of shape (3, 3) twice", "a copy for each"),
        (lambda: trainable(Two(Linear(3, 3))), ValueError, "in two places", "a new one for each"),
    ],
    "SGD": [
        (lambda: SGD(network(), lr=-1), ValueError, "lr got -1", "a number from 0 up"),
        (lambda: SGD(network(), lr=np.nan), ValueError, "lr got nan", "a finite number"),
        (lambda: SGD(network(), lr=np.inf), ValueError, "lr got inf", "a finite number"),
        (lambda: SGD(network(), lr="0.1"), TypeError, "lr got '0.1'", "a number"),
        (lambda: SGD(network(), lr=True), TypeError, "lr got True", "a number"),
        (lambda: SGD(network(), lr=np.array([0.1])), TypeError, "lr got array", "a number"),
        (lambda: SGD(network(), lr=None), TypeError, "lr got None", "a number"),
        (lambda: SGD([1], lr=1), TypeError, "got a list", "the network itself"),
        (lambda: SGD(network().parameters(), lr=1), TypeError, "got a list", "the network itself"),
        (lambda: SGD(network(), lr=1).step(), RuntimeError, "a step without dW of Linear",
         "network.backward(dY) first"),
        (lambda: SGD(with_set(W=np.ones((3, 1))), 1).step(), ValueError, "W of shape (3, 1)",
         "of shape (3, 2)"),
        (lambda: SGD(with_set(b=1.0), 1).step(), ValueError, "b of type float", "of shape (2,)"),
        (lambda: SGD(with_set(b=np.ones(1)), 1).step(), ValueError, "b of shape (1,)", "(2,)"),
    ],
    "fit": [
        (lambda: train(y=LABELS[:3]), ValueError, "y got shape (3,)", "expected (4,)"),
        (lambda: train(y=LABELS[:, None]), ValueError, "y got shape (4, 1)", "expected (4,)"),
        (lambda: train(y=LABELS + 1), ValueError, "labels got", "0 to 1"),
        (lambda: train(y=LABELS * 1.0), TypeError, "labels got dtype float64", "whole numbers"),
        (lambda: train(y=["a"] * 4), TypeError, "y got list", "integers or floats"),
        (lambda: train(X=X[:0], y=LABELS[:0]), ValueError, "X got shape (0, 3)", "at least one"),
        (lambda: train(X=np.full((4, 3), np.nan)), ValueError, "X got nan or inf", "finite"),
        (lambda: train(X=X[:, :2]), ValueError, "got X of shape", "must be 3"),
        (lambda: train(X=X > 0), TypeError, "X got ndarray of dtype bool", "integers or floats"),
        (lambda: train(X=5), ValueError, "X got shape ()", "at least one sample"),
        (lambda: train(epochs=0), ValueError, "epochs got 0", "at least 1"),
        (lambda: train(epochs=1.5), TypeError, "epochs got 1.5", "a whole number"),
        (lambda: train(epochs=True), TypeError, "epochs got True", "a whole number"),
        (lambda: train(batch=0), ValueError, "batch got 0", "at least 1"),
        (lambda: train(batch=2.0), TypeError, "batch got 2.0", "a whole number"),
        (lambda: train(batch=None), TypeError, "batch got None", "a whole number"),
        (lambda: train(lr=np.inf), ValueError, "lr got inf", "a finite number"),
        (lambda: train(lr=-0.1), ValueError, "lr got -0.1", "a number from 0 up"),
        (lambda: train(lr="fast"), TypeError, "lr got 'fast'", "a number"),
        (lambda: train(rng="x"), TypeError, "rng got 'x'", "a NumPy Generator"),
        (lambda: train(each_epoch=3), TypeError, "each_epoch got 3", "a function or None"),
        (lambda: train(net=len), TypeError, "as a layer", "something callable"),
    ],
    "softmax": [
        (lambda: softmax(3.0), ValueError, "logits got shape ()", "(..., K)"),
        (lambda: softmax(np.ones((2, 0))), ValueError, "logits got shape (2, 0)", "K at least 1"),
        (lambda: softmax("abc"), TypeError, "logits got str", "integers or floats"),
        (lambda: softmax(RAGGED), ValueError, "logits got ragged rows", "an array of numbers"),
        (lambda: softmax(X + 1j), TypeError, "of dtype complex128", "integers or floats"),
        (lambda: softmax([True, False]), TypeError, "of dtype bool", "integers or floats"),
    ],
    "softmax_cross_entropy": [
        (lambda: softmax_cross_entropy(X[0], 1), ValueError, "logits got shape (3,)", "(N, K)"),
        (lambda: softmax_cross_entropy(X[:0], []), ValueError, "shape (0, 3)", "N at least 1"),
        (lambda: softmax_cross_entropy(X, [0, 1]), ValueError, "labels got shape (2,)", "(4,)"),
        (lambda: softmax_cross_entropy(X, LABELS[:, None]), ValueError, "(4, 1)", "(4,)"),
        (lambda: softmax_cross_entropy(X, np.eye(3)[LABELS]), ValueError, "shape (4, 3)", "(4,)"),
        (lambda: softmax_cross_entropy(X, LABELS + 2), ValueError, "got 2 to 3", "0 to 2"),
        (lambda: softmax_cross_entropy(X, LABELS - 1), ValueError, "got -1 to 0", "0 to 2"),
        (lambda: softmax_cross_entropy(X, LABELS * 1.0), TypeError, "float64", "whole numbers"),
        (lambda: softmax_cross_entropy(X, LABELS > 0), TypeError, "dtype bool", "integers or"),
        (lambda: softmax_cross_entropy(X, None), TypeError, "labels got NoneType", "integers or"),
        (lambda: softmax_cross_entropy(X, "0110"), TypeError, "labels got str", "integers or"),
        (lambda: softmax_cross_entropy("ab", LABELS), TypeError, "logits got str", "integers or"),
    ],
    "numerical_gradient": [
        (lambda: numerical_gradient(lambda x: x, [1.0, 2.0]), ValueError,
         "the function's value got shape (2,)", "a single number"),
        (lambda: numerical_gradient(lambda x: None, [1.0]), TypeError, "value got NoneType",
         "integers or floats"),
        (lambda: numerical_gradient(lambda x: "1", [1.0]), TypeError, "value got str", "integers"),
        (lambda: numerical_gradient(lambda x: True, [1.0]), TypeError, "value got bool", "integ"),
        (lambda: numerical_gradient(lambda x: 1j, [1.0]), TypeError, "value got complex", "integ"),
        (lambda: numerical_gradient(lambda x: np.inf, [1.0]), ValueError, "got nan or inf",
         "finite numbers"),
        (lambda: numerical_gradient(3, [1.0]), TypeError, "function got int", "a function of x"),
        (lambda: numerical_gradient(np.sum, "abc"), TypeError, "x got str", "integers or floats"),
        (lambda: numerical_gradient(np.sum, [np.nan]), ValueError, "x got nan or inf", "finite"),
        (lambda: numerical_gradient(np.sum, RAGGED), ValueError, "x got ragged", "an array of"),
        (lambda: numerical_gradient(np.sum, X, h=0), ValueError, "h got 0", "a positive number"),
        (lambda: numerical_gradient(np.sum, X, h=-1e-6), ValueError, "h got -1e-06", "positive"),
        (lambda: numerical_gradient(np.sum, X, h=1e-30), ValueError, "h got 1e-30", "change x"),
        (lambda: numerical_gradient(np.sum, X, h=np.nan), ValueError, "h got nan", "finite"),
        (lambda: numerical_gradient(np.sum, X, h="1"), TypeError, "h got '1'", "a number"),
        (lambda: numerical_gradient(np.sum, X, h=X), TypeError, "h got array", "a number"),
        (lambda: numerical_gradient(np.sum, X, h=True), TypeError, "h got True", "a number"),
    ],
    "unbroadcast": [
        (lambda: unbroadcast(X, (4,)), ValueError, "shape (4, 3) and shape (4,)", "stretches to"),
        (lambda: unbroadcast(X, (2, 4, 3)), ValueError, "and shape (2, 4, 3)", "stretches to"),
        (lambda: unbroadcast(X, (0,)), ValueError, "and shape (0,)", "a shape that stretches"),
        (lambda: unbroadcast(X, 3), TypeError, "shape got 3", "a tuple such as (3,)"),
        (lambda: unbroadcast(X, None), TypeError, "shape got None", "a tuple such as (3,)"),
        (lambda: unbroadcast(X, "3"), TypeError, "shape got '3'", "a tuple such as (3,)"),
        (lambda: unbroadcast(X, (3.0,)), TypeError, "a length got 3.0", "a whole number"),
        (lambda: unbroadcast(X, (-3,)), ValueError, "a length got -3", "at least 0"),
        (lambda: unbroadcast(X, (True,)), TypeError, "a length got True", "a whole number"),
        (lambda: unbroadcast("abc", ()), TypeError, "grad got str", "integers or floats"),
        (lambda: unbroadcast(X > 0, (3,)), TypeError, "of dtype bool", "integers or floats"),
    ],
    "load_digits": [
        (lambda: load_digits(-1), ValueError, "seed got -1", "at least 0"),
        (lambda: load_digits(0.5), TypeError, "seed got 0.5", "a whole number"),
        (lambda: load_digits("0"), TypeError, "seed got '0'", "a whole number"),
        (lambda: load_digits(None), TypeError, "seed got None", "a whole number"),
        (lambda: load_digits(True), TypeError, "seed got True", "a whole number"),
        (lambda: load_digits([0]), TypeError, "seed got [0]", "a whole number"),
    ],
    "digit_from_text": [
        (lambda: digit_from_text(None), TypeError, "got NoneType", "a string"),
        (lambda: digit_from_text(np.zeros(64)), TypeError, "got ndarray", "a string"),
        (lambda: digit_from_text(PAPER.encode()), TypeError, "got bytes", "a string"),
        (lambda: digit_from_text(""), ValueError, "got 0 lines", "expected 8"),
        (lambda: digit_from_text(PAPER + "\n........"), ValueError, "got 9 lines", "expected 8"),
        (lambda: digit_from_text(PAPER[1:]), ValueError, "got '.......' as line 1", "eight char"),
        (lambda: digit_from_text(PAPER[:-1] + "x"), ValueError, "'.......x' as line 8", "'#'"),
    ],
    "make_strip": [
        (lambda: make_strip(IMAGES[0], [1]), ValueError, "images got shape (64,)", "(n, 64)"),
        (lambda: make_strip(np.zeros((2, 8, 8)), [1, 1]), ValueError, "(2, 8, 8)", "(n, 64)"),
        (lambda: make_strip(0.0, [1]), ValueError, "images got shape ()", "(n, 64)"),
        (lambda: make_strip([], []), ValueError, "images got shape (0,)", "(n, 64)"),
        (lambda: make_strip("digits", [1]), TypeError, "images got str", "integers or floats"),
        (lambda: make_strip(RAGGED, [1, 1]), ValueError, "images got ragged", "an array of"),
        (lambda: make_strip(IMAGES + 0j, [1] * 5), TypeError, "complex128", "integers or floats"),
        (lambda: make_strip(IMAGES + np.nan, [1] * 5), ValueError, "got nan or inf", "finite"),
        (lambda: make_strip(IMAGES, [1]), ValueError, "gaps got shape (1,)", "expected (5,)"),
        (lambda: make_strip(IMAGES, 3), ValueError, "gaps got shape ()", "expected (5,)"),
        (lambda: make_strip(IMAGES[:1], [-1]), ValueError, "a gap got -1", "at least 0"),
        (lambda: make_strip(IMAGES[:1], [1.5]), TypeError, "a gap got 1.5", "a whole number"),
        (lambda: make_strip(IMAGES[:1], None), TypeError, "gaps got NoneType", "integers or"),
    ],
    "cut_windows": [
        (lambda: cut_windows(np.zeros((7, 20))), ValueError, "got shape (7, 20)", "(8, width)"),
        (lambda: cut_windows(np.zeros((8, 7))), ValueError, "got width 7", "at least 8"),
        (lambda: cut_windows(np.zeros(8)), ValueError, "got shape (8,)", "(8, width)"),
        (lambda: cut_windows("strip"), TypeError, "strip got str", "integers or floats"),
        (lambda: cut_windows(np.full((8, 9), np.inf)), ValueError, "got nan or inf", "finite"),
    ],
    "label_windows": [
        (lambda: label_windows([[1]], [1], 3), ValueError, "starts got shape (1, 1)", "(n,)"),
        (lambda: label_windows([1, 2], [1], 3), ValueError, "labels got shape (1,)", "(2,)"),
        (lambda: label_windows([1.5], [1], 3), TypeError, "starts got dtype float64", "whole"),
        (lambda: label_windows([-1], [1], 3), ValueError, "starts got -1", "at least 0"),
        (lambda: label_windows([1], [2.5], 3), TypeError, "labels got dtype float64", "whole"),
        (lambda: label_windows([1], [10], 3), ValueError, "labels got 10", "less than 10"),
        (lambda: label_windows([1], [-1], 3), ValueError, "labels got -1", "at least 0"),
        (lambda: label_windows(["a"], [1], 3), TypeError, "starts got list", "integers or"),
        (lambda: label_windows([1], [1], -3), ValueError, "count got -3", "at least 0"),
        (lambda: label_windows([1], [1], 3.0), TypeError, "count got 3.0", "a whole number"),
    ],
    "random_strip": [
        (lambda: random_strip(IMAGES[:, :63], DIGITS, 5), ValueError, "shape (5, 63)", "(N, 64)"),
        (lambda: random_strip(IMAGES, DIGITS[:4], 5), ValueError, "y got shape (4,)", "(5,)"),
        (lambda: random_strip(IMAGES, DIGITS / 2, 5), TypeError, "y got dtype float64", "whole"),
        (lambda: random_strip(IMAGES, DIGITS + 6, 5), ValueError, "y got 10", "less than 10"),
        (lambda: random_strip(IMAGES[:0], [], 5), ValueError, "got no images", "at least one"),
        (lambda: random_strip(IMAGES, DIGITS, 0), ValueError, "digits got 0", "at least 1"),
        (lambda: random_strip(IMAGES, DIGITS, 2.5), TypeError, "digits got 2.5", "a whole number"),
        (lambda: random_strip(IMAGES, DIGITS, 5, "0"), TypeError, "rng got '0'", "Generator"),
    ],
    "training_windows": [
        (lambda: training_windows(IMAGES, DIGITS, strips=0), ValueError, "strips got 0", "least"),
        (lambda: training_windows(IMAGES, DIGITS, strips=None), TypeError, "strips got None",
         "a whole number"),
        (lambda: training_windows(IMAGES, DIGITS, digits=-1), ValueError, "got -1", "at least"),
        (lambda: training_windows(IMAGES, DIGITS[:2]), ValueError, "y got shape (2,)", "(5,)"),
        (lambda: training_windows(X, LABELS), ValueError, "X got shape (4, 3)", "(N, 64)"),
        (lambda: training_windows(IMAGES, DIGITS, rng=1.5), TypeError, "rng got 1.5", "Generator"),
    ],
    "pick_digits": [
        (lambda: pick_digits(PROBABILITIES[:, 1:]), ValueError, "got shape (5, 10)", "(n, 11)"),
        (lambda: pick_digits(np.zeros(11)), ValueError, "got shape (11,)", "(n, 11)"),
        (lambda: pick_digits("map"), TypeError, "probabilities got str", "integers or floats"),
        (lambda: pick_digits(PROBABILITIES * np.nan), ValueError, "got nan or inf", "finite"),
        (lambda: pick_digits(PROBABILITIES * 22), ValueError, "got 0 to 2", "expected 0 to 1"),
        (lambda: pick_digits(PROBABILITIES - 1), ValueError, "got -0.90909091 to 0", "0 to 1"),
    ],
    "show": [
        (lambda: show("figure", "what it shows"), TypeError, "got str", "a matplotlib Figure"),
        (lambda: show(None, "what it shows"), TypeError, "got NoneType", "a matplotlib Figure"),
        (lambda: show(Figure(), 3), TypeError, "says got int", "a string"),
        (lambda: show(Figure(), None), TypeError, "says got NoneType", "a string"),
        (lambda: show(Figure(), " \n"), ValueError, "says got a blank string", "what the figure"),
    ],
    "check": [
        (lambda: check("9.1", neuron), ValueError, "got exercise '9.1'", "a number as in the"),
        (lambda: check("1.9", neuron), ValueError, "got exercise '1.9'", "a number as in the"),
        (lambda: check("1.1\n", neuron), ValueError, "got exercise '1.1", "a number as in the"),
        (lambda: check("", neuron), ValueError, "got exercise ''", "a number as in the"),
        (lambda: check(1.1, neuron), ValueError, "got exercise 1.1", "in quotes"),
        (lambda: check(None, neuron), ValueError, "got exercise None", "a number as in the"),
        (lambda: check(["1.1"], neuron), ValueError, "got exercise ['1.1']", "a number as in the"),
        (lambda: check("1.1", neuron, raises=1), TypeError, "raises got 1", "True or False"),
        (lambda: check("1.1", neuron, seed=-1), ValueError, "seed got -1", "at least 0"),
        (lambda: check("1.1", neuron, seed=0.5), TypeError, "seed got 0.5", "a whole number"),
        (lambda: check("1.1", neuron, seed=True), TypeError, "seed got True", "a whole number"),
        (lambda: check("1.1", neuron, seed="0"), TypeError, "seed got '0'", "a whole number"),
        (lambda: check("1.1", 31, raises=True), AssertionError, "check got int", "your function"),
    ],
}
ROWS = [pytest.param(*row, id=f"{name}-{row[2]}") for name, rows in BAD.items() for row in rows]


@pytest.mark.parametrize("call, error, got, expected", ROWS)
def test_bad_call_says_what_it_got_and_expected(call, error, got, expected):
    with pytest.raises(error) as caught:
        call()
    said = str(caught.value)
    assert type(caught.value) is error
    assert "got" in said and got in said and expected in said.partition(got)[2], said
    assert "expected" in said or "must be" in said


def test_every_public_name_is_called_badly():
    """`load_postcode` takes no argument that could be bad; Activation is a base without a call."""
    assert set(BAD) == set(helpers.__all__) - {"Activation", "load_postcode"}
    assert min(map(len, BAD.values())) >= 4 and len(ROWS) >= 200
