"""What every test run needs before a kernel starts."""

import importlib

import pytest

from tools.notebooks import NOTEBOOKS, quiet_kernel

quiet_kernel()
importlib.import_module("matplotlib.font_manager")  # lists the fonts now and not inside a notebook


def pytest_addoption(parser):
    parser.addoption("--without-torch", action="store_true", help="skip what needs torch")


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


def pytest_ignore_collect(collection_path):
    """Pass over what is no notebook of the course, such as a copy that JupyterLab has made."""
    return True if collection_path.suffix == ".ipynb" and collection_path not in NOTEBOOKS else None


def pytest_collection_modifyitems(config, items):
    """Skip the cells of the last notebook, which imports torch, in a run without it."""
    for item in items:
        if item.path == NOTEBOOKS[-1] and config.getoption("--without-torch"):
            item.add_marker(pytest.mark.skip(reason=f"{item.path.name} needs torch"))
