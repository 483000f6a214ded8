"""The pictures of the editor's guide and of the tour, taken of the site as it runs. `make pictures` sets it up."""

import os
import sys
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django

django.setup()
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop in this thread

from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from negotiations.models.kinds.quote import Quote  # noqa: E402
from negotiations.models.sources import StoredText  # noqa: E402
from tests.browser.conftest import CHROMIUM, FLAGS  # noqa: E402

FOLDER = Path(__file__).parent.parent / "docs" / "images"
ROWS = (
    "kind\tkey\twhen\theadline\teconomies\tsource_title\n"
    "round\tround-1\t2025-04-16\tFirst round of ministers in Washington\tJP;US\tTranscript of the briefing\n"
    "round\tround-2\t5/1/2025\tSecond round of ministers in Washington\tJP;US\tTranscript of the briefing\n"
    "round\tround-3\t2025-05-23\tThird round of ministers in Washington\tJP;USA\tTranscript of the briefing\n"
)
# The tour (docs/tour.md): name, address, and the heading or the entry that the picture begins with.
STOPS = (
    ("tour-front", "/?known=2025-07-20", ""),
    ("tour-timeline", "/timeline/?economy=JP&kind=quote&kind=round&from=2025-07", ""),
    ("tour-entry", "/entries/TW-000116/", ""),
    ("tour-negotiation", "/negotiations/us-japan-2025/?on=2025-09-05", "#agenda-heading"),
    ("tour-rates", "/rates/?by=US&economy=JP&code=8703.23.01&on=2025-08-10", ""),
    ("tour-japanese", "/ja/measures/us-232-automobiles/?on=2025-08-10", ""),
)


class _Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):
        """Nothing: pictures are all that counts here."""


class Desk:
    """Somebody at the desk of the sample record."""

    def __init__(self, page: Page, base: str):
        self.page, self.base = page, base

    def sign_in(self, name: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto(f"{self.base}/admin/")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(f"tradewatch-{name}")
        self.page.get_by_role("button", name="Log in").click()
        self.page.wait_for_load_state("networkidle")

    def go(self, address: str) -> None:
        self.page.goto(self.base + address)
        self.page.wait_for_load_state("networkidle")

    def take(self, name: str, height: int = 860) -> None:
        self.page.set_viewport_size({"width": 1320, "height": height})
        self.page.wait_for_load_state("networkidle")
        self.page.screenshot(path=FOLDER / f"{name}.png", animations="disabled", caret="initial")


def main() -> None:
    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), handler_class=_Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        base = f"http://127.0.0.1:{server.server_port}"
        _tour(browser.new_page(viewport={"width": 1120, "height": 640}, color_scheme="light"), base)
        if "tour" not in sys.argv:
            _walk(Desk(browser.new_page(viewport={"width": 1320, "height": 860}, color_scheme="light"), base))
        browser.close()
    server.shutdown()


def _tour(page: Page, base: str) -> None:
    """What a reader meets, from the front page to the same record in Japanese."""
    for name, address, begin in STOPS:
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        if begin:
            page.locator(begin).evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 24)")
        page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


def _walk(desk: Desk) -> None:
    """From a link in the morning to a review: what an editor meets, in the order of the guide."""
    quote = Quote.objects.exclude(text="").filter(text_language="en").earliest("pk")
    source = quote.citations.first().source
    StoredText.objects.create(source=source, text=quote.text)  # nothing but the words: no article is kept
    form = f"/admin/negotiations/quote/{quote.pk}/change/"
    desk.sign_in("ana")
    desk.go("/admin/capture/")
    desk.take("desk-capture")
    desk.go(form)
    desk.take("desk-form")
    desk.page.get_by_role("button", name="Check against the source").click()
    desk.take("desk-verbatim", height=700)
    desk.go(form)
    desk.page.locator("#id_is_key").check()
    desk.page.get_by_role("button", name="Save and submit for review").click()
    desk.page.wait_for_load_state("networkidle")
    desk.go("/admin/import/")
    desk.page.locator("textarea").first.fill(ROWS)
    desk.page.get_by_role("button", name="Check the rows").click()
    desk.take("desk-import", height=760)
    desk.sign_in("rui")
    desk.go("/admin/")
    desk.take("desk-home", height=760)
    desk.go(f"/admin/negotiations/quote/{quote.pk}/approve/")
    desk.take("desk-review")
    desk.go(f"/admin/negotiations/quote/{quote.pk}/history/")
    desk.take("desk-history", height=620)


if __name__ == "__main__":
    main()
