"""A filter as a calendar (RFC 5545): what each kind declares about its entries' dates.

Days are whole days, times stand in the zone of their place, and what is known only to the month is left out. An event
is known for ever by its entry and its role, whatever the language of its title; each edition of the entry is one step
of its SEQUENCE.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from negotiations.models.printed import Edition
from negotiations.public import kinds
from negotiations.public.kinds.base import CalendarEvent
from negotiations.public.labels import Labels
from negotiations.public.onward import in_language
from negotiations.public.plain_html import require_text
from negotiations.public.reuse import permalink
from negotiations.public.selection import Read, Selection, left_out, names, read
from negotiations.public.withdrawals import Withdrawal, withdrawn
from negotiations.values.texts import marked
from negotiations.values.vocabulary import Change, Stance
from negotiations.values.when import When

_ASK_AGAIN = timedelta(hours=1)
_EXACT = {"day", "minute"}
type Instant = date | datetime


class Written(NamedTuple):
    """One VEVENT as it is sent, and what its VTIMEZONE has to cover: the zone ('' where it needs none) and years."""

    text: bytes
    zone: str = ""
    years: tuple[int, int] = (9999, 0)


def calendar(selection: Selection) -> bytes:
    """Every dated entry under the filter, and what was withdrawn from it in the last 90 days."""
    events = [event for portion in selection.portions(dated_kinds()) for event in _events(portion, selection)]
    events += _cancelled(selection)
    zones: dict[str, tuple[int, int]] = {}
    for _text, zone, (first, last) in events:
        if zone:
            known = zones.get(zone, (first, last))
            zones[zone] = (min(first, known[0]), max(last, known[1]))
    head, end = _head(selection).split(b"END:VCALENDAR")
    timezones = [_timezone(zone, *zones[zone]) for zone in sorted(zones)]
    return b"".join([head, *timezones, *(event.text for event in events), b"END:VCALENDAR", end])


def dated_kinds() -> set[str]:
    """The kinds that put anything into a calendar."""
    return {kind.name for kind in kinds.entry_kinds() if kind.calendar is not kinds.base.Kind.calendar}


def _head(selection: Selection) -> bytes:
    found = Calendar()
    found.add("prodid", f"-//{settings.SITE_NAME}//Timeline//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("name", selection.title)
    found.add("x-wr-calname", selection.title)
    said = {"address": selection.page_url, "licence": settings.LICENCE}
    found.add("x-wr-caldesc", _("%(address)s Licence: %(licence)s") % said)
    found.add("source", settings.SITE_URL + selection.canonical_url, parameters={"VALUE": "URI"})
    found.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    return found.to_ical()


@lru_cache(maxsize=256)
def _timezone(zone: str, first: int, last: int) -> bytes:
    """The rules of a zone for the years from `first` to `last`, both inclusive."""
    return Timezone.from_tzid(zone, first_date=date(first, 1, 1), last_date=date(last + 1, 1, 1)).to_ical()


def _events(portion: list[Read], selection: Selection) -> Iterator[Written]:
    """The events of a portion; an entry whose event cannot be written is left out whole. One query for the names."""
    sources = {citation.source.ref for one in portion for citation in one.body.citations}
    labels = names(sources, selection.at)
    for one in portion:
        try:
            found = kinds.get(one.edition.publication.kind).calendar(one.body)
            written = [_event(one, event, labels) for event in found if _is_exact(event.when)]
        except Exception as error:
            left_out(one.edition, error)
            continue
        yield from written


def _is_exact(when: When) -> bool:
    return {when.first.precision, when.last.precision} <= _EXACT


def _event(one: Read, told: CalendarEvent, labels: Labels) -> Written:
    edition, when = one.edition, told.when
    title, description = marked(told.title), _description(one, labels)
    require_text(title, description)
    found = _frame(edition, told.role, title, description)
    start, end = _span(when)
    found.add("dtstart", start)
    if end:
        found.add("dtend", end)
    vague = any(point.qualifier for point in (when.first, when.last))
    found.add("status", "TENTATIVE" if vague and told.status == "CONFIRMED" else told.status)
    zoned = when.zone if isinstance(start, datetime) and start.tzinfo is not UTC else ""
    return Written(found.to_ical(), zoned, (when.first_day.year, when.last_day.year))


def _frame(edition: Edition, role: str, title: str, description: str) -> Event:
    """What every event has, whatever its date."""
    found = Event()
    found.add("uid", f"{edition.publication.key}-{role}@{urlsplit(settings.SITE_URL).hostname}")
    found.add("sequence", edition.number - 1)
    found.add("dtstamp", edition.published_at)
    found.add("last-modified", edition.published_at)
    found.add("summary", title)
    found.add("description", description)
    found.add("url", _here(permalink(edition)))
    found.add("transp", "TRANSPARENT")
    return found


def _span(when: When) -> tuple[Instant, Instant | None]:
    """The start, and the exclusive end where there is one: of whole days the day after the last."""
    if when.precision == "day":
        return when.first_day, when.last_day + timedelta(days=1)
    zone = ZoneInfo(when.zone) if when.zone not in ("", "UTC") else UTC
    start = when.first.start.replace(tzinfo=zone)
    end = when.ends_local.replace(tzinfo=zone) if when.is_interval else None
    if _comes_twice(start) or (end and _comes_twice(end)):  # programs do not agree which of the two is meant
        start, end = start.astimezone(UTC), end and end.astimezone(UTC)
    return start, end if end and end > start else None


def _comes_twice(local: datetime) -> bool:
    """True in the hour that is repeated when clocks go back."""
    return local.utcoffset() != local.replace(fold=1).utcoffset()


def _description(one: Read, labels: Labels) -> str:
    """The summary, the sources with their addresses, and which edition of which entry this is."""
    lines = [marked(one.body.summary)]
    for citation in one.body.citations:
        if source := labels.get(citation.source.ref):
            told = ", ".join(filter(None, (source.publisher, source.text)))
            said = {"source": f"{told} {source.address}".rstrip()}
            differs = citation.stance == Stance.DIFFERS
            lines.append((_("Source (differs): %(source)s") if differs else _("Source: %(source)s")) % said)
    edition = one.edition
    named = {
        "key": edition.publication.key,
        "number": edition.number,
        "address": _here(permalink(edition)),
    }
    return "\n".join(filter(None, [*lines, _("%(key)s, edition %(number)s: %(address)s") % named]))


def _here(address: str) -> str:
    """A full address of this site in the language of the calendar."""
    return settings.SITE_URL + in_language(address.removeprefix(settings.SITE_URL))


def _cancelled(selection: Selection) -> Iterator[Written]:
    """What was withdrawn, for calendars that may hold it: on the day of the notice, with nothing that was withdrawn.

    A cancelled event shows in people's calendars, so it comes only where its entry stood under the filter.
    """
    gone = withdrawn(selection.known.at if selection.known else None)
    gone = [one for one in gone if one.edition.publication.kind in dated_kinds()]
    if not gone or selection.errors:
        return
    last = _last_editions(gone)
    for one in gone:
        if (was := last.get(one.edition.publication_id)) and selection.would_hold(was):
            for told in kinds.get(was.edition.publication.kind).calendar(was.body):
                if _is_exact(told.when):
                    yield Written(_cancellation(one, told.role))


def _last_editions(gone: list[Withdrawal]) -> dict[int, Read]:
    """The last edition of each that readers saw; none where its words were redacted. One query."""
    found = Edition.objects.filter(
        publication__in=[one.edition.publication_id for one in gone], redaction=None
    ).exclude(change=Change.WITHDRAWAL)
    editions = found.select_related("publication").order_by("number")
    last = {edition.publication_id: edition for edition in editions}
    return {one.edition.publication_id: one for one in read(last.values())}


def _cancellation(one: Withdrawal, role: str) -> bytes:
    found = _frame(
        one.edition, role, _("Withdrawn: %(key)s") % {"key": one.key}, f"{one.notice}\n{_here(one.url)}"
    )
    found.add("dtstart", one.at.date())
    found.add("dtend", one.at.date() + timedelta(days=1))
    found.add("status", "CANCELLED")
    return found.to_ical()
