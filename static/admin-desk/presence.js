// Who else has this form open: a sign of life every few seconds, while somebody is there to see the answer.
"use strict";

{
  const IDLE = 10 * 60 * 1000;
  const holder = document.querySelector("[data-presence]");
  const form = holder?.closest("form");

  if (form) {
    const list = holder.querySelector(".editing");
    let active = Date.now();
    let timer = null;
    let shown = [...list.children].map((item) => item.textContent).join("\n");

    const body = (values) => new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, ...values });
    const isThere = () => document.visibilityState === "visible" && Date.now() - active < IDLE;

    const show = (editing) => {
      if (editing.join("\n") === shown) return; // nothing new to be read out
      shown = editing.join("\n");
      list.replaceChildren(...editing.map((words) => {
        const item = document.createElement("li");
        item.textContent = words;
        return item;
      }));
    };

    const ping = async () => {
      clearTimeout(timer);
      timer = null;
      if (!isThere()) return;
      try {
        // The header says that nobody acted: a form that is merely open must not keep its session alive.
        const answer = await fetch(holder.dataset.presence, { method: "POST", body: body({}), headers: { "X-Background": "1" }, redirect: "manual" });
        if (answer.ok) show((await answer.json()).editing);
      } catch {
        // Offline: others see us go, and come back.
      }
      if (isThere()) timer = setTimeout(ping, holder.dataset.every * 1000);
    };

    const awake = () => {
      active = Date.now();
      if (!timer) timer = setTimeout(ping, 0);
    };
    for (const name of ["input", "keydown", "pointerdown", "scroll"]) document.addEventListener(name, () => {
      const wasIdle = Date.now() - active >= IDLE;
      active = Date.now();
      if (wasIdle) awake();
    }, { passive: true });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") awake(); });

    window.addEventListener("pagehide", () => {
      clearTimeout(timer);
      fetch(holder.dataset.presence, { method: "POST", body: body({ leave: "1" }), keepalive: true }).catch(() => {});
    });
    window.addEventListener("pageshow", (event) => { if (event.persisted) awake(); });

    ping();
  }
}
