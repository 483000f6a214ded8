"""Makers of complete, publishable records with good defaults, and the shortest way to publish one.

Every maker takes overrides for its fields. Entries are saved through the workflow by a contributor named ana.
"""

from importlib import import_module
from itertools import count
from pkgutil import iter_modules

from django.contrib.auth import get_user_model
from django.utils.text import slugify

from negotiations.desk import workflow
from negotiations.desk.roles import Role, grant
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.models.kinds.quote import Quote
from negotiations.models.kinds.round import Participant, Round
from negotiations.models.nouns import (
    Economy,
    Instrument,
    LegalAuthority,
    Measure,
    Negotiation,
    Office,
    Organisation,
    Person,
    Topic,
)
from negotiations.models.sources import Citation, Source
from negotiations.values.vocabulary import Change
from tests import kinds

serial = count(1)


def editor(name: str, role: Role):
    """The user of that name with exactly that role."""
    user, _ = get_user_model().objects.get_or_create(username=name)
    grant(user, role)
    return user


def _noun(model, **values):
    values.setdefault("slug", slugify(values["name"]))
    found, _ = model.objects.get_or_create(slug=values.pop("slug"), defaults=values)
    return found


def make_economy(name="Japan", code="JP", **values):
    return _noun(Economy, name=name, code=code, **values)


def make_person(name="Ryosei Akazawa", **values):
    return _noun(Person, name=name, **values)


def make_organisation(name="Cabinet Secretariat", **values):
    return _noun(Organisation, name=name, **values)


def make_topic(name="Tariffs", **values):
    return _noun(Topic, name=name, **values)


def make_negotiation(name="United States – Japan tariff talks", **values):
    return _noun(Negotiation, name=name, **values)


def make_authority(name="Section 232", **values):
    return _noun(LegalAuthority, name=name, **values)


def make_measure(name="US duty on automobiles", **values):
    values.setdefault("imposed_by", make_economy("United States", "US"))
    return _noun(Measure, name=name, **values)


def make_instrument(name="Adjusting imports of automobiles", **values):
    return _noun(Instrument, name=name, **values)


def make_office(person=None, title="Minister in charge of Economic Revitalization", **values):
    person = person or make_person()
    values.setdefault("slug", slugify(f"{person.name} {title}")[:80])
    return Office.objects.get_or_create(
        slug=values.pop("slug"), defaults={"person": person, "title": title, **values}
    )[0]


def make_source(title="Report on the talks", **values):
    return Source.objects.create(title=title, **{"publisher": "Kyodo", "issued": "2025-04-17", **values})


def make_entry(model, *, parts=None, source=None, **values):
    """A draft of any kind with a source, saved by ana; `parts` adds rows that belong to it."""
    many = {field.name: values.pop(field.name) for field in model._meta.many_to_many if field.name in values}
    entry = model(**values)

    def write():
        entry.save()
        for name, nouns in many.items():
            getattr(entry, name).set(nouns)
        if source is not False:
            Citation.objects.create(entry=entry, source=source or make_source(f"Report {next(serial)}"))
        if parts:
            parts(entry)

    workflow.save_working(entry, editor("ana", Role.CONTRIBUTOR), write=write)
    return entry


def make_round(*, people=(), **values):
    """A round that was held in Washington; `people` are its participants."""

    def parts(entry):
        for person in people:
            Participant.objects.create(round=entry, person=person)

    defaults = {
        "headline": f"Round {next(serial)} is held in Washington",
        "when": "2025-04-16",
        "zone": "America/New_York",
        "status": "held",
        "economies": [make_economy()],
    }
    return make_entry(Round, parts=parts, **defaults | values)


def make_quote(**values):
    """A quote on the record."""
    speaker = values.pop("speaker", None) or make_person()
    defaults = {
        "headline": f"{speaker.name} speaks to reporters ({next(serial)})",
        "when": "2025-04-16",
        "zone": "America/New_York",
        "text": "extremely regrettable",
        "text_language": "en",
        "speaker": speaker,
        "office": make_office(speaker),
        "economies": [make_economy()],
    }
    return make_entry(Quote, **defaults | values)


def make_measure_change(**values):
    """A duty that is imposed from an instant."""
    defaults = {
        "headline": f"United States imposes a duty ({next(serial)})",
        "when": "2025-04-03",
        "zone": "America/New_York",
        "measure": values.pop("measure", None) or make_measure(),
        "action": "imposed",
        "effective_from": "2025-04-03T00:01",
        "duty": "25%",
        "rate_basis": "additional",
        "economy_scope": "all",
    }
    return make_entry(MeasureChange, **defaults | values)


MAKERS = {"round": make_round, "quote": make_quote, "measure_change": make_measure_change}
# The makers of further kinds stand in tests/kinds, one file each, and are found there.
for _module in iter_modules(kinds.__path__):
    if not _module.name.startswith("test_"):
        MAKERS[_module.name] = import_module(f"{kinds.__name__}.{_module.name}").make


def edit(entry, by=None, **values):
    """Change a working copy through the workflow."""
    for name, value in values.items():
        setattr(entry, name, value)
    workflow.save_working(entry, by or editor("ana", Role.CONTRIBUTOR))
    return entry


def act(entry, action, by, **values):
    """One transition at the version that the entry has now."""
    return workflow.transition(entry, workflow.Action(action), by, version=entry.version, **values)


def publish(entry, *, change=None, note="", at=None):
    """Submit by ana, approve and publish by rui; returns the edition."""
    rui = editor("rui", Role.EDITOR)
    act(entry, "submit", editor("ana", Role.CONTRIBUTOR))
    act(entry, "approve", rui)
    if change is None and entry.publication:
        change, note = Change.UPDATE, note or "More is known."
    return act(entry, "publish", rui, change=change, note=note, at=at)


def emergency(entry, *, reason="It cannot wait.", change=None, note=""):
    """Publish without review by mei; returns the edition."""
    return act(entry, "emergency", editor("mei", Role.CHIEF), reason=reason, change=change, note=note)


def withdraw(entry, note="It was not so."):
    """Withdraw by mei; returns the edition with the notice."""
    return act(entry, "withdraw", editor("mei", Role.CHIEF), note=note)
