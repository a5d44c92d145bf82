"""Where the parameters of a network stand: one walk through its blocks."""

from types import MemberDescriptorType


def parts(block):
    """Return the layers in a block's attributes, and in lists there, as often as they stand there.

    A layer that stands in several attributes, one of its own and a list, say, counts as often
    as in the one of them where it stands most often.
    """
    found = []
    for value in attributes(block).values():
        here = [item for item in listed(value) if is_layer(item)]
        found += [layer for i, layer in enumerate(here)
                  if count(here[:i], layer) >= count(found, layer)]
    return found


def attributes(block):
    """Return {name: value} of an object's own attributes, those in __slots__ too."""
    slots = [name for kind in type(block).__mro__ for name, member in vars(kind).items()
             if isinstance(member, MemberDescriptorType)]
    return {name: getattr(block, name) for name in slots if hasattr(block, name)} | (
        getattr(block, "__dict__", {}))


def listed(value):
    """Return what stands in a value: in a list, tuple or dictionary, nested ones too, or itself."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list | tuple):
        return [value]
    return [inner for item in value for inner in listed(item)]


def lacks(value):
    """Return what a value lacks that a layer has: it is called, runs backward, lists parameters."""
    return [name for name in ("__call__", "backward", "parameters")
            if not callable(getattr(value, name, None))]


def is_layer(value):
    """Say whether a value is a layer, and not the class of one."""
    return not isinstance(value, type) and not lacks(value)


def count(layers, layer):
    """Return how often a layer, this very object, stands in a list."""
    return sum(other is layer for other in layers)


def walk(layers, above=()):
    """Yield layers and, behind each, those inside it, as often as they stand there.

    What leads back to a block that it stands in, as `layer.network = network` does, is left out.
    """
    for layer in layers:
        if not count(above, layer):
            yield layer
            yield from walk(parts(layer), (*above, layer))


def standing_twice(layers):
    """Return a layer that stands in two places, in a list of layers or inside them, else None."""
    seen = []
    for layer in walk(layers):
        if count(seen, layer):
            return layer
        seen.append(layer)
    return None


def owners(network):
    """Return {id of an array: the block that owns it}: the innermost whose parameters() name it
    and that has it as an attribute."""
    return {id(array): block for block in walk([network]) for array in block.parameters()
            if names(block, array)}


def names(owner, array):
    """Return the attributes of a block that are this array; of several, those with a gradient."""
    held = [name for name, value in attributes(owner).items() if value is array]
    return [name for name in held if hasattr(owner, f"d{name}")] or held
