// <density-switch>: lists of entries comfortable, with everything that their cards say, or compact, a few lines each.
// Loaded in <head> without defer, so that the choice stands before the first paint. Without script, or where storage
// is refused, lists are comfortable.
(() => {
  const key = 'tradewatch:density';
  const root = document.documentElement;

  const stored = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (density) => {
    try { density === 'compact' ? localStorage.setItem(key, density) : localStorage.removeItem(key); } catch { /* this page only */ }
  };
  const apply = (density) => {
    if (density === 'compact') root.dataset.density = density;
    else delete root.dataset.density;
  };

  apply(stored());

  class DensitySwitch extends HTMLElement {
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
      for (const other of document.querySelectorAll('density-switch')) other.show();
    }

    show() {
      const current = root.dataset.density || 'comfortable';
      for (const button of this.querySelectorAll('button')) {
        button.setAttribute('aria-pressed', String(button.value === current));
      }
    }
  }

  // Not before the body is parsed: an element that is defined earlier has no buttons yet when it connects.
  document.addEventListener('DOMContentLoaded', () => customElements.define('density-switch', DensitySwitch));
})();
