// Shortcuts of the desk. Each is a link or a field of the page, so that everything works without them.
//
// Keys without Control or Command are for people who look at the page and type nothing: never in a field, never while
// an input method composes, and off as a whole where somebody switched them off (WCAG 2.1.4).
"use strict";

{
  const STORE = "desk.keys";
  const WAIT = 1500; // milliseconds for the second key of two
  const list = document.getElementById("desk-keys");
  const links = list ? [...list.content.querySelectorAll("a[data-keys]")] : [];

  const isOn = () => {
    try {
      return localStorage.getItem(STORE) !== "off";
    } catch {
      return true;
    }
  };

  const fields = "input, textarea, select, [contenteditable]:not([contenteditable='false']), [role=textbox], [role=combobox], [role=listbox], [role=menu], [role=tree], [role=grid], .select2-container";
  const isTyping = (event) => event.isComposing || event.keyCode === 229 || (event.target.closest?.(fields) && !event.target.matches("input[type=button], input[type=submit], input[type=checkbox], input[type=radio]"));

  // The page's own search before the filter of the side bar.
  const searchField = () => ["#searchbar", "main input[type=search]", "#nav-filter"].map((one) => document.querySelector(one)).find((field) => field?.checkVisibility());
  const submitButton = () => document.querySelector("body.change-form #content-main form input[name=_submit]");

  // The help ----------------------------------------------------------------------------------------------------------

  const row = (keys, words, single) => {
    const line = document.createElement("div");
    const term = document.createElement("dt");
    const said = document.createElement("dd");
    keys.split(" ").forEach((key, index) => {
      if (index) term.append(" then ");
      term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    });
    said.textContent = words;
    if (single) line.dataset.single = "";
    line.append(term, said);
    return line;
  };

  const dialog = document.getElementById("desk-keys-help");
  let before = null;

  const showSwitches = () => {
    document.querySelectorAll("[data-keys-switch]").forEach((box) => {
      box.disabled = false;
      box.checked = isOn();
    });
    dialog?.querySelectorAll("[data-single]").forEach((line) => line.toggleAttribute("data-off", !isOn()));
  };

  const openHelp = () => {
    if (!dialog || dialog.open) return;
    const mac = /Mac|iPhone|iPad/.test(navigator.platform);
    const lines = [row("?", "This list", true)];
    if (searchField()) lines.push(row("/", "Search", true));
    links.forEach((link) => lines.push(row(link.dataset.keys, link.textContent, true)));
    if (document.querySelector("input[name=_continue]")) lines.push(row(mac ? "⌘+S" : "Ctrl+S", "Save and stay here"));
    if (submitButton()) lines.push(row(mac ? "⌘+Enter" : "Ctrl+Enter", "Save and submit for review"));
    dialog.querySelector("dl").replaceChildren(...lines);
    showSwitches();
    before = document.activeElement;
    dialog.showModal();
  };

  dialog?.addEventListener("close", () => before?.focus());
  document.querySelectorAll("a[data-keys-help]").forEach((link) => link.addEventListener("click", (event) => {
    if (!dialog) return;
    event.preventDefault();
    openHelp();
  }));

  document.querySelectorAll("[data-keys-switch]").forEach((box) => box.addEventListener("change", () => {
    try {
      localStorage.setItem(STORE, box.checked ? "on" : "off");
    } catch {
      // A browser that stores nothing keeps them on.
    }
    showSwitches();
  }));
  window.addEventListener("storage", showSwitches);
  showSwitches();

  // The keys ------------------------------------------------------------------------------------------------------------

  let first = "";
  let since = 0;

  const single = (event) => {
    const keys = first && event.timeStamp - since < WAIT ? `${first} ${event.key}` : event.key;
    first = "";
    if (keys === "?") return openHelp;
    if (keys === "/" && searchField()) return () => searchField().focus();
    const link = links.find((one) => one.dataset.keys === keys);
    if (link) return () => window.location.assign(link.href);
    if (links.some((one) => one.dataset.keys.startsWith(`${event.key} `))) {
      first = event.key;
      since = event.timeStamp;
    }
    return null;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing || document.querySelector("dialog:modal")) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === "Enter") {
      const button = submitButton();
      if (button) {
        event.preventDefault();
        button.click();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    if (!isOn() || isTyping(event)) {
      first = "";
      return;
    }
    const act = single(event);
    if (act) {
      event.preventDefault();
      act();
    }
  });
}
