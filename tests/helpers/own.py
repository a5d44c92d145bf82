"""A layer of somebody's own, as a learner would write one."""


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
