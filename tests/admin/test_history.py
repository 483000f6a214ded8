"""The history tells who did what, with what each save changed, in words."""

from negotiations.desk import workflow
from negotiations.models.kinds.round import Participant
from negotiations.models.sources import Citation
from tests.admin.screens import save, url
from tests.admin.sent import form_of, texts
from tests.make import act, edit, make_economy, make_person, make_round, make_source, publish


def test_it_tells_the_whole_story_newest_first(at_desk, ana, rui):
    entry = make_round()
    publish(entry)
    edit(entry, rui, place="Tokyo")
    act(entry, "submit", ana)
    act(entry, "return", rui, note="Name the venue.")
    story = at_desk(ana).get(url(entry, "history")).context["story"]
    assert [told["words"] for told in story] == [
        "Returned to the author",
        "Submitted for review",
        "Edited",
        "Published",
        "Approved",
        "Submitted for review",
        "Created",
    ]
    assert story[0]["row"].note == "Name the venue."
    (change,) = story[2]["changes"]
    assert (change.field, change.before, change.after) == ("place", "", "Tokyo")


def test_parts_stand_under_their_names_not_their_numbers(at_desk, ana):
    entry = make_round(people=[make_person()])
    source = make_source("Lutnick joined the talks", publisher="NHK")
    citation = {
        "citations-TOTAL_FORMS": 2,
        "citations-1-source": source.pk,
        "citations-1-stance": "supports",
        "citations-1-position": 0,
    }
    save(at_desk(ana), url(entry), **citation, **{"participants-0-side": make_economy().pk})
    page = at_desk(ana).get(url(entry, "history")).content.decode()
    assert "Citation NHK, “Lutnick joined the talks”, 2025-04-17: added" in page
    assert "Participant Ryosei Akazawa: side" in page
    assert "<ins>Japan</ins>" in page


def test_a_part_that_was_removed_is_told_too(at_desk, ana):
    entry = make_round(people=[make_person()])
    workflow.save_working(entry, ana, write=lambda: (Participant.objects.all().delete(), entry.save()))
    assert "Participant Ryosei Akazawa: removed" in at_desk(ana).get(url(entry, "history")).content.decode()


def test_choices_and_relations_read_as_in_the_form(at_desk, ana):
    entry = make_round(level="ministers")
    save(at_desk(ana), url(entry), level="leaders", economies=[make_economy("United States", "US").pk])
    story = at_desk(ana).get(url(entry, "history")).context["story"]
    assert {(change.field, change.before, change.after) for change in story[0]["changes"]} == {
        ("level", "Ministers", "Leaders"),
        ("economies", "Japan", "United States"),
    }


def test_long_texts_show_what_changed_word_by_word_and_fold_the_rest(at_desk, ana):
    text = "The ministers spoke about cars and rice. " * 20
    entry = make_round(summary=f"{text}They meet again in May.")
    edit(entry, ana, summary=f"{text}They meet again in June.")
    page = at_desk(ana).get(url(entry, "history"))
    assert texts(page, ".differences del") == ["May"]
    assert texts(page, ".differences ins") == ["June"]
    assert len(texts(page, ".differences details.folded")) == 1
    assert texts(page, ".differences dd")[0].count("rice") == 20


def test_any_two_versions_are_compared(at_desk, ana):
    entry = make_round(place="Washington")
    edit(entry, ana, place="Tokyo")
    edit(entry, ana, place="Osaka", venue="City Hall")
    client = at_desk(ana)
    page = client.get(url(entry, "history"), {"from": "3", "to": "1"})
    assert [
        (change.field, change.before, change.after) for change in page.context["compared"]["changes"]
    ] == [
        ("place", "Washington", "Osaka"),
        ("venue", "", "City Hall"),
    ]
    for odd in (
        {"from": "1"},
        {"from": "1", "to": "1"},
        {"from": "x", "to": "9" * 30},
        {"from": "0", "to": "1"},
    ):
        page = client.get(url(entry, "history"), odd)
        assert page.status_code == 200
        assert page.context["compared"]["problem"]


def test_an_earlier_state_is_brought_back_after_a_look_at_the_difference(at_desk, ana, rui):
    entry = make_round(place="Washington", people=[make_person()])
    publish(entry)
    edit(entry, ana, place="Tokyo")
    client = at_desk(rui)
    page = client.get(url(entry, "history"))
    (address,) = [item["bring_back"] for item in page.context["story"] if "bring_back" in item]
    question = client.get(address)
    assert texts(question, ".differences ins") == ["Washington"]
    entry.refresh_from_db()
    assert entry.place == "Tokyo"
    response = client.post(address, form_of(question, "form.desk-confirm"), follow=True)
    assert "The state of version 1 is back" in response.content.decode()
    entry.refresh_from_db()
    assert (entry.place, entry.work_state, entry.public_state.value) == ("Washington", "draft", "live")
    assert client.post(address, {"version": entry.version}).status_code == 302


def test_a_late_or_damaged_wish_to_bring_back_changes_nothing(at_desk, ana, rui, django_user_model):
    entry = make_round(place="Washington")
    edit(entry, ana, place="Tokyo")
    address = f"{url(entry)[: -len('change/')]}bring-back/1/"
    client = at_desk(rui)
    assert client.post(address, {"version": 1}).status_code == 409
    for version in ("", "x", "9" * 40):
        assert client.post(address, {"version": version}).status_code in (200, 409)
    for odd in (0, 99, 10**19):
        assert client.get(f"{address[:-2]}{odd}/").status_code == 404
    guest = django_user_model.objects.create(username="guest", is_staff=True)
    assert at_desk(guest).get(address).status_code == 403
    assert at_desk(guest).post(address, {"version": 2}).status_code == 403
    entry.refresh_from_db()
    assert (entry.place, entry.version) == ("Tokyo", 2)


def test_a_long_history_costs_no_more_queries(at_desk, ana, django_assert_max_num_queries):
    entry = make_round()
    for number in range(12):
        edit(entry, ana, place=f"Place {number}")
    Citation.objects.create(entry=entry, source=make_source())
    client = at_desk(ana)
    client.get(url(entry, "history"))
    with django_assert_max_num_queries(20):
        client.get(url(entry, "history"))


def test_nobody_edits_or_deletes_the_journal(at_desk, admin_user):
    entry = make_round()
    client = at_desk(admin_user)
    row = entry.transitions.get()
    assert client.get("/admin/negotiations/transition/").status_code == 200
    assert client.get("/admin/negotiations/transition/add/").status_code == 403
    for page in ("change", "delete"):
        assert (
            client.post(
                f"/admin/negotiations/transition/{row.pk}/{page}/", {"post": "yes", "note": "x"}
            ).status_code
            == 403
        )
    client.post(
        "/admin/negotiations/transition/",
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )
    row.refresh_from_db()
    assert row.note == ""


def test_contributors_do_not_read_the_journal_of_all(at_desk, ana):
    assert at_desk(ana).get("/admin/negotiations/transition/").status_code == 403
