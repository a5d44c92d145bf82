"""Show at a glance who of a class passed what, and which mistakes were made how often.

    python -m tools.class_table NOTEBOOK      in the class folder, after autograde; 01_dot_products, say

Writes NOTEBOOK_class.csv, a row for each learner and exercise, and the picture NOTEBOOK_class.png.
Who stands in students.csv and sent nothing is there too.
"""

import argparse
import collections
import csv
import re
import sys
import warnings
from pathlib import Path

from helpers.exercises import EXERCISES
from tools.class_picture import MOST, STATES, draw, mistakes
from tools.collect import marked_cells
from tools.kernel import read
from tools.learners import Refused, students

COLUMNS = ["learner", "name", "exercise", "state", "mistake", "points"]


def scores(folder, name):
    """Return {learner: {check: (points, most points)}} as nbgrader's gradebook has them."""
    from nbgrader.api import Gradebook  # in an environment of its own

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {submission.student.id: {grade.name: (grade.score or 0, grade.max_score)
                                        for notebook in submission.notebooks for grade in notebook.grades}
                for submission in gradebook.assignment_submissions(name)}


def said(path):
    """Return {check: the last thing said} of a graded notebook: an error's words, or what was printed."""
    return {cell.metadata.nbgrader.grade_id: next(map(text_of, reversed(cell.outputs)), "")
            for cell in read(path).cells if cell.metadata.get("nbgrader", {}).get("grade")}


def text_of(output):
    return output.get("evalue") or output.get("text") or ""


def mistake(number, text):
    """Return the name of the mistake that a check told of, in its own words where it has some."""
    text = text.partition("\n")[0].partition("not yet. ")[2]
    known = [sentence for _, sentence in EXERCISES[number].mistakes if sentence in text]
    raised = re.search(r"our function raised (\w+)(?:.*, in line \d+(?:: `.*`)?\. (.+))?", text)
    why = re.search(r"you(?: return|r \w+ is) .*, expected .*?\.(?: (?=[A-Z`])(.*)|$)", text, re.IGNORECASE)
    return (max(known, key=len, default="") or raised and (raised[2] or f"The function raises {raised[1]}.")
            or why and (why[1] or "A wrong answer of no known kind.") or text)


def results(folder, name, graded):
    """Return a row {column: value} for each learner and exercise, by name.

    `graded` is what `scores` returns. Raises Refused if there is no learner.
    """
    known = students(folder)
    handed_in = {path.parent.name for path in folder.glob(f"submitted/*/{name}")}
    names = {learner: known.get(learner, learner) for learner in {*known, *handed_in, *graded}}
    if not names:
        raise Refused(f"nobody handed in {name}, and there is no students.csv: collect and grade it first")
    cells = marked_cells(folder, name, "source")
    checks = [mark for mark, cell in cells.items() if cell.metadata.nbgrader.grade]
    rows = []
    for learner in sorted(names, key=lambda learner: (names[learner].casefold(), learner)):
        copy = folder / "autograded" / learner / name / f"{name}.ipynb"
        words = said(copy) if copy.is_file() else None
        for check in checks:
            number = check.removeprefix("check-").replace("-", ".")
            points, most = graded.get(learner, {}).get(check, (0, 1))
            state, why = state_of(number, points >= most, learner in handed_in, words, check)
            rows.append(dict(zip(COLUMNS, (learner, names[learner], number, state, why, points))))
    return rows


def state_of(number, full, handed_in, words, check):
    """Return the state of one exercise of a learner, and the mistake where there is one."""
    if words is None:
        return ("not graded" if handed_in else "not handed in"), ""
    if full:
        return "passed", ""
    text = words.get(check)
    if text is None:
        return "not yet", "The check was deleted."
    if "not attempted yet" in text:
        return "not attempted", ""
    return "not yet", mistake(number, text)


def in_words(rows):
    """Return what the picture shows, in lines of text."""
    lines = []
    for number in dict.fromkeys(row["exercise"] for row in rows):
        counts = collections.Counter(row["state"] for row in rows if row["exercise"] == number)
        said = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
        lines.append(f"{number}: {said}")
    return "\n".join(lines + [f"{count} × {number} {why}" for (number, why), count in mistakes(rows)[:MOST]])


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebook", help="01_dot_products, say")
    name, folder = parser.parse_args(arguments).notebook, Path.cwd()
    if not (folder / "source" / name).is_dir() or not (folder / "gradebook.db").is_file():
        sys.exit(f"source/{name} or gradebook.db is not here. Go to the class folder, and say first: "
                 f"nbgrader autograde {name}")
    try:
        rows = results(folder, name, scores(folder, name))
    except Refused as refused:
        sys.exit(str(refused))
    with open(folder / f"{name}_class.csv", "w", encoding="utf-8-sig", newline="") as file:
        csv.DictWriter(file, COLUMNS).writeheader()
        csv.DictWriter(file, COLUMNS).writerows(rows)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # of names in other scripts: boxes here, whole in the CSV
        draw(rows, name).savefig(folder / f"{name}_class.png", metadata={"Software": None})
    print(f"{in_words(rows)}\nAll of it is in {name}_class.csv, and drawn in {name}_class.png.")


if __name__ == "__main__":
    main(sys.argv[1:])
