"""The numbers of the pictures to touch are those that the notebooks' cells compute."""

import base64
import json
import re

import numpy as np
import pytest

from helpers import load_digits
from tools import touch_data

BYTES = {"start", "examples", "images", "labels"}
SHAPES = {"templates": {"start": (64,), "examples": (10, 64), "weights": (10, 64), "bias": (10,)},
          "trained": {"start": (64,), "examples": (10, 64), "weights": (10, 64), "bias": (10,)},
          "curves": {"losses": (4, 500)},
          "digits": {"images": (1797, 64), "labels": (1797,), "W": (64, 10), "b": (10,)}}


def parsed(text):
    """Return {name: array, or what else stands there} of a script."""
    stored = json.loads(re.fullmatch(r"// Written by .*\nconst [A-Z]+ = (.*);\n", text, re.DOTALL)[1])
    return {name: np.frombuffer(base64.b64decode(value), "u1" if name in BYTES else "<f8")
            if isinstance(value, str) else value for name, value in stored.items()}


@pytest.fixture(scope="module")
def computed():
    return touch_data.contents()


def committed(name):
    return parsed((touch_data.FOLDER / f"{name}.js").read_text(encoding="utf-8"))


def test_there_is_no_other_script(computed):
    assert {path.name for path in touch_data.FOLDER.iterdir()} == {f"{name}.js" for name in computed}


@pytest.mark.parametrize("name", SHAPES)
def test_committed_script_holds_what_the_cells_compute(computed, name):
    there, now = committed(name), parsed(touch_data.script(name, computed[name]))
    assert there.keys() == now.keys()
    for key, value in now.items():
        if key in SHAPES[name]:
            assert there[key].size == np.prod(SHAPES[name][key])
            # Another BLAS rounds otherwise, and 500 steps at rate 50 make more of it.
            np.testing.assert_allclose(there[key], value, rtol=1e-6, atol=1e-9, strict=True)
        else:
            assert there[key] == value


def test_images_and_labels_are_the_courses_own():
    there, digits = committed("digits"), load_digits()
    whole = there["images"].reshape(-1, 64) / 16
    np.testing.assert_array_equal(whole[:-there["held_out"]], digits.X_train, strict=True)
    np.testing.assert_array_equal(whole[-there["held_out"]:], digits.X_test, strict=True)
    np.testing.assert_array_equal(there["labels"], np.concatenate([digits.y_train, digits.y_test]))


def test_an_example_of_every_digit_is_held_out():
    assert load_digits().y_test[touch_data.EXAMPLES].tolist() == list(range(10))


def test_changed_numbers_are_noticed(computed):
    other = computed["trained"] | {"bias": touch_data.stored(np.full(10, 0.1))}
    there, now = committed("trained"), parsed(touch_data.script("trained", other))
    assert not np.allclose(there["bias"], now["bias"], rtol=1e-6, atol=1e-9)
