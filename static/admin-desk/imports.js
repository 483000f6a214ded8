// What the pages of imports do beside their forms. Everything works without it.
"use strict";

{
  // What is too large is not sent at all: the server would refuse it, and the words would be gone.
  const start = document.querySelector("form.import-start");
  if (start) {
    const told = start.querySelector(".import-told");
    const reason = () => {
      if (start.elements.file.files[0]?.size > Number(start.dataset.mostBytes)) return "The file is larger than 10 MB. Import it in portions.";
      if (start.elements.text.value.length > 2000000) return "These are too many rows to paste. Send them as a file.";
      return "";
    };
    const tell = () => {
      told.textContent = reason();
      told.hidden = !told.textContent;
    };
    start.elements.file.addEventListener("change", tell);
    start.addEventListener("submit", (event) => {
      tell();
      if (told.textContent) event.preventDefault();
    });
  }

  const form = document.querySelector("form.import-rows");
  if (form) {
    const cells = [...form.querySelectorAll(".import-grid input, .import-grid textarea")];
    let sent = false;

    // An edited cell has to be checked before it can be imported.
    form.addEventListener("input", (event) => {
      if (!cells.includes(event.target)) return;
      event.target.toggleAttribute("data-edited", event.target.value !== event.target.defaultValue);
      const edited = cells.some((cell) => cell.hasAttribute("data-edited"));
      form.querySelector(".import-edited").hidden = !edited;
      form.querySelectorAll("button[name=import]").forEach((button) => { button.disabled = edited; });
    });

    // The arrows lead up and down a column, as in a spreadsheet.
    form.addEventListener("keydown", (event) => {
      if (event.target.tagName !== "INPUT" || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const cell = event.target.closest("td");
      const row = step && cell?.parentElement[step < 0 ? "previousElementSibling" : "nextElementSibling"];
      const other = row?.cells[cell.cellIndex]?.querySelector("input, textarea");
      if (!other) return;
      event.preventDefault();
      other.focus();
      other.select();
    });

    // A second click sends nothing a second time; leaving with edited cells asks first.
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
    window.addEventListener("pageshow", () => { sent = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!sent && cells.some((cell) => cell.hasAttribute("data-edited"))) event.preventDefault();
    });

    // The first error is in sight, with what is said of it.
    const frame = form.querySelector(".import-scroll");
    const wrong = form.querySelector("[aria-invalid]")?.closest("td");
    if (wrong) {
      const [inside, cell] = [frame.getBoundingClientRect(), wrong.getBoundingClientRect()];
      if (cell.bottom > inside.bottom) frame.scrollTop += cell.bottom - inside.bottom + 24;
      const pinned = wrong.parentElement.cells[getComputedStyle(wrong.parentElement.cells[1]).position === "sticky" ? 1 : 0];
      if (cell.right > inside.right) frame.scrollLeft += Math.min(cell.right - inside.right + 24, cell.left - pinned.getBoundingClientRect().right);
    }
  }
}
