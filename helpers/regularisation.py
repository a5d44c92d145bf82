"""What steadies a network or holds it back: dropout, batch normalisation, penalties on its matrices."""

import numpy as np

from .arguments.arrays import refuse_non_numbers, refuse_rng, refuse_share
from .arguments.layers import refuse_activation_gradient
from .arguments.regularisation import refuse_features, refuse_penalty, refuse_samples


class Dropout:
    """In training each number becomes 0 with probability p, and the others are divided by 1 - p.

    So the mean stays what it was; in evaluation, `training` being False, nothing changes. `rng` is
    a NumPy Generator, a seed or None. Raises TypeError or ValueError for a `p` that is not a number
    from 0 up, less than 1. Source: N. Srivastava and others (2014).
    """

    def __init__(self, p=0.5, rng=None):
        refuse_share("Dropout: p", p)
        refuse_rng(rng)
        self.p, self.rng = float(p), np.random.default_rng(rng)
        self.training, self.X = True, None

    def __call__(self, X):
        """Return an array of X's shape, by a new mask in training. Raises TypeError if X is not numbers."""
        refuse_non_numbers("Dropout: X", X)
        self.X, self.kept, self.factor = np.asarray(X), True, 1.0
        if self.training:
            self.kept = self.rng.random(self.X.shape) >= self.p
            self.factor = 1 / (1 - self.p)
        return self.X * self.kept * self.factor

    def backward(self, dY):
        """Return dX, by the same mask and factor. Raises RuntimeError, TypeError or ValueError."""
        refuse_activation_gradient(self, dY)
        return np.asarray(dY) * self.kept * self.factor

    def parameters(self):
        """Return the empty list: there is nothing to learn."""
        return []

    def __repr__(self):
        return f"Dropout(p={self.p:g})"


class BatchNorm:
    """Y = gamma · (X - mean) / √(var + eps) + beta, for each feature on the last axis.

    In training, mean and var are those of the batch, over all other axes, and running_mean and
    running_var move towards them by `momentum` (the variance by N / (N - 1) larger, as of a
    sample); in evaluation, `training` being False, these two take their place. gamma begins at 1
    and beta at 0. Raises TypeError or ValueError for other arguments than a count, two numbers and
    a float type. The same as torch.nn.BatchNorm1d. Source: S. Ioffe and C. Szegedy (2015).
    """

    def __init__(self, num_features, eps=1e-5, momentum=0.1, dtype=float):
        refuse_features(num_features, eps, momentum, dtype)
        self.gamma = np.ones(num_features, dtype)
        self.beta = np.zeros(num_features, dtype)
        self.running_mean = np.zeros(num_features, dtype)
        self.running_var = np.ones(num_features, dtype)
        self.eps, self.momentum = float(eps), float(momentum)
        self.training = True
        self.X = self.dgamma = self.dbeta = None

    def __call__(self, X):
        """Return Y of X's shape (..., num_features).

        Raises TypeError if X is not numbers, ValueError for another last axis, and in training for
        fewer than two samples, which have no spread.
        """
        refuse_samples(self, X)
        self.X, self.batch = np.asarray(X), self.training
        self.axes = tuple(range(self.X.ndim - 1))
        mean, var = self.running_mean, self.running_var
        if self.batch:
            mean, var = self.X.mean(axis=self.axes), self.X.var(axis=self.axes)
            self.remember(mean, var, self.X.size // len(mean))
        self.std = np.sqrt(var + self.eps)
        self.scaled = (self.X - mean) / self.std
        return self.gamma * self.scaled + self.beta

    def remember(self, mean, var, N):
        """Move the running mean and variance towards those of a batch of N samples."""
        keep, step = 1 - self.momentum, self.momentum
        self.running_mean = keep * self.running_mean + step * mean
        self.running_var = keep * self.running_var + step * var * (N / (N - 1))

    def backward(self, dY):
        """Return dX, and leave dgamma and dbeta. Raises RuntimeError, TypeError or ValueError.

        In training every sample has a part in mean and std, so dX has two more terms.
        """
        refuse_activation_gradient(self, dY)
        dY = np.asarray(dY)
        self.dgamma = (dY * self.scaled).sum(axis=self.axes)
        self.dbeta = dY.sum(axis=self.axes)
        dX = dY * self.gamma
        if self.batch:
            along = (dX * self.scaled).mean(axis=self.axes)
            dX = dX - dX.mean(axis=self.axes) - self.scaled * along
        return dX / self.std

    def parameters(self):
        """Return the list [gamma, beta]."""
        return [self.gamma, self.beta]

    def __repr__(self):
        return f"BatchNorm({len(self.gamma)})"


def l2(places, strength):
    """Return strength · the sum of W² over all matrices, and add its gradient 2 · strength · W to dW.

    `places` are those of trainable(network), after its backward pass; biases, and what else has one
    axis, are left alone. dW is replaced, not written into. Raises TypeError or ValueError for other
    arguments, RuntimeError where there is no gradient yet.
    """
    refuse_penalty("l2", places, strength)
    penalty, strength = 0.0, float(strength)
    for owner, name, gradient in places:
        W = getattr(owner, name)
        if W.ndim > 1:
            setattr(owner, gradient, getattr(owner, gradient) + 2 * strength * W)
            penalty = penalty + strength * (W**2).sum()
    return float(penalty)


def l1(places, strength):
    """Return strength · the sum of |W| over all matrices, and add its gradient strength · sign(W) to dW.

    Places and errors as for l2.
    """
    refuse_penalty("l1", places, strength)
    penalty, strength = 0.0, float(strength)
    for owner, name, gradient in places:
        W = getattr(owner, name)
        if W.ndim > 1:
            setattr(owner, gradient, getattr(owner, gradient) + strength * np.sign(W))
            penalty = penalty + strength * abs(W).sum()
    return float(penalty)
