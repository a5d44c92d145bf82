"""The text of the cells' sources tells what has happened to cells."""

import itertools

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notebooks import guards
from tools import sources
from tools.kernel import NOTEBOOKS, read


def text(*cells):
    """Return the text of a notebook of cells with these ids, or "id tag tag", or (id, source)."""
    made = []
    for cell in cells:
        heading, source = cell if isinstance(cell, tuple) else (cell, "x = 1")
        name, *tags = heading.split()
        made.append(nbformat.v4.new_code_cell(source, id=name, metadata={"tags": tags} if tags else {}))
    return sources.as_text(nbformat.v4.new_notebook(cells=made))


@pytest.mark.parametrize("before, after, told", [
    ("a b c", "a b c", []),
    ("", "a b", ["new: a, b"]),
    ("a b c", "a c d", ["new: d", "lost: b"]),
    ("a b c d", "b c d a", ["moved: a"]),
    ("a b c d e", "e a b c d", ["moved: e"]),
    ("a b c d", "x d a b", ["new: x", "lost: c", "moved: d"]),
])
def test_what_has_happened_is_told(before, after, told):
    assert sources.changes(text(*before.split()), text(*after.split())) == told


def test_another_kind_and_other_tags_are_told():
    prose = text("a", "b").replace("code a", "markdown a")
    assert sources.changes(text("a", "b"), prose) == ["retagged: a"]
    assert sources.changes(text("a check", "b"), text("a", "b solution")) == ["retagged: a, b"]
    assert sources.changes(text("a x y"), text("a y x")) == ["retagged: a"]


def test_another_source_is_seen_in_the_text_and_is_no_other_cell():
    one, other = text("a", ("b", "y = 1\n\n======== \n========x")), text("a", ("b", "y = 2"))
    assert one != other and sources.changes(one, other) == []


names = st.lists(st.sampled_from("abcdefg"), unique=True)


@given(names, names)
def test_cells_told_are_just_those_that_changed(before, after):
    told = {what: names.split(", ") for what, _, names in
            (line.partition(": ") for line in sources.changes(text(*before), text(*after)))}
    assert set(told.get("new", [])) == set(after) - set(before)
    assert set(told.get("lost", [])) == set(before) - set(after)


@given(names.flatmap(lambda order: st.tuples(st.just(order), st.permutations(order))))
def test_the_fewest_names_are_moved(orders):
    before, after = orders
    moved = sources.moved(before, after)
    assert without(moved, before) == without(moved, after)
    assert not any(without(fewer, before) == without(fewer, after)
                   for fewer in itertools.combinations(before, max(0, len(moved) - 1)) if moved)


def without(names, order):
    return [name for name in order if name not in names]


def test_a_cell_that_hides_another_is_seen():
    """Two cells made into one whose source holds the heading of the second give the same text."""
    notebook = read(NOTEBOOKS[0])
    first, second = notebook.cells[:2]
    first.source += f"\n\n{sources.heading(second)}\n{notebook.cells.pop(1).source}"
    assert sources.as_text(notebook) == sources.as_text(read(NOTEBOOKS[0]))
    assert guards.cells(notebook, NOTEBOOKS[0]) != []
