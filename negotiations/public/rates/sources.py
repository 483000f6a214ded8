"""The sources behind an answer: every one that is cited by an entry it rests on, once, with a number."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from negotiations.public.labels import Label
from negotiations.public.rates.papers import Paper


@dataclass
class Cited:
    """A source, the entries that cite it, and where it says something else than they do."""

    source: Label
    number: int = 0
    entries: list[Label] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


def cited(papers: Iterable[Paper]) -> list[Cited]:
    """Official sources first, then by date, those without a date last; each paper learns the numbers of its own."""
    papers = list({paper.card.id: paper for paper in papers}.values())
    found: dict[int | str, Cited] = {}
    for paper in papers:
        for one in paper.b["citations"]:
            held = found.setdefault(one["source"].id, Cited(one["source"]))
            if paper.label and paper.label not in held.entries:
                held.entries.append(paper.label)
            if one["stance"] == "differs":
                held.differs.append(one["concerns"] or _("the entry as a whole"))
    listed = sorted(found.values(), key=_place)
    for number, each in enumerate(listed, start=1):
        each.number = number
    for paper in papers:
        paper.cites = _numbers(paper, found)
    return listed


def _place(one: Cited) -> tuple:
    body = one.source.body
    return (not body.is_official, body.issued.edtf if body.issued else "9999", one.source.text)


def _numbers(paper: Paper, found: dict[int | str, Cited]) -> dict[str, list[int]]:
    """The numbers of the sources of an entry by their publisher."""
    numbers: dict[str, list[int]] = {}
    sources = {one["source"].id: one["source"] for one in paper.b["citations"]}
    for id, source in sources.items():
        numbers.setdefault(source.publisher or source.text, []).append(found[id].number)
    return {publisher: sorted(those) for publisher, those in numbers.items()}
