"""A layer of somebody's own, as a learner would write one, and the activations that helpers ship."""

import helpers


class Own:
    """A layer that has the attributes given and lists as parameters what `lists` makes of it."""

    def __init__(self, lists, **attributes):
        vars(self).update(attributes)
        self.lists = lists

    def __call__(self, X):
        return X

    backward = __call__

    def parameters(self):
        return self.lists(self)


def public_activations():
    """Return the classes of activations among the public names, which the tests of all take up."""
    kinds = [getattr(helpers, name) for name in helpers.__all__]
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, helpers.Activation)
            and kind is not helpers.Activation]
