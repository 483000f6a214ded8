// What the desk's forms do for the people who fill them. Everything works without it.
"use strict";

{
  const form = document.querySelector("body.change-form #content-main form");
  if (form) {
    // Control or Command and S saves and stays.
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
        const stay = form.querySelector("input[name=_continue]");
        if (stay) {
          event.preventDefault();
          stay.click();
        }
      }
    });

    // Pickers take the names of their fields, which their library does not tell screen readers.
    const named = () => form.querySelectorAll("select.admin-autocomplete").forEach((select) => {
      const picker = select.nextElementSibling;
      if (!picker?.classList.contains("select2-container")) return;
      const label = form.querySelector(`label[for="${CSS.escape(select.id)}"]`)?.textContent.replace(/:\s*$/, "") ?? select.ariaLabel;
      const chosen = select.multiple ? "" : select.selectedOptions[0]?.textContent ?? "";
      const box = picker.querySelector("[role=combobox]");
      box.removeAttribute("aria-labelledby");
      box.ariaLabel = chosen ? `${label}: ${chosen}` : label;
      const inner = picker.querySelector(".select2-search__field, .select2-selection__rendered[role=textbox]");
      if (inner) inner.ariaLabel = label;
    });
    new MutationObserver(named).observe(form, { childList: true, subtree: true });
    named();

    // A link to a field that is hidden behind a picker leads to the picker.
    document.querySelectorAll(".missing a[href^='#id_']").forEach((link) => link.addEventListener("click", (event) => {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      const picker = field.classList.contains("admin-autocomplete") ? field.parentElement.querySelector("[role=combobox], .select2-search__field") : field;
      (picker ?? field).scrollIntoView({ block: "center" });
      (picker ?? field).focus();
    }));
  }

  // A second click sends nothing a second time.
  document.querySelectorAll("body.change-form #content-main form, form.desk-confirm").forEach((once) => {
    let sent = false;
    once.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
    window.addEventListener("pageshow", () => { sent = false; });
  });

  // Words that somebody edits on the page of choices are the ones that shall stand.
  document.querySelectorAll(".conflict .side").forEach((side) => side.addEventListener("input", (event) => {
    if (event.target.type !== "radio") side.querySelector("input[type=radio]").checked = true;
  }));

  // The preview is as tall as what it shows.
  const frame = document.querySelector("iframe.preview");
  if (frame) {
    const fit = () => {
      const page = frame.contentDocument?.documentElement;
      if (page) frame.style.blockSize = `${Math.min(page.scrollHeight + 24, 2400)}px`;
    };
    frame.addEventListener("load", fit);
    fit();
  }
}
