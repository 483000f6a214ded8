"""The words that a search looks in, made from editions: after an import, an upgrade, or when the folding changed."""

from collections.abc import Callable, Iterable
from itertools import batched

from django.db import transaction

from negotiations.models.printed import Edition, SearchText
from negotiations.public import kinds
from negotiations.public.searching import words_to_keep
from negotiations.public.selection import read
from negotiations.values.vocabulary import Change

_PORTION = 500
type Progress = Callable[[int, int], None]


def add(editions: Iterable[Edition]) -> None:
    """Keep the words of editions that have none yet (their publications must be joined)."""
    rows = [
        SearchText(
            edition=one.edition, words=words_to_keep(kinds.get(one.edition.publication.kind), one.body)
        )
        for one in read(editions)
    ]
    SearchText.objects.bulk_create(rows, batch_size=_PORTION, ignore_conflicts=True)


def fill(progress: Progress = lambda done, total: None) -> int:
    """Add the words of every edition that has none; returns of how many. A transaction for each portion."""
    missing = Edition.objects.filter(search_text=None, redaction=None).exclude(change=Change.WITHDRAWAL)
    ids = list(missing.order_by("pk").values_list("pk", flat=True))
    for done, portion in enumerate(batched(ids, _PORTION, strict=False), start=1):
        with transaction.atomic():
            add(Edition.objects.filter(pk__in=portion).select_related("publication"))
        progress(min(done * _PORTION, len(ids)), len(ids))
    return len(ids)


def rebuild(progress: Progress = lambda done, total: None) -> int:
    """Make the words of every edition anew; returns of how many."""
    SearchText.objects.all().delete()
    return fill(progress)
