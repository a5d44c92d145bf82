"""Lay out Pyodide with the wheels of the course, without what the course never imports, and compiled."""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

from tools.lite.fetch import run, sha256

LEFT_OUT = re.compile(r"""
    \.pyi$ | /tests?/ | \.(h|c|f90|f|pxd|pyx|in|build|ini|lib|a)$
    | ^matplotlib/mpl-data/(sample_data|images|plot_directive|fonts/(afm|pdfcorefonts))/
    | ^matplotlib/mpl-data/fonts/ttf/DejaVu(Serif|SansMono-)
    | ^PIL/_(avif|imagingcms|imagingft|imagingtk|webp)\.
    | ^matplotlib/sphinxext/ | ^mpl_toolkits/(axes_grid1|axisartist)/
    | ^numpy/(f2py|typing|_pyinstaller|distutils)/
    | ^pygments/lexers/(?!__init__|_mapping|python|special|diff|shell|console)
    """, re.VERBOSE)
# What Pyodide's lock does not name, and what it needs.
DEPENDS = {"comm": ["traitlets"], "piplite": ["micropip"], "ipykernel": [],
           "pyodide-kernel": ["comm", "ipykernel", "ipython"], "linear-layer-course": ["matplotlib", "numpy"]}


def lay_out(folder, core, packages, wheels):
    """Write Pyodide's core, the wheels {name: content} and their lock into an empty folder; compile them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in core.items():
        (folder / name).write_bytes(content)
    lock = json.loads(core["pyodide-lock.json"])
    lock["packages"] = {name: entry(name, packages, wheel) for name, wheel in sorted(wheels.items())}
    for name, wheel in wheels.items():
        (folder / lock["packages"][name]["file_name"]).write_bytes(slim(wheel))
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")
    run("node", str(Path(__file__).parent / "compile.mjs"), str(folder))
    for listed in lock["packages"].values():
        listed["sha256"] = sha256((folder / listed["file_name"]).read_bytes())
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")


def entry(name, packages, wheel):
    """Return what the shipped lock says of a wheel, but for its sha256."""
    if name in packages:
        return packages[name]
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        there = archive.namelist()
        [about] = [file for file in there if file.endswith(".dist-info/METADATA")]
        version = re.search("(?m)^Version: (.*)$", archive.read(about).decode())[1]
    return {"name": name, "version": version, "depends": DEPENDS[name],
            "file_name": f"{name.replace('-', '_')}-{version}-py3-none-any.whl",
            "imports": sorted({file.split("/")[0].removesuffix(".py") for file in there
                               if file.endswith(".py")}),
            "install_dir": "site", "package_type": "package", "unvendored_tests": False}


def slim(wheel):
    """Return a wheel without the files that the course never opens."""
    small = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wheel)) as old, zipfile.ZipFile(small, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if not info.is_dir() and not LEFT_OUT.search(info.filename):
                new.writestr(info, old.read(info))
    return small.getvalue()
