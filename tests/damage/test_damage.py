"""Damage a notebook, and the part of the suite that should see it must say so.

Damages to the code itself, which must run to be seen, are left to
`python -m tests.damage.mutate`.
"""

import tomllib

import numpy as np
import pytest

from tests.damage.damage import as_png, data
from tests.damage.damages import DAMAGES
from tests.damage.mutate import PARTS
from tests.notebooks import guards
from tools.compare import RMS, differences
from tools.kernel import NOTEBOOKS, ROOT, read


def code(notebook):
    return [(cell.id, cell.source) for cell in guards.code_cells(notebook)]


def damaged(number, damage):
    """Return the notebook of that number as it is, and damaged."""
    path = NOTEBOOKS[number - 1]
    after = read(path)
    damage(after)
    return path, read(path), after


@pytest.mark.parametrize("number, part, damage", [row[1:] for row in DAMAGES],
                         ids=[row[0] for row in DAMAGES])
def test_damage_is_seen(number, part, damage):
    path, before, after = damaged(number, damage)
    assert after != before
    if part not in ("run", "shapes"):
        assert PARTS[part](before, path) == [] and PARTS[part](after, path) != []
    elif part == "run" and code(before) == code(after):
        assert differences(before, before) == [] and differences(after, before) != []
    else:
        assert PARTS["cells"](after, path) != []


def test_every_part_has_a_damage_that_it_must_see():
    assert {part for _, _, part, _ in DAMAGES} == set(PARTS)


PICTURED = [row[1:] for row in DAMAGES if row[0] in (
    "half a picture", "another picture of the notebook", "a blank picture", "a picture with a dot in it",
    "a picture shown wider")]


@pytest.mark.parametrize("number, part, damage", PICTURED)
def test_comparison_without_pictures_is_blind_to_them_alone(number, part, damage):
    _, before, after = damaged(number, damage)
    assert differences(after, before, pictures=False) == []
    after.cells[1].source += " "
    assert differences(after, before, pictures=False) != []


@pytest.mark.parametrize("name", ["no picture", "a printed number", "a text alternative"])
def test_comparison_without_pictures_sees_the_rest(name):
    _, before, after = next(damaged(row[1], row[3]) for row in DAMAGES if row[0] == name)
    assert differences(after, before, pictures=False) != []


def test_nothing_is_disarmed():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["pytest"]["ini_options"] == {
        "testpaths": ["tests", "notebooks"], "norecursedirs": ["outside", "build", ".*"],
        "addopts": "--nbval --nbval-current-env --strict-markers -q -rfEs",
        "empty_parameter_set_mark": "fail_at_collect",
        "filterwarnings": ["error::DeprecationWarning:helpers"]}
    assert RMS == 0.3


@pytest.mark.parametrize("changed, told", [(1, []), (40, ["cell strip: the picture differs"])])
def test_pictures_a_hair_apart_are_the_same(changed, told):
    one, other, grey = read(NOTEBOOKS[0]), read(NOTEBOOKS[0]), np.full((40, 40), 100)
    data(one, "strip")["image/png"] = as_png(grey / 255)
    grey[:changed, :3] += 1
    grey[0, 0] += changed
    data(other, "strip")["image/png"] = as_png(grey / 255)
    assert data(one, "strip") != data(other, "strip") and differences(one, other) == told
