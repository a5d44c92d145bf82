"""What embeddings, recurrent networks and attention refuse: what they got, and what they expected."""

from .arrays import as_count, as_numbers
from .layers import LARGEST, numeric_array, refuse_dtype, refuse_gradient, told


def refuse_counts(name, dtype, **counts):
    """Raise TypeError or ValueError for counts or a type that a layer of this name cannot be made of."""
    for count, value in counts.items():
        as_count(f"{name}: {count}", value, least=1, below=LARGEST)
    refuse_dtype(name, dtype)


def refuse_ids(layer, ids):
    """Raise TypeError for ids that are not whole numbers, ValueError for one without a row in W, or
    if W, which may be set, has no rows."""
    W = layer.W
    if not numeric_array(W) or W.ndim != 2:
        raise ValueError(f"Embedding got W {told(W)}, expected an array of numbers "
                         f"(num_embeddings, embedding_dim)")
    name = f"Embedding{W.shape}: ids"
    ids = as_numbers(name, ids, "whole numbers")
    if ids.dtype.kind == "f":
        raise TypeError(f"{name} got dtype {ids.dtype}, expected whole numbers")
    if ids.size:
        as_count(name, ids.min())
        as_count(name, ids.max(), below=len(W))


def refuse_embedding_gradient(layer, dY):
    """Raise RuntimeError before the first call, TypeError or ValueError for a dY that does not have
    the shape of an Embedding's last output, or a W that was set since and lacks a row for an id."""
    if layer.ids is None:
        refuse_gradient(layer, dY, None)
    refuse_ids(layer, layer.ids)
    refuse_gradient(layer, dY, layer.ids.shape + layer.W.shape[1:])


def refuse_recurrent(layer):
    """Raise ValueError if W and b, which may be set, are not arrays that fit together."""
    W, b = layer.W, layer.b
    if not numeric_array(W) or W.ndim != 2 or W.shape[0] <= W.shape[1]:
        raise ValueError(f"RNN got W {told(W)}, expected an array of numbers "
                         f"(input_size + hidden_size, hidden_size)")
    if not (numeric_array(b) and b.shape == W.shape[1:]):
        raise ValueError(f"RNN got b {told(b)}, expected an array of numbers of shape {W.shape[1:]}")


def refuse_steps(layer, X):
    """Raise TypeError or ValueError for an X that an RNN cannot go through."""
    refuse_recurrent(layer)
    H = layer.W.shape[1]
    D = len(layer.W) - H
    X = as_numbers(f"RNN({D}, {H}): X", X)
    if X.ndim != 3 or X.shape[1] == 0 or X.shape[2] != D:
        raise ValueError(f"RNN({D}, {H}) got X of shape {X.shape}, expected (N, T, {D}) with T at least 1")


def refuse_rnn_gradient(layer, dY):
    """Raise RuntimeError before the first call, TypeError or ValueError for a dY that does not have
    the shape of an RNN's last output, or a W that was set since and is of another shape."""
    if layer.X is None:
        refuse_gradient(layer, dY, None)
    refuse_recurrent(layer)
    xh, h = layer.steps[0]
    wanted = xh.shape[1:] + h.shape[1:]
    if layer.W.shape != wanted:
        raise ValueError(f"RNN got W of shape {layer.W.shape} in backward, expected {wanted}, "
                         f"which fits the last X")
    refuse_gradient(layer, dY, layer.X.shape[:2] + h.shape[1:])


def refuse_heads(Q, K, V):
    """Raise TypeError or ValueError for queries, keys and values that do not fit together."""
    Q, K, V = (as_numbers(f"attention: {name}", value) for name, value in zip("QKV", (Q, K, V)))
    fit = (min(Q.ndim, K.ndim, V.ndim) > 1 and Q.shape[:-2] == K.shape[:-2] == V.shape[:-2]
           and Q.shape[-1] == K.shape[-1] > 0 and K.shape[-2] == V.shape[-2] > 0)
    if not fit:
        raise ValueError(f"attention got Q, K, V of shapes {Q.shape}, {K.shape}, {V.shape}, expected "
                         f"(..., T, d), (..., S, d), (..., S, e) with d and S at least 1")


def refuse_tokens(X):
    """Raise TypeError or ValueError for an X without an axis of places; its last is Linear's to refuse."""
    X = as_numbers("Attention: X", X)
    if X.ndim < 2 or X.shape[-2] == 0:
        raise ValueError(f"Attention got X of shape {X.shape}, expected (..., T, in_features) with T at "
                         f"least 1")
