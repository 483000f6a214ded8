"""The first page tells an editor what to do; headers and accounts hold on every page."""

import pytest

from negotiations.desk.kinds import desk_kinds
from negotiations.public.kinds import entry_kinds
from tests.admin.screens import add_url, url
from tests.make import act, edit, make_measure_change, make_quote, make_round, publish


def panels(client) -> dict:
    return {
        panel["title"]: [row["entry"].headline for row in panel["rows"]]
        for panel in client.get("/admin/").context["panels"]
    }


def test_an_editor_finds_what_waits_for_them_and_not_what_they_edited(at_desk, ana, rui, mei):
    one, two = make_round(headline="By ana"), edit(make_quote(headline="By rui too"), rui, claim="x")
    for entry in (one, two):
        act(entry, "submit", ana)
    assert panels(at_desk(rui))["Waiting for review"] == ["By ana"]
    assert panels(at_desk(mei))["Waiting for review"] == ["By ana", "By rui too"]
    assert panels(at_desk(ana))["Waiting for review"] == []
    assert "1 more waits for somebody else." in at_desk(rui).get("/admin/").content.decode()


def test_drafts_and_approved_entries_stand_in_their_panels(at_desk, ana, rui, mei):
    draft, approved = make_round(headline="A draft"), make_measure_change(headline="Approved")
    act(approved, "submit", ana)
    act(approved, "approve", mei)
    publish(make_quote())
    assert panels(at_desk(ana))["My drafts"] == ["A draft"]
    assert panels(at_desk(rui))["Approved, to be published"] == ["Approved"]
    assert panels(at_desk(rui))["My drafts"] == []
    assert url(draft) in at_desk(ana).get("/admin/").content.decode()


def test_a_long_queue_costs_no_more_queries(at_desk, ana, rui, django_assert_max_num_queries):
    for _ in range(12):
        act(make_round(), "submit", ana)
    client = at_desk(rui)
    client.get("/admin/")
    with django_assert_max_num_queries(15):
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
