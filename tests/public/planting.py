"""A desk full of words that nobody published: the canary in every free text of every table and part."""

import datetime as dt
from itertools import count

from django.apps import apps
from django.db.models import CharField, Model, TextField

from negotiations.desk import workflow
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.roles import Role
from negotiations.models import batches, entries, journal, webhooks, working
from negotiations.models.entries import Entry
from negotiations.models.fields import WhenText
from negotiations.models.kinds.market_move import PriceChange
from negotiations.models.kinds.measure_change import GoodsCode
from negotiations.models.kinds.quote import Evidence
from negotiations.models.kinds.round import AgendaItem, Participant, ReadOut
from negotiations.models.sources import Citation, StoredText
from tests import make

CANARY = "canary"
DAY = "2037-07-13"  # no day that anything public knows of
# Texts with a form of their own, which a canary would break.
FORMED = ("slug", "code", "language", "zone", "address", "kind", "digest", "state", "key", "token", "check")
planted: set[type[Model]] = set()
serial = count(100)


def fill(row: Model, *, days: bool = True) -> int:
    """Put the canary into every free text of a row, and a day of its own into every date; says into how many."""
    found = 0
    for one in row._meta.concrete_fields:
        if isinstance(one, WhenText):
            if days and one.editable and not one.name.endswith("until"):
                setattr(row, one.attname, DAY)
                found += 1
        elif is_free(one):
            setattr(row, one.attname, f"{CANARY} {next(serial)} {one.name}"[: one.max_length])
            found += 1
    planted.add(type(row))
    return found


def is_free(one) -> bool:
    """True for a field that holds any words."""
    text = isinstance(one, CharField | TextField) and not isinstance(one, WhenText)
    return text and one.editable and not one.choices and not one.name.endswith(FORMED)


def plant(least: int = 0) -> int:
    """A later draft of everything that is published, and drafts of everything; says how many canaries there are."""
    found = _later_drafts() + _renamed() + _drafts() + _unprinted_nouns() + _around()
    while found < least:
        found += _drafts() + _unprinted_nouns()
    return found


def _unprinted_nouns() -> int:
    found = 0
    for declared in desk_kinds().values():
        if not hasattr(declared.model, "entry_kind"):
            row = declared.model(**_required(declared.model))
            found += fill(row)
            row.save()
    return found


def _required(model) -> dict:
    number = next(serial)
    values = {"slug": f"{CANARY}-{model.kind}-{number}"} if hasattr(model, "slug") else {}
    if model.kind == "economy":
        values["code"] = f"Z{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"
    if model.kind == "office":
        values["person"] = make.make_person(f"{CANARY} person of an office")
    return values


def _drafts() -> int:
    return sum(_draft(maker) for maker in make.MAKERS.values())


def _draft(maker) -> int:
    draft = maker(
        economies=[make.make_economy(f"{CANARY} land", "ZZ")],
        topics=[make.make_topic(f"{CANARY} topic of a draft")],
        negotiations=[make.make_negotiation(f"{CANARY} talks")],
        is_key=True,
    )
    found = fill(draft) + _fill_parts(draft) + 3
    workflow.save_working(draft, _stranger())
    return found


def _stranger():
    """An editor whose own name is a canary."""
    user = make.editor(f"{CANARY}-editor", Role.CONTRIBUTOR)
    user.email, user.first_name, user.last_name = f"{CANARY}@desk.example", CANARY, f"{CANARY} editor"
    user.save()
    return user


def _fill_parts(draft) -> int:
    source = make.make_source(f"{CANARY} source", publisher=f"{CANARY} press", issued=DAY)
    topic, person = make.make_topic(f"{CANARY} item"), make.make_person(f"{CANARY} person")
    rows = [StoredText(source=source), Citation(entry=draft, source=source, stance="differs")]
    if draft.kind == "round":
        rows += [
            Participant(round=draft, person=person),
            AgendaItem(round=draft, topic=topic),
            ReadOut(round=draft, side=make.make_economy(f"{CANARY} side", "ZX")),
        ]
    if draft.kind == "quote":
        rows.append(Evidence(quote=draft, bearing="for", source=source))
    if draft.kind == "measure_change":
        rows.append(GoodsCode(change=draft, code="8703"))
    if draft.kind == "market_move":
        rows.append(PriceChange(move=draft, percent="7"))
    found = 0
    for row in rows:
        found += fill(row)
        row.save()
    return found


def _later_drafts() -> int:
    """Every entry that readers know says something else on the desk."""
    found = 0
    for entry in Entry.objects.exclude(publication=None):
        child = entry.child
        found += fill(child) + _fill_parts(child)
        child.when = "2025-01-02"  # it would stand elsewhere in every list
        workflow.save_working(child, _stranger())
        hidden = make.make_quote(headline=f"{CANARY} related")
        child.relations.create(role="see_also", target=hidden)
    return found


def _renamed() -> int:
    """Every name that readers know is another one on the desk."""
    found = 0
    for declared in desk_kinds().values():
        if hasattr(declared.model, "entry_kind"):
            continue
        for row in declared.model.objects.exclude(publication=None):
            found += fill(row)
            row.save()
    return found


def _around() -> int:
    """What stands around entries on the desk: stories, comments, forms, imports, links, webhooks, the journal."""
    entry, user, found = Entry.objects.first(), _stranger(), 0
    now = dt.datetime(2025, 9, 1, tzinfo=dt.UTC)
    rows = [
        entries.Story(),
        working.Comment(entry=entry, by=user, at=now),
        working.UnsavedForm(user=user, token=str(next(serial)), saved_at=now),
        working.Presence(user=user, seen_at=now),
        working.PreviewLink(
            entry=entry, digest=f"{CANARY}{Entry.objects.count()}", by=user, made_at=now, expires_at=now
        ),
        batches.Batch(by=user, at=now),
        journal.Transition(entry=entry, version=1, by=user, at=now),
        webhooks.Webhook(created_by=user, created_at=now, address=f"https://{CANARY}.example/{CANARY}"),
    ]
    for row in rows:
        found += fill(row)
        row.save()
    return found


def desk_tables() -> set[type[Model]]:
    """Every table of the desk that holds words."""
    found = apps.get_app_config("negotiations").get_models()
    return {
        model
        for model in found
        if not model.__module__.endswith(".printed") and any(map(is_free, model._meta.concrete_fields))
    }
