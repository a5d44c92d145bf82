"""The digits are the published ones, the split is fixed, the strips are as described."""

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_array_equal

from helpers import digit_from_text, load_digits, load_postcode, load_strangers, load_table, make_strip
from tools import elsewhere, sequences, tables
from tools.kernel import NOTEBOOKS, read

HELD_OUT = "0c80869b31a7238d3e2005dbcccac115232aecfc4ee459e451499163a60dbde4"  # SHA-256
STRANGERS = "c94c55159d1e0891e769ed802ab57b5ef040281d21fada1884b6dc012e37ae38"


def digest(X, y):
    """Return the SHA-256 of the counts of ink and the digits, a byte each."""
    return hashlib.sha256((X * 16).astype(np.uint8).tobytes() + y.astype(np.uint8).tobytes()).hexdigest()


def test_digits_are_those_of_scikit_learn():
    published = pytest.importorskip("sklearn.datasets").load_digits()
    order = np.random.default_rng(0).permutation(1797)
    X_train, y_train, X_test, y_test = load_digits()
    assert_array_equal(np.concatenate([X_train, X_test]) * 16, published.data[order], strict=True)
    assert_array_equal(np.concatenate([y_train, y_test]), published.target[order], strict=True)


def test_split_never_moves():
    """The numbers of the course depend on it; NumPy does not promise its streams."""
    X_train, y_train, X_test, y_test = load_digits()
    assert digest(X_test, y_test) == HELD_OUT
    assert y_train[:5].tolist() == [6, 6, 6, 2, 5]


def test_split_shapes_and_range():
    digits = load_digits()
    shapes = [part.shape for part in digits]
    assert shapes == [(1347, 64), (1347,), (450, 64), (450,)]
    assert digits.X_train.dtype == float and digits.y_train.dtype.kind == "i"
    assert digits.X_train.min() == 0 and digits.X_train.max() == 1
    assert set(digits.y_test) == set(range(10))


def test_another_seed_splits_the_same_images_otherwise():
    zero, one = load_digits(0), load_digits(seed=1)
    assert not np.array_equal(zero.X_test, one.X_test)
    rows = [sorted(map(bytes, np.concatenate([d.X_train, d.X_test]))) for d in (zero, one)]
    assert rows[0] == rows[1]


def test_changing_what_was_loaded_does_not_change_the_next_load():
    load_digits().X_train[:] = 7
    assert load_digits().X_train.max() == 1


def test_strangers_never_change():
    """They are what `make strangers` takes from the data set's other file."""
    assert digest(*load_strangers()) == STRANGERS


def test_strangers_shapes_and_range():
    X, y = load_strangers()
    assert X.shape == (3823, 64) and y.shape == (3823,)
    assert X.dtype == np.float64 and y.dtype == np.int64
    assert X.min() == 0 and X.max() == 1
    assert_array_equal(X * 16, np.round(X * 16))


def test_strangers_wrote_as_many_of_each_digit_as_was_published():
    counts = np.bincount(load_strangers()[1])
    assert counts.tolist() == [376, 389, 380, 389, 387, 376, 377, 387, 380, 382]


def test_no_image_of_the_strangers_is_among_the_others():
    X_train, _, X_test, _ = load_digits()
    assert set(map(bytes, load_strangers()[0])).isdisjoint(map(bytes, np.concatenate([X_train, X_test])))


def test_changing_the_strangers_does_not_change_the_next_load():
    for array in load_strangers():
        array[:] = 77
    X, y = load_strangers()
    assert X.max() == 1 and y.max() == 9


def test_drawing_may_have_blank_lines_and_spaces_around():
    image = digit_from_text("\n    #......#\n\n" + "........  \n" * 7 + "    ")
    assert image.shape == (64,) and image.dtype == float
    assert image.nonzero()[0].tolist() == [0, 7]


def test_strip_of_two_by_hand():
    images = np.stack([np.full(64, 0.5), np.arange(64) / 64])
    strip, starts = make_strip(images, [2, 3])
    assert strip.shape == (8, 4 + 8 + 2 + 8 + 3 + 4)
    assert_array_equal(starts, [4, 14], strict=True)
    assert_array_equal(strip[:, 14:22], images[1].reshape(8, 8), strict=True)
    assert strip.sum() == images.sum()  # all the rest is paper


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=6), st.data())
def test_every_digit_is_found_again_at_its_start(gaps, data):
    images = data.draw(hnp.arrays(float, (len(gaps), 64), elements=st.floats(0, 1)))
    strip, starts = make_strip(images, gaps)
    assert strip.shape == (8, 8 + sum(gaps) + 8 * len(gaps)) and starts.shape == (len(gaps),)
    for image, start in zip(images, starts):
        assert_array_equal(strip[:, start:start + 8].ravel(), image, strict=True)


def test_strip_takes_lists():
    strip, starts = make_strip([[1] * 64], [0])
    assert strip.shape == (8, 16) and starts.tolist() == [4]


def test_postcode_is_five_held_out_digits_and_never_changes():
    strip, starts, labels = load_postcode()
    X_test, y_test = load_digits()[2:]
    found = [np.flatnonzero((X_test == strip[:, start:start + 8].ravel()).all(axis=1)).tolist()
             for start in starts]
    assert found == [[209], [172], [134], [349], [272]] and starts.tolist() == [4, 16, 28, 41, 51]
    assert strip.shape == (8, 66) and labels.tolist() == y_test[np.ravel(found)].tolist() == [8, 1, 3, 1, 3]


def test_first_row_of_the_table_is_what_notebook_5_prints():
    """It runs the same code for the first start; `make tables` computes the others."""
    said = "\n".join(output.text for cell in read(NOTEBOOKS[4]).cells
                     for output in cell.get("outputs", []) if "text" in output)
    start, *counts = load_table("ten_starts")[0].items()
    assert start == ("start", 0) and len(counts) == 3
    assert all(f"{name}: {count} of 500" in said for name, count in counts)


@pytest.mark.parametrize("name", [name for names in tables.TABLES.values() for name in names])
def test_every_table_can_be_loaded(name):
    rows = load_table(name)
    assert rows and all(isinstance(value, int) for row in rows for value in row.values())


def settled(name, rows):
    """Return rows without the counts of rates so large that fewer than half of 300 are read.

    Such weights grow until the last bit decides, and another processor rounds it another way.
    """
    return [{rate: "few" if name == "rates" and rate != "start" and count < 150 else count
             for rate, count in row.items()} for row in rows]


@pytest.mark.parametrize("compute", [tables.careless, tables.rates, tables.digits, tables.strips,
                                     tables.directory, tables.boxes, tables.mirror, tables.tones],
                         ids=lambda compute: compute.__name__)
def test_first_row_is_what_is_computed_now(pytestconfig, monkeypatch, compute):
    """In a minute; `make tables` computes the other starts."""
    if not pytestconfig.getoption("--thorough"):
        pytest.skip("takes long: only with --thorough")
    for module in (tables, sequences, elsewhere):
        monkeypatch.setattr(module, "STARTS", [0])
    for name, rows in zip(tables.TABLES[compute], compute(), strict=True):
        assert settled(name, rows) == settled(name, [row for row in load_table(name) if row["start"] == 0])


def test_every_table_is_one_that_a_command_computes():
    stored = sorted(path.stem for path in tables.FOLDER.iterdir())
    assert stored == sorted(name for names in tables.TABLES.values() for name in names)
