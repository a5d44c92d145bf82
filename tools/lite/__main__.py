"""Build the browser edition into build/site/lite/: python -m tools.lite"""

import json
import shutil
import sys
from importlib.metadata import files
from pathlib import Path

import nbformat

from tools.kernel import NOTEBOOKS, ROOT, needs_torch, read
from tools.lite import fetch, wheels

WORK, OUT = ROOT / "build" / "lite", ROOT / "build" / "site" / "lite"
PAGES = ROOT / "site" / "lite"
# What is loaded before the kernel asks for it. It asks for jedi too, which python.mjs leaves out.
FIRST = ["micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython",
         "linear-layer-course"]
SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "From a dot product to torch.nn.Linear",
        "exposeAppInBrowser": True,   # for the page around it, run.js
        "enableMemoryStorage": True,  # a private window may have no other
        "disabledExtensions": ["@jupyterlite/application-extension:service-worker-manager"],
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": {
            "pyodideUrl": "./static/pyodide/python.mjs",
            "disablePyPIFallback": True,
            "loadPyodideOptions": {"packages": FIRST},
        }},
    },
}


def helpers_wheel():
    """Return the helpers as a wheel."""
    folder = WORK / "helpers"
    shutil.rmtree(folder, ignore_errors=True)
    fetch.run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    [wheel] = folder.glob("*.whl")
    return wheel.read_bytes()


def lay_out_python(folder):
    """Lay out Pyodide and the wheels, unless they are there as they would be now."""
    core, packages, found = fetch.everything()
    found["linear-layer-course"] = helpers_wheel()
    how = [Path(__file__).parent / name for name in ("compile.mjs", "wheels.py")]
    stamp = fetch.sha256(b"".join([*(path.read_bytes() for path in how), *found.values()]))
    made = WORK / "made"
    if not (made.exists() and made.read_text() == stamp):
        made.unlink(missing_ok=True)
        wheels.lay_out(folder, core, packages, found)
        made.write_text(stamp)


def extension():
    """Return where the kernel's extension of JupyterLite is."""
    [about] = [file for file in files(fetch.KERNEL) if file.match("pyodide-kernel-extension/package.json")]
    return about.locate().resolve().parent


def copy_notebooks(folder):
    """Copy the notebooks without outputs, for JupyterLite's kernel; return what run.js asks of each."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    about = {}
    for number, path in enumerate(NOTEBOOKS, start=1):
        notebook = read(path)
        title = notebook.cells[0].source.splitlines()[0].removeprefix("# ").replace("`", "")
        about[path.stem] = {"title": f"{number}. {title}", "torch": needs_torch(notebook)}
        notebook.metadata.kernelspec = {"name": "python", "display_name": "Python", "language": "python"}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.update(outputs=[], execution_count=None)
        nbformat.write(notebook, folder / path.name)
    return about


def begin_early():
    """Let JupyterLite's page start Python's worker at once (early.js), and write that worker."""
    page = OUT / "notebooks" / "index.html"
    text, first = page.read_text(encoding="utf-8"), '<script id="jupyter-config-data"'
    [worker] = OUT.glob("extensions/**/comlink.worker.*.js")
    if text.count(first) != 1:
        sys.exit(f"{page}: expected one {first}, got {text.count(first)}")
    text = text.replace(first, f'<script src="../early.js"></script>\n    {first}')
    page.write_text(text, encoding="utf-8")
    (OUT / "worker.mjs").write_text(f'import "./{worker.relative_to(OUT).as_posix()}";\n'
                                    'import { begin } from "./static/pyodide/python.mjs";\n'
                                    f'begin({json.dumps(FIRST)});\n', encoding="utf-8")


def main():
    python, source = WORK / "pyodide", WORK / "settings"
    lay_out_python(python)
    notebooks = copy_notebooks(WORK / "notebooks")
    shutil.rmtree(source, ignore_errors=True)  # with JupyterLite's notes of what was built before
    source.mkdir()
    (source / "jupyter-lite.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    shutil.rmtree(OUT, ignore_errors=True)
    fetch.run(sys.executable, "-m", "jupyterlite_core", "build", "--apps=notebooks", "--no-sourcemaps",
              "--ignore-sys-prefix", f"--LiteBuildConfig.federated_extensions={extension()}",
              f"--contents={WORK / 'notebooks'}", f"--output-dir={OUT}", folder=source)
    shutil.copytree(python, OUT / "static" / "pyodide")
    shutil.copytree(PAGES, OUT, dirs_exist_ok=True)
    shutil.move(OUT / "python.mjs", OUT / "static" / "pyodide")
    begin_early()
    parts = sum(path.suffix in (".json", ".wasm", ".whl", ".zip") for path in python.iterdir())
    (OUT / "course.json").write_text(json.dumps({"notebooks": notebooks, "parts": parts}), encoding="utf-8")


if __name__ == "__main__":
    main()
