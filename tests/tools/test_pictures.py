"""`make pictures` names the pictures that differ, and shows where."""

import re

import nbformat
import numpy as np
import pytest

from tests.damage.damage import as_png
from tools import pictures
from tools.compare import pixels
from tools.kernel import METADATA

SHOW = "from IPython.display import display\ndisplay({data}, raw=True)"
GREY = np.full((40, 30), 100 / 255)
PATCHED = np.where((np.arange(40)[:, None] // 10 == 1) & (np.arange(30) // 10 == 1), 0.8, GREY)


def cell(name, old, new):
    """Return a cell that puts out a picture, new, where another is stored; None for no picture."""
    data = [{"image/png": as_png(each), "text/plain": f"Figure: {name} < 1"} for each in (old, new)
            if each is not None]
    source = "" if new is None else SHOW.format(data=data[-1])
    outputs = [nbformat.v4.new_output("display_data", data[0])] if old is not None else []
    return nbformat.v4.new_code_cell(source, id=name, outputs=outputs)


@pytest.fixture
def tiny(tmp_path):
    notebook = nbformat.v4.new_notebook(metadata=METADATA, cells=[
        cell("same", GREY, GREY), cell("patched", GREY, PATCHED), cell("lighter", GREY, GREY + 10 / 255),
        cell("lost", GREY, None), cell("fresh", None, GREY), cell("taller", GREY, GREY[:30])])
    nbformat.write(notebook, tmp_path / "tiny.ipynb")
    return tmp_path / "tiny.ipynb"


def test_what_differs_is_named_and_shown(tiny, tmp_path, capsys):
    pictures.main([str(tiny)], tmp_path / "pictures")
    page = (tmp_path / "pictures" / "index.html").read_text(encoding="utf-8")
    assert "6 pictures, 5 differ" in capsys.readouterr().out and "<h1>6 pictures, 5 differ</h1>" in page
    assert re.findall("<h2>tiny, cell (.*)</h2>", page) == [
        "fresh: new", "taller: 30 × 30 pixels, was 30 × 40", "lost: gone",
        "patched: RMS 26.00", "lighter: RMS 8.66", "same: RMS 0.00"]
    assert re.findall("<p>(Figure.*)</p>", page)[-1] == "Figure: same &lt; 1"
    patched = page.partition("cell patched")[2].partition("<h2>")[0]
    shown = dict(re.findall('<img alt="(.*)" src="data:image/png;base64,(.*)">', patched))
    assert [*shown] == ["old", "new", "difference"]
    assert shown["old"] == as_png(GREY) and shown["new"] == as_png(PATCHED)
    assert np.array_equal(pixels(shown["difference"])[..., 0] < 255, PATCHED != GREY)


def test_a_commit_that_is_none_gets_one_clear_line(tiny, tmp_path):
    with pytest.raises(SystemExit, match="--base got 'nonsense', expected a commit"):
        pictures.main(["--base", "nonsense", str(tiny)], tmp_path)
