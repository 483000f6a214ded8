"""What at the desk needs somebody, though nobody asked for it: reports, each a list of rows with what mends them.

A report's rows are found by one query, however many there are; the first page shows the beginning of those that are
`urgent`, and each has a page of its own with a file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.timezone import localtime

from negotiations.desk import schedule, verbatim
from negotiations.desk.links.checking import BY_HAND
from negotiations.desk.links.judging import LEADS_HOME
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.kinds.quote import Evidence, Quote
from negotiations.models.kinds.round import Round
from negotiations.models.sources import Citation, Source, StoredText
from negotiations.public import kinds
from negotiations.values import clock
from negotiations.values.vocabulary import Change, LinkStatus, RoundStatus

STALE_DAYS = 90  # since an entry was last verified
UNCHECKED_DAYS = 30  # since a link was last checked

type Columns = tuple[tuple[str, Callable[[Any], object]], ...]


@dataclass(frozen=True)
class Report:
    """One list. `rows()` finds it, `columns` say of a row what an editor has to know, each under its heading.

    `brief(row)` is the same in a few words. `thing(row)` is what is opened to mend it, `field` where in its form;
    `why` says what is wrong and what to do.
    """

    name: str
    title: str
    why: str
    rows: Callable[[], Sequence[Any] | QuerySet[Any]]
    columns: Columns
    brief: Callable[[Any], str]
    field: str = ""
    urgent: bool = True
    thing: Callable[[Any], Any] = lambda row: row


def find(name: str) -> Report | None:
    """The report of that name, or None."""
    return next((report for report in REPORTS if report.name == name), None)


def dead_links() -> QuerySet[Source]:
    """Cited sources whose page is gone and of which there is no copy."""
    return _cited().filter(link_status=LinkStatus.DEAD, archive_address="").order_by("-cited_by", "pk")


def doubtful_links() -> QuerySet[Source]:
    """Cited sources that failed lately, or that lead to the front of a site: not dead yet, or not known."""
    odd = Q(link_failures__gt=0) | Q(link_detail__startswith=LEADS_HOME)
    return _cited().filter(odd).exclude(link_status=LinkStatus.DEAD).order_by("-link_failures", "pk")


def unchecked_links() -> QuerySet[Source]:
    """Cited sources that `check_links` has not come to for long."""
    before = clock.now() - timedelta(days=UNCHECKED_DAYS)
    late = Q(link_checked_at__lt=before) | Q(link_checked_at=None, updated_at__lt=before)
    by_hand = Q(link_status=LinkStatus.DEAD, link_detail=BY_HAND)
    return _cited().exclude(address="").filter(late).exclude(by_hand).order_by("link_checked_at", "pk")


def links_without_copy() -> QuerySet[Source]:
    """Cited sources of which neither an archived copy nor a stored text would remain."""
    has_text = Exists(StoredText.objects.filter(source=OuterRef("pk")))
    found = _cited().filter(~has_text, archive_address="").exclude(address="")
    return found.order_by("-cited_by", "pk")


def past_rounds() -> QuerySet[Round]:
    """Rounds that were planned for a day that is over."""
    planned = (RoundStatus.TENTATIVE, RoundStatus.CONFIRMED)
    found = Round.objects.filter(status__in=planned, before__lte=clock.now())
    return found.select_related("publication").order_by("before", "pk")


def not_verified() -> QuerySet[Entry]:
    """Live entries that nobody compared with their sources for long."""
    now = clock.now()
    day = localtime(now).date() - timedelta(days=STALE_DAYS)
    late = Q(last_verified_on__lt=day) | Q(
        last_verified_on=None, updated_at__lt=now - timedelta(days=STALE_DAYS)
    )
    return _open_entries().filter(late, publication__isnull=False).order_by("last_verified_on", "pk")


def citing_retracted() -> QuerySet[Entry]:
    """Entries that rest on a source which was retracted."""
    retracted = Citation.objects.filter(entry=OuterRef("pk"), source__is_retracted=True)
    with_source = Prefetch("citations", queryset=Citation.objects.select_related("source"))
    found = _open_entries().filter(Exists(retracted)).prefetch_related(with_source)
    return found.order_by("-publication__number", "-pk")


def untranslated() -> QuerySet[Quote]:
    """Quotes in another language that readers of English cannot read."""
    found = Quote.objects.filter(translation="").exclude(text="").exclude(text_language__in=("", "en"))
    found = found.exclude(text_language__startswith="en-").exclude(publication__closed_at__isnull=False)
    return found.select_related("publication", "speaker").order_by("-publication__number", "-pk")


def bare_claims() -> QuerySet[Quote]:
    """Quotes whose claim has no evidence for it or against it."""
    has_evidence = Exists(Evidence.objects.filter(quote=OuterRef("pk")))
    found = (
        Quote.objects.filter(~has_evidence).exclude(claim="").exclude(publication__closed_at__isnull=False)
    )
    return found.select_related("publication", "speaker").order_by("-publication__number", "-pk")


def corrections() -> QuerySet[Transition]:
    """What we had to correct, the newest first."""
    found = Transition.objects.filter(edition__change=Change.CORRECTION, entry__isnull=False)
    return found.select_related("entry__publication", "edition").order_by("-id")


def _cited() -> QuerySet[Any]:
    """Sources that entries cite, each with `cited_by`: how often."""
    return Source.objects.annotate(cited_by=Count("citations")).filter(cited_by__gt=0)


def _open_entries() -> QuerySet[Entry]:
    """All but those that were withdrawn."""
    found = Entry.objects.exclude(publication__closed_at__isnull=False)
    return found.select_related("publication")


# What the columns say ----------------------------------------------------------------------------------------------


def _day(instant) -> str:
    return localtime(instant).date().isoformat() if instant else ""


def _kind(entry: Entry) -> str:
    return kinds.get(entry.entry_kind).title


def _number(entry: Entry) -> str:
    return entry.publication.key if entry.publication else "not published"


def _retracted(entry: Entry) -> str:
    return "; ".join(str(row.source) for row in entry.citations.all() if row.source.is_retracted)


def _entry_in_brief(entry: Entry) -> str:
    return f"{_kind(entry)} of {entry.when_value or 'no date yet'}, {_number(entry)}"


def _retracted_in_brief(entry: Entry) -> str:
    return f"{_kind(entry)} citing {_retracted(entry)}"


def _round_in_brief(row: Round) -> str:
    return f"{row.get_status_display()} for {row.when_value}"


def _verified_in_brief(entry: Entry) -> str:
    return f"{_kind(entry)}, last verified {entry.last_verified_on or 'never'}"


def _source_in_brief(source) -> str:
    times = "once" if source.cited_by == 1 else f"{source.cited_by} times"
    return f"{source.link_detail} Cited {times}.".strip()


_SOURCE: Columns = (
    ("Address", lambda source: source.address),
    ("Last check", lambda source: _day(source.link_checked_at)),
    ("It found", lambda source: source.link_detail),
    ("Cited by", lambda source: source.cited_by),
)
_ENTRY: Columns = (
    ("Kind", _kind),
    ("Number", _number),
    ("When", lambda entry: entry.when_value or ""),
    ("At the desk", lambda entry: entry.get_work_state_display()),
)
_QUOTE: Columns = (
    ("Number", _number),
    ("When", lambda quote: quote.when_value or ""),
    ("At the desk", lambda quote: quote.get_work_state_display()),
)

REPORTS = (
    Report(
        "dead-links",
        "Dead links",
        "Readers who follow the link find nothing. Enter the address of an archived copy, or where the page is now.",
        dead_links,
        _SOURCE,
        _source_in_brief,
        field="archive_address",
    ),
    Report(
        "retracted",
        "Entries that cite a retracted source",
        "The publisher took the source back. Find another one, or say what is left of it, and publish a correction.",
        citing_retracted,
        (*_ENTRY, ("Retracted", _retracted)),
        _retracted_in_brief,
        field="citations-group",
    ),
    Report(
        "unchecked-quotes",
        "Quotes that nobody checked",
        "Compare the words with the stored text of the source, letter by letter.",
        verbatim.unchecked,
        (*_QUOTE, ("Text stored", lambda quote: "yes" if quote.has_text else "no")),
        _entry_in_brief,
        field="verbatim",
    ),
    Report(
        "past-rounds",
        "Planned rounds whose day has passed",
        "Say whether it was held, postponed or cancelled, and cite who says so.",
        past_rounds,
        (*_ENTRY, ("Status", lambda row: row.get_status_display())),
        _round_in_brief,
        field="status",
    ),
    Report(
        "not-verified",
        f"Entries not verified for {STALE_DAYS} days",
        "Compare the entry with its sources, see whether it still holds, and enter the day under “last verified on”.",
        not_verified,
        (*_ENTRY, ("Last verified", lambda entry: entry.last_verified_on or "never")),
        _verified_in_brief,
        field="last_verified_on",
    ),
    Report(
        "doubtful-links",
        "Links to look at",
        "They failed lately, or lead to the front of a site. Open them; set those that are gone to dead.",
        doubtful_links,
        _SOURCE,
        _source_in_brief,
        field="link_status",
    ),
    Report(
        "unchecked-links",
        f"Links not checked for {UNCHECKED_DAYS} days",
        "The command check_links has not come to them: whoever operates the site should see whether it runs.",
        unchecked_links,
        _SOURCE,
        _source_in_brief,
        field="link_status",
    ),
    Report(
        "links-without-copy",
        "Sources without a copy",
        "If the page goes, nothing is left to show. Ask for an archived copy, or store the text.",
        links_without_copy,
        _SOURCE,
        _source_in_brief,
        field="archive_address",
        urgent=False,
    ),
    Report(
        "untranslated",
        "Quotes without a translation",
        "Readers of English cannot read them. Enter a translation, and whose it is.",
        untranslated,
        (*_QUOTE, ("Language", lambda quote: quote.text_language)),
        _entry_in_brief,
        field="translation",
        urgent=False,
    ),
    Report(
        "bare-claims",
        "Claims without evidence",
        "Give a fact with its source that speaks for the claim or against it.",
        bare_claims,
        (*_QUOTE, ("Claim", lambda quote: quote.claim)),
        _entry_in_brief,
        field="evidence-group",
        urgent=False,
    ),
    Report(
        "scheduled",
        "Scheduled entries",
        "They are published at their time, unless somebody edits or unschedules them.",
        lambda: schedule.upcoming(days=366),
        (*_ENTRY, ("At", lambda entry: clock.in_words(entry.publish_at))),
        _entry_in_brief,
        urgent=False,
    ),
    Report(
        "corrections",
        "Corrections",
        "What we had to correct, with what readers were told.",
        corrections,
        (
            ("Number", lambda row: _number(row.entry)),
            ("On", lambda row: _day(row.at)),
            ("By", lambda row: row.by_name),
            ("Note for readers", lambda row: row.note),
        ),
        lambda row: row.note,
        urgent=False,
        thing=lambda row: row.entry,
    ),
)
