"""A hundred attempts to run something, in a real browser: no dialog, no foreign element, no breach of the policy."""

import pytest

from tests.browser.desk import PASSWORD
from tests.conftest import forget
from tests.make import editor
from tests.security.hostile import make_hostile

pytestmark = pytest.mark.django_db(transaction=True)
READERS = (
    "/",
    "/timeline/",
    "/ja/timeline/",
    "/entries/TW-000001/",
    "/entries/TW-000002/",
    "/entries/TW-000003/",
    "/entries/TW-000004/",
    "/entries/TW-000005/",
    "/entries/TW-000006/",
    "/entries/TW-000001/compare/1/2/",
    "/entries/TW-000007/",
    "/embed/timeline/?limit=50",
    "/embed/entries/TW-000002/",
    "/embed/?what=entry&of=TW-000002",
    "/negotiations/",
    "/measures/",
    "/changes/",
    "/corrections/",
    "/search/?q=script",
    "/search/?q=%3Cimg%20src%3Dx%20onerror%3Dxss()%3E",
    "/timeline/?economy=%22%3E%3Cscript%3Exss()%3C/script%3E",
    "/%3Cscript%3Exss()%3C/script%3E/",
    "/embed/timeline.svg",
)
DESK = (
    "/admin/",
    "/admin/negotiations/quote/",
    "/admin/negotiations/source/",
    "/admin/negotiations/topic/",
    "/admin/negotiations/quote/{}/change/",
    "/admin/negotiations/quote/{}/history/",
    "/admin/negotiations/quote/{}/preview/",
)


def test_no_word_runs_in_a_browser(page, live_server):
    forget()
    make_hostile(100)
    ran, complaints = [], []
    page.expose_function("xss", lambda: ran.append(page.url))
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.context.on("weberror", lambda error: complaints.append(str(error.error)))
    page.on(
        "console",
        lambda message: "Content Security Policy" in message.text and complaints.append(message.text),
    )
    for address in READERS:
        _look(page, live_server.url + address)
    _sign_in(page, live_server.url)
    from negotiations.models.kinds.quote import Quote

    quote = Quote.objects.order_by("pk").first()
    for address in DESK:
        _look(page, live_server.url + address.format(quote.pk))
    assert ran == []
    assert complaints == []


def _look(page, url: str) -> None:
    page.goto(url)
    assert page.locator("xss-mark, [onerror], [onload], [onfocus], [ontoggle], [srcdoc]").count() == 0, url
    assert page.locator('a[href^="javascript"], form[action^="javascript"]').count() == 0, url
    assert page.locator('base[href], meta[http-equiv="refresh"]').count() == 0, url


def _sign_in(page, site: str) -> None:
    mei = editor("mei", "chief")
    mei.set_password(PASSWORD)
    mei.save()
    page.goto(f"{site}/admin/")
    page.fill('input[name="username"]', "mei")
    page.fill('input[name="password"]', PASSWORD)
    page.press('input[name="password"]', "Enter")
    page.wait_for_url("**/admin/")
