"""Whatever somebody types: 79 odd texts, texts of a hundred thousand characters, forms of many megabytes."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField, TextField

from negotiations.models.entries import Entry
from negotiations.models.kinds.quote import Quote
from tests import make, published
from tests.admin.screens import opened, url
from tests.public.planting import desk_tables, is_free
from tests.security.payloads import KEPT, LONG, REFUSED

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
PARAMETERS = (
    "kind negotiation economy topic person measure source status change from to q order key known after"
).split()
ASKED = (
    "/timeline/",
    "/timeline.atom",
    "/timeline.csv",
    "/timeline.ics",
    "/embed/timeline/",
    "/api/v1/entries",
    "/calendar/",
    "/search/",
)


def test_there_are_enough_of_them():
    assert len(REFUSED) + len(KEPT) >= 60


def free_fields():
    """Every field of the desk into which a person types words."""
    return {
        (model.__name__, one.name): one
        for model in desk_tables()
        for one in model._meta.concrete_fields
        if is_free(one)
    }


# Written by programs: a name of a table, what a check found.
BY_PROGRAMS = {
    "UnsavedForm",
    "SentForm",
    "Presence",
    "PreviewLink",
    "Batch",
    "BatchRow",
    "Transition",
    "Delivery",
}
# Gated where it is written, in desk/comments.py.
BY_THE_DESK = {
    ("Comment", "text"),
    ("Comment", "field"),
    ("Comment", "by_name"),
    ("Comment", "resolved_by_name"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_no_field_of_the_record_takes_a_character_that_cannot_be_stored(name):
    let_through = []
    for (model, field), one in free_fields().items():
        if model in BY_PROGRAMS or (model, field) in BY_THE_DESK:
            continue
        try:
            one.run_validators(REFUSED[name])
        except ValidationError:
            continue
        let_through.append((model, field))
    assert not let_through


@pytest.mark.parametrize("name", KEPT)
def test_words_that_are_only_odd_come_back_as_they_were(client, name):
    text = f"x{KEPT[name]}y"
    entry = make.make_quote(headline=text[:200], text=text, summary=text)
    Quote._meta.get_field("text").run_validators(text)
    make.publish(entry)
    key = entry.publication.key
    assert client.get(f"/api/v1/entries/{key}").json()["data"]["text"] == text
    for address in (
        f"/entries/{key}/",
        "/timeline.atom",
        "/timeline.ics",
        "/timeline.csv",
        "/timeline.xlsx",
        "/data/editions.jsonl",
        f"/embed/entries/{key}.svg",
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("name", [*REFUSED, *KEPT])
def test_a_question_of_odd_characters_is_answered(client, name):
    published.a_round()
    text = (REFUSED | KEPT)[name].encode("utf-8", "surrogatepass")
    for parameter in PARAMETERS:
        address = ASKED[PARAMETERS.index(parameter) % len(ASKED)]
        assert client.get(address, {parameter: text}).status_code in (200, 400), (address, parameter)
    for address in ("/rates/", "/rates.json", "/api/v1/rates"):
        assert client.get(address, {"by": text, "economy": text, "code": text, "on": text}).status_code in (
            200,
            400,
        ), address


def test_every_field_that_is_typed_has_an_end():
    """No field takes more than half a million characters, and a list of codes two, whatever its form says."""
    for (model, field), one in free_fields().items():
        if model in BY_PROGRAMS or (model, field) in BY_THE_DESK:
            continue
        assert isinstance(one, CharField | TextField)
        assert one.max_length, (model, field)
        most = 2_000_000 if (model, field) == ("ProductList", "codes") else 500_000
        assert one.max_length <= most, (model, field)


def test_a_quote_of_a_megabyte_is_refused_at_its_field(client, ana):
    client.force_login(ana)
    entry = make.make_quote()
    answer = client.post(url(entry), opened(client, url(entry)) | {"text": "x" * 1_000_000, "_save": "1"})
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["text"]
    assert Quote.objects.get().text == "extremely regrettable"


def test_forms_that_are_too_large_are_refused_whole(client, ana):
    client.force_login(ana)
    entry = make.make_quote()
    form = opened(client, url(entry))
    many = {f"field{number}": "1" for number in range(10_001)}
    tags = {"topics": ["1"] * 10_001}
    assert client.post(url(entry), form | many).status_code == 400
    assert client.post(url(entry), form | tags).status_code == 400
    assert (
        client.post(
            url(entry), b"x" * (13 * 1024 * 1024), content_type="application/x-www-form-urlencoded"
        ).status_code
        == 400
    )
    files = {f"file{number}": SimpleUploadedFile(f"{number}.csv", b"a") for number in range(101)}
    assert client.post("/admin/import/", form | files).status_code == 400
    assert Entry.objects.get().version == 1


def test_no_text_of_a_hundred_thousand_characters_keeps_a_pattern_busy():
    """In a process that ends itself after two minutes: what tries every part of such a text would take days."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.long_texts"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == list(LONG), done.stdout[-300:] + done.stderr[-1500:]
    assert done.returncode == 0
