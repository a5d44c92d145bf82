"""Change `helpers/` in a copy, one place at a time, and see whether the tests notice.

    python -m tests.mutants

mutmut does it, in build/mutation/ and as pyproject.toml says. Fails if a change goes
unnoticed that the table in CONTRIBUTING.md does not name as one that makes no difference.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

from tests.rerun import ROOT

FOLDER = ROOT / "build" / "mutation"
NOTICED = {"killed", "timeout"}
ROW = r"(?m)^\| `(\w+\.[\w.]+)` \| `(.+?)` \| `(.+?)` \| .+ \|$"


def copy():
    """Make a fresh copy of what mutmut needs."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name in ("helpers", "notebooks", "tests"):
        shutil.copytree(ROOT / name, FOLDER / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", FOLDER)


def mutmut(*arguments, **options):
    """Run mutmut on the copy and return its result; raise CalledProcessError if it fails."""
    program = Path(sys.executable).with_name("mutmut")
    return subprocess.run([program, *arguments], cwd=FOLDER, check=True, text=True, **options)


def statuses():
    """Return {mutant: what became of it}."""
    listed = mutmut("results", "--all", "true", capture_output=True).stdout
    return dict(re.findall(r"(?m)^ +(helpers\.\S+): (.+)$", listed))


def place(mutant):
    """Return the module and function of a mutant: `layers.Linear.backward`."""
    module, _, name = re.sub(r"__mutmut_\d+$", "", mutant.removeprefix("helpers.")).partition(".")
    return f"{module}.{name.removeprefix('x')[1:].replace('ǁ', '.')}"


def difference(mutant):
    """Return the lines that a mutant takes out and those that it puts in."""
    shown = mutmut("show", mutant, capture_output=True).stdout
    return tuple("\n".join(re.findall(rf"(?m)^[{sign}](?![{sign}]{{2}} )(.*)$", shown))
                 for sign in "-+")


def named(mutant, equivalents):
    """Say whether the table of CONTRIBUTING.md names a mutant."""
    before, after = difference(mutant)
    return any(where == place(mutant) and old in before and before.replace(old, new, 1) == after
               for where, old, new in equivalents)


def report(found, unnamed):
    """Print a table of the modules, and each mutant that is neither noticed nor named."""
    counts = defaultdict(Counter)
    for mutant, status in found.items():
        for module in (place(mutant).partition(".")[0], "all"):
            counts[module][status in NOTICED] += 1
    print("| module | changes | noticed | |")
    for module, count in sorted(counts.items(), key=lambda pair: (pair[0] == "all", pair[0])):
        total, noticed = count.total(), count[True]
        print(f"| {module} | {total} | {noticed} | {noticed / total:.1%} |")
    for mutant in unnamed:
        before, after = difference(mutant)
        print(f"\n{found[mutant]}: {mutant}\n- {before}\n+ {after}")


def main():
    copy()
    mutmut("run")
    found = statuses()
    equivalents = re.findall(ROW, (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    unnamed = [mutant for mutant, status in found.items()
               if status not in NOTICED and not named(mutant, equivalents)]
    report(found, unnamed)
    sys.exit(bool(unnamed))


if __name__ == "__main__":
    main()
