"""The browser edition as a reader meets it: a link, a cell that runs, an answer that is checked and kept.

`make test-browser` builds the pages with it and runs this in Chromium; no other browser was tried.
"""

import functools
import http.server
import json
import threading

import nbformat
import pytest

from tests.notebooks.guards import code_cells, text_of
from tests.outside.browser_checks import TOO_WIDE, axe, listen
from tests.outside.conftest import SITE
from tests.outside.test_jupyterlab import TYPED, run_all, said
from tools.kernel import NOTEBOOKS, needs_torch, read

RUN_HERE = [path for path in NOTEBOOKS if not needs_torch(read(path))]
FIRST = NOTEBOOKS[0].name
READY = "Python is ready"
MODEL = """() => document.querySelector("iframe").contentWindow.jupyterapp
    .shell.currentWidget.context.model.toJSON()"""


def state(page):
    """Return all that the page says above the notebook."""
    return page.locator("#state").inner_text() + page.locator("#trouble").text_content()


def wait_until(page, found, seconds=120):
    """Wait until a function gives something that is true; return it."""
    for _ in range(5 * seconds):
        if value := found():
            return value
        page.wait_for_timeout(200)
    raise TimeoutError(f"not within {seconds} seconds; the page says: {state(page)}")


def address(served, name=FIRST):
    return f"{served}/lite/index.html?notebook={name}"


def opened(page, where):
    """Open a notebook and wait for Python; return the frame that it is in."""
    page.goto(where)
    wait_until(page, lambda: READY in state(page))
    return page.frame_locator("iframe")


def notebook(page):
    return nbformat.from_dict(page.evaluate(MODEL))


def type_over(page, frame, text, answer):
    """Write over the code cell that holds a text, and run it."""
    frame.locator(".jp-CodeCell", has_text=text).first.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(answer)
    page.keyboard.press("Shift+Enter")


def all_cells(page):
    """Return the code cells once each has been run; else False."""
    cells = code_cells(notebook(page))
    failed = [output for cell in cells for output in cell.outputs if output.output_type == "error"]
    assert failed == []
    return None not in [cell.execution_count for cell in cells] and cells


def pictures(cell):
    return sum("image/png" in output.get("data", {}) for output in cell.outputs)


@pytest.fixture
def begun(open_page, served):
    """A page with notebook 1, whose first cell has run, and the frame that it is in."""
    page = open_page()
    frame = opened(page, address(served))
    frame.locator(".jp-CodeCell").first.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    return page, frame


def check_says(page, frame):
    """Run the first check, and return what it says."""
    frame.locator(".jp-CodeCell", has_text='check("1.1", neuron)').first.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    return wait_until(page, lambda: said(notebook(page)), 60)


@pytest.mark.parametrize("path", RUN_HERE, ids=lambda path: path.stem)
def test_every_cell_gives_what_is_stored(open_page, served, path):
    page = open_page()
    troubles = listen(page, served)
    run_all(opened(page, address(served, path.name)))
    cells = wait_until(page, lambda: all_cells(page), 600)
    stored = code_cells(read(path))
    assert {cell.id: text_of(cell) for cell in cells} == {cell.id: text_of(cell) for cell in stored}
    assert [pictures(cell) for cell in cells] == [pictures(cell) for cell in stored]
    loaded = page.frame_locator("iframe").locator("img[src^='data:image/png']").evaluate_all(
        "images => images.map(image => image.naturalWidth)")
    assert loaded and all(width > 100 for width in loaded)
    assert [trouble for trouble in troubles if not trouble.startswith("console: ")] == []


def test_typed_answer_passes_and_is_there_after_a_reload(begun, served):
    page, frame = begun
    type_over(page, frame, "def neuron(x, w, b):", TYPED)
    assert check_says(page, frame).startswith("Exercise 1.1: passed")
    page.wait_for_timeout(1000)
    opened(page, address(served))
    assert "return sum(x * w) + b" in json.dumps(notebook(page))


def test_what_is_typed_and_not_run_is_saved_too(begun, served):
    page, frame = begun
    frame.locator(".jp-CodeCell").first.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("  # mine")
    page.wait_for_timeout(1000)
    page.goto(f"{served}/index.html")
    opened(page, address(served))
    assert "# mine" in json.dumps(notebook(page))


def test_a_cell_that_is_run_at_once_waits_for_python(open_page, served):
    page = open_page()
    page.goto(address(served))
    first = page.frame_locator("iframe").locator(".jp-CodeCell").first
    first.locator(".cm-content").click()  # as soon as it can be clicked
    page.keyboard.press("Control+a")
    page.keyboard.type("6 * 7")
    page.keyboard.press("Shift+Enter")
    wait_until(page, lambda: first.inner_text().rstrip().endswith("42"))


def test_wrong_answer_is_told_why(begun):
    page, frame = begun
    type_over(page, frame, "def neuron(x, w, b):", TYPED.removesuffix(" + b"))
    assert "The bias is missing." in check_says(page, frame)


def test_endless_answer_is_stopped_by_the_check(begun):
    page, frame = begun
    type_over(page, frame, "def neuron(x, w, b):", "def neuron(x, w, b):\nwhile True: pass")
    assert "look for an endless loop" in check_says(page, frame)
    type_over(page, frame, "import time", "6 * 7")
    wait_until(page, lambda: "42" in text_of(code_cells(notebook(page))[0]), 30)


@pytest.mark.parametrize("endless", [
    "while True: pass",
    "import numpy as np; np.convolve(np.ones(10**6), np.ones(10**6))",  # one call, for many minutes
], ids=["loop", "one call"])
def test_endless_cell_ends_by_a_restart_which_keeps_the_text(begun, endless):
    page, frame = begun
    type_over(page, frame, "import time", endless)
    wait_until(page, lambda: "press Restart" in state(page), 30)
    page.click("#restart")
    wait_until(page, lambda: READY in state(page))
    assert endless in code_cells(notebook(page))[0].source
    type_over(page, frame, endless, "6 * 7")
    wait_until(page, lambda: "42" in text_of(code_cells(notebook(page))[0]), 30)


def test_fresh_copy_asks_and_keeps_what_was_typed(begun, served):
    page, frame = begun
    type_over(page, frame, "def neuron(x, w, b):", TYPED)
    copies = page.locator("#copies option", has_text="kept")
    for answer, kept in (("Go on with my copy", 0), ("Begin afresh", 1)):
        page.click("#fresh")
        page.get_by_role("button", name=answer).click()
        wait_until(page, lambda: copies.count() == kept and page.locator("#download").is_enabled())
        assert ("return sum(x * w) + b" in json.dumps(notebook(page))) == (not kept)
    kept = copies.get_attribute("value")
    page.select_option("#copies", kept)
    page.wait_for_url(lambda url: url.endswith(kept))
    wait_until(page, lambda: page.locator("#download").is_enabled())
    assert "return sum(x * w) + b" in json.dumps(notebook(page))


def test_download_is_what_was_typed(begun):
    page, frame = begun
    type_over(page, frame, "def neuron(x, w, b):", TYPED)
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename == FIRST
    assert "return sum(x * w) + b" in download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("script, says", [
    ("delete window.WebAssembly", "no WebAssembly"),
    ("delete window.BroadcastChannel", "too old"),
    ("delete WebAssembly.Tag", "too old"),
])
def test_browser_that_cannot_is_told_so(open_page, served, script, says):
    page = open_page()
    page.add_init_script(script)
    page.goto(address(served))
    assert says in state(page) and page.locator("iframe").count() == 0


def test_window_that_keeps_nothing_says_so_and_runs(open_page, served):
    page = open_page()
    page.add_init_script("delete IDBFactory.prototype.open")
    frame = opened(page, address(served))
    assert "keeps nothing" in state(page)
    type_over(page, frame, "import time", "6 * 7")
    wait_until(page, lambda: "42" in text_of(code_cells(notebook(page))[0]), 30)


def test_page_on_a_disk_says_that_it_needs_a_server(open_page):
    page = open_page()
    page.goto(f"{SITE.as_uri()}/lite/index.html")
    assert "from a web server only" in state(page)


def test_page_without_scripts_says_so(open_page, served):
    page = open_page(java_script_enabled=False)
    page.goto(address(served))
    assert "needs scripts" in page.locator("body").inner_text()


class WrongTypes(http.server.SimpleHTTPRequestHandler):
    """A server that takes modules for plain text, as old ones do."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/plain"}


def test_server_of_wrong_types_is_named(open_page):
    handler = functools.partial(WrongTypes, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = open_page()
        page.goto(address(f"http://127.0.0.1:{server.server_port}"))
        wait_until(page, lambda: "text/plain" in state(page), 30)
        server.shutdown()


@pytest.mark.parametrize("lost, says", [
    ("**/numpy-*.whl", "numpy did not arrive"),
    ("**/pyodide.asm.wasm", "did not arrive"),
    ("**/course.json", "could not be opened"),
    ("**/run.js", "did not arrive"),
    ("**/build/notebooks/bundle.js*", "could not be opened"),
])
def test_lost_connection_is_told_and_mended_by_trying_again(open_page, served, lost, says):
    page = open_page()
    page.route(lost, lambda route: route.abort())
    page.goto(address(served))
    wait_until(page, lambda: says in state(page), 90)
    page.unroute(lost)
    page.reload() if lost == "**/run.js" else page.get_by_role("button", name="Try again").click()
    wait_until(page, lambda: READY in state(page))


def test_unknown_notebook_is_named(open_page, served):
    page = open_page()
    page.goto(address(served, "09_dreams.ipynb"))
    wait_until(page, lambda: "09_dreams.ipynb" in state(page), 90)


def test_notebook_that_needs_torch_says_so(open_page, served):
    [path] = [path for path in NOTEBOOKS if path not in RUN_HERE]
    page = open_page()
    opened(page, address(served, path.name))
    assert "needs torch" in state(page)


def test_loading_is_told_by_name(open_page, served):
    page, seen = open_page(), set()
    page.goto(address(served))
    wait_until(page, lambda: seen.add(state(page)) or READY in state(page))
    assert any("Loading Python: " in line and "You can read and type meanwhile" in line for line in seen)


@pytest.mark.parametrize("width", [390, 1280])
def test_page_around_is_accessible_and_fits(open_page, served, width):
    page = open_page(width, is_mobile=width == 390, has_touch=width == 390)
    opened(page, address(served))
    assert page.evaluate(TOO_WIDE) == []
    page.locator("iframe").evaluate("frame => frame.remove()")  # JupyterLite's own is not ours
    assert axe(page) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_button_on_a_page_opens_its_notebook(open_page, served, path):
    page = open_page(390)
    page.goto(f"{served}/notebooks/{path.stem}.html")
    page.click("a.run-notebook")
    wait_until(page, lambda: page.locator("#download").is_enabled())
    assert notebook(page).cells[0].source == read(path).cells[0].source
    page.click("#back")
    page.wait_for_url(f"{served}/notebooks/{path.stem}.html")
