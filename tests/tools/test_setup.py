"""The lists of dependencies agree, and make forgives what people do to a folder."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv

import pytest
from packaging.specifiers import SpecifierSet

from tools.kernel import NOTEBOOKS, ROOT, needs_torch, read

LOCKS = pytest.mark.parametrize("lock", ["requirements.lock", "requirements-oldest.lock"])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA_NAMES = {"matplotlib": "matplotlib-base", "torch": "pytorch-cpu"}


def floors(*extras):
    """Return {package: lowest version} of all that pyproject.toml asks for, or of these extras."""
    optional = PROJECT["optional-dependencies"]
    wanted = PROJECT["dependencies"] + sum((optional[name] for name in extras or optional), [])
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


@LOCKS
def test_lock_holds_nothing_but_exact_versions(lock):
    lines = [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()
             if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


@LOCKS
def test_every_pin_that_is_installed_admits_the_lowest_python(lock):
    lowest = PROJECT["requires-python"].removeprefix(">=") + ".0"
    here = {found.metadata["Name"]: found for found in importlib.metadata.distributions()}
    asked = {name: here[name].metadata.get("Requires-Python", "") for name, version in pinned(lock).items()
             if name in here and here[name].version.split("+")[0] == version}
    assert {name: asks for name, asks in asked.items() if lowest not in SpecifierSet(asks)} == {}
    assert asked


def test_environment_asks_for_what_pyproject_asks_for():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    asked = dict(re.findall(r"(?m)^  - ([\w-]+)>=([\d.]+)$", text))
    assert asked.pop("python") == PROJECT["requires-python"].removeprefix(">=")
    assert asked == {CONDA_NAMES.get(name, name): floor
                     for name, floor in floors("lab", "torch", "test").items()}
    assert text.endswith("  - pip:\n      - -e .\n")


def test_helpers_import_no_torch_and_only_figures_import_matplotlib():
    texts = {path.relative_to(ROOT / "helpers"): path.read_text(encoding="utf-8")
             for path in (ROOT / "helpers").rglob("*.py")}
    importing = {name: {path for path, text in texts.items()
                        if re.search(rf"(?m)^\s*(import|from)\b.*\b{name}\b", text)}
                 for name in ("torch", "matplotlib")}
    assert importing["torch"] == set()
    assert {path.parts[0] for path in importing["matplotlib"]} == {"figures"}


def test_helpers_import_nothing_by_a_name_made_up_at_run_time():
    for path in (ROOT / "helpers").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"import_module|__import__|importlib.util", text), path


def test_licences_are_there_and_say_what_they_cover():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in project["license-files"]}
    assert set(texts) == {"LICENSE", "helpers/digits.md"}
    assert all("CC BY 4.0" in text for text in texts.values())
    assert "The above copyright notice and this permission notice shall be included" in texts["LICENSE"]


def test_citation_names_version_holder_and_licences_of_the_project():
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    cited = dict(re.findall(r"(?m)^([\w-]+): (.+)$", text))
    [author] = re.findall(r"(?m)^authors:\n  - name: (.+)$", text)
    page = (ROOT / "site" / "where_from.md").read_text(encoding="utf-8").partition("## How to cite")[2]
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert cited["version"] == PROJECT["version"]
    assert re.search(rf"(?m)^Copyright \(c\) \d+ {author}$", licence)
    assert " AND ".join(re.findall("(?m)^  - (MIT|CC-.+)$", text)) == PROJECT["license"]
    assert f"{author} (2026). *{cited['title']}*, version {cited['version']}." in " ".join(page.split())


def test_only_the_notebook_on_torch_imports_torch():
    assert [path.stem for path in NOTEBOOKS if needs_torch(read(path))] == ["05_torch_and_1x1_convolution"]


with_make = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("make"),
                               reason="needs make, on Linux or macOS")


@pytest.fixture
def checkout(tmp_path):
    """A copy of the course in an odd place, whose .venv has the Python of these tests."""
    place = tmp_path / """Käse's "$HOME" #1"""
    for name in ("helpers", "notebooks", "tools"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, place)
    (place / ".venv" / "bin").mkdir(parents=True)
    (place / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (place / ".venv" / "bin" / "python").chmod(0o755)
    (place / ".venv" / "ready").write_text(f"{place}\n", encoding="utf-8")
    return place


def make(folder, *arguments, **options):
    """Run make as from a fresh shell, whatever make this test runs under, without an index."""
    env = {name: value for name, value in os.environ.items()
           if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON")}
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, encoding="utf-8",
                          env=env | {"PIP_NO_INDEX": "1", "PYTHONPATH": str(folder)}, **options)


def contents(folder):
    return {path: path.is_file() and (path.read_bytes(), path.stat().st_mtime_ns)
            for path in folder.rglob("*")}


AS_ROOT = sys.platform != "win32" and os.geteuid() == 0


@with_make
def test_lab_copies_the_notebooks_and_never_over_anybodys_own(checkout):
    first = make(checkout, "lab", "PY=true")
    mine, others, *rest = [checkout / "work" / path.name for path in NOTEBOOKS]
    assert first.returncode == 0 and f"work/{mine.name}: copied from notebooks/" in first.stdout
    assert [path.read_bytes() for path in rest] == [path.read_bytes() for path in NOTEBOOKS[2:]]
    mine.write_text("my work")
    if AS_ROOT:
        shutil.chown(others, "nobody")
    whose = "nobody's" if AS_ROOT else "yours"
    said = make(checkout, "lab", "PY=true").stdout
    assert f"work/{mine.name}: yours, kept as it is" in said and mine.read_text() == "my work"
    assert f"work/{others.name}: {whose}, kept as it is" in said


@with_make
@pytest.mark.parametrize("target", ["lab", "test", "run", "student"])
@pytest.mark.parametrize("ready", [True, False])
def test_a_folder_that_cannot_be_written_gets_one_line_before_anything_is_set_up(checkout, target, ready):
    if not ready:
        shutil.rmtree(checkout / ".venv")
    before = contents(checkout)
    checkout.chmod(0o555)
    said = make(checkout, target, **{"user": "nobody", "extra_groups": []} if AS_ROOT else {})
    checkout.chmod(0o755)
    assert said.stdout == "" and contents(checkout) == before
    assert said.stderr.startswith(f"{checkout} cannot be written: it belongs to ")


@with_make
def test_every_command_says_in_a_line_that_the_folder_is_somebody_elses(checkout):
    targets = re.findall(r"(?m)^([a-z -]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"))
    folders = [checkout, *(path for path in checkout.rglob("*") if path.is_dir())]
    before = contents(checkout)
    for folder in folders:
        folder.chmod(0o555)
    said = {command: make(checkout, command, **{"user": "nobody", "extra_groups": []} if AS_ROOT else {})
            for command in " ".join(targets).split() if command != "help"}
    for folder in folders:
        folder.chmod(0o755)
    line = re.compile(re.escape(str(checkout)) + "[a-z/]* cannot be written: it belongs to .*\nmake")
    assert len(said) > 20 and contents(checkout) == before
    assert {command: run.stdout + run.stderr for command, run in said.items()
            if run.returncode == 0 or run.stdout or not line.match(run.stderr)} == {}


@with_make
def test_clean_keeps_what_somebody_has_changed(checkout):
    (checkout / "work").mkdir()
    (checkout / "work" / NOTEBOOKS[0].name).write_bytes(b"my work")
    for edition in ("student", "instructor", "assignment"):
        mine = checkout / "build" / edition / NOTEBOOKS[0].name
        mine.parent.mkdir(parents=True)
        mine.write_bytes(b"my work")
        refused = make(checkout, "clean")
        assert refused.returncode != 0 and f"{edition}/{NOTEBOOKS[0].name}" in refused.stderr
        mine.unlink()
    assert make(checkout, "clean").returncode == 0
    assert not (checkout / "build").exists() and not (checkout / ".venv").exists()
    assert (checkout / "work" / NOTEBOOKS[0].name).read_bytes() == b"my work"


@with_make
@pytest.mark.parametrize("arguments", [["help"], ["-n", "lab", "test", "clean"]])
def test_asking_what_make_would_do_changes_nothing(checkout, arguments):
    (checkout / ".venv" / "ready").write_text("/another/place\n")
    before = contents(checkout)
    assert make(checkout, *arguments).returncode == 0 and contents(checkout) == before


@with_make
@pytest.mark.parametrize("arguments, words", [
    (["PYTHON=no-such-python"], "Needs Python 3.11 or newer; no-such-python is not."),
    (["PYTHON=false"], "Needs Python 3.11 or newer; false is not."),
    (["CANDIDATES=no-such-python false"], "Needs Python 3.11 or newer, and found none.")])
def test_a_moved_folder_sets_up_again_and_no_good_python_gets_one_clear_line(checkout, arguments, words):
    (checkout / ".venv" / "ready").write_text("/another/place\n")
    said = make(checkout, "lint", *arguments).stdout.splitlines()
    assert len(said) == 1 and said[0].startswith(words)


@with_make
def test_a_touched_pyproject_wipes_nothing_and_where_pip_fails_a_pen_drive_is_named(checkout):
    shutil.rmtree(checkout / ".venv")
    venv.create(checkout / ".venv")
    (checkout / ".venv" / "ready").write_text(f"{checkout}\n", encoding="utf-8")
    before = contents(checkout / ".venv").keys()
    os.utime(checkout / "pyproject.toml", (2e9, 2e9))
    said = make(checkout, "lint")
    assert said.returncode != 0 and "PIP_NO_INDEX=1 PIP_FIND_LINKS=" in said.stderr.splitlines()[-2]
    assert before <= contents(checkout / ".venv").keys()


@with_make
def test_a_part_of_the_tests_runs_once_ruff_has_nothing_to_say(checkout):
    (checkout / "tests").mkdir()
    part = checkout / "tests" / "test_part.py"
    part.write_text("import os\n\n\ndef test_part():\n    pass\n")
    refused = make(checkout, "test", "FILE=tests/test_part.py")
    assert refused.returncode != 0 and "F401" in refused.stdout and "passed" not in refused.stdout
    part.write_text("def test_part():\n    pass\n")
    assert "1 passed" in make(checkout, "test", "FILE=tests/test_part.py").stdout
