"""Train the network that reads the visitor's hand on the front page, and write it as a script.

    python -m tools.weights             writes site/hand/network.js
    python -m tools.weights --measure   says how well it reads digits written by a computer
    python -m tools.weights --choose    compares it with others by validation, in a quarter of an hour
"""

import base64
import json
import sys

import numpy as np

from helpers import Linear, ReLU, Sequential, load_digits, load_postcode, training_windows
from tools.front_network import CHOSEN, compare, folded, trained
from tools.handwriting import PEN, measure, read
from tools.kernel import ROOT
from tools.recipes import five_hundred, strips_read, two_layers

FILE = ROOT / "site" / "hand" / "network.js"
WIDTH = 66  # columns of the strip to write on, as of the postcode's
HEAD = "// The network that reads the front page's strip, written by `make weights`.\nconst NETWORK = "


def course_network():
    """Return notebook 5's network, from its first start."""
    X, y = load_digits()[:2]
    rng = np.random.default_rng(0)
    return two_layers(*training_windows(X, y, rng=rng), rng)


def hand_network():
    """Return the network of the front page, from its first start, its numbers rounded to 32 bits."""
    net = folded(trained(*load_digits()[:2], 0, *CHOSEN))
    for layer in net.layers[::2]:
        layer.W, layer.b = (array.astype("<f4").astype(float) for array in layer.parameters())
    return net


def stored():
    """Return what the script says, and its network."""
    known = json.loads(FILE.read_text(encoding="utf-8").removeprefix(HEAD).removesuffix(";\n"))
    layers = []
    for kept in known["layers"]:
        layer = Linear(*kept["shape"])
        layer.W, layer.b = (np.frombuffer(base64.b64decode(kept[name]), "<f4").astype(float)
                            for name in ("W", "b"))
        layer.W = layer.W.reshape(kept["shape"])
        layers += [layer, ReLU()]
    return known, Sequential(*layers[:-1])


def examples(network, strips):
    """Return the postcode, the first two strips that fit and are read, and the first that is not."""
    fitting = [(strip, labels) for strip, _, labels in strips if strip.shape[1] <= WIDTH]
    right = [read(network, strip, of_three=True) == "".join(map(str, labels)) for strip, labels in fitting]
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
            "strips": len(strips), "read": strips_read(network, strips, of_three=True),
            "readInNotebook": strips_read(course, strips), "examples": examples(network, strips)}


def packed(array):
    """Return the numbers of an array, row by row, as 32-bit floats, little end first, in base64."""
    return base64.b64encode(array.astype("<f4").tobytes()).decode()


def main(arguments):
    if arguments == ["--choose"]:
        return compare()
    if arguments == ["--measure"]:
        print("share of strips read: by the network in the script, by notebook 5's")
        shares = measure(stored()[1], of_three=True), measure(course_network())
        for (written, share), other in zip(shares[0].items(), shares[1].values()):
            print(f"{share:4.2f}  {other:4.2f}  {written}")
        return
    known = content(hand_network(), course_network())
    FILE.write_text(f"{HEAD}{json.dumps(known, indent=0)};\n", encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)}: reads {known['read']} of {known['strips']} strips, "
          f"notebook 5's network {known['readInNotebook']}")


if __name__ == "__main__":
    main(sys.argv[1:])
