"""The browser edition takes nothing that is not as it was pinned."""

import hashlib
import io
import json
import zipfile

import pytest

from tools.lite import fetch, wheels

LOCK = json.loads(fetch.LOCK.read_text(encoding="utf-8"))


@pytest.fixture
def downloads(tmp_path, monkeypatch):
    """An empty folder for downloads, and a registry that gives b"wheel" for everything."""
    monkeypatch.setattr(fetch, "DOWNLOADS", tmp_path / "downloads")
    monkeypatch.setattr(fetch, "download", lambda requirement: b"wheel")
    return tmp_path / "downloads"


def zipped(**files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_what_is_as_pinned_is_taken_and_kept(downloads, monkeypatch):
    digest = hashlib.sha256(b"wheel").hexdigest()
    assert fetch.pinned("comm==0.2.3", digest) == b"wheel"
    monkeypatch.delattr(fetch, "download")
    assert fetch.pinned("comm==0.2.3", digest) == b"wheel"


def test_what_is_not_as_pinned_is_refused_and_not_kept(downloads):
    with pytest.raises(SystemExit, match="comm==0.2.3: got sha256 .*, expected 0000"):
        fetch.pinned("comm==0.2.3", "0000")
    assert not downloads.exists()


def test_carrier_gives_only_what_pyodides_lock_names():
    packages = {name: {"file_name": f"{name}.whl", "sha256": hashlib.sha256(b"numpy").hexdigest()}
                for name in ("numpy", "pillow", "six")}
    carrier = zipped(**{fetch.INSIDE + "numpy.whl": b"numpy", fetch.INSIDE + "pillow.whl": b"changed"})
    assert fetch.read_carrier(carrier, packages) == {"numpy": b"numpy"}


def test_lock_pins_the_versions_that_are_asked_for():
    assert list(LOCK["npm"]) == [fetch.PYODIDE]
    assert {fetch.CARRIER, fetch.COMM} < LOCK["PyPI"].keys()
    assert LOCK[fetch.KERNEL].keys() == fetch.ITS_OWN


def test_missing_command_is_named():
    with pytest.raises(SystemExit, match="needs no-such-command, .*Node.js 20 or newer"):
        fetch.run("no-such-command")


def test_slim_wheel_keeps_what_the_notebooks_import():
    kept = ["numpy/testing/__init__.py", "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf", "helpers/digits.npz",
            "helpers/strangers.npz"]
    left = ["numpy/tests/test_x.py", "matplotlib/mpl-data/sample_data/x.csv", "numpy/core.pyi"]
    small = wheels.slim(zipped(**dict.fromkeys([*kept, *left], b"")))
    assert zipfile.ZipFile(io.BytesIO(small)).namelist() == kept
