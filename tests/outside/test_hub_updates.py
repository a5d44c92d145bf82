"""What an update brings to a learner who follows a link of nbgitpuller again, and what it leaves alone.

    make test-hub

nbgitpuller merges a notebook's text line by line, and where both changed it keeps the learner's.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbgitpuller.pull import GitPuller

from tests.notebooks.guards import code_cells
from tools.kernel import NOTEBOOKS, ROOT, read

NAME = NOTEBOOKS[0].relative_to(ROOT).as_posix()
TYPED = "def neuron(x, w, b):\n    return sum(x * w) + b"


def commit(folder):
    """Commit all that is in a folder, which becomes a repository if it is none, to its branch main."""
    who = ["-c", "user.name=Teacher", "-c", "user.email=teacher@example.org"]
    for arguments in (["-c", "init.defaultBranch=main", "init", "--quiet"], ["add", "--all"],
                      [*who, "commit", "--quiet", "--message", "Update"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True)


def pull(repository, copy):
    """Do what the link does."""
    for _ in GitPuller(repository.as_uri(), str(copy), branch="main").pull():
        pass


@contextlib.contextmanager
def rewritten(path):
    """Give the notebook stored at a path, and store it again as it has become."""
    notebook = read(path)
    yield notebook
    nbformat.write(notebook, path)


def cell(notebook, name):
    """Return the cell with this id."""
    return next(cell for cell in notebook.cells if cell.id == name)


@pytest.fixture
def repository(tmp_path):
    """The teacher's repository: notebook 1, data.py of the helpers, and a file to read."""
    made = tmp_path / "course"
    for name in (NAME, "helpers/data.py", "README.md"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, made / name)
    commit(made)
    return made


@pytest.fixture
def copy(repository, tmp_path):
    """A learner's copy, from the first time that the link was followed."""
    copy = tmp_path / "home" / "course"
    pull(repository, copy)
    return copy


def number(notebook, first=1):
    """Number the code cells as a run from top to bottom does."""
    for count, code in enumerate(code_cells(notebook), first):
        code.execution_count = count
        for output in code.outputs:
            if "execution_count" in output:
                output.execution_count = count


def nothing(notebook):
    """The learner only reads."""


def typed(notebook):
    """The learner types an answer, and its check says passed."""
    cell(notebook, "ex-1-1").source = TYPED
    cell(notebook, "check-1-1").outputs = [nbformat.v4.new_output("stream", text="Exercise 1.1: passed\n")]


def ran_all(notebook):
    """The learner runs all once: outputs and numbers are the stored ones; JupyterLab adds to the end."""
    notebook.metadata.language_info.version = "3.11"


def ran_again(notebook):
    """The learner runs cells here and there: other numbers in brackets; and types an answer."""
    ran_all(notebook)
    typed(notebook)
    number(notebook, first=100)


def insert(notebook, place, kinds):
    """Put in cells of these kinds where two kinds meet as `place` says, and run all; return their ids."""
    made = {"m": nbformat.v4.new_markdown_cell, "c": nbformat.v4.new_code_cell}
    order = "".join(cell.cell_type[0] for cell in notebook.cells) + "."
    at = order.index(place, 10) + 1
    notebook.cells[at:at] = [made[kind]("New.", id=f"new-{index}") for index, kind in enumerate(kinds)]
    number(notebook)
    return [cell.id for cell in notebook.cells[at:at + len(kinds)]]


LEARNERS = {learner.__name__: learner for learner in (nothing, typed, ran_all, ran_again)}
learners = pytest.mark.parametrize("learner", LEARNERS)
ABOVE_CODE, ABOVE_TEXT, AT_END = ("mc", "cc"), ("cm",), ("m.",)


@learners
@pytest.mark.parametrize("place", [*ABOVE_CODE, *ABOVE_TEXT, *AT_END])
@pytest.mark.parametrize("kinds", ["m", "c", "mc", "mcm"])
def test_new_cells_arrive_but_code_above_code_that_was_run_again(repository, copy, learner, place, kinds):
    with rewritten(copy / NAME) as notebook:
        LEARNERS[learner](notebook)
    with rewritten(repository / NAME) as notebook:
        new = insert(notebook, place, kinds)
    commit(repository)
    pull(repository, copy)
    lost = learner == "ran_again" and place in ABOVE_CODE and "c" in kinds
    there = [cell.id for cell in read(copy / NAME).cells if cell.id in new]
    assert there == (new[:kinds.index("c")] if lost else new)


@learners
def test_corrections_arrive_and_what_was_typed_stays(repository, copy, learner):
    with rewritten(copy / NAME) as notebook:
        LEARNERS[learner](notebook)
        before = nbformat.from_dict(notebook)
    with rewritten(repository / NAME) as notebook:
        for name in ("shadow", "ex-1-1-task", "ex-1-1"):
            cell(notebook, name).source = "Corrected."
    commit(repository)
    pull(repository, copy)
    after = read(copy / NAME)
    own = TYPED if learner in ("typed", "ran_again") else "Corrected."
    assert [cell(after, name).source for name in ("shadow", "ex-1-1-task", "ex-1-1")] == [
        "Corrected.", "Corrected.", own]
    assert [code.outputs for code in code_cells(after)] == [code.outputs for code in code_cells(before)]


def test_cell_of_the_learners_own_stays_and_a_new_one_at_the_same_place_does_not_arrive(repository, copy):
    for folder, name in ((copy, "own"), (repository, "new")):
        with rewritten(folder / NAME) as notebook:
            notebook.cells.append(nbformat.v4.new_markdown_cell("More.", id=name))
    commit(repository)
    pull(repository, copy)
    assert read(copy / NAME).cells[-1].id == "own"


def test_renamed_copy_stays_and_the_notebook_comes_afresh(repository, copy):
    with rewritten(copy / NAME) as notebook:
        ran_again(notebook)
    mine = (copy / NAME).rename(copy / "notebooks" / "mine.ipynb").read_bytes()
    with rewritten(repository / NAME) as notebook:
        insert(notebook, "cc", "c")
    commit(repository)
    pull(repository, copy)
    assert (copy / NAME).read_bytes() == (repository / NAME).read_bytes()
    assert (copy / "notebooks" / "mine.ipynb").read_bytes() == mine


def test_files_come_and_go_but_for_those_that_the_learner_changed(repository, copy):
    (copy / "README.md").write_text("mine\n")
    (copy / "new.md").write_text("mine\n")
    (repository / "README.md").unlink()
    (repository / "helpers" / "data.py").write_text("new\n")
    (repository / "new.md").write_text("new\n")
    commit(repository)
    pull(repository, copy)
    [aside] = copy.glob("new__*.md")
    texts = [path.read_text() for path in
             (copy / "README.md", copy / "helpers" / "data.py", copy / "new.md", aside)]
    assert texts == ["mine\n", "new\n", "new\n", "mine\n"]


def test_history_that_was_rewritten_brings_nothing(repository, copy):
    shutil.rmtree(repository / ".git")
    (repository / "README.md").write_text("new\n")
    commit(repository)
    with pytest.raises(subprocess.CalledProcessError, match="merge"):
        pull(repository, copy)
    assert (copy / "README.md").read_bytes() == (ROOT / "README.md").read_bytes()


@pytest.mark.parametrize("prefer, used", [("0", "/usr/bin/old"), ("1", None)])
def test_kernel_in_a_home_takes_over_unless_the_shared_one_is_preferred(tmp_path, prefer, used):
    kernel = tmp_path / ".local" / "share" / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text(json.dumps({"argv": ["/usr/bin/old"], "display_name": "Old", "language": "python"}))
    env = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    found = subprocess.run([sys.executable, "-m", "jupyter_client.kernelspecapp", "list", "--json"],
                           env=env | {"HOME": str(tmp_path), "JUPYTER_PREFER_ENV_PATH": prefer},
                           capture_output=True, text=True, check=True).stdout
    argv = json.loads(found)["kernelspecs"]["python3"]["spec"]["argv"]
    assert argv[0] == (used or sys.executable)
