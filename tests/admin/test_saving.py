"""Forms save through the workflow, keep what was typed, and count as an edit only what changed something."""

import pytest
from django.contrib.admin.models import LogEntry

from negotiations.desk.kinds import desk_kinds
from negotiations.desk.workflow import editors_since_print
from negotiations.models.entries import Entry, RelatedEntry
from negotiations.models.journal import Transition
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.models.kinds.round import AgendaItem, Participant, ReadOut, Round
from tests.admin.screens import add_url, errors, list_url, opened, save, url
from tests.desk.test_printing_at_once import at_once
from tests.make import (
    act,
    edit,
    make_economy,
    make_measure,
    make_negotiation,
    make_person,
    make_quote,
    make_round,
    make_source,
    make_topic,
    publish,
)

ROUND = {"headline": "Ministers meet in Washington", "when": "2025-04-16", "zone": "America/New_York"}


def test_a_new_round_is_saved_with_its_parts_in_one_go(at_desk, ana):
    person, japan, topic, source = make_person(), make_economy(), make_topic(), make_source()
    response = save(
        at_desk(ana),
        add_url(Round),
        **ROUND,
        status="held",
        economies=[japan.pk],
        negotiations=[make_negotiation().pk],
        **{
            "citations-0-source": source.pk,
            "participants-TOTAL_FORMS": 1,
            "participants-0-person": person.pk,
            "participants-0-attendance": "present",
            "participants-0-position": 0,
            "participants-0-attested_by": [source.pk],
            "agenda-TOTAL_FORMS": 1,
            "agenda-0-topic": topic.pk,
            "agenda-0-state": "not_discussed",
            "agenda-0-position": 0,
            "readouts-TOTAL_FORMS": 1,
            "readouts-0-side": japan.pk,
            "readouts-0-text": "The talks go on.",
            "readouts-0-language": "en",
        },
    )
    assert response.status_code == 302, errors(response)
    entry = Round.objects.get()
    assert (entry.version, entry.work_state, entry.created_by) == (1, "draft", ana)
    assert list(entry.economies.all()) == [japan]
    assert list(Participant.objects.get().attested_by.all()) == [source]
    assert AgendaItem.objects.get().state == "not_discussed"
    assert ReadOut.objects.get().text == "The talks go on."
    assert entry.citations.get().source == source
    assert [row.action for row in Transition.objects.all()] == ["created"]
    assert LogEntry.objects.count() == 1


def test_a_headline_is_enough_for_a_draft_of_any_kind(at_desk, ana):
    models = [kind.model for kind in desk_kinds().values() if issubclass(kind.model, Entry)]
    assert len(models) >= 6
    for model in models:
        assert save(at_desk(ana), add_url(model), headline="Only a headline").status_code == 302
        assert model.objects.get().headline == "Only a headline"


def test_a_change_bumps_the_version_and_leaves_an_approval_void(at_desk, ana, rui):
    entry = make_round()
    act(entry, "submit", ana)
    act(entry, "approve", rui)
    assert save(at_desk(ana), url(entry), place="Tokyo").status_code == 302
    entry.refresh_from_db()
    assert (entry.place, entry.work_state, entry.approved_digest) == ("Tokyo", "draft", "")


def test_parts_are_added_changed_and_removed(at_desk, ana):
    one, two = make_person(), make_person("Scott Bessent")
    entry = make_round(people=[one, two])
    data = opened(at_desk(ana), url(entry))
    client = at_desk(ana)
    client.post(
        url(entry),
        data | {"participants-0-note": "chief negotiator", "participants-1-DELETE": "on", "_save": "1"},
    )
    assert [(found.person, found.note) for found in entry.participants.all()] == [(one, "chief negotiator")]


def test_save_and_continue_stays_on_the_form(at_desk, ana):
    entry = make_round()
    assert save(at_desk(ana), url(entry), "_continue", place="Tokyo").url == url(entry)


def test_save_and_add_another_opens_an_empty_form(at_desk, ana):
    assert save(at_desk(ana), add_url(Round), "_addanother", **ROUND).url == add_url(Round)


def test_a_popup_answers_with_the_new_name(at_desk, ana):
    response = save(
        at_desk(ana), f"{add_url(type(make_topic()))}?_popup=1", name="Exchange rates", _popup="1"
    )
    assert b"Exchange rates" in response.content
    assert b"popup_response" in response.content


def test_an_unchanged_save_makes_nobody_an_editor(at_desk, ana, rui):
    entry = make_round(people=[make_person()])
    act(entry, "submit", ana)
    response = save(at_desk(rui), url(entry))
    assert response.url == list_url(Round)
    entry.refresh_from_db()
    assert entry.version == 2
    assert editors_since_print(entry) == {ana.pk}
    assert not LogEntry.objects.exists()


def test_line_ends_of_a_browser_are_no_change(at_desk, ana, rui):
    entry = make_quote(text="One line.\nAnother line.")
    data = opened(at_desk(rui), url(entry))
    at_desk(rui).post(url(entry), data | {"text": "One line.\r\nAnother line.", "_save": "1"})
    assert editors_since_print(entry) == {ana.pk}


def test_an_entry_is_related_to_another_of_any_kind(at_desk, ana):
    entry, other = make_round(), make_quote()
    relation = {"relations-TOTAL_FORMS": 1, "relations-0-role": "see_also", "relations-0-target": other.pk}
    assert save(at_desk(ana), url(entry), **relation).status_code == 302
    assert RelatedEntry.objects.get().target_id == other.pk


def test_save_and_submit_submits_a_complete_entry(at_desk, ana):
    entry = make_round()
    response = save(at_desk(ana), url(entry), "_submit", place="Tokyo")
    assert response.url == url(entry)
    entry.refresh_from_db()
    assert (entry.place, entry.work_state) == ("Tokyo", "in_review")


def test_save_and_submit_keeps_an_incomplete_draft_and_says_what_is_missing(at_desk, ana):
    client = at_desk(ana)
    response = client.post(
        add_url(Round), opened(client, add_url(Round)) | ROUND | {"_submit": "1"}, follow=True
    )
    assert Round.objects.get().work_state == "draft"
    assert "Saved as a draft, and not submitted." in response.content.decode()
    assert "Cite at least one source" in response.content.decode()


def test_the_same_new_form_sent_twice_makes_one_entry(at_desk, ana):
    client = at_desk(ana)
    data = opened(client, add_url(Round)) | ROUND | {"_save": "1"}
    client.post(add_url(Round), data)
    response = client.post(add_url(Round), data)
    assert response.status_code == 409
    assert "saved already" in response.content.decode()
    assert Round.objects.count() == 1
    again = data | {"token": response.context["adminform"].form["token"].value()}
    assert client.post(add_url(Round), again).status_code == 302
    assert Round.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_new_form_sent_twice_at_the_same_moment_makes_one_entry(at_desk, ana):
    clients = [at_desk(ana), at_desk(ana)]
    data = opened(clients[0], add_url(Round)) | ROUND | {"_save": "1"}
    answers = at_once(lambda client: client.post(add_url(Round), data).status_code, clients)
    assert sorted(answers) == [302, 409]
    assert Round.objects.count() == 1
    assert Transition.objects.count() == 1


def test_a_form_that_somebody_else_sent_says_nothing_of_it(at_desk, ana, rui):
    data = opened(at_desk(ana), add_url(Round)) | ROUND | {"_save": "1"}
    at_desk(ana).post(add_url(Round), data)
    response = at_desk(rui).post(add_url(Round), data | {"headline": "Another"})
    assert response.status_code == 409
    assert "/change/" not in str(response.context["adminform"].form.non_field_errors())


def test_an_hour_that_did_not_exist_is_refused_at_the_field(at_desk, ana):
    response = save(at_desk(ana), add_url(Round), **ROUND | {"when": "2025-03-09T02:30"})
    assert "clocks went forward" in str(response.context["adminform"].form.errors["when"])
    change = {"headline": "A duty", "zone": "America/New_York", "effective_from": "2025-03-09T02:30"}
    response = save(at_desk(ana), add_url(MeasureChange), **change)
    assert "clocks went forward" in str(response.context["adminform"].form.errors["effective_from"])


def test_an_edited_live_entry_is_live_and_draft(at_desk, ana):
    entry = make_round()
    publish(entry)
    save(at_desk(ana), url(entry), place="Tokyo")
    entry.refresh_from_db()
    assert (entry.public_state.value, entry.work_state) == ("live", "draft")


def test_the_panel_says_what_is_missing_and_where(at_desk, ana):
    entry = make_round(status="", source=False)
    page = at_desk(ana).get(url(entry)).content.decode()
    assert 'href="#id_status"' in page
    assert 'href="#citations-group"' in page


def test_a_constraint_of_two_fields_is_a_form_error(at_desk, ana):
    response = save(at_desk(ana), add_url(Round), **ROUND, status="cancelled", outcome="agreement")
    assert "has no outcome" in errors(response)


def test_a_measure_change_keeps_its_measure(at_desk, ana):
    measure = make_measure()
    save(at_desk(ana), add_url(MeasureChange), headline="A duty", measure=measure.pk, action="imposed")
    assert MeasureChange.objects.get().measure == measure
    edit(MeasureChange.objects.get(), ana, duty="25%")
