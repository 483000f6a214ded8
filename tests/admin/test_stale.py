"""Two editors at one form: the second chooses, field by field, and nothing of either is lost."""

import pytest

from negotiations.desk import nouns, workflow
from negotiations.models.kinds.round import Participant, Round
from negotiations.models.working import UnsavedForm
from tests.admin.screens import add_url, errors, opened, url
from tests.admin.sent import form_of, texts
from tests.make import edit, make_economy, make_person, make_round, make_source, make_topic


def lines(response) -> dict[str, tuple]:
    """The page's differences: what each says of theirs, yours and before, and what is chosen."""
    return {
        line.label: (line.theirs, line.yours, line.base, line.choice) for line in response.context["lines"]
    }


def choose(client, response, **changes):
    """Send the page of choices with other choices or words."""
    data = form_of(response, "form.conflict")
    return client.post(response.context["form_url"], data | changes)


def test_a_late_form_is_shown_beside_what_is_stored_and_nothing_is_overwritten(at_desk, ana, rui):
    entry = make_round(place="Washington", venue="State Department", summary="They met.")
    late = opened(at_desk(rui), url(entry))
    edit(entry, ana, place="Tokyo", summary="They met in Tokyo.")
    client = at_desk(rui)
    response = client.post(
        url(entry), late | {"venue": "White House", "summary": "They met at the White House.", "_save": "1"}
    )
    assert response.status_code == 409
    assert lines(response) == {
        "Place": ("Tokyo", "Washington", "Washington", "theirs"),
        "Venue": ("State Department", "White House", "State Department", "yours"),
        "Summary": ("They met in Tokyo.", "They met at the White House.", "They met.", ""),
    }
    assert "Edited by ana" in response.content.decode()
    entry.refresh_from_db()
    assert (entry.place, entry.venue, entry.version) == ("Tokyo", "State Department", 2)
    again = choose(client, response)
    assert again.status_code == 409
    assert "Choose a side for each difference" in again.content.decode()
    assert choose(client, again, **{"choice-summary": "yours", "summary": "Both."}).status_code == 302
    entry.refresh_from_db()
    assert (entry.place, entry.venue, entry.summary, entry.version) == ("Tokyo", "White House", "Both.", 3)


def test_the_words_of_a_late_form_are_kept_even_if_the_page_is_closed(at_desk, ana, rui):
    entry = make_round()
    late = opened(at_desk(rui), url(entry))
    edit(entry, ana, place="Tokyo")
    at_desk(rui).post(url(entry), late | {"venue": "White House"})
    assert "White House" in UnsavedForm.objects.get(user=rui, object_id=entry.pk).data


def test_lists_dates_boxes_and_instants_are_compared_as_they_read(at_desk, ana, rui):
    japan, states = make_economy(), make_economy("United States", "US")
    entry = make_round(economies=[japan], level="ministers")
    late = opened(at_desk(rui), url(entry))

    def write():
        entry.save()
        entry.economies.add(states)

    entry.level, entry.is_key = "leaders", True
    workflow.save_working(entry, ana, write=write)
    typed = {"embargo_until_0": "2025-04-18", "embargo_until_1": "09:30", "topics": [make_topic().pk]}
    response = at_desk(rui).post(url(entry), late | typed)
    found = lines(response)
    assert found["Level"] == ("Leaders", "Ministers", "Ministers", "theirs")
    assert found["Key event"] == ("yes", "", "", "theirs")
    assert found["Economies"] == ("Japan, United States", "Japan", "Japan", "theirs")
    assert found["Topics"] == ("", "Tariffs", "", "yours")
    assert found["Embargo until"] == ("", "2025-04-18 09:30", "", "yours")
    assert choose(at_desk(rui), response).status_code == 302
    entry.refresh_from_db()
    assert (entry.level, entry.is_key, entry.economies.count(), entry.topics.count()) == (
        "leaders",
        True,
        2,
        1,
    )
    assert f"{entry.embargo_until:%Y-%m-%d %H:%M}" == "2025-04-18 09:30"


def test_parts_are_one_line_each_with_a_choice(at_desk, ana, rui):
    kept, gone, changed = (
        make_person(name) for name in ("Ryosei Akazawa", "Scott Bessent", "Jamieson Greer")
    )
    entry = make_round(people=[kept, gone, changed])
    late = opened(at_desk(rui), url(entry))
    added = make_person("Howard Lutnick")

    def write():
        entry.save()
        entry.participants.filter(person=gone).delete()
        entry.participants.filter(person=changed).update(note="theirs")
        Participant.objects.create(round=entry, person=added)

    workflow.save_working(entry, ana, write=write)
    typed = {"participants-0-DELETE": "on", "participants-2-note": "yours"}
    source = make_source("Another report")
    typed |= {"citations-TOTAL_FORMS": 2, "citations-1-source": source.pk, "citations-1-stance": "supports"}
    response = at_desk(rui).post(url(entry), late | typed)
    found = [(line.theirs, line.yours, line.choice) for line in response.context["lines"]]
    assert found == [
        ("", "Kyodo, “Another report”, 2025-04-17 · Supports the entry", "yours"),
        ("Ryosei Akazawa · Present", "", "yours"),
        ("", "Scott Bessent · Present", "theirs"),
        ("Jamieson Greer · Present · theirs", "Jamieson Greer · Present · yours", ""),
        ("Howard Lutnick · Present", "", "theirs"),
    ]
    (open_line,) = (line.key for line in response.context["lines"] if not line.choice)
    assert choose(at_desk(rui), response, **{f"choice-{open_line}": "yours"}).status_code == 302
    people = {(found.person.name, found.note) for found in entry.participants.all()}
    assert people == {("Jamieson Greer", "yours"), ("Howard Lutnick", "")}
    assert entry.citations.count() == 2


def test_a_row_that_somebody_deleted_comes_back_where_that_is_chosen(at_desk, ana, rui):
    one, two = make_person(), make_person("Scott Bessent")
    entry = make_round(people=[one, two])
    late = opened(at_desk(rui), url(entry)) | {"participants-0-note": "typed", "_save": "1"}
    workflow.save_working(
        entry, ana, write=lambda: (Participant.objects.filter(person=one).delete(), entry.save())
    )
    refused = at_desk(rui).post(url(entry), late)
    (line,) = refused.context["lines"]
    assert (line.theirs, line.choice) == ("", "")
    assert choose(at_desk(rui), refused, **{f"choice-{line.key}": "yours"}).status_code == 302
    assert {(found.person, found.note) for found in entry.participants.all()} == {(one, "typed"), (two, "")}


def test_their_new_row_can_be_refused(at_desk, ana, rui):
    entry = make_round()
    late = opened(at_desk(rui), url(entry)) | {"place": "Tokyo"}
    person = make_person()
    workflow.save_working(
        entry, ana, write=lambda: (entry.save(), Participant.objects.create(round=entry, person=person))
    )
    refused = at_desk(rui).post(url(entry), late)
    line = refused.context["lines"][-1]
    choose(at_desk(rui), refused, **{f"choice-{line.key}": "yours"})
    entry.refresh_from_db()
    assert (entry.place, entry.participants.count()) == ("Tokyo", 0)


def test_a_third_change_while_somebody_chooses_is_shown_too(at_desk, ana, rui):
    entry = make_round()
    late = opened(at_desk(rui), url(entry))
    edit(entry, ana, place="Tokyo")
    refused = at_desk(rui).post(url(entry), late | {"venue": "White House"})
    edit(entry, ana, venue="Kantei")
    again = choose(at_desk(rui), refused)
    assert again.status_code == 409
    assert "changed once more" in again.content.decode()
    assert lines(again)["Venue"] == ("Kantei", "White House", "", "yours")
    entry.refresh_from_db()
    assert entry.venue == "Kantei"


def test_an_action_of_somebody_else_makes_a_form_late_too(at_desk, ana, rui):
    entry = make_round()
    late = opened(at_desk(ana), url(entry))
    workflow.transition(entry, workflow.Action.SUBMIT, ana, version=1)
    response = at_desk(rui).post(url(entry), late | {"venue": "White House"})
    assert "Submitted for review by ana" in response.content.decode()
    assert choose(at_desk(rui), response).status_code == 302


def test_a_late_form_that_says_what_is_stored_needs_no_choice(at_desk, ana, rui):
    entry = make_round()
    late = opened(at_desk(rui), url(entry))
    edit(entry, ana, place="Tokyo")
    response = at_desk(rui).post(url(entry), late | {"place": "Tokyo"})
    assert "says the same as what is stored" in response.content.decode()


def test_a_form_without_its_version_is_refused(at_desk, ana):
    entry = make_round()
    data = opened(at_desk(ana), url(entry)) | {"place": "Tokyo", "version": ""}
    response = at_desk(ana).post(url(entry), data)
    assert response.status_code == 409
    assert "without its version" in errors(response)


def test_a_save_between_the_check_and_the_lock_is_noticed(at_desk, ana, rui, monkeypatch):
    entry = make_round()
    late = opened(at_desk(rui), url(entry)) | {"venue": "White House"}
    save_working = workflow.save_working

    def overtaken(child, by, **values):
        monkeypatch.setattr(workflow, "save_working", save_working)
        edit(type(entry).objects.get(pk=entry.pk), ana, place="Tokyo")
        save_working(child, by, **values)

    monkeypatch.setattr(workflow, "save_working", overtaken)
    response = at_desk(rui).post(url(entry), late)
    assert response.status_code == 409
    assert 'value="White House"' in response.content.decode()


def test_an_action_at_an_old_version_is_refused_and_the_note_kept(at_desk, ana, rui):
    entry = make_round()
    workflow.transition(entry, workflow.Action.SUBMIT, ana, version=1)
    response = at_desk(rui).post(url(entry, "return"), {"version": 1, "note": "Name the venue."})
    assert response.status_code == 409
    assert "Name the venue." in response.content.decode()
    entry.refresh_from_db()
    assert entry.work_state == "in_review"


def test_a_late_form_of_a_name_shows_both_and_chooses_nothing(at_desk, ana, rui):
    person = make_person()
    late = opened(at_desk(rui), url(person)) | {"name": "R. Akazawa", "_popup": "1", "_save": "1"}
    person.name_original = "赤沢亮正"
    nouns.save_noun(person, ana)
    client = at_desk(rui)
    response = client.post(url(person), late)
    assert response.status_code == 409
    assert lines(response) == {
        "Name": ("Ryosei Akazawa", "R. Akazawa", None, ""),
        "Name in original script": ("赤沢亮正", "", None, ""),
    }
    assert not texts(response, ".breadcrumbs")
    chosen = choose(client, response, **{"choice-name": "yours", "choice-name_original": "theirs"})
    assert b"popup_response" in chosen.content
    person.refresh_from_db()
    assert (person.name, person.name_original) == ("R. Akazawa", "赤沢亮正")


def test_what_was_typed_about_a_deleted_draft_can_be_saved_as_a_new_one(at_desk, ana, rui):
    entry = make_round(people=[make_person()], place="Washington")
    late = opened(at_desk(rui), url(entry))
    late |= {"summary": "Typed for an hour.", "participants-0-note": "and this"}
    client, address = at_desk(rui), url(entry)
    workflow.delete_draft(entry, ana)
    response = client.post(address, late)
    assert response.status_code == 409
    said = texts(response, "[data-gone] dd")
    assert "Typed for an hour." in said
    assert "Ryosei Akazawa · Present · and this" in said
    new = form_of(response, "form.desk-confirm")
    assert client.post(add_url(Round), new | {"_save": "1"}).status_code == 302
    saved = Round.objects.get()
    assert (saved.summary, saved.place, saved.participants.get().note) == (
        "Typed for an hour.",
        "Washington",
        "and this",
    )
    assert client.post(add_url(Round), new | {"_save": "1"}).status_code == 409


@pytest.mark.parametrize(
    "odd",
    [
        {"_base": "x", "version": "1"},
        {"_base": "9" * 30, "version": "-1", "choice-place": "\x00"},
        {"_base": "1", "participants-TOTAL_FORMS": "99999", "participants-INITIAL_FORMS": "7"},
        {
            "_base": "1",
            "participants-TOTAL_FORMS": "2",
            "participants-INITIAL_FORMS": "2",
            "topics": ["x", "9" * 19],
        },
    ],
)
def test_a_damaged_page_of_choices_is_no_error_of_the_server(at_desk, ana, odd):
    entry = make_round()
    data = opened(at_desk(ana), url(entry)) | {"place": "Tokyo"} | odd
    assert at_desk(ana).post(url(entry), data).status_code in (200, 302, 400, 409)
