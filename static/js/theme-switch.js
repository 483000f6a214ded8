// <theme-switch>: Auto, Light or Dark. Loaded in <head> without defer, so that the choice stands before the
// first paint. Without script, or where storage is refused, the page follows the reader's system.
(() => {
  const key = 'tradewatch:theme';
  const root = document.documentElement;

  const stored = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (theme) => {
    try { theme === 'auto' ? localStorage.removeItem(key) : localStorage.setItem(key, theme); } catch { /* this page only */ }
  };
  const apply = (theme) => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
  };

  apply(stored());

  class ThemeSwitch extends HTMLElement {
    connectedCallback() {
      this.addEventListener('click', this);
      this.hidden = false;
      this.show();
    }

    handleEvent(event) {
      const button = event.target.closest('button');
      if (!button) return;
      store(button.value);
      apply(button.value);
      this.show();
    }

    show() {
      const current = root.dataset.theme || 'auto';
      for (const button of this.querySelectorAll('button')) {
        button.setAttribute('aria-pressed', String(button.value === current));
      }
    }
  }

  // Not before the body is parsed: an element that is defined earlier has no buttons yet when it connects.
  document.addEventListener('DOMContentLoaded', () => customElements.define('theme-switch', ThemeSwitch));
})();
