// The verbatim check while somebody types: what it would find, and that the button works on what is saved.
"use strict";

{
  const panel = document.querySelector(".verbatim-panel[data-live]");
  const words = ["text", "translation"].map((name) => document.getElementById(`id_${name}`)).filter(Boolean);
  const button = panel?.querySelector("[data-check]");
  if (panel && button && words.length) {
    const note = panel.querySelector("[data-note]");
    const found = panel.querySelector("[data-found]");
    const token = document.querySelector("#verbatim-check [name=csrfmiddlewaretoken]")?.value;
    const ofSaved = note.textContent;
    const lines = (text) => text.replace(/\r\n?/g, "\n").trim();
    const saved = words.map((field) => lines(field.defaultValue));
    let timer = 0;
    let asked = 0;

    const element = (name, text) => {
      const made = document.createElement(name);
      made.textContent = text;
      return made;
    };

    const show = (answer) => {
      found.replaceChildren(...answer.flatMap((one) => {
        const says = document.createElement("p");
        says.dataset.outcome = one.outcome;
        says.append(element("b", `${one.name}: `), one.says);
        if (!one.pieces.length) return [says];
        const pieces = document.createElement("p");
        pieces.dir = "auto";
        pieces.append(...one.pieces.map(([state, text]) => state === "removed" ? element("del", text) : state === "added" ? element("ins", text) : text));
        const legend = document.createElement("p");
        legend.className = "quiet";
        legend.append(element("del", "In the quote alone"), " ", element("ins", "In the source alone"));
        return [says, pieces, legend];
      }));
    };

    const check = async () => {
      const mine = ++asked;
      const body = new FormData();
      words.forEach((field) => body.append(field.name, field.value));
      try {
        const answer = await fetch(panel.dataset.live, { method: "POST", body, headers: { "X-CSRFToken": token } });
        const data = answer.ok ? await answer.json() : { found: [] };
        if (mine === asked) show(data.found);
      } catch {
        if (mine === asked) found.replaceChildren();
      }
    };

    const changed = () => {
      const dirty = words.some((field, place) => lines(field.value) !== saved[place]);
      button.disabled = dirty;
      note.textContent = dirty ? "The words were changed. Save first: the check is of what is saved." : ofSaved;
      clearTimeout(timer);
      if (found && token) timer = setTimeout(check, 400);
    };

    words.forEach((field) => field.addEventListener("input", changed));
    if (words.some((field, place) => lines(field.value) !== saved[place])) changed();
  }
}
