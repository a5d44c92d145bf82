// What JupyterLite's kernel loads in place of Pyodide: Pyodide, begun before it asks (early.js), and
// which says how far it is.
import { loadPyodide as load } from "./pyodide.mjs";

const course = new BroadcastChannel("course");
let begun;

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

async function start(packages) {
  const fetching = self.fetch;
  self.fetch = (...request) => watched(fetching, ...request);
  try {
    const python = await load({
      indexURL: new URL(".", import.meta.url).href,
      packages: packages.filter(name => name !== "jedi"),  // names are completed without it
    });
    course.postMessage({starting: true});
    // IPython imports its terminal, which is left out here: notebooks have none.
    python.runPython(`
import sys, types
sys.modules["IPython.terminal.embed"] = types.SimpleNamespace(embed=None)
import IPython.core.interactiveshell, helpers.figures
`);
    return python;
  } catch (error) {
    course.postMessage({failed: "Python"});
    throw error;
  } finally {
    self.fetch = fetching;
  }
}

export function begin(packages) {
  begun = start(packages);
  begun.catch(() => {});  // loadPyodide will throw it
}

export async function loadPyodide({packages, stdout, stderr}) {
  const python = await (begun ?? start(packages));
  python.setStdout({batched: stdout});
  python.setStderr({batched: stderr});
  return python;
}
