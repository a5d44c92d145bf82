"""Where the parameters of a network stand: one walk through its blocks."""


def parts(block):
    """Return the layers in a block's attributes, and in lists there, as often as they stand there.

    A layer that has an attribute of its own and also stands in a list counts once; one that
    stands twice in a list counts twice.
    """
    found = []
    for value in attributes(block).values():
        here = [item for item in listed(value) if is_layer(item)]
        found += [layer for i, layer in enumerate(here)
                  if count(here[:i], layer) >= count(found, layer)]
    return found


def attributes(block):
    """Return {name: value} of an object's own attributes, empty for one that keeps none."""
    return getattr(block, "__dict__", {})


def listed(value):
    """Return what stands in a value: in a list, tuple or dictionary, nested ones too, or itself."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list | tuple):
        return [value]
    return [inner for item in value for inner in listed(item)]


def is_layer(value):
    """Say whether a value can be called, run backward and asked for its parameters."""
    return not isinstance(value, type) and all(
        callable(getattr(value, name, None)) for name in ("__call__", "backward", "parameters"))


def count(layers, layer):
    """Return how often a layer, this very object, stands in a list."""
    return sum(other is layer for other in layers)


def blocks(network):
    """Return a network and all the layers inside it, each once, the outer ones first."""
    found = [network]
    for block in found:
        found += [part for part in parts(block) if not count(found, part)]
    return found


def standing_twice(layers):
    """Return a layer that stands in two places, in a list of layers or inside them, else None."""
    inside = [part for layer in layers for block in blocks(layer) for part in parts(block)]
    places = [*layers, *inside]
    return next((layer for i, layer in enumerate(places) if count(places[:i], layer)), None)


def owners(network):
    """Return {id of an array: the block that owns it}: the innermost whose parameters() name it."""
    return {id(array): block for block in blocks(network) for array in block.parameters()}


def names(owner, array):
    """Return a list of the attribute of its owner that is this array, one with a gradient first."""
    held = [name for name, value in attributes(owner).items() if value is array]
    return sorted(held, key=lambda name: not hasattr(owner, f"d{name}"))[:1]
