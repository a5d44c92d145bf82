"""What learners send is collected whole or left out with a reason, and nothing is overwritten in silence."""

import io
import json
import shutil
import unicodedata
import zipfile

import nbformat
import pytest

from tools import assignment, collect, editions
from tools.kernel import NOTEBOOKS, read
from tools.learners import Refused, students

NAME = NOTEBOOKS[0].stem
STUB = json.loads(editions.edition("student", NOTEBOOKS[0]))


def hand_out(folder):
    """Make a class folder whose first notebook is handed out, without nbgrader; return it."""
    assignment.make(5, folder)
    release = folder / "release" / NAME
    shutil.copytree(folder / "source" / NAME, release)
    text = (release / f"{NAME}.ipynb").read_text("utf-8")
    notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.rpartition("### END HIDDEN TESTS\n")[2]
    nbformat.write(notebook, release / f"{NAME}.ipynb")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A class folder with the first notebook handed out."""
    return hand_out(tmp_path_factory.mktemp("classes") / "made")


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "grading")


@pytest.fixture
def sent(tmp_path):
    (tmp_path / "sent").mkdir()
    return tmp_path / "sent"


def released(folder):
    return json.loads((folder / "release" / NAME / f"{NAME}.ipynb").read_text("utf-8"))


def put(path, notebook):
    path.parent.mkdir(exist_ok=True)
    path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook), encoding="utf-8")


def collected(folder, learner):
    return read(folder / "submitted" / learner / NAME / f"{NAME}.ipynb")


@pytest.mark.parametrize("called, learner", [
    (f"Müller, Anna_{NAME}.ipynb", "Müller Anna"),
    (f"{unicodedata.normalize('NFD', 'Zoë Ångström')} - {NAME} (1).ipynb", "Zoë Ångström"),
    (f"Wei Li_{NAME}-Copy1.ipynb", "Wei Li"),
    ("Wei Li (2).ipynb", "Wei Li"),
    (f"Ben O'Neil_77_assignsubmission_file_{NAME}.ipynb", "Ben O'Neil"),
    ("Ben O'Neil_77_assignsubmission_file_/my copy.ipynb", "Ben O'Neil"),
    ("eve*[1].IPYNB", "eve__1_"),
])
def test_learner_is_called_as_the_file_or_folder_is(folder, sent, called, learner):
    put(sent / called, STUB)
    assert collect.collect(folder, NAME, sent) == [(learner, "collected", "")]
    assert collected(folder, learner)


def a_zip():
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("a", "b")
    return place.getvalue()


@pytest.mark.parametrize("data, reason", [
    (b"", "is empty"),
    (b"I did it", "is no notebook"),
    (b'{"a": 1}', "is no notebook"),
    (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [1]}', "is no notebook"),
    (b"[" * 100_000, "is no notebook"),
    (b"\x00\xff", "is no notebook"),
    (a_zip(), "is no notebook"),
    (NOTEBOOKS[1].read_bytes(), "is notebook 2"),
    (nbformat.writes(nbformat.v4.new_notebook()).encode(), "holds none of the exercises"),
    (b" " * 100, "has 0 MB, expected at most 0"),
])
def test_what_is_no_copy_is_left_out_with_the_reason_and_the_rest_is_collected(
        folder, sent, monkeypatch, data, reason):
    if reason.startswith("has"):
        monkeypatch.setattr(collect, "LARGEST", 50)
        put(sent / "zoe" / "readme.txt", "hello")
        others = ("zoe", "left out", "holds no notebook")
    else:
        put(sent / "zoe" / "a.ipynb", STUB)
        others = ("zoe", "collected", "")
    (sent / "eve.ipynb").write_bytes(data)
    assert collect.collect(folder, NAME, sent) == [("eve", "left out", f"eve.ipynb {reason}"), others]


def test_two_that_cannot_be_told_apart_are_left_out(folder, sent):
    put(sent / "Same Sue.ipynb", STUB)
    put(sent / "same sue" / "a.ipynb", STUB)
    put(sent / "Two" / "a.ipynb", STUB)
    put(sent / "Two" / "b.ipynb", STUB)
    put(sent / f"_{NAME}.ipynb", STUB)
    assert sorted(why for _, _, why in collect.collect(folder, NAME, sent)) == [
        f"2 copies of {NAME}", "sent 2 times: Same Sue.ipynb, same sue", "the name does not say whose it is"]


def test_a_platforms_number_tells_two_of_one_name_apart(folder, sent):
    for number in (1, 2):
        put(sent / f"Ian Smith_{number}_assignsubmission_file_" / "a.ipynb", STUB)
    learners = [learner for learner, _, _ in collect.collect(folder, NAME, sent)]
    assert learners == ["Ian Smith 1", "Ian Smith 2"]


def test_names_are_looked_up_in_the_class_list(folder, sent):
    put(folder / "students.csv",
        "\ufeffid;first_name;last_name\nam1;Anna;Müller\nis1;Ian;Smith\nis2;Ian;Smith\n")
    for called in ("Müller, Anna", "Ian Smith", "IS2", "Nobody"):
        put(sent / f"{called}.ipynb", STUB)
    assert collect.collect(folder, NAME, sent) == [
        ("Ian Smith.ipynb", "left out",
         "2 in students.csv are called so: name it after the id, one of is1, is2"),
        ("Nobody.ipynb", "left out", "not in students.csv, by id or full name"),
        ("is2", "collected", ""), ("am1", "collected", "")]
    assert students(folder) == {"am1": "Anna Müller", "is1": "Ian Smith (is1)", "is2": "Ian Smith (is2)"}


def test_a_file_of_another_kind_is_left_out_as_that_though_its_learner_is_known(folder, sent):
    put(folder / "students.csv", "id,first_name,last_name\nns,Nora,Nguyen\nsd,Sofia,D'Angelo\n")
    put(sent / "Nguyen, Nora.docx", "hello")
    put(sent / "D'Angelo, Sofia.ipynb.txt", STUB)
    assert collect.collect(folder, NAME, sent) == [
        ("D'Angelo, Sofia.ipynb.txt", "left out", "is no .ipynb file"),
        ("Nguyen, Nora.docx", "left out", "is no .ipynb file")]


def test_without_a_list_the_same_words_in_another_order_are_one_learner(folder, sent):
    put(sent / "Müller, Anna.ipynb", STUB)
    assert collect.collect(folder, NAME, sent) == [("Müller Anna", "collected", "")]
    (sent / "Müller, Anna.ipynb").rename(sent / "Anna Müller.ipynb")
    assert collect.collect(folder, NAME, sent) == [("Müller Anna", "as before", "")]


def test_one_learner_under_two_names_is_left_out(folder, sent):
    for called in ("Müller, Anna", "Anna Müller"):
        put(sent / f"{called}.ipynb", STUB)
    assert collect.collect(folder, NAME, sent) == [
        ("Anna Müller", "left out", "sent 2 times: Anna Müller.ipynb, Müller, Anna.ipynb")]


@pytest.mark.parametrize("text", [
    "id,first_name,last_name\nam1,Anna,Müller\nbo1,Ben,O'Neil\n",
    "\ufeffid;first_name;last_name\r\nam1;Anna;Müller\r\nbo1;Ben;O'Neil\r\n",
    '"id","first_name","last_name"\n"am1","Anna","Müller"\n"bo1","Ben","O\'Neil"\n',
    "ID, First_Name, Last_Name\nam1, Anna, Müller\nbo1, Ben, O'Neil\n",
    "id,first_name,last_name,\nam1,Anna,Müller,\nbo1,Ben,O'Neil,\n,,,\n\n",
])
def test_a_class_list_is_read_as_spreadsheets_write_it(folder, text):
    (folder / "students.csv").write_bytes(text.encode())
    assert students(folder) == {"am1": "Anna Müller", "bo1": "Ben O'Neil"}


def test_who_was_collected_before_there_was_a_class_list_is_named(folder, sent):
    put(sent / "Ada.ipynb", STUB)
    assert collect.collect(folder, NAME, sent) == [("Ada", "collected", "")]
    put(folder / "students.csv", "id,first_name\nal,Ada\n")
    assert collect.collect(folder, NAME, sent) == [
        ("al", "collected", ""), ("Ada", "in submitted", collect.STRAY)]


def test_a_notebook_that_is_not_there_is_refused_with_those_that_are(folder, sent):
    with pytest.raises(Refused, match=f"no notebook is called 01_dot, expected one of {NAME}, "):
        collect.collect(folder, "01_dot", sent)


def test_an_id_is_taken_as_it_is_written_before_others_like_it(folder, sent):
    put(folder / "students.csv", "id\na-b\na b\n")
    put(sent / "a b.ipynb", STUB)
    assert collect.collect(folder, NAME, sent) == [("a b", "collected", "")]


@pytest.mark.parametrize("text, words", [
    (b"first_name,last_name\nAnna,M", "a column named id"),
    (b"id\na\na", "an id of its own"), (b"id\n\xff", "not in UTF-8"),
    (b"ID;First name;Surname\n1;A;B", "the columns ID;First name;Surname, expected id,first_name,last_name"),
    (b"id,name\n1,Anna M", "the columns id,name, expected id,first_name,last_name")])
def test_a_class_list_that_cannot_be_used_is_refused(folder, sent, text, words):
    (folder / "students.csv").write_bytes(text)
    with pytest.raises(Refused, match=words):
        collect.collect(folder, NAME, sent)


def test_a_second_copy_is_kept_out_unless_it_is_asked_for(folder, sent):
    put(sent / "ben.ipynb", released(folder))
    assert collect.collect(folder, NAME, sent) == [("ben", "collected", "")]
    assert collect.collect(folder, NAME, sent) == [("ben", "as before", "")]
    newer = released(folder)
    newer["cells"][0]["source"] = "newer"
    put(sent / "ben.ipynb", newer)
    assert collect.collect(folder, NAME, sent) == [("ben", "left out", collect.OUTDATED)]
    assert collected(folder, "ben").cells[0].source != "newer"
    assert collect.collect(folder, NAME, sent, replace=True) == [("ben", "replaced", "")]
    assert collected(folder, "ben").cells[0].source == "newer"


def old(notebook, version):
    notebook = nbformat.reads(json.dumps(notebook), as_version=4)
    if version == 3:
        return nbformat.convert(notebook, 3)
    notebook.nbformat_minor = 2
    for cell in notebook.cells:
        del cell["id"]
    return notebook


@pytest.mark.parametrize("version", [3, 4])
def test_an_old_format_is_collected_and_stays_the_same(folder, sent, version):
    put(sent / "olga.ipynb", old(released(folder), version))
    assert collect.collect(folder, NAME, sent) == [("olga", "collected", "")]
    assert collect.collect(folder, NAME, sent) == [("olga", "as before", "")]


def marks(notebook):
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


def test_a_copy_without_marks_gets_them_by_its_cells(folder, sent):
    put(sent / "lara.ipynb", NOTEBOOKS[0].read_text("utf-8"))
    collect.collect(folder, NAME, sent)
    got, want = (marks(notebook) for notebook in (collected(folder, "lara"),
                                                  nbformat.from_dict(released(folder))))
    assert {mark: cell.metadata.nbgrader for mark, cell in got.items()} == {
        mark: cell.metadata.nbgrader for mark, cell in want.items()}


def test_marks_and_tests_are_put_back_and_it_is_said(folder, sent):
    notebook = released(folder)
    checks = [cell for cell in notebook["cells"] if cell["id"].startswith("check-")]
    checks[0]["source"] = "assert True"
    checks[1]["metadata"]["nbgrader"] = {"grade_id": "check-1-2", "points": 100}
    checks[2]["metadata"]["nbgrader"] = "broken"
    notebook["cells"].remove(checks[3])
    [exercise] = [cell for cell in notebook["cells"] if cell["id"] == "ex-1-2"]
    notebook["cells"].remove(exercise)
    twice = json.loads(json.dumps(checks[4])) | {"id": "pasted"}
    notebook["cells"].append(twice)
    put(sent / "tim.ipynb", notebook)
    assert collect.collect(folder, NAME, sent) == [
        ("tim", "collected", "check-1-5 is there twice, the last counts; "
                             "check-1-1 was changed, and put back; ex-1-2 was deleted; "
                             "check-1-4 was deleted, and put back")]
    got, source = marks(collected(folder, "tim")), marks(read(folder / "source" / NAME / f"{NAME}.ipynb"))
    assert got["check-1-5"].id == "pasted"
    assert got["check-1-2"].metadata.nbgrader == source["check-1-2"].metadata.nbgrader
    assert [got[f"check-1-{i}"].source for i in range(1, 6)] == [
        source[f"check-1-{i}"].source for i in range(1, 6)]
    assert list(got).index("check-1-4") == list(got).index("ex-1-4") + 1
    assert got["check-1-4"].metadata.nbgrader == source["check-1-4"].metadata.nbgrader


def test_an_exercise_that_was_deleted_with_its_test_stays_away(folder, sent):
    notebook = released(folder)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in ("ex-1-3", "check-1-3")]
    put(sent / "tim.ipynb", notebook)
    assert collect.collect(folder, NAME, sent) == [
        ("tim", "collected", "ex-1-3 was deleted; check-1-3 was deleted")]
    assert not {"ex-1-3", "check-1-3"} & {*marks(collected(folder, "tim"))}


def test_a_zip_is_collected_as_a_folder_is(folder, tmp_path, monkeypatch, capsys):
    with zipfile.ZipFile(tmp_path / "sent.zip", "w") as archive:
        archive.writestr(f"Zoë_{NAME}.ipynb", json.dumps(STUB))
    monkeypatch.chdir(folder)
    collect.main([str(tmp_path / "sent.zip"), NAME])
    assert capsys.readouterr().out == "1 collected\n"
    assert collected(folder, "Zoë")


@pytest.mark.parametrize("sent, name, words", [
    ("students.csv", NAME, "neither a folder nor a zip"),
    (".", "02_linear_layer", "generate_assignment 02_"),
])
def test_it_says_what_to_do_where_it_cannot_begin(folder, monkeypatch, sent, name, words):
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit, match=words):
        collect.main([sent, name])
