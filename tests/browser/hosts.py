"""Other people's sites, small: pages on other origins, and what two content systems do with an answer of oEmbed.

The systems are our own replicas of the published behaviour of WordPress and Ghost: what they let through of our HTML,
and how their pages listen to a frame.
"""

import json
import re
from functools import partial
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import urlopen

from django.utils.html import escape


class _Page(BaseHTTPRequestHandler):
    def __init__(self, html, headers, *args, **kwargs):
        self.html, self.more = html, headers
        super().__init__(*args, **kwargs)

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        for name, value in self.more.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.html.encode())

    def log_message(self, *args):
        """Quiet."""


class Hosts:
    """Serves one page on each origin until it is closed."""

    def __init__(self):
        self._servers = []

    def serve(self, body: str, head: str = "", **headers: str) -> str:
        """The address of a page with this body; `headers` as `content_security_policy="..."`."""
        html = (
            f"<!doctype html><html lang='en'><head><title>Host</title>{head}</head><body>{body}</body></html>"
        )
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Page, html, named))
        Thread(target=server.serve_forever, daemon=True).start()
        self._servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    def close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


def discovered(page: str) -> dict:
    """What oEmbed says of a page, found as software finds it: by the link in its HTML as it was sent."""
    with urlopen(page) as response:  # noqa: S310 - our own test server
        html = response.read().decode()
    link = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', html)
    with urlopen(link[1].replace("&amp;", "&")) as response:  # noqa: S310
        return json.load(response)


class _WordPressFilter(HTMLParser):
    """Lets through a quotation without attributes, links with their address, and frames with eight attributes."""

    ALLOWED = {
        "a": {"href"},
        "blockquote": set(),
        "iframe": {
            "src",
            "width",
            "height",
            "frameborder",
            "marginwidth",
            "marginheight",
            "scrolling",
            "title",
        },
    }

    def __init__(self):
        super().__init__()
        self.kept = ""

    def handle_starttag(self, tag, attrs):
        if tag in self.ALLOWED:
            kept = "".join(f' {name}="{escape(value)}"' for name, value in attrs if name in self.ALLOWED[tag])
            self.kept += f"<{tag}{kept}>"

    def handle_endtag(self, tag):
        if tag in self.ALLOWED:
            self.kept += f"</{tag}>"

    def handle_data(self, data):
        self.kept += escape(data)


SECRET = "aB3dE6gH9k"


def wordpress_html(answer: dict) -> str:
    """What a post holds after WordPress has been given an answer by a provider that it does not know."""
    if answer.get("type") != "rich" or not answer.get("html"):
        return ""
    given = _WordPressFilter()
    given.feed(answer["html"])
    found = re.search(r"(<blockquote>.*?</blockquote>)?.*?(<iframe.*?></iframe>)", given.kept, re.DOTALL)
    if not found:
        return ""
    quotation, frame = found[1] or "", found[2]
    frame = re.sub(r'src="([^"]*)"', rf'src="\1#?secret={SECRET}" data-secret="{SECRET}"', frame, count=1)
    frame = frame.replace("<iframe", '<iframe sandbox="allow-scripts" security="restricted"', 1)
    if quotation:  # then the frame stays out of sight until it speaks
        quotation = quotation.replace("<blockquote>", f'<blockquote data-secret="{SECRET}">', 1)
        frame = frame.replace("<iframe", '<iframe class="waiting"', 1)
    return quotation + frame


WORDPRESS_HEAD = """<style>.waiting { position: absolute; clip: rect(1px, 1px, 1px, 1px); }</style><script>
window.heard = [];
addEventListener('message', function (event) {
  var said = event.data;
  if (!said || !said.secret || !said.message || !said.value || /[^a-zA-Z0-9]/.test(said.secret)) return;
  var frame = document.querySelector('iframe[data-secret="' + said.secret + '"]');
  var quotation = document.querySelector('blockquote[data-secret="' + said.secret + '"]');
  if (!frame || event.source !== frame.contentWindow) return;
  heard.push(said);
  frame.className = '';
  if (quotation) quotation.style.display = 'none';
  if (said.message === 'height') frame.height = Math.min(1000, Math.max(200, parseInt(said.value, 10)));
  if (said.message === 'link' && document.activeElement === frame) {
    var own = document.createElement('a'), asked = document.createElement('a');
    own.href = frame.getAttribute('src');
    asked.href = said.value;
    if (own.host === asked.host) window.top.location.href = said.value;
  }
});
addEventListener('load', function () {
  var frames = document.querySelectorAll('iframe[data-secret]');
  for (var n = 0; n < frames.length; n += 1) {
    frames[n].contentWindow.postMessage({message: 'ready', secret: frames[n].dataset.secret}, '*');
  }
});
</script>"""

_GHOST_FIELDS = """
    type version html url title provider_name provider_url author_name author_url
    thumbnail_url thumbnail_width thumbnail_height width height
""".split()


def ghost_card(answer: dict) -> dict | None:
    """What Ghost keeps of an answer; None where it makes a bookmark of the page instead."""
    if not answer.get("type") or not answer.get("version"):
        return None
    if answer["type"] == "rich" and not (answer.get("html") and answer.get("width")):
        return None
    return {name: answer[name] for name in _GHOST_FIELDS if name in answer}


def ghost_bookmark(html: str) -> dict:
    """What Ghost shows of a page that it cannot embed."""
    return {
        name: (re.search(rf'<meta property="og:{name}" content="([^"]*)"', html) or ["", ""])[1]
        for name in ("title", "description")
    }
