"""What was typed and not saved is kept at the desk, and comes back with the difference first."""

import json

import pytest
import time_machine
from django.urls import reverse

from negotiations.desk import nouns, unsaved, workflow
from negotiations.models.kinds.round import Participant, Round
from negotiations.models.nouns import Person
from negotiations.models.sources import Source
from negotiations.models.working import UnsavedForm
from tests.admin.screens import add_url, opened, save, url
from tests.admin.sent import form_of, texts
from tests.make import edit, make_economy, make_person, make_quote, make_round, make_source, make_topic


def keep(client, thing, data, token=""):
    """Send a form's fields as its script does; `thing` is a row, or a model for something new."""
    model, pk = (thing, 0) if isinstance(thing, type) else (type(thing), thing.pk)
    where = reverse("admin:desk_unsaved_keep", args=(model._meta.model_name, pk))
    fields = [
        [name, str(value)]
        for name, values in data.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    body = {"token": token or data.get("token", ""), "fields": fields}
    return client.post(where, json.dumps(body), content_type="application/json")


@time_machine.travel("2025-04-16T12:04:00Z", tick=False)
@pytest.mark.parametrize("make", [make_round, make_quote, make_person, make_source])
def test_words_are_kept_beside_the_thing_and_never_in_it(at_desk, ana, make):
    thing = make()
    name = "headline" if hasattr(thing, "headline") else "name" if hasattr(thing, "name") else "title"
    client = at_desk(ana)
    typed = opened(client, url(thing)) | {name: "Typed, not saved"}
    answer = keep(client, thing, typed)
    assert answer.json() == {"at": "12:04", "problem": "", "url": answer.json()["url"]}
    thing.refresh_from_db()
    assert getattr(thing, name) != "Typed, not saved"
    page = client.get(url(thing))
    assert "that were not saved" in page.content.decode()
    restored = client.get(page.context["unsaved"][0]["restore"])
    assert restored.status_code == 200
    assert form_of(restored, "#content-main form")[name] == ["Typed, not saved"]
    assert not texts(restored, ".errornote, .errorlist")


def test_the_difference_is_shown_before_anything_is_restored(at_desk, ana):
    entry = make_round(place="Washington", summary="They met on Wednesday.")
    client = at_desk(ana)
    typed = opened(client, url(entry)) | {
        "summary": "They met on Thursday.",
        "economies": [make_economy("Korea", "KR").pk],
    }
    page = client.get(keep(client, entry, typed).json()["url"])
    assert [(line.label, line.theirs, line.yours) for line in page.context["lines"]] == [
        ("Summary", "They met on Wednesday.", "They met on Thursday."),
        ("Economies", "Japan", "Korea"),
    ]
    assert texts(page, ".differences del")[0] == "Wednesday"
    assert {"Restore", "Cancel"} <= set(texts(page, ".desk-buttons a"))


def test_parts_and_pickers_come_back_too_and_nothing_is_saved_by_it(at_desk, ana):
    one, two = make_person(), make_person("Scott Bessent")
    entry, topic, source = make_round(people=[one]), make_topic(), make_source()
    client = at_desk(ana)
    typed = opened(client, url(entry)) | {
        "topics": [topic.pk],
        "participants-TOTAL_FORMS": 2,
        "participants-0-DELETE": "on",
        "participants-1-person": two.pk,
        "participants-1-attendance": "present",
        "participants-1-position": 0,
        "participants-1-attested_by": [source.pk],
        "embargo_until_0": "2025-04-18",
        "embargo_until_1": "09:30",
    }
    keep(client, entry, typed)
    restored = client.get(unsaved_url(ana, entry))
    form = form_of(restored, "#content-main form")
    assert entry.participants.get().person == one
    assert client.post(url(entry), form | {"_save": "1"}).status_code == 302
    entry.refresh_from_db()
    assert [found.person for found in entry.participants.all()] == [two]
    assert list(Participant.objects.get().attested_by.all()) == [source]
    assert list(entry.topics.all()) == [topic]
    assert f"{entry.embargo_until:%H:%M}" == "09:30"
    assert not UnsavedForm.objects.exists()
    assert "that were not saved" not in client.get(url(entry)).content.decode()


def unsaved_url(user, thing) -> str:
    return f"{url(thing)}?unsaved={UnsavedForm.objects.get(user=user, object_id=thing.pk).pk}"


def test_a_late_restore_ends_where_a_late_form_does(at_desk, ana, rui):
    entry = make_round()
    client = at_desk(ana)
    keep(client, entry, opened(client, url(entry)) | {"venue": "White House"})
    edit(entry, rui, place="Tokyo")
    answer = keep(client, entry, form_of(client.get(unsaved_url(ana, entry)), "#content-main form"))
    assert answer.json()["problem"] == "somebody changed it meanwhile"
    assert "somebody changed it meanwhile" in client.get(answer.json()["url"]).content.decode()
    restored = form_of(client.get(unsaved_url(ana, entry)), "#content-main form")
    assert restored["version"] == ["1"]
    refused = client.post(url(entry), restored)
    assert refused.status_code == 409
    assert {line.label: line.choice for line in refused.context["lines"]} == {
        "Place": "theirs",
        "Venue": "yours",
    }


def test_one_that_was_begun_is_found_on_the_empty_form_and_at_home(at_desk, ana):
    client = at_desk(ana)
    typed = opened(client, add_url(Round)) | {"headline": "Half a headline"}
    keep(client, Round, typed)
    page = client.get(add_url(Round))
    assert "You began “Half a headline”" in page.content.decode()
    assert [(row.model, row.title) for row in unsaved.of(ana)] == [("round", "Half a headline")]
    restored = form_of(client.get(page.context["unsaved"][0]["restore"]), "#content-main form")
    assert (restored["headline"], restored["token"]) == (["Half a headline"], [typed["token"]])
    assert client.post(add_url(Round), restored).status_code == 302
    assert unsaved.of(ana) == []
    assert keep(client, Round, typed).status_code == 409


def test_what_is_discarded_is_gone(at_desk, ana):
    entry = make_round()
    client = at_desk(ana)
    answer = keep(client, entry, opened(client, url(entry)) | {"place": "Tokyo"})
    assert client.post(answer.json()["url"]).url == url(entry)
    assert not UnsavedForm.objects.exists()
    assert client.get(answer.json()["url"]).status_code == 404


def test_words_that_say_what_is_stored_are_not_offered(at_desk, ana):
    entry = make_round()
    client = at_desk(ana)
    keep(client, entry, opened(client, url(entry)))
    assert client.get(url(entry)).context["unsaved"] == []


def test_words_about_something_that_was_deleted_can_still_be_read_and_saved_anew(at_desk, ana, rui):
    entry = make_round()
    client, address = at_desk(ana), url(entry)
    typed = opened(client, address) | {"summary": "Typed for an hour."}
    workflow.delete_draft(entry, rui)
    answer = keep(client, Round(pk=int(address.split("/")[-3])), typed)
    assert answer.json()["problem"] == "somebody deleted it meanwhile"
    for page in (client.get(answer.json()["url"]), client.get(address)):
        assert "Typed for an hour." in texts(page, "[data-gone] dd")
    assert client.post(add_url(Round), form_of(page, "form.desk-confirm")).status_code == 302
    assert Round.objects.get().summary == "Typed for an hour."


def test_nobody_reads_keeps_or_discards_what_is_not_theirs(at_desk, ana, rui, django_user_model):
    entry = make_round()
    client = at_desk(ana)
    answer = keep(client, entry, opened(client, url(entry)) | {"place": "Blair House"})
    other = at_desk(rui)
    assert other.get(answer.json()["url"]).status_code == 404
    assert other.post(answer.json()["url"]).status_code == 404
    assert "Blair House" not in other.get(unsaved_url(ana, entry)).content.decode()
    reader = at_desk(django_user_model.objects.create(username="guest", is_staff=True))
    assert keep(reader, entry, {"place": "x"}).status_code == 403
    assert keep(reader, Round, {"place": "x"}).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        '{"fields": 3}',
        '{"fields": [[1, 2], ["a", null], "x"]}',
        "[" * 5000,
        '{"fields": [], "token": "\\u0000"}',
        "\ufeff{}",
    ],
)
def test_damaged_bodies_are_no_error_of_the_server(at_desk, ana, body):
    client = at_desk(ana)

    def send(where):
        return client.post(f"/admin/unsaved/{where}/", body, content_type="application/json").status_code

    for where in ("round/0", "round/999", "person/0"):
        assert send(where) in (200, 400), where
    for where in ("webhook/0", "user/1", "nothing/1", f"round/{10**19}"):
        assert send(where) == 404


def test_odd_words_are_shown_and_restored_without_an_error(at_desk, ana):
    entry = make_round()
    client = at_desk(ana)
    odd = {
        "headline": "NUL \x00 and half \ud800 and \u202e",
        "when": "yesterday",
        "economies": ["x", "9" * 30],
        "story": "9" * 19,
        "legal": "nonsense",
        "embargo_until_0": "x",
        "participants-TOTAL_FORMS": "3",
        "participants-INITIAL_FORMS": "2",
        "participants-0-id": "77",
        "participants-1-id": "x",
        "citations-TOTAL_FORMS": "many",
    }
    answer = keep(client, entry, opened(client, url(entry)) | odd)
    assert client.get(answer.json()["url"]).status_code == 200
    assert client.get(url(entry)).status_code == 200
    assert client.get(unsaved_url(ana, entry)).status_code == 200
    assert client.get(f"{url(entry)}?unsaved={10**19}").status_code == 200
    assert client.get(f"{url(entry)}?unsaved=x").status_code == 200


def test_saving_says_which_form_it_was_so_that_the_browser_forgets_its_copy(at_desk, ana):
    entry = make_round()
    client = at_desk(ana)
    assert save(client, url(entry), place="Tokyo").cookies["desk_saved"].value == f"round.{entry.pk}"
    data = opened(client, add_url(Person)) | {"name": "Scott Bessent"}
    assert client.post(add_url(Person), data).cookies["desk_saved"].value == f"person.{data['token']}"


def test_a_form_says_what_it_needs(at_desk, ana):
    client = at_desk(ana)
    assert texts(client.get(add_url(Round)), ".needed") == [
        "Needed to save: Headline. Everything else can follow."
    ]
    assert texts(client.get(add_url(Source)), ".needed") == [
        "Needed to save: Title. Everything else can follow."
    ]


def test_people_see_who_else_has_a_form_open(at_desk, ana, rui):
    entry, person = make_round(), make_person()
    ping = reverse("admin:desk_presence", args=("round", entry.pk))
    with time_machine.travel("2025-04-16T12:01:00Z", tick=False):
        assert at_desk(ana).post(ping).json() == {"editing": []}
        assert at_desk(rui).post(ping).json() == {"editing": ["ana is editing (since 12:01)"]}
        assert texts(at_desk(rui).get(url(entry)), ".editing li") == ["ana is editing (since 12:01)"]
        assert texts(at_desk(rui).get(url(person)), ".editing li") == []
        at_desk(ana).post(ping, {"leave": "1"})
        assert texts(at_desk(rui).get(url(entry)), ".editing li") == []
    assert at_desk(rui).get(ping).status_code == 405
    for odd in (("user", 1), ("round", 10**90)):
        assert at_desk(rui).post(reverse("admin:desk_presence", args=odd)).status_code == 404


def test_only_editors_give_signs_of_life(at_desk, django_user_model):
    guest = django_user_model.objects.create(username="guest", is_staff=True)
    response = at_desk(guest).post(reverse("admin:desk_presence", args=("round", make_round().pk)))
    assert response.status_code == 403


def test_words_about_a_name_that_others_changed_are_compared_too(at_desk, ana, rui):
    person = make_person()
    client = at_desk(ana)
    keep(client, person, opened(client, url(person)) | {"name": "R. Akazawa"})
    nouns.save_noun(person, rui)
    assert (
        client.post(
            url(person), form_of(client.get(unsaved_url(ana, person)), "#content-main form")
        ).status_code
        == 409
    )
