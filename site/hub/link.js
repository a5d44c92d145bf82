// The page for teachers: from the addresses of a hub and of a repository, the link for learners.
"use strict";

// Each of these returns [address, problem], of which one is "". That of a hub, from any of its pages:
function hubAddress(pasted) {
  const [address, problem] = webAddress(pasted, "your hub", "https://hub.example.org");
  return [address.replace(/\/(hub|user)(\/.*)?$/, ""), problem];
}

// That of a repository, from the page of a file in it too, or as for SSH:
function repositoryAddress(pasted) {
  const ssh = pasted.trim().match(/^git@([\w.-]+):(.+)$/);
  const [address, problem] = webAddress(ssh ? `https://${ssh[1]}/${ssh[2]}` : pasted, "the repository",
                                        "https://example.org/maths/course");
  const whole = address.replace(/\/(-\/)?(tree|blob)\/.*$/, "");
  if (!problem && !whole.replace(/^\w+:\/\/[^/]*\/?/, "")) {
    return ["", "The address of the repository names only a website. It goes on with the repository's " +
                "own name, as in https://example.org/maths/course."];
  }
  return [whole, problem];
}

function webAddress(pasted, what, example) {
  const text = pasted.trim();
  if (!text) return ["", `The address of ${what} is missing. It looks like ${example}.`];
  if (/\s/.test(text)) return ["", `The address of ${what} has a space in it: “${text}”. Paste it without.`];
  const address = /^\w+:\/\//.test(text) ? text : `https://${text}`;
  if (!/^https?:\/\/[\w.-]+(:\d+)?(\/|$)/.test(address)) {
    return ["", `No learner can open this address: “${text}”. That of ${what} looks like ${example}.`];
  }
  return [address.replace(/[?#].*$/, "").replace(/\/+$/, ""), ""];
}

// As encodeURIComponent, and the five characters that it leaves.
function encoded(text) {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => "%" + sign.charCodeAt(0).toString(16).toUpperCase());
}

// Return [link, problem] for what was typed. A clone is named after its repository; where that ends in
// .git, the link names the folder.
function hubLink(hub, repository, branch, notebook) {
  const [home, noHome] = hubAddress(hub), [source, noSource] = repositoryAddress(repository);
  const name = branch.trim() || "main", folder = source.split("/").pop().replace(/\.git$/, "");
  const noBranch = /\s/.test(name) ? `The branch has a space in it: “${name}”. Most are named main.` : "";
  const problem = noHome || noSource || noBranch;
  if (problem) return ["", problem];
  const asked = {repo: source, branch: name, urlpath: `lab/tree/${folder}/${notebook}`};
  if (source.endsWith(".git")) asked.targetPath = folder;
  const query = Object.entries(asked).map(([key, value]) => `${key}=${encoded(value)}`).join("&");
  return [`${home}/hub/user-redirect/git-pull?${query}`, ""];
}

addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("hub-link");
  form.innerHTML = `
    <label>Address of your hub <input name="hub" type="text" inputmode="url"></label>
    <label>Address of the repository <input name="repository" type="text" inputmode="url"></label>
    <label>Branch <input name="branch" type="text" value="main"></label>
    <label>Notebook <select name="notebook"></select></label>
    <label>The link <input name="link" type="text" readonly></label>
    <p><button type="button" disabled>Copy the link</button> <span role="status"></span></p>`;
  const {hub, repository, branch, notebook, link} = form.elements;
  const button = form.querySelector("button"), status = form.querySelector("[role=status]");
  for (const title of document.querySelectorAll("article a[href^='notebooks/']")) {
    const path = title.getAttribute("href").replace(/html$/, "ipynb");
    if (path.endsWith(".ipynb")) notebook.add(new Option(title.textContent, path));
  }
  form.addEventListener("input", () => {
    const [made, problem] = hubLink(hub.value, repository.value, branch.value, notebook.value);
    link.value = made;
    status.textContent = problem;
    button.disabled = !made;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    link.select();
    status.textContent = document.execCommand("copy") ? "Copied." : "Press Ctrl+C to copy it.";
  });
  form.hidden = false;
});
