// A button over each block of code that copies it, without prompts and what was printed.
"use strict";

{
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");

  // Where a page is neither on a disk nor on a safe server, a browser copies only what is selected.
  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    said.after(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("The browser did not copy.");
  }

  function addButton(block) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.ariaLabel = "Copy this code";
    button.addEventListener("click", async () => {
      const code = block.cloneNode(true);
      code.querySelectorAll(".gp, .go").forEach(part => part.remove());
      const done = await copy(code.textContent.trimEnd()).then(() => "Copied", () => "Not copied");
      button.textContent = said.textContent = done;
      button.focus();
      setTimeout(() => {
        button.textContent = "Copy";
        said.textContent = "";
      }, 2000);
    });
    block.after(button);
  }

  addEventListener("DOMContentLoaded", () => {
    document.body.append(said);
    document.querySelectorAll("article div.highlight > pre").forEach(block => {
      if (!block.closest(".cell_output")) addButton(block);
    });
  });
}
