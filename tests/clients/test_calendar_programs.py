"""Our calendar, read by two programs that nobody here wrote: both must see the same events."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from tests.clients import javascript
from tests.clients.record import make_record

pytestmark = pytest.mark.django_db


def events(raw: bytes) -> list[dict]:
    """What icalendar sees, in the form of read_calendar.mjs."""
    return [
        {
            "uid": str(event["uid"]),
            "sequence": event["sequence"],
            "summary": str(event["summary"]),
            "description": str(event["description"]),
            "status": str(event["status"]),
            "url": str(event["url"]),
            "start": shown(event["dtstart"].dt),
            "end": shown(event["dtend"].dt) if "dtend" in event else None,
        }
        for event in Calendar.from_ical(raw).walk("VEVENT")
    ]


def shown(at: date) -> str:
    if isinstance(at, datetime):
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return at.isoformat()


def test_icalendar_sees_every_date_once(client):
    make_record()
    found = {event["uid"].split("@")[0]: event for event in events(client.get("/timeline.ics").getvalue())}
    assert len(found) == len(events(client.get("/timeline.ics").getvalue()))
    at = {event["start"] for event in found.values()}
    assert {"2025-04-16T05:30:00Z", "2025-07-01T07:00:00Z", "2025-06-05", "2025-04-16T14:30:00Z"} <= at
    assert "2025-11-02T05:30:00Z" in at  # the first of two half past ones that night
    assert not any(start.startswith("2025-05") for start in at)  # known to the month
    assert sum(event["status"] == "CANCELLED" for event in found.values()) == 2  # postponed, withdrawn
    assert any(event["summary"].startswith("Withdrawn: TW-") for event in found.values())


def test_ical_js_sees_the_same_events(client):
    javascript.require("ical.js")
    make_record()
    raw = client.get("/timeline.ics").getvalue()
    assert javascript.ask("read_calendar.mjs", raw.decode()) == events(raw)
