"""The first page: what waits for this editor, their drafts, what goes live next, and what needs somebody."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.text import Truncator
from django.utils.timesince import timesince

from negotiations.admin.links import admin_url
from negotiations.admin.reports import report_url, to_mend
from negotiations.desk import attention, comments, emergency, queue, schedule, unsaved
from negotiations.desk.roles import Right
from negotiations.models.entries import Entry
from negotiations.models.webhooks import Webhook
from negotiations.values import clock

SHOWN = 3  # rows of a report on the first page
COUNTED = queue.MOST - 1  # more are not counted, so that the page opens at once however many there are


@dataclass(frozen=True)
class Item:
    """One line: what it is, where it is mended, a word on it, and where its button leads."""

    label: str
    url: str
    detail: str = ""
    verb: str = ""
    verb_url: str = ""


@dataclass(frozen=True)
class Group:
    """Lines of one sort under a heading; `count` as it is shown, `url` a page with all of them, `note` below it."""

    title: str
    items: list[Item]
    count: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """One of the four; what is empty says so in one sentence."""

    name: str
    title: str
    empty: str
    groups: list[Group] = field(default_factory=list)
    url: str = ""
    url_text: str = ""


def home(user) -> dict[str, Any]:
    """What the first page shows this user; nothing of the record for an account without a role."""
    if not user.has_perm(Right.WRITE):
        return {"panels": []}
    drafts = queue.drafts_of(user)
    returned = [draft for draft in drafts if queue.is_returned(draft)]
    own = [draft for draft in drafts if not queue.is_returned(draft)]
    return {
        "panels": [
            Panel("needs-me", "Needs me", "Nothing waits for you.", _filled(_needs_me(user, returned))),
            Panel("drafts", "My drafts", "You have no drafts.", _filled(_drafts(user, own))),
            Panel(
                "going-live",
                "Going live",
                "Nothing is scheduled for the next seven days.",
                _filled(_going_live()),
                report_url("scheduled"),
                "All that is scheduled",
            ),
            Panel(
                "attention",
                "Needs attention",
                "Nothing needs attention.",
                _filled(_attention(user)),
                reverse("admin:desk_reports"),
                "All reports",
            ),
        ],
        "capture_url": _url("admin:desk_capture"),
        "capture_search": _template("admin/negotiations/capture_search.html"),
    }


def _filled(groups: list[Group]) -> list[Group]:
    return [group for group in groups if group.items or group.note]


# The panels --------------------------------------------------------------------------------------------------------


def _needs_me(user, returned: list[Entry]) -> list[Group]:
    reviews = user.has_perm(Right.REVIEW)
    failed = list(schedule.failed(None if reviews else user))
    review, approved = queue.waiting_for(user)
    missed = {entry.pk for entry in failed}
    approved.mine = [entry for entry in approved.mine if entry.pk not in missed]
    unconfirmed = [_entry(entry, "confirm") for entry in emergency.unconfirmed()] if reviews else []
    return [
        _group("Could not be published at their time", [_failed(entry) for entry in failed]),
        _group("Published in an emergency, to be confirmed", unconfirmed),
        _group("Returned to me", [_returned(draft) for draft in returned]),
        _waiting("Waiting for review", review, "approve"),
        _waiting("Approved, to be published", approved, "publish"),
        _group("Comments on my entries", [_comment(row) for row in comments.open_for(user)]),
    ]


def _drafts(user, drafts: list[Entry]) -> list[Group]:
    typed = [_unsaved(row) for row in unsaved.of(user)]
    return [_group("Words that were not saved", typed), _group("Drafts", [_entry(e) for e in drafts])]


def _going_live() -> list[Group]:
    upcoming = schedule.upcoming(days=7)
    return [
        _group("Scheduled", [_timed(entry, entry.publish_at) for entry in upcoming]),
        _group("Embargo ends", [_timed(entry, entry.embargo_until) for entry in queue.embargoes_ending()]),
    ]


def _attention(user) -> list[Group]:
    from negotiations.desk.outgoing import webhooks

    off = [_switched_off(webhook) for webhook in webhooks.attention(user)]
    return [
        _group("Webhooks", off),
        *(_report(report) for report in attention.REPORTS if report.urgent),
    ]


def _report(report: attention.Report) -> Group:
    """The beginning of a report. One query, and no more rows than are counted."""
    rows = list(islice(report.rows()[: COUNTED + 1], COUNTED + 1))
    items = [
        Item(str(report.thing(row)), to_mend(report, row), Truncator(report.brief(row)).chars(160))
        for row in rows[:SHOWN]
    ]
    return Group(report.title, items, _count(rows), report_url(report.name))


# The lines ---------------------------------------------------------------------------------------------------------


def _group(title: str, items: list[Item], note: str = "") -> Group:
    return Group(title, items, _count(items) if items else "", note=note)


def _count(rows: list) -> str:
    return f"{COUNTED}+" if len(rows) > COUNTED else str(len(rows))


def _waiting(title: str, found: queue.Waiting, page: str) -> Group:
    others = found.others
    more = f"{others} more" if found.mine else str(others)
    note = f"{more} {'waits' if others == 1 else 'wait'} for somebody else." if others else ""
    return _group(title, [_entry(entry, page) for entry in found.mine], note)


def _entry(entry: Entry, page: str = "") -> Item:
    words = [
        str(entry.when_value or "no date yet"),
        f"changed {_ago(entry.updated_at)}",
        entry.publication.key if entry.publication else "",
    ]
    detail = " · ".join(word for word in words if word)
    return Item(
        entry.headline,
        admin_url(entry),
        detail,
        page.capitalize() if page else "",
        admin_url(entry, page) if page else "",
    )


def _returned(draft) -> Item:
    note = Truncator(draft.last_note).chars(160)
    return Item(draft.headline, admin_url(draft), f"{draft.last_by}: “{note}”")


def _failed(entry) -> Item:
    return Item(entry.headline, admin_url(entry), f"{clock.in_words(entry.failed_at)}: {entry.why}")


def _timed(entry: Entry, at) -> Item:
    return Item(entry.headline, admin_url(entry), clock.in_words(at))


def _comment(comment) -> Item:
    words = Truncator(comment.text).chars(120)
    url = f"{admin_url(comment.entry)}#comment-{comment.pk}"
    return Item(f"{comment.by_name}: {words}", url, comment.entry.headline)


def _unsaved(row: unsaved.Unsaved) -> Item:
    label = row.title or f"New {row.model}"
    return Item(
        label, reverse("admin:desk_unsaved", args=(row.pk,)), f"typed {_ago(row.saved_at)}, never saved"
    )


def _switched_off(webhook: Webhook) -> Item:
    off = f"switched itself off, {clock.in_words(webhook.switched_off_at)}. {webhook.switched_off_why}"
    return Item(webhook.name, reverse("admin:negotiations_webhook_change", args=(webhook.pk,)), off)


def _ago(at) -> str:
    return "just now" if clock.now() - at < timedelta(minutes=1) else f"{timesince(at, depth=1)} ago"


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _template(name: str) -> str:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return ""
    return name
