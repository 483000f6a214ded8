/* Embeds, version 1. Fits frames to what they hold, and puts frames in place of blockquote.tradewatch[data-src].
   These bytes never change, because pages may hold their hash. */
(function () {
  'use strict';
  var me = document.currentScript;
  if (!me) return;
  var base = me.src.slice(0, me.src.lastIndexOf('/') + 1), before = window.tradewatch, bases = before && before.bases;
  if (bases && bases[base]) return before(); // a second copy only looks again

  function ours(address) {
    return String(address).indexOf(base) === 0;
  }

  function each(found, act) {
    for (var place = 0; place < found.length; place += 1) act(found[place]);
  }

  function size(frame, height) {
    frame.style.setProperty('height', height + 'px', 'important');
    frame.style.setProperty('border', '0', 'important');
  }

  // The text is hidden while the frame loads, and comes back where the frame stays silent: it could not be shown.
  function replace(quote) {
    var address = quote.getAttribute('data-src'), link = quote.querySelector('a');
    if (!ours(address)) return;
    var frame = document.createElement('iframe');
    quote.removeAttribute('data-src');
    frame.className = quote.className;
    frame.title = quote.getAttribute('data-title') || (link ? link.textContent : 'TradeWatch');
    frame.width = '100%';
    frame.loading = 'lazy';
    size(frame, parseInt(quote.getAttribute('data-height'), 10) || 480);
    frame.onload = function () {
      setTimeout(function () {
        if (frame.heard || !frame.parentNode) return;
        quote.style.removeProperty('display');
        frame.parentNode.removeChild(frame);
      }, 3000);
    };
    frame.src = address;
    quote.style.setProperty('display', 'none', 'important');
    quote.parentNode.insertBefore(frame, quote);
  }

  function look() {
    if (bases) before(); // of another site like this one
    each(document.querySelectorAll('blockquote.tradewatch[data-src]'), replace);
    each(document.getElementsByTagName('iframe'), function (frame) {
      if (ours(frame.src) && frame.contentWindow) frame.contentWindow.postMessage({type: 'tradewatch:ask'}, '*');
    });
  }

  addEventListener('message', function (event) {
    var said = event.data;
    if (!said || said.type !== 'tradewatch:height' || typeof said.height !== 'number') return;
    if (!(said.height >= 1 && said.height <= 100000)) return;
    each(document.getElementsByTagName('iframe'), function (frame) {
      if (frame.contentWindow !== event.source || !ours(frame.src)) return;
      frame.heard = true;
      size(frame, said.height);
    });
  });

  look.bases = {};
  for (var other in bases) look.bases[other] = true;
  look.bases[base] = true;
  if (!before || bases) window.tradewatch = look; // a name that the page has given to something is the page's
  look();
  document.addEventListener('DOMContentLoaded', look);
})();
