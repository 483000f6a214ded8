"""The sample as a reader finds it: pages as text, entries by the keys under which the sample writes them down."""

import html
import re
from functools import cache

from django.test import Client

from negotiations.desk.sample import loader
from negotiations.models.entries import Entry
from negotiations.models.printed import Publication


@cache
def headlines() -> dict[str, str]:
    """The present headline of every entry by its key."""
    found = {}
    for state in loader.STATES:
        if "headline" in state.values:
            found[state.key] = state.values["headline"]
    return found


def entry(key: str) -> Entry:
    """The working row of an entry, with its publication."""
    return Entry.objects.select_related("publication").get(headline=headlines()[key])


def publication(key: str) -> Publication:
    return entry(key).publication


def source_of(address: str) -> str:
    """A page as it is sent."""
    response = Client().get(address)
    assert response.status_code == 200, address
    return html.unescape(response.content.decode())


def text_of(address: str) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", source_of(address)))


def address_of(key: str, query: str = "") -> str:
    return f"/entries/{publication(key).key}/{query}"


def page_of(key: str, query: str = "") -> str:
    """The words of an entry's page."""
    return text_of(address_of(key, query))


def timeline(query: str = "") -> str:
    """The words of the timeline, all of its pages together."""
    words, address = "", f"/timeline/{query}"
    while address:
        response = Client().get(address)
        words += re.sub(r"<[^>]+>", " ", html.unescape(response.content.decode()))
        address = response.context["page"]["next_url"]
    return words


def listed(query: str = "") -> list[str]:
    """The keys of the entries on the timeline."""
    shown = set(re.findall(r"TW-\d{6}", timeline(query)))
    numbers = dict(Entry.objects.values_list("headline", "publication__key"))
    return [key for key, headline in headlines().items() if numbers[headline] in shown]
