// <copy-code>: adds what its hidden button promises, copying the text field inside it. Without script the field
// can be selected by hand, and the button never shows.
customElements.define('copy-code', class extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector('button');
    this.field = this.querySelector('textarea, input');
    this.said = this.querySelector('[role="status"]');
    if (!this.button || !this.field) return;
    this.button.hidden = false;
    this.button.addEventListener('click', this);
  }

  async handleEvent() {
    this.field.select();
    let done;
    try {
      await navigator.clipboard.writeText(this.field.value);
      done = true;
    } catch {
      done = document.execCommand('copy'); // plain http has no clipboard API
    }
    if (!this.said) return;
    this.said.textContent = done ? this.said.dataset.done : this.said.dataset.failed;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.said.textContent = ''; }, 4000);
  }
});
