"""Chromium, driven by Playwright: what the tests in a real browser share."""

import contextlib
import shutil

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--disable-gpu", "--disable-quic", "--disable-sync",  # and reach no other machine:
         "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
ADVICE = ("Needs Chromium, and found none of " + ", ".join(NAMES) + " on the PATH. "
          "Debian and Ubuntu: apt-get install chromium")


@contextlib.contextmanager
def chromium():
    """Give a headless Chromium; where there is none, say how to get it and fail."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.exit(ADVICE, returncode=1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def listen(page, home):
    """Return a list that grows with what goes wrong in `page`; its files are all under `home`."""
    troubles = []
    page.on("console", lambda message: message.type in ("error", "warning")
            and troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on("requestfailed", lambda request: troubles.append(f"failed: {request.url}"))
    page.on("response", lambda response: response.status >= 400
            and troubles.append(f"failed: {response.url}"))
    page.on("request", lambda request: request.url.startswith((home, "data:", "blob:"))
            or troubles.append(f"external: {request.url}"))
    return troubles
