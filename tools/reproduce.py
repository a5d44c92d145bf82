"""Run the notebooks as other machines would, and compare with what is stored.

    python -m tools.reproduce [NOTEBOOK ...]

Each setting is a handful of environment variables that take instructions away
from the libraries, or give them threads. What the libraries then use is asked
of a fresh process and printed; where it is the usual, nothing is to be tried.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from nbclient.exceptions import CellExecutionError
from numpy._core._multiarray_umath import __cpu_dispatch__ as DISPATCHED

from tools.compare import differences
from tools.kernel import NOTEBOOKS, execute, quiet_kernel, read

FACTS = """
import json, numpy, threadpoolctl, torch
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
numpy.ones((99, 99)) @ numpy.ones((99, 99))
blas = next((pool for pool in threadpoolctl.threadpool_info()
             if pool["internal_api"] == "openblas" and "numpy" in pool["filepath"]), {})
print(json.dumps({
    "OpenBLAS": blas.get("architecture", "none"), "threads": blas.get("num_threads", 0),
    "NumPy": " ".join(name for name in __cpu_dispatch__ if __cpu_features__[name]) or "baseline",
    "torch": torch.backends.cpu.get_cpu_capability(), "torch's threads": torch.get_num_threads()}))
"""


def threads(count):
    return {"OPENBLAS_NUM_THREADS": str(count), "OMP_NUM_THREADS": str(count)}


AVX512 = [name for name in DISPATCHED if name.startswith(("AVX512", "X86_V4"))]
NUMPY_WITHOUT_AVX512 = {"NPY_DISABLE_CPU_FEATURES": " ".join(AVX512)}
NUMPY_BASELINE = {"NPY_DISABLE_CPU_FEATURES": " ".join(DISPATCHED)}
SETTINGS = {
    "2 threads": threads(2),
    "OpenBLAS for Nehalem": {"OPENBLAS_CORETYPE": "Nehalem"},
    "OpenBLAS for Sandybridge": {"OPENBLAS_CORETYPE": "Sandybridge"},
    "OpenBLAS for Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "OpenBLAS for SkylakeX": {"OPENBLAS_CORETYPE": "SkylakeX"},
    "NumPy without AVX-512": NUMPY_WITHOUT_AVX512,
    "NumPy without AVX2": NUMPY_BASELINE,
    "torch with AVX2": {"ATEN_CPU_CAPABILITY": "avx2"},
    "torch without AVX": {"ATEN_CPU_CAPABILITY": "default"},
    "all lowest, 2 threads": threads(2) | NUMPY_BASELINE | {
        "OPENBLAS_CORETYPE": "Nehalem", "ATEN_CPU_CAPABILITY": "default",
        "MKL_CBWR": "COMPATIBLE", "ONEDNN_MAX_CPU_ISA": "SSE41"},
}


def facts(variables):
    """Return what the libraries use in a new process with these, {} where they cannot start."""
    run = subprocess.run([sys.executable, "-c", FACTS], env=os.environ | variables,
                         capture_output=True, text=True)
    return json.loads(run.stdout) if run.returncode == 0 else {}


def described(found):
    return ", ".join(f"{name} {value}" for name, value in found.items()) or "cannot start here"


def run_again(path, variables):
    """Return the lines that say where a run of the notebook differs from what is stored."""
    stored = read(path)
    try:
        return differences(stored, execute(stored, **variables))
    except CellExecutionError as error:
        return [f"{error.ename}: {error.evalue}"]


def compare(paths, variables):
    """Run the notebooks, print a line for each, and return how many differ."""
    differ = 0
    for path in paths:
        lines = run_again(path, variables)
        differ += bool(lines)
        print(f"   {path.name}: {'DIFFERS' if lines else 'the same'}", *lines, sep="\n      ",
              flush=True)
    return differ


def try_out(settings, paths):
    """Compare under each of the settings that changes anything here, and return how many did, and
    how many notebooks differed in all."""
    usual, differ, tried = facts({}), 0, 0
    print(f"usual: {described(usual)}")
    for name, variables in settings.items():
        found = facts(variables)
        print(f"{name}: {described(found)}", flush=True)
        if found in ({}, usual):
            print("   not tried: not possible here, or the usual")
            continue
        differ, tried = differ + compare(paths, variables), tried + 1
    return tried, differ


def main(arguments):
    paths = [Path(name).resolve() for name in arguments] or NOTEBOOKS
    quiet_kernel()
    tried, differ = try_out(SETTINGS, paths)
    print(f"{tried} of {len(SETTINGS)} settings tried, {differ} notebooks differ")
    sys.exit(differ > 0 or tried == 0)


if __name__ == "__main__":
    main(sys.argv[1:])
