"""Chromium for the tests in a real browser, which pytest-playwright drives."""

import shutil

import pytest

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
