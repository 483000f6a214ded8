"""Lists of entries: what they show, what can be done to several at once, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations.desk.kinds import desk_kinds
from negotiations.models.entries import Entry
from negotiations.models.kinds.round import Round
from negotiations.public.kinds import entry_kinds
from tests.admin.screens import list_url
from tests.make import MAKERS, act, edit, make_measure_change, make_quote, make_round, publish, withdraw


def run(client, action, *entries):
    address = list_url(type(entries[0]))
    return client.post(
        address, {"action": action, "_selected_action": [entry.pk for entry in entries]}, follow=True
    )


def test_a_row_tells_where_the_entry_stands(at_desk, ana):
    entry = make_round()
    publish(entry)
    edit(entry, ana, place="Tokyo")
    page = at_desk(ana).get(list_url(Round)).content.decode()
    assert "16 April 2025" in page
    assert '<a href="/entries/TW-000001/"' in page
    assert "Draft" in page
    assert '<td class="field-editor">ana</td>' in page


def test_several_are_submitted_and_each_has_its_answer(at_desk, ana):
    good, bad = make_round(headline="Complete"), make_round(headline="Incomplete", status="")
    page = run(at_desk(ana), "submit_selected", good, bad).content.decode()
    assert "“Complete” is in review." in page
    assert "“Incomplete”: It cannot go on yet" in page
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.work_state, bad.work_state) == ("in_review", "draft")


def test_several_are_approved_and_published_with_links(at_desk, ana, rui):
    entries = [make_round(), make_round()]
    for entry in entries:
        act(entry, "submit", ana)
    run(at_desk(rui), "approve_selected", *entries)
    page = run(at_desk(rui), "publish_selected", *entries).content.decode()
    assert '<a href="/entries/TW-000001/"' in page
    assert '<a href="/entries/TW-000002/"' in page


def test_an_update_is_not_published_from_the_list(at_desk, ana, rui):
    entry = make_round()
    publish(entry)
    edit(entry, ana, place="Tokyo")
    act(entry, "submit", ana)
    act(entry, "approve", rui)
    assert (
        "Say why a new edition is published" in run(at_desk(rui), "publish_selected", entry).content.decode()
    )
    assert entry.publication.editions.count() == 1


@pytest.mark.parametrize("action", ["approve_selected", "publish_selected"])
def test_a_contributor_cannot_approve_or_publish_from_the_list(at_desk, ana, action):
    entry = make_round()
    act(entry, "submit", ana)
    run(at_desk(ana), action, entry)
    entry.refresh_from_db()
    assert entry.work_state == "in_review"


def test_four_eyes_hold_in_the_list(at_desk, ana, rui):
    entry = edit(make_round(), rui, place="Tokyo")
    act(entry, "submit", ana)
    assert "You edited this entry" in run(at_desk(rui), "approve_selected", entry).content.decode()


def test_filters_narrow_by_public_state_and_search_finds_words_and_numbers(at_desk, ana):
    live, draft, gone = (
        make_round(headline="A live one"),
        make_round(headline="A draft"),
        make_round(headline="A withdrawn one"),
    )
    publish(live)
    publish(gone)
    withdraw(gone)
    client = at_desk(ana)
    for query, expected in (
        ("public=live", {live}),
        ("public=not_printed", {draft}),
        ("public=withdrawn", {gone}),
        ("q=TW-000001", {live}),
        ("q=draft", {draft}),
    ):
        found = client.get(f"{list_url(Round)}?{query}").context["cl"].result_list
        assert {row.pk for row in found} == {entry.pk for entry in expected}, query


def test_all_entries_stand_in_one_list_and_open_in_their_own_form(at_desk, ana):
    entries = [make_round(), make_quote(), make_measure_change()]
    client = at_desk(ana)
    assert client.get(list_url(Entry)).context["cl"].result_count == 3
    for entry in entries:
        response = client.get(f"/admin/negotiations/entry/{entry.pk}/change/")
        assert response.url == f"/admin/negotiations/{entry._meta.model_name}/{entry.pk}/change/"


def test_an_account_without_a_role_is_not_told_what_an_entry_is(at_desk, ana, django_user_model):
    entry = make_round()
    nobody = django_user_model.objects.create(username="nobody", is_staff=True)
    for page in ("change", "history", "delete"):
        assert at_desk(nobody).get(f"/admin/negotiations/entry/{entry.pk}/{page}/").status_code == 403


@pytest.mark.parametrize("model", [Round, Entry])
def test_a_list_of_5000_costs_what_a_short_one_does(at_desk, ana, model):
    make_round()
    client = at_desk(ana)
    client.get(list_url(model))
    short = cost(client, model)
    Entry.objects.bulk_create(
        Entry(headline=f"Entry {n}", entry_kind="round", when="2025-04") for n in range(5000)
    )
    ids = Entry.objects.filter(round=None).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        table, blank = (
            Round._meta.db_table,
            "level mode place venue status outcome next_meeting next_meeting_note".split(),
        )
        names, values = ", ".join(["entry_ptr_id", *blank]), ", ".join(["%s", *["''"] * len(blank)])
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", [[id] for id in ids])  # noqa: S608
    long = cost(client, model)
    assert len(long) == len(short) <= 15
    assert sum("COUNT(*)" in query["sql"] for query in long) <= 2
    for asked in ("?q=Entry+4999", "?q=4999+entry", "?p=50", "?work_state__exact=draft&o=-3"):
        assert len(cost(client, model, asked)) <= 15, asked
    assert [row.headline for row in found(client, model, "?q=Entry+4999")] == ["Entry 4999"]


def test_no_list_asks_once_for_each_row(at_desk, ana):
    client = at_desk(ana)
    for kind in (kind.name for kind in entry_kinds()):
        model = desk_kinds()[kind].model
        publish(MAKERS[kind]())
        client.get(list_url(model))
        short = [len(cost(client, listed)) for listed in (model, Entry)]
        for _ in range(3):
            edit(MAKERS[kind](), ana, internal_note="x")
        assert [len(cost(client, listed)) for listed in (model, Entry)] <= short, kind
        assert max(short) <= 15


def cost(client, model, asked="") -> list:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(list_url(model) + asked).status_code == 200
    return queries.captured_queries


def found(client, model, asked) -> list:
    return list(client.get(list_url(model) + asked).context["cl"].result_list)
