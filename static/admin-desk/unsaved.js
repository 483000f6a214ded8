// Nothing that was typed is lost: it is kept at the desk two seconds after the last edit, and in this browser where the
// desk cannot be reached.
//
// The browser's own copies are for accidents, not an archive. A shared computer must not keep embargoed text: they go
// when the form is saved, when somebody signs out, when somebody else signs in, and after twelve hours, which is as
// long as a session can last. They hold the five newest states of each form.
"use strict";

{
  const PAUSE = 2000; // milliseconds after the last edit
  const NOTE = 300; // until this browser has it
  const RETRY = 15000; // where the desk could not be reached
  const MOST = 5;
  const HOURS = 12;
  const PREFIX = "desk.unsaved.";

  // What this browser keeps ---------------------------------------------------------------------------------------------

  const store = {
    keys() {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      } catch {
        return [];
      }
    },
    read(key) {
      try {
        const found = JSON.parse(localStorage.getItem(key) ?? "[]");
        return Array.isArray(found) ? found : [];
      } catch {
        return [];
      }
    },
    add(key, state) {
      const others = store.read(key).filter((other) => other.text !== state.text && !other.passing);
      const states = [state, ...others].slice(0, MOST);
      while (states.length) {
        try {
          localStorage.setItem(key, JSON.stringify(states));
          return true;
        } catch {
          states.pop(); // full: the older ones go first
        }
      }
      return false;
    },
    remove(key) {
      try {
        localStorage.removeItem(key);
      } catch {
        // Then there is nothing to remove either.
      }
    },
  };

  const forgetAll = () => store.keys().forEach(store.remove);

  const oldest = Date.now() - HOURS * 3600 * 1000;
  for (const key of store.keys()) {
    if (!store.read(key).some((state) => state.at > oldest)) store.remove(key);
  }

  // Also in the other windows, which would write down what they hold when they close.
  let signedOut = false;
  document.getElementById("logout-form")?.addEventListener("submit", () => {
    signedOut = true;
    forgetAll();
    try {
      localStorage.setItem("desk.signed-out", Date.now());
    } catch {
      // Then this browser keeps nothing anyway.
    }
  });
  window.addEventListener("storage", (event) => { if (event.key === "desk.signed-out") signedOut = true; });

  // The desk says by a cookie which form it saved.
  const saved = document.cookie.split("; ").find((pair) => pair.startsWith("desk_saved="))?.slice("desk_saved=".length);
  if (saved) {
    for (const key of store.keys()) if (key.endsWith(`.${saved}`)) store.remove(key);
    document.cookie = `desk_saved=; max-age=0; path=${document.querySelector("#site-name a")?.pathname ?? "/admin/"}; samesite=lax`;
  }

  // A form and what was typed into it ------------------------------------------------------------------------------------

  const form = document.querySelector("body.change-form #content-main form");
  const holder = form?.querySelector("[data-keep]");

  const fields = () => [...new FormData(form)].filter(([name, value]) =>
    typeof value === "string" && name !== "csrfmiddlewaretoken" && !name.startsWith("_") && form.elements[name]?.type !== "password");
  const text = () => JSON.stringify(fields());

  if (form) {
    let safe = null; // the state that is stored at the desk, saved or kept
    let sending = false;

    // After the admin's own scripts have filled what they fill by themselves.
    const begin = () => {
      if (safe === null && !document.querySelector("#content-main .errornote")) safe = text();
      else if (safe === null) safe = "";
      if (holder) keeping(() => safe, (state) => { safe = state; }, () => sending);
    };
    window.addEventListener("load", () => setTimeout(begin, 0));

    // Leaving with words that are not at the desk asks first.
    window.addEventListener("beforeunload", (event) => {
      if (!sending && safe !== null && text() !== safe) event.preventDefault();
    });
    form.addEventListener("submit", () => { sending = true; });
    window.addEventListener("pageshow", () => { sending = false; });
  }

  function keeping(getSafe, setSafe, isSending) {
    const chip = holder.querySelector("[data-kept]");
    const aloud = holder.querySelector("[data-kept-aloud]");
    const token = form.elements.token;
    const tokenOfPage = () => token?.value ?? "";
    const [model, id] = holder.dataset.key.split(".");
    const mine = `${PREFIX}${holder.dataset.user}.`;

    for (const key of store.keys()) if (!key.startsWith(mine)) store.remove(key);

    // Back and "send again" come with the token that this page had before: one form makes one thing.
    if (token && id === "new") {
      const before = history.state?.deskToken;
      if (before) token.value = before;
      else history.replaceState({ ...history.state, deskToken: token.value }, "");
      if (getSafe() !== "") setSafe(text());
    }
    const key = () => `${mine}${model}.${id === "new" ? tokenOfPage() : id}`;

    const say = (words, state, isNews) => {
      chip.textContent = words;
      chip.dataset.state = state;
      chip.hidden = false;
      if (isNews) aloud.textContent = words;
    };

    // To the desk, never two at a time -------------------------------------------------------------------------------

    let timer = null;
    let flying = null;
    let problem = null; // what was said last that is no good news

    const plan = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(send, wait);
    };

    async function post(state, options = {}) {
      const answer = await fetch(holder.dataset.keep, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: `{"token": ${JSON.stringify(tokenOfPage())}, "fields": ${state}}`,
        ...options,
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) throw new Refusal("you are signed out. Sign in again in another tab");
      if (answer.status === 403) throw new Refusal("your account may not change this, or you signed in again since");
      if (!answer.headers.get("Content-Type")?.includes("json")) throw new Refusal("the desk did not answer as it should");
      const found = await answer.json();
      if (!answer.ok) throw new Refusal(found.problem);
      return found;
    }

    class Refusal extends Error {}

    async function send() {
      timer = null;
      if (isSending()) return;
      if (flying) {
        plan(PAUSE);
        return;
      }
      const state = text();
      if (state === getSafe()) return;
      say("Saving", "busy", false);
      flying = new AbortController();
      try {
        const found = await post(state, { signal: flying.signal });
        setSafe(state);
        store.remove(key());
        const words = found.problem ? `Not saved: ${found.problem}. Your words are kept for you.` : `Saved ${found.at}, for you alone until you press Save`;
        say(words, found.problem ? "problem" : "good", (found.problem || null) !== problem);
        problem = found.problem || null;
      } catch (error) {
        if (error.name === "AbortError") return;
        const here = store.add(key(), { at: Date.now(), text: state, token: tokenOfPage() });
        const why = error instanceof Refusal ? error.message : "offline";
        say(`Not saved: ${why}.${here ? " This browser keeps your words for now." : ""}`, "problem", why !== problem);
        problem = why;
        if (!(error instanceof Refusal)) plan(RETRY);
      } finally {
        flying = null;
        if (!timer && !isSending() && text() !== getSafe() && !problem) plan(PAUSE);
      }
    }

    // Here at once, for the seconds until the desk has it; a window may vanish without a word.
    let noting = null;
    const note = () => {
      noting = null;
      if (!signedOut && !isSending() && getSafe() !== null && text() !== getSafe()) {
        store.add(key(), { at: Date.now(), text: text(), token: tokenOfPage(), passing: true });
      }
    };
    const edited = () => {
      if (text() === getSafe()) return;
      signedOut = false;
      plan(PAUSE);
      noting ??= setTimeout(note, NOTE);
    };
    form.addEventListener("input", edited);
    form.addEventListener("change", edited);
    window.django?.jQuery?.(form).on("change", edited); // pickers tell only jQuery
    const rows = (records) => records.some((record) => !holder.contains(record.target)) && edited();
    new MutationObserver(rows).observe(form, { childList: true, subtree: true }); // rows of parts come and go
    window.addEventListener("online", () => plan(0));

    form.addEventListener("submit", () => {
      clearTimeout(timer);
      flying?.abort();
    });

    window.addEventListener("pagehide", note);

    // Words that did not reach the desk --------------------------------------------------------------------------------

    const offer = document.querySelector("[data-local-offer]");
    const found = store.keys()
      .filter((other) => id === "new" ? other.startsWith(`${mine}${model}.`) && /^[0-9a-f]{32}$/.test(other.split(".").at(-1)) : other === key())
      .flatMap((other) => store.read(other).map((state) => ({ ...state, key: other })))
      .filter((state) => state.at > oldest && state.text !== text())
      .sort((one, two) => two.at - one.at)
      .slice(0, MOST);
    if (offer && found.length && !holder.hasAttribute("data-restored")) {
      const list = offer.querySelector("ul");
      for (const state of found.reverse()) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button";
        const time = new Date(state.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
        button.textContent = `Show the difference of ${time}`;
        button.addEventListener("click", async () => {
          try {
            if (token && state.token) token.value = state.token;
            const { url } = await post(state.text);
            setSafe(text());
            location.href = url;
          } catch {
            button.textContent = "The desk cannot be reached. Try again later.";
          }
        });
        const item = document.createElement("li");
        item.append(button);
        list.prepend(item);
      }
      offer.querySelector("[data-local-discard]").addEventListener("click", () => {
        found.forEach((state) => store.remove(state.key));
        offer.hidden = true;
      });
      offer.hidden = false;
    }

    // A form that was refused comes back with words that the desk may not have yet.
    if (getSafe() === "") plan(0);
  }
}
