"""Packages to hold a notebook against: helpers with a damage, and made-up ones."""

import importlib
import shutil
import sys

import pytest

from tools.kernel import ROOT


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A folder whose modules can be imported as `package`, and are forgotten after the test."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path / "package"
    for name in [name for name in sys.modules if name.partition(".")[0] == "package"]:
        del sys.modules[name]


@pytest.fixture
def damaged(package):
    """A function that makes the package a copy of helpers and imports it; each of the edits
    (file, old text, new text) changes the one place where a file has the old text."""
    def copy(*edits):
        shutil.copytree(ROOT / "helpers", package, ignore=shutil.ignore_patterns("__pycache__"))
        for name, old, new in edits:
            before, found, after = (package / name).read_text(encoding="utf-8").partition(old)
            assert found and old not in after, f"{name} has not one {old!r}"
            (package / name).write_text(before + new + after, encoding="utf-8")
        return importlib.import_module("package")
    return copy


@pytest.fixture
def made_up(package):
    """A function that imports package.made_up with this text, beside a package.arguments.arrays."""
    def write(text):
        (package / "arguments").mkdir(parents=True)
        (package / "arguments" / "arrays.py").write_text("def refuse_rng(rng): ...\ndef as_real(x): ...\n")
        (package / "made_up.py").write_text(text)
        return importlib.import_module("package.made_up")
    return write
