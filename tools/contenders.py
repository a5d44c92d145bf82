"""What the benchmark sets side by side: the course's code, and what people would use instead."""

import ast
import warnings

import nbformat
import numpy as np
import torch
from sklearn.neural_network import MLPClassifier

from helpers import Linear, ReLU, Sequential, fit

EPOCHS, BATCH, RATE = 20, 32, 0.5


def forward(N, D, K):
    """Return the call of a layer, and the bare matrix product in it."""
    X, layer = np.random.default_rng(0).normal(size=(N, D)).astype("f"), Linear(D, K, rng=0, dtype="f")
    W = layer.W
    return lambda: layer(X), lambda: X @ W


def forward_and_backward(N, D, K):
    """Return a pass there and back through our layer and through torch's, dX included."""
    rng = np.random.default_rng(0)
    X, dY = (rng.normal(size=shape).astype("f") for shape in ((N, D), (N, K)))
    layer, twin = Linear(D, K, rng=0, dtype="f"), torch.nn.Linear(D, K)
    X_torch, dY_torch = torch.from_numpy(X.copy()).requires_grad_(), torch.from_numpy(dY.copy())

    def ours():
        layer(X)
        layer.backward(dY)

    def theirs():
        X_torch.grad = twin.weight.grad = twin.bias.grad = None
        twin(X_torch).backward(dY_torch)

    return ours, theirs


def trained_here(data, seed):
    """Return the test accuracy of 64-64-10, trained by the course's own loop."""
    rng = np.random.default_rng(seed)
    network = Sequential(Linear(64, 64, rng=rng, dtype="f"), ReLU(), Linear(64, 10, rng=rng, dtype="f"))
    fit(network, data.X_train, data.y_train, EPOCHS, RATE, BATCH, rng)
    return np.mean(network(data.X_test).argmax(axis=1) == data.y_test)


def trained_by_hand(data, seed):
    """Return the same for a bare loop in NumPy: no layers, no losses kept, nothing refused."""
    rng = np.random.default_rng(seed)
    X, y, bound = data.X_train, data.y_train, 1 / np.sqrt(64)
    W1, b1, W2, b2 = (rng.uniform(-bound, bound, shape).astype("f")
                      for shape in ((64, 64), 64, (64, 10), 10))
    steps = -(-len(X) // BATCH)
    for epoch in range(EPOCHS):
        order = rng.permutation(len(X))
        for k in range(steps):
            rows = order[k * BATCH:(k + 1) * BATCH]
            x, N = X[rows], len(rows)
            h = x @ W1 + b1
            a = np.maximum(h, 0)
            exps = a @ W2 + b2
            exps = np.exp(exps - exps.max(axis=1, keepdims=True))
            dz = exps / exps.sum(axis=1, keepdims=True)
            dz[np.arange(N), y[rows]] -= 1
            dz /= N
            dh = dz @ W2.T * (h > 0)
            lr = RATE * (1 - (epoch + k / steps) / EPOCHS)
            W1, b1 = W1 - lr * (x.T @ dh), b1 - lr * dh.sum(axis=0)
            W2, b2 = W2 - lr * (a.T @ dz), b2 - lr * dz.sum(axis=0)
    scores = np.maximum(data.X_test @ W1 + b1, 0) @ W2 + b2
    return np.mean(scores.argmax(axis=1) == data.y_test)


def trained_by_torch(data, seed):
    """Return the same for torch, with the same batches and the same falling rate."""
    torch.manual_seed(seed)
    X, y, X_test = map(torch.from_numpy, (data.X_train, data.y_train, data.X_test))
    network = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
    sgd, loss_of = torch.optim.SGD(network.parameters(), lr=RATE), torch.nn.CrossEntropyLoss()
    steps = -(-len(X) // BATCH)
    for epoch in range(EPOCHS):
        order = torch.randperm(len(X))
        for k in range(steps):
            rows = order[k * BATCH:(k + 1) * BATCH]
            sgd.param_groups[0]["lr"] = RATE * (1 - (epoch + k / steps) / EPOCHS)
            sgd.zero_grad()
            loss_of(network(X[rows]), y[rows]).backward()
            sgd.step()
    with torch.no_grad():
        return np.mean(network(X_test).argmax(dim=1).numpy() == data.y_test)


def trained_by_sklearn(data, seed):
    """Return the same for scikit-learn, whose rate stays as it is: at the mean of the others'."""
    network = MLPClassifier((64,), solver="sgd", alpha=0, batch_size=BATCH, momentum=0,
                            learning_rate_init=RATE / 2, max_iter=EPOCHS, n_iter_no_change=EPOCHS,
                            random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it could go on learning
        return network.fit(data.X_train, data.y_train).score(data.X_test, data.y_test)


def imports_only(notebook):
    """Return a notebook of one cell that imports what `notebook` imports, and does nothing else."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    lines = [ast.unparse(node) for node in ast.walk(ast.parse(code))
             if isinstance(node, ast.Import | ast.ImportFrom)]
    bare = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n".join(lines))])
    bare.metadata = notebook.metadata
    return bare
