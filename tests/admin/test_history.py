"""The history tells who did what, with what each save changed, in words."""

from negotiations.desk import workflow
from negotiations.models.kinds.round import Participant
from negotiations.models.sources import Citation
from tests.admin.screens import save, url
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
    assert '<td dir="auto">Japan</td>' in page


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
