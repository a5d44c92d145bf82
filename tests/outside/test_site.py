"""The course's pages as a reader meets them: on a phone and a desk, by day and by night.

`make test-browser` builds the pages and runs this in Chromium.
"""

import re
import shutil

import pytest
from fontTools.ttLib import TTFont

from tests.notebooks.guards import code_cells, prose, tags
from tests.outside.browser_checks import TOO_WIDE, axe, troubles_of
from tests.outside.conftest import SITE
from tools.kernel import NOTEBOOKS, read

CHAPTERS = [f"notebooks/{path.stem}.html" for path in NOTEBOOKS]
TEACHING = [f"teaching/{path.stem}.html" for path in NOTEBOOKS]
READ = ["index.html", *CHAPTERS, "teachers.html", *TEACHING,  # in the order of "next"
        "hub.html", "taught_where.html", "where_from.html"]
PAGES = [*READ, "search.html", "404.html"]


def every_page(test):
    """Run a test on every page, on a phone and a desk, by day and by night."""
    for names, values in (("name", PAGES), ("width", [390, 1280]), ("scheme", ["light", "dark"])):
        test = pytest.mark.parametrize(names, values)(test)
    return test


def test_every_page_is_looked_at():
    built = {path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html")
             if not {"_static", "lite"} & {*path.relative_to(SITE).parts}}
    assert built == set(PAGES)


@every_page
def test_page_is_sound(open_page, name, width, scheme):
    page = open_page(width, scheme)
    assert troubles_of(page, f"{SITE.as_uri()}/{name}", SITE.as_uri()) == []
    assert page.evaluate("document.documentElement.dataset.theme") == scheme


@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound_on_a_server(open_page, served, name):
    assert troubles_of(open_page(390), f"{served}/{name}", served) == []


# Both widths and both schemes of each page, but each with each on two pages alone: axe takes long.
LOOKED_AT = [(name, width, scheme) for name in PAGES for width in (390, 1280) for scheme in ("light", "dark")
             if (width == 390) == (scheme == "dark") or name in ("index.html", "teachers.html")]


@pytest.mark.parametrize("name, width, scheme", LOOKED_AT)
def test_axe_finds_nothing_serious(open_page, name, width, scheme):
    page = open_page(width, scheme)
    troubles_of(page, f"{SITE.as_uri()}/{name}", SITE.as_uri())
    assert axe(page) == []


DAMAGES = {
    "no alternative": ('alt="Above', 'alt="" title="Above'),
    "scrolls sideways": ("<article", '<div style="width: 3000px">wide</div><article'),
    "external": ("</head>", '<script src="https://example.org/x.js"></script></head>'),
    "failed": ('src="_images/', 'src="_images/no-'),
    "console": ("</head>", "<script>console.error('broken')</script></head>"),
    "script": ("</head>", "<script>throw 'broken'</script></head>"),
    "raw formula": ("</article>", r"<p>\(x \cdot w\)</p></article>"),
    "empty formula": ("</article>", "<p><math></math></p></article>"),
    "does not open": ("</article>", "<details><summary>Hint</summary></details></article>"),
    "axe": ("</article>", '<p style="color: #eee; background: #fff">pale</p></article>'),
}


@pytest.mark.parametrize("trouble", DAMAGES)
def test_a_damaged_page_is_noticed(open_page, tmp_path, trouble):
    shutil.copytree(SITE, tmp_path, dirs_exist_ok=True)
    front, (old, new) = tmp_path / "index.html", DAMAGES[trouble]
    text = front.read_text(encoding="utf-8")
    assert old in text
    front.write_text(text.replace(old, new), encoding="utf-8")
    page = open_page(390)
    found = troubles_of(page, front.as_uri(), tmp_path.as_uri()) + axe(page)
    assert [line for line in found if line.startswith(trouble + ":")]


def test_page_holds_all_that_its_notebook_holds(open_page, path):
    page, notebook = open_page(), read(path)
    page.goto(f"{SITE.as_uri()}/notebooks/{path.stem}.html")
    text = re.sub(r"(?s)```.*?```|`[^`]*`", "", prose(notebook))
    formulas = re.findall(r"(?s)\$\$.+?\$\$|\$[^$]+\$", text)
    described = [output.data["text/plain"].removeprefix("Figure: ")
                 for cell in code_cells(notebook) for output in cell.outputs
                 if "image/png" in output.get("data", {})]
    solutions = [cell for cell in code_cells(notebook) if "solution" in tags(cell)]
    assert page.locator("article math").count() == len(formulas)
    assert [image.get_attribute("alt") for image in page.locator("article img").all()] == described
    assert page.locator("details.solution:not([open])").count() == len(solutions)
    assert page.locator("details.figure-code:not([open])").count() == len(described)
    assert page.locator("article details").count() == \
        len(solutions) + len(described) + text.count("<details")
    assert page.locator("article div.cell").count() == len(code_cells(notebook))
    assert "Figure: " not in page.locator("article").inner_text()


@pytest.mark.parametrize("width", [390, 1280])
def test_pictures_are_sharp_on_a_screen_of_double_density(open_page, path, width):
    page = open_page(width, device_scale_factor=2)
    page.goto(f"{SITE.as_uri()}/notebooks/{path.stem}.html")
    pictures = page.locator("article img:not([hidden])").evaluate_all("""async images => {
        await Promise.all(images.map(image => (image.loading = "eager", image.decode())));
        return images.map(image => [image.naturalWidth, parseFloat(getComputedStyle(image).width),
                                    Number(image.getAttribute("width"))]);
    }""")
    assert pictures and all(stored >= 2 * shown and stored // 2 == meant for stored, shown, meant in pictures)


def test_code_of_a_figure_is_folded_and_the_rest_of_its_cell_in_sight(open_page, path):
    page = open_page(java_script_enabled=False)
    page.goto(f"{SITE.as_uri()}/notebooks/{path.stem}.html")
    shown = [cell.source.rpartition("show(") for cell in code_cells(read(path))
             if any("image/png" in output.get("data", {}) for output in cell.outputs)]
    cells = page.locator("div.cell:has(> details.figure-code)").all()
    in_sight = ["".join(cell.locator("> .cell_input pre").all_text_contents()).strip() for cell in cells]
    assert in_sight == [before.strip() for before, *_ in shown]
    folds = page.locator("details.figure-code")
    assert folds.all_inner_texts() == ["Show the code of this figure"] * len(shown)
    assert [text.strip() for text in folds.locator("pre").all_text_contents()] == \
        [call + described for _, call, described in shown]


@pytest.mark.parametrize("safe", [True, False])
def test_code_is_copied_by_a_button(open_page, home, safe):
    page = open_page()
    if not safe:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{home}/{CHAPTERS[0]}")
    button = page.get_by_role("button", name="Copy this code").first
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Copied").wait_for(state="attached")
    assert button.evaluate("button => button === document.activeElement")
    page.evaluate("document.body.append(document.createElement('textarea'))")
    page.locator("body > textarea").focus()
    page.keyboard.press("Control+V")
    assert page.locator("body > textarea").input_value() == code_cells(read(NOTEBOOKS[0]))[0].source


def test_no_line_printed_can_be_copied_as_code(open_page):
    page = open_page()
    page.goto(f"{SITE.as_uri()}/{CHAPTERS[0]}")
    assert page.locator(".cell_input .copy").count() == page.locator(".cell_input").count()
    assert page.locator(".cell_output .copy").count() == 0


def test_no_gap_follows_a_root(open_page):
    """A root is as wide as its sign, 0.794 of a letter's height, and what stands below its bar."""
    page = open_page()
    page.goto(f"{SITE.as_uri()}/{CHAPTERS[1]}")
    page.evaluate("document.fonts.ready")
    signs = page.locator("msqrt:visible").evaluate_all("""roots => roots.map(root =>
        (root.getBoundingClientRect().width - root.lastElementChild.getBoundingClientRect().width)
        / parseFloat(getComputedStyle(root).fontSize))""")
    assert signs and all(0.75 < width < 0.85 for width in signs)


def test_font_of_formulas_has_every_character_of_theirs(open_page, path):
    page = open_page()
    page.goto(f"{SITE.as_uri()}/notebooks/{path.stem}.html")
    page.evaluate("document.fonts.ready")
    letters = set("".join(page.locator("article math").all_text_contents())) - set(" \n")
    font = TTFont(SITE / "_static" / "formulas.woff")
    assert {letter for letter in letters if ord(letter) not in font.getBestCmap()} == set()


@pytest.mark.parametrize("name", ["index.html", *CHAPTERS])
def test_figures_keep_white_paper_in_the_dark(open_page, name):
    page = open_page(scheme="dark")
    page.goto(f"{SITE.as_uri()}/{name}")
    papers = page.locator("article img").evaluate_all(
        "images => images.map(image => getComputedStyle(image).backgroundColor)")
    assert papers and set(papers) == {"rgb(255, 255, 255)"}


def test_next_and_previous_walk_through_all_pages(open_page, home):
    page = open_page(390)
    page.goto(f"{home}/{READ[0]}")
    for link, names in (("next", READ[1:]), ("prev", READ[-2::-1])):
        for name in names:
            page.click(f"a.{'right' if link == 'next' else 'left'}-{link}")
            page.wait_for_url(f"{home}/{name}")
        assert page.locator(f"a[rel={link}]").count() == 0


def test_front_page_has_one_button_and_it_opens_notebook_one(open_page, home):
    page = open_page(390)
    page.goto(f"{home}/index.html")
    page.click("a.begin")
    page.wait_for_url(f"{home}/{CHAPTERS[0]}")
    assert page.locator("article h1").inner_text().startswith("1. ")


def test_download_is_the_notebook(open_page, served, path):
    page = open_page(390)
    page.goto(f"{served}/notebooks/{path.stem}.html")
    with page.expect_download() as download:
        page.click("a.download-notebook")
    assert download.value.suggested_filename == path.name
    assert download.value.path().read_bytes() == path.read_bytes()


def test_link_on_the_disk_leads_to_the_notebook(open_page, path):
    page = open_page(390)
    page.goto(f"{SITE.as_uri()}/notebooks/{path.stem}.html")
    target = page.locator("a.download-notebook").evaluate("link => link.href")
    assert target.startswith(SITE.as_uri())
    assert (SITE / target.removeprefix(f"{SITE.as_uri()}/")).read_bytes() == path.read_bytes()


def test_menu_of_a_phone_leads_to_every_page_but_the_notes(open_page):
    page = open_page(390)
    page.goto(f"{SITE.as_uri()}/index.html")
    for name in [*CHAPTERS, "teachers.html"]:
        page.locator("button.primary-toggle:visible").click()
        page.locator(f"nav.bd-links a[href$='{name.rpartition('/')[2]}']").click()
        page.wait_for_url(f"{SITE.as_uri()}/{name}")


@pytest.mark.parametrize("name", READ)
def test_page_is_readable_without_scripts(open_page, name):
    page = open_page(390, "dark", java_script_enabled=False)
    page.goto(f"{SITE.as_uri()}/{name}")
    assert page.locator("article h1").is_visible()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_paper_is_white(open_page):
    page = open_page(1280, "dark")
    page.goto(f"{SITE.as_uri()}/{CHAPTERS[0]}")
    page.evaluate("addEventListener('beforeprint', () => "
                  "window.printed = document.documentElement.dataset.theme)")
    page.pdf()
    assert page.evaluate("[window.printed, document.documentElement.dataset.theme]") == \
        ["light", "dark"]
