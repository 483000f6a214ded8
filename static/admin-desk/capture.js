// Quick capture without leaving the page: what is pasted is looked up at once, speakers are found by typing, and what
// was typed comes back after Back and reload. Everything works without it, with one button more.
"use strict";

{
  const form = document.getElementById("capture-form");
  const SECONDS = 10;
  const STORE = "desk.capture";

  // Asking the server: it answers with the whole page, and the parts that changed are taken over -------------------------

  const busy = document.getElementById("capture-busy");
  const said = document.getElementById("part-said");
  let running = null; // {button, controller}
  let asked = ""; // the address that was looked up last
  let waiting = false; // something to suggest came up while a page was fetched

  const say = (words, failed = true) => {
    said.classList.toggle("failed", failed);
    said.replaceChildren(Object.assign(document.createElement("p"), { textContent: words }));
    if (failed) document.getElementById("capture-paste").open = true;
  };

  const fields = () => [...form.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), textarea, select")].filter((field) => !field.closest("[data-part]"));

  const take = (fresh, before, button) => {
    for (const part of form.querySelectorAll("[data-part]")) {
      const other = fresh.querySelector(`#${CSS.escape(part.id)}`);
      const inUse = button === "suggest" && part.contains(document.activeElement);
      if (!other || inUse || part.innerHTML === other.innerHTML) continue;
      if (button === "suggest" && part === said) continue;
      const lost = part.contains(document.activeElement);
      part.className = other.className;
      part.replaceChildren(...other.childNodes);
      if (lost) form.elements.address.focus();
    }
    for (const field of fields()) {
      const other = fresh.elements.namedItem(field.name);
      if (other && before.get(field) === field.value) field.value = other.value; // else somebody went on typing
    }
    if (button !== "suggest" && fresh.querySelector("#capture-paste").open) document.getElementById("capture-paste").open = true;
  };

  const ask = async (button) => {
    if (running && button === "suggest") {
      waiting = true;
      return;
    }
    running?.controller.abort("newer");
    const controller = new AbortController();
    running = { button, controller };
    const isFetch = button !== "suggest";
    const timer = setTimeout(() => controller.abort("slow"), SECONDS * 1000);
    const before = new Map(fields().map((field) => [field, field.value]));
    const body = new FormData(form);
    body.set(button, "1");
    if (isFetch) {
      asked = form.elements.address.value;
      said.replaceChildren();
      busy.hidden = false;
      busy.querySelector("span").textContent = "Reading the page …";
    }
    try {
      const response = await fetch(form.action, { method: "POST", body, signal: controller.signal, redirect: "error" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("capture-form");
      if (response.ok && fresh) take(fresh, before, button);
      else if (isFetch) say("The desk did not answer as it should. Nothing was lost: perhaps your session ended. Sign in in another tab, and try again.");
    } catch {
      const why = controller.signal.reason;
      if (!isFetch || why === "newer") return;
      if (why === "cancelled") say("Cancelled. Fill in the source yourself, and paste the article’s text, or fetch the page again.");
      else if (why === "slow") say(`It took longer than ${SECONDS} seconds. Nothing was lost: fill in the source, and paste the article’s text.`);
      else say("The desk cannot be reached. Nothing was lost: try again in a moment.");
    } finally {
      clearTimeout(timer);
      if (running?.controller === controller) {
        running = null;
        busy.hidden = true;
        keep();
        if (waiting) {
          waiting = false;
          ask("suggest");
        }
      }
    }
  };

  // What was typed, kept for this tab ------------------------------------------------------------------------------------

  let isSending = false;

  const stored = () => {
    try {
      const found = JSON.parse(sessionStorage.getItem(STORE));
      return found?.user === form.dataset.user ? found : null;
    } catch {
      return null;
    }
  };

  const keep = () => {
    const typed = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
    try {
      sessionStorage.setItem(STORE, JSON.stringify({ user: form.dataset.user, at: Date.now(), isSent: isSending, typed }));
    } catch {
      // Full, or switched off: the form itself still holds it all.
    }
  };

  const isBegun = () => ["address", "text", "pasted", "headline", "source-title", "speaker_name"].some((name) => form.elements[name].value.trim());

  const restore = ({ typed }) => {
    for (const [name, value] of typed) {
      const field = form.elements.namedItem(name);
      if (field instanceof RadioNodeList || field?.type !== "checkbox") {
        if (field) field.value = value;
      } else field.checked = true;
      if (["speaker", "speaker_for"].includes(name) && !field) speakerPart.append(hidden(name, value));
    }
    for (const [name, value] of typed) if (name === "speaker_for") choose(Object.fromEntries(typed).speaker ?? "", value);
    say("What you had typed is back.", false);
    ask("suggest");
  };

  const offer = (found) => {
    const at = new Date(found.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const bar = Object.assign(document.createElement("p"), { className: "capture-offer", textContent: `You began a capture at ${at} and did not save it. ` });
    const button = (words, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "button plain small", textContent: words });
      made.addEventListener("click", () => {
        bar.remove();
        form.elements.address.focus();
        act();
      });
      return made;
    };
    bar.append(button("Bring it back", () => restore(found)), " ", button("Discard it", () => sessionStorage.removeItem(STORE)));
    form.before(bar);
  };

  // The picker of speakers (ARIA 1.2: a combobox with a list) ------------------------------------------------------------

  const speakerPart = document.getElementById("part-speaker");
  const speaker = form?.elements.speaker_name;
  const list = Object.assign(document.createElement("ul"), { id: "speaker-list", hidden: true });
  const count = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  let active = -1;
  let searching = null;
  let pause = 0;

  const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

  const choose = (id, name) => {
    const note = Object.assign(document.createElement("p"), { className: "quiet", textContent: id === "new" ? "New: made when you save" : id ? "On record" : "" });
    speakerPart.replaceChildren(hidden("speaker", id), hidden("speaker_for", id ? name : ""), note);
    if (id === "new") document.getElementById("capture-office").open = true;
  };

  const close = () => {
    searching?.abort();
    clearTimeout(pause);
    list.hidden = true;
    active = -1;
    speaker.setAttribute("aria-expanded", "false");
    speaker.removeAttribute("aria-activedescendant");
  };

  const pick = (option) => {
    speaker.value = option.dataset.name;
    choose(option.dataset.id, option.dataset.name);
    close();
    count.textContent = "";
    ask("suggest");
  };

  const activate = (index) => {
    const options = [...list.children];
    active = (index + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    speaker.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  };

  const optionOf = ({ id, name, label, detail }, index) => {
    const option = Object.assign(document.createElement("li"), { id: `speaker-option-${index}` });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    Object.assign(option.dataset, { id, name });
    option.append(Object.assign(document.createElement("span"), { textContent: label }));
    if (detail) option.append(Object.assign(document.createElement("small"), { textContent: detail }));
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    option.addEventListener("click", () => pick(option));
    return option;
  };

  const show = (people, typed) => {
    const isKnown = people.some((person) => person.is_same);
    const made = { id: "new", name: typed, label: `Create “${typed}”`, detail: "" };
    list.replaceChildren(...[...people, ...(isKnown ? [] : [made])].map(optionOf));
    list.hidden = false;
    active = -1;
    speaker.setAttribute("aria-expanded", "true");
    speaker.removeAttribute("aria-activedescendant");
    count.textContent = `${people.length} on record${isKnown ? "" : `, or create ${typed}`}`;
  };

  const search = async () => {
    const typed = speaker.value.trim();
    searching?.abort();
    if (!typed) return close();
    searching = new AbortController();
    const day = form.elements.when.value || form.elements["source-issued"].value;
    try {
      const address = `${form.dataset.people}?${new URLSearchParams({ q: typed, day })}`;
      const response = await fetch(address, { signal: searching.signal, headers: { Accept: "application/json" } });
      show((await response.json()).people, typed);
    } catch (error) {
      if (error.name !== "AbortError") show([], typed);
    }
  };

  const onKey = (event) => {
    if (event.isComposing) return;
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) activate(active < 0 ? (event.key === "ArrowDown" ? 0 : -1) : active + (event.key === "ArrowDown" ? 1 : -1));
      else search();
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (isOpen && active >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      if (event.key === "Enter") event.preventDefault();
      pick(list.children[active]);
    }
  };

  const startPicker = () => {
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    Object.entries(attributes).forEach(([name, value]) => speaker.setAttribute(name, value));
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "People");
    count.setAttribute("role", "status");
    speaker.after(list, count);
    speaker.addEventListener("keydown", onKey);
    speaker.addEventListener("blur", close);
    speaker.addEventListener("input", () => {
      choose("", "");
      clearTimeout(pause);
      pause = setTimeout(search, 150);
    });
  };

  // The whole screen -----------------------------------------------------------------------------------------------------

  const onEnter = (event) => {
    const isLine = event.target.matches("input:not([type=checkbox], [type=radio], [type=search])");
    if (event.key === "s" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit(form.elements._save);
    } else if (event.key === "Enter" && isLine && !event.defaultPrevented && !event.isComposing) {
      event.preventDefault(); // a browser would press the first button of the form, whichever field it is
      if (event.target.name === "address") ask("fetch");
      else if (list.hidden) form.requestSubmit(form.elements._save);
    }
  };

  const onSubmit = (event) => {
    const name = event.submitter?.name;
    if (name === "fetch" || name === "fresh") {
      event.preventDefault();
      ask(name);
    } else if (isSending) event.preventDefault(); // a second click
    else {
      running?.controller.abort("newer");
      isSending = true;
      keep();
    }
  };

  const start = () => {
    const address = form.elements.address;
    asked = address.value;
    const lookUp = () => {
      if (address.value.trim() && address.value !== asked) ask("fetch");
    };
    address.addEventListener("paste", () => setTimeout(lookUp, 0));
    address.addEventListener("change", lookUp);
    const SUGGESTS = ["text", "speaker_name", "when", "source-issued", "source-language"];
    form.addEventListener("change", (event) => SUGGESTS.includes(event.target.name) && ask("suggest"));
    form.addEventListener("input", keep);
    form.addEventListener("keydown", onEnter);
    form.addEventListener("submit", onSubmit);
    busy.querySelector("button").addEventListener("click", () => {
      running?.controller.abort("cancelled");
      address.focus();
    });
    window.addEventListener("pageshow", () => { isSending = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!isSending && isBegun()) event.preventDefault();
    });
    startPicker();
    document.querySelector(".error-summary")?.focus();

    const found = stored();
    const how = performance.getEntriesByType("navigation")[0]?.type;
    if (form.dataset.method === "POST") keep();
    else if (found && (how === "back_forward" || how === "reload")) restore(found);
    else if (found && !found.isSent && found.typed.some(([name, value]) => name !== "kind" && /^(address|text|pasted|headline)$/.test(name) && value)) offer(found);
  };

  if (form) start();

  // "Have we covered this?" answers where it was asked.
  const question = document.querySelector(".capture-aside .covered-search");
  question?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const here = document.getElementById("covered-here");
    const answer = await fetch(`${question.action}?${new URLSearchParams(new FormData(question))}`).then((response) => response.text(), () => "");
    const found = new DOMParser().parseFromString(answer, "text/html").getElementById("covered-results");
    here.replaceChildren(...(found?.childNodes ?? ["The desk cannot be reached. Try again in a moment."]));
  });
}
