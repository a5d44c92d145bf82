"""The pictures to touch: each stands in for a stored one, and shows the numbers of the notebook.

What holds for all of them, and then the shadow, the two shapes and the boundary.
"""

import re

import numpy as np
import pytest

from tests.notebooks.guards import code_cells, text_of
from tests.outside.browser_checks import TOO_WIDE, axe, listen
from tests.outside.conftest import SITE
from tools.kernel import NOTEBOOKS, ROOT, read

FIGURES = sorted(path.stem for path in (ROOT / "site" / "touch").glob("*.js")
                 if f'touch("{path.stem}"' in path.read_text(encoding="utf-8"))
CELLS = {cell.id: cell for path in NOTEBOOKS[::-1] for cell in code_cells(read(path))}
PAGE_OF = {cell.id: path.stem for path in NOTEBOOKS[::-1] for cell in code_cells(read(path))}
PHONE = dict(width=390, has_touch=True, is_mobile=True)
# Asked inside a figure:
SMALL_TARGETS = """(figure, least) => [...figure.querySelectorAll(".grip, button, input")]
    .map(target => target.closest("label") ?? target)
    .filter(target => { const {width, height} = target.getBoundingClientRect();
                        return Math.min(width, height) < least; }).map(target => target.outerHTML)"""
SMALL_TEXT = """figure => [...figure.querySelectorAll("svg text")]
    .filter(text => { const {c, d} = text.getScreenCTM();
                      return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(c, d) < 11; })
    .map(text => text.textContent)"""


def drawn_by(*names):
    """Run these cells in turn and return what the last one hands to its drawing function."""
    taken = []
    space = {"np": np, "show": lambda figure, says: None, "print": lambda *_: None}
    source = "\n".join(CELLS[name].source for name in names)
    for function in re.findall(r"\bdraw_\w+", source):
        space[function] = lambda *arguments: taken.append(arguments)
    exec(source, space)
    return taken[-1]


def numbers(text):
    """Return the numbers in a text, whose minus may be a true one."""
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def said(figure):
    """Return a figure's text alternative as it is now."""
    return figure.locator("svg").first.get_attribute("aria-label")


@pytest.fixture
def open_figure(open_page):
    """A function that opens the page of a figure and returns the figure."""
    def opened(name, **options):
        page = open_page(**options)
        page.goto(f"{SITE.as_uri()}/notebooks/{PAGE_OF[name]}.html")
        figure = page.locator(f"#touch-{name}")
        figure.scroll_into_view_if_needed()
        return figure
    return opened


# All pictures to touch

@pytest.mark.parametrize("name", FIGURES)
def test_it_stands_for_a_stored_picture(name):
    assert any("image/png" in output.get("data", {}) for output in CELLS[name].outputs)


def test_each_page_loads_its_own():
    for path in NOTEBOOKS:
        html = (SITE / "notebooks" / f"{path.stem}.html").read_text(encoding="utf-8")
        loaded = re.findall(r'src="\.\./_static/([a-z-]+)\.js', html)
        own = [name for name in FIGURES if PAGE_OF[name] == path.stem]
        assert sorted(name for name in loaded if name in FIGURES) == own
        assert not own or loaded.count("touch") == 1


@pytest.mark.parametrize("name", FIGURES)
def test_it_takes_the_place_of_the_stored_picture(open_figure, name):
    figure = open_figure(name)
    assert figure.is_visible()
    assert not figure.page.locator(f"img.figure-{name}").is_visible()


@pytest.mark.parametrize("name", FIGURES)
def test_without_scripts_the_stored_picture_stays(open_page, name):
    page = open_page(java_script_enabled=False)
    page.goto(f"{SITE.as_uri()}/notebooks/{PAGE_OF[name]}.html")
    assert page.locator(f"img.figure-{name}").is_visible()


@pytest.mark.parametrize("name", FIGURES)
def test_if_it_fails_the_stored_picture_stays(open_page, name):
    page = open_page()
    page.add_init_script("document.createElementNS = () => { throw new Error('broken'); }")
    page.goto(f"{SITE.as_uri()}/notebooks/{PAGE_OF[name]}.html")
    assert page.locator(f"img.figure-{name}").is_visible()
    assert page.locator(f"#touch-{name}").count() == 0


@pytest.mark.parametrize("options", [PHONE, {}], ids=["phone", "desk"])
@pytest.mark.parametrize("name", FIGURES)
def test_it_is_large_enough_to_read_and_to_touch(open_figure, name, options):
    figure = open_figure(name, **options)
    assert figure.evaluate(SMALL_TARGETS, 40 if options else 24) == []
    assert figure.evaluate(SMALL_TEXT) == []
    assert figure.page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("name", FIGURES)
def test_its_text_is_its_alternative(open_figure, name):
    figure = open_figure(name)
    assert said(figure) == figure.locator("figcaption").inner_text()
    assert figure.locator("figcaption").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize("name", FIGURES)
def test_paper_has_the_picture_and_not_its_buttons(open_figure, name):
    figure = open_figure(name)
    figure.page.emulate_media(media="print")
    assert figure.locator("svg").first.is_visible()
    assert figure.locator("button:visible, input:visible, .how:visible").count() == 0


# Moving

def tip(figure, name):
    return figure.get_by_role("slider", name=f"tip of {name}")


def centre(target):
    box = target.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def by_mouse(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=3)
    page.mouse.up()


def by_finger(page, start, end):
    """Drag with a finger as the system tells of it, so that the page may scroll."""
    session = page.context.new_cdp_session(page)
    way = [[a + (b - a) * step / 5 for a, b in zip(start, end)] for step in range(6)]
    for kind, points in [("touchStart", way[:1]), *(("touchMove", [at]) for at in way[1:]), ("touchEnd", [])]:
        session.send("Input.dispatchTouchEvent",
                     {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})
    page.wait_for_timeout(100)


HANDS = pytest.mark.parametrize("drag, options", [(by_mouse, {}), (by_finger, PHONE)],
                                ids=["mouse", "finger"])


def place(figure, x, y, reach):
    """Return where on the screen the point (x, y) of a plane from -reach to reach is."""
    box = figure.locator(":scope > svg > g > path").first.bounding_box()  # its axes
    unit = box["width"] / (2 * reach)
    return box["x"] + (x + reach) * unit, box["y"] + (reach - y) * unit


def to_the_top(figure):
    """Scroll the page until the figure stands below its header, whole."""
    figure.evaluate("figure => scrollBy(0, figure.getBoundingClientRect().top - 60)")
    return figure


def press(figure, target, keys):
    target.focus()
    for key in keys:
        figure.page.keyboard.press(key)


# The shadow of x on the line along w

STATES = [((5, 0), (3, 4)), ((-3, 2), (3, 4)), ((4, -3), (3, 4)), ((-4.5, -0.5), (-2, 1.5)),
          ((1, 1), (1, 1)), ((0.5, 0), (0, -0.5)), ((5, 5), (-5, -5)), ((5, -5), (5, 5)),
          ((2.5, -1), (-4.5, 0)), ((0, -5), (0.5, 5))]
SHADOW = re.compile(
    r"Arrow x ends at \((.+)\), arrow w at \((.+)\)\. x · w = (\S+), (positive|zero|negative)\. "
    r"\|w\| [=≈] (\S+)\. The shadow of x on the line along w: (\S+) / (\S+) [=≈] (\S+); (.+)\. "
    r"The angle: θ [=≈] (\S+)°, cos θ [=≈] (\S+)\.")
WHERE = {"positive": "it falls on the side that w points to", "zero": "the shadow is gone",
         "negative": "it falls on the other side, and counts as negative"}


def assert_shadow(figure, x, w):
    """The figure says what NumPy says of x and w."""
    x, w = np.array(x), np.array(w)
    got = SHADOW.fullmatch(said(figure)).groups()
    sign = ["zero", "positive", "negative"][int(np.sign(x @ w))]
    long = np.sqrt(w @ w)
    cosine = x @ w / (np.sqrt(x @ x) * long)
    assert (got[3], got[8].endswith(WHERE[sign])) == (sign, True)
    assert numbers(" ".join(got[:3])) == [*x, *w, x @ w]
    np.testing.assert_allclose(numbers(" ".join(got[4:8] + got[10:])),
                               [long, x @ w, long, x @ w / long, cosine], rtol=0, atol=0.0050001)
    assert abs(numbers(got[9])[0] - np.degrees(np.arccos(min(1, max(-1, cosine))))) < 0.50001
    assert f"shadow: {got[7]} long" in figure.locator("svg text").all_text_contents()


def test_shadow_starts_as_in_the_notebook(open_figure):
    figure, (x, w) = open_figure("shadow"), drawn_by("lengths", "shadow")
    assert_shadow(figure, x, w)
    printed = text_of(CELLS["shadow-length"])
    assert numbers(printed) == numbers(" ".join(SHADOW.fullmatch(said(figure)).group(6, 7, 8)))
    cosine, degrees, _ = numbers(text_of(CELLS["cosine"]))
    assert f"θ ≈ {degrees:g}°, cos θ = {cosine:g}" in said(figure)


@HANDS
def test_shadow_follows_the_hand(open_figure, drag, options):
    figure = to_the_top(open_figure("shadow", **options))
    page, before = figure.page, figure.page.evaluate("scrollY")
    for x, w in STATES[1::2]:
        for name, end in (("x", (-5, 5)), ("w", w), ("x", x)):  # x lies over w: out of its way first
            drag(page, centre(tip(figure, name).locator(".grip")), place(figure, *end, reach=6.5))
        assert_shadow(figure, x, w)
    assert page.evaluate("scrollY") == before


def test_a_finger_beside_the_tips_scrolls_the_page(open_figure):
    figure = to_the_top(open_figure("shadow", **PHONE))
    before, text = figure.page.evaluate("scrollY"), said(figure)
    by_finger(figure.page, place(figure, -3, -5, 6.5), place(figure, -3, 0, 6.5))
    assert figure.page.evaluate("scrollY") > before + 50
    assert said(figure) == text


def test_shadow_follows_the_arrow_keys(open_figure):
    figure = open_figure("shadow")
    at = {name: np.array(start) for name, start in zip("xw", STATES[0])}
    for target in STATES[1:]:
        for name, end in zip("xw", target):
            across, up = ((end - at[name]) / 0.5).astype(int)
            press(figure, tip(figure, name), abs(across) * ["ArrowRight" if across > 0 else "ArrowLeft"]
                  + abs(up) * ["ArrowUp" if up > 0 else "ArrowDown"])
            at[name] = np.array(end)
            told = tip(figure, name).get_attribute("aria-valuetext")
            assert told == f"({end[0]:g}, {end[1]:g})".replace("-", "−")
        assert_shadow(figure, *target)
    press(figure, tip(figure, "x"), 30 * ["ArrowLeft"])
    assert "Arrow x ends at (−5, −5)" in said(figure)
    figure.get_by_role("button", name="As in the notebook").click()
    assert_shadow(figure, *STATES[0])


def test_an_arrow_without_length_has_no_angle(open_figure):
    figure = open_figure("shadow")
    press(figure, tip(figure, "w"), 6 * ["ArrowLeft"] + 8 * ["ArrowDown"])
    assert said(figure) == ("Arrow x ends at (5, 0), arrow w at (0, 0). x · w = 0, zero. w has no length: "
                            "no line for a shadow to fall on, and no angle.")
    press(figure, tip(figure, "x"), 10 * ["ArrowLeft"])
    assert "w has no length" in said(figure)
    press(figure, tip(figure, "w"), 3 * ["ArrowRight"])
    assert said(figure).endswith("w: 0 / 1.5 = 0; x has no length, so it casts none, and there is no angle.")
    assert "NaN" not in figure.evaluate("figure => figure.outerHTML")


# Two shapes, stretched to one

TYPE = """(figure, pairs) => pairs.map(pair => {
    const inputs = figure.querySelectorAll("input");
    inputs.forEach((input, k) => { input.value = pair[k]; });
    inputs[0].dispatchEvent(new Event("input"));
    const texts = kind => [...figure.querySelectorAll(`rect.${kind} + text`)].map(text => text.textContent);
    return [figure.querySelector("svg").getAttribute("aria-label"), texts("real"), texts("stretched")];
})"""


def held(shape, first, down):
    """Return an array of this shape that begins with `first` and grows by 1 across and `down` downwards."""
    rows, columns = (1, 1, *shape)[-2:]
    return (first + down * np.arange(rows)[:, None] + np.arange(columns)).reshape(shape)


def test_stretch_starts_as_in_the_notebook(open_figure):
    figure, (column, row) = open_figure("stretch-both"), drawn_by("stretch-both")
    assert [box.input_value() for box in figure.locator("input").all()] == [str(column.shape), str(row.shape)]
    [[_, real, stretched]] = figure.evaluate(TYPE, [[str(column.shape), str(row.shape)]])
    assert numbers(" ".join(real)) == [*column.ravel(), *row, *(column + row).ravel()]
    assert sorted(numbers(" ".join(stretched))) == sorted([*np.repeat(column, 3), *np.repeat(row, 3)])


def test_stretch_agrees_with_numpy_on_all_small_shapes(open_figure):
    figure = open_figure("stretch-both")
    shapes = [(), *((n,) for n in range(5)), *((m, n) for m in range(5) for n in range(5))]
    pairs = [(left, right) for left in shapes for right in shapes]
    answers = figure.evaluate(TYPE, [[str(left), str(right)] for left, right in pairs])
    for (left, right), (text, real, stretched) in zip(pairs, answers):
        a, b = held(left, 0, 10), held(right, 1, (1, *right)[-1])
        cells = [*a.ravel(), *b.ravel()]
        try:
            result = np.broadcast_shapes(left, right)
        except ValueError:
            assert "an error" in text and text.endswith("NumPy raises a ValueError.") and stretched == []
        else:
            cells += [*(a + b).ravel()]
            assert f"Result {result}: " in text and "error" not in text.lower()
            assert len(stretched) == (2 * (a + b).size - a.size - b.size if (a + b).size else 0)
        assert numbers(" ".join(real)) == cells, (left, right)


def test_five_sums_are_guessed_as_in_the_notebook(open_figure):
    figure = open_figure("stretch-both")
    for line in text_of(CELLS["five-sums"]).splitlines():
        asked, answer = line.split(" -> ")
        figure.get_by_role("button", name=asked).click()
        assert asked.replace(" + ", " and ") + ":" in said(figure)
        assert (answer if answer == "ValueError" else f"Result {answer}: ") in said(figure)
    figure.get_by_role("button", name="As in the notebook").click()
    assert [box.input_value() for box in figure.locator("input").all()] == ["(4, 1)", "(4,)"]


@pytest.mark.parametrize("left, right, result", [
    ("(450, 1, 64)", "(10, 64)", "(450, 10, 64)"), ("(7, 1)", "(1, 3)", "(7, 3)"),
    ("(2, 3, 4, 5)", "()", "(2, 3, 4, 5)"),
    ("( 5 ,2,)", "(  2,  )", "(5, 2)"), ("(7,)", "(8,)", None), ("(99999,)", "(1,)", "(99999,)")])
def test_larger_shapes_follow_the_same_rules(open_figure, left, right, result):
    figure = open_figure("stretch-both", **PHONE)
    for box, text in zip(figure.locator("input").all(), (left, right)):
        box.fill(text)
    assert (f"Result {result}: " if result else "ValueError") in said(figure)
    large = bool(re.search(r"\d\d|[7-9]|\d,.*\d,.*\d", left))
    assert ("Too large to draw" in said(figure)) == large == (figure.locator("rect").count() == 0)
    assert figure.page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("text, got", [
    ("", "nothing,"), ("4", "4,"), ("(4", "(4,"), ("(4)", "(4), which has no comma"),
    ("(4, x)", "x for a length in (4, x),"), ("(-1, 2)", "-1 for a length in (-1, 2),"),
    ("(2.5, 1)", "2.5 for a length in (2.5, 1),"), ("(4,,)", "nothing for a length in (4,,),"),
    ("(,)", "nothing for a length in (,),"), ("(1, 2, 3, 4, 5)", "5 axes,"),
    ("(123456,)", "the length 123456,"), ("(1,) + (2,)", "(1,) + (2,),"), ("<b>(4,)</b>", "<b>(4,)</b>,")])
def test_what_is_no_shape_is_said(open_figure, text, got):
    figure = open_figure("stretch-both")
    troubles = listen(figure.page, SITE.as_uri())
    right = figure.locator("input").nth(1)
    right.fill(text)
    assert said(figure).startswith(f"On the right: got {got}") and "expected" in said(figure)
    assert right.get_attribute("aria-invalid") == "true"
    right.fill("(1, 2)")
    assert "Result (4, 2): " in said(figure)
    assert right.get_attribute("aria-invalid") == "false"
    assert troubles == []


def test_axe_finds_nothing_serious_in_a_wrong_shape(open_figure):
    figure = open_figure("stretch-both")
    figure.locator("input").first.fill("four")
    assert axe(figure.page) == []


# The line that b moves

def assert_boundary(figure, b):
    """The figure says, and shows by shapes, what NumPy says of this bias."""
    points, w, _ = drawn_by("boundaries")
    outputs, long = points @ w + b, np.sqrt(w @ w)
    text, way = said(figure), [": it goes through the origin", ", against w", ", along w"][np.sign(b)]
    moved = re.match(rf"b = (\S+)\. .* \|b\| / \|w\| = (\S+) / (\S+) [=≈] ([\d.]*\d){way}\.", text)
    assert numbers(" ".join(moved.groups())) == [b, abs(b), long, abs(b) / long]
    sides = ["on the line", "positive", "negative"]
    assert text.partition("Outputs: ")[2] == "; ".join(
        f"({x}, {y}) gives {output}, {sides[np.sign(output)]}".replace("-", "−")
        for (x, y), output in zip(points, outputs)) + "."
    shapes = [figure.locator(f"svg > svg > g > {shape}").count()
              for shape in ("circle", "rect", "path[d='M0 -10L10 0L0 10L-10 0Z']")]
    assert shapes == [np.sum(outputs > 0), np.sum(outputs < 0), np.sum(outputs == 0)]


def handles(figure):
    return [figure.get_by_role("slider", name=name) for name in ("the line, moved by b", "bias b")]


def test_boundary_has_the_biases_of_the_notebook(open_figure):
    figure, (_, _, biases) = open_figure("boundaries"), drawn_by("boundaries")
    assert_boundary(figure, biases[0])
    printed = text_of(CELLS["point-changes-sides"]).splitlines()
    assert len(printed) == len(biases) == figure.locator("button").count()
    for b, line in zip(biases, printed):
        figure.get_by_role("button", name=f"b = {b}".replace("-", "−"), exact=True).click()
        assert_boundary(figure, b)
        bias, shifted, x, y, output = numbers(line)
        assert f"5 = {shifted:g}" in said(figure)
        assert f"({x:g}, {y:g}) gives {output:g},".replace("-", "−") in said(figure)


def test_boundary_follows_the_arrow_keys(open_figure):
    figure = open_figure("boundaries")
    line, slider = handles(figure)
    for target, key, step in ((slider, "ArrowRight", 1), (line, "ArrowUp", -1), (slider, "ArrowDown", -1),
                              (line, "ArrowDown", 1), (line, "ArrowLeft", 1), (line, "ArrowRight", -1)):
        figure.get_by_role("button", name="b = 0", exact=True).click()
        for count in range(1, 27):
            press(figure, target, [key])
            assert_boundary(figure, step * min(count, 25))
    assert line.get_attribute("aria-valuenow") == slider.input_value() == "-25"


@HANDS
def test_boundary_follows_the_hand(open_figure, drag, options):
    figure = to_the_top(open_figure("boundaries", **options))
    page, before, w, b = figure.page, figure.page.evaluate("scrollY"), np.array([3, 4]), 0
    for target in (10, -15, 3, 25, -25, -7, 0):
        start, end = ([-bias * entry / 25 for entry in w] for bias in (b, target))
        drag(page, place(figure, *start, 6), place(figure, *end, 6))
        assert_boundary(figure, target)
        b = target
    drag(page, place(figure, 2.4, -1.8, 6), place(figure, 3, -1, 6))  # not by its middle
    assert_boundary(figure, -5)
    assert page.evaluate("scrollY") == before
