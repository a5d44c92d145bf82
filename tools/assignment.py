"""Make nbgrader's course folder, one assignment for each notebook, in build/assignment/.

    python -m tools.assignment [--seed N]

Each exercise's cell holds the solution, which nbgrader takes out, and each check's cell is
locked and holds hidden tests: the same check with cases drawn from a seed, raising.
"""

import argparse
import ast
import re
import secrets
import sys

import nbformat

from helpers.arguments.arrays import as_count
from tools.editions import left_out, student
from tools.kernel import NOTEBOOKS, ROOT, read
from tools.written import write

FOLDER = ROOT / "build" / "assignment"
POINTS = 2  # for each exercise
TO_NOTEBOOKS = re.compile(r"\[([^]]+)\]\([0-9]{2}_\w+\.ipynb\)")  # which may not be beside the one handed out
STUB = "raise NotImplementedError  # replace this line"
FEEDBACK = "templates/feedback_course"
CONFIG = f"""\
import sys
import warnings
from pathlib import Path

here = Path(__file__).resolve().parent
for above in here.parents:
    if (above / "helpers" / "checking").is_dir():
        sys.exit(f"{{here}} lies inside the course, {{above}}: copy it to a place outside, and work there.")
c = get_config()
c.CourseDirectory.course_id = "linear-layer-course"
c.CourseDirectory.ignore = ["*"]  # of what is handed in, take the notebooks only
c.ClearSolutions.code_stub = {{"python": "{STUB}"}}
c.ExecutePreprocessor.timeout = 300
c.ExecutePreprocessor.extra_arguments = ["--log-level=ERROR"]
warnings.filterwarnings("ignore", "Object of type <Submitted")  # nbgrader's own, of every copy
c.GenerateFeedback.HTMLExporter.template_name = "{FEEDBACK.partition("/")[2]}"
c.GenerateFeedback.HTMLExporter.extra_template_basedirs = [str(here / "templates")]
"""
# Names, answers and the seed are nobody's but the teacher's.
IGNORED = "*\n!/.gitignore\n!/release/\n!/release/**\n"
# The helpers are imported afresh: what a learner has done to the imported ones does not count.
CHECK = """\
### BEGIN HIDDEN TESTS
import sys

learners = {{name: sys.modules.pop(name) for name in list(sys.modules)
            if name.partition(".")[0] == "helpers"}}
try:
    from helpers import check as graded
    graded({arguments}, raises=True, seed={seed})
finally:
    sys.modules.update(learners)
### END HIDDEN TESTS
check({arguments})"""


def graded(notebook, seed):
    """Make each exercise a solution cell and each check a locked test cell of nbgrader."""
    for cell, check, solution in zip(*(notebook.cells[i:] for i in range(3)), strict=False):
        if "exercise" in cell.metadata.get("tags", []):
            cell.source = with_solution(cell.source, solution.source)
            cell.metadata.nbgrader = marked(cell.id, solution=True)
            arguments = check.source.removeprefix("check(").removesuffix(")")
            check.source = CHECK.format(arguments=arguments, seed=seed)
            check.metadata.nbgrader = marked(check.id, grade=True, locked=True, points=POINTS)


def marked(name, **marks):
    """Return what nbgrader stores with a cell."""
    return {"schema_version": 3, "grade_id": name, "grade": False, "solution": False,
            "locked": False, "task": False} | marks


def with_solution(stub, solution):
    """Return the stub with the body of `solution` where it raises, marked for nbgrader.

    Raises ValueError if the cells are not as exercises are.
    """
    kept, found, rest = stub.partition(f"    {STUB}")
    function = ast.parse(solution).body[0]
    if not found or rest or not isinstance(function, ast.FunctionDef):
        raise ValueError(f"not an exercise: {stub!r}")
    body = solution.splitlines()[function.body[0].end_lineno:function.end_lineno]
    return kept + "\n".join(["    ### BEGIN SOLUTION", *body, "    ### END SOLUTION"])


def source(path, seed):
    """Return the text of one notebook as nbgrader's source."""
    notebook = read(path)
    graded(notebook, seed)
    student(notebook, path.stem)
    for cell in notebook.cells:
        cell.source = TO_NOTEBOOKS.sub(r"\1", cell.source)
    return nbformat.writes(notebook) + "\n"


def make(seed=None, folder=FOLDER):
    """Write the course folder; without a seed keep the one in there, or draw one.

    Exits with a line if somebody has changed what was made there; raises ValueError if the
    seed is negative.
    """
    kept = folder / "seed.txt"
    if seed is None and kept.exists() and kept.read_text().strip().isdecimal():
        seed = int(kept.read_text())
    seed = as_count("seed", secrets.randbelow(2**32) if seed is None else seed)
    files = {f"source/{path.stem}/{path.name}": source(path, seed) for path in NOTEBOOKS}
    files |= {"nbgrader_config.py": CONFIG, "seed.txt": f"{seed}\n", ".gitignore": IGNORED}
    files |= {f"{FEEDBACK}/{path.name}": path.read_text("utf-8")
              for path in sorted((ROOT / "tools" / "feedback").iterdir())}
    write(folder, {name: text.encode() for name, text in files.items()})


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, help="draws the hidden cases; a secret one by default")
    try:
        make(parser.parse_args(arguments).seed)
    except ValueError as error:
        sys.exit(str(error))
    print(f"{left_out()}{len(NOTEBOOKS)} assignments in {FOLDER.relative_to(ROOT)}. To go on, copy it:\n"
          f"    mkdir -p ../grading\n    cp -r {FOLDER.relative_to(ROOT)}/. ../grading\n"
          f"    . build/grading/bin/activate\n    cd ../grading\n"
          f"    nbgrader generate_assignment {NOTEBOOKS[0].stem}")


if __name__ == "__main__":
    main(sys.argv[1:])
