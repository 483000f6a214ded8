"""The state of the record that a package of files tells, and the version that this state has."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from django.conf import settings

from negotiations.models.printed import Edition, PublicationLog
from negotiations.public import kinds
from negotiations.public.reuse import instant
from negotiations.values.clock import Moment

# The first number of the version rises with it: raise it when a table or a column is renamed, moved or taken away
# while no schema changes.
LAYOUT = 1


@dataclass(frozen=True)
class State:
    """The record after printing `generation`, read as it stood at `at` (None: nothing was printed by then).

    `known` is the instant that was asked for, None for now. `seal` tells one record from another.
    """

    generation: int
    at: datetime | None
    known: Moment | None
    seal: str

    @classmethod
    def of(cls, known: Moment | None = None) -> "State":
        """The present state, or the one at an instant. Two queries at most."""
        rows = PublicationLog.objects.order_by("-number").values_list("number", "at", "edition_in__digest")
        newest = rows.first()
        if newest is None:
            return cls(0, None, known, "")
        then = rows.filter(at__lte=known.at).first() if known and known.at < newest[1] else newest
        return cls(newest[0], then[1] if then else None, known, newest[2])

    @cached_property
    def version(self) -> str:
        """The version of the data at this state, by the recipe in docs/data.md. Three queries.

        MAJOR is the shape: it rises with the version of any schema. MINOR counts first printings, which are new rows;
        PATCH the printings since the last of them, which changed or took away rows.
        """
        printed = PublicationLog.objects.filter(at__lte=self.at) if self.at else PublicationLog.objects.none()
        firsts = printed.filter(edition_in__number=1)
        last = firsts.order_by("-number").values_list("number", flat=True).first() or 0
        return f"{_major()}.{firsts.count()}.{printed.filter(number__gt=last).count()}"

    @property
    def as_of(self) -> str | None:
        """The instant of the last printing that is in the files, in UTC; None for an empty record."""
        return instant(self.at) if self.at else None

    @property
    def query(self) -> str:
        """What goes behind an address for the same state; '' for now."""
        return f"?known={self.known.value}".replace("+", "%2B") if self.known else ""

    @property
    def key(self) -> tuple:
        """Everything that the bytes of the files depend on."""
        site = (settings.SITE_URL, settings.SITE_NAME, settings.LICENCE, settings.CONTACT)
        return (self.generation, self.at, self.seal, _major(), site, self.known.value if self.known else "")

    def digest(self, name: str) -> str:
        """A hash of everything that a file depends on, for its ETag."""
        return sha256(repr((name, self.key)).encode()).hexdigest()[:32]

    def editions(self):
        """The editions that stood, one for each thing; what was merged is told by what it was merged with."""
        if self.at is None:
            return Edition.objects.none()
        return Edition.objects.known_on(self.at).filter(publication__redirect_to=None)


def _major() -> int:
    return LAYOUT + sum(kind.schema_version - 1 for kind in kinds.all_kinds().values())
