"""A past record is a place to stay: every link, form and file on its pages leads on at the same clocks, and in the same
language."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

from negotiations.public import urls
from negotiations.public.onward import clocks_of, neutral, onward
from tests import make
from tests.public.site import VIEWS, fixed_addresses, printed_addresses
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
# An instant as the embed builder writes it elsewhere than in UTC: a plus that is not written %2B means a space.
KNOWN, ON = "2098-01-01T09:00:00+09:00", "2025-05-01"
TAKES_ON = ("/negotiations/", "/measures/", "/rates/")
PERIOD = {"from", "to"}
EDITION_CITED = re.compile(r"/editions/\d+/cite\.")  # a citation of one edition reads the same for ever
MINE = ("/timeline/", "/search/")
# The builder shows nothing of the record: there `known` is one of its choices.
PAGES = {pattern.name for pattern in urls.urlpatterns} - {"timeline-as", "cite", "embed"}
AT_MOST = 8  # of each type: the cast has fewer kinds
# What leads back to the present record on purpose, and what leads to other languages.
BANNER = r'<aside id="known-banner".*?</aside>'
LANGUAGES = r'<nav id="languages".*?</nav>'
# Tables, the same in every language.
TABLES = ("/timeline.csv", "/timeline.xlsx")


class Page(HTMLParser):
    """The addresses that a page leads to, and its forms as {action, names of its fields}."""

    def __init__(self, html: str):
        super().__init__()
        self.links: list[str] = []
        self.forms: list[dict] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        rel = (found.get("rel") or "").split()
        if tag == "a" or (tag == "link" and rel == ["alternate"] and "hreflang" not in found):
            self.links += [found[name] for name in ("href", "data-hx-get") if found.get(name)]
        elif tag == "form":
            self.forms.append({"action": found.get("action") or "", "fields": set()})
        elif tag in ("input", "select", "textarea") and self.forms and found.get("name"):
            self.forms[-1]["fields"].add(found["name"])


@pytest.fixture
@remembered
def record(db):
    """One entry of every kind, one of them corrected, and more than a page of one person's rounds."""
    akazawa = make.make_person()
    entries = [maker() for maker in make.MAKERS.values()]
    for entry in entries:
        make.publish(entry)
    make.edit(entries[1], text="very grateful")
    make.publish(entries[1], change="correction", note="Other words.")
    for day in range(1, 28):
        make.publish(make.make_round(people=[akazawa], when=f"2025-03-{day:02d}", is_key=day == 1))


def pages(*under: str) -> list[str]:
    """Pages for readers, some of each type, at no clock; under some folders alone, if asked for."""
    found = [*fixed_addresses(), *VIEWS, *printed_addresses(), "/search/?q=round", "/timeline/?from=soon"]
    of_type: dict[str, list[str]] = {}
    for address in dict.fromkeys(found):
        if address.startswith(under or "/"):
            of_type.setdefault(_type_of(address), []).append(address)
    return [address for name, some in of_type.items() if name in PAGES for address in some[:AT_MOST]]


def _type_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def asked(address: str) -> dict[str, str]:
    """The clocks of a page; one that is about a period has no day."""
    has_day = address.startswith(TAKES_ON) and not PERIOD & names_of(address)
    return {"known": KNOWN, "on": ON} if has_day else {"known": KNOWN}


def at(address: str, clocks: dict[str, str]) -> str:
    return address + ("&" if "?" in address else "?") + urlencode(clocks) if clocks else address


def read(client, address: str, but: str) -> tuple[Page, dict[str, str]] | None:
    """A page without one of its parts, and the clocks it was asked at; None where it is none."""
    response = client.get(address)
    if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
        return None
    html, found = re.subn(but, "", response.text, flags=re.DOTALL)
    assert found, f"{address} has no {but}"
    return Page(html), clocks_of(response.wsgi_request)


def ours(page_address: str, link: str) -> str:
    """A link as an address on this site, '' where it leads elsewhere or stays on the page."""
    if link.startswith("#"):
        return ""
    absolute = urljoin(f"{settings.SITE_URL}{urlsplit(page_address).path}", link)
    return absolute.removeprefix(settings.SITE_URL) if absolute.startswith(f"{settings.SITE_URL}/") else ""


def names_of(address: str) -> set[str]:
    return set(parse_qs(urlsplit(address).query, keep_blank_values=True))


def lost_in(address: str, page: Page, clocks: dict[str, str]) -> list[str]:
    """The links and forms of a page that forget a clock which the page they lead to can be asked at."""
    lost = []
    for link in filter(None, (ours(address, link) for link in page.links)):
        missing = names_of(onward(link, clocks)) - names_of(link)
        if EDITION_CITED.search(link):
            missing -= {"known"}
        here = neutral(urlsplit(link).path) == neutral(urlsplit(address).path)
        if PERIOD & names_of(link) or (here and names_of(link) <= {"known"}):
            missing -= {"on"}  # a period has no day, and "Today" is the way back from one
        if neutral(urlsplit(link).path) == "/embed/" and names_of(link):
            missing |= set(clocks) & {"known"} - names_of(link)
        lost += [f"{address}: {link} without {name}" for name in sorted(missing)]
    for form in page.forms:
        target = ours(address, form["action"] or urlsplit(address).path)
        missing = names_of(onward(target, clocks)) - names_of(target) - form["fields"] if target else set()
        lost += [f"{address}: form to {target} without {name}" for name in sorted(missing)]
    return lost


def lost(client, addresses: list[str]) -> list[str]:
    found, seen = [], 0
    for address in addresses:
        if one := read(client, at(address, asked(address)), BANNER):
            found += lost_in(address, *one)
            seen += 1
    assert seen > len(addresses) / 3
    return found


def test_the_timeline_and_the_search_stay_in_the_past_record(client, record):
    found = lost(client, pages(*MINE))
    assert found == [], "\n".join(found)


def test_every_page_leads_on_at_the_clocks_it_was_asked_at(client, record):
    found = lost(client, pages())
    assert found == [], "\n".join(found)


def test_every_page_leads_on_in_its_own_language(client, record):
    left = []
    for address in pages():
        if one := read(client, f"/ja{address}", LANGUAGES):
            for link in filter(None, (ours(f"/ja{address}", link) for link in one[0].links)):
                with translation.override("ja"):
                    if urlsplit(link).path not in TABLES and onward(link, {}) != link:
                        left.append(f"/ja{address}: {link}")
    assert left == []


def test_a_past_record_says_so_on_every_page_of_it_and_leads_back(client, record):
    for address in ("/timeline/?kind=round", "/search/?q=round", "/people/ryosei-akazawa/", "/"):
        page = client.get(at(address, {"known": "2098-05-01"}))
        assert "The record as we had published it at the end of 1 May 2098 (UTC)" in page.text, address
        back = re.search(r'<aside id="known-banner".*?href="([^"]*)"', page.text, re.DOTALL)
        assert back[1] == address.replace("&", "&amp;"), address


def test_the_way_back_to_the_present_record_keeps_the_day_that_is_asked_about(client, record):
    page = client.get("/measures/us-duty-on-automobiles/", {"known": KNOWN, "on": ON})
    back = re.search(r'<aside id="known-banner".*?href="([^"]*)"', page.text, re.DOTALL)
    assert back[1] == f"/measures/us-duty-on-automobiles/?on={ON}"


def test_an_instant_that_cannot_be_read_is_said_and_carried_nowhere(client, record):
    page = client.get("/timeline/", {"known": "yesterday"})
    assert "Write a date such as 2025-05-01" in page.text
    assert not [link for link in Page(page.text).links if "known=" in link]
