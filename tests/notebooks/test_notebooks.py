"""The notebooks hold what they should, and running them again gives what is stored."""

import functools
import re

import pytest

from tests.notebooks import guards, shapes
from tools import sources
from tools.notebooks import (
    DRAWN_WITH,
    NOTEBOOKS,
    PICTURE,
    ROOT,
    differences,
    drawing_versions,
    execute,
    first_picture,
    read,
)

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


drawn, drawing = DRAWN_WITH.read_text(encoding="utf-8").split(), drawing_versions().split()
with_the_pictures_versions = pytest.mark.skipif(
    drawn != drawing, reason=f"pictures are not compared: drawn with {drawn}, this is {drawing}")


@functools.cache
def run_again(path):
    return execute(read(path))


@pytest.fixture
def fresh(request, path):
    """The notebook as it comes out of a run now; the last one needs torch for that."""
    if path == NOTEBOOKS[-1]:
        request.getfixturevalue("torch")
    return run_again(path)


def test_the_series_is_complete_and_in_order():
    assert [path.stem for path in NOTEBOOKS] == sorted(path.stem for path in sources.FOLDER.iterdir())
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{n:02}" for n in range(1, len(NOTEBOOKS) + 1)]


@each_notebook
def test_cells_are_those_of_their_text(path):
    assert guards.cells(read(path), path) == []


@each_notebook
def test_shapes_in_comments_are_those_of_the_arrays(path, request):
    if path == NOTEBOOKS[-1]:
        request.getfixturevalue("torch")
    assert shapes.troubles(read(path)) == []


@each_notebook
@pytest.mark.parametrize("guard", guards.GUARDS, ids=lambda guard: guard.__name__)
def test_guard(path, guard):
    assert guard(read(path)) == []


@each_notebook
def test_size(path):
    assert path.stat().st_size < 1_000_000


@each_notebook
def test_running_again_gives_the_stored_text(path, fresh):
    assert differences(read(path), fresh, pictures=False) == []


@each_notebook
@with_the_pictures_versions
def test_running_again_gives_what_is_stored(path, fresh):
    assert differences(read(path), fresh) == []


def test_readme_shows_the_picture_of_notebook_1():
    assert PICTURE.read_bytes() == first_picture(read(NOTEBOOKS[0]))
    assert PICTURE.relative_to(ROOT).as_posix() in (ROOT / "README.md").read_text(encoding="utf-8")


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
