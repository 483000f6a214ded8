"""The site in Japanese: every word of the interface is said in it, and what is not Japanese says so."""

import gettext
import re
from itertools import groupby

import pytest
from django.utils.translation import trans_real
from selectolax.lexbor import LexborHTMLParser

from negotiations.models.printed import Publication
from negotiations.public.labels import address_of
from tests.public.site import VIEWS, fixed_addresses

OF_EACH_KIND = 3
QUESTIONS = (
    "/ja/?known=2025-04-17",
    "/ja/timeline/?economy=JP&kind=quote&from=2025-04&key=1",
    "/ja/timeline/?from=nonsense&known=nonsense&order=sideways",
    "/ja/timeline/?q=a",
    "/ja/changes/?since=2025-05-01",
    "/ja/measures/?on=2025-04-10&known=2025-04-17",
    "/ja/measures/?on=nonsense",
    "/ja/rates/?by=US&economy=JP&code=8703.23.01&on=2025-08-10",
    "/ja/rates/?by=US&economy=JP&code=8703.23.01&on=2025-04-01&known=2025-04-17",
    "/ja/rates/?by=US&economy=CA&code=2709.00",
    "/ja/rates/?by=US&economy=JP&code=nonsense",
    "/ja/rates/?by=US&economy=JP",
    "/ja/embed/?what=timeline&economy=JP",
    "/embed/timeline/?lang=ja",
    "/embed/negotiations/us-japan-tariff-talks/?lang=ja",
    "/ja/nowhere/",
)
# Not words of the interface: names, numbers, addresses, codes and what programs are called.
_NOT_WORDS = re.compile(
    r"https?://\S+|\S+@\S+|[\w.-]+\.(?:csv|json|atom|ics|xlsx|js|txt|html)\b|TWS?-\d+|CC BY[\w .-]*"
    r"|[A-Z]{2,}[a-z]?\b|BibTeX|CSL-JSON|JSON Feed|Atom|iCalendar|TradeWatch|RIS|JavaScript|HTMX?|oEmbed"
    r"|WordPress|Ghost|Drupal|Wagtail|English"
)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_TWO_WORDS = re.compile(r"[A-Za-z]{2,}[ ’'-]+[A-Za-z]{2,}")


def addresses() -> list[str]:
    """Every page in Japanese that is there once, a few things of each kind, and some questions."""
    pages = [address for address in fixed_addresses() if address.startswith("/ja/")]
    views = [view if view.startswith("/ja/") else f"/ja{view}" for view in VIEWS if ".csv" not in view]
    rows = Publication.objects.filter(closed_at=None, redirect_to=None).order_by("kind", "-pk")
    for kind, group in groupby(rows, lambda row: row.kind):
        found = [
            f"/ja{address_of(kind, row.key)}"
            for row in list(group)[:OF_EACH_KIND]
            if address_of(kind, row.key)
        ]
        pages += found
    first = f"/ja{address_of('quote', Publication.objects.filter(kind='quote').first().key)}"
    corrected = Publication.objects.filter(number__isnull=False, closed_at=None, editions__number=2).first()
    more = [
        f"/ja{address_of(corrected.kind, corrected.key)}{part}"
        for part in ("", "editions/1/", "compare/1/2/")
    ]
    return [*pages, *views, first, *more, *QUESTIONS]


class _Untranslated(gettext.NullTranslations):
    """Stands behind the Japanese catalogue: what gets here has no Japanese."""

    def __init__(self):
        super().__init__()
        self.found: set[str] = set()

    def gettext(self, message):
        self.found.add(message)
        return message

    def ngettext(self, singular, plural, n):
        return self.gettext(singular)

    def pgettext(self, context, message):
        return self.gettext(message)

    def npgettext(self, context, singular, plural, n):
        return self.gettext(singular)


@pytest.fixture
def untranslated(monkeypatch):
    catalogue = trans_real.translation("ja")
    behind = _Untranslated()
    monkeypatch.setattr(catalogue, "_fallback", behind)
    return behind.found


def test_every_message_of_every_page_has_its_japanese(client, untranslated):
    for address in addresses():
        client.get(address)
    assert untranslated - {"", "BibTeX", "RIS", "CSL-JSON"} == set()


def test_what_is_not_japanese_on_a_page_says_which_language_it_is(client):
    found: dict[str, str] = {}
    for address in addresses():
        response = client.get(address)
        if "html" in response.headers.get("Content-Type", ""):
            found |= dict.fromkeys(english_in(response.text), address)
    assert found == {}


def english_in(html: str) -> list[str]:
    """Runs of English words that a screen reader would read out as if they were Japanese."""
    tree = LexborHTMLParser(html)
    for hidden in tree.css(
        "script, style, code, pre, textarea, select[name=language], svg [aria-hidden=true]"
    ):
        hidden.decompose()
    said = []
    for node in tree.css("body *"):
        if _language(node) != "ja":
            continue
        texts = [node.text(deep=False)]
        texts += [node.attributes.get(name) or "" for name in ("aria-label", "placeholder", "title", "alt")]
        said += [text.strip() for text in texts if _is_english(text)]
    return list(dict.fromkeys(said))


def _is_english(text: str) -> bool:
    """True for words in Latin letters alone; a name within a Japanese sentence is part of it, and so is a duty as
    documents write it, "15% all-in"."""
    if _JAPANESE.search(text) or re.match(r"\s*\d[\d.,]*%", text):
        return False
    return bool(_TWO_WORDS.search(_NOT_WORDS.sub(" ", text)))


def _language(node) -> str:
    while node is not None and node.tag != "-undef":
        if node.tag == "svg":
            return ""  # names stand among Japanese words in one text, which can have one language only
        if language := (node.attributes or {}).get("lang"):
            return language
        node = node.parent
    return "ja"
