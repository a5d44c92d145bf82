"""Change `helpers/` in a copy, one place at a time, and see whether the tests notice.

    python -m tests.damage.mutants

mutmut does it, in build/mutation/ and as pyproject.toml says. Fails if a change goes
unnoticed that no_difference.toml does not name.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from tools.kernel import ROOT

FOLDER = ROOT / "build" / "mutation"
NOTICED = {"killed", "timeout"}


def copy():
    """Make a fresh copy of what mutmut needs."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name in ("helpers", "notebooks", "tests", "tools"):
        shutil.copytree(ROOT / name, FOLDER / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, FOLDER)


def mutmut(*arguments, **options):
    """Run mutmut on the copy and return its result; raise CalledProcessError if it fails."""
    program = Path(sys.executable).with_name("mutmut")
    return subprocess.run([program, *arguments], cwd=FOLDER, check=True, text=True, **options)


def statuses():
    """Return {mutant: what became of it}."""
    listed = mutmut("results", "--all", "true", capture_output=True).stdout
    return dict(re.findall(r"(?m)^ +(helpers\.\S+): (.+)$", listed))


def place(mutant):
    """Return the module and function of a mutant: ("layers", "Linear.backward")."""
    module, _, name = re.sub(r"__mutmut_\d+$", "", mutant.removeprefix("helpers.")).rpartition(".")
    return module, name.removeprefix("x")[1:].replace("ǁ", ".")


def difference(shown):
    """Return the lines that a change takes out and those that it puts in, as mutmut shows it."""
    return tuple("\n".join(re.findall(rf"(?m)^[{sign}](?![{sign}]{{2}} )(.*)$", shown))
                 for sign in "-+")


def no_difference():
    """Return (function, code, what it is changed to) of the changes that make no difference."""
    listed = tomllib.loads(Path(__file__).with_name("no_difference.toml").read_text(encoding="utf-8"))
    return [(change["function"], change["code"], change["changed_to"]) for change in listed["change"]]


def named(mutant, shown, equivalents):
    """Say whether a mutant, shown by mutmut, is among those that make no difference."""
    before, after = difference(shown)
    return any(where == ".".join(place(mutant)) and old in before
               and before.replace(old, new, 1) == after for where, old, new in equivalents)


def report(found, unnamed):
    """Print a table of the modules, and each mutant that is neither noticed nor named."""
    counts = defaultdict(Counter)
    for mutant, status in found.items():
        for module in (place(mutant)[0], "all"):
            counts[module][status in NOTICED] += 1
    print("| module | changes | noticed | |")
    for module, count in sorted(counts.items(), key=lambda pair: (pair[0] == "all", pair[0])):
        total, noticed = count.total(), count[True]
        print(f"| {module} | {total} | {noticed} | {noticed / total:.1%} |")
    for mutant, shown in unnamed.items():
        before, after = difference(shown)
        print(f"\n{found[mutant]}: {mutant}\n- {before}\n+ {after}")


def main():
    copy()
    mutmut("run")
    found, equivalents = statuses(), no_difference()
    shown = {mutant: mutmut("show", mutant, capture_output=True).stdout
             for mutant, status in found.items() if status not in NOTICED}
    unnamed = {mutant: text for mutant, text in shown.items() if not named(mutant, text, equivalents)}
    report(found, unnamed)
    sys.exit(bool(unnamed))


if __name__ == "__main__":
    main()
