"""Gradients by central differences, and gradients of what was broadcast."""

import numpy as np

from .arguments.gradients import refuse_point, refuse_stretched, refuse_values


def numerical_gradient(function, x, h=1e-6):
    """Return the gradient of `function` at x by (f(x + h) - f(x - h)) / 2h, entry by entry.

    x is an array of any shape, `function` maps such an array to one number;
    the gradient has the shape of x, which is left as it is, and is computed in
    float64. The error falls as h² and rounding grows as 1/h: h near 1e-5 or
    1e-6 is best. A function that does not use its argument has the gradient
    zero, without a warning: `lambda W: loss(net(X))` never sets the W of net.
    Raises TypeError if x is not numbers, ValueError if x is not finite, if h is
    not positive or too small to change x, or if the function does not return a
    single finite number.
    """
    refuse_point(function, x, h)
    x = np.asarray(x, float)
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        high, low = function(x + step), function(x - step)
        refuse_values(high, low)
        gradient[i] = (high - low) / (2 * h)
    return gradient


def unbroadcast(grad, shape):
    """Return `grad` summed over the axes along which `shape` was stretched to grad's shape.

    It is the gradient by an array of that shape which took part in a broadcast operation whose
    result has grad's shape. The axes that were missing on the left are summed first, then those
    of length 1, which stay. Raises TypeError if `grad` is not numbers or `shape` not whole
    numbers, ValueError if `shape` cannot be stretched to grad's shape.
    """
    refuse_stretched(grad, shape)
    grad = np.array(grad)
    while grad.ndim > len(shape):          # rule 1
        grad = grad.sum(axis=0)
    for axis, length in enumerate(shape):  # rule 2
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad
