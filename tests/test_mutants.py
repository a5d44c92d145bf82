"""The changes that CONTRIBUTING.md names as making no difference are of the code as it is."""

import importlib
import inspect
import re
from functools import reduce

import pytest

from tests import mutants
from tests.rerun import ROOT

NAMED = re.findall(mutants.ROW, (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("where, old, new", NAMED)
def test_named_change_is_of_code_that_exists(where, old, new):
    module, *names = where.split(".")
    function = reduce(getattr, names, importlib.import_module(f"helpers.{module}"))
    assert old in inspect.getsource(function) and new != old


@pytest.mark.parametrize("mutant, place", [
    ("helpers.losses.x_softmax__mutmut_3", "losses.softmax"),
    ("helpers.data.x__stored__mutmut_12", "data._stored"),
    ("helpers.layers.xǁLinearǁ__call____mutmut_1", "layers.Linear.__call__"),
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
def test_only_the_named_change_is_excused(monkeypatch, equivalent, counts):
    shown = type("Result", (), {"stdout": SHOWN})
    monkeypatch.setattr(mutants, "mutmut", lambda *arguments, **options: shown)
    assert mutants.named("helpers.losses.x_softmax__mutmut_3", [equivalent]) == counts
