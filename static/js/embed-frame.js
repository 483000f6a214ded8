// Inside every embed: tells the page around it how high it is, in the shapes that pages listen for: our own, AMP's,
// and WordPress', which knows its frames by a secret behind the #. The frame may have no origin: no storage, no fetch.
(function () {
  'use strict';
  if (window.parent === window) return;
  var secret = (/[#?&]secret=(\w+)/.exec(location.hash) || [])[1];
  var id = location.href.split('#')[0];

  function send(message) {
    window.parent.postMessage(message, '*');
  }

  function tell() {
    var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (!height) return; // not on show
    send({type: 'tradewatch:height', height: height, id: id});
    send({sentinel: 'amp', type: 'embed-size', height: height});
    if (secret) send({message: 'height', value: height, secret: secret});
  }

  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener('message', function (event) {
    var said = event.data;
    if (event.source === window.parent && said && (said.type === 'tradewatch:ask' || said.message === 'ready')) tell();
  });
  // WordPress lets its frames open nothing, but goes to our pages itself when asked.
  if (secret) document.addEventListener('click', function (event) {
    var link = event.target.closest('a[href]');
    if (!link || link.host !== location.host) return;
    event.preventDefault();
    send({message: 'link', value: link.href, secret: secret});
  });
})();
