"""`make notebooks` stores all or nothing, says what has happened to cells, and is idempotent."""

import nbformat
import numpy as np
import pytest

from tests.damage.damage import as_png, data
from tools import notebooks, sources
from tools.kernel import read

SHOW = "from IPython.display import display\ndisplay({data}, raw=True)"


@pytest.fixture
def folder(tmp_path):
    """A folder for notebooks in a folder of its own."""
    (tmp_path / "course" / "notebooks").mkdir(parents=True)
    return tmp_path / "course" / "notebooks"


def put(path, *cells):
    """Write a notebook of code cells (id, source, tags), and return its path as a command takes it."""
    made = [nbformat.v4.new_code_cell(source, id=name, metadata={"tags": tags} if tags else {})
            for name, source, *tags in cells]
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    return str(path)


def all_files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_written_if_one_of_them_fails(folder):
    paths = [put(folder / "a.ipynb", ("sum", "1 + 1")), put(folder / "b.ipynb", ("fails", "1 / 0"))]
    before = all_files(folder.parent)
    with pytest.raises(SystemExit, match=r"(?s)b\.ipynb: .*ZeroDivisionError"):
        notebooks.main(["--write", *paths])
    assert all_files(folder.parent) == before


def test_a_second_run_changes_no_byte_and_says_nothing_of_cells(folder, capsys):
    path = put(folder / "a.ipynb", ("sum", "1 + 1"), ("words", "print('ä')"))
    notebooks.main(["--write", path])
    assert "a.ipynb: new: sum, words\n" in capsys.readouterr().out
    before = all_files(folder.parent)
    assert {file.name for file in before} == {"a.ipynb", "a.txt", "drawn_with.txt"}
    notebooks.main(["--write", path])
    assert all_files(folder.parent) == before and "a.ipynb: new" not in capsys.readouterr().out
    put(folder / "a.ipynb", ("words", "print('ä')", "check"), ("more", "3"))
    notebooks.main(["--write", path])
    said = capsys.readouterr().out
    assert "a.ipynb: new: more\na.ipynb: lost: sum\na.ipynb: retagged: words\n" in said
    assert sources.stored(folder / "a.ipynb").read_text("utf-8") == sources.as_text(read(path))


def test_a_picture_that_looks_the_same_stays_to_the_byte(folder):
    pixels = np.full((3, 40, 30), 100)
    pixels[1, 0, 0], pixels[2] = 101, 110
    grey, almost, other = map(as_png, pixels / 255)
    path = put(folder / "a.ipynb", *((name, SHOW.format(data={"image/png": png}))
                                     for name, png in (("same", almost), ("changed", other))))
    notebook = read(path)
    for cell in notebook.cells:
        cell.outputs = [nbformat.v4.new_output("display_data", {"image/png": grey})]
    nbformat.write(notebook, path)
    notebooks.main(["--write", path])
    got = [data(read(path), name)["image/png"] for name in ("same", "changed")]
    assert got == [grey, other] and grey != almost
