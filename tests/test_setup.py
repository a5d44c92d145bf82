"""The three lists of dependencies agree, and the make targets keep their promises."""

import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.rerun import NOTEBOOKS, ROOT, read

CONDA_NAMES = {"matplotlib": "matplotlib-base", "torch": "pytorch-cpu"}
MAINTAINERS = {"site", "browser"}  # extras that a reader who uses conda does not need


def floors(without=()):
    """Return {package: lowest version} of what pyproject.toml asks for, `without` some extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + sum((extras[name] for name in extras.keys() - without), [])
    return dict(entry.split(">=") for entry in wanted)


def numbers(version):
    return tuple(map(int, version.split(".")))


def test_lock_pins_every_dependency_at_or_above_its_floor():
    pins = dict(re.findall(r"(?m)^([\w.-]+)==(\S+)$", (ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert {name: pins[name] for name, floor in floors().items()
            if numbers(pins[name]) < numbers(floor)} == {}


def test_lock_holds_nothing_but_exact_versions():
    lines = [line for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
             if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_environment_asks_for_what_pyproject_asks_for():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    asked = dict(re.findall(r"(?m)^  - ([\w-]+)>=([\d.]+)$", text))
    python = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert asked.pop("python") == python.removeprefix(">=")
    assert asked == {CONDA_NAMES.get(name, name): floor
                     for name, floor in floors(without=MAINTAINERS).items()}
    assert text.endswith("  - pip:\n      - -e .\n")


def test_only_the_last_notebook_and_the_tests_import_torch():
    helpers = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "helpers").glob("*.py"))
    cells = "".join(cell.source for path in NOTEBOOKS[:4] for cell in read(path).cells
                    if cell.cell_type == "code")
    assert not re.search(r"(?m)^\s*(import|from) torch", helpers + cells)


with_make = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("make"),
                               reason="needs make, on Linux or macOS")


@pytest.fixture
def checkout(tmp_path):
    """A copy of the Makefile and the notebooks whose .venv holds a Python that does nothing."""
    (tmp_path / "notebooks").mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for path in NOTEBOOKS:
        (tmp_path / "notebooks" / path.name).write_bytes(path.read_bytes())
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$@" >> calls\n')
    python.chmod(0o755)
    (tmp_path / ".venv" / "ready").write_text(f"{tmp_path}\n")
    return tmp_path


def make(folder, *arguments):
    """Run make as from a fresh shell, whatever make this test runs under."""
    env = {name: value for name, value in os.environ.items()
           if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON")}
    return subprocess.run(["make", *arguments], cwd=folder, env=env, capture_output=True, text=True)


@with_make
def test_lab_copies_the_notebooks_and_never_over_the_readers_own(checkout):
    first = make(checkout, "lab")
    mine = checkout / "work" / NOTEBOOKS[0].name
    assert first.returncode == 0 and "copied from notebooks/" in first.stdout
    assert mine.read_bytes() == NOTEBOOKS[0].read_bytes()
    mine.write_text("my work")
    second = make(checkout, "lab")
    assert f"work/{NOTEBOOKS[0].name}: yours, kept as it is" in second.stdout
    assert mine.read_text() == "my work"


@with_make
def test_lab_opens_notebook_one_without_asking_the_network(checkout):
    make(checkout, "lab")
    call = (checkout / "calls").read_text()
    assert call.startswith("-m jupyterlab --notebook-dir=work")
    assert f"/lab/tree/{NOTEBOOKS[0].name}" in call and "NeverCheckForUpdate" in call


@with_make
def test_a_second_run_installs_nothing(checkout):
    assert make(checkout, "test").returncode == 0
    assert (checkout / "calls").read_text() == "-m pytest\n"


@with_make
@pytest.mark.parametrize("python", ["no-such-python", "false"])
def test_a_missing_or_too_old_python_gets_one_clear_line(checkout, python):
    (checkout / ".venv" / "ready").unlink()
    said = make(checkout, "test", f"PYTHON={python}").stdout.splitlines()
    assert said == [f"Needs Python 3.11 or newer; {python} is not."]


@with_make
def test_no_python_at_all_gets_one_clear_line(checkout):
    (checkout / ".venv" / "ready").unlink()
    said = make(checkout, "test", "CANDIDATES=no-such-python false").stdout.splitlines()
    assert len(said) == 1 and said[0].startswith("Needs Python 3.11 or newer, and found none.")


@with_make
@pytest.mark.parametrize("target, call", [
    ("run", "-m tests.rerun --run"), ("notebooks", "-m tests.rerun --write")])
def test_targets_call_what_they_say(checkout, target, call):
    make(checkout, target)
    assert (checkout / "calls").read_text() == f"{call}\n"


@with_make
def test_clean_keeps_the_readers_work(checkout):
    make(checkout, "lab")
    (checkout / "build").mkdir()
    assert make(checkout, "clean").returncode == 0
    assert len(list((checkout / "work").iterdir())) == len(NOTEBOOKS)
    assert not (checkout / ".venv").exists() and not (checkout / "build").exists()


@with_make
def test_set_up_installs_everything_under_the_lock(checkout):
    """A Python that only notes its calls stands for the real one, from nothing to ready."""
    shutil.rmtree(checkout / ".venv")
    fake = checkout / "python3"
    fake.write_text('#!/bin/sh\necho "$@" >> calls\n'
                    'if [ "$2" = venv ]; then mkdir -p .venv/bin; cp "$0" .venv/bin/python; fi\n')
    fake.chmod(0o755)
    assert make(checkout, "test", f"PYTHON={fake}").returncode == 0
    calls = (checkout / "calls").read_text()
    assert '-m pip install --quiet --disable-pip-version-check -c requirements.lock ' \
        '-e .[lab,torch,test]' in calls and calls.endswith("-m pytest\n")
    assert (checkout / ".venv" / "ready").read_text() == f"{checkout}\n"


@with_make
@pytest.mark.parametrize("target, extras, does", [
    ("site", ["site"], "-m sphinx "),
    ("test-browser", ["browser", "site"], "-m pytest tests/browser_site.py")])
def test_what_only_maintainers_need_is_installed_once_when_asked_for(
        checkout, target, extras, does):
    (checkout / "site").mkdir()
    (checkout / "README.md").touch()
    assert make(checkout, target).returncode == 0
    calls = (checkout / "calls").read_text()
    assert re.findall(r"install .*-c requirements.lock -e .\[(\w+)\]", calls) == extras
    assert make(checkout, target).returncode == 0
    again = (checkout / "calls").read_text().removeprefix(calls)
    assert "install" not in again and again.splitlines()[-1].startswith(does)


@with_make
def test_a_moved_folder_sets_up_again(checkout):
    (checkout / ".venv" / "ready").write_text("/another/place\n")
    assert "Needs Python" in make(checkout, "test", "PYTHON=false").stdout


@with_make
def test_help_names_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"(?m)^\.PHONY: (.*)$", makefile)[1].split()
    assert [line.split()[1] for line in make(ROOT, "help").stdout.splitlines()] == targets
