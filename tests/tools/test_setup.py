"""The three lists of dependencies agree, and the make targets keep their promises."""

import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from tools import pythons
from tools.notebooks import NOTEBOOKS, ROOT, read
from tools.written import write

CONDA_NAMES = {"matplotlib": "matplotlib-base", "torch": "pytorch-cpu"}


def floors(*extras):
    """Return {package: lowest version} of all that pyproject.toml asks for, or of these extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    wanted = project["dependencies"] + sum((optional[name] for name in extras or optional), [])
    return dict(entry.split(">=") for entry in wanted)


def numbers(version):
    return tuple(map(int, version.split(".")))


def pinned(lock):
    """Return {package: version} of all that a lock pins."""
    return dict(re.findall(r"(?m)^([\w.-]+)==(\S+)$", (ROOT / lock).read_text(encoding="utf-8")))


def test_lock_pins_every_dependency_at_or_above_its_floor():
    pins = pinned("requirements.lock")
    assert {name: pins[name] for name, floor in floors().items()
            if numbers(pins[name]) < numbers(floor)} == {}


def test_oldest_lock_pins_every_dependency_at_its_floor():
    """2.0 is pinned as 2.0.0. The workflow tests the lowest torch, which is big on Linux."""
    pins, lowest = pinned("requirements-oldest.lock"), floors("lab", "torch", "test")
    assert numbers(pins.pop("torch")) >= numbers(lowest.pop("torch"))
    assert {name: pins[name] for name in lowest} == {
        name: floor if floor.count(".") > 1 else f"{floor}.0" for name, floor in lowest.items()}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-oldest.lock"])
def test_lock_holds_nothing_but_exact_versions(lock):
    lines = [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()
             if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_environment_asks_for_what_pyproject_asks_for():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    asked = dict(re.findall(r"(?m)^  - ([\w-]+)>=([\d.]+)$", text))
    python = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert asked.pop("python") == python.removeprefix(">=")
    assert asked == {CONDA_NAMES.get(name, name): floor
                     for name, floor in floors("lab", "torch", "test").items()}
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
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-oldest.lock"):
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
    ("run", "-m tools.notebooks --run"), ("notebooks", "-m tools.notebooks --write"),
    ("mutate-helpers", "-m pip install --quiet --disable-pip-version-check -c requirements.lock "
                       "-e .[mutation]\n-m tests.damage.mutants"),
    ("student", "-m tools.editions student"), ("instructor", "-m tools.editions instructor")])
def test_targets_call_what_they_say(checkout, target, call):
    make(checkout, target)
    assert (checkout / "calls").read_text() == f"{call}\n"


@with_make
@pytest.mark.parametrize("arguments, call", [
    (["assignment"], "-m tools.assignment"), (["assignment", "SEED=7"], "-m tools.assignment --seed 7"),
    (["test-grading"], "-m pytest tests/outside/test_grading.py")])
def test_grading_targets_call_what_they_say(checkout, arguments, call):
    python = checkout / "build" / "grading" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_bytes((checkout / ".venv" / "bin" / "python").read_bytes())
    python.chmod(0o755)
    (checkout / "build" / "grading" / "ready").touch()
    assert make(checkout, *arguments).returncode == 0
    assert (checkout / "calls").read_text() == f"{call}\n"


@with_make
def test_clean_keeps_the_readers_work(checkout):
    make(checkout, "lab")
    (checkout / "build").mkdir()
    assert make(checkout, "clean").returncode == 0
    assert len(list((checkout / "work").iterdir())) == len(NOTEBOOKS)
    assert not (checkout / ".venv").exists() and not (checkout / "build").exists()


def noting(folder):
    """Return a Python that makes venvs of itself and does nothing but note its calls."""
    fake = folder / "python3"
    fake.write_text('#!/bin/sh\necho "$@" >> calls\n'
                    'if [ "$2" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; fi\n')
    fake.chmod(0o755)
    return fake


@with_make
def test_clean_keeps_what_somebody_has_changed_in_build(checkout):
    (checkout / "tools").mkdir()
    (checkout / "tools" / "written.py").write_bytes((ROOT / "tools" / "written.py").read_bytes())
    write(checkout / "build" / "student", {"one.ipynb": b"1"})
    mine = checkout / "build" / "student" / "one.ipynb"
    mine.write_bytes(b"my work")
    refused = make(checkout, "clean")
    assert refused.returncode != 0 and "student/one.ipynb" in refused.stderr
    assert mine.read_bytes() == b"my work"
    mine.unlink()
    assert make(checkout, "clean").returncode == 0 and not (checkout / "build").exists()


@with_make
def test_set_up_installs_everything_under_the_lock(checkout):
    """A Python that only notes its calls stands for the real one, from nothing to ready."""
    shutil.rmtree(checkout / ".venv")
    assert make(checkout, "test", f"PYTHON={noting(checkout)}").returncode == 0
    calls = (checkout / "calls").read_text()
    assert '-m pip install --quiet --disable-pip-version-check -c requirements.lock ' \
        '-e .[lab,torch,test]' in calls and calls.endswith("-m pytest\n")
    assert (checkout / ".venv" / "ready").read_text() == f"{checkout}\n"


@with_make
@pytest.mark.parametrize("name, installed, run", [
    ("oldest", "-c requirements-oldest.lock -e .[lab,torch,test]", "-m pytest -rs"),
    ("newest", "--only-binary=:all: -e .[test]", "-m pytest -rs --without-torch")])
def test_other_versions_are_set_up_once(checkout, name, installed, run):
    for _ in range(2):
        python = f"{name.upper()}={noting(checkout)}"
        assert make(checkout, f"test-{name}", python).returncode == 0
    calls = (checkout / "calls").read_text().splitlines()
    assert [call.partition("check ")[2] for call in calls if "pip install" in call] == [installed]
    assert calls[-1] == run and calls.count(run) == 2
    assert (checkout / "build" / name / "ready").read_text() == f"{checkout}\n"


@with_make
@pytest.mark.parametrize("name", ["oldest", "newest"])
def test_other_versions_without_a_python_get_one_clear_line(checkout, name):
    result = make(checkout, f"test-{name}", f"{name.upper()}=")
    assert result.returncode != 0
    assert re.fullmatch(r"Needs Python 3\.11.* found none\. Name it: make .*\n", result.stdout)


def a_python(folder, name, version):
    """Put a Python into the folder that says it is of this version."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\necho {version.replace('.', ' ')} $0\n")
    (folder / name).chmod(0o755)


@with_make
def test_newest_python_is_found_by_its_version_and_not_by_its_name(tmp_path):
    one, other = tmp_path / "one", tmp_path / "the other"
    a_python(one, "python3", "3.11.4")
    a_python(one, "python3.9", "3.9.18")
    a_python(other, "python3.11", "3.11.12")
    a_python(other, "python3", "3.20.0")
    (other / "python3.30").write_text("no program\n")
    (other / "python3-config").write_text("no Python\n")
    assert pythons.newest([one, other]) == str(other / "python3")
    assert pythons.newest([one, other], (3, 11)) == str(other / "python3.11")
    assert pythons.newest([one], (3, 9)) is None
    assert pythons.newest([tmp_path / "nowhere"]) is None


@with_make
@pytest.mark.parametrize("target, extras, does", [
    ("site", ["site"], "-m sphinx "),
    ("test-browser", ["browser", "site"], "-m pytest tests/outside/test_site.py")])
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
