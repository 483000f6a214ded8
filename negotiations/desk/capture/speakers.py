"""Who spoke, and what they were on that day."""

import datetime as dt
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from negotiations.desk.capture import cleaning
from negotiations.models.nouns import Office, Organisation, Person
from negotiations.values.when import When

MOST = 12
_NAMES = ("name", "name_original")
_ORGANISATION = "offices__organisation__"
_SEARCHED = (*_NAMES, "offices__title", f"{_ORGANISATION}name", f"{_ORGANISATION}short_name")


def find_people(text: str) -> list[Person]:
    """People of whom a name, an office or its organisation holds every word, those of that name first."""
    words = cleaning.folded(text[:200]).split()[:6]
    if not words:
        return []
    rows = Person.objects.filter(reduce(and_, (_holds(word) for word in words))).distinct()[: 4 * MOST]
    found = sorted(rows, key=lambda person: (words[0] not in cleaning.folded(str(person)), person.name))
    return found[:MOST]


def named(text: str) -> list[Person]:
    """The people whose name, in either script, is exactly this."""
    wanted = cleaning.folded(text)
    if not wanted:
        return []
    close = Person.objects.filter(reduce(and_, (_holds(word, _NAMES) for word in wanted.split()[:6])))
    return [person for person in close.order_by("pk")[:200] if is_name_of(person, text)]


def nearly_named(text: str) -> list[Person]:
    """People who share a part of their name with this."""
    words = [word for word in cleaning.folded(text[:200]).split()[:6] if len(word) > 1]
    if not words:
        return []
    conditions = reduce(or_, (_holds(word, _NAMES) for word in words))
    return list(Person.objects.filter(conditions).order_by("name", "pk")[:MOST])


def is_name_of(person: Person, text: str) -> bool:
    """True where the text names this person, in either script or as pickers show them."""
    names = (person.name, person.name_original, str(person))
    return cleaning.folded(text) in [cleaning.folded(name) for name in names if name]


def day_of(*dates: str) -> dt.date | None:
    """The first day of the first of these date texts that can be read."""
    for text in dates:
        try:
            return When.parse(text).first_day
        except ValueError:
            continue
    return None


def offices_of(person: Person, day: dt.date | None) -> list[tuple[Office, bool]]:
    """Every office of a person, and whether they may have held it on that day; those first."""
    rows = person.offices.select_related("person", "organisation")
    found = [(office, day is None or office.was_held_on(day)) for office in rows]
    return sorted(found, key=lambda pair: not pair[1])


def office_held(person: Person, day: dt.date | None) -> Office | None:
    """The office to propose: the only one that they may have held on that day. Among several an editor chooses."""
    held = [office for office, was in offices_of(person, day) if was]
    return held[0] if len(held) == 1 else None


def same_office(person: Person, title: str) -> Office | None:
    """An office of theirs that has this title already."""
    return next(
        (row for row in person.offices.all() if cleaning.folded(row.title) == cleaning.folded(title)), None
    )


def organisation_named(text: str) -> Organisation | None:
    """The organisation that has this name, or is called so for short."""
    wanted = cleaning.folded(text)
    for row in Organisation.objects.filter(Q(name__icontains=text) | Q(short_name__icontains=text)).order_by(
        "pk"
    ):
        if wanted in (cleaning.folded(row.name), cleaning.folded(row.short_name)):
            return row
    return None


def _holds(word: str, fields: tuple[str, ...] = _SEARCHED) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": word.strip("()")}) for field in fields))
