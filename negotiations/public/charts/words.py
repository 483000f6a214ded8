"""The description of a chart: what somebody who cannot see the drawing should know of it."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from negotiations.public.charts.rows import Row
from negotiations.values.when import day_text


def description(rows: list[Row], today: datetime, named: bool) -> str:
    """Where the line starts, what stands today, the highest rates, how often it changed, and what is to come."""
    past = [row for row in rows if not row.is_ahead]
    said = [_("%(line)s:") % {"line": rows[0].line.title}] if named else []
    said.append(_("Starts on %(day)s: %(words)s.") % _told(rows[0]))
    if past:
        said += [_standing(past[-1], today), *_highest(past), _changes(len(past) - 1)]
    said += [_to_come(row) for row in rows[len(past) :]]
    return " ".join(said)


def _told(row: Row) -> dict[str, str]:
    """What sentences about a step are made of."""
    return {
        "day": row.begins.text,
        "until": row.until.text,
        "words": row.words,
        "rate": row.rate,
        "state": row.state_label.lower(),
    }


def _standing(row: Row, today: datetime) -> str:
    if row.ends and row.ends <= today:
        return _("Ends on %(until)s: %(words)s.") % _told(row)
    said = _told(row) | {"day": day_text(today)}
    if row.ends:
        return _("On %(day)s: %(words)s, set to last until %(until)s.") % said
    return _("On %(day)s: %(words)s.") % said


def _highest(past: list[Row]) -> list[str]:
    """The maximum of what was in force, and of what was not where that is higher."""
    said, least = [] if any(row.is_charged for row in past) else [_("Never in force so far.")], Decimal(0)
    for charged in (True, False):
        found = [row for row in past if row.is_charged == charged and (row.step.value or 0) > least]
        if found:
            row = max(found, key=lambda row: row.step.value or 0)
            least = row.step.value or least
            message = (
                _("Highest in force: %(rate)s, from %(day)s.")
                if charged
                else _("Highest not in force: %(words)s, from %(day)s.")
            )
            said.append(message % _told(row))
    return said


def _changes(count: int) -> str:
    if not count:
        return _("No changes so far.")
    return ngettext("%(count)s change so far.", "%(count)s changes so far.", count) % {"count": count}


def _to_come(row: Row) -> str:
    if row.rate:
        return _("Will be %(rate)s (%(state)s) from %(day)s if nothing changes.") % _told(row)
    return _("Will be %(state)s from %(day)s if nothing changes.") % _told(row)
