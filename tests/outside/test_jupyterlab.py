"""The course in JupyterLab as a learner meets it: `make lab`, Run All, an exercise solved by typing.

`make test-browser` runs this in Chromium, on copies in a folder of its own:
the reader's work/ is never touched.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request

import nbformat
import pytest
from playwright.sync_api import TimeoutError as NotThere
from playwright.sync_api import expect

from tests.checkout import lay_out
from tests.notebooks.guards import code_cells, text_of
from tests.outside.browser_checks import listen
from tools.kernel import NOTEBOOKS, ROOT, read

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # more wait for a busy core
LABS_OWN = re.compile("console: Item with index .* did not appear")  # it scrolls before it is laid out
TYPED = "def neuron(x, w, b):\nreturn sum(x * w) + b"  # JupyterLab indents by itself


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return lay_out(tmp_path_factory.mktemp("checkouts") / "course")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def lab(folder):
    """Run `make lab` in a folder; give what it printed at the start, and the server's address."""
    port = free_port()
    options = f"--no-browser --ServerApp.port={port} --IdentityProvider.token=course"
    log = folder / "log"
    fresh = {"JUPYTER_CONFIG_DIR": str(folder / f"settings-{port}")}  # no tabs of the time before
    with log.open("w") as out, subprocess.Popen(
            ["make", "lab", f"LAB_ARGS={options}"], cwd=folder, stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True, env=os.environ | ONE_THREAD | fresh) as server:
        home = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{home}/api?token=course", server)
            yield log.read_text(), home
        finally:
            os.killpg(server.pid, signal.SIGKILL)  # make, the server and its kernels


def wait_for(address, server, seconds=60):
    """Wait until a server answers."""
    for _ in range(10 * seconds):
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(address).close()
        assert server.poll() is None, "the server has ended"
        time.sleep(0.1)
    raise TimeoutError(f"no answer from {address}")


@pytest.fixture
def open_lab(new_context):
    """A function that opens a notebook; it gives the page, once a kernel is idle, and its troubles."""
    def opened(home, name):
        page = new_context(viewport={"width": 1280, "height": 900}).new_page()
        troubles = listen(page, home)
        page.add_locator_handler(  # asked where JupyterLab does not know its kernels yet
            page.locator(".jp-Dialog", has_text="Select Kernel"),
            lambda dialog: dialog.locator(".jp-mod-accept").click())
        page.goto(f"{home}/lab/tree/{name}?token=course")
        expect(page.locator(".jp-KernelName")).to_have_text("Python 3 (ipykernel)", timeout=60_000)
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for(
            state="attached", timeout=60_000)
        return page, troubles
    return opened


def run_all(page):
    """Choose Run All Cells in the menu, again if JupyterLab was not ready for it."""
    begun = page.locator(".jp-Notebook .jp-InputArea-prompt", has_text=re.compile(r"\[[*\d]"))
    for _ in range(10):
        page.locator(".jp-Notebook .jp-Cell").first.click()
        page.locator(".lm-MenuBar-item", has_text=re.compile("^Run$")).click()
        page.locator(".lm-Menu-item", has_text=re.compile("^Run All Cells")).first.click()
        with contextlib.suppress(NotThere):
            return begun.first.wait_for(timeout=10_000)
    raise AssertionError("Run All Cells does nothing")


def saved(page, path, holds):
    """Save the notebook every few seconds until what is on disk holds; return it then."""
    for attempt in range(900):
        if attempt % 15 == 0:
            page.keyboard.press("Control+s")
        page.wait_for_timeout(200)
        with contextlib.suppress(ValueError):  # half written
            found = read(path)
            if holds(found):
                return found
    raise TimeoutError(f"{path.name} did not come to hold what it should")


def strip(path):
    """Take the outputs out of a learner's copy, or out of the course's where there is none yet."""
    notebook = read(path if path.exists() else ROOT / "notebooks" / path.name)
    for cell in code_cells(notebook):
        cell.update(outputs=[], execution_count=None)
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, path)


def ran(notebook):
    """Return the counts and the text of all code cells."""
    return [(cell.id, cell.execution_count, text_of(cell)) for cell in code_cells(notebook)]


def said(notebook):
    """Return what the first check says, nothing while it runs."""
    return next((text for name, _, text in ran(notebook) if name == "check-1-1"), "")


def test_run_all_gives_what_is_stored(checkout, open_lab, path):
    mine, stored = checkout / "work" / path.name, read(path)
    strip(mine)
    with lab(checkout) as (printed, home):
        page, troubles = open_lab(home, mine.name)
        run_all(page)
        saved(page, mine, lambda notebook: ran(notebook) == ran(stored))
        assert [trouble for trouble in troubles if not LABS_OWN.match(trouble)] == []


def test_typed_answer_passes_and_stays(checkout, open_lab):
    mine = checkout / "work" / NOTEBOOKS[0].name
    strip(mine)
    with lab(checkout) as (printed, home):
        page, _ = open_lab(home, mine.name)
        run_all(page)
        before = saved(page, mine, lambda notebook: None not in [count for _, count, _ in ran(notebook)])
        assert said(before) == "Exercise 1.1: not attempted yet\n"
        page.wait_for_timeout(1000)  # JupyterLab goes to the last cell
        page.locator(".jp-CodeCell", has_text="def neuron(x, w, b):").first.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.type(TYPED)
        page.keyboard.press("Shift+Enter")  # and on to the check, below
        page.keyboard.press("Shift+Enter")
        saved(page, mine, lambda notebook: said(notebook).startswith("Exercise 1.1: passed"))
    typed = mine.read_bytes()
    with lab(checkout) as (printed, home):
        assert f"work/{mine.name}: yours, kept as it is" in printed
        open_lab(home, mine.name)
    assert mine.read_bytes() == typed and b"return sum(x * w) + b" in typed
