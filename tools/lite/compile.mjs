// Compile the Python files of the standard library and of all wheels in a folder, with the Python
// that will run them:  node compile.mjs FOLDER
// A compiled file takes its source's place and is never checked against it; helpers keep theirs,
// since learners ask for it with `??`.
import fs from "node:fs";
import path from "node:path";

const folder = path.resolve(process.argv[2]);
const { loadPyodide } = await import(path.join(folder, "pyodide.mjs"));
const python = await loadPyodide({ indexURL: folder });
python.mountNodeFS("/folder", folder);
python.runPython(`
import importlib.util
import os
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def compiled(name, source):
    code = compile(source, name, "exec", dont_inherit=True)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))

def placed(name):
    """Return where the compiled file goes, and whether its source stays."""
    if name.startswith("helpers/"):
        return importlib.util.cache_from_source(name), True
    return name + "c", False

def compile_all(path):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(path + ".new", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for info in old.infolist():
            data, stays, name = old.read(info), True, info.filename
            if name.endswith(".py") and ".data/" not in name:
                target, stays = placed(name)
                try:
                    new.writestr(zipfile.ZipInfo(target), compiled("/" + name, data), zipfile.ZIP_DEFLATED, 9)
                except SyntaxError:  # a template, say
                    stays = True
            if stays:
                new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 9)
    os.replace(path + ".new", path)

for name in os.listdir("/folder"):
    if name.endswith((".whl", ".zip")):
        compile_all("/folder/" + name)
`);
