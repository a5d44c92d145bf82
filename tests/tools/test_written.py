"""What make builds is never written over what somebody has changed."""

import subprocess
import sys

import pytest

from tools import written
from tools.kernel import ROOT
from tools.written import LIST, Changed, others, write

FILES = {"one.ipynb": b"1", "deep/two.ipynb": b"2"}


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "made", FILES)
    return tmp_path / "made"


def test_files_as_they_were_written_are_written_again(folder):
    before = contents(folder)
    write(folder, FILES)
    assert contents(folder) == before and others(folder) == []
    write(folder, FILES | {"one.ipynb": b"new"})
    assert (folder / "one.ipynb").read_bytes() == b"new" and others(folder) == []


def test_a_deleted_file_comes_back(folder):
    (folder / "one.ipynb").unlink()
    write(folder, FILES)
    assert (folder / "one.ipynb").read_bytes() == b"1"


def test_a_changed_file_stops_everything(folder):
    (folder / "deep/two.ipynb").write_bytes(b"my work")
    before = contents(folder)
    with pytest.raises(Changed, match="(?s)two.ipynb: not as it was made.*Nothing was written"):
        write(folder, FILES | {"one.ipynb": b"new"})
    assert contents(folder) == before


@pytest.mark.parametrize("lost", [None, b"", b"[]", b"no json", b"[1]", b'{"one.ipynb": []}'])
def test_without_a_list_every_file_may_be_somebodys(folder, lost):
    (folder / LIST).unlink()
    if lost is not None:
        (folder / LIST).write_bytes(lost)
    before = contents(folder)
    with pytest.raises(Changed, match="one.ipynb"):
        write(folder, FILES)
    assert contents(folder) == before


def test_other_files_stay(folder):
    (folder / "mine.txt").write_bytes(b"mine")
    write(folder, FILES)
    assert (folder / "mine.txt").read_bytes() == b"mine" and others(folder) == ["mine.txt"]


def test_a_link_is_not_written_through(folder, tmp_path):
    mine = tmp_path / "mine.ipynb"
    mine.write_bytes(b"1")
    (folder / "one.ipynb").unlink()
    (folder / "one.ipynb").symlink_to(mine)
    with pytest.raises(Changed, match="one.ipynb"):
        write(folder, FILES | {"one.ipynb": b"new"})
    assert mine.read_bytes() == b"1" and others(folder) == ["one.ipynb"]


def test_a_folder_that_is_a_link_is_not_written_into(tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "made").symlink_to(tmp_path / "work")
    with pytest.raises(Changed, match="Nothing was written into"):
        write(tmp_path / "made", FILES)
    assert contents(tmp_path) == {}


def test_an_interrupted_run_is_finished_by_the_next(folder, monkeypatch):
    new = {name: b"new" for name in FILES}
    store = written.store

    def breaking(folder, name, data):
        if name == "deep/two.ipynb":
            raise KeyboardInterrupt
        store(folder, name, data)
    monkeypatch.setattr(written, "store", breaking)
    with pytest.raises(KeyboardInterrupt):
        write(folder, new)
    monkeypatch.undo()
    write(folder, new)
    assert {name: (folder / name).read_bytes() for name in FILES} == new and others(folder) == []


def test_the_command_names_what_is_somebodys(folder):
    command = [sys.executable, ROOT / "tools" / "written.py", folder]
    assert subprocess.run(command).returncode == 0
    (folder / "mine.txt").write_bytes(b"mine")
    said = subprocess.run(command, capture_output=True, text=True)
    assert said.returncode == 1 and f"{folder}/mine.txt" in said.stderr
