"""The first page tells an editor what to do; headers and accounts hold on every page."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from negotiations.desk import comments, unsaved, workflow
from negotiations.desk.kinds import desk_kinds
from negotiations.models.sources import Source
from negotiations.public.kinds import entry_kinds
from tests.admin.screens import add_url, url
from tests.make import act, edit, make_measure_change, make_quote, make_round, make_source, publish

NOW = datetime(2025, 5, 1, 9, tzinfo=UTC)


def groups(client) -> dict:
    """What the first page shows: the labels of each group of lines by its heading."""
    return {
        group.title: [item.label for item in group.items]
        for panel in client.get("/admin/").context["panels"]
        for group in panel.groups
    }


def test_an_editor_finds_what_waits_for_them_and_not_what_they_edited(at_desk, ana, rui, mei):
    one, two = make_round(headline="By ana"), edit(make_quote(headline="By rui too"), rui, claim="x")
    for entry in (one, two):
        act(entry, "submit", ana)
    assert groups(at_desk(rui))["Waiting for review"] == ["By ana"]
    assert groups(at_desk(mei))["Waiting for review"] == ["By ana", "By rui too"]
    assert groups(at_desk(ana))["Waiting for review"] == []
    assert "1 more waits for somebody else." in at_desk(rui).get("/admin/").text


def test_drafts_and_approved_entries_stand_in_their_panels(at_desk, ana, rui, mei):
    draft, approved = make_round(headline="A draft"), make_measure_change(headline="Approved")
    act(approved, "submit", ana)
    act(approved, "approve", mei)
    publish(make_quote())
    assert groups(at_desk(ana))["Drafts"] == ["A draft"]
    assert groups(at_desk(rui))["Approved, to be published"] == ["Approved"]
    assert "Drafts" not in groups(at_desk(rui))
    assert url(draft) in at_desk(ana).get("/admin/").text


def test_what_was_returned_says_who_and_why_until_it_is_submitted_again(at_desk, ana, rui):
    entry = make_round(headline="Sent back")
    act(entry, "submit", ana)
    act(entry, "return", rui, note="Which hall was it?")
    edit(entry, ana, venue="White House")
    page = at_desk(ana).get("/admin/")
    assert groups(at_desk(ana))["Returned to me"] == ["Sent back"]
    assert "rui: “Which hall was it?”" in page.text
    assert "Drafts" not in groups(at_desk(ana))
    act(entry, "submit", ana)
    assert "Returned to me" not in groups(at_desk(ana))


@time_machine.travel(NOW, tick=False)
def test_an_embargo_that_ends_within_a_week_is_announced(at_desk, ana):
    make_round(headline="Soon", embargo_until=NOW + timedelta(days=6))
    make_round(headline="Later", embargo_until=NOW + timedelta(days=8))
    make_round(headline="Over", embargo_until=NOW - timedelta(days=1))
    assert groups(at_desk(ana))["Embargo ends"] == ["Soon"]


def test_what_is_empty_says_so(at_desk, rui):
    page = at_desk(rui).get("/admin/").text
    for words in ("Nothing waits for you.", "You have no drafts.", "Nothing needs attention."):
        assert words in page


def test_an_account_without_a_role_finds_nothing_of_the_record(at_desk, django_user_model, ana):
    act(make_round(headline="Secret talks"), "submit", ana)
    nobody = django_user_model.objects.create(username="nobody", is_staff=True)
    response = at_desk(nobody).get("/admin/")
    assert response.status_code == 200
    assert response.context["panels"] == []
    assert "wait" not in response.text


def test_a_long_report_is_begun_and_counted_only_so_far(at_desk, ana):
    source = make_source(address="https://example.org/1", link_status="dead")
    Source.objects.bulk_create(
        Source(title=f"Report {n}", address=f"https://example.org/x{n}", link_status="dead")
        for n in range(60)
    )
    entry = make_round(source=source)
    entry.citations.bulk_create(
        type(entry.citations.get())(entry_id=entry.pk, source=found)
        for found in Source.objects.exclude(pk=source.pk)
    )
    attention = at_desk(ana).get("/admin/").context["panels"][-1]
    dead = next(group for group in attention.groups if group.title == "Dead links")
    assert (len(dead.items), dead.count) == (3, "50+")


@time_machine.travel(NOW, tick=False)
def test_scheduled_entries_go_live_and_those_that_could_not_need_somebody(at_desk, ana, rui, mei):
    soon, missed = make_round(headline="Soon"), make_quote(headline="Missed")
    for entry in (soon, missed):
        act(entry, "submit", ana)
        act(entry, "approve", mei)
        act(entry, "schedule", rui, publish_at=NOW + timedelta(days=2))
    assert groups(at_desk(rui))["Scheduled"] == ["Soon", "Missed"]
    assert "Approved, to be published" not in groups(at_desk(rui))
    workflow.drop_schedule(missed, "The legal check is open.", version=missed.version)
    found = groups(at_desk(rui))
    assert (found["Scheduled"], found["Could not be published at their time"]) == (["Soon"], ["Missed"])
    assert "Approved, to be published" not in found
    assert "The legal check is open." in at_desk(ana).get("/admin/").text


def test_what_others_said_of_my_entries_stands_there_until_it_is_resolved(at_desk, ana, rui):
    entry = make_round(headline="Talks")
    said = comments.add(entry, rui, "Which hall was it?")
    comments.add(entry, ana, "I am looking.")
    page = at_desk(ana).get("/admin/")
    assert groups(at_desk(ana))["Comments on my entries"] == ["rui: Which hall was it?"]
    assert f'href="{url(entry)}#comment-{said.pk}"' in page.text
    assert "Comments on my entries" not in groups(at_desk(rui))
    comments.resolve(said, ana)
    assert "Comments on my entries" not in groups(at_desk(ana))


def test_words_that_were_never_saved_lead_to_where_they_are_brought_back(at_desk, ana):
    row = unsaved.keep(ana, "quote", 0, [["headline", "Half a headline"]], token="a" * 32)
    page = at_desk(ana).get("/admin/")
    assert groups(at_desk(ana))["Words that were not saved"] == ["Half a headline"]
    assert f'href="/admin/unsaved/{row.pk}/"' in page.text


def test_the_page_opens_in_25_queries_with_something_in_every_panel(
    at_desk, ana, rui, django_assert_max_num_queries
):
    for n in range(4):
        act(make_round(), "submit", ana)
        make_round(status="tentative")
        make_quote(last_verified_on=date(2024, 1, 1))
        source = make_source(address=f"https://example.org/{n}", link_status="dead", is_retracted=True)
        publish(make_measure_change(source=source))
    for user in (rui, ana):
        client = at_desk(user)
        client.get("/admin/")
        with django_assert_max_num_queries(25):
            client.get("/admin/")


def test_every_kind_can_be_begun_from_every_page(at_desk, ana):
    client = at_desk(ana)
    page = client.get(url(make_round(), "history")).content.decode()
    for model in (desk_kinds()[kind.name].model for kind in entry_kinds()):
        assert f'href="{add_url(model)}"' in page
        assert client.get(add_url(model)).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/login/",
        "/admin/negotiations/round/",
        "/admin/nowhere/",
        "/admin/auth/user/",
        "/admin/jsi18n/",
        "/admin/?q=%00",
    ],
)
def test_no_answer_of_the_desk_is_kept(at_desk, ana, client, address):
    for browser in (at_desk(ana), client):
        assert "no-store" in browser.get(address).headers["Cache-Control"]


@pytest.mark.parametrize("address", ["user", "user/add", "group", "user/{}/change", "user/{}/password"])
def test_only_superusers_see_accounts(at_desk, ana, rui, mei, admin_user, address):
    address = address.format(ana.pk)
    for user in (ana, rui, mei):
        assert at_desk(user).get(f"/admin/auth/{address}/").status_code == 403
        assert "/admin/auth/" not in at_desk(user).get("/admin/").content.decode()
    assert at_desk(admin_user).get(f"/admin/auth/{address}/").status_code == 200


def test_rights_on_accounts_from_a_group_change_nothing(at_desk, mei):
    from django.contrib.auth.models import Permission

    mei.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    response = at_desk(mei).post(
        f"/admin/auth/user/{mei.pk}/change/", {"username": "mei", "is_superuser": "on"}
    )
    assert response.status_code == 403
    mei.refresh_from_db()
    assert not mei.is_superuser


def test_accounts_are_switched_off_and_never_deleted(at_desk, ana, admin_user):
    client = at_desk(admin_user)
    assert client.post(f"/admin/auth/user/{ana.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(
        "/admin/auth/user/", {"action": "delete_selected", "_selected_action": [ana.pk], "post": "yes"}
    )
    ana.refresh_from_db()
