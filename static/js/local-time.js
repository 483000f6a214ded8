// <local-time>: a time of some place, with UTC beside it; adds what a reader's own clock showed then. The zone is the
// browser's: nothing is asked, sent or stored. Without script, or where the zones agree, place and UTC stand alone.
customElements.define('local-time', class extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector('time');
    const shown = this.querySelector('.utc');
    const begins = new Date(time?.dateTime ?? '');
    if (!shown || !this.dataset.both || Number.isNaN(begins.getTime())) return;
    const here = -begins.getTimezoneOffset();
    if (here === 0 || here === this.offset(time.dateTime)) return;
    shown.textContent = this.dataset.both.replace('{local}', this.words(begins, time.dateTime));
  }

  // Minutes east of UTC that an address of time ends with: "+09:00" is 540.
  offset(text) {
    const found = /([+-])(\d\d):(\d\d)$/.exec(text);
    return found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
  }

  // The time of day, with the day where it is not the place's.
  words(begins, text) {
    const lang = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
    const clock = new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const day = new Intl.DateTimeFormat(lang, { dateStyle: 'long' });
    const full = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });
    const place = new Date(begins.getTime() + (this.offset(text) - -begins.getTimezoneOffset()) * 60000);
    const first = (day.format(begins) === day.format(place) ? clock : full).format(begins);
    return this.dataset.until ? `${first}–${clock.format(new Date(this.dataset.until))}` : first;
  }
});
