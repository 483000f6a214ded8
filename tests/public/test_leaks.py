"""What is not published is nowhere: not in a word, not in a count, not in a byte."""

import pytest
import time_machine
from django.db import connection
from django.db.models import CharField, TextField

from negotiations.desk import workflow
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.roles import Role
from negotiations.models.fields import WhenText
from negotiations.models.kinds.measure_change import GoodsCode
from negotiations.models.kinds.quote import Evidence
from negotiations.models.kinds.round import AgendaItem, Participant, ReadOut
from negotiations.models.sources import Citation, StoredText
from tests import make
from tests.public.site import every_address, fixed_addresses

pytestmark = pytest.mark.django_db
CANARY = "canary"


@pytest.fixture
def published(db):
    """A record with one entry of each kind, one of them corrected, one withdrawn."""
    entries = [maker() for maker in make.MAKERS.values()]
    for entry in entries:
        make.publish(entry)
    make.edit(entries[1], text="very grateful")
    make.publish(entries[1], change="correction", note="Other words.")
    gone = make.make_quote(headline="Words that were never said")
    make.publish(gone)
    make.withdraw(gone)
    return entries


# Texts with a form of their own, which a canary would break.
FORMED = ("slug", "code", "language", "zone", "address", "kind", "digest", "state")


def fill(thing) -> None:
    """Put the canary into every free text of a row."""
    for field in thing._meta.concrete_fields:
        free = (
            isinstance(field, CharField | TextField) and not isinstance(field, WhenText) and not field.choices
        )
        if free and field.editable and not field.name.endswith(FORMED):
            setattr(thing, field.attname, f"{CANARY} {field.name} {thing.pk}"[: field.max_length])


def unpublished_record() -> list[str]:
    """One draft of every kind and one unprinted noun of every kind, full of the canary; returns the nouns' slugs."""
    slugs = []
    for declared in desk_kinds().values():
        if not hasattr(declared.model, "entry_kind"):
            row = declared.model(**_required(declared.model))
            fill(row)
            row.save()
            slugs.append(row.key if hasattr(row, "slug") else str(row.pk))
    for maker in make.MAKERS.values():
        draft = maker(
            economies=[make.make_economy(f"{CANARY} land", "ZZ")],
            topics=[make.make_topic(f"{CANARY} topic of a draft")],
            negotiations=[make.make_negotiation(f"{CANARY} talks")],
            is_key=True,
        )
        fill(draft)
        _fill_parts(draft)
        workflow.save_working(draft, make.editor("ana", Role.CONTRIBUTOR))
    return slugs


def _required(model) -> dict:
    values = {"slug": f"{CANARY}-{model.kind}"} if hasattr(model, "slug") else {}
    if model.kind == "economy":
        values["code"] = "ZZY"
    if model.kind == "office":
        values["person"] = make.make_person(f"{CANARY} person of an office")
    return values


def _fill_parts(draft) -> None:
    source = make.make_source(f"{CANARY} source", publisher=f"{CANARY} press")
    StoredText.objects.create(source=source, text=f"{CANARY} stored")
    Citation.objects.create(entry=draft, source=source, stance="differs", says=f"{CANARY} differs")
    topic, person = make.make_topic(f"{CANARY} item"), make.make_person(f"{CANARY} person")
    if draft.kind == "round":
        Participant.objects.create(round=draft, person=person, note=f"{CANARY} note")
        AgendaItem.objects.create(round=draft, topic=topic, note=f"{CANARY} agenda")
        ReadOut.objects.create(round=draft, side=make.make_economy(), text=f"{CANARY} readout")
    if draft.kind == "quote":
        Evidence.objects.create(quote=draft, bearing="for", text=f"{CANARY} evidence", source=source)
    if draft.kind == "measure_change":
        GoodsCode.objects.create(change=draft, code="8703", note=f"{CANARY} goods")


def pages(client, addresses) -> dict[str, tuple]:
    """Status, headers and body of each address; the time of day is no part of it."""
    found = {}
    for address in addresses:
        response = client.get(address)
        headers = {name: value for name, value in response.headers.items() if name not in ("Date",)}
        found[address] = (response.status_code, headers, response.content)
    return found


def test_no_word_of_the_unpublished_stands_at_any_address(client, published):
    # Edits of what is live, new drafts, and nouns that nothing printed.
    make.edit(published[0], headline=f"{CANARY} pending headline", summary=f"{CANARY} pending")
    make.edit(published[2], duty=f"{CANARY}%")
    slugs = unpublished_record()
    published[0].relations.create(role="see_also", target=make.make_quote(headline=f"{CANARY} related"))
    seen = pages(client, every_address())
    assert len(seen) > 150
    for address, (status, headers, body) in seen.items():
        assert status in (200, 400, 404, 410), address
        assert CANARY.encode() not in body, address
        assert CANARY not in str(headers), address
    assert slugs


@time_machine.travel("2025-09-20T09:00:30Z", tick=False)
def test_the_whole_site_is_the_same_byte_for_byte_after_ten_drafts(client, published):
    addresses = every_address()
    before = pages(client, addresses)
    for maker in (*make.MAKERS.values(), *make.MAKERS.values(), *make.MAKERS.values(), make.make_quote):
        maker(topics=[make.make_topic("A topic that nobody published")])
    make.edit(published[0], headline="Another headline")
    assert every_address() == addresses
    assert pages(client, addresses) == before


@pytest.mark.parametrize("kind", ["person", "economy", "topic", "negotiation", "measure", "source"])
def test_a_noun_that_was_not_printed_is_an_unknown_value_like_any_other(client, published, kind):
    make.make_person("Someone Secret")
    make.make_economy("Secretland", "ZZ")
    hidden = client.get("/timeline/", {kind: "ZZ" if kind == "economy" else "someone-secret"})
    unknown = client.get("/timeline/", {kind: "QQ" if kind == "economy" else "someone-unknown"})
    assert b"is not in the record" in hidden.content
    assert hidden.content.replace(b"someone-secret", b"").replace(b"ZZ", b"") == unknown.content.replace(
        b"someone-unknown", b""
    ).replace(b"QQ", b"")


@pytest.mark.parametrize(
    "address", ["/people/{}/", "/topics/{}/", "/negotiations/{}/", "/measures/{}/", "/organisations/{}/"]
)
def test_a_draft_and_what_never_was_give_the_same_404(client, published, address):
    for maker in (
        make.make_person,
        make.make_topic,
        make.make_negotiation,
        make.make_measure,
        make.make_organisation,
    ):
        maker("Secret")
    hidden, unknown = client.get(address.format("secret")), client.get(address.format("nothing"))
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
    assert dict(hidden.headers) == dict(unknown.headers)


def test_a_noun_that_only_withdrawn_entries_showed_keeps_its_page_without_them(client, published):
    response = client.get("/people/ryosei-akazawa/")
    assert b"Words that were never said" not in response.content


def test_public_pages_read_printed_tables_alone(client, published, django_assert_max_num_queries):
    allowed = set("publication edition facet publicationlog press upkeep redaction unreviewed".split())
    statements = []

    def watch(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        pages(client, every_address())
    read = {word.split('"')[0] for sql in statements for word in sql.split('"negotiations_')[1:]}
    tables = {name for name in read if not name.endswith(("_id",))}
    assert tables <= allowed, tables - allowed
    assert all(sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")) for sql in statements)


def test_every_fixed_address_answers(client, published):
    for address in fixed_addresses():
        assert client.get(address).status_code == 200, address
