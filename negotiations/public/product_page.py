"""Lists of product codes: by chapter, and what replaces what."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from negotiations.models.printed import Edition, Publication
from negotiations.public.labels import Label, label_of
from negotiations.tariffs.codes import CodeList, dotted

SHOWN = 200  # codes on a page; the file has them all


def chapters(codes: CodeList) -> list[dict]:
    """Every chapter with its number of codes, and of the first codes each: {chapter, count, codes: [{code, duty}]}."""
    found, room = [], SHOWN
    for chapter, group in groupby(rows(codes), key=lambda row: row[0][:2]):
        members = list(group)
        shown = [{"code": dotted(code), "duty": duty} for code, duty in members[:room]]
        room -= len(shown)
        found.append(
            {"chapter": chapter, "count": len(members), "codes": shown, "rest": len(members) - len(shown)}
        )
    return found


def rows(codes: CodeList) -> Iterator[tuple[str, str]]:
    """(code as digits, its own duty or ''), in order."""
    for code in sorted(codes.duties):
        yield code, codes.duties[code]


def replaced_by(publication: Publication, known: datetime | None) -> list[Label]:
    """The later versions of a list."""
    editions = Edition.objects.known_on(known).filter(
        publication__kind="product_list", facets__name="product_list", facets__noun=publication
    )
    return [label_of(edition) for edition in editions.select_related("publication").distinct()]
