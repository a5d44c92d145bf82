"""Which notebooks the tests run."""


def pytest_ignore_collect(collection_path):
    """Pass over what is no notebook of the course, such as a copy that JupyterLab has made."""
    from tools.notebooks import NOTEBOOKS
    return True if collection_path.suffix == ".ipynb" and collection_path not in NOTEBOOKS else None
