"""The search of the built pages, on a disk and on a server: a hit leads to the place that was meant."""

import json
import re

import pytest

from tests.notebooks.guards import code_cells, tags
from tests.outside.browser_checks import TOO_WIDE, axe, listen
from tests.outside.conftest import SITE
from tests.outside.test_site import CHAPTERS, READ
from tools.kernel import read

LINKS = "#search-results a"
# What is asked for, the notebook of the first hit, and what stands at the place.
ASKED = [
    ("broadcasting", 3, "broadcasting"), ("1x1", 5, "1×1"), ("1×1", 5, "1×1"), ("SoftMax", 2, "softmax"),
    ("cross entropy", 2, "the cross-entropy is"), ("cross-entropy", 2, "the cross-entropy is"),
    ("assert_array_equal", 1, "assert_array_equal"), ("array_equal", 1, "assert_array_equal"),
    ("losses", 3, "the loss"), ("attention", 7, "attention"),
]


def search(page, home, words):
    """Ask from the front page, and return the addresses of all hits."""
    page.goto(f"{home}/index.html")
    page.locator(".search-button__button:visible").first.click()
    page.fill("#pst-search-dialog input", words)
    page.keyboard.press("Enter")
    page.locator("#search-status:not(:empty)").wait_for()
    return page.locator(LINKS).evaluate_all("links => links.map(link => link.href)")


@pytest.mark.parametrize("words, notebook, there", ASKED)
def test_first_hit_leads_to_the_place(open_page, home, words, notebook, there):
    page = open_page()
    troubles = listen(page, home)
    first, *_ = search(page, home, words)
    page.locator(LINKS).first.click()
    page.wait_for_url(first)
    place = page.locator(":target")
    assert first.startswith(f"{home}/notebooks/0{notebook}_")
    assert there in place.inner_text().lower()
    assert 0 <= place.bounding_box()["y"] < 844
    assert troubles == []


@pytest.mark.parametrize("width, scheme", [(390, "light"), (1280, "dark")])
def test_page_of_hits_is_sound(open_page, home, width, scheme):
    page = open_page(width, scheme)
    search(page, home, "cross entropy")
    assert page.evaluate(TOO_WIDE) == [] and axe(page) == []
    assert set(page.locator("#search-results mark").all_inner_texts()) >= {"cross", "entropy"}


def test_every_place_is_there_once():
    text = (SITE / "_static" / "places.js").read_text(encoding="utf-8")
    pages = json.loads(text.removeprefix("const PLACES = ").removesuffix(";\n"))
    assert {page["page"] for page in pages} == set(READ)
    for page in pages:
        there = re.findall(r' id="([^"]+)"', (SITE / page["page"]).read_text(encoding="utf-8"))
        for section in page["sections"]:
            for place in [section["id"], *(name for name, *_ in section["blocks"])]:
                assert there.count(place) == 1, (page["page"], place)


@pytest.mark.parametrize("words", ["softmax", "predict", "ReLU"])
def test_learners_come_first_and_pages_for_teachers_are_named(open_page, words):
    page = open_page()
    hits = search(page, SITE.as_uri(), words)
    assert page.locator("#search-results h2").all_inner_texts() == \
        ["In the course", "For teachers, and about the course"]
    first, second = [group.locator("a").count() for group in page.locator("#search-results ol").all()]
    taught = [name in ["index.html", *CHAPTERS] for name in
              (hit.removeprefix(f"{SITE.as_uri()}/").partition("#")[0] for hit in hits)]
    assert taught == [True] * first + [False] * second


@pytest.mark.parametrize("words", ["zebra", "softmax zebra", "[a-z]\\"])
def test_where_nothing_is_found_it_is_said(open_page, words):
    page = open_page()
    troubles = listen(page, SITE.as_uri())
    assert search(page, SITE.as_uri(), words) == []
    assert page.locator("#search-status[role=status]").inner_text() == \
        f"Nothing holds all of “{words}”. Try fewer words, or the beginning of one."
    assert troubles == []


def test_keys_are_enough(open_page, home):
    page = open_page()
    page.goto(f"{home}/{CHAPTERS[0]}")
    page.keyboard.press("Control+K")
    page.keyboard.type("embedding")
    page.keyboard.press("Enter")
    page.locator(LINKS).first.wait_for()
    page.locator("#search-form input").focus()
    for _ in range(2):  # over the button
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('#search-results a')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}/notebooks/0*")


def test_solutions_are_found_and_not_told(open_page, path):
    page = open_page()
    page.goto(f"{SITE.as_uri()}/search.html")
    places = page.evaluate("PLACES.flatMap(page => page.sections.flatMap(section => section.blocks))")
    folded = {words for _, words, kind in places if kind == 2}
    told = " ".join(words for _, words, kind in places if kind != 2)
    for cell in code_cells(read(path)):
        words = " ".join(cell.source.split())
        if "solution" in tags(cell):
            assert any(one.startswith(words) for one in folded) and words not in told
        elif "show(" not in words:
            assert words in told


def test_a_hit_in_a_fold_opens_it(open_page):
    page = open_page()
    page.goto(f"{SITE.as_uri()}/{CHAPTERS[0]}")
    place = page.locator("article details:not(.solution, .figure-code) p[id]").first
    address = f"{SITE.as_uri()}/{CHAPTERS[0]}#{place.get_attribute('id')}"
    assert not place.is_visible()
    page.goto("about:blank")
    page.goto(address)
    assert page.locator(":target").is_visible()
