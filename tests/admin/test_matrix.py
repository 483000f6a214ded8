"""Who can do what, when: every action by raw POST, as every role, in every state, against docs/workflow.md.

And the other doors through which a state could be changed: forms, lists, stories, copies, deletion.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from negotiations.desk import printing
from negotiations.desk.roles import Role
from negotiations.desk.steps import Action
from negotiations.models.entries import Entry, Story
from negotiations.models.journal import Transition
from negotiations.models.kinds.round import Round
from negotiations.models.printed import Edition, Unreviewed
from negotiations.values import clock
from negotiations.values.vocabulary import PublicState, WorkState
from tests import make
from tests.admin.screens import add_url, list_url, opened, save, url
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs" / "workflow.md"
WORK = {"draft": "draft", "in review": "in_review", "approved": "approved", "clean": "clean"}
PUBLIC = {
    "not printed": PublicState.NOT_PRINTED,
    "live": PublicState.LIVE,
    "withdrawn": PublicState.WITHDRAWN,
}
ROLES = (
    "anonymous",
    "staff without a role",
    "contributor",
    "editor",
    "editor who edited it",
    "chief",
    "superuser",
)
# Every pair of states that an entry can be in, and what else may be so of it.
STATES = [
    *[(work, "not printed", "") for work in ("draft", "in review", "approved")],
    *[(work, public, "") for public in ("live", "withdrawn") for work in WORK],
    ("approved", "not printed", "it is scheduled"),
    ("approved", "live", "it is scheduled"),
    ("draft", "not printed", "a legal check is open"),
    ("in review", "live", "a legal check is open"),
    ("approved", "not printed", "it is under embargo"),
    ("approved", "withdrawn", "it is under embargo"),
    ("clean", "live", "an edition waits for it"),
    ("draft", "live", "an edition waits for it"),
]


def table(heading: str) -> dict[str, dict[str, str]]:
    """The first table under a heading of the docs: its rows by their first cell."""
    text = DOCS.read_text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    names, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


ACTIONS, RIGHTS = table("Actions"), table("Roles")


def permits(action: str, work: str, public: str, so: str) -> bool:
    """Whether the docs say that an entry in this state can take the action."""
    row = ACTIONS[action]
    return (
        (row["work state"] == "any" or work in row["work state"].split(", "))
        and (row["readers find"] == "any" or public in row["readers find"].split(", "))
        and row["only while"] in ("", so)
        and not (so == "a legal check is open" and row["complete"])
        and not (so == "it is under embargo" and row["embargo over"] == "now")
    )


def person(role: str, edited_by):
    if role == "editor who edited it":
        return edited_by
    if role in Role.values:
        return make.editor(f"another {role}", Role(role))
    user = make.editor("somebody", Role.EDITOR)
    user.groups.clear()
    user.is_superuser = role == "superuser"
    user.save()
    return user


@pytest.fixture
def rita(db):
    return make.editor("rita", Role.EDITOR)


@pytest.fixture
@remembered
def rounds(db):
    """A round for each public state, and one that was printed without review; all edited by rita since."""
    rita = make.editor("rita", Role.EDITOR)
    found = {"not printed": make.make_round()}
    make.edit(found["not printed"], rita, place="Tokyo")
    for name in ("live", "withdrawn"):
        found[name] = make.make_round()
        make.publish(found[name])
    make.withdraw(found["withdrawn"])
    found["an edition waits for it"] = unreviewed = make.make_round()
    make.edit(unreviewed, rita, place="Tokyo")
    noa = make.editor("noa", Role.CHIEF)
    make.act(unreviewed, "emergency", noa, reason="It could not wait.")
    for name in ("live", "withdrawn"):
        make.edit(found[name], rita, place="Tokyo")
    return found


def put(rounds, rita, work: str, public: str, so: str) -> Round:
    """The round of that public state, put into a state by its row."""
    entry = Round.objects.get(pk=rounds[so if so in rounds else public].pk)
    entry.refresh_from_db()
    values = {"work_state": WORK[work]}
    if work == "approved":
        values |= {"approved_digest": printing.content_digest(entry), "approved_by": rita}
    if so == "it is scheduled":
        values |= {
            "publish_at": clock.now() + timedelta(hours=1),
            "publish_as": "minor",
            "scheduled_by": rita,
        }
    if so == "a legal check is open":
        values["legal"] = "needed"
    if so == "it is under embargo":
        values["embargo_until"] = clock.now() + timedelta(hours=1)
    Entry.objects.filter(pk=entry.pk).update(**values)
    return Round.objects.select_related("publication").get(pk=entry.pk)


def everything():
    tables = (Entry, Transition, Edition, Unreviewed)
    return [list(model.objects.order_by("pk").values()) for model in tables]


def test_the_docs_name_every_action_and_no_other():
    assert set(ACTIONS) == set(RIGHTS) == set(Action.values)
    assert all(tuple(row)[1:] == ROLES for row in RIGHTS.values())
    assert {work for work, _, _ in STATES} == set(WORK)
    assert set(WORK.values()) == set(WorkState.values)


@pytest.mark.parametrize("role", ROLES)
def test_every_action_in_every_state_does_what_the_docs_say(role, rounds, rita):
    client = Client()
    if role != "anonymous":
        client.force_login(person(role, rita))
    later = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    words = {"note": "Why it is so.", "change": "minor", "reason": "It cannot wait.", "publish_at": later}
    for work, public, so in STATES:
        with transaction.atomic():
            entry = put(rounds, rita, work, public, so)
            before = everything()
            for action in Action.values:
                cell = (role, action, work, public, so)
                allowed = RIGHTS[action][role] == "yes"
                may = allowed and permits(action, work, public, so)
                with transaction.atomic():
                    response = client.post(url(entry, action), {"version": entry.version, **words})
                    after = everything()
                    transaction.set_rollback(True)
                if may:
                    assert response.status_code == 302, (cell, response.status_code)
                    assert len(after[1]) == len(before[1]) + 1, cell
                    leads_to = ACTIONS[action]["leads to"]
                    state = next(row for row in after[0] if row["id"] == entry.pk)["work_state"]
                    assert state == (WORK[work] if leads_to == "the same" else WORK[leads_to]), cell
                else:
                    refused = {302, 403} if role == "anonymous" else {409} if allowed else {403, 409}
                    assert response.status_code in refused, (cell, response.status_code)
                    assert response.status_code != 302 or "/login/" in response.url
                    assert after == before, cell
            transaction.set_rollback(True)


FORGED = {
    "work_state": "clean",
    "approved_digest": "0" * 64,
    "approved_by": "1",
    "publication": "1",
    "publish_at": "2030-01-01T09:00",
    "publish_at_0": "2030-01-01",
    "publish_at_1": "09:00",
    "publish_as": "first",
    "scheduled_by": "1",
    "created_by": "1",
    "import_key": "forged",
    "entry_kind": "quote",
}


def test_a_form_that_claims_a_state_changes_none(rita):
    browser = Client()
    browser.force_login(make.editor("ana", Role.CONTRIBUTOR))
    entry = make.make_round()
    make.act(entry, "submit", rita)
    kept = [name for name in FORGED if name in {field.name for field in Entry._meta.concrete_fields}]
    before = Entry.objects.values(*kept).get(pk=entry.pk)
    assert save(browser, url(entry), place="Kyoto", **FORGED).status_code == 302
    entry.refresh_from_db()
    assert entry.place == "Kyoto"
    assert Entry.objects.values(*kept).get(pk=entry.pk) == before
    save(browser, url(entry), place="Osaka", legal="cleared", **FORGED)
    assert Entry.objects.get(pk=entry.pk).legal == "not_required"


def test_no_form_ends_a_legal_check(rita):
    browser = Client()
    browser.force_login(make.editor("another chief", Role.CHIEF))
    needed, cleared = make.make_round(legal="needed"), make.make_round()
    Entry.objects.filter(pk=cleared.pk).update(legal="cleared")
    for entry, forged in ((needed, "not_required"), (needed, "cleared"), (cleared, "not_required")):
        assert save(browser, url(entry), legal=forged).status_code == 200
    assert list(Entry.objects.order_by("pk").values_list("legal", flat=True)) == ["needed", "cleared"]
    assert save(browser, url(cleared), legal="needed").status_code == 302
    assert Entry.objects.get(pk=cleared.pk).legal == "needed"
    new = opened(browser, add_url(Round)) | {"headline": "A new round", "legal": "cleared", "_save": "1"}
    assert browser.post(add_url(Round), new).status_code == 200
    assert Entry.objects.count() == 2


def test_the_other_doors_are_as_narrow(rita):
    """The list's actions, the story's, copying, the popup's form and deletion ask the same questions."""
    ana = make.editor("ana", Role.CONTRIBUTOR)
    story = Story.objects.create(name="First round")
    entry = make.make_round(story=story)
    known = make.make_round()
    make.publish(known)
    make.edit(entry, rita, place="Tokyo")
    make.act(entry, "submit", ana)
    lists, steps = list_url(Round), reverse("admin:negotiations_story_desk", args=(story.pk, "approve"))
    ticked = {"_selected_action": [entry.pk, known.pk]}
    before = everything()
    for role in ("anonymous", "staff without a role", "contributor", "editor who edited it"):
        browser = Client()
        if role != "anonymous":
            browser.force_login(person(role, rita))
        for name in ("approve_selected", "publish_selected"):
            browser.post(lists, {"action": name, **ticked})
        browser.post(steps, {"versions": f"{entry.pk}:{entry.version}"})
        browser.post(url(known, "delete"), {"post": "yes"})
        browser.post(lists, {"action": "delete_selected", "post": "yes", "_selected_action": [known.pk]})
        assert everything() == before, role
    for role in ("anonymous", "staff without a role"):
        browser = Client()
        if role != "anonymous":
            browser.force_login(person(role, rita))
        for address in (url(entry, "copy"), url(entry, "comments"), f"{add_url(Round)}?_popup=1", url(entry)):
            answer = browser.post(address, {"headline": "Mine", "text": "Mine", "version": entry.version})
            assert answer.status_code in (302, 403), address
            assert entry.headline not in answer.text
        assert everything() == before, role
    browser = Client()
    browser.force_login(ana)
    assert browser.get(url(entry, "copy")).status_code == 405
    assert everything() == before


def test_what_is_made_in_a_popup_is_a_draft_like_any_other(rita):
    browser = Client()
    browser.force_login(make.editor("ana", Role.CONTRIBUTOR))
    page = f"{add_url(Round)}?_popup=1"
    sent = opened(browser, page) | {"headline": "Made in a popup", "_popup": "1", "_save": "1", **FORGED}
    assert browser.post(page, sent).status_code == 200
    found = Entry.objects.get()
    assert (found.work_state, found.publication, found.publish_at, found.approved_digest) == (
        "draft",
        None,
        None,
        "",
    )
