"""The course on a JupyterHub: learners follow the teachers' link, type, and follow it again.

    make test-hub

The hub, its proxy and the learners' servers are on this machine; the teacher's repository is a folder.
"""

import contextlib
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import nbformat
import psutil
import pytest
import yaml
from playwright.sync_api import expect
from traitlets.config import Config

from tests.outside.test_hub_updates import NAME, cell, commit, rewritten
from tests.outside.test_jupyterlab import TYPED, free_port, ran, run_all, said, saved, wait_for
from tools.kernel import ROOT, read

PAGE = (ROOT / "site" / "teachers.md").read_text(encoding="utf-8")
[EXAMPLE] = re.findall(r"https://hub\.example\.org/hub/user-redirect\S+", PAGE)
SETTINGS = ROOT / "site" / "hub" / "jupyterhub_config.py"
BIN = Path(sys.prefix) / "bin"
CONFIG = """
load_subconfig({settings!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.args = {options}
c.Spawner.http_timeout = 120
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with the hub's own files and `homes/`, a home for each learner."""
    return tmp_path_factory.mktemp("hub")


@pytest.fixture(scope="module")
def repository(place):
    """The teacher's repository, named as in the page's example."""
    made = place / "course"
    for name in ("helpers", "notebooks"):
        shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("__pycache__"))
    commit(made)
    return made


@contextlib.contextmanager
def started(place):
    """Start a hub with the page's settings in a folder; anybody may log in. Gives its address."""
    port, hub_port, api_port = (free_port() for _ in range(3))
    (place / "config.py").write_text(CONFIG.format(
        settings=str(SETTINGS), port=port, hub_port=hub_port,
        api_port=api_port, homes=str(place / "homes" / "{username}"),
        options=["--allow-root"] if os.geteuid() == 0 else [],
        proxy=str(ROOT / "build" / "hub" / "node_modules" / ".bin" / "configurable-http-proxy")))
    env = {name: value for name, value in os.environ.items()  # none of these tests' own
           if not re.match("JUPYTER|IPYTHON|MPL|PYTHON", name)}
    with (place / "log").open("w") as out, subprocess.Popen(
            [BIN / "jupyterhub", "--config", place / "config.py"], cwd=place, stdout=out,
            stderr=subprocess.STDOUT, env=env | {"PATH": f"{BIN}{os.pathsep}{env['PATH']}"}) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/hub/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)  # it stops the proxy and the learners' servers


@pytest.fixture(scope="module")
def hub(place):
    """The address of a hub."""
    with started(place) as address:
        yield address


@pytest.fixture(scope="module")
def link(hub, repository):
    """The page's link, with this hub and this repository put in."""
    example = quote("https://example.org/maths/course", safe="")
    assert example in EXAMPLE
    ours = quote(repository.as_uri(), safe="")
    return EXAMPLE.replace("https://hub.example.org", hub).replace(example, ours)


def in_lab(page, folder="course"):
    """Wait until JupyterLab has opened the notebook with an idle kernel; return the page."""
    page.add_locator_handler(page.locator(".jp-Dialog", has_text="Select Kernel"),
                             lambda dialog: dialog.locator(".jp-mod-accept").click())
    page.wait_for_url(f"**/lab/tree/{folder}/{NAME}", timeout=120_000)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for(
        state="attached", timeout=60_000)
    return page


def choose(page, menu, item):
    """Choose an item of JupyterLab's menus."""
    page.locator(".lm-MenuBar-item", has_text=re.compile(f"^{menu}$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{item}$")).click()


def kernels(home):
    """Return how the kernels that run in a learner's home were started."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if "ipykernel_launcher" in process.cmdline() and home in Path(process.cwd()).parents:
                found.append(process.cmdline()[0])
    return found


def test_link_opens_a_copy_that_runs_and_an_update_leaves_what_was_typed(place, repository, link, follow):
    ada, bens = follow("ada", link), in_lab(follow("ben", link))
    in_lab(ada)
    home, other = place / "homes" / "ada", place / "homes" / "ben" / "course" / NAME
    mine = home / "course" / NAME
    choose(ada, "Edit", "Clear Outputs of All Cells")
    saved(ada, mine, lambda notebook: {(count, text) for _, count, text in ran(notebook)} == {(None, "")})
    run_all(ada)
    saved(ada, mine, lambda notebook: ran(notebook) == ran(read(repository / NAME)))
    assert kernels(home) == [str(BIN / "python")]
    assert ada.get_by_text("official Jupyter news").count() == 0

    ada.wait_for_timeout(1000)  # JupyterLab goes to the last cell
    ada.locator(".jp-CodeCell", has_text="def neuron(x, w, b):").first.locator(".cm-content").click()
    ada.keyboard.press("Control+a")
    ada.keyboard.type(TYPED)
    ada.keyboard.press("Shift+Enter")
    ada.keyboard.press("Shift+Enter")
    before = saved(ada, mine, lambda notebook: said(notebook).startswith("Exercise 1.1: passed"))
    assert other.read_bytes() == (repository / NAME).read_bytes()

    with rewritten(repository / NAME) as notebook:
        first, *_, last = notebook.cells
        first.source = first.source.replace("# ", "# Once more: ", 1)
        last.source += "\n\nRead on."
        notebook.cells.append(nbformat.v4.new_markdown_cell("New.", id="new"))
        cell(notebook, "ex-1-1").source = "def neuron(x, w, b):\n    raise NotImplementedError"
    (repository / "notebooks" / "new.md").write_text("New.\n")
    commit(repository)
    for page in (ada, bens):
        page.goto(link)
        expect(in_lab(page).locator("h1", has_text="Once more:")).to_be_visible()
    after = read(mine)
    assert [now.id for now in after.cells] == [now.id for now in before.cells] + ["new"]
    assert cell(after, "ex-1-1") == cell(before, "ex-1-1") and said(after) == said(before)
    assert [text for *_, text in ran(after)] == [text for *_, text in ran(before)]
    assert after.cells[-2].source.endswith("Read on.")
    assert (home / "course" / "notebooks" / "new.md").exists()
    assert cell(read(other), "ex-1-1").source.endswith("raise NotImplementedError")


def test_learner_reads_that_the_repository_is_not_there_and_goes_on(place, repository, link, follow):
    page = in_lab(follow("ada", link))
    away = repository.rename(place / "away")
    try:
        page.goto(link)
        expect(page.get_by_text("Remote content unavailable", exact=True)).to_be_visible(timeout=30_000)
    finally:
        away.rename(repository)
    page.get_by_role("button", name="without synchronizing").click()
    page.wait_for_url("**/user/ada/lab*")


def test_on_kubernetes_a_learner_has_the_same_settings():
    values = yaml.safe_load((ROOT / "site" / "hub" / "values.yaml").read_text(encoding="utf-8"))["singleuser"]
    spawner = runpy.run_path(str(SETTINGS), {"get_config": Config})["c"].Spawner
    assert (values["defaultUrl"], values["extraEnv"]) == (spawner.default_url, spawner.environment)


def test_page_installs_the_proxy_that_is_tested():
    page = (ROOT / "site" / "hub.md").read_text(encoding="utf-8")
    wanted = re.findall(r"configurable-http-proxy@[\d.]+", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert wanted and re.findall(r"configurable-http-proxy@[\d.]+", page) == wanted
