"""The order of a feed: entries by their last change in substance.

Editions are numbered in the order of their printing, so the newest changes are the largest numbers of a set: nothing
here grows with the record.
"""

from collections.abc import Iterable
from itertools import batched

from django.db.models import OuterRef, Subquery
from pyroaring import BitMap

from negotiations.models.printed import Edition
from negotiations.public.posting_lists import Place
from negotiations.public.selection import Selection
from negotiations.values.vocabulary import Change

SUBSTANTIVE = (Change.FIRST, Change.UPDATE, Change.CORRECTION, Change.REINSTATEMENT)


def newest_changed(selection: Selection, after: tuple[int, int] | None, size: int) -> list[Place]:
    """(edition that last changed it, entry number, edition that stands) of the entries that changed last.

    What stands as a minor edit takes the place of the edition before it, which is looked up for those alone that could
    still come among the others.
    """
    minor = selection.chosen & selection.with_facet("change", [Change.MINOR])
    stands = {edition: edition for edition in _newest(selection.chosen - minor, after, size)}
    oldest = min(stands) if len(stands) >= size else 0
    edited = minor[minor.rank(oldest) :] if oldest else minor
    stands |= {before: edition for edition, before in _moved(edited).items()}
    numbers = selection.numbers(stands.values())
    places = ((changed, numbers[edition], edition) for changed, edition in stands.items())
    return sorted((place for place in places if not after or place[:2] < after), reverse=True)[:size]


def _newest(editions: BitMap, after: tuple[int, int] | None, size: int) -> BitMap:
    """The last `size` editions up to a place; and the one of that place, which only its number tells apart."""
    end = editions.rank(after[0]) if after else len(editions)
    return editions[max(0, end - size - 1) : end]


def _moved(minor: Iterable[int]) -> dict[int, int]:
    """For editions that are minor edits, the edition by which the entry last changed. A query for every thousand."""
    before = Edition.objects.filter(
        publication=OuterRef("publication"), number__lt=OuterRef("number"), change__in=SUBSTANTIVE
    )
    found: dict[int, int] = {}
    for some in batched(minor, 1000):
        editions = Edition.objects.filter(pk__in=some)
        editions = editions.annotate(moved=Subquery(before.order_by("-number").values("pk")[:1]))
        found |= editions.exclude(moved=None).values_list("pk", "moved")
    return found
