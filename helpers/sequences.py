"""Where else X @ W + b stands: the embedding of ids, the recurrent network, attention."""

import numpy as np

from .arguments.arrays import refuse_rng
from .arguments.sequences import (
    refuse_counts,
    refuse_embedding_gradient,
    refuse_heads,
    refuse_ids,
    refuse_rnn_gradient,
    refuse_steps,
    refuse_tokens,
)
from .layers import Linear
from .losses import softmax


class Embedding:
    """The row W[id] for each id: what a Linear layer makes of one-hot vectors, without the zeros.

    Shapes: ids (...,) whole numbers from 0 to num_embeddings - 1, W (num_embeddings,
    embedding_dim), Y (..., embedding_dim). The entries of W are drawn from N(0, 1), as
    torch.nn.Embedding draws them. `rng` is a NumPy Generator, a seed or None; `dtype` a float
    type. W may be set. Raises TypeError or ValueError for sizes that are not positive integers
    and for other types.
    """

    def __init__(self, num_embeddings, embedding_dim, rng=None, dtype=float):
        refuse_counts("Embedding", dtype, num_embeddings=num_embeddings, embedding_dim=embedding_dim)
        refuse_rng(rng)
        rng = np.random.default_rng(rng)
        self.W = rng.normal(size=(num_embeddings, embedding_dim)).astype(dtype)
        self.ids = self.dW = None

    def __call__(self, ids):
        """Return Y = onehot(ids) @ W of shape (..., embedding_dim), and remember the ids.

        Raises TypeError if they are not whole numbers, ValueError if W has no such row.
        """
        refuse_ids(self, ids)
        self.ids = np.asarray(ids)
        return self.W[self.ids]

    def backward(self, dY):
        """Leave dW = onehot(ids).T @ dY, and return None: a whole number has no gradient.

        Each row of dY is added to the row of dW that its id names; the rows of ids that did not
        occur are 0. dW is overwritten. Raises RuntimeError before the first call, TypeError or
        ValueError if dY is not numbers of the output's shape.
        """
        refuse_embedding_gradient(self, dY)
        dY = np.asarray(dY)
        self.dW = np.zeros(self.W.shape, dY.dtype)
        np.add.at(self.dW, self.ids, dY)

    def parameters(self):
        """Return the list [W]."""
        return [self.W]

    def __repr__(self):
        num, dim = self.W.shape
        return f"Embedding({num}, {dim})"


class RNN:
    """h_t = tanh([x_t, h_{t-1}] @ W + b), from h = 0: one Linear layer, used again at every step t.

    Shapes: X (N, T, input_size), W (input_size + hidden_size, hidden_size), b (hidden_size,),
    all hidden states Y (N, T, hidden_size). W and b are drawn uniformly from ±1/√hidden_size.
    `rng` is a NumPy Generator, a seed or None; `dtype` a float type. W and b may be set. Raises
    TypeError or ValueError for sizes that are not positive integers and for other types. The same
    as torch.nn.RNN with batch_first=True, which keeps W in two parts and adds two biases. Source:
    J. Elman (1990).
    """

    def __init__(self, input_size, hidden_size, rng=None, dtype=float):
        refuse_counts("RNN", dtype, input_size=input_size, hidden_size=hidden_size)
        refuse_rng(rng)
        rng = np.random.default_rng(rng)
        D, H, bound = input_size, hidden_size, 1 / np.sqrt(hidden_size)
        self.W = rng.uniform(-bound, bound, (D + H, H)).astype(dtype)
        self.b = rng.uniform(-bound, bound, H).astype(dtype)
        self.X = self.dW = self.db = None

    def __call__(self, X):
        """Return the hidden states of all steps, (N, T, hidden_size), and remember the steps.

        Raises TypeError if X is not numbers, ValueError if it is not (N, T, input_size), for
        T = 0, as torch does, and if W and b do not fit together.
        """
        refuse_steps(self, X)
        self.X, self.steps = np.asarray(X), []
        h = np.zeros((len(self.X), len(self.b)), self.W.dtype)   # (N, H)
        for t in range(self.X.shape[1]):
            xh = np.concatenate([self.X[:, t], h], axis=1)       # (N, D + H)
            h = np.tanh(xh @ self.W + self.b)
            self.steps.append((xh, h))
        return np.stack([h for _, h in self.steps], axis=1)

    def backward(self, dY):
        """Return dX (N, T, input_size) and leave dW and db, each the sum over all steps.

        The last step comes first. What a state h adds to the loss it adds by its own output and
        by the next step, so its gradient is dY there plus what that step hands back, dh. dW and
        db are overwritten. Raises RuntimeError before the first call, TypeError or ValueError if
        dY is not numbers of the output's shape.
        """
        refuse_rnn_gradient(self, dY)
        dY, D = np.asarray(dY), self.X.shape[-1]
        self.dW, self.db, dh, dX = 0.0, 0.0, 0.0, []
        for t in reversed(range(len(self.steps))):
            xh, h = self.steps[t]
            dz = (dY[:, t] + dh) * (1 - h**2)    # (N, H)
            self.dW = self.dW + xh.T @ dz
            self.db = self.db + dz.sum(axis=0)
            dxh = dz @ self.W.T                  # (N, D + H)
            dx, dh = dxh[:, :D], dxh[:, D:]
            dX.append(dx)
        return np.stack(dX[::-1], axis=1)

    def parameters(self):
        """Return the list [W, b]."""
        return [self.W, self.b]

    def __repr__(self):
        H = len(self.b)
        return f"RNN({len(self.W) - H}, {H})"


def attention(Q, K, V):
    """Return softmax(Q @ K.T / √d) @ V, a mean of V's rows for each row of Q, and the softmax.

    Shapes: queries Q (..., T, d), keys K (..., S, d), values V (..., S, e); the result (..., T, e),
    the weights (..., T, S), each row of them positive and with the sum 1. The first is torch's
    scaled_dot_product_attention. Raises TypeError for what is not numbers, ValueError for shapes
    that do not fit together and for S = 0. Source: A. Vaswani and others (2017).
    """
    refuse_heads(Q, K, V)
    Q, K, V = 1.0 * np.asarray(Q), np.asarray(K), np.asarray(V)
    d = Q.shape[-1]
    weights = softmax(Q @ K.mT / d**0.5)  # (..., T, S)
    return weights @ V, weights


class Attention:
    """Y = output(attention(query(X), key(X), value(X))): four Linear layers, one head.

    Each place t of X (..., T, in_features) asks all T places by dot products, and takes more of
    the values of those that answer: Y (..., T, out_features). The first three layers lead to
    head_features, the last from there to out_features. `weights` (..., T, T) holds how much each
    place took from each, in the last call. `rng` is a NumPy Generator, a seed or None; `dtype` a
    float type. Raises TypeError or ValueError for sizes that are not positive integers and for
    other types.
    """

    def __init__(self, in_features, head_features, out_features,
                 rng=None, dtype=float):
        refuse_counts("Attention", dtype, in_features=in_features, head_features=head_features,
                      out_features=out_features)
        refuse_rng(rng)
        rng = np.random.default_rng(rng)
        self.query = Linear(in_features, head_features, rng=rng, dtype=dtype)
        self.key = Linear(in_features, head_features, rng=rng, dtype=dtype)
        self.value = Linear(in_features, head_features, rng=rng, dtype=dtype)
        self.output = Linear(head_features, out_features, rng=rng, dtype=dtype)
        self.weights = None

    def __call__(self, X):
        """Return Y of shape (..., T, out_features), and keep the weights.

        Raises TypeError if X is not numbers, ValueError if it is not (..., T, in_features), and
        for T = 0.
        """
        refuse_tokens(X)
        self.Q, self.K, self.V = self.query(X), self.key(X), self.value(X)
        mixed, self.weights = attention(self.Q, self.K, self.V)
        return self.output(mixed)

    def backward(self, dY):
        """Return dX; the four Linear layers keep their gradients. Raises what they raise.

        X came in by three ways, so dX is a sum of three. In between is softmax, whose slope is
        p · (dp - the mean of dp, weighted by p), in each row.
        """
        dmixed, P = self.output.backward(dY), self.weights
        dV, dP = P.mT @ dmixed, dmixed @ self.V.mT
        dscores = P * (dP - (P * dP).sum(axis=-1, keepdims=True))
        dscores = dscores / self.Q.shape[-1]**0.5
        dQ, dK = dscores @ self.K, dscores.mT @ self.Q
        return (self.query.backward(dQ) + self.key.backward(dK)
                + self.value.backward(dV))

    def parameters(self):
        """Return the parameters of query, key, value and output, in this order, in one list."""
        layers = [self.query, self.key, self.value, self.output]
        return [array for layer in layers for array in layer.parameters()]

    def __repr__(self):
        (D, d), K = self.query.W.shape, self.output.W.shape[1]
        return (f"Attention(in_features={D}, head_features={d}, "
                f"out_features={K})")
