"""/data/: the record as files that say the same as its pages, of one state of the record."""

import csv
import hashlib
import io
import json

import pytest
from django.test import override_settings

from negotiations.desk.merging import merge
from negotiations.desk.printing import redact
from negotiations.public import kinds
from negotiations.public.bulk_data import checksums
from negotiations.public.bulk_data.files import files
from negotiations.public.bulk_data.state import State
from negotiations.public.bulk_data.tables import tables
from negotiations.public.bulk_data.views import DESCRIPTIONS
from negotiations.public.reuse import instant
from tests import make
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
ODD = 'Commas, "quotes",\nlines\t=1+1 @x 財務省；；'


def body(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def take(client, path, **query) -> bytes:
    response = client.get(f"/data/{path}", query)
    assert response.status_code == 200
    return body(response)


def table(client, path, **query) -> list[dict]:
    return list(csv.DictReader(io.StringIO(take(client, path, **query).decode(), newline="")))


def lines(client, **query) -> list[dict]:
    return [json.loads(line) for line in take(client, "editions.jsonl", **query).splitlines()]


@pytest.fixture
@remembered
def entries(db):
    found = {kind: maker() for kind, maker in make.MAKERS.items()}
    for entry in found.values():
        make.publish(entry)
    return found


def test_every_kind_has_its_table_and_every_thing_its_row(client, entries):
    names = {one.kind.name for one in tables() if one.kind}
    assert names == set(kinds.all_kinds())
    for kind, entry in entries.items():
        name = next(one.name for one in tables() if one.kind and one.kind.name == kind)
        (row,) = table(client, f"{name}.csv")
        assert (row["id"], row["headline"]) == (entry.publication.key, entry.headline)
    assert {row["id"] for row in table(client, "entries.csv")} == {
        entry.publication.key for entry in entries.values()
    }


def test_references_are_keys_that_stand_in_the_other_table(client, entries):
    (row,) = table(client, "quotes.csv")
    assert row["speaker"] in {one["id"] for one in table(client, "people.csv")}
    assert row["economies"] == "JP"
    (source,) = json.loads(row["citations"])
    assert source["source"].startswith("TWS-")


def test_a_text_comes_back_exactly(client):
    make.publish(make.make_quote(text=ODD))
    (row,) = table(client, "quotes.csv")
    assert row["text"] == ODD


def test_editions_hold_past_ones_with_what_became_of_them(client, entries):
    quote = make.edit(entries["quote"], text="very grateful")
    make.publish(quote, change="correction", note="Other words.")
    first, second = (one for one in lines(client) if one["id"] == quote.publication.key)
    assert first["body"]["text"] == "extremely regrettable"
    assert first["superseded_at"] == second["published_at"]
    assert (second["number"], second["change"], second["note"]) == (2, "correction", "Other words.")
    assert second["superseded_at"] is None
    assert second["body"]["speaker"] == {"kind": "person", "key": "ryosei-akazawa"}
    assert second["digest"] == quote.publication.editions.get(number=2).digest


def test_of_what_was_withdrawn_the_number_and_the_notice_are_told_alone(client, entries):
    gone = make.make_quote(headline="Words that were never said", text="canary")
    make.publish(gone)
    make.withdraw(gone, note="It was somebody else.")
    (row,) = table(client, "withdrawn.csv")
    assert (row["id"], row["kind"], row["notice"]) == (gone.publication.key, "quote", "It was somebody else.")
    for path in (*files(), *DESCRIPTIONS):
        content = take(client, path)
        assert b"canary" not in content
        assert b"never said" not in content
        assert (gone.publication.key.encode() in content) == (path == "withdrawn.csv"), path


def test_a_reference_to_what_was_withdrawn_is_gone(client, entries):
    gone = make.make_round()
    make.publish(gone)
    entries["quote"].relations.create(role="said_at", target=gone)
    make.edit(entries["quote"])
    make.publish(entries["quote"])
    assert gone.publication.key in table(client, "quotes.csv")[0]["related"]
    make.withdraw(gone)
    assert table(client, "quotes.csv")[0]["related"] == ""


def test_a_redacted_edition_stays_out_after_a_reinstatement(client, entries, ana, rui, mei):
    quote = entries["quote"]
    make.withdraw(quote)
    redact(quote.publication, "A court said so.", "mei")
    make.edit(quote, summary="Checked.")
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    make.act(quote, "reinstate", mei, note="Back.")
    assert [one["number"] for one in lines(client) if one["id"] == quote.publication.key] == [3]
    assert "A court" not in take(client, "editions.jsonl").decode()


def test_a_noun_that_was_merged_is_read_as_the_one_that_stays(client, rui):
    twin, stays = make.make_person("R. Akazawa"), make.make_person()
    make.publish(make.make_quote(speaker=twin))
    merge(twin, stays, rui)
    assert table(client, "quotes.csv")[0]["speaker"] == "ryosei-akazawa"
    assert table(client, "merged.csv") == [{"kind": "person", "id": "r-akazawa", "into": "ryosei-akazawa"}]
    assert [row["id"] for row in table(client, "people.csv")] == ["ryosei-akazawa"]


def test_drafts_are_in_no_file(client, entries):
    before = {path: take(client, path) for path in (*files(), *DESCRIPTIONS)}
    make.make_quote(headline="canary", topics=[make.make_topic("canary")])
    make.edit(entries["quote"], headline="canary")
    assert {path: take(client, path) for path in before} == before


def test_a_past_state_is_read_as_it_was_known(client, entries):
    before = State.of()
    quote = make.edit(entries["quote"], text="very grateful")
    make.publish(quote)
    known = instant(before.at)
    assert table(client, "quotes.csv", known=known)[0]["text"] == "extremely regrettable"
    assert table(client, "quotes.csv")[0]["text"] == "very grateful"
    assert all(one["superseded_at"] is None for one in lines(client, known=known))
    assert json.loads(take(client, "MANIFEST.json", known=known))["data_as_of"] == known
    assert table(client, "quotes.csv", known="2001-01-01") == []


def test_the_manifest_tells_rows_bytes_and_hashes_of_every_file(client, entries):
    manifest = json.loads(take(client, "MANIFEST.json"))
    assert [one["path"] for one in manifest["files"]] == [*files()]
    for one in manifest["files"]:
        content = take(client, one["path"])
        assert (one["bytes"], one["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert one["rows"] == (
            len(table(client, one["path"])) if one["path"].endswith("csv") else len(content.splitlines())
        )
    assert manifest["generation"] == State.of().generation


def test_sums_of_a_file_that_was_sent_are_those_that_are_found_without(client, entries):
    sent = {path: take(client, path) for path in files()}
    kept = {path: one.sha256 for path, one in checksums.sums(State.of()).items()}
    checksums.forget()
    found = {path: one.sha256 for path, one in checksums.sums(State.of()).items()}
    assert kept == found == {path: hashlib.sha256(content).hexdigest() for path, content in sent.items()}


def test_the_version_counts_new_rows_and_corrections(client):
    quote = make.make_quote()
    make.publish(quote)
    major, minor, patch = State.of().version.split(".")
    assert (int(minor), patch) == (State.of().generation, "0")
    make.edit(quote, text="very grateful")
    make.publish(quote, change="correction", note="Other words.")
    assert State.of().version == f"{major}.{minor}.1"
    make.withdraw(quote)
    assert State.of().version == f"{major}.{minor}.2"
    make.publish(make.make_round())
    assert State.of().version.endswith(".0")
    assert json.loads(take(client, "datapackage.json"))["version"] == State.of().version


def test_a_client_that_holds_a_file_gets_no_second_copy(client, entries):
    for path in (*files(), *DESCRIPTIONS):
        first = client.get(f"/data/{path}")
        again = client.get(f"/data/{path}", headers={"If-None-Match": first.headers["ETag"]})
        head = client.head(f"/data/{path}")
        assert again.status_code == 304
        assert head.headers["ETag"] == first.headers["ETag"]
        assert body(head) == b""
    make.publish(make.make_quote())
    assert client.get("/data/quotes.csv", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_an_instant_that_cannot_be_read_is_refused(client, entries):
    response = client.get("/data/quotes.csv?known=nonsense")
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("path", ["../settings.py", "nothing.csv", "quotes.csv/", "manifest.json"])
def test_there_is_no_other_file(client, path):
    assert client.get(f"/data/{path}").status_code == 404


def test_an_empty_record_has_every_file(client):
    for path in (*files(), *DESCRIPTIONS):
        take(client, path)
    assert client.get("/data/").status_code == 200


def test_the_page_names_every_file_with_its_hash(client, entries):
    response = client.get("/data/")
    page = response.content.decode()
    for path, one in checksums.sums(State.of()).items():
        assert f'href="/data/{path}"' in page
        assert one.sha256 in page
    assert State.of().version in page


def test_links_keep_the_instant(client, entries):
    assert (
        'href="/data/quotes.csv?known=2099-01-01"' in client.get("/data/?known=2099-01-01").content.decode()
    )


def test_the_dictionary_explains_every_column(client):
    page = client.get("/data/dictionary/").content.decode()
    for one in tables():
        for column in one.told:
            assert column.about, f"{one.name}.{column.name} has no meaning"
            assert f"<code>{column.name}</code>" in page
    assert "on_record" in page


def test_a_long_file_is_sent_in_portions(client, entries, monkeypatch):
    whole = take(client, "editions.jsonl")
    monkeypatch.setattr("negotiations.public.bulk_data.views._SENT_WHOLE", 10)
    monkeypatch.setattr("negotiations.public.bulk_data.rows.PORTION", 2)
    response = client.get("/data/editions.jsonl")
    assert response.streaming
    assert body(response) == whole


@override_settings(LICENCE="https://example.org/terms", SITE_NAME='A "site": of, ours')
def test_any_licence_and_name_can_be_written(client, entries):
    package = json.loads(take(client, "datapackage.json"))
    assert package["licenses"] == [
        {"title": "https://example.org/terms", "path": "https://example.org/terms"}
    ]
    assert b"https://example.org/terms" in take(client, "LICENCE.txt")
    assert client.get("/data/").status_code == 200
