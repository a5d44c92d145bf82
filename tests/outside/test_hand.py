"""The front page reads the visitor's own hand: with mouse, finger and keyboard, as helpers would."""

import matplotlib
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from helpers import cut_windows, load_digits, load_postcode, pick_digits, random_strip, softmax
from tests.notebooks.guards import code_cells, text_of
from tests.outside.browser_checks import TOO_WIDE, axe, listen
from tests.outside.conftest import SITE
from tools.handwriting import PEN, WAYS, count_ink, ink, strokes
from tools.kernel import NOTEBOOKS, read
from tools.recipes import means_of_three
from tools.weights import WIDTH, stored

PHONE = dict(width=390, has_touch=True, is_mobile=True)
KNOWN, MACHINE = stored()
READ = """strips => strips.map(rows => {
    const {scores, ...read} = readStrip(unpack(NETWORK.layers),
                                        {width: rows[0].length, values: Float64Array.from(rows.flat())});
    return {...read, scores: scores.map(row => [...row]),
            probabilities: read.probabilities.map(row => [...row])};
})"""
PICKED = "maps => maps.map(rows => pickDigits(rows.map(row => Float64Array.from(row))))"
INKED = """([lines, width, pen]) => {
    const pixels = new Uint8Array(32 * width);
    const point = ([x, y]) => ({x, y});
    for (const line of lines)
        line.slice(1).forEach((to, k) => inkLine(pixels, point(line[k]), point(to), pen));
    return [[...pixels], [...countInk(pixels).values]];
}"""
SPREAD = """rows => {
    const pixels = spreadInk({width: rows[0].length, values: Float64Array.from(rows.flat())});
    return [...countInk(pixels).values];
}"""
SMALL_TEXT = """figure => [...figure.querySelectorAll("svg text")]
    .filter(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d < 11)
    .map(text => text.textContent)"""

ENDS = """box => [box.scrollLeft < 1,
                  box.scrollLeft + box.clientWidth > box.scrollWidth - 1]"""
DARK_LINES = """figure => [...new Set([...figure.querySelectorAll("rect")]
    .filter(cell => cell.getAttribute("y") >= MAP && /^rgb/.test(cell.getAttribute("fill")))
    .filter(cell => cell.getAttribute("fill").split(", ")[1] < 65)  // more probable than 0.9
    .map(cell => (cell.getAttribute("y") - MAP) / LINE))]"""


@pytest.fixture
def open_hand(open_page):
    """A function that opens the front page and returns the figure to write on."""
    def opened(home=None, **options):
        page = open_page(**options)
        page.goto(f"{home or SITE.as_uri()}/index.html")
        page.locator(".hand-strip").scroll_into_view_if_needed()
        return page.locator("#touch-postcode-figure")
    return opened


def some_strips():
    """Return 20 random strips, the postcode, a blank one, a full one and the narrowest one."""
    digits, rng = load_digits(), np.random.default_rng(3)
    drawn = [random_strip(digits.X_test, digits.y_test, count, rng)[0] for count in [1, 2, 3, 5] * 5]
    return [*drawn, load_postcode()[0], np.zeros((8, WIDTH)), np.ones((8, WIDTH)), np.eye(8)]


def said(figure):
    """Return a figure's text alternative as it is now."""
    return figure.locator("svg").get_attribute("aria-label")


def marks(figure):
    return figure.locator(".hand-digit").all_text_contents()


def spot(figure, x, y):
    """Return where on the screen a pixel of the strip is."""
    box = figure.locator(".hand-strip > rect").bounding_box()
    return box["x"] + x * box["width"] / (4 * WIDTH), box["y"] + y * box["height"] / 32


def write(figure, *lines):
    mouse = figure.page.mouse
    for first, *others in lines:
        mouse.move(*spot(figure, *first))
        mouse.down()
        for point in others:
            mouse.move(*spot(figure, *point))
        mouse.up()


def one(x=42):
    return [(x, 3), (x, 29)]


def press(figure, label):
    figure.get_by_role("button", name=label).click()


def test_scores_probabilities_and_digits_are_those_of_numpy(open_hand):
    strips = some_strips()
    for strip, got in zip(strips, open_hand().page.evaluate(READ, [strip.tolist() for strip in strips])):
        scores = MACHINE(cut_windows(strip))
        probabilities = means_of_three(softmax(scores))
        assert_allclose(got["scores"], scores, atol=1e-9, rtol=0)
        assert_allclose(got["probabilities"], probabilities, atol=1e-9, rtol=0)
        columns, digits = pick_digits(probabilities)
        assert (got["columns"], got["digits"]) == (columns.tolist(), digits.tolist())


def test_digits_are_picked_as_by_helpers_on_any_map(open_hand):
    rng = np.random.default_rng(0)
    maps = [np.round(softmax(rng.normal(size=(30, 11)) * scale), digits)
            for scale in (1, 3, 6, 12) for digits in (1, 6)]  # rounded, many are equal, or just 0.5
    for probabilities, got in zip(maps, open_hand().page.evaluate(PICKED, [p.tolist() for p in maps])):
        columns, digits = pick_digits(probabilities)
        assert (got["columns"], got["digits"]) == (columns.tolist(), digits.tolist())


@pytest.mark.parametrize("pen", [2, PEN])
def test_ink_is_laid_and_counted_as_where_it_was_measured(open_hand, pen):
    lines = strokes(list(WAYS), np.random.default_rng(0), pen)
    pixels = ink(lines, pen)
    got, counted = open_hand().page.evaluate(INKED, [lines, pixels.shape[1], pen])
    assert_array_equal(np.reshape(got, pixels.shape), pixels)
    assert_array_equal(np.reshape(counted, (8, -1)), count_ink(pixels))


def test_ink_of_an_example_is_the_ink_of_its_strip(open_hand):
    page = open_hand().page
    for strip in some_strips()[-6:]:
        assert_array_equal(np.reshape(page.evaluate(SPREAD, strip.tolist()), strip.shape), strip)


@pytest.mark.parametrize("name", ["Greys", "Oranges"])
def test_colours_are_those_of_the_course_figures(open_hand, name):
    values = np.linspace(0, 1, 101)
    got = open_hand().page.evaluate(f"values => values.map(value => shade({name.upper()}, value))",
                                    values.tolist())
    rgb = [[int(part) for part in text[4:-1].split(",")] for text in got]
    assert_allclose(rgb, 255 * matplotlib.colormaps[name](values)[:, :3], atol=2)


def test_page_opens_with_the_postcode_as_notebook_five_reads_it(open_hand, home):
    figure = open_hand(home)
    [cell] = [cell for path in NOTEBOOKS for cell in code_cells(read(path)) if cell.id == "read-postcode"]
    wanted = text_of(cell).partition("read:")[2].strip(" []\n")
    assert marks(figure) == wanted.split()
    assert f"Written: {wanted}. Read: {wanted}. How sure: " in said(figure)
    assert not figure.page.locator("img.figure-postcode-figure").is_visible()


def test_stroke_of_the_mouse_is_a_one_and_is_seen_in_the_map(open_hand, home):
    figure = open_hand(home)
    troubles = listen(figure.page, home)
    write(figure, one())
    assert marks(figure) == ["1"] and said(figure).startswith("Read: 1. How sure: ")
    assert figure.evaluate(DARK_LINES) == [1, 10]
    assert troubles == []


def test_it_is_read_while_it_is_drawn(open_hand):
    figure = open_hand()
    figure.page.mouse.move(*spot(figure, 40, 3))
    figure.page.mouse.down()
    figure.page.mouse.move(*spot(figure, 40, 29))
    assert marks(figure) == ["1"]


def test_stroke_goes_on_beyond_the_strip_and_back(open_hand):
    figure = open_hand()
    write(figure, [(40, 3), (40, 60), (80, 60), (80, -30)])
    assert marks(figure) == ["1", "1"]


def test_postcode_written_with_the_mouse_is_read(open_hand):
    figure = open_hand()
    ways = ["5", "1 with a flag", "3", "2", "7 with a bar"]
    write(figure, *strokes(ways, np.random.default_rng(1), height=(28, 30), width=(19, 21), gap=(14, 18)))
    assert marks(figure) == ["5", "1", "3", "2", "7"]


def test_keyboard_alone_writes_a_one(open_hand, home):
    figure = open_hand(home)
    page, pen = figure.page, figure.locator(".hand-pen")
    page.locator(".hand-strip").press("Tab")  # focus it as a mouse does not, and come back
    page.keyboard.press("Shift+Tab")
    assert pen.evaluate("pen => getComputedStyle(pen).visibility") == "visible"
    for key in ["Shift+ArrowRight", *["ArrowUp"] * 2, "Space", *["Shift+ArrowDown"] * 4, "Space",
                *["Shift+ArrowRight"] * 4, "ArrowLeft"]:
        page.keyboard.press(key)
    assert marks(figure) == ["1"] and said(figure).startswith("Read: 1. ")


def test_pen_that_is_down_is_said_and_lifted_when_the_focus_goes(open_hand):
    figure = open_hand()
    strip = figure.locator(".hand-strip")
    strip.press("Space")
    assert said(figure).startswith("The pen is down. ")
    strip.press("Tab")
    assert not said(figure).startswith("The pen is down. ")
    strip.press("ArrowRight")
    assert "pen is down" not in said(figure)


def drag(page, x, y, by):
    """Move a finger from a point of the screen up or down."""
    touch = page.context.new_cdp_session(page)
    path = [("touchStart", [y]), *(("touchMove", [y + by * k / 8]) for k in range(1, 9)), ("touchEnd", [])]
    for kind, places in path:
        points = [{"x": x, "y": place} for place in places]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(20)  # or it would be too quick to scroll


def test_finger_writes_on_a_phone_and_does_not_scroll_the_page(open_hand):
    figure = open_hand(**PHONE)
    places = "[scrollX, scrollY, document.querySelector('.hand-box').scrollLeft]"
    before = figure.page.evaluate(places)
    (x, foot), (_, head) = spot(figure, 42, 29), spot(figure, 42, 3)
    drag(figure.page, x, foot, head - foot)
    assert marks(figure) == ["1"]
    assert figure.page.evaluate(places) == before


@pytest.mark.parametrize("part", [".hand-box svg > text >> nth=5", "figcaption"])
def test_finger_beside_the_strip_scrolls_the_page(open_hand, part):
    figure = open_hand(**PHONE)
    beside = figure.locator(part)
    beside.scroll_into_view_if_needed()
    before, box = figure.page.evaluate("scrollY"), beside.bounding_box()
    drag(figure.page, box["x"] + 5, box["y"] + 5, -200)
    figure.page.wait_for_function("before => scrollY > before + 50", arg=before)


def test_strip_of_a_phone_is_high_enough_for_a_finger_and_moves_in_its_box(open_hand):
    figure = open_hand(**PHONE)
    assert figure.locator(".hand-strip > rect").bounding_box()["height"] > 70
    assert figure.page.evaluate(TOO_WIDE) == []
    box = figure.locator(".hand-box")
    for label, end in (("Right →", True), ("← Left", False)):
        press(figure, label)
        press(figure, label)
        assert box.evaluate(ENDS) == [not end, end]


def test_desk_has_the_whole_strip_and_no_buttons_to_move_it(open_hand):
    figure = open_hand(width=1280)
    assert not figure.get_by_role("button", name="Right →").is_visible()


def test_undo_takes_back_strokes_clear_and_examples(open_hand):
    figure = open_hand()
    example = marks(figure)
    write(figure, one())
    write(figure, one(100))
    assert marks(figure) == ["1", "1"]
    press(figure, "Clear")
    assert marks(figure) == [] and said(figure) == "Nothing is written yet."
    for wanted in (["1", "1"], ["1"], example, example):
        press(figure, "Undo")
        assert marks(figure) == wanted


def test_examples_come_one_after_the_other_and_the_last_is_misread(open_hand):
    figure = open_hand()
    right = []
    for example in [*KNOWN["examples"][1:], KNOWN["examples"][0]]:
        press(figure, "Show an example")
        written = " ".join(map(str, example["written"]))
        assert f"Written: {written}. " in said(figure)
        right.append(marks(figure) == written.split())
    assert right == [True, True, False, True]


def test_what_is_not_read_is_told_what_to_do(open_hand):
    figure = open_hand()
    write(figure, [(40, 16), (42, 16)])
    assert marks(figure) == []
    assert said(figure).startswith("No digit is read") and "nearly as high as the strip" in said(figure)


def test_what_is_said_is_shown_and_read_out(open_hand):
    figure = open_hand()
    write(figure, one())
    line = figure.locator("figcaption[aria-live=polite]")
    line.get_by_text("Read: 1.").wait_for()
    assert line.inner_text() == said(figure)


def test_network_is_said_to_be_as_good_as_it_is(open_hand):
    text = open_hand().inner_text()
    for name in ("strips", "read", "readInNotebook"):
        assert f" {KNOWN[name]}" in text
    assert f"{KNOWN['learnedFrom']:,} small digits" in text


@pytest.mark.parametrize("options", [dict(width=1280), PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figure_is_legible_and_axe_finds_nothing_serious(open_hand, options, scheme):
    figure = open_hand(scheme=scheme, **options)
    write(figure, one())
    assert axe(figure.page) == [] and figure.page.evaluate(TOO_WIDE) == []
    assert figure.evaluate(SMALL_TEXT) == []
    sizes = [button.bounding_box() for button in figure.locator("button:visible").all()]
    assert all(min(size["width"], size["height"]) >= 40 for size in sizes)
    assert figure.evaluate("figure => getComputedStyle(figure).backgroundColor") == "rgb(255, 255, 255)"


def test_picture_is_there_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{SITE.as_uri()}/index.html")
    assert page.locator("img.figure-postcode-figure").is_visible()
    assert page.locator(".hand-box").count() == 0


@pytest.mark.parametrize("damage", ["", "const NETWORK = {layers: [], examples: [{rows: ['']}]};"])
def test_picture_stays_where_the_figure_cannot_be_built(open_page, served, damage):
    page = open_page()
    page.route("**/network.js*", lambda route: route.fulfill(body=damage, content_type="text/javascript"))
    page.goto(f"{served}/index.html")
    assert page.locator("img.figure-postcode-figure").is_visible()
    assert page.locator("#touch-postcode-figure").count() == 0


def test_other_pages_do_not_load_the_network(open_page):
    page, asked = open_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{SITE.as_uri()}/notebooks/{NOTEBOOKS[-1].stem}.html")
    assert asked and not [address for address in asked if "network.js" in address]
