"""A class of three on a JupyterHub at once: from the teacher's own repository to what is graded.

    make test-hub

The teacher hands out the student's edition as the page says. Each learner follows the link that the
page's form makes, types an answer, runs all, and hands in by File > Download.
"""

import os
import re
import subprocess
from urllib.parse import quote

import pytest
from nbclient.exceptions import CellExecutionError
from playwright.sync_api import expect

from tests.checkout import lay_out
from tests.outside.test_hub import PAGE, choose, in_lab, started
from tests.outside.test_hub_updates import NAME, cell
from tests.outside.test_jupyterlab import ran, run_all, said, saved
from tests.tools.test_collect import hand_out
from tools.collect import collect
from tools.kernel import NOTEBOOKS, ROOT, execute, read

[BLOCK] = re.findall(r"(?s)```\n(make student\nmkdir .*?)```", PAGE)
FORM = '<article><a href="{page}">1</a></article><form id="hub-link"></form><script>{script}</script>'
ADDRESS = "https://example.org/maths/class"
# What each learner types, and what the check says of it.
CLASS = {
    "ada": ("def neuron(x, w, b): return sum(x * w) + b", "Exercise 1.1: passed"),
    "ben": ("def neuron(x, w, b): return sum(x * w)", "Exercise 1.1: not yet"),
    "cleo": ("def neuron(x, w, b): return b + w @ x", "Exercise 1.1: passed"),
}


@pytest.fixture
def repository(tmp_path):
    """The teacher's repository, made by the page's commands in a copy of the course."""
    who = {f"GIT_{role}_{what}": "teacher@example.org" for role in ("AUTHOR", "COMMITTER")
           for what in ("NAME", "EMAIL")}
    subprocess.run(["bash", "-ec", BLOCK], cwd=lay_out(tmp_path / "checkout"), env=os.environ | who,
                   stdout=subprocess.DEVNULL, check=True)
    return tmp_path / "class"


def link(page, hub, repository):
    """Return the link that the page's form makes for a hub, with the address of a repository put in."""
    script = (ROOT / "site" / "hub" / "link.js").read_text(encoding="utf-8")
    page.set_content(FORM.format(page=NAME.replace(".ipynb", ".html"), script=script))
    for name, address in (("hub", hub), ("repository", ADDRESS)):
        page.fill(f"#hub-link [name={name}]", address)
    made = page.input_value("#hub-link [name=link]")
    return made.replace(quote(ADDRESS, safe=""), quote(repository.as_uri(), safe=""))


def type_answer(page, answer):
    """Put an answer in the place of exercise 1.1's code, by the keyboard."""
    editor = page.locator(".jp-CodeCell", has_text="def neuron(x, w, b):").locator(".cm-content")
    editor.click()
    editor.press("Control+a")
    editor.press_sequentially(answer)
    expect(editor).to_have_text(answer, timeout=30_000)


def sources(notebook):
    """Return {id: source} of a notebook's cells."""
    return {cell.id: cell.source for cell in notebook.cells}


def verdict(notebook):
    """Return what the grader's test, hidden cases included, says of a collected copy's exercise 1.1."""
    notebook.cells = [cell(notebook, name) for name in ("imports", "ex-1-1", "check-1-1")]
    try:
        return said(execute(notebook))
    except CellExecutionError as error:
        return error.evalue


def test_three_at_once_type_download_and_are_graded_each_by_what_they_typed(
        tmp_path, repository, open_page, follow):
    handed_out = read(repository / NAME)
    assert {(count, text) for _, count, text in ran(handed_out)} == {(None, "")}
    grading, sent = hand_out(tmp_path / "grading"), tmp_path / "sent"
    with started(tmp_path) as hub:
        address = link(open_page(), hub, repository)
        pages = {learner: follow(learner, address) for learner in CLASS}
        copies = {learner: tmp_path / "homes" / learner / "class" / NAME for learner in CLASS}
        for learner, page in pages.items():
            assert in_lab(page, "class").locator(".jp-OutputArea-output").count() == 0
            assert ran(read(copies[learner])) == ran(handed_out)
        for learner, page in pages.items():
            type_answer(page, CLASS[learner][0])
        for page in pages.values():
            run_all(page)
        for learner, page in pages.items():
            typed, told = CLASS[learner]
            saved(page, copies[learner], lambda notebook: said(notebook).startswith(told)
                  and None not in [count for _, count, _ in ran(notebook)])
            seen = page.locator(".jp-OutputArea-output", has_text=told)
            seen.scroll_into_view_if_needed()
            expect(seen).to_be_visible()
            with page.expect_download() as download:
                choose(page, "File", "Download")
            assert download.value.suggested_filename == NOTEBOOKS[0].name
            download.value.save_as(sent / learner / download.value.suggested_filename)
        for learner, page in pages.items():
            for other in CLASS:
                answer = page.request.get(f"{hub}/user/{other}/files/class/{NAME}")
                assert answer.status == (200 if other == learner else 403)

    assert collect(grading, NOTEBOOKS[0].stem, sent) == [(learner, "collected", "") for learner in CLASS]
    for learner, (typed, told) in CLASS.items():
        assert sources(read(sent / learner / NOTEBOOKS[0].name)) == sources(handed_out) | {"ex-1-1": typed}
        notebook = read(grading / "submitted" / learner / NOTEBOOKS[0].stem / NOTEBOOKS[0].name)
        assert verdict(notebook).startswith(told)
