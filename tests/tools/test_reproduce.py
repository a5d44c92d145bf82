"""`make reproduce` runs notebooks under each setting, and says what differs."""

import os

import nbformat
import pytest

from tools import reproduce
from tools.kernel import METADATA


def test_a_setting_is_in_force_while_its_notebooks_run_and_only_then(tmp_path, torch, capsys):
    before = os.environ["OMP_NUM_THREADS"]
    other = str(int(before) + 1)
    output = nbformat.v4.new_output("stream", name="stdout", text=f"{before}\n")
    cell = nbformat.v4.new_code_cell("import os\nprint(os.environ['OMP_NUM_THREADS'])", id="threads",
                                     execution_count=1, outputs=[output])
    nbformat.write(nbformat.v4.new_notebook(metadata=METADATA, cells=[cell]), tmp_path / "tiny.ipynb")
    settings = {"one more": reproduce.threads(other)}
    assert reproduce.try_out(settings, [tmp_path / "tiny.ipynb"]) == (1, 1)
    usual, more, differs, where = capsys.readouterr().out.splitlines()
    assert f"torch's threads {before}" in usual and f"torch's threads {other}" in more
    assert differs == "   tiny.ipynb: DIFFERS"
    assert "cell threads" in where and f"'{before}\\n'" in where and f"'{other}\\n'" in where
    assert os.environ["OMP_NUM_THREADS"] == before


def test_threads_are_set_before_numpy_is_imported():
    """Else BLAS has as many as there are processors."""
    pools = pytest.importorskip("threadpoolctl").threadpool_info()
    assert all(pool["num_threads"] <= int(os.environ["OPENBLAS_NUM_THREADS"])
               for pool in pools if pool["user_api"] == "blas")
