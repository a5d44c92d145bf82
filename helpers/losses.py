"""Softmax and the cross-entropy loss, with its gradient."""

import numpy as np

from .arguments.losses import refuse_labels, refuse_logits


def softmax(logits):
    """Return exp(z) / sum(exp(z)) over the last axis of logits z (..., K): probabilities.

    The highest logit of each row is subtracted first, which changes nothing
    but keeps exp from overflowing. Raises TypeError if `logits` is not
    numbers, ValueError if it has no last axis of at least 1.
    """
    refuse_logits(logits)
    logits = np.asarray(logits) * 1.0  # whole numbers become floats
    exps = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exps / exps.sum(axis=-1, keepdims=True)


def softmax_cross_entropy(logits, labels):
    """Return the mean of -log softmax(logits)[label], and its gradient by the logits.

    Shapes: logits (N, K), labels (N,) whole numbers from 0 to K - 1; the loss
    is a single number in nats, the gradient (softmax - onehot) / N has shape
    (N, K). Raises TypeError or ValueError for other types, shapes and labels,
    and for N = 0, which has no mean.
    """
    refuse_logits(logits)
    refuse_labels(labels, logits)
    logits, labels = np.asarray(logits) * 1.0, np.asarray(labels)
    N = len(labels)
    rows = np.arange(N)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dlogits = np.exp(log_p)
    dlogits[rows, labels] -= 1
    return -log_p[rows, labels].sum() / N, dlogits / N
