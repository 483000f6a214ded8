"""What tells two names apart in a picker: the second line under each, with a steady number of queries for all."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Prefetch, prefetch_related_objects
from django.utils.text import Truncator

from negotiations.models import nouns
from negotiations.models.entries import Entry, Story
from negotiations.models.sources import Source
from negotiations.public import kinds
from negotiations.values.vocabulary import WorkState
from negotiations.values.when import When, day_text

_WORDS = 12  # of a description
_OFFICES = 2  # of a person, on one day
_SIDES = 4  # of a negotiation


def second_lines(rows: Sequence, day: date) -> dict[int, str]:
    """The second line of each row by its id, as it is on a day; rows are of one model. '' where nothing is known."""
    if not rows:
        return {}
    model = type(rows[0])
    describe = _entries if issubclass(model, Entry) else _BY_MODEL.get(model)
    return describe(rows, day) if describe else {}


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _day(text: str) -> str:
    try:
        return str(When.parse(text)) if text else ""
    except ValueError:
        return text


def _people(rows, day):
    offices = nouns.Office.objects.select_related("organisation", "economy")
    prefetch_related_objects(rows, Prefetch("offices", offices, to_attr="picked_offices"))
    return {row.pk: _offices_on(row.picked_offices, day) for row in rows}


def _offices_on(offices, day) -> str:
    held = [office for office in offices if office.was_held_on(day)]
    if held:
        return "; ".join(_office(office) for office in held[:_OFFICES])
    past = [office for office in offices if office.held_until and office.held_until <= day]
    if not past:
        return ""
    last = max(past, key=lambda office: office.held_until)
    return f"{_office(last)}, until {day_text(last.held_until)}"


def _office(office) -> str:
    side = office.economy or office.organisation
    return f"{office.title}, {side}" if side and str(side) not in office.title else office.title


def _terms(rows, day):
    prefetch_related_objects(rows, "person", "organisation", "economy")
    return {
        row.pk: _joined(
            row.person.name,
            row.organisation or row.economy,
            " ".join(
                part
                for part in (
                    f"from {day_text(row.held_from)}" if row.held_from else "",
                    f"until {day_text(row.held_until)}" if row.held_until else "",
                )
                if part
            ),
        )
        for row in rows
    }


def _organisations(rows, day):
    prefetch_related_objects(rows, "economy")
    return {row.pk: _joined(row.short_name, row.economy) for row in rows}


def _economies(rows, day):
    return {row.pk: _joined(row.code, row.name_ja) for row in rows}


def _topics(rows, day):
    return {row.pk: Truncator(row.description).words(_WORDS) for row in rows}


def _negotiations(rows, day):
    prefetch_related_objects(rows, "parties", "parent")
    return {
        row.pk: _joined(_sides(row.parties.all()), row.parent and f"track of {row.parent}") for row in rows
    }


def _sides(parties) -> str:
    names = [party.name for party in parties]
    more = f" and {len(names) - _SIDES} more" if len(names) > _SIDES else ""
    return ", ".join(names[:_SIDES]) + more


def _measures(rows, day):
    prefetch_related_objects(rows, "imposed_by", "authority")
    return {row.pk: _joined(row.imposed_by, row.authority) for row in rows}


def _authorities(rows, day):
    prefetch_related_objects(rows, "economy")
    return {row.pk: _joined(row.economy, Truncator(row.statute).words(_WORDS)) for row in rows}


def _sources(rows, day):
    return {row.pk: _joined(row.publisher, _day(row.issued), row.get_source_kind_display()) for row in rows}


def _instruments(rows, day):
    return {row.pk: _joined(row.number, _day(row.issued), row.get_instrument_kind_display()) for row in rows}


def _product_lists(rows, day):
    codes = {row.pk: f"{row.code_count:,} {'code' if row.code_count == 1 else 'codes'}" for row in rows}
    return {row.pk: _joined(row.nomenclature or row.get_system_display(), codes[row.pk]) for row in rows}


def _stories(rows, day):
    ids = [row.pk for row in rows]
    counts = dict(
        Entry.objects.filter(story__in=ids).order_by().values_list("story").annotate(count=Count("pk"))
    )
    said = {pk: f"{counts.get(pk, 0)} {'entry' if counts.get(pk) == 1 else 'entries'}" for pk in ids}
    return {row.pk: _joined(said[row.pk], Truncator(row.note).words(_WORDS)) for row in rows}


def _entries(rows, day):
    prefetch_related_objects(rows, "publication")
    return {row.pk: _joined(kinds.get(row.entry_kind).title, row.when_value, _standing(row)) for row in rows}


def _standing(entry) -> str:
    at_desk = "" if entry.work_state == WorkState.CLEAN else entry.get_work_state_display().lower()
    readers_see = f"{entry.publication.key} {entry.public_state.label.lower()}" if entry.publication else ""
    return ", ".join(part for part in (readers_see, at_desk) if part)


_BY_MODEL = {
    nouns.Person: _people,
    nouns.Office: _terms,
    nouns.Organisation: _organisations,
    nouns.Economy: _economies,
    nouns.Topic: _topics,
    nouns.Negotiation: _negotiations,
    nouns.Measure: _measures,
    nouns.LegalAuthority: _authorities,
    nouns.Instrument: _instruments,
    nouns.ProductList: _product_lists,
    Source: _sources,
    Story: _stories,
}
