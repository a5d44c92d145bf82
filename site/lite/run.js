// Open a notebook in JupyterLite, in a frame, and say what is happening: what is loaded, when
// Python is ready, that it is saved. Copies are kept by JupyterLite, in the browser's storage.
"use strict";

const at = id => document.getElementById(id);
const frame = document.createElement("iframe");
let panel;  // JupyterLite's notebook, once it is open

function stem(name) {
  return name.replace(/\.ipynb$/, "");
}

function say(text) {
  at("state").textContent = text;
}

// Say what went wrong, and offer to try again; what was typed stays in the browser's storage.
function trouble(text, again = true) {
  at("trouble").textContent = `${text} `;
  at("trouble").hidden = false;
  if (!again) return;
  const button = document.createElement("button");
  button.textContent = "Try again";
  button.addEventListener("click", () => location.reload());
  at("trouble").append(button);
}

async function until(found, seconds, what) {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end;) {
    const value = found();
    if (value) return value;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not come within ${seconds} seconds.`);
}

// What the server and the browser have to bring along; answers a line if they do not.
async function lacking() {
  const python = await fetch("static/pyodide/python.mjs");
  const type = python.headers.get("content-type") ?? "no type";
  if (!python.ok) {
    return `The server has no static/pyodide/python.mjs (it answers ${python.status}): make lite builds it.`;
  }
  return /javascript/.test(type) ? "" :
    `The server gives python.mjs as ${type}, where browsers ask for text/javascript: mend its list of types.`;
}

// Whether the browser keeps what is typed; private windows may not.
function keeps() {
  return new Promise(answer => {
    try {
      const opening = indexedDB.open("course");
      opening.onsuccess = () => { opening.result.close(); answer(true); };
      opening.onerror = () => answer(false);
    } catch {
      answer(false);
    }
  });
}

// Follow Python from its first file to its last: python.mjs tells. Other tabs' messages end with ours.
function followLoading() {
  const course = new BroadcastChannel("course"), progress = at("progress"), arrived = new Set();
  course.addEventListener("message", ({data}) => {
    if (data.failed) {
      trouble(`${data.failed} did not arrive. Is there a connection? What you typed is kept in this browser.`);
    } else if (data.starting) {
      say("Starting Python. You can read and type meanwhile.");
    } else {
      if (data.loaded) arrived.add(data.loaded);
      progress.value = arrived.size;
      say(`Loading Python: ${data.loading ?? data.loaded}, ${arrived.size} of ${progress.max} parts are here. ` +
          "You can read and type meanwhile.");
    }
  });
  return course;
}

function followKernel(course, ready) {
  let long;
  const changed = (_, status) => {
    clearTimeout(long);
    if (status === "idle") {
      course.close();
      at("progress").hidden = true;
      say(ready);
    } else if (status === "busy" && at("progress").hidden) {
      long = setTimeout(() => say("Running. If it never ends, press Restart: your text stays."), 5000);
    } else if (status === "restarting" || status === "starting") {
      say("Starting Python.");
    } else if (status === "dead") {
      trouble("Python has stopped. What you typed is kept in this browser.");
    }
  };
  panel.sessionContext.statusChanged.connect(changed);
  changed(panel.sessionContext, panel.sessionContext.session?.kernel?.status);
}

// Save a third of a second after the last change, and when the page is hidden; one save at a time,
// or JupyterLite takes the first for somebody else's. (It calls a notebook clean that was changed while
// it was saved, so that does not count.) Returns what saves at once.
function saveAlways() {
  const {context} = panel;
  let soon = 0, saving = Promise.resolve();
  const save = () => {
    clearTimeout(soon);
    saving = saving.then(() => context.save()).catch(
      error => trouble(`Not saved: ${error.message} Download your copy.`, false));
    return saving;
  };
  context.model.contentChanged.connect(() => { clearTimeout(soon); soon = setTimeout(save, 300); });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  return save;
}

function download() {
  const link = document.createElement("a");
  const text = JSON.stringify(panel.context.model.toJSON(), null, 1);
  link.href = URL.createObjectURL(new Blob([text], {type: "application/x-ipynb+json"}));
  link.download = panel.context.path;
  link.click();
  URL.revokeObjectURL(link.href);
}

// Keep the copy under another name, and open the course's notebook anew.
async function beginAfresh(contents, save) {
  const {path} = panel.context;
  const time = new Date().toLocaleString("sv").replace(" ", "_").replaceAll(":", "");  // 2026-11-30_140500
  const kept = `${stem(path)}-kept-${time}.ipynb`;
  at("question").textContent =
    `Begin ${path} afresh? Your copy is kept, as ${kept}: you find it in the list of notebooks.`;
  at("ask").showModal();
  await new Promise(closed => at("ask").addEventListener("close", closed, {once: true}));
  if (at("ask").returnValue !== "yes") return;
  await save();
  await contents.save(kept, {...await contents.get(path, {content: true}), path: kept, name: kept});
  await contents.delete(path);
  location.reload();
}

// The notebooks of the course, and the copies that were kept.
async function listCopies(contents, notebooks, path) {
  const {content} = await contents.get("", {content: true});
  const names = content.map(file => file.name).filter(name => name.endsWith(".ipynb")).sort();
  if (!names.includes(path)) at("copies").append(new Option("Choose a notebook", ""));
  for (const name of names) {
    const {title, torch} = notebooks[stem(name)] ?? {title: name};
    at("copies").append(new Option(torch ? `${title} (needs torch)` : title, name, false, name === path));
  }
  at("copies").addEventListener("change", () => {
    location.search = `?notebook=${encodeURIComponent(at("copies").value)}`;
  });
  return names.includes(path);
}

async function open() {
  const path = new URLSearchParams(location.search).get("notebook") ?? "01_dot_products.ipynb";
  frame.src = `notebooks/index.html?path=${encodeURIComponent(path)}`;
  frame.title = `The notebook ${path}`;
  frame.inert = true;  // a cell that is run before there is a kernel is not run at all
  const course = followLoading();
  document.body.append(frame);
  const [{notebooks, parts}, missing] = await Promise.all([
    fetch("course.json").then(got => got.json()), lacking()]);
  if (missing) throw new Error(missing);
  const known = notebooks[stem(path)];
  if (known) at("back").href = `../notebooks/${stem(path)}.html`;
  at("progress").max = parts;
  const app = await until(() => frame.contentWindow.jupyterapp, 60, "JupyterLite");
  const contents = app.serviceManager.contents;
  if (!await listCopies(contents, notebooks, path)) {
    frame.remove();
    say("");
    return trouble(`There is no notebook ${path} here. Choose one from the list.`, false);
  }
  panel = await until(() => app.shell.currentWidget?.context && app.shell.currentWidget, 60, path);
  await panel.context.ready;
  await until(() => panel.sessionContext.session?.kernel, 60, "Python's kernel");
  frame.inert = false;
  const save = saveAlways();
  const kept = await keeps() ? "What you type is saved in this browser." :
    "This window keeps nothing when it is closed: download your copy before you leave.";
  const torch = known?.torch ? " This notebook needs torch, which no browser runs: it stops at its first " +
    "cell. Read it on its page, or run it on your own machine." : "";
  followKernel(course, `Python is ready: ▶ or Shift+Enter runs a cell. ${kept}${torch}`);
  at("download").addEventListener("click", download);
  at("fresh").addEventListener("click", () => beginAfresh(contents, save).catch(
    error => trouble(`No fresh copy was made: ${error.message}`, false)));
  at("restart").addEventListener("click", () => { save(); panel.sessionContext.session.kernel.restart(); });
  for (const button of ["download", "fresh", "restart"]) at(button).disabled = false;
}

open().catch(error => {
  frame.remove();
  trouble(`The notebook could not be opened. ${error.message} Is there a connection?`);
});
