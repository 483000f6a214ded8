"""The panel above an entry's form: where it stands, who brought it there, what was said of it, what can be done."""

from django.utils import timezone
from django.utils.formats import date_format

from negotiations.admin.links import admin_url, public_link
from negotiations.desk import workflow
from negotiations.desk.roles import Right
from negotiations.desk.schedule import NOT_PUBLISHED
from negotiations.desk.steps import EDITED, PRINTS, REMARKS, Action
from negotiations.models.journal import Transition
from negotiations.values import clock
from negotiations.values.vocabulary import WorkState

_ROWS = 60  # of the journal: more than anybody needs to see where an entry stands
# The way to readers: the work state, what the step line calls it, and the journal's words that led there.
_WAY = (
    (WorkState.DRAFT, "Draft", EDITED),
    (WorkState.IN_REVIEW, "In review", (Action.SUBMIT,)),
    (WorkState.APPROVED, "Approved", (Action.APPROVE,)),
    (WorkState.CLEAN, "Published", PRINTS),
)
# These stand after what leads on to readers.
_QUIET = (Action.WITHDRAW, Action.RETURN, Action.TAKE_BACK, Action.EMERGENCY)


def panel(request, entry) -> dict:
    """What the panel tells of an entry as it is stored: not what a refused form holds."""
    stored = type(entry).objects.select_related("publication", "scheduled_by").get(pk=entry.pk)
    rows = list(Transition.objects.filter(entry=entry.pk).exclude(action__in=REMARKS).order_by("-id")[:_ROWS])
    since_print = _since_print(rows)
    embargo, possible = stored.embargo_until, workflow.available(stored, request.user)
    return {
        "entry": stored,
        "public": public_link(stored.publication) if stored.publication else "",
        "way": _way(stored, rows),
        "editors": list(dict.fromkeys(row.by_name for row in reversed(since_print) if row.action in EDITED)),
        "embargo": clock.in_words(embargo) if embargo and embargo > clock.now() else "",
        "publish_at": clock.in_words(stored.publish_at) if stored.publish_at else "",
        "scheduled_by": by.get_full_name() or by.get_username() if (by := stored.scheduled_by) else "",
        "not_published": rows[0].note if rows and rows[0].action == NOT_PUBLISHED else "",
        "actions": [
            {"label": action.label, "url": admin_url(stored, action.value), "quiet": action in _QUIET}
            for action in sorted(possible, key=lambda action: action in _QUIET)
            if action != Action.UNSCHEDULE
        ],
        "unschedule_url": admin_url(stored, "unschedule") if Action.UNSCHEDULE in possible else "",
        "preview_url": admin_url(stored, "preview"),
        "history_url": admin_url(stored, "history"),
        "copy_url": admin_url(stored, "copy") if request.user.has_perm(Right.WRITE) else "",
    }


def _since_print(rows: list[Transition]) -> list[Transition]:
    """The newest rows of the journal up to the last edition, newest first."""
    last = next((place for place, row in enumerate(rows) if row.action in PRINTS), len(rows))
    return rows[:last]


def _way(entry, rows) -> list[dict]:
    """The steps to readers: what each is called, whether it is done, and who took it when (this time round)."""
    rows = _since_print(rows) if entry.work_state != WorkState.CLEAN else _last_round(rows)
    reached = [state for state, _, _ in _WAY].index(entry.work_state)
    found = []
    for place, (_, label, words) in enumerate(_WAY):
        row = next((row for row in rows if row.action in words), None) if place <= reached else None
        found.append(
            {
                "label": label,
                "state": "done" if place < reached else "now" if place == reached else "ahead",
                "by": row.by_name if row else "",
                "at": date_format(timezone.localtime(row.at), "j M Y, H:i") if row else "",
            }
        )
    return found


def _last_round(rows: list[Transition]) -> list[Transition]:
    """The journal from the edition before last to the last one, newest first."""
    last = next((place for place, row in enumerate(rows) if row.action in PRINTS), len(rows))
    return [*rows[last : last + 1], *_since_print(rows[last + 1 :])]
