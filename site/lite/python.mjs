// What JupyterLite's kernel loads in place of Pyodide: Pyodide, which says how far it is.
import { loadPyodide as load } from "./pyodide.mjs";

const course = new BroadcastChannel("course");

// The name in a wheel's address: .../numpy-2.4.3-...whl is numpy.
function named(address) {
  return new URL(address, location).pathname.split("/").pop().replace(/-\d.*|\.asm\.wasm$|\.zip$/, "");
}

async function watched(fetching, ...request) {
  const name = named(request[0].url ?? request[0]);
  course.postMessage({loading: name});
  try {
    const response = await fetching(...request);
    if (!response.ok) throw new Error(`${name}: the server answers ${response.status}`);
    course.postMessage({loaded: name});
    return response;
  } catch (error) {
    course.postMessage({failed: name});
    throw error;
  }
}

export async function loadPyodide(options) {
  const fetching = self.fetch;
  self.fetch = (...request) => watched(fetching, ...request);
  try {
    // The kernel asks for jedi; without it, names are completed all the same.
    const packages = options.packages.filter(name => name !== "jedi");
    const python = await load({...options, packages});
    course.postMessage({starting: true});
    // IPython imports its terminal; notebooks have none, and its prompt is left out here.
    python.runPython("import sys, types\n" +
                     "sys.modules['IPython.terminal.embed'] = types.SimpleNamespace(embed=None)");
    return python;
  } catch (error) {
    course.postMessage({failed: "Python"});
    throw error;
  } finally {
    self.fetch = fetching;
  }
}
