"""Damage copies of the notebooks, and show which parts of the suite see each damage.

    python -m tests.damage.mutate          exits with 1 if a part does not see what it should
    python -m tests.damage.mutate --all    shows all the parts that see a damage, and what nbval
                                           would miss without them

The control is the notebooks as they are, in which no part may see anything.
With --all, nbval is run for real on all the copies, in build/mutate/.
"""

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import nbformat
from nbclient.exceptions import CellExecutionError

from helpers import check
from tests.damage.damages import DAMAGES
from tests.exercises import proof as exercise_proof
from tests.notebooks import guards, same_code, shapes
from tools.compare import differences
from tools.kernel import NOTEBOOKS, ROOT, quiet_kernel, read

COPIES = ROOT / "build" / "mutate"
fresh_runs = {}  # the code of a notebook -> what comes out of it


def same_code_troubles(notebook, path):
    """Return how the shown code differs from the shipped code."""
    told = [same_code.trouble(cell.source, name) for cell, name in same_code.tagged(notebook)]
    return [trouble for trouble in told if trouble]


def proof_troubles(notebook, path):
    """Return the stubs and solutions that do not do what they should."""
    return [cell.id for cell in guards.code_cells(notebook)
            if re.match(r"(ex|solution)-\d-\d$", cell.id) and not proven(cell)]


def proven(cell):
    """Say whether a stub is told to be not attempted, or a solution to pass."""
    kind, number = cell.id.split("-", 1)
    said = io.StringIO()
    with contextlib.suppress(Exception), contextlib.redirect_stdout(said):
        names = exercise_proof.run(cell.source)
        if kind == "ex":
            check(number.replace("-", "."), names[re.search(r"(?m)^def (\w+)", cell.source)[1]])
    return said.getvalue().rstrip().endswith("not attempted yet") if kind == "ex" \
        else said.getvalue().startswith(f"Solution {number.replace('-', '.')}: passed")


def executed(notebook):
    """Return what came out of running this code, and its troubles with shapes.

    The same code is run only once, and what is not code taken from `notebook`.
    """
    code = tuple((cell.id, cell.source) for cell in guards.code_cells(notebook))
    if code not in fresh_runs:
        try:
            fresh_runs[code] = shapes.run(notebook)
        except (CellExecutionError, SyntaxError) as error:
            fresh_runs[code] = None, [str(error)]
    return fresh_runs[code]


def run_troubles(notebook, path):
    """Return the differences between what is stored and what comes out of running it again."""
    fresh, troubles = executed(notebook)
    if fresh is None:
        return troubles
    again = nbformat.from_dict(notebook)
    outputs = {id(new): old for new, old in zip(guards.code_cells(again), guards.code_cells(fresh))}
    for cell in guards.code_cells(again):
        cell.update(outputs=outputs[id(cell)].outputs,
                    execution_count=outputs[id(cell)].execution_count)
    again.metadata = fresh.metadata
    return differences(notebook, again)


PARTS = {
    "cells": guards.cells,
    **{guard.__name__: lambda notebook, path, guard=guard: guard(notebook)
       for guard in guards.GUARDS},
    "same code": same_code_troubles,
    "proofs": proof_troubles,
    "shapes": lambda notebook, path: executed(notebook)[1],
    "run": run_troubles,
}


def seen_by(names, notebook, path):
    """Return those of the parts of these names that see something wrong in a notebook."""
    return [name for name in names if trouble_in(PARTS[name], notebook, path)]


def trouble_in(part, notebook, path):
    """Return what a part finds; one that cannot even read the notebook finds that."""
    try:
        return part(notebook, path)
    except Exception as error:
        return [repr(error)]


def nbval_fails(folders):
    """Return those of the folders of COPIES in which nbval fails."""
    report = COPIES / f"{folders[0]}.xml"
    subprocess.run([sys.executable, "-m", "pytest", f"--junitxml={report}", "--rootdir", COPIES,
                    *(COPIES / folder for folder in folders)], cwd=COPIES, capture_output=True)
    cases = xml.etree.ElementTree.parse(report).iter("testcase")
    return {case.get("classname").split(".")[0] for case in cases
            if case.find("failure") is not None or case.find("error") is not None}


def seen_by_nbval(copies):
    """Return of each damaged notebook, with its path, whether nbval sees something wrong in it."""
    shutil.rmtree(COPIES, ignore_errors=True)
    COPIES.mkdir(parents=True)
    (COPIES / "pytest.ini").write_text("[pytest]\naddopts = --nbval --nbval-current-env -q\n")
    folders = [f"damage{i:03}" for i in range(len(copies))]
    for folder, (notebook, path) in zip(folders, copies):
        (COPIES / folder).mkdir()
        (COPIES / folder / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        failed = set().union(*pool.map(nbval_fails, (folders[::2], folders[1::2])))
    return [folder in failed for folder in folders]


def main():
    quiet_kernel()
    control = [("nothing", number, None, lambda n: None) for number in range(1, len(NOTEBOOKS) + 1)]
    rows, copies = control + DAMAGES, []
    for _, number, _, damage in rows:
        path = NOTEBOOKS[number - 1]
        notebook = read(path)
        damage(notebook)
        copies.append((notebook, path))
    everything = "--all" in sys.argv[1:]
    table = [seen_by([part] if part and not everything else PARTS, *copy)
             for (_, _, part, _), copy in zip(rows, copies)]
    if everything:
        table = [parts + ["nbval"] * failed for parts, failed in zip(table, seen_by_nbval(copies))]
    unseen = 0
    for (said, number, part, _), parts in zip(rows, table):
        good = part in parts if part else not parts
        unseen += not good
        print(f"{'  ' if good else '! '}{number} {said:48} {', '.join(parts) or '-'}")
    tally = Counter(part for parts in table for part in parts)
    print(", ".join(f"{part} {count}" for part, count in tally.most_common()))
    print(f"{len(DAMAGES)} damages, {unseen} not seen by the part that should")
    if everything:
        print(f"{sum(parts == ['cells'] for parts in table)} seen by the cells alone; nbval alone would miss "
              f"{len(DAMAGES) - tally['nbval']}")
    sys.exit(unseen > 0)


if __name__ == "__main__":
    main()
