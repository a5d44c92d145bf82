"""The form on the teachers' page makes the link for learners, or says what is wrong.

`make test-browser` builds the pages and runs this in Chromium.
"""

from urllib.parse import quote, urlencode

import pytest

from tests.outside.browser_checks import listen
from tools.kernel import NOTEBOOKS, ROOT

HUB, REPOSITORY = "https://hub.example.org", "https://example.org/maths/course"
FIRST = NOTEBOOKS[0].relative_to(ROOT).as_posix()


def link(hub=HUB, repo=REPOSITORY, branch="main", folder="course", notebook=FIRST, **more):
    """Return the link as Python writes it."""
    asked = {"repo": repo, "branch": branch, "urlpath": f"lab/tree/{folder}/{notebook}"}
    return f"{hub}/hub/user-redirect/git-pull?{urlencode(asked | more, quote_via=quote, safe='')}"


@pytest.fixture
def fill(open_page, home):
    """A function that fills in the form; it gives the page, and the link and the words that come out."""
    page = open_page(390)
    troubles = listen(page, home)
    page.goto(f"{home}/teachers.html")

    def filled(**fields):
        for name, text in ({"hub": HUB, "repository": REPOSITORY} | fields).items():
            page.fill(f"#hub-link [name={name}]", text)
        return (page, page.input_value("#hub-link [name=link]"), page.inner_text("#hub-link [role=status]"))
    yield filled
    assert troubles == []


def test_form_makes_the_link_of_the_pages_example(fill):
    page, made, said = fill()
    assert (made, said) == (link(), "")
    assert page.locator("article pre", has_text="user-redirect").inner_text().strip() == made


def test_every_notebook_can_be_chosen(fill):
    page, *_ = fill()
    assert page.locator("#hub-link option").evaluate_all("all => all.map(option => option.value)") == [
        path.relative_to(ROOT).as_posix() for path in NOTEBOOKS]
    page.select_option("#hub-link select", index=4)
    notebook = NOTEBOOKS[4].relative_to(ROOT).as_posix()
    assert page.input_value("#hub-link [name=link]") == link(notebook=notebook)


MENDED = [
    *[({"hub": hub}, {}) for hub in (f" {HUB}/ ", f"{HUB}/hub", f"{HUB}/hub/", f"{HUB}/hub/home",
                                     f"{HUB}/user/ada/lab?reset", "hub.example.org")],
    ({"hub": "http://127.0.0.1:8000/jupyter/hub/"}, {"hub": "http://127.0.0.1:8000/jupyter"}),
    *[({"repository": repository}, {}) for repository in (
        f"{REPOSITORY}/", "example.org/maths/course", f"{REPOSITORY}/tree/main/notebooks",
        f"{REPOSITORY}/-/blob/main/README.md", "git@example.org:maths/course")],
    *[({"repository": repository}, {"repo": f"{REPOSITORY}.git", "targetPath": "course"})
      for repository in (f"{REPOSITORY}.git", f"{REPOSITORY}.git/", "git@example.org:maths/course.git")],
    ({"repository": "https://example.org/a/(käse)"},
     {"repo": "https://example.org/a/(käse)", "folder": "(käse)"}),
    ({"branch": " spring/2026! "}, {"branch": "spring/2026!"}),
    ({"branch": ""}, {}),
]
REFUSED = [
    ({"hub": ""}, "The address of your hub is missing."),
    ({"hub": "https://hub example.org"}, "The address of your hub has a space in it"),
    ({"hub": "ftp://hub.example.org"}, "No learner can open this address"),
    ({"repository": " "}, "The address of the repository is missing."),
    ({"repository": "my course"}, "The address of the repository has a space in it"),
    ({"repository": "example.org"}, "The address of the repository names only a website."),
    ({"repository": "file:///srv/course"}, "No learner can open this address"),
    ({"repository": r"C:\course"}, "No learner can open this address"),
    ({"branch": "my branch"}, "The branch has a space in it"),
]


@pytest.mark.parametrize("typed, meant", MENDED, ids=str)
def test_what_people_paste_is_mended(fill, typed, meant):
    _, made, said = fill(**typed)
    assert (made, said) == (link(**meant), "")


@pytest.mark.parametrize("typed, words", REFUSED, ids=str)
def test_what_cannot_be_mended_is_refused_in_words(fill, typed, words):
    page, made, said = fill(**typed)
    assert made == "" and said.startswith(words)
    assert page.locator("#hub-link button").is_disabled()


def test_button_copies_the_link(fill):
    page, made, _ = fill()
    page.click("#hub-link button")
    assert page.inner_text("#hub-link [role=status]") == "Copied."
    page.fill("#hub-link [name=branch]", "")
    page.focus("#hub-link [name=branch]")
    page.keyboard.press("Control+v")
    assert page.input_value("#hub-link [name=branch]") == made


def test_without_scripts_there_is_no_form(open_page, home):
    page = open_page(390, java_script_enabled=False)
    page.goto(f"{home}/teachers.html")
    assert page.locator("#hub-link").is_hidden()
