"""The pictures to touch of what is learnt: ten scores, bent grids, learning rates.

`make test-browser` builds the pages and runs this in Chromium.
"""

import re

import numpy as np
import pytest

from helpers import Linear, ReLU, Sequential, load_digits, softmax, softmax_cross_entropy
from tests.notebooks.guards import text_of
from tests.outside.browser_checks import NO_ALTERNATIVE, TOO_WIDE, axe, listen
from tests.outside.conftest import SITE
from tools import touch_data
from tools.kernel import NOTEBOOKS, read
from tools.shown import run

HOME = SITE.as_uri()
NUMBERS = {"judge": 1, "weights-figure": 2, "curve": 2, "grids": 4}  # of the notebook with the cell
CELLS = list(NUMBERS)
PAINTED = ["judge", "weights-figure"]
HANDS = ["mouse", "finger"]


def cell_of(name, number=None):
    return {cell.id: cell for cell in read(NOTEBOOKS[(number or NUMBERS[name]) - 1]).cells}[name]


@pytest.fixture(scope="module")
def units():
    """Weights (64, 10), bias (10,) and first image (64,) of each figure to paint on, from the cells."""
    one, two = (run(number, *cells)[0] for number, cells in touch_data.CELLS.items())
    return {"judge": (one["templates"].T, np.zeros(10), one["mine"]),
            "weights-figure": (two["layer"].W, two["layer"].b, load_digits().X_test[8])}


@pytest.fixture
def opened(open_page):
    """A function that opens the page of a figure, on a phone if the hand is a finger."""
    def opened(name, hand="mouse", home=HOME, scheme="light"):
        phone = {"is_mobile": True, "has_touch": True} if hand == "finger" else {}
        page = open_page(390 if phone else 1280, scheme, **phone)
        page.goto(f"{home}/notebooks/{NOTEBOOKS[NUMBERS[name] - 1].stem}.html")
        return page
    return opened


def figure_of(page, name):
    figure = page.locator(f"#touch-{name}")
    figure.evaluate("figure => figure.scrollIntoView({block: 'center', behavior: 'instant'})")
    return figure


def told(page, name):
    """Return what the figure's alternative says, with the minus that Python reads."""
    return page.locator(f"#touch-{name} svg[aria-label]").first.get_attribute("aria-label").replace("−", "-")


def numbers(text):
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text)]


def middle(locator):
    """Return the middle of an element in the window, scrolled to where it can be held."""
    locator.evaluate("it => it.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, hand, places):
    """Press at the first of some places, move over the others and let go."""
    if hand == "mouse":
        page.mouse.move(*places[0])
        page.mouse.down()
        for place in places[1:]:
            page.mouse.move(*place)
        page.mouse.up()
        return
    session = page.context.new_cdp_session(page)
    for kind, (x, y) in zip(["touchStart", *["touchMove"] * (len(places) - 1)], places):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("name", CELLS)
def test_figure_takes_the_place_of_a_stored_picture(opened, name):
    page = opened(name)
    assert any("image/png" in output.get("data", {}) for output in cell_of(name).outputs)
    assert page.locator(f"img.figure-{name}").is_hidden()
    assert page.locator(f"#touch-{name} figcaption").inner_text().replace("−", "-") == told(page, name)


@pytest.mark.parametrize("name", CELLS)
def test_without_scripts_the_picture_stays(open_page, name):
    page = open_page(390, java_script_enabled=False)
    page.goto(f"{HOME}/notebooks/{NOTEBOOKS[NUMBERS[name] - 1].stem}.html")
    assert page.locator(f"img.figure-{name}").is_visible()
    assert page.locator(".touch").count() == 0


# Ten scores.

def pixel(page, name, row, column):
    return page.locator(f"#touch-{name} [role=gridcell]").nth(8 * row + column)


def places(page, name, pixels):
    """Return where some pixels are, all in one window."""
    first = middle(pixel(page, name, 4, 4))
    size = pixel(page, name, 4, 4).bounding_box()["width"]
    return [(first[0] + size * (column - 4), first[1] + size * (row - 4)) for row, column in pixels]


def assert_scores(page, name, units, image):
    W, b, _ = units[name]
    scores = image @ W + b
    read, *shown = numbers(told(page, name))[:1] + numbers(told(page, name).partition(" 0 to 9: ")[2])[:10]
    assert read == scores.argmax()
    np.testing.assert_allclose(shown, scores, atol=0.0501)
    bars = page.locator(f"#touch-{name} .panels svg text").all_text_contents()[1:11]
    assert [float(bar.replace("−", "-")) for bar in bars] == shown


@pytest.mark.parametrize("name", PAINTED)
def test_first_scores_are_the_notebooks(opened, units, name):
    page = opened(name)
    assert_scores(page, name, units, units[name][2])


def test_judge_begins_with_what_its_cell_says(opened):
    page = opened("judge")
    assert re.search(r"template (\d)\.", text_of(cell_of("judge")))[1] == told(page, "judge")[6]


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("name", PAINTED)
def test_a_stroke_paints_and_a_stroke_over_ink_erases(opened, units, name, hand):
    page, image = opened(name, hand), units[name][2].copy()
    stroke = [(row, 0) for row in range(1, 8)]
    at = places(page, name, [stroke[0], stroke[-1]])  # so quick that the pixels between are skipped
    before = page.evaluate("scrollY")
    for ink in (1, 0):
        drag(page, hand, at)
        for row, column in stroke:
            image[8 * row + column] = ink
            assert pixel(page, name, row, column).get_attribute("aria-label") == \
                f"Row {row}, column {column}: {'ink' if ink else 'paper'}"
        assert_scores(page, name, units, image)
    assert page.evaluate("scrollY") == before


def test_a_finger_beside_the_paper_scrolls_the_page(opened):
    page = opened("judge", "finger")
    x, y = middle(figure_of(page, "judge").locator(".how"))
    before = page.evaluate("scrollY")
    drag(page, "finger", [(x, y - 40 * step) for step in range(6)])
    page.wait_for_function(f"scrollY > {before} + 50")


@pytest.mark.parametrize("name", PAINTED)
def test_keys_paint(opened, units, name):
    page, image = opened(name), units[name][2].copy()
    pixel(page, name, 0, 0).focus()
    for key in ("ArrowLeft", "ArrowDown", "ArrowRight", "End", "ArrowRight", "Home", " "):
        page.keyboard.press(key)
    image[8] = 1
    assert_scores(page, name, units, image)
    assert page.evaluate("document.activeElement.ariaLabel") == "Row 1, column 0: ink"
    page.keyboard.press("Enter")
    image[8] = 0
    assert_scores(page, name, units, image)
    pixel(page, name, 4, 1).focus()  # as a screen reader may
    for key in ("ArrowLeft", " "):
        page.keyboard.press(key)
    image[32] = 1
    assert_scores(page, name, units, image)
    assert page.locator(f"#touch-{name} [role=gridcell][tabindex='0']").count() == 1


def test_scores_are_numpys_on_many_images(opened, units):
    rng = np.random.default_rng(0)
    images = rng.integers(0, 17, (100, 64)) / 16
    for name, constant in (("judge", "TEMPLATES"), ("weights-figure", "TRAINED")):
        W, b, _ = units[name]
        found = opened(name).evaluate(
            f"images => images.map(image => tenScores(image, floats({constant}.weights), "
            f"floats({constant}.bias)))", images.tolist())
        np.testing.assert_allclose(found, images @ W + b, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", PAINTED)
def test_other_digits_blank_paper_and_the_way_back(opened, units, name):
    page = opened(name)
    for i in (*touch_data.EXAMPLES, touch_data.EXAMPLES[0]):
        page.locator(f"#touch-{name} button", has_text="Another digit").click()
        assert_scores(page, name, units, load_digits().X_test[i])
    page.locator(f"#touch-{name} button", has_text="Clear").click()
    if name == "judge":
        assert told(page, name).startswith("The paper is blank, and nothing is read.")
        assert set(numbers(told(page, name).partition(" 0 to 9: ")[2])) == {0}
    else:
        assert_scores(page, name, units, np.zeros(64))
    page.locator(f"#touch-{name} button", has_text="As in the notebook").click()
    assert_scores(page, name, units, units[name][2])


def test_probability_is_softmax_of_the_highest_logit(opened, units):
    page, (W, b, image) = opened("weights-figure"), units["weights-figure"]
    assert numbers(told(page, "weights-figure"))[-1] == pytest.approx(softmax(image @ W + b).max(), abs=5e-4)


# Two layers on a grid.

def layers_of_the_cell():
    variables = {"Linear": Linear, "np": np}
    exec(cell_of("two-layers", 4).source, variables)
    return variables["first"], variables["second"]


def assert_grid(page, bend, first, second, point):
    """See the alternative against the course's layers; corners are found by another way."""
    network = Sequential(first, ReLU(), second) if bend else Sequential(first, second)
    found = numbers(told(page, "grids"))
    goes = network(np.array(point, float))
    np.testing.assert_allclose(found[-4:], [*point, *goes], atol=0.00501)
    if not bend:
        assert found[0] == 18 and "stay straight" in told(page, "grids")
        return
    lines = np.linspace(-2, 2, 9)
    mesh = np.stack(np.meshgrid(lines, lines), axis=-1).reshape(-1, 2)
    negative = (first(mesh) < -1e-9).sum(axis=1)
    fine = np.linspace(-2, 2, 2001)
    drawn = [np.stack(pair, axis=1) for at in lines
             for pair in ((fine, np.full(2001, at)), (np.full(2001, at), fine))]
    corners = 0
    for places in drawn:
        image = network(places)
        corners += np.linalg.svd(image - image.mean(axis=0), compute_uv=False)[1] > 1e-6
    assert found[:5] == [corners, 18, 81, np.sum(negative > 0), np.sum(negative > 1)]


def test_grid_begins_as_in_the_notebook(opened):
    page = opened("grids")
    assert page.locator("#touch-grids [type=checkbox]").is_checked()
    assert_grid(page, True, *layers_of_the_cell(), [-1, 1])
    page.locator("#touch-grids [type=checkbox]").click()
    assert_grid(page, False, *layers_of_the_cell(), [-1, 1])


@pytest.mark.parametrize("hand", HANDS)
def test_a_drag_moves_weights_and_point(opened, hand):
    page, (first, second) = opened("grids", hand), layers_of_the_cell()
    middle(page.locator("#touch-grids svg.square").first)
    marks = page.locator("#touch-grids [role=slider]")
    unit = page.locator("#touch-grids svg.square").first.bounding_box()["width"] / 5
    before = page.evaluate("scrollY")
    for mark, (right, up) in ((0, (-0.5, 1)), (1, (0.5, -1.5)), (2, (1.5, -2))):
        box = marks.nth(mark).locator(".grip").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        drag(page, hand, [(x, y), (x + unit * right / 2, y), (x + unit * right, y - unit * up)])
        if mark < 2:
            first.W[:, mark] += (right, up)
    assert page.evaluate("scrollY") == before
    assert_grid(page, True, first, second, [0.5, -1])


def test_keys_move_weights_point_biases_and_the_bend(opened):
    page, (first, second) = opened("grids"), layers_of_the_cell()
    rng, point = np.random.default_rng(0), np.array([-1.0, 1.0])
    handles = page.locator("#touch-grids :is([role=slider], input)").all()  # bend, w, w, point, b, b
    steps = {"ArrowRight": (0, 0.1), "ArrowLeft": (0, -0.1), "ArrowUp": (1, 0.1), "ArrowDown": (1, -0.1)}
    bend = True
    for turn in range(60):
        which = turn % 6
        handles[which].focus()
        if which == 0:
            page.keyboard.press("Space")
            bend = not bend
        else:
            key, times = rng.choice(list(steps)), int(rng.integers(1, 12))
            for _ in range(times):
                page.keyboard.press(key)
            axis, step = steps[key]
            moved = {1: first.W[:, 0], 2: first.W[:, 1], 3: point,
                     4: first.b[0:1], 5: first.b[1:2]}[which]
            axis = 0 if which > 3 else axis
            for _ in range(times):
                moved[axis] = np.clip(moved[axis] + step, -2, 2).round(1)
        assert_grid(page, bend, first, second, point)
    page.locator("#touch-grids button", has_text="As in the notebook").click()
    assert_grid(page, True, *layers_of_the_cell(), [-1, 1])


def test_no_weights_have_no_crease_and_no_error(opened):
    page, (first, second) = opened("grids"), layers_of_the_cell()
    troubles = listen(page, HOME)
    page.locator("#touch-grids [role=slider]").first.focus()
    for key, times in (("ArrowLeft", 10), ("ArrowUp", 4)):
        for _ in range(times):
            page.keyboard.press(key)
    first.W[:, 0] = 0
    assert_grid(page, True, first, second, [-1, 1])
    assert troubles == []


# Learning rates.

def wait_for(page, words):
    page.wait_for_function("words => document.querySelector('#touch-curve svg').ariaLabel.includes(words)",
                           arg=words, timeout=60_000)


def choose(page, rate, hand="none"):
    """Move the slider to a rate, as a hand does, and wait until all is computed."""
    slider = figure_of(page, "curve").locator("input")
    rates = {"0.1": 5, "1": 11, "3": 14, "50": 21, "100": 23}
    goal = rates[rate]
    if hand == "none":
        slider.fill(str(goal))
    elif hand == "keys":
        slider.focus()
        while (now := int(slider.input_value())) != goal:
            page.keyboard.press("ArrowRight" if now < goal else "ArrowLeft")
    else:
        box, now = slider.bounding_box(), int(slider.input_value())
        x = [box["x"] + 8 + (box["width"] - 16) * place / 23 for place in (now, (now + goal) / 2, goal)]
        drag(page, hand, [(left, box["y"] + box["height"] / 2) for left in x])
    assert slider.get_attribute("aria-valuetext") == rate
    wait_for(page, "computed here")
    return told(page, "curve")


def printed():
    """Return {rate: [loss, held out, read, steps up]} as the notebook has them in its outputs."""
    lines = [numbers(line) for line in text_of(cell_of("rates", 2)).splitlines()]
    ups = dict(np.reshape(numbers(text_of(cell_of("steps-up", 2))), (-1, 2)))
    return {f"{rate:g}": [loss, held_out, count, ups[rate]] for rate, loss, held_out, count in lines}


def test_curves_begin_as_in_the_notebook(opened):
    page = opened("curve")
    lines = text_of(cell_of("rates", 2)).splitlines()
    assert told(page, "curve") == f"As in the notebook, after 500 steps: {'; '.join(lines)}."
    assert page.locator("script[src*='digits']").count() == 0  # loaded when the slider is first moved


@pytest.mark.parametrize("rate", ["0.1", "1", "3", "50"])
def test_computed_numbers_are_the_printed_ones(opened, rate):
    said = choose(opened("curve"), rate)
    loss, held_out, count, up = printed()[rate]
    assert said == (f"Rate {rate}, computed here, after 500 steps: loss {loss:.3f}, held out {held_out:.3f}, "
                    f"{count:.0f} of 450 read. Steps on which the loss went up: {up:.0f}.")


@pytest.mark.parametrize("rate", [0.1, 1, 3, 50])
def test_first_hundred_losses_are_the_helpers(opened, rate):
    page = opened("curve")
    choose(page, "1")
    found = page.evaluate("""rate => {
        const machine = descent({...DIGITS, images: bytes(DIGITS.images), labels: bytes(DIGITS.labels),
                                 W: floats(DIGITS.W), b: floats(DIGITS.b)}, rate);
        return Array.from({length: 100}, () => machine.step());
    }""", rate)
    X, y, _, _ = load_digits()
    layer, losses = Linear(64, 10, rng=0), []
    for _ in range(100):
        loss, dlogits = softmax_cross_entropy(layer(X), y)
        losses.append(loss)
        layer.backward(dlogits)
        layer.W = layer.W - rate * layer.dW
        layer.b = layer.b - rate * layer.db
    np.testing.assert_allclose(found, losses, rtol=1e-9)


@pytest.mark.parametrize("hand", [*HANDS, "keys"])
def test_slider_is_moved_by(opened, hand):
    said = choose(opened("curve", hand), "3", hand)
    assert numbers(said)[2:4] == printed()["3"][:2]


def test_a_new_rate_ends_the_old_run(opened):
    page = opened("curve")
    page.evaluate("""() => {
        window.said = [];
        new MutationObserver(() => said.push(document.querySelector("#touch-curve svg").ariaLabel))
            .observe(document.querySelector("#touch-curve svg"), {attributeFilter: ["aria-label"]});
        const slider = document.querySelector("#touch-curve input");
        slider.value = 14;
        slider.dispatchEvent(new Event("input"));
    }""")
    wait_for(page, "computing")
    choose(page, "1")
    page.wait_for_timeout(300)
    done = [line for line in page.evaluate("said") if "computed here" in line]
    assert done and all(line.startswith("Rate 1,") for line in done)
    page.locator("#touch-curve button").click()
    assert told(page, "curve").startswith("As in the notebook")


def test_computing_leaves_the_page_its_frames(opened):
    page = opened("curve")
    page.evaluate("""() => {
        window.frames_seen = 0;
        (function count() {
            if (document.querySelector("#touch-curve svg").ariaLabel.includes("computing")) frames_seen++;
            requestAnimationFrame(count);
        })();
    }""")
    choose(page, "1")
    assert page.evaluate("frames_seen") > 20


def test_digits_that_do_not_load_are_told_and_asked_for_again(opened, served):
    page = opened("curve", home=served)
    page.route("**/digits.js*", lambda route: route.abort())
    page.locator("#touch-curve input").focus()
    page.keyboard.press("ArrowRight")
    wait_for(page, "could not be loaded")
    page.unroute("**/digits.js*")
    assert numbers(choose(page, "1"))[2:4] == printed()["1"][:2]


# Every figure, after it was touched.

@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("hand, scheme", zip(HANDS, ["light", "dark"]))
def test_touched_page_is_sound(opened, name, hand, scheme):
    page = opened(name, hand, scheme=scheme)
    troubles = listen(page, HOME)
    for button in page.locator(f"#touch-{name} button").all():
        button.click()
    if name == "curve":
        choose(page, "1")
    elif name == "grids":
        page.locator("#touch-grids [type=checkbox]").click()
    page.keyboard.press("Tab")
    assert page.evaluate(TOO_WIDE) + page.evaluate(NO_ALTERNATIVE) + troubles == []
    assert axe(page) == []


@pytest.mark.parametrize("name", CELLS)
def test_targets_and_letters_are_large_enough_on_a_phone(opened, name):
    page = opened(name, "finger")
    targets = page.locator(f"#touch-{name} :is(button, [role=gridcell], .grip, input)").all()
    boxes = [target.bounding_box() for target in targets]
    assert boxes and min(min(box["width"], box["height"]) for box in boxes) >= 24
    sizes = page.locator(f"#touch-{name} svg text:not(:empty)").evaluate_all(
        "texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)")
    assert sizes and min(sizes) >= 11
