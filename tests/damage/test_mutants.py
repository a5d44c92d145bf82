"""The changes that are said to make no difference are of the code as it is."""

import inspect
import pkgutil

import pytest

from tests.damage import mutants


@pytest.mark.parametrize("where, old, new", mutants.no_difference())
def test_named_change_is_of_code_that_exists(where, old, new):
    function = pkgutil.resolve_name(f"helpers.{where}")
    assert old in inspect.getsource(function) and new != old


@pytest.mark.parametrize("mutant, place", [
    ("helpers.losses.x_softmax__mutmut_3", ("losses", "softmax")),
    ("helpers.arguments.arrays.x_as_real__mutmut_12", ("arguments.arrays", "as_real")),
    ("helpers.layers.xǁLinearǁ__call____mutmut_1", ("layers", "Linear.__call__")),
])
def test_place_of_a_mutant(mutant, place):
    assert mutants.place(mutant) == place


SHOWN = """# helpers.losses.x_softmax__mutmut_3: survived
--- helpers/losses.py
+++ helpers/losses.py
@@ -6,3 +6,3 @@
     logits = as_logits(logits)
-    return a + b - c
+    return a - b - c
"""


@pytest.mark.parametrize("equivalent, counts", [
    (("losses.softmax", "a + b", "a - b"), True),
    (("losses.softmax", "a + b", "a * b"), False),
    (("losses.softmax", "b + c", "b - c"), False),
    (("losses.softmax", "b - c", "b + c"), False),
    (("losses.softmax_cross_entropy", "a + b", "a - b"), False),
])
def test_only_the_named_change_is_excused(equivalent, counts):
    assert mutants.named("helpers.losses.x_softmax__mutmut_3", SHOWN, [equivalent]) == counts
