// <last-visit>: marks what was published since the reader was last here. It is off until the reader switches it on;
// what it keeps stays in this browser, and switching it off empties it. A visit ends after half an hour of absence, so
// that a reload does not wipe the marks. Instants are texts in UTC with six decimals: they compare as they stand.
(() => {
  const KEY = 'tradewatch:last-visit';
  const VISIT = 30 * 60 * 1000; // milliseconds

  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; } };
  const write = (kept) => {
    try { kept ? localStorage.setItem(KEY, JSON.stringify(kept)) : localStorage.removeItem(KEY); } catch { return false; }
    return true;
  };

  // What is kept: `since`, the newest printing at the end of the visit before; `day`, when that was; `seen`, the newest
  // printing by now; `at`, when the reader was last here. A first visit has nothing before it, so nothing is new.
  const visited = (kept, newest, now) => {
    if (kept?.since === undefined) return { since: newest, day: now, seen: newest, at: now };
    const goesOn = now - kept.at < VISIT;
    return {
      since: goesOn ? kept.since : kept.seen,
      day: goesOn ? kept.day : kept.at,
      seen: newest > kept.seen ? newest : kept.seen,
      at: now,
    };
  };

  class LastVisit extends HTMLElement {
    connectedCallback() {
      this.button = this.querySelector('button');
      this.status = this.querySelector('[role=status]');
      this.stamps = this.dataset.stamps.split(' ').filter(Boolean);
      this.button.addEventListener('click', () => this.turn());
      this.hidden = false;
      const kept = read();
      if (kept) this.visit(kept);
    }

    turn() {
      const on = this.button.getAttribute('aria-checked') === 'true';
      if (on) {
        write(null);
        this.show(null);
      } else {
        this.visit(null);
      }
    }

    visit(kept) {
      const now = visited(kept, this.stamps[0] || '', Date.now());
      this.show(write(now) ? now : null);
    }

    show(kept) {
      this.button.setAttribute('aria-checked', String(Boolean(kept)));
      for (const mark of document.querySelectorAll('[data-stamp] .new')) mark.remove();
      this.status.replaceChildren();
      if (!kept) return;
      for (const row of document.querySelectorAll('[data-stamp]')) {
        if (row.dataset.stamp > kept.since) row.querySelector('p').prepend(this.mark());
      }
      this.status.append(this.sentence(kept));
    }

    mark() {
      const mark = document.createElement('span');
      mark.className = 'new';
      mark.textContent = `${this.dataset.mark} `; // a space, for whoever hears it
      return mark;
    }

    sentence({ since, day }) {
      const most = Number(this.dataset.most); // the page tells of one more than it counts
      const count = this.stamps.filter((stamp) => stamp > since).length;
      const words = count === 0 ? this.dataset.none : count > most ? this.dataset.more : this.dataset.some;
      const text = words.replace('{count}', Math.min(count, most)).replace('{day}', this.day(day));
      if (count === 0) return document.createTextNode(text);
      const link = document.createElement('a');
      link.href = `${this.dataset.url}?since=${encodeURIComponent(since)}`;
      link.textContent = text;
      return link;
    }

    day(at) {
      const year = new Date(at).getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
      return new Intl.DateTimeFormat(this.dataset.locale, { day: 'numeric', month: 'long', year }).format(at);
    }
  }

  customElements.define('last-visit', LastVisit);
})();
