"""What `make reproduce` tries, counts and says, without running a notebook."""

import os

import pytest

from tools import reproduce
from tools.notebooks import NOTEBOOKS


def outcome(monkeypatch, settings, run_again, facts=lambda: {"torch": os.environ.get("ATEN")}):
    """Return the exit code of a run on notebook 1 in which these stand for the real ones."""
    for name, value in (("SETTINGS", settings), ("run_again", run_again), ("facts", facts)):
        monkeypatch.setattr(reproduce, name, value)
    with pytest.raises(SystemExit) as end:
        reproduce.main([str(NOTEBOOKS[0])])
    return int(end.value.code)


def test_a_setting_is_in_force_while_its_notebooks_run_and_only_then(monkeypatch, capsys):
    seen = []
    settings = {"one": {"ATEN": "1"}, "two": {"ATEN": "2"}}
    assert outcome(monkeypatch, settings, lambda path: seen.append(os.environ["ATEN"]) or []) == 0
    assert seen == ["1", "2"] and "ATEN" not in os.environ
    assert "2 of 2 settings tried, 0 notebooks differ" in capsys.readouterr().out


def test_a_difference_fails_and_is_shown(monkeypatch, capsys):
    assert outcome(monkeypatch, {"one": {"ATEN": "1"}}, lambda path: ["cell sum: 3, got 4"]) == 1
    said = capsys.readouterr().out
    assert f"{NOTEBOOKS[0].name}: DIFFERS" in said and "cell sum: 3, got 4" in said


@pytest.mark.parametrize("facts", [lambda: {}, lambda: {"torch": "the usual"}])
def test_what_does_not_get_through_is_not_tried(monkeypatch, capsys, facts):
    assert outcome(monkeypatch, {"one": {"ATEN": "1"}}, lambda path: ["ran"], facts) == 1
    assert "0 of 1 settings tried" in capsys.readouterr().out


def test_libraries_are_asked_in_a_process_of_the_setting(monkeypatch, torch):
    monkeypatch.setenv("ATEN_CPU_CAPABILITY", "default")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    found = reproduce.facts()
    assert (found["torch"], found["torch's threads"]) == ("DEFAULT", 1)
