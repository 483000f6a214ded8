"""Two editors at one form: the second is told, sees what the first did, and loses nothing."""

from negotiations.desk import nouns, workflow
from negotiations.models.kinds.round import Participant
from tests.admin.screens import errors, opened, url
from tests.make import edit, make_person, make_round


def test_a_late_form_is_refused_with_what_was_typed_and_what_was_changed(at_desk, ana, rui):
    entry = make_round()
    late = opened(at_desk(rui), url(entry))
    edit(entry, ana, place="Tokyo")
    response = at_desk(rui).post(url(entry), late | {"venue": "White House", "_save": "1"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "ana changed it" in errors(response)
    assert 'value="White House"' in page
    assert "What was changed meanwhile" in page
    assert "Tokyo" in page
    entry.refresh_from_db()
    assert (entry.place, entry.venue) == ("Tokyo", "")


def test_the_form_may_be_sent_again_after_the_warning(at_desk, ana, rui):
    entry = make_round()
    late = opened(at_desk(rui), url(entry))
    edit(entry, ana, place="Tokyo")
    refused = at_desk(rui).post(url(entry), late | {"venue": "White House", "_save": "1"})
    again = late | {
        "venue": "White House",
        "version": refused.context["adminform"].form["version"].value(),
        "_save": "1",
    }
    assert at_desk(rui).post(url(entry), again).status_code == 302
    entry.refresh_from_db()
    assert entry.venue == "White House"


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


def test_a_row_that_somebody_deleted_meanwhile_comes_back_with_what_was_typed(at_desk, ana, rui):
    one, two = make_person(), make_person("Scott Bessent")
    entry = make_round(people=[one, two])
    late = opened(at_desk(rui), url(entry)) | {"participants-0-note": "typed", "_save": "1"}
    workflow.save_working(
        entry, ana, write=lambda: (Participant.objects.filter(person=one).delete(), entry.save())
    )
    refused = at_desk(rui).post(url(entry), late)
    assert refused.status_code == 409
    assert 'value="typed"' in refused.content.decode()
    again = opened_again(refused) | {"_save": "1"}
    assert at_desk(rui).post(url(entry), again).status_code == 302
    assert {(found.person, found.note) for found in entry.participants.all()} == {(one, "typed"), (two, "")}


def opened_again(response) -> dict:
    """What the refused form would send."""
    form = response.context["adminform"].form
    data = form.data.dict() | {
        name: form.data.getlist(name) for name in ("economies", "negotiations", "topics", "people")
    }
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        data = {key: value for key, value in data.items() if not key.startswith(f"{formset.prefix}-")}
        data |= {key: formset.data[key] for key in formset.data if key.startswith(f"{formset.prefix}-")}
    return data


def test_an_action_at_an_old_version_is_refused_and_the_note_kept(at_desk, ana, rui):
    entry = make_round()
    workflow.transition(entry, workflow.Action.SUBMIT, ana, version=1)
    response = at_desk(rui).post(url(entry, "return"), {"version": 1, "note": "Name the venue."})
    assert response.status_code == 409
    assert "Name the venue." in response.content.decode()
    entry.refresh_from_db()
    assert entry.work_state == "in_review"


def test_a_late_form_of_a_name_is_refused_too(at_desk, ana, rui):
    person = make_person()
    late = opened(at_desk(rui), url(person)) | {"name": "R. Akazawa"}
    nouns.save_noun(person, ana)
    response = at_desk(rui).post(url(person), late)
    assert response.status_code == 409
    assert 'value="R. Akazawa"' in response.content.decode()
