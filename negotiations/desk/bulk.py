"""A synthetic record of any size, for load and benchmarks: deterministic, with a realistic skew, straight into print.

Nothing in it is true. Editions, facets and the log are inserted in portions, in the shapes that printing gives them,
so that `check_record` finds nothing wrong with them; the desk stays empty.
"""

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import accumulate
from operator import attrgetter
from random import Random
from types import NoneType
from typing import Any

from django.db import transaction
from django.db.models import AutoField, Max, Model

from negotiations.desk.kinds import desk_kinds
from negotiations.desk.printing import timeline_columns
from negotiations.models.printed import Edition, Facet, Press, Publication, PublicationLog, SearchText
from negotiations.public import kinds
from negotiations.public.kinds import nouns as noun_kinds
from negotiations.public.kinds.base import CitationBody, Date, Printed, Ref, canonical, digest
from negotiations.public.kinds.measure_change import MeasureChangeBody
from negotiations.public.kinds.quote import QuoteBody
from negotiations.public.kinds.round import ParticipantBody, RoundBody
from negotiations.public.searching import words_to_keep
from negotiations.values.vocabulary import (
    Action,
    Attendance,
    Attribution,
    Change,
    EconomyKind,
    RateBasis,
    RoundStatus,
    SourceKind,
    Stance,
    Verbatim,
)

PORTION = 2000
_AS_THEY_ARE = (int, str, NoneType)  # values that every database takes without preparation
_FIRST_PRINTING = datetime(2001, 1, 1, tzinfo=UTC)
_FIRST_DAY, _DAYS = date(2001, 1, 1), 9000
WORDS = """
tariff steel aluminium cars quota levy round minister talks deal order notice relief farm rice chips energy
services digital currency yen dollar market access rules origin subsidy dumping safeguard review pause floor
ceiling exemption list annex letter summit call delegation text chapter draft offer demand reply delay
deadline sanction
""".split()
# How many nouns of each kind; busy ones are far more frequent than the rest.
_COUNTS = {"economy": 60, "person": 400, "topic": 120, "negotiation": 40, "measure": 300, "source": 3000}
_ZONES = ("America/New_York", "Asia/Tokyo", "Europe/Brussels", "Asia/Shanghai", "UTC")


class NotPossible(Exception):
    """Why no synthetic record can be made here, in one line."""


@dataclass
class _Printer:
    """Collects rows and inserts them in portions, with the numbers that printing would have given."""

    press: Press
    next_edition: int
    editions: list[Edition] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    log: list[PublicationLog] = field(default_factory=list)
    texts: list[SearchText] = field(default_factory=list)

    def add(self, publication: Publication, body: Printed) -> None:
        """One first edition of a publication that exists."""
        kind, text = kinds.get(publication.kind), canonical(body.model_dump(mode="json"))
        self.press.last_log += 1
        at = _FIRST_PRINTING + timedelta(seconds=self.press.last_log)
        self.press.last_printed_at = at
        edition = Edition(
            pk=self.next_edition,
            publication=publication,
            number=1,
            change=Change.FIRST,
            schema_version=kind.schema_version,
            body=text,
            digest=digest(text),
            published_at=at,
            **timeline_columns(body),
        )
        self.next_edition += 1
        self.editions.append(edition)
        self.facets += [Facet.of(edition, value) for value in kind.all_facets(body)]
        self.log.append(
            PublicationLog(number=self.press.last_log, at=at, publication=publication, edition_in=edition)
        )
        self.texts.append(SearchText(edition=edition, words=words_to_keep(kind, body)))

    def flush(self) -> None:
        """Insert what was collected; the printer is used up."""
        for rows in (self.editions, self.facets, self.log, self.texts):
            _insert(rows)


def _insert(rows: Sequence[Model]) -> None:
    """Insert new rows of one model, with one short statement: most of the time of bulk_create goes into long ones."""
    if not rows:
        return
    meta, connection = rows[0]._meta, transaction.get_connection()
    fields = [column for column in meta.concrete_fields if not isinstance(column, AutoField) or rows[0].pk]
    names, places = ", ".join(str(column.column) for column in fields), ", ".join(["%s"] * len(fields))
    values = [
        (attrgetter(one.attname), partial(one.get_db_prep_save, connection=connection)) for one in fields
    ]
    statement = f"INSERT INTO {meta.db_table} ({names}) VALUES ({places})"  # noqa: S608 (our own tables)
    with connection.cursor() as cursor:
        cursor.executemany(
            statement, [[_taken(of(row), prepared) for of, prepared in values] for row in rows]
        )


def _taken(value: Any, prepared: Callable[[Any], Any]) -> Any:
    return value if type(value) in _AS_THEY_ARE else prepared(value)


def make(entries: int, seed: int, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Bring the synthetic record to a number of entries; returns how many were added.

    The same seed gives the same record, also when it is made in several runs. Raises NotPossible where the record
    holds anything that is not synthetic.
    """
    with transaction.atomic():
        press, _ = Press.objects.select_for_update().get_or_create(pk=1)
        if not press.is_synthetic and (
            press.last_log or any(kind.model.objects.exists() for kind in desk_kinds().values())
        ):
            raise NotPossible("The record is not empty and not synthetic: nothing was added.")
        if not press.is_synthetic:
            press.is_synthetic = True
            _print_nouns(press, seed)
    cast = _Cast({kind: _ids(kind) for kind in _COUNTS}, _ids("office"))
    present = press.last_entry
    for first in range(present + 1, entries + 1, PORTION):
        last = min(first + PORTION - 1, entries)
        _print_portion(range(first, last + 1), cast, seed)
        progress(last - present, entries - present)
    return max(0, entries - present)


def _ids(kind: str) -> list[int]:
    return list(Publication.objects.filter(kind=kind).order_by("pk").values_list("pk", flat=True))


def _print_nouns(press: Press, seed: int) -> None:
    """Everything that entries point at; offices last, since they point at people."""
    random = Random(f"nouns-{seed}")  # noqa: S311 (nothing here is secret)
    printed = print_first(press, list(_nouns(random)))
    people = [publication.pk for publication in printed if publication.kind == "person"]
    print_first(
        press,
        [
            ("office", f"office-{n}", noun_kinds.OfficeBody(person=Ref(ref=pk), title=f"Minister {n}"))
            for n, pk in enumerate(people, start=1)
        ],
    )
    press.last_source = _COUNTS["source"]
    press.save()


def _nouns(random: Random) -> Iterator[tuple[str, str, Printed]]:
    for n in range(_COUNTS["economy"]):
        code = f"{chr(65 + n // 26)}{chr(65 + n % 26)}X"
        body = noun_kinds.EconomyBody(name=f"Economy {n + 1}", code=code, economy_kind=EconomyKind.COUNTRY)
        yield "economy", code, body
    named: tuple[tuple[str, type[Printed]], ...] = (
        ("topic", noun_kinds.TopicBody),
        ("negotiation", noun_kinds.NegotiationBody),
        ("measure", noun_kinds.MeasureBody),
        ("person", noun_kinds.PersonBody),
    )
    for kind, schema in named:
        for n in range(_COUNTS[kind]):
            name = f"{kind.title()} {n + 1}: {random.choice(WORDS)} {random.choice(WORDS)}"
            yield kind, f"{kind}-{n + 1}", schema.model_validate({"name": name})
    for n in range(_COUNTS["source"]):
        title, publisher = f"Report {n + 1}", f"Press {n % 40 + 1}"
        source = noun_kinds.SourceBody(source_kind=SourceKind.NEWS, title=title, publisher=publisher)
        yield "source", f"TWS-{n + 1:06d}", source


def print_first(
    press: Press, things: list[tuple[str, str, Printed]], first_number: int | None = None
) -> list[Publication]:
    """Insert new publications with their first editions; entries are numbered from `first_number`."""
    publications = Publication.objects.bulk_create(
        Publication(kind=kind, key=key, number=first_number + place if first_number else None)
        for place, (kind, key, _) in enumerate(things)
    )
    printer = _Printer(press, 1 + (Edition.objects.aggregate(last=Max("pk"))["last"] or 0))
    for publication, (_, _, body) in zip(publications, things, strict=True):
        printer.add(publication, body)
    printer.flush()
    return publications


class _Cast:
    """Nouns to choose from: the first of each kind are chosen far more often than the last."""

    def __init__(self, nouns: dict[str, list[int]], offices: list[int]):
        self._nouns, self._offices = nouns, offices
        self._weights = {
            kind: list(accumulate(1 / (n + 1) for n in range(len(ids)))) for kind, ids in nouns.items()
        }

    def place(self, random: Random, kind: str) -> int:
        weights = self._weights[kind]
        return bisect(weights, random.random() * weights[-1])

    def ref(self, random: Random, kind: str) -> Ref:
        return Ref(ref=self._nouns[kind][min(self.place(random, kind), len(self._nouns[kind]) - 1)])

    def refs(self, random: Random, kind: str, most: int) -> list[Ref]:
        return list(dict.fromkeys(self.ref(random, kind) for _ in range(random.randint(1, most))))

    def speaker(self, random: Random) -> tuple[Ref, Ref]:
        place = min(self.place(random, "person"), len(self._offices) - 1)
        return Ref(ref=self._nouns["person"][place]), Ref(ref=self._offices[place])


@transaction.atomic
def _print_portion(numbers: range, cast: _Cast, seed: int) -> None:
    press = Press.objects.select_for_update().get(pk=1)
    makers = {"quote": _quote, "measure_change": _measure_change, "round": _round}
    things: list[tuple[str, str, Printed]] = []
    for number in numbers:
        random = Random(f"{seed}-{number}")  # noqa: S311
        kind = random.choices(list(makers), weights=(60, 25, 15))[0]
        things.append((kind, f"TW-{number:06d}", makers[kind](random, cast)))
    print_first(press, things, numbers[0])
    press.last_entry = numbers[-1]
    press.save()


def _shared(random: Random, cast: _Cast) -> dict:
    day = _FIRST_DAY + timedelta(days=int(_DAYS * random.random() ** 0.5))
    return {
        "headline": _sentence(random, 7),
        "summary": _sentence(random, 25),
        "when": Date(edtf=day.isoformat(), zone=random.choice(_ZONES)),
        "negotiations": cast.refs(random, "negotiation", 1),
        "economies": cast.refs(random, "economy", 3),
        "topics": cast.refs(random, "topic", 3),
        "citations": [
            CitationBody(source=ref, stance=Stance.SUPPORTS) for ref in cast.refs(random, "source", 2)
        ],
        "is_key": random.random() < 0.02,
    }


def _sentence(random: Random, words: int) -> str:
    return " ".join(random.choices(WORDS, k=words)).capitalize()


def _quote(random: Random, cast: _Cast) -> QuoteBody:
    speaker, office = cast.speaker(random)
    return QuoteBody(
        **_shared(random, cast),
        text=_sentence(random, 18),
        text_language="en",
        speaker=speaker,
        office=office,
        attribution=Attribution.ON_RECORD,
        verbatim=Verbatim.NOT_CHECKED,
    )


def _round(random: Random, cast: _Cast) -> RoundBody:
    pairs = dict(cast.speaker(random) for _ in range(3))
    return RoundBody(
        **_shared(random, cast),
        status=RoundStatus.HELD,
        participants=[
            ParticipantBody(person=person, office=office, attendance=Attendance.PRESENT)
            for person, office in pairs.items()
        ],
    )


def _measure_change(random: Random, cast: _Cast) -> MeasureChangeBody:
    shared = _shared(random, cast)
    return MeasureChangeBody(
        **shared,
        measure=cast.ref(random, "measure"),
        action=random.choice((Action.IMPOSED, Action.AMENDED, Action.SUSPENDED, Action.TERMINATED)),
        signed=shared["when"],
        effective_from=shared["when"],
        duty=f"{random.randint(1, 50)}%",
        rate_basis=RateBasis.ADDITIONAL,
    )
