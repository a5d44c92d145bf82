"""The slides on a projector, from the disk: nothing is cut off, soft, small or taken from a network.

`make test-browser` makes the slides and runs this in Chromium.
"""

import re
import shutil

import pytest

from tests.notebooks.guards import code_cells
from tests.outside.browser_checks import FLAT_FORMULAS, NO_ALTERNATIVE, axe, listen
from tools.kernel import NOTEBOOKS, ROOT, read

SLIDES = ROOT / "build" / "slides"
SMALLEST = {"code": 30, "output": 22}  # pixels of a slide 1080 high
# Walks through as many slides, with all steps shown, and returns what is wrong with each.
WALK = r"""({smallest, slides}) => {
    const found = [], wrong = (slide, what) => found.push(
        `${what}: ${slide.innerText.slice(0, 80).replaceAll("\n", " ")}`);
    for (let seen = 1; ; seen += 1) {
        while (Reveal.availableFragments().next) Reveal.nextFragment();
        const slide = Reveal.getCurrentSlide().querySelector(".slide"), scale = Reveal.getScale();
        const paper = slide.getBoundingClientRect();
        const outside = ({left, right, top, bottom}) => left < paper.left - 1 || right > paper.right + 1
            || top < paper.top - 1 || bottom > paper.bottom + 1;
        const fills = Math.max(paper.width / innerWidth, paper.height / innerHeight);
        if (fills < 0.99) wrong(slide, "small");
        if (fills > 1.006) wrong(slide, "off the screen");  // reveal.js rounds its scale to two digits
        if (slide.scrollHeight > 1081 || [...slide.querySelectorAll("*")].some(
            part => outside(part.getBoundingClientRect()) || part.scrollWidth > part.clientWidth + 1
                && part.matches("div, pre, p"))) wrong(slide, "cut off");
        if (!slide.querySelector("h1, h2")?.innerText.trim()) wrong(slide, "no heading");
        if (/^(In|Out) ?\[/m.test(slide.innerText)) wrong(slide, "prompt");
        for (const pre of slide.querySelectorAll("pre"))
            if (parseFloat(getComputedStyle(pre).fontSize) < smallest[pre.className]) wrong(slide, "small");
        for (const image of slide.querySelectorAll("img")) {
            const {width, height} = image.getBoundingClientRect();
            if (!(Math.min(width / image.naturalWidth, height / image.naturalHeight) / scale < 1.01))
                wrong(slide, "soft");
            if (!(height > 150 * scale)) wrong(slide, "small");
        }
        const text = slide.cloneNode(true);
        text.querySelectorAll("code, math").forEach(code => code.remove());
        if (/\$|\\[a-z(\[]|<\/?(details|summary)/.test(text.textContent)) wrong(slide, "raw");
        if (Reveal.isLastSlide() || seen === slides) return found;
        Reveal.next();
    }
}"""


@pytest.fixture
def show(new_context):
    """A function that shows slides on a screen of a size, and the list of what goes wrong with them."""
    def shown(path, width=1920, height=1080):
        page = new_context(viewport={"width": width, "height": height}).new_page()
        troubles = listen(page, path.parent.as_uri())
        page.goto(path.as_uri())
        page.evaluate("() => document.fonts.ready")
        page.evaluate("() => Promise.all([...document.images].map(image => image.decode()))")
        return page, troubles
    return shown


def walk(page, slides=None):
    return page.evaluate(WALK, {"slides": slides, "smallest": SMALLEST})


def slides_of(path):
    return SLIDES / f"{path.stem}.html"


def test_every_slide_is_sound(show, path):
    page, troubles = show(slides_of(path))
    assert walk(page) + page.evaluate(NO_ALTERNATIVE) + page.evaluate(FLAT_FORMULAS) + troubles == []
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    described = [output.data["text/plain"].removeprefix("Figure: ") for cell in code_cells(read(path))
                 for output in cell.outputs if "image/png" in output.get("data", {})]
    assert page.evaluate("[...document.images].map(image => image.alt)") == described


@pytest.mark.parametrize("width, height", [(1280, 720), (1024, 768)])
@pytest.mark.parametrize("name", ["01_dot_products", "04_stacking_layers"])
def test_slides_fit_other_screens(show, name, width, height):
    page, _ = show(SLIDES / f"{name}.html", width, height)
    assert walk(page) == []


DAMAGES = {
    "cut off": ("</h1>", '</h1><div class="text" style="height: 900px">tall</div>'),
    "no heading": ("<h2>One neuron", "<h2></h2><p>One neuron"),
    "prompt": ("</h1>", "</h1><p>In [1]:</p>"),
    "small": ("</h1>", '</h1><pre class="code" style="font-size: 14px">x</pre>'),
    "raw": ("</h1>", r"</h1><p>\(x \cdot w\)</p>"),
    "external": ("</h1>", '</h1><img src="https://example.org/x.png" alt="x">'),
    "soft": ("<img ", '<img style="width: 2000px; height: 400px; max-width: none" '),
}


@pytest.mark.parametrize("trouble", DAMAGES)
def test_a_damaged_slide_is_noticed(new_context, tmp_path, trouble):
    shutil.copytree(SLIDES, tmp_path, dirs_exist_ok=True)
    deck, (old, new) = tmp_path / "01_dot_products.html", DAMAGES[trouble]
    text = deck.read_text(encoding="utf-8")
    assert old in text
    deck.write_text(text.replace(old, new, 1), encoding="utf-8")
    page = new_context(viewport={"width": 1920, "height": 1080}).new_page()
    troubles = listen(page, tmp_path.as_uri())
    page.goto(deck.as_uri())
    assert [line for line in walk(page, 6) + troubles if line.startswith(f"{trouble}:")]


def test_a_key_or_a_clicker_shows_each_step_and_then_the_next_slide(show):
    page, _ = show(SLIDES / "01_dot_products.html")
    page.evaluate("Reveal.slide(0, 4)")
    seen = []
    for key in ("ArrowRight", "PageDown", "Space", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append(page.evaluate("(({h, v, f}) => [h, v, f ?? null])(Reveal.getIndices())"))
    assert seen == [[0, 4, 0], [1, 0, None], [1, 1, None], [1, 0, None]]


def test_notes_open_beside_the_slides_and_follow_them(show):
    page, troubles = show(SLIDES / "01_dot_products.html")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    notes = opened.value
    for said in ("In five notebooks you will build", "draw_strip"):
        notes.locator(".speaker-controls-notes .value", has_text=said).wait_for()
        page.evaluate("Reveal.slide(0, 4)")
    assert troubles == []


def test_escape_shows_all_slides_at_once(show):
    page, _ = show(SLIDES / "04_stacking_layers.html")
    page.keyboard.press("Escape")
    assert page.evaluate("Reveal.isOverview()")


def test_paper_gets_a_page_for_each_slide(show):
    page, _ = show(SLIDES / "03_broadcasting_the_bias.html")
    slides = page.evaluate("Reveal.getTotalSlides()")
    page.goto((SLIDES / "03_broadcasting_the_bias.html").as_uri() + "?print-pdf")
    page.locator(".pdf-page").last.wait_for(state="attached")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == slides


def test_axe_finds_nothing_serious_on_slides_of_every_kind(show):
    page, _ = show(SLIDES / "01_dot_products.html")
    for at in ([0, 0], [0, 4, 0], [1, 2], [1, 5, 1], [3, 4]):  # title, figure, bet, code, formulas
        page.evaluate("at => Reveal.slide(...at)", at)
        assert axe(page) == []


def test_axe_finds_nothing_serious_in_the_contents(show):
    page, _ = show(SLIDES / "index.html")
    assert axe(page) == []


def test_contents_lead_to_every_notebook(show):
    page, troubles = show(SLIDES / "index.html")
    links = page.locator("main a").evaluate_all("links => links.map(link => link.href)")
    assert links == [slides_of(path).as_uri() for path in NOTEBOOKS]
    page.locator("main a").last.click()
    page.wait_for_url(links[-1])
    assert troubles == []
