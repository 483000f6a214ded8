"""The description of a chart: what somebody who cannot see the drawing should know of it."""

from datetime import datetime
from decimal import Decimal

from negotiations.public.charts.rows import Row
from negotiations.values.when import day_text


def description(rows: list[Row], today: datetime, named: bool) -> str:
    """Where the line starts, what stands today, the highest rates, how often it changed, and what is to come."""
    past = [row for row in rows if not row.is_ahead]
    said = [f"{rows[0].line.title}:" if named else "", f"Starts on {rows[0].begins.text}: {rows[0].words}."]
    if past:
        changes = len(past) - 1
        said += [_standing(past[-1], today), *_highest(past)]
        said.append(f"{changes or 'No'} change{'' if changes == 1 else 's'} so far.")
    for row in rows[len(past) :]:
        words = f"{row.rate} ({row.state_label.lower()})" if row.rate else row.state_label.lower()
        said.append(f"Will be {words} from {row.begins.text} if nothing changes.")
    return " ".join(filter(None, said))


def _standing(row: Row, today: datetime) -> str:
    if row.ends and row.ends <= today:
        return f"Ends on {row.until.text}: {row.words}."
    until = f", set to last until {row.until.text}" if row.ends else ""
    return f"On {day_text(today)}: {row.words}{until}."


def _highest(past: list[Row]) -> list[str]:
    """The maximum of what was in force, and of what was not where that is higher."""
    said, least = ["" if any(row.is_charged for row in past) else "Never in force so far."], Decimal(0)
    for charged, word in ((True, "Highest in force"), (False, "Highest not in force")):
        found = [row for row in past if row.is_charged == charged and (row.step.value or 0) > least]
        if found:
            row = max(found, key=lambda row: row.step.value or 0)
            least = row.step.value or least
            said.append(f"{word}: {row.rate if charged else row.words}, from {row.begins.text}.")
    return said
