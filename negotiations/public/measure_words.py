"""What a measure covers and what it comes to, in words with links: for templates, and as plain text for files."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from negotiations.public.labels import Label, Labels
from negotiations.tariffs.codes import dotted
from negotiations.tariffs.duty import AllIn, Amount, amount
from negotiations.tariffs.lifecycle import Change, Standing, State
from negotiations.tariffs.scope import Economies, Goods, Scope
from negotiations.tariffs.totals import as_meant
from negotiations.values.vocabulary import MeasureState, RateBasis

SHAPES = {State.SUSPENDED: "paused"}
# Only here is there a rate to speak of: one that is charged, or that is to be.
_HAS_RATE = (State.IN_FORCE, State.SCHEDULED, State.ANNOUNCED, State.PROPOSED, State.THREATENED)
_MOST = 6  # names or codes in one sentence
_TAKES_THE = re.compile(
    r"(United|European|Netherlands|Philippines|Bahamas|Gambia|Maldives)\b"
    r"|.*\b(Republic|Islands|Emirates|Union|Kingdom|States)$"
)


@dataclass(frozen=True)
class Piece:
    """A part of a sentence; `url` is '' where it leads nowhere."""

    text: str
    url: str = ""

    def __str__(self) -> str:
        return self.text


type Words = list[Piece]


def plain(words: Iterable[Piece]) -> str:
    """The sentence without its links."""
    return "".join(map(str, words))


def ids_in(scope: Scope) -> frozenset[int]:
    """Every publication that a scope names."""
    return scope.economies.ids | scope.goods.lists | scope.goods.excepted_lists


def economies_words(economies: Economies, labels: Labels, *, running: bool = False) -> Words:
    """ "All economies", "All but the United Kingdom", "Japan and South Korea"; in `running` text with articles."""
    if economies.mode in ("", "all"):
        return [Piece("All economies")]
    named = sorted((labels[id] for id in economies.ids if id in labels), key=str)
    if not named:
        return [Piece("Some economies" if economies.mode == "listed" else "All economies")]
    with_articles = running or economies.mode == "except"
    marks = [[Piece("the ")] * (with_articles and _takes_the(label)) + [_link(label)] for label in named]
    names = _listed(marks, "other", "others")
    return names if economies.mode == "listed" else [Piece("All but "), *names]


def goods_words(goods: Goods, labels: Labels, text: str = "") -> Words:
    """The goods in the words of the document (`text`), with lists and codes; [] where nothing is said."""
    included = _marks(goods.lists, goods.included, labels)
    excepted = _marks(goods.excepted_lists, goods.excepted, labels)
    words = [Piece(text)] if text else [Piece("All goods")] if goods.mode == "all" else []
    if included:
        words += [Piece(" ("), *included, Piece(")")] if words else included
    if excepted:
        words += [Piece(" except "), *excepted] if words else [Piece("All goods except "), *excepted]
    return words


def part_words(scope: Scope, labels: Labels, *, goods: Words | None = None, is_only: bool = False) -> Words:
    """What a part of a measure is about, as it stands after its rate: "for Japan", "for all but Japan, only for the
    plaintiffs"; [] for the only part of a measure on all economies. `goods` are told where they are not those of the
    whole.
    """
    found: Words = []
    if not is_only or scope.economies.mode not in ("", "all"):
        found = [Piece("for "), *_running(economies_words(scope.economies, labels, running=True))]
    if goods:
        found += [Piece(", on " if found else "on "), *_running(goods)]
    if scope.condition:
        found.append(Piece(f"{', ' if found else ''}only {scope.condition}"))
    return found


def _running(words: Words) -> Words:
    """Words of ours or of a document as they go on within a sentence; names keep their capitals."""
    first, *rest = words
    if first.url or first.text[1:2].isupper():
        return words
    return [Piece(first.text[0].lower() + first.text[1:]), *rest]


def _marks(lists: Iterable[int], codes: Iterable[str], labels: Labels) -> Words:
    marks = [[_link(label)] for label in sorted((labels[id] for id in lists if id in labels), key=str)]
    marks += [[Piece(dotted(code))] for code in sorted(codes)]
    return _listed(marks, "other code", "other codes") if marks else []


def _takes_the(label: Label) -> bool:
    return _TAKES_THE.match(label.text) is not None


def _link(label: Label) -> Piece:
    return Piece(label.text, label.url)


def _listed(items: Sequence[Words], one: str, many: str) -> Words:
    """ "a, b and c"; of very many the first few and how many others there are."""
    shown = list(items)
    if len(shown) > _MOST:
        rest = len(shown) - _MOST + 1
        shown = [*shown[: _MOST - 1], [Piece(f"{rest} {one if rest == 1 else many}")]]
    words = [*shown[0]]
    for place, item in enumerate(shown[1:], start=2):
        words += [Piece(" and " if place == len(shown) else ", "), *item]
    return words


def shape_of(state: State) -> str:
    """The name of the state's shape in the sprite."""
    return SHAPES.get(state, str(state))


def label_of_state(state: State) -> str:
    return MeasureState(str(state)).label


def rate_words(standing: Standing) -> dict:
    """The rate of a standing: {duty, rate_basis, rate_basis_label, held_duty}.

    `duty` is '' where none is charged or to come. What a pause or an exemption holds back is told apart, so that
    nobody takes it for a duty that is charged.
    """
    rate, state = standing.rate, standing.state
    shown = rate is not None and state in _HAS_RATE
    held = rate is not None and state in (State.SUSPENDED, State.EXEMPT)
    basis = RateBasis(rate.basis).label if rate and rate.basis and (shown or held) else ""
    return {
        "duty": rate.duty if rate and shown else "",
        "rate_basis": rate.basis if rate and basis else "",
        "rate_basis_label": basis,
        "held_duty": rate.duty if rate and held else "",
    }


def told(standing: Standing) -> str:
    """A standing in a word or two: "25%", "paused", "25%, scheduled"; '' where nothing was known."""
    if standing.state is None:
        return ""
    duty, label = rate_words(standing)["duty"], label_of_state(standing.state).lower()
    if standing.state is State.IN_FORCE:
        return duty or label
    return f"{duty}, {label}" if duty else label


def percent_of(rate: Change | None) -> Decimal | None:
    """A rate as a percentage of the value, None where it is none or not that alone."""
    return _percent(rate.duty, rate.basis) if rate else None


@lru_cache(maxsize=1024)
def _percent(duty: str, basis: str) -> Decimal | None:
    meant = as_meant(duty, basis)
    if isinstance(meant, AllIn):
        return meant.rate.percent
    worth = amount(meant) if meant else None
    return worth.percent if isinstance(worth, Amount) and worth.only_percent else None
