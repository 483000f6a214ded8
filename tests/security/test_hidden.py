"""A stranger who guesses: addresses, numbers, hashes, clocks. A draft is what never was, also to the database."""

import json
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from negotiations.desk.roles import Role
from negotiations.models.nouns import ProductList
from negotiations.models.printed import Edition, SocialImage
from negotiations.public import kinds
from negotiations.public.kept import moment
from tests import crawl, make
from tests.public.planting import CANARY
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
FIELDS = Path(__file__).with_name("published_fields.json")

# Every public address that names a thing, for a name in capitals and one in small letters.
BY_NAME = (
    "/people/{}/",
    "/ja/people/{}/",
    "/topics/{}/",
    "/organisations/{}/",
    "/negotiations/{}/",
    "/negotiations/{}/?known=2099-01-01",
    "/negotiations/{}/picture.png",
    "/measures/{}/",
    "/measures/{}/?on=2030-01-01",
    "/measures/{}.csv",
    "/measures/{}/picture.png",
    "/authorities/{}/",
    "/products/{}/",
    "/products/{}.csv",
    "/embed/negotiations/{}/",
    "/embed/negotiations/{}.svg",
    "/embed/measures/{}/?known=2025-05-01T00:00:00Z",
    "/embed/measures/{}.svg",
    "/embed/?what=measure&of={}",
    "/api/v1/people/{}",
    "/api/v1/topics/{}",
    "/api/v1/measures/{}",
    "/api/v1/measures/{}/states",
    "/api/v1/product-lists/{}",
    "/api/v1/instruments/{}",
    "/api/v1/offices/{}",
    "/api/v1/entries?measure={}",
    "/timeline.csv?person={}",
    "/timeline.ics?topic={}",
    "/timeline/?negotiation={}",
    "/measures/?measure={}",
    "/oembed?url=" + settings.SITE_URL + "/measures/{}/",
)
HIDDEN, UNKNOWN, OTHER = "secret-one", "nobody-two", "nobody-six"
assert len(HIDDEN) == len(UNKNOWN)


@pytest.fixture
@remembered
def secrets(db):
    """Something is published, and something of every sort that has a name is not."""
    make.publish(make.make_round(negotiations=[make.make_negotiation()]))
    make.publish(make.make_measure_change())
    for maker in (make.make_person, make.make_topic, make.make_negotiation, make.make_measure):
        maker("Somebody", slug=HIDDEN)
    for maker in (make.make_organisation, make.make_authority, make.make_instrument):
        maker("Something", slug=HIDDEN)
    make.make_office(slug=HIDDEN)
    ProductList.objects.create(slug=HIDDEN, name="Goods", system="hts", codes="87032301", code_count=1)
    make.make_economy("Somewhere", "ZZ")
    make.make_measure_change(measure=make.make_measure("Somebody", slug=HIDDEN))


def asked(client, address: str, **headers) -> tuple:
    """What comes back, and what the database was asked for it, without the name itself."""
    moment.forget()  # each is asked for the first time
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers=headers or None)
    names = (HIDDEN, UNKNOWN)
    told = [query["sql"] for query in queries.captured_queries]
    body, sent = crawl.text_of(answer), str(sorted(answer.headers.items()))
    for name in names:
        body, sent, told = (
            body.replace(name, "?"),
            sent.replace(name, "?"),
            [sql.replace(name, "?") for sql in told],
        )
    if "?" in address:  # a tag is a hash of the body, in which the question stands as it was asked
        sent = "".join(part for part in sent.split("(") if "ETag" not in part)
    return answer.status_code, body, sent, told


@pytest.mark.parametrize("address", BY_NAME)
def test_the_name_of_a_draft_is_answered_like_one_that_never_was(client, secrets, address):
    """Same status, bytes, headers and questions to the database: there is nothing to measure the time of."""
    asked(client, address.format(OTHER))  # what is held in memory is there for both
    unknown, hidden = asked(client, address.format(UNKNOWN)), asked(client, address.format(HIDDEN))
    assert hidden == unknown
    assert "?" in address or hidden[0] == 404


def test_an_economy_of_a_draft_is_answered_like_one_that_never_was(client, secrets):
    for address in (
        "/economies/{}/",
        "/api/v1/economies/{}",
        "/timeline.json?economy={}",
        "/rates.json?by=US&economy={}",
    ):
        hidden, unknown = client.get(address.format("ZZ")), client.get(address.format("QQ"))
        assert hidden.status_code == unknown.status_code
        assert hidden.content.replace(b"ZZ", b"QQ") == unknown.content, address


@pytest.mark.parametrize(
    "headers",
    [
        {"range": "bytes=0-99"},
        {"if-none-match": "*"},
        {"if-match": "*"},
        {"if-modified-since": "Mon, 01 Jan 2029 00:00:00 GMT"},
    ],
)
def test_conditions_tell_nothing_of_a_draft(client, secrets, headers):
    for address in BY_NAME:
        client.get(address.format(OTHER))  # what is held in memory is there for both
        hidden, unknown = (
            asked(client, address.format(HIDDEN), **headers),
            asked(client, address.format(UNKNOWN), **headers),
        )
        assert hidden == unknown, address
        head = [client.head(address.format(name), headers=headers) for name in (HIDDEN, UNKNOWN)]
        assert head[0].status_code == head[1].status_code, address


def test_the_hash_of_what_was_withdrawn_opens_nothing(client, secrets):
    """Somebody kept the tags of the pages: they are not told that what they hold is still so."""
    entry = make.make_quote(text=f"{CANARY} words")
    make.publish(entry)
    key = entry.publication.key
    SocialImage.objects.create(
        publication=entry.publication, edition=Edition.objects.get(publication__key=key), png=b"PNG canary"
    )
    addresses = [
        f"/entries/{key}/",
        f"/entries/{key}.json",
        f"/entries/{key}/picture.png",
        f"/entries/{key}/editions/1/",
        f"/entries/{key}/editions/1/cite.bib",
        f"/embed/entries/{key}/",
        f"/embed/entries/{key}.svg",
        f"/api/v1/entries/{key}",
        f"/api/v1/entries/{key}/editions/1",
    ]
    tags = {address: client.get(address).headers.get("ETag", "*") for address in addresses}
    make.withdraw(entry)
    for address, tag in tags.items():
        for headers in ({"if-none-match": tag}, {"range": "bytes=0-9"}, {"if-none-match": "*"}):
            answer = client.get(address, headers=headers)
            # A frame has a tombstone, which says so with 200: that may be unchanged.
            assert answer.status_code in ((200, 304) if "embed" in address else (404, 410)), (
                address,
                headers,
            )
            assert answer.headers.get("ETag") != tag or tag == "*", address
            assert CANARY not in answer.text, (address, headers)
            assert CANARY.encode() not in client.head(address, headers=headers).content


def test_only_what_was_published_has_a_number_of_an_edition(client):
    entry = make.make_quote(text="first words")
    make.publish(entry)
    for number in range(3):
        make.edit(entry, text=f"{CANARY} between {number}")
    make.edit(entry, text="last words")
    make.publish(entry, change="correction", note="Heard again.")
    make.edit(entry, text=f"{CANARY} afterwards")
    key = entry.publication.key
    found = {number: client.get(f"/entries/{key}/editions/{number}/") for number in range(12)}
    assert [number for number, answer in found.items() if answer.status_code == 200] == [1, 2]
    for a in range(5):
        for b in range(5):
            answer = client.get(f"/entries/{key}/compare/{a}/{b}/")
            assert (answer.status_code in (200, 301)) == ({a, b} <= {1, 2}), (a, b)
            assert CANARY not in answer.text
    listed = client.get(f"/api/v1/entries/{key}/editions").json()["data"]
    assert sorted(row["number"] for row in listed) == [1, 2]
    for number in (0, 3, 4, -1, 10**20):
        assert client.get(f"/api/v1/entries/{key}/editions/{number}").status_code == 404
    # The identities of the desk lead nowhere: neither an entry's, nor an edition's own.
    for number in range(1, 30):
        assert client.get(f"/entries/{number}/").status_code == 404
        assert client.get(f"/api/v1/entries/{number}").status_code == 404


def test_numbers_tell_nothing_of_how_many_drafts_there_are(client):
    first = make.make_round()
    for _ in range(7):
        make.make_round()
    second = make.make_round()
    make.publish(first)
    make.publish(second)
    keys = [row["id"] for row in client.get("/api/v1/entries").json()["data"]]
    assert sorted(keys) == ["TW-000001", "TW-000002"]
    assert client.get("/entries/TW-000003/").content == client.get("/entries/TW-999999/").content


def test_what_is_published_points_at_no_draft(client):
    """A quote about a round that is still a draft, a change that amends one: the reference is not there."""
    hidden = make.make_measure_change(headline=f"{CANARY} change")
    draft = make.make_round(headline=f"{CANARY} round")
    change, quote = make.make_measure_change(), make.make_quote()
    change.amends = hidden
    make.edit(change)
    for entry in (change, quote):
        entry.relations.create(role="see_also", target=draft)
        make.publish(entry)
        key = entry.publication.key
        for address in (
            f"/entries/{key}/",
            f"/entries/{key}.json",
            f"/api/v1/entries/{key}",
            f"/embed/entries/{key}/",
        ):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert CANARY not in answer.text, address
    for address in (
        "/timeline.atom",
        "/timeline.json",
        "/timeline.csv",
        "/timeline.xlsx",
        "/timeline.ics",
        "/data/editions.jsonl",
    ):
        assert CANARY not in crawl.text_of(client.get(address)), address


def test_who_worked_on_an_entry_is_told_nowhere(client):
    """Names, addresses and notes of editors, in all that is published of an entry that they published."""
    people = [make.editor(f"{CANARY}-{role}", role) for role in (Role.CONTRIBUTOR, Role.EDITOR)]
    for user in people:
        user.email, user.first_name, user.last_name = f"{CANARY}@desk.example", CANARY, f"{CANARY} editor"
        user.save()
    writer, reviewer = people
    entry = make.make_quote(internal_note=f"{CANARY} note")
    make.edit(entry, writer)
    make.act(entry, "submit", writer, note=f"{CANARY} please look")
    make.act(entry, "approve", reviewer)
    make.act(entry, "publish", reviewer)
    known = crawl.keys(client.get)
    for address in [address for address in crawl.seeds(known) if "known=" not in address]:
        answer = client.get(address)
        assert CANARY not in crawl.text_of(answer), address
        assert CANARY not in str(answer.headers), address


def described(model) -> dict:
    """The fields of a schema with those of what is in it: {name: type in words}."""
    schema = model.model_json_schema()
    parts = {name: sorted(one.get("properties", {})) for name, one in schema.get("$defs", {}).items()}
    return {
        "fields": sorted(schema["properties"]),
        "parts": {name: names for name, names in parts.items() if names},
    }


def test_exactly_these_fields_are_published():
    """A new field is published on purpose: by writing it down here too, where a reviewer sees it."""
    found = {kind.name: described(kind.schema) for kind in kinds.all_kinds().values()}
    assert found == json.loads(FIELDS.read_text())
    every = {name for one in found.values() for name in [*one["fields"], *chain(*one["parts"].values())]}
    assert not every & {
        "internal_note",
        "created_by",
        "approved_by",
        "import_key",
        "legal",
        "embargo_until",
        "story",
        "email",
    }


@pytest.mark.parametrize(
    "address",
    [
        "/var/tradewatch.sqlite3",
        "/static/../var/tradewatch.sqlite3",
        "/static/%2e%2e/var/tradewatch.sqlite3",
        "/static/..%2fmanage.py",
        "/static//etc/passwd",
        "/media/",
        "/backup",
        "/tradewatch.backup",
        "/.env",
        "/.git/config",
        "/.git/HEAD",
        "/manage.py",
        "/requirements.txt",
        "/docs/security.md",
        "/negotiations/models/entries.py",
        "/__debug__/",
        "/server-status",
        "/metrics",
        "/admin/negotiations/edition/",
        "/data/../manage.py",
        "/data/%2e%2e/manage.py",
        "/data/MANIFEST.json/",
        "/data/drafts.csv",
    ],
)
def test_no_file_of_the_machine_is_served(client, address):
    answer = client.get(address)
    assert answer.status_code in (302, 404), address
    assert "SQLite format" not in answer.text
    assert answer.status_code == 404 or answer.headers["Location"].startswith("/admin/login/")


def test_a_desk_address_is_in_no_public_map():
    public = [
        *get_resolver("negotiations.public.urls").reverse_dict,
        *get_resolver("negotiations.public.machine_urls").reverse_dict,
    ]
    assert not [name for name in public if isinstance(name, str) and ("admin" in name or "preview" in name)]
