// The form as readers would see it, beside the form: what is typed is sent into a frame, and nothing of it is saved.
"use strict";

{
  const panel = document.getElementById("preview-panel");
  const form = document.querySelector("body.change-form #content-main form");
  const button = document.querySelector(".preview-button");
  if (panel && form && button) {
    const tabs = [...panel.querySelectorAll("[role=tab]")];
    const shown = () => tabs.find((tab) => tab.ariaSelected === "true");
    const frameOf = (tab) => document.getElementById(tab.getAttribute("aria-controls")).querySelector("iframe");
    const typed = () => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    const sent = new Map();
    let waiting = 0;

    // Sends the form into the frame of the tab that is open, unless the frame shows just that. The form's own
    // handlers hear nothing of it: it is no submission.
    const send = () => {
      const frame = frameOf(shown());
      const now = typed();
      if (sent.get(frame) === now) return;
      sent.set(frame, now);
      const kept = ["action", "target"].map((name) => [name, form.getAttribute(name)]);
      form.setAttribute("action", panel.dataset.action + (frame.dataset.query ?? ""));
      form.setAttribute("target", frame.name);
      HTMLFormElement.prototype.submit.call(form);
      kept.forEach(([name, value]) => value === null ? form.removeAttribute(name) : form.setAttribute(name, value));
    };

    const choose = (tab) => {
      tabs.forEach((one) => {
        one.ariaSelected = String(one === tab);
        one.tabIndex = one === tab ? 0 : -1;
        document.getElementById(one.getAttribute("aria-controls")).hidden = one !== tab;
      });
      send();
    };

    const soon = () => {
      if (panel.hidden) return;
      clearTimeout(waiting);
      waiting = setTimeout(send, 800);
    };

    button.setAttribute("aria-controls", panel.id);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      panel.hidden = false;
      panel.parentElement.classList.add("has-preview");
      sent.clear();
      send();
      if (getComputedStyle(panel).position !== "sticky") panel.scrollIntoView();
      shown().focus({ preventScroll: true });
    });

    panel.querySelector(".preview-close").addEventListener("click", () => {
      panel.hidden = true;
      panel.parentElement.classList.remove("has-preview");
      button.focus();
    });

    tabs.forEach((tab, index) => {
      tab.addEventListener("click", () => choose(tab));
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = tabs[(index + step + tabs.length) % tabs.length];
        choose(next);
        next.focus();
      });
    });

    // A frame that is filled again stays where it was read.
    const places = new Map();
    tabs.map(frameOf).forEach((frame) => frame.addEventListener("load", () => {
      const view = frame.contentWindow;
      view.scrollTo(0, places.get(frame) ?? 0);
      view.addEventListener("scroll", () => places.set(frame, view.scrollY), { passive: true });
    }));

    form.addEventListener("input", soon);
    // Pickers say so through jQuery alone, which hears the form's own changes as well.
    window.django?.jQuery?.(form).on("change", soon);
  }
}
