"""What is not published is nowhere: not in a word, not in a count, not in a byte, in no format, at no address."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client, override_settings

from negotiations.desk import social_images
from negotiations.models.entries import Entry
from negotiations.models.printed import Edition
from negotiations.public.social import PICTURED
from tests import crawl, make, published
from tests.api.record import make_record
from tests.conftest import forget
from tests.public.planting import CANARY, DAY, desk_tables, plant, planted

pytestmark = pytest.mark.django_db
LEAST = 2000  # canaries
PRINTED_ON, ASKED_ON = "2025-08-01T09:00:00Z", "2025-09-20T09:00:30Z"
READ = {
    f"negotiations_{name}"
    for name in (
        "publication edition facet publicationlog press upkeep redaction unreviewed searchtext socialimage"
    ).split()
}
# Tables of the desk without a canary of their own, and why.
NOT_PLANTED = {
    "Entry": "its words are those of its kinds",
    "SentForm": "a token and the name of a table",
    "BatchRow": "the headline of an entry, as the journal has it",
    "Delivery": "what was said of an answer to a printing",
}


@dataclass
class Walk:
    """The public site, once before anybody wrote a draft, and once after."""

    before: dict[str, tuple] = field(default_factory=dict)
    after: dict[str, tuple] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)
    canaries: int = 0
    routes: dict[str, list[str]] = field(default_factory=dict)


def test_what_is_drawn_says_what_was_printed(db):
    make_record()
    entry = Entry.objects.exclude(publication=None).first()
    make.edit(entry.child, headline=f"{CANARY} of a later draft")
    plant()
    drawn = Edition.objects.current().select_related("publication")
    pictures = [
        social_images.picture_of(edition)
        for edition in drawn
        if edition.publication.number or edition.publication.kind in PICTURED
    ]
    assert len(pictures) > 10
    assert not [picture.text for picture in pictures if CANARY in picture.text]


@pytest.mark.parametrize("kind", ["person", "economy", "topic", "negotiation", "measure", "source"])
def test_a_noun_that_was_not_printed_is_an_unknown_value_like_any_other(client, kind):
    published.a_round()
    make.make_person("Someone Secret")
    make.make_economy("Secretland", "ZZ")
    hidden = client.get("/timeline/", {kind: "ZZ" if kind == "economy" else "someone-secret"})
    unknown = client.get("/timeline/", {kind: "QQ" if kind == "economy" else "someone-unknown"})
    assert b"is not in the record" in hidden.content
    assert hidden.content.replace(b"someone-secret", b"").replace(b"ZZ", b"") == unknown.content.replace(
        b"someone-unknown", b""
    ).replace(b"QQ", b"")


def test_a_noun_that_only_withdrawn_entries_showed_keeps_its_page_without_them(client):
    gone = make.make_quote(headline="Words that were never said")
    make.publish(gone)
    make.withdraw(gone)
    response = client.get("/people/ryosei-akazawa/")
    assert response.status_code == 200
    assert b"Words that were never said" not in response.content


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker):
    """Made once, and rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(METRICS_ALLOW=["127.0.0.1"]):
        forget()
        with time_machine.travel(PRINTED_ON, tick=False), override_settings(CONTACT="desk@example.org"):
            make_record()
        with time_machine.travel(ASKED_ON, tick=False), override_settings(CONTACT="desk@example.org"):
            yield _walked()
        transaction.set_rollback(True)
    forget()


def _walked() -> Walk:
    walk, get = Walk(), Client().get
    known = crawl.keys(get)
    walk.routes = {route: crawl.filled(route, known) for route in crawl.routes()}
    walk.before = _seen(get, crawl.seeds(known))
    walk.canaries = plant(LEAST)

    def watch(execute, sql, params, many, context):
        walk.statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        walk.after = _seen(get, crawl.seeds(crawl.keys(get)))
    return walk


def _seen(get, seeds: list[str]) -> dict[str, tuple]:
    """Status, headers and text of each address; the time of day is no part of it."""
    found = {}
    for address, response in crawl.crawl(get, seeds):
        headers = {name: value for name, value in response.headers.items() if name != "Date"}
        found[address] = (response.status_code, headers, crawl.body_of(response), crawl.text_of(response))
    return found


def test_every_route_is_on_the_crawl(walk):
    """A new address has to say what its variables stand for (tests/crawl.py), or nobody would look there."""
    assert [route for route, addresses in walk.routes.items() if not addresses] == []
    answered = {urlsplit(address).path for address, (status, *_) in walk.after.items() if status == 200}
    silent = [
        route
        for route, addresses in walk.routes.items()
        if not any(urlsplit(address).path in answered for address in addresses)
    ]
    # It refuses every address that is none; its redirects are no pages.
    assert silent == ["/^api(?:/(?P<rest>[\\s\\S]*))?$"]


def test_every_table_of_the_desk_holds_a_canary(walk):
    assert {model.__name__ for model in desk_tables() - planted} == NOT_PLANTED.keys()


def test_no_word_of_the_unpublished_stands_at_any_address(walk):
    assert walk.canaries >= LEAST
    assert len(walk.after) > 1000
    for address, (status, headers, body, text) in walk.after.items():
        assert status in (200, 301, 400, 404, 410), (status, address)
        for secret in (CANARY, CANARY.title(), CANARY.upper(), DAY[:7]):
            assert secret not in text, address
            assert secret.encode() not in body, address
            assert secret not in str(headers), address


def test_the_whole_site_is_the_same_byte_for_byte_after_hundreds_of_drafts(walk):
    assert walk.after.keys() == walk.before.keys()
    # Counts of requests; what may stand there is tested by itself.
    differing = [
        address
        for address, seen in walk.after.items()
        if seen != walk.before[address] and not address.startswith("/metrics")
    ]
    assert differing == []


def test_public_pages_read_printed_tables_alone(walk):
    read = {word.split('"')[0] for sql in walk.statements for word in sql.split('"')[1::2]}
    tables = {name for name in read if name in connection.introspection.table_names()}
    assert tables <= READ, tables - READ
    assert all(sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")) for sql in walk.statements)


def test_every_fixed_address_answers(walk):
    for route, addresses in walk.routes.items():
        for address in addresses if "<" not in route else ():
            assert walk.after[address][0] in (200, 301, 404), address
            assert walk.after[address][0] == 200 or address.startswith("/api"), address
