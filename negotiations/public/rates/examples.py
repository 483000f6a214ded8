"""Questions that show what can be asked, taken from the record itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from negotiations.public.rates import words
from negotiations.public.rates.asked import Asked, Choices
from negotiations.public.tariff_book import Page
from negotiations.tariffs.codes import dotted
from negotiations.tariffs.lifecycle import Change, State
from negotiations.tariffs.rates import Measure
from negotiations.values.clock import Moment

MOST = 3


@dataclass(frozen=True)
class Example:
    """A question in words, with the addresses of its answer as a page and as JSON."""

    text: str
    url: str
    data_url: str


def examples(book: Page, choices: Choices, known: Moment | None) -> list[Example]:
    """A few questions that the record can answer: goods with codes first, each of another pair of economies."""
    found: dict[tuple, Example] = {}
    for measure, change, code in _candidates(book):
        asked = _question(book, choices, known, measure, change, code)
        pair = tuple(one.key for one in (asked.by, asked.economy) if one)
        if asked.is_good and pair not in found:
            found[pair] = Example(words.question(asked), asked.url(), asked.url(path="/rates.json"))
        if len(found) == MOST:
            break
    return list(found.values())


def _candidates(book: Page) -> Iterator[tuple[Measure, Change, str]]:
    """The newest change of each measure that puts a duty in force, with a code that it names ('' for none)."""
    newest = []
    for measure in book.measures.values():
        duties = [one for one in measure.changes if one.becomes is State.IN_FORCE and one.applies_from]
        coded = [(one, _code_of(one, book)) for one in duties]
        best = max(coded, key=lambda pair: (bool(pair[1]), pair[0].begins, pair[0].id), default=None)
        if best:
            newest.append((measure, *best))
    yield from sorted(newest, key=lambda one: (bool(one[2]), one[1].begins, one[1].id), reverse=True)


def _code_of(change: Change, book: Page) -> str:
    lists = [book.lists[id] for id in sorted(change.scope.goods.lists) if id in book.lists]
    listed = [next(iter(one.duties)) for one in lists if one.duties]
    codes = sorted(change.scope.goods.included, key=lambda code: (-len(code), code))
    return next(iter([*codes, *listed]), "")


def _question(
    book: Page, choices: Choices, known: Moment | None, measure: Measure, change: Change, code: str
) -> Asked:
    names = {one.id: one.key for one in choices.economies}
    data = {
        "by": names.get(measure.imposer or 0, ""),
        "economy": names.get(_economy_of(change, measure, book) or 0, ""),
        "code": dotted(code),
        "on": timezone.localtime(change.applies_from).date().isoformat(),
    }
    return Asked(data, book, choices, known, "")


def _economy_of(change: Change, measure: Measure, book: Page) -> int | None:
    """An economy that the change names, or the one that the record names most."""
    scope = change.scope.economies
    if scope.mode == "listed":
        return min(scope.ids, default=None)
    named = Counter(
        id
        for other in book.measures.values()
        for one in other.changes
        if one.scope.economies.mode == "listed"
        for id in one.scope.economies.ids
        if id != measure.imposer and id not in scope.ids
    )
    return named.most_common(1)[0][0] if named else None
