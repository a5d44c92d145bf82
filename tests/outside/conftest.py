"""Chromium for the tests in a real browser, which pytest-playwright drives, and the built pages."""

import functools
import http.server
import shutil
import threading

import pytest

from tools.kernel import ROOT

SITE = ROOT / "build" / "site"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--disable-gpu", "--disable-quic", "--disable-sync",  # and reach no other machine:
         "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
ADVICE = ("Needs Chromium, and found none of " + ", ".join(NAMES) + " on the PATH. "
          "Debian and Ubuntu: apt-get install chromium")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """How pytest-playwright starts the system's own Chromium; where there is none, say how to get it."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.exit(ADVICE, returncode=1)
    return browser_type_launch_args | {"executable_path": found, "args": FLAGS}


@pytest.fixture(scope="module")
def served():
    """The address of the built pages on a server of this machine."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(params=["file", "http"])
def home(request, served):
    """Where the pages are: on the disk, and on a server."""
    return SITE.as_uri() if request.param == "file" else served


@pytest.fixture
def open_page(new_context):
    """A function that gives a page of a width and a colour scheme."""
    def opened(width=1280, scheme="light", **options):
        return new_context(viewport={"width": width, "height": 844}, color_scheme=scheme,
                           **options).new_page()
    return opened


@pytest.fixture
def follow(new_context):
    """A function that follows a link as a learner who is not logged in; it gives the page."""
    def followed(learner, link):
        page = new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(link)
        page.fill("#username_input", learner)
        page.fill("#password_input", "any")
        page.click("#login_submit")
        return page
    return followed
