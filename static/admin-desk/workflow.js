// The status panel's own small forms: a second click sends nothing a second time.
"use strict";

document.querySelectorAll("form.once").forEach((form) => {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });
});
