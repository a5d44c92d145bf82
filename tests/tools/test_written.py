"""A folder is made anew as a whole, and nothing that is somebody's is lost."""

import sys

import pytest

from tools.written import LIST, write

links = pytest.mark.skipif(sys.platform == "win32", reason="not every account there may make links")


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "made", {"one.ipynb": b"1", "deep/two.ipynb": 10_000 * b"2"})
    return tmp_path / "made"


def test_a_folder_holds_what_was_written_last_and_nothing_else(folder):
    (folder / "one.ipynb").unlink()
    for files in ({"three.ipynb": b"3", "deep/two.ipynb": b"new"}, {"one.ipynb": b"1"}):
        write(folder, files)
        assert contents(folder.parent) == {folder / name: data for name, data in files.items()} | {
            folder / LIST: (folder / LIST).read_bytes()}


@pytest.mark.parametrize("damage, named", [
    (lambda folder: (folder / "deep/two.ipynb").write_bytes(10_000 * b"2" + b"mine"), "deep/two.ipynb:"),
    (lambda folder: (folder / "notes.md").write_bytes(b"mine"), "notes.md:"),
    (lambda folder: [(folder / f"{n}.txt").write_bytes(b"1") for n in range(9)], "2.txt and 6 more:"),
    (lambda folder: (folder / LIST).unlink(), "deep/two.ipynb, .*one.ipynb:"),
    (lambda folder: folder.rename(folder.with_name("moved")) and folder.write_bytes(b"mine"), "made:"),
    pytest.param(lambda folder: (folder / "mine").symlink_to("deep"), "made/mine:", marks=links),
    pytest.param(lambda folder: folder.rename(folder.with_name("moved")) and folder.symlink_to("moved"),
                 "made:", marks=links),
])
def test_what_is_somebodys_stops_everything_and_is_named(folder, damage, named):
    damage(folder)
    before = contents(folder.parent)
    with pytest.raises(SystemExit, match=rf"^.*{named} not as it was made.*Nothing was touched.*$"):
        write(folder, {"one.ipynb": b"new"})
    assert contents(folder.parent) == before


def test_an_interrupted_run_leaves_what_was_there(folder):
    before = contents(folder.parent)
    with pytest.raises(OSError):
        write(folder, {"one.ipynb": b"new", "one.ipynb/two.ipynb": b"no folder"})
    assert contents(folder.parent) == before
