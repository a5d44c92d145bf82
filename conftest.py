"""What every test run needs before NumPy is imported and a kernel starts; and runs of the notebooks,
each executed once, which go on in the background while other tests are run."""

import importlib
import os
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest

from tools.kernel import NOTEBOOKS, execute, needs_torch, quiet_kernel, read

quiet_kernel()
importlib.import_module("matplotlib.font_manager")  # lists the fonts now and not inside a notebook


def pytest_addoption(parser):
    parser.addoption("--without-torch", action="store_true", help="skip what needs torch")
    parser.addoption("--thorough", action="store_true", help="try more edits and seeds, as CI does")


@pytest.fixture(scope="session")
def torch(pytestconfig):
    """The module torch, which must be there unless the run was asked to go without it."""
    if pytestconfig.getoption("--without-torch"):
        pytest.skip("needs torch")
    return importlib.import_module("torch")


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    """Where a notebook of the course is: a test that asks for it is run for each of them."""
    return request.param


def started(name, path):
    """Run a notebook as the fixture of this name has it."""
    if name == "fresh_run":
        from tests.notebooks import shapes
        return shapes.run(read(path))
    from tools import editions
    return execute(nbformat.reads(editions.edition("student", path), as_version=4))


@pytest.fixture(scope="session", autouse=True)
def runs(request):
    """Futures of all the runs that tests of this session ask for."""
    asked = sorted({(name, item.callspec.params["path"]) for item in request.session.items
                    for name in ("fresh_run", "student_run") if name in getattr(item, "fixturenames", [])})
    pool = ThreadPoolExecutor(max(1, (os.cpu_count() or 1) - 1))
    yield {run: pool.submit(started, *run) for run in asked}
    pool.shutdown(cancel_futures=True)


@pytest.fixture
def fresh_run(request, path):
    """The notebook as it comes out of a run now, and the troubles with shapes in its comments."""
    if needs_torch(read(path)):
        request.getfixturevalue("torch")
    return request.getfixturevalue("runs")[request.fixturename, path].result()


@pytest.fixture
def student_run(request, path):
    """The student's edition as it comes out of a run now."""
    if needs_torch(read(path)):
        request.getfixturevalue("torch")
    return request.getfixturevalue("runs")[request.fixturename, path].result()


def pytest_ignore_collect(collection_path):
    """Pass over what is no notebook of the course, such as a copy that JupyterLab has made."""
    return True if collection_path.suffix == ".ipynb" and collection_path not in NOTEBOOKS else None


def pytest_collection_modifyitems(config, items):
    """Skip the cells of a notebook that imports torch in a run without it."""
    torch = {path for path in NOTEBOOKS if needs_torch(read(path))}
    for item in items:
        if item.path in torch and config.getoption("--without-torch"):
            item.add_marker(pytest.mark.skip(reason=f"{item.path.name} needs torch"))
