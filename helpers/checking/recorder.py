"""A random generator that a check hands to an answer, to see how it draws."""

import numpy as np

NO_DRAWS = ("seed", "asked", "bit_generator", "capsule", "spawn")


class Recorder(np.random.Generator):
    """A generator of known numbers that knows how it was asked for them."""

    def __init__(self, seed):
        super().__init__(np.random.PCG64(seed))
        self.seed, self.asked = seed, []

    def __getattribute__(self, name):
        if not name.startswith("_") and name not in NO_DRAWS:
            self.asked.append(name)
        return super().__getattribute__(name)

    def __deepcopy__(self, memo):
        return Recorder(self.seed)

    def __reduce__(self):
        return Recorder, (self.seed,)

    def __repr__(self):
        return f"rng({self.seed})"
