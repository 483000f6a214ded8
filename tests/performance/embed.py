"""The embed in a browser, beside TimelineJS 3 with the same entries: bytes, requests, time, work of the main thread."""

import json
import os
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

from tests.performance.proxy import in_front_of, static
from tests.performance.servers import BENCH, Missing, Server, ours
from tests.performance.setting import Setting

ROUNDS = 5
_TIMELINEJS = BENCH / "timelinejs" / "node_modules" / "@knight-lab" / "timelinejs" / "dist"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Timeline</title>
<link rel="stylesheet" href="/css/timeline.css"><script src="/js/timeline.js"></script>
<div id="timeline" style="width: 100%; height: 600px"></div>
<script>new TL.Timeline("timeline", "/FILE.json")</script></html>"""
# Two frames after what was asked for is there, it has been painted.
_RENDERED = """(() => { const look = () => document.querySelectorAll("SELECTOR").length >= COUNT
  ? requestAnimationFrame(() => requestAnimationFrame(() => { window.renderedAt = performance.now() }))
  : requestAnimationFrame(look); look() })()"""


def measure(setting: Setting) -> dict:
    """25 entries, and 50, which are the most that an embed shows; each view with an empty cache, in turn."""
    found: dict = {}
    with ExitStack() as servers:
        application = servers.enter_context(ours(setting.url, workers=2, hot=True))
        proxy = servers.enter_context(in_front_of(application))
        theirs = servers.enter_context(static(_timelinejs(application), "gzip on; gzip_types *;"))
        browser = servers.enter_context(_browser())
        for count in (25, 50, 25, 50):  # loaded, and hot, as a frame on a page that is read
            proxy.body(f"/embed/timeline/?limit={count}")
        for _ in range(ROUNDS):
            for count in (25, 50):
                mine = f"{proxy.url}/embed/timeline/?limit={count}"
                found.setdefault(f"ours-{count}", []).append(view(browser, mine, "article", count))
                other = f"{theirs.url}/{count}.html"
                seen = view(browser, other, ".tl-timemarker", count)
                found.setdefault(f"timelinejs-{count}", []).append(seen)
        found["without_script"] = view(
            browser, f"{proxy.url}/embed/timeline/?limit=25", "article", 25, script=False
        )
    return found


class _browser:
    """Debian's Chromium, driven by Playwright."""

    def __enter__(self):
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            raise Missing("Playwright is not installed (make browser installs it)") from None
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        if not program:
            raise Missing("Chromium is not installed (Debian: apt install chromium)")
        self._driver = sync_playwright().start()
        self._browser = self._driver.chromium.launch(executable_path=program, args=_FLAGS)
        return self._browser

    def __exit__(self, *error):
        self._browser.close()
        self._driver.stop()


def view(browser, url: str, selector: str, count: int, script: bool = True) -> dict:
    """One view with an empty cache: bytes on the wire, requests, milliseconds until painted and of the main thread."""
    context = browser.new_context(java_script_enabled=script, viewport={"width": 800, "height": 600})
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    sizes: list[float] = []
    hosts: set[str] = set()
    for domain in ("Network", "Performance"):
        protocol.send(f"{domain}.enable")
    protocol.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    protocol.on("Network.requestWillBeSent", lambda event: hosts.add(event["request"]["url"].split("/")[2]))
    if script:
        page.add_init_script(_RENDERED.replace("SELECTOR", selector).replace("COUNT", str(count)))
    page.goto(url, wait_until="networkidle")
    shown = page.locator(selector).count()
    rendered = _rendered(page) if script else None
    work = {one["name"]: one["value"] for one in protocol.send("Performance.getMetrics")["metrics"]}
    context.close()
    return {
        "bytes": sum(sizes),
        "requests": len(sizes),
        "hosts": len(hosts),
        "shown": shown,
        "rendered": rendered,
        "main_thread": 1000 * work["TaskDuration"],
    }


def _rendered(page) -> float:
    until = monotonic() + 30
    while monotonic() < until:
        if at := page.evaluate("window.renderedAt"):
            return at
        page.wait_for_timeout(20)
    raise SystemExit(f"{page.url} was never complete.")


def _timelinejs(application: Server) -> dict[str, bytes]:
    """TimelineJS 3.9.11 as it is published, with the same entries in its own format."""
    if not _TIMELINEJS.exists():
        if not shutil.which("npm"):
            raise Missing("TimelineJS is not there, and npm is not installed")
        command = ["npm", "install", "--prefix", BENCH / "timelinejs", "--no-audit", "--no-fund", "--silent"]
        subprocess.run([*command, "@knight-lab/timelinejs@3.9.11"], check=True)
    files = {str(path.relative_to(_TIMELINEJS)): path.read_bytes() for path in _files(_TIMELINEJS)}
    files["index.html"] = b"TimelineJS"
    for count in (25, 50):
        files[f"{count}.html"] = _PAGE.replace("FILE", str(count)).encode()
        files[f"{count}.json"] = json.dumps({"events": _events(application, count)}).encode()
    return files


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".map"]


def _events(application: Server, count: int) -> list[dict]:
    """The entries that our embed shows."""
    feed = json.loads(application.body(f"/timeline.json?limit={count}"))
    events = []
    for item in (feed["items"] * 2)[:count]:
        year, month, day = item.get("date_published", "2025-01-01")[:10].split("-")
        text = {"headline": item["title"], "text": item.get("content_text", "") or item.get("summary", "")}
        events.append({"start_date": {"year": year, "month": month, "day": day}, "text": text})
    return events
