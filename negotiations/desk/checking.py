"""The integrity of the record: every law of printing, checked against what is stored.

Each check yields faults; a healthy record yields none. Bodies are read in portions, so memory does not grow with the
record.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Exists, F, Max, OuterRef
from django.db.models.expressions import Window
from django.db.models.functions import Lead
from pydantic import ValidationError

from negotiations.desk.kinds import desk_kinds
from negotiations.desk.steps import PRINTS, Action
from negotiations.guards import expected_guards, standing_guards
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition, Press, Publication, PublicationLog, Redaction, Unreviewed
from negotiations.public import kinds
from negotiations.public.kinds.base import EntryBody, digest
from negotiations.public.labels import references_in
from negotiations.public.searching import words_to_keep
from negotiations.values.vocabulary import Change

_PORTION = 2000


@dataclass(frozen=True)
class Fault:
    """One thing that is not as the laws say: the check's id, where, and what."""

    check: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.check} {self.where}: {self.what}"


def faults(progress: Callable[[str], None] = lambda name: None) -> Iterator[Fault]:
    """Every fault of the record, check by check."""
    for check in CHECKS:
        progress((check.__doc__ or "").split(".")[0])
        yield from check()


def guards_stand() -> Iterator[Fault]:
    """The database refuses to change what was printed."""
    for name in sorted(expected_guards(connection.vendor) - standing_guards(connection)):
        yield Fault("guards", name, "is missing; run migrate")


def numbers_have_no_gaps() -> Iterator[Fault]:
    """Entries, printings and editions are numbered from 1 without gaps, and the press knows the last."""
    press = Press.objects.filter(pk=1).first() or Press()
    entries = list(Publication.objects.entries().order_by("number").values_list("number", "key"))
    for place, (number, key) in enumerate(entries, start=1):
        if number != place:
            yield Fault("entry-numbers", key, f"stands where number {place} should")
            break
        if key != f"TW-{number:06d}":
            yield Fault("entry-numbers", key, f"is the address of entry {number}")
    if press.last_entry != len(entries):
        yield Fault("entry-numbers", "press", f"counted {press.last_entry} entries, there are {len(entries)}")
    log = PublicationLog.objects.count()
    newest = PublicationLog.objects.order_by("-number").values_list("number", flat=True).first() or 0
    if not log == newest == press.last_log:
        yield Fault(
            "log-numbers", "log", f"has {log} rows up to number {newest}; the press counted {press.last_log}"
        )
    counted = Publication.objects.annotate(count=Count("editions"), last=Max("editions__number"))
    for publication in counted.exclude(count=F("last")):
        yield Fault(
            "edition-numbers",
            publication.key,
            f"has {publication.count} editions up to number {publication.last}",
        )


def editions_follow_each_other() -> Iterator[Fault]:
    """Each edition stands until exactly the instant of the next, and one stands now."""
    following = Window(Lead("published_at"), partition_by=[F("publication")], order_by=[F("number").asc()])
    ordered = Edition.objects.annotate(next_at=following).values_list(
        "publication__key", "number", "superseded_at", "next_at"
    )
    for key, number, superseded_at, next_at in ordered.iterator(_PORTION):
        if superseded_at != next_at:
            yield Fault(
                "edition-order",
                f"{key} edition {number}",
                f"is superseded at {superseded_at}, the next came at {next_at}",
            )
    for publication in Publication.objects.filter(
        ~Exists(Edition.objects.filter(publication=OuterRef("pk")))
    ):
        yield Fault("edition-order", publication.key, "has no edition")


def log_tells_every_printing() -> Iterator[Fault]:
    """Every edition stands in the log once, in the order of its time."""
    logged = Exists(PublicationLog.objects.filter(edition_in=OuterRef("pk"), at=OuterRef("published_at")))
    for edition in Edition.objects.filter(~logged).select_related("publication"):
        yield Fault(
            "log",
            f"{edition.publication.key} edition {edition.number}",
            "is not in the log, or at another time",
        )
    order = Window(Lead("at"), order_by=[F("number").asc()])
    for row in (
        PublicationLog.objects.annotate(next_at=order).values("number", "at", "next_at").iterator(_PORTION)
    ):
        if row["next_at"] and row["next_at"] <= row["at"]:
            yield Fault("log", f"printing {row['number']}", "is not before the one after it")


def bodies_are_whole() -> Iterator[Fault]:
    """Every body fits its hash, its schema, its columns, its facets and the words it is found by, and points at what
    exists."""
    publications = set(Publication.objects.values_list("pk", flat=True))
    redacted = set(Redaction.objects.values_list("edition_id", flat=True))
    joined = Edition.objects.select_related("publication", "search_text")
    editions = joined.prefetch_related("facets").order_by("pk")
    for edition in editions.iterator(_PORTION):
        where = f"{edition.publication.key} edition {edition.number}"
        if edition.pk in redacted:
            if edition.body != "{}":
                yield Fault("redaction", where, "has a redaction on record and still a body")
            continue
        if digest(edition.body) != edition.digest:
            yield Fault("hash", where, "does not fit its hash, and no redaction is on record")
        if edition.change != Change.WITHDRAWAL:
            yield from _body_faults(edition, where, publications)


def _body_faults(edition: Edition, where: str, publications: set[int]) -> Iterator[Fault]:
    try:
        kind = kinds.get(edition.publication.kind)
        body = kind.read(edition.content, edition.schema_version)
    except (KeyError, ValueError, ValidationError) as error:
        yield Fault("schema", where, f"cannot be read: {str(error).splitlines()[0]}")
        return
    for missing in references_in(edition.content) - publications:
        yield Fault("references", where, f"points at publication {missing}, which does not exist")
    if isinstance(body, EntryBody):
        when = body.when.value
        if (edition.sort_key, edition.first_day, edition.last_day) != (
            when.sort_key,
            when.first_day,
            when.last_day,
        ):
            yield Fault("timeline", where, "stands in the timeline at another place than its date")
    stored = {
        (f.name, f.noun_id, f.word, f.series_id, f.holds_from, f.holds_until, f.scope, f.duty, f.basis)
        for f in edition.facets.all()
    }
    derived = {
        (v.name, v.noun, str(v.word), v.series, v.holds_from, v.holds_until, v.scope, v.duty, v.basis)
        for v in kind.all_facets(body)
    }
    for name, *_ in sorted(stored ^ derived, key=str):
        yield Fault("facets", where, f"its facet {name} is not what its body says")
    found_by = getattr(edition, "search_text", None)
    if found_by is None or found_by.words != words_to_keep(kind, body):
        yield Fault("search", where, "is not found by its own words; run rebuild_public")


def unreviewed_editions_say_why() -> Iterator[Fault]:
    """What was published without review is an edition of an entry, says why, and was confirmed only afterwards."""
    for one in Unreviewed.objects.filter(~Exists(Edition.objects.filter(pk=OuterRef("edition")))):
        yield Fault(
            "unreviewed", f"edition {one.edition_id}", "does not exist, and a reason is on record for it"
        )
    rows = Unreviewed.objects.select_related("edition__publication", "edition__redaction").order_by("pk")
    for one in rows.defer("edition__body"):
        edition = one.edition
        where = f"{edition.publication.key} edition {edition.number}"
        if edition.publication.number is None or edition.change == Change.WITHDRAWAL:
            yield Fault("unreviewed", where, "is on record as without review and has no words of an entry")
        if bool(one.reason.strip()) == hasattr(edition, "redaction"):
            yield Fault("unreviewed", where, "gives no reason, or one although it was redacted")
        if one.confirmed_at and one.confirmed_at < edition.published_at:
            yield Fault("unreviewed", where, "was confirmed before it was published")
    yield from _journal_faults()


def _journal_faults() -> Iterator[Fault]:
    """Readers are told of exactly what the journal says was published without review; imports have no journal."""
    said = Transition.objects.filter(action=Action.EMERGENCY).values_list("edition_id", flat=True)
    printed = Exists(Transition.objects.filter(edition=OuterRef("edition"), action__in=PRINTS))
    told = Unreviewed.objects.filter(printed).values_list("edition_id", flat=True)
    for edition in sorted({*said} ^ {*told}, key=str):
        yield Fault(
            "unreviewed", f"edition {edition}", "is without review for readers or for the journal alone"
        )


def withdrawals_are_closed() -> Iterator[Fault]:
    """A publication is closed exactly while its standing edition is a withdrawal; a redirect leads somewhere open."""
    standing = Edition.objects.filter(
        publication=OuterRef("pk"), superseded_at__isnull=True, change=Change.WITHDRAWAL
    )
    withdrawn = Publication.objects.annotate(withdrawn=Exists(standing))
    for publication in withdrawn.filter(withdrawn=True, closed_at__isnull=True):
        yield Fault("withdrawal", publication.key, "was withdrawn and is open to readers")
    for publication in withdrawn.filter(withdrawn=False, closed_at__isnull=False):
        yield Fault("withdrawal", publication.key, "is closed to readers without a withdrawal")
    for merged in Publication.objects.filter(redirect_to__redirect_to__isnull=False):
        yield Fault("redirect", merged.key, "leads to something that was merged itself")


def desk_fits_the_record() -> Iterator[Fault]:
    """Working rows point at publications of their kind, and states have their journal rows."""
    for declared in desk_kinds().values():
        kind = declared.model.kind
        for row in declared.model.objects.filter(publication__isnull=False).exclude(publication__kind=kind):
            yield Fault("desk", f"{kind} {row.pk}", f"is printed as {row.publication.kind}")
        if not issubclass(declared.model, Entry):
            yield from _noun_faults(declared.model)
    printed = Edition.objects.entries().filter(
        ~Exists(Transition.objects.filter(edition=OuterRef("pk"))),
        Exists(Entry.objects.filter(publication=OuterRef("publication"))),
    )
    for edition in printed.select_related("publication"):
        yield Fault(
            "journal",
            f"{edition.publication.key} edition {edition.number}",
            "nobody is on record as its publisher",
        )


def _noun_faults(model) -> Iterator[Fault]:
    if model.kind == "source":
        return
    for row in model.objects.filter(
        publication__isnull=False, publication__redirect_to__isnull=True
    ).select_related("publication"):
        if row.key != row.publication.key:
            yield Fault("desk", f"{model.kind} {row.key}", f"has the public address {row.publication.key}")


CHECKS = (
    guards_stand,
    numbers_have_no_gaps,
    editions_follow_each_other,
    log_tells_every_printing,
    bodies_are_whole,
    unreviewed_editions_say_why,
    withdrawals_are_closed,
    desk_fits_the_record,
)
