"""The notebooks hold what they should, and running them again gives what is stored."""

import importlib.metadata
import re

import pytest

from tests import guards, shapes
from tests.rerun import NOTEBOOKS, PICTURE, ROOT, differences, execute, first_picture, read

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def off_lock():
    """Return which of the packages that shape the outputs differ from requirements.lock."""
    lock = dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text()))
    installed = {name: importlib.metadata.version(name) for name in ("numpy", "matplotlib")}
    return [f"{name} is {version}, the lock says {lock[name]}"
            for name, version in installed.items() if version != lock[name]]


def test_the_series_is_complete_and_in_order():
    outlined = list(guards.outlines(guards.OUTLINE.read_text(encoding="utf-8")))
    assert [path.name for path in NOTEBOOKS] == outlined
    assert [name[:2] for name in outlined] == [f"{n:02}" for n in range(1, len(outlined) + 1)]


@each_notebook
def test_outline(path):
    assert guards.outline(read(path), path.name) == []


@each_notebook
def test_every_cell_is_as_it_was_read_and_sealed(path):
    assert guards.seals(read(path), path.name) == []


@each_notebook
def test_shapes_in_comments_are_those_of_the_arrays(path):
    assert shapes.troubles(read(path)) == []


@each_notebook
@pytest.mark.parametrize("guard", guards.GUARDS, ids=lambda guard: guard.__name__)
def test_guard(path, guard):
    assert guard(read(path)) == []


@each_notebook
def test_size(path):
    assert path.stat().st_size < 1_000_000


@each_notebook
@pytest.mark.skipif(bool(off_lock()), reason=f"pictures need the lock's versions: {off_lock()}")
def test_running_again_gives_what_is_stored(path):
    stored = read(path)
    assert differences(stored, execute(stored)) == []


def test_readme_shows_the_picture_of_notebook_1():
    assert PICTURE.read_bytes() == first_picture(read(NOTEBOOKS[0]))
    assert PICTURE.relative_to(ROOT).as_posix() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_lists_the_notebooks_and_its_links_resolve():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith("https://")]
    assert [link for link in links if not (ROOT / link).exists()] == []
    assert [link for link in links if link.startswith("notebooks/")] == \
        [path.relative_to(ROOT).as_posix() for path in NOTEBOOKS]


def test_sections_named_in_contributing_exist():
    """The tables of what is taught where point at headings such as "2: Is it linear?"."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## What is taught")[2]
    named = re.findall(r"(?<=[|;] )([1-5]): ([^|;]+?)(?=;| \|$)", text, flags=re.MULTILINE)
    headings = {(path.name[1], heading) for path in NOTEBOOKS
                for heading in re.findall(r"(?m)^#{2,3} (.+)$", guards.prose(read(path)))}
    assert len(named) > 70 and [pair for pair in named if pair not in headings] == []
