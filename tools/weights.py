"""Train the network that reads the visitor's hand on the front page, and write it as a script.

    python -m tools.weights             writes site/hand/network.js
    python -m tools.weights --measure   says how well it reads digits written by a computer
    python -m tools.weights --choose    compares networks by validation, in a quarter of an hour

The network is notebook 5's, but wider, and it learns from redrawn digits besides: the course's
all fill the height of the strip, as their authors had stretched them, and a hand does not.
"""

import base64
import json
import sys

import numpy as np

from helpers import load_digits, load_postcode, training_windows
from tools.front_network import REDRAWN, compare
from tools.handwriting import PEN, measure, read
from tools.kernel import ROOT
from tools.recipes import strips_read
from tools.redrawn import redrawn_windows
from tools.tables import five_hundred, two_layers

FILE = ROOT / "site" / "hand" / "network.js"
WIDTH = 66    # columns of the strip to write on, as of the postcode's
HIDDEN = 128


def course_network():
    """Return notebook 5's network, from its first start."""
    X, y = load_digits()[:2]
    rng = np.random.default_rng(0)
    return two_layers(*training_windows(X, y, rng=rng), rng)


def hand_network():
    """Return the network of the front page."""
    X, y = load_digits()[:2]
    rng = np.random.default_rng(0)
    parts = zip(training_windows(X, y, rng=rng), redrawn_windows(X, y, REDRAWN, rng))
    return two_layers(*map(np.concatenate, parts), rng, HIDDEN)


def examples(network, strips):
    """Return the postcode, the first two strips that fit and are read, and the first that is not."""
    fitting = [(strip, labels) for strip, _, labels in strips if strip.shape[1] <= WIDTH]
    right = [read(network, strip) == "".join(map(str, labels)) for strip, labels in fitting]
    first, second = np.flatnonzero(right)[:2]
    chosen = [load_postcode()[::2], fitting[first], fitting[second], fitting[right.index(False)]]
    return [{"written": labels.tolist(), "rows": as_rows(strip)} for strip, labels in chosen]


def as_rows(strip):
    """Return a strip, blank up to the usual width, as eight lines of digits to the base 17."""
    counts = np.pad(16 * strip, ((0, 0), (0, WIDTH - strip.shape[1]))).astype(int)
    return ["".join("0123456789abcdefg"[count] for count in row) for row in counts]


def content(network, course):
    """Return what the front page needs to know of its network and of notebook 5's."""
    strips = five_hundred()
    layers = [{"shape": layer.W.shape, "W": packed(layer.W), "b": packed(layer.b)}
              for layer in network.layers if layer.parameters()]
    return {"layers": layers, "pen": PEN, "learnedFrom": len(load_digits().X_train),
            "strips": len(strips), "read": strips_read(network, strips),
            "readInNotebook": strips_read(course, strips), "examples": examples(network, strips)}


def packed(array):
    """Return the numbers of an array, row by row, as 64-bit floats, little end first, in base64."""
    return base64.b64encode(array.astype("<f8").tobytes()).decode()


def main(arguments):
    if arguments == ["--choose"]:
        return compare()
    networks = hand_network(), course_network()
    if arguments == ["--measure"]:
        print("share of strips read: by this network, by notebook 5's")
        for (written, share), other in zip(measure(networks[0]).items(), measure(networks[1]).values()):
            print(f"{share:4.2f}  {other:4.2f}  {written}")
        return
    known = content(*networks)
    FILE.write_text("// The network that reads the front page's strip, written by `make weights`.\n"
                    f"const NETWORK = {json.dumps(known, indent=0)};\n", encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)}: reads {known['read']} of {known['strips']} strips, "
          f"notebook 5's network {known['readInNotebook']}")


if __name__ == "__main__":
    main(sys.argv[1:])
