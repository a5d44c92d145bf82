"""What a notebook shows and the package ships is the same code."""

import pytest

from tests.notebooks import guards, same_code
from tools.notebooks import NOTEBOOKS, read

TAGGED = [pytest.param(cell.source, tag.removeprefix(same_code.TAG), id=f"{path.stem}:{cell.id}")
          for path in NOTEBOOKS for cell in guards.code_cells(read(path))
          for tag in guards.tags(cell) if tag.startswith(same_code.TAG)]


@pytest.mark.parametrize("source, name", TAGGED)
def test_shown_code_is_the_shipped_code(source, name):
    assert same_code.trouble(source, name) is None


SHIPPED = '''
class Box:
    """A box."""

    def __init__(self, side):
        """Keep the side."""
        self.side = side

    def area(self):
        return self.side * self.side
'''


@pytest.fixture
def box(tmp_path, monkeypatch):
    (tmp_path / "shipped_box.py").write_text(SHIPPED)
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.parametrize("source, name", [
    (SHIPPED, "shipped_box.Box"),
    ("class Box:\n    def __init__(self, side):\n        self.side = side\n", "shipped_box.Box"),
    ("def area(self):\n    return (self.side\n            * self.side)  # cm2\n\n\nBox.area = area\n",
     "shipped_box.Box.area"),
])
def test_docstrings_layout_and_later_methods_do_not_count(box, source, name):
    assert same_code.trouble(source, name) is None


@pytest.mark.parametrize("source, name", [
    (SHIPPED.replace("side * self", "side + self"), "shipped_box.Box"),
    (SHIPPED.replace("(self, side)", "(self, side=1)"), "shipped_box.Box"),
    (SHIPPED + "    def more(self):\n        return 1\n", "shipped_box.Box"),
    ("def area(self):\n    return self.side ** 2\n", "shipped_box.Box.area"),
    ("def perimeter(self):\n    return 4 * self.side\n", "shipped_box.Box.area"),
    ("x = 1", "shipped_box.Box"),
])
def test_other_code_is_told(box, source, name):
    assert same_code.trouble(source, name) is not None
