"""The notebooks hold what they should, and running them again gives what is stored."""

import re

import pytest

from tests.notebooks import guards
from tools.compare import differences, first_picture
from tools.kernel import NOTEBOOKS, ROOT, read
from tools.notebooks import DRAWN_WITH, PICTURE, drawing_versions
from tools.sources import stored

drawn, drawing = (ROOT / DRAWN_WITH).read_text(encoding="utf-8").split(), drawing_versions().split()
with_the_pictures_versions = pytest.mark.skipif(
    drawn != drawing, reason=f"pictures are not compared: drawn with {drawn}, this is {drawing}")


def test_pictures_were_drawn_with_the_locks_versions():
    """Else the comparison of pictures would be left out where the lock's versions are installed."""
    assert set(drawn) <= set((ROOT / "requirements.lock").read_text(encoding="utf-8").split())


def test_the_series_is_complete_and_in_order():
    texts = stored(NOTEBOOKS[0]).parent.iterdir()
    assert [path.stem for path in NOTEBOOKS] == sorted(path.stem for path in texts)
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{n:02}" for n in range(1, len(NOTEBOOKS) + 1)]


def test_cells_are_those_of_their_text(path):
    assert guards.cells(read(path), path) == []


@pytest.mark.parametrize("guard", guards.GUARDS, ids=lambda guard: guard.__name__)
def test_guard(path, guard):
    assert guard(read(path)) == []


def test_size(path):
    assert path.stat().st_size < 1_000_000


def test_running_again_gives_the_stored_text(path, fresh_run):
    assert differences(read(path), fresh_run[0], pictures=False) == []


@with_the_pictures_versions
def test_running_again_gives_what_is_stored(path, fresh_run):
    assert differences(read(path), fresh_run[0]) == []


def test_shapes_in_comments_are_those_of_the_arrays(fresh_run):
    assert fresh_run[1] == []


def test_readme_shows_the_picture_of_notebook_1():
    assert (ROOT / PICTURE).read_bytes() == first_picture(read(NOTEBOOKS[0]))
    assert PICTURE.as_posix() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_lists_the_notebooks_and_its_links_resolve():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith("https://")]
    assert [link for link in links if not (ROOT / link).exists()] == []
    assert [link for link in links if link.startswith("notebooks/")] == \
        [path.relative_to(ROOT).as_posix() for path in NOTEBOOKS]


def test_sections_named_in_the_map_exist():
    """The tables of what is taught where point at headings such as "2: Is it linear?"."""
    text = (ROOT / "site" / "taught_where.md").read_text(encoding="utf-8")
    named = re.findall(r"(?<=[|;] )(\d): ([^|;]+?)(?=;| \|$)", text, flags=re.MULTILINE)
    headings = {(path.name[1], heading) for path in NOTEBOOKS
                for heading in re.findall(r"(?m)^#{2,3} (.+)$", guards.prose(read(path)))}
    assert len(named) > 70 and [pair for pair in named if pair not in headings] == []
