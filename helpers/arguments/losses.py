"""What softmax and the loss refuse: what they got, and what they expected."""

import numpy as np

from .arrays import as_numbers


def refuse_logits(logits):
    """Raise TypeError or ValueError for what is not numbers with a last axis of at least 1."""
    logits = as_numbers("logits", logits)
    if logits.ndim == 0 or logits.shape[-1] == 0:
        raise ValueError(f"logits got shape {logits.shape}, expected (..., K) with K at least 1")


def refuse_labels(labels, logits):
    """Raise TypeError or ValueError for labels that are not whole numbers (N,) below the K of
    logits (N, K), and for N = 0."""
    labels, logits = as_numbers("labels", labels, "whole numbers"), np.asarray(logits)
    if logits.ndim != 2 or len(logits) == 0:
        raise ValueError(f"logits got shape {logits.shape}, expected (N, K) with N at least 1")
    if labels.shape != logits.shape[:1]:
        raise ValueError(f"labels got shape {labels.shape}, expected {logits.shape[:1]}: "
                         f"one for each row of the logits")
    if labels.dtype.kind == "f":
        raise TypeError(f"labels got dtype {labels.dtype}, expected whole numbers")
    if labels.min() < 0 or labels.max() >= logits.shape[1]:
        raise ValueError(f"labels got {labels.min()} to {labels.max()}, "
                         f"expected 0 to {logits.shape[1] - 1}")
