"""What /methodology/ says that would become untrue if somebody wrote it down: read off the declarations and the record.

Who may do what is the one table that is written here, because readers' code cannot see the desk; a test holds it
against the desk's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from django.db.models import Count, Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from negotiations.models.printed import Edition, Publication, PublicationLog
from negotiations.public import glossary, kinds
from negotiations.public.api.wording import WORDING
from negotiations.public.kinds.base import EntryBody, Kind
from negotiations.values import verbatim, vocabulary
from negotiations.values.vocabulary import Change, Terms

# The lists whose words the glossary explains under the same value; "ended" means another thing of talks.
_EXPLAINED = (vocabulary.MeasureState, vocabulary.RateBasis, vocabulary.InstrumentKind)

# What a list tells, where the words for programs are not for readers.
_IN_SHORT = {
    "GoodsScope": _("Which goods it applies to"),
    "EconomyScope": _("Which economies it applies to"),
    "NegotiationStatus": _("Where the talks stand from then on"),
    "MarketInstrument": _("What kind of thing is priced"),
}

# What somebody at the desk may do, by the permission that allows it (desk/roles.py).
RIGHTS = {
    "write_entry": _("write entries and submit them"),
    "review_entry": _("approve, publish and correct what others wrote"),
    "chief_entry": _("withdraw and reinstate, clear legal checks, publish in an emergency"),
}
ROLES = {
    "contributor": (_("Contributor"), ("write_entry",)),
    "editor": (_("Editor"), ("write_entry", "review_entry")),
    "chief": (_("Chief editor"), ("write_entry", "review_entry", "chief_entry")),
}

# Why an edition is published, in a reader's words.
CHANGES = {
    Change.FIRST: _("the entry is new"),
    Change.UPDATE: _("more is known, or something has changed since"),
    Change.CORRECTION: _("something was wrong; it says what was wrong and what is right"),
    Change.MINOR: _("a slip of the pen is put right; the meaning stays, and it is not announced"),
    Change.WITHDRAWAL: _("the entry should not stand; a notice takes its place"),
    Change.REINSTATEMENT: _("a withdrawn entry stands again"),
}


@dataclass(frozen=True)
class Word:
    """A word of a closed list, and the anchor in the glossary that explains it ('' where none does)."""

    text: str
    anchor: str


@dataclass(frozen=True)
class ClosedList:
    """A field that takes one of a few words: what it tells, and the words."""

    about: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class KindTold:
    """A kind of entry as the page tells it: how many are open, what it is, its statuses and its other lists."""

    name: str
    title: str
    about: str
    count: int
    statuses: tuple[Word, ...]
    lists: tuple[ClosedList, ...]


def kinds_told() -> list[KindTold]:
    """Every kind of entry in readers' order. One query."""
    counts = dict(
        Edition.objects.current().entries().values_list("publication__kind").annotate(Count("pk")).order_by()
    )
    return [_told(kind, counts.get(kind.name, 0)) for kind in kinds.entry_kinds()]


def _told(kind: Kind, count: int) -> KindTold:
    about = (kind.schema.__doc__ or "").partition(". ")[0].rstrip(".")
    own = {
        name: info for name, info in kind.schema.model_fields.items() if name not in EntryBody.model_fields
    }
    of_measures = [value for value, _label in kind.statuses] == vocabulary.MeasureState.values
    statuses = tuple(Word(str(label), value if of_measures else "") for value, label in kind.statuses)
    shown = {word.text for word in statuses}
    lists = tuple(one for one in _lists(own) if {word.text for word in one.words} != shown)
    return KindTold(kind.name, str(kind.shown_plural), gettext(about), count, statuses, lists)


def shared_lists() -> tuple[ClosedList, ...]:
    """The closed lists that every entry has."""
    return tuple(_lists(EntryBody.model_fields))


def _lists(fields: dict[str, Any]) -> Iterator[ClosedList]:
    """The closed lists among fields and in what stands in them, in order."""
    for name, info in fields.items():
        for inner in _types(info.annotation):
            if issubclass(inner, Terms):
                about = _IN_SHORT.get(inner.__name__) or gettext(
                    (info.description or WORDING.get(name, "")).rstrip(".")
                )
                yield ClosedList(str(about), tuple(_word(one) for one in inner))
            elif issubclass(inner, BaseModel):
                yield from _lists(inner.model_fields)


def _types(annotation: Any) -> Iterator[type]:
    """The classes in an annotation: of `list[Ref] | None`, `Ref`."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from _types(inner)


def _word(one: Terms) -> Word:
    is_explained = isinstance(one, _EXPLAINED) and one.value in glossary.TERMS
    return Word(one.label, one.value if is_explained else "")


def roles_told() -> list[dict]:
    """Who does what at the desk: {role, may}."""
    return [
        {"role": role, "may": [right for name, right in RIGHTS.items() if name in may]}
        for role, may in ROLES.values()
    ]


def changes_told() -> list[dict]:
    """Why an edition is published: {label, text}."""
    return [{"label": change.label, "text": CHANGES[change]} for change in Change]


def on_record() -> dict[str, Any]:
    """How much is on record now: {entries, editions, corrections, withdrawals, sources, generation, printed_at}.

    Editions and corrections are those that readers may read. Three queries.
    """
    readable = Edition.objects.filter(publication__closed_at=None, redaction=None)
    counted = readable.aggregate(
        entries=Count("pk", Q(publication__number__isnull=False, superseded_at=None)),
        editions=Count("pk", Q(publication__number__isnull=False)),
        corrections=Count("pk", Q(change=Change.CORRECTION)),
        sources=Count("pk", Q(publication__kind="source", superseded_at=None)),
    )
    withdrawn = Publication.objects.entries().filter(closed_at__isnull=False, redirect_to=None).count()
    newest = PublicationLog.objects.order_by("-number").values_list("number", "at").first()
    generation, printed_at = newest or (0, None)
    return counted | {"withdrawals": withdrawn, "generation": generation, "printed_at": printed_at}


def check_told() -> dict[str, Any]:
    """What the comparison of a quote with its source allows: {left_out, paragraphs, replaced, outcomes}."""
    return {
        "left_out": verbatim.MOST_LEFT_OUT,
        "paragraphs": verbatim.MOST_PARAGRAPHS,
        "replaced": verbatim.MOST_REPLACED,
        "outcomes": [one.label for one in vocabulary.Verbatim],
    }


# The first sentences of the docstrings of kinds and closed lists, which this page says: here for what collects words,
# which does not read docstrings. A test holds that none is missing.
DOCSTRINGS = (
    gettext_noop("Who met"),
    gettext_noop("In one place, or by telephone or video"),
    gettext_noop("Whether it is planned, was held, or was called off"),
    gettext_noop("What came of it, where that was announced"),
    gettext_noop("Whether the person was there"),
    gettext_noop("Whether it was discussed"),
    gettext_noop("A meeting of the parties, held or planned"),
    gettext_noop("Whose translation it is"),
    gettext_noop("On what occasion"),
    gettext_noop("Whether the speaker may be named, and whether the words are the speaker’s own"),
    gettext_noop("Whether the wording was compared with the source"),
    gettext_noop("For the claim, against it, or only beside it"),
    gettext_noop("Somebody's own words, with who they were then"),
    gettext_noop("What it does to the measure"),
    gettext_noop("From which of these dates the days are counted"),
    gettext_noop("What kind of rate the duty is: charged on top of the base duty, or with it included"),
    gettext_noop("Whose codes they are"),
    gettext_noop("One change of one measure"),
    gettext_noop("How the first duties stand to the second"),
    gettext_noop("How the first duties stand to the second ones on the same goods"),
    gettext_noop("What kind of act it is"),
    gettext_noop("What became of a request, or what a response says"),
    gettext_noop("What somebody did, perhaps towards somebody else"),
    gettext_noop(
        "Changes in price that were reported together with an event; never a statement about causes"
    ),
    gettext_noop("Whether the source supports the entry or says something else"),
    gettext_noop("How the one stands to the other"),
)
