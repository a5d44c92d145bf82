"""What optimisers refuse: what they got, and what they expected."""

from .arrays import as_real, refuse_share, shown
from .layers import told


def refuse_rate(lr):
    """Raise TypeError or ValueError for a learning rate that is not a number from 0 up."""
    if as_real("lr", lr) < 0:
        raise ValueError(f"lr got {lr!r}, expected a number from 0 up")


def refuse_adam(betas, eps, weight_decay):
    """Raise TypeError or ValueError for arguments that Adam cannot be made of."""
    if not isinstance(betas, tuple | list) or len(betas) != 2:
        raise TypeError(f"Adam: betas got {shown(betas)}, expected two numbers such as (0.9, 0.999)")
    for beta in betas:
        refuse_share("Adam: a beta", beta)
    for name, value in (("eps", eps), ("weight_decay", weight_decay)):
        if as_real(f"Adam: {name}", value) < 0:
            raise ValueError(f"Adam: {name} got {value!r}, expected a number from 0 up")


def refuse_misfit(name, owner, parameter, gradient):
    """Raise ValueError if a parameter has not the shape of its gradient."""
    array, slope = getattr(owner, parameter), getattr(owner, gradient)
    if getattr(array, "shape", None) != getattr(slope, "shape", None):
        raise ValueError(f"{name} got {parameter} {told(array)}, expected what its gradient is: "
                         f"{told(slope)}")


def refuse_other_shapes(optimiser, state):
    """Raise ValueError if an average that an optimiser keeps has not the shape of its gradient, which was
    set to another since."""
    name = type(optimiser).__name__
    for average, (owner, _, gradient) in zip(state, optimiser.places):
        shape, now = getattr(average, "shape", None), getattr(owner, gradient).shape
        if shape not in (None, now):
            raise ValueError(f"{name} got {gradient} of shape {now}, expected {shape}, as in the steps "
                             f"before, or a new optimiser")


def refuse_step(optimiser):
    """Raise RuntimeError if a parameter has no gradient yet or the network is another than when
    the optimiser was made, ValueError if what was set since does not fit the gradients."""
    name, arrays = type(optimiser).__name__, optimiser.network.parameters()
    for owner, parameter, gradient in optimiser.places:
        if getattr(owner, gradient, None) is None:
            raise RuntimeError(f"{name} got a step without {gradient} of {type(owner).__name__}, "
                               f"expected network.backward(dY) first, which leaves there the "
                               f"gradient of {parameter}")
        refuse_misfit(name, owner, parameter, gradient)
    if [id(getattr(owner, parameter)) for owner, parameter, _ in optimiser.places] != [*map(id, arrays)]:
        raise RuntimeError(f"{name} got a network with other parameters than it has set, expected "
                           f"parameters() of the attributes as they are, and a new {name}(network, "
                           f"lr) where layers have changed")
