"""Write the numbers that the pictures to touch need: what the notebooks' own cells compute.

    python -m tools.touch_data    writes site/touch/data/, scripts that the pages load
"""

import base64
import json

import numpy as np

from helpers import load_digits
from tools.kernel import ROOT
from tools.shown import run

FOLDER = ROOT / "site" / "touch" / "data"
# One held-out image of each digit, 0 to 9: notebook 1 reads X_test[2], notebook 2 redraws X_test[8].
EXAMPLES = [9, 19, 2, 8, 13, 3, 1, 20, 0, 4]
CELLS = {
    1: ["imports", "load", "templates", "drawing"],
    2: ["imports", "class-linear", "class-call", "class-parameters", "class-backward", "softmax", "loss",
        "start", "train", "count", "rates"],
}


def stored(values, dtype="<f8"):
    """Return an array as JavaScript reads it: its numbers in base64, row by row."""
    return base64.b64encode(np.asarray(values).astype(dtype).tobytes()).decode()


def sixteenths(images):
    """Return images of ink in steps of 1/16, a byte a pixel."""
    return stored(16 * np.asarray(images), "u1")


def contents():
    """Return {name of a script: {name of an array: what is stored}}."""
    one, _ = run(1, *CELLS[1])
    two, lines = run(2, *CELLS[2])
    digits, first = load_digits(), two["Linear"](64, 10, rng=0)
    examples = sixteenths(digits.X_test[EXAMPLES])
    return {
        "templates": {"start": sixteenths(one["mine"]), "examples": examples,
                      "weights": stored(one["templates"]), "bias": stored(np.zeros(10))},
        "trained": {"start": sixteenths(digits.X_test[8]), "examples": examples,
                    "weights": stored(two["layer"].W.T), "bias": stored(two["layer"].b)},
        "curves": {"rates": [float(name.removeprefix("rate ")) for name in two["curves"]],
                   "lines": lines, "losses": stored(list(two["curves"].values()))},
        "digits": {"images": sixteenths(np.concatenate([digits.X_train, digits.X_test])),
                   "labels": stored(np.concatenate([digits.y_train, digits.y_test]), "u1"),
                   "held_out": len(digits.y_test), "W": stored(first.W), "b": stored(first.b)},
    }


def script(name, arrays):
    """Return the text of a script that sets a constant: the arrays of `name`, in capitals."""
    return f"// Written by `make touch-data`.\nconst {name.upper()} = {json.dumps(arrays, indent=1)};\n"


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, arrays in contents().items():
        text = script(name, arrays)
        (FOLDER / f"{name}.js").write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}.js: {len(text)} bytes")


if __name__ == "__main__":
    main()
