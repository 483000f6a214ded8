// <live-results>: what htmx leaves to us around the filter form and its list. Without script the form has its
// Apply button, chips and "more" are links. Here: one announcement a change, busy state, focus, clean addresses.
customElements.define('live-results', class extends HTMLElement {
  connectedCallback() {
    if (!window.htmx) return; // the Apply button stays
    this.dataset.live = '';
    this.tellHead(); // going back puts a new body under the head of the page that was left
    for (const name of ['config:request', 'before:request', 'before:response', 'after:swap', 'finally:request', 'error']) {
      this.addEventListener(`htmx:${name}`, this);
    }
  }

  handleEvent(event) {
    const step = event.type.slice('htmx:'.length).replace(/:./g, (match) => match[1].toUpperCase());
    this[step](event, event.detail.ctx);
  }

  get results() { return this.querySelector('#results'); }
  get cards() { return [...this.results.querySelectorAll('.card')]; }
  // Focus is put somewhere only where the swap took it away; a reader who has gone on is left alone.
  get lostFocus() { return document.activeElement === document.body; }
  get heading() { return this.querySelector('#results-heading'); }

  configRequest(event, ctx) {
    const field = ctx.sourceEvent.target;
    if (ctx.sourceEvent.type === 'input' && !field.validity.valid) return event.preventDefault(); // half a date
    // One address for one choice: no empty fields, names in the form's order, values sorted.
    const sent = ctx.request.body;
    const names = [...new Set(sent.keys())];
    const values = names.map((name) => [name, sent.getAll(name).filter(Boolean).sort()]);
    for (const [name, list] of values) {
      sent.delete(name);
      for (const value of list) sent.append(name, value);
    }
  }

  beforeRequest(event, ctx) {
    this.ctx = ctx;
    this.chip = [...this.querySelectorAll('#chips a')].indexOf(ctx.sourceElement);
    this.before = this.cards.length;
    this.used = document.activeElement.id;
    this.querySelector('#failed').hidden = true;
    this.results.setAttribute('aria-busy', 'true');
  }

  beforeResponse(event, ctx) {
    if (ctx.response.status < 400) return;
    event.preventDefault(); // an error page is not a list: keep what is shown, and the address
    this.fail();
  }

  error() { this.fail(); }

  fail() {
    const note = this.querySelector('#failed');
    note.hidden = false;
    this.say(note.textContent);
    delete this.dataset.live; // shows Apply
  }

  finallyRequest(event, ctx) {
    if (ctx === this.ctx) this.results.removeAttribute('aria-busy'); // not for one that a newer request replaced
  }

  afterSwap(event, ctx) {
    this.results.removeAttribute('aria-busy');
    if (this.querySelector('.apply').contains(document.activeElement)) this.heading.focus(); // it hides again
    this.dataset.live = '';
    if (ctx.target.id === 'months') return this.appended();
    // A morph writes attributes; a box that was ticked by hand listens to its property only.
    for (const box of this.querySelectorAll('#facets input[type=checkbox]')) box.checked = box.defaultChecked;
    this.tellHead();
    this.say(this.heading.textContent);
    if (!this.lostFocus) return;
    const chips = this.querySelectorAll('#chips .chip');
    if (this.chip >= 0) (chips[this.chip] ?? chips[this.chip - 1] ?? this.heading).focus(); // the used one is gone
    else if (this.used) document.getElementById(this.used)?.focus(); // where a morph cannot move a node with its focus
  }

  appended() {
    const seen = new Map(); // a month that goes on continues its list instead of starting again
    for (const month of this.results.querySelectorAll('section.month')) {
      const first = seen.get(month.dataset.month);
      if (!first) { seen.set(month.dataset.month, month); continue; }
      first.querySelector('ol').append(...month.querySelector('ol').children);
      month.remove();
    }
    const status = this.querySelector('#status');
    this.say(status.dataset.shown.replace('{n}', this.cards.length).replace('{t}', this.heading.textContent));
    if (this.lostFocus) this.cards[this.before]?.querySelector('h3 a').focus();
  }

  // The feeds that a browser finds in the head are those of the list that is shown.
  tellHead() {
    for (const link of document.head.querySelectorAll('link[rel="alternate"][title]')) link.remove();
    for (const use of this.querySelectorAll('#uses a[type]')) {
      const {type, href, textContent: title} = use;
      document.head.append(Object.assign(document.createElement('link'), {rel: 'alternate', type, title, href}));
    }
  }

  say(text) { this.querySelector('#status').textContent = text; }
});
