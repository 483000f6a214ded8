"""What a measure covers and what it comes to, in words with links: for templates, and as plain text for files."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from babel.lists import format_list
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from negotiations.public.labels import Label, Labels
from negotiations.tariffs.codes import dotted
from negotiations.tariffs.duty import AllIn, Amount, amount
from negotiations.tariffs.lifecycle import Change, Standing, State
from negotiations.tariffs.scope import Economies, Goods, Scope
from negotiations.tariffs.totals import as_meant
from negotiations.values import wording
from negotiations.values.vocabulary import MeasureState, RateBasis

SHAPES = {State.SUSPENDED: "paused"}
# Only here is there a rate to speak of: one that is charged, or that is to be.
_HAS_RATE = (State.IN_FORCE, State.SCHEDULED, State.ANNOUNCED, State.PROPOSED, State.THREATENED)
_MOST = 6  # names or codes in one sentence
_TAKES_THE = re.compile(
    r"(United|European|Netherlands|Philippines|Bahamas|Gambia|Maldives)\b"
    r"|.*\b(Republic|Islands|Emirates|Union|Kingdom|States)$"
)
_NAMES = "en"  # the language of conditions, and of goods where their entry does not say
_PLACE = re.compile(r"%\((\w+)\)s")
# What a part is about, by what it has to say: economies, goods, a condition.
_PARTS = {
    (True, False, False): gettext_noop("for %(economies)s"),
    (False, True, False): gettext_noop("on %(goods)s"),
    (False, False, True): gettext_noop("only %(condition)s"),
    (True, True, False): gettext_noop("for %(economies)s, on %(goods)s"),
    (True, False, True): gettext_noop("for %(economies)s, only %(condition)s"),
    (False, True, True): gettext_noop("on %(goods)s, only %(condition)s"),
    (True, True, True): gettext_noop("for %(economies)s, on %(goods)s, only %(condition)s"),
}


@dataclass(frozen=True)
class Piece:
    """A part of a sentence; `url` is '' where it leads nowhere, `lang` where it is in the language of the page."""

    text: str
    url: str = ""
    lang: str = ""

    def __str__(self) -> str:
        return self.text


type Words = list[Piece]


def plain(words: Iterable[Piece]) -> str:
    """The sentence without its links."""
    return "".join(map(str, words))


def woven(message: str, words: Mapping[str, Words]) -> Words:
    """A sentence with words, links and all, at its places: `%(name)s`, as in every message."""
    found: Words = []
    for place, text in enumerate(_PLACE.split(message)):
        if place % 2:
            found += words[text]
        elif text:
            found.append(Piece(text))
    return found


def quoted(text: str, language: str = _NAMES) -> Piece:
    """Words of the record, in the language that they are in."""
    is_of_page = language.partition("-")[0] == (get_language() or _NAMES).partition("-")[0]
    return Piece(text, lang="" if is_of_page else language)


def ids_in(scope: Scope) -> frozenset[int]:
    """Every publication that a scope names."""
    return scope.economies.ids | scope.goods.lists | scope.goods.excepted_lists


def economies_words(economies: Economies, labels: Labels, *, running: bool = False) -> Words:
    """ "All economies", "All but the United Kingdom", "Japan and South Korea"; in `running` text with articles."""
    everybody = [Piece(_("all economies") if running else _("All economies"))]
    if economies.mode in ("", "all"):
        return everybody
    is_listed = economies.mode == "listed"
    named = sorted((labels[id] for id in economies.ids if id in labels), key=str)
    if not named:
        somebody = [Piece(_("some economies") if running else _("Some economies"))]
        return somebody if is_listed else everybody
    with_articles = running or not is_listed
    names = _listed([_named(label, with_articles) for label in named], _more_economies)
    if is_listed:
        return names
    but = _("all but %(economies)s") if running else _("All but %(economies)s")
    return woven(but, {"economies": names})


def goods_words(goods: Goods, labels: Labels, text: str = "", language: str = _NAMES) -> Words:
    """The goods in the words of the document (`text`), with lists and codes; [] where nothing is said."""
    included = _marks(goods.lists, goods.included, labels)
    excepted = _marks(goods.excepted_lists, goods.excepted, labels)
    everything = [Piece(_("All goods"))]
    words = [quoted(text, language)] if text else everything if goods.mode == "all" else []
    if included:
        words = woven(_("%(goods)s (%(codes)s)"), {"goods": words, "codes": included}) if words else included
    if excepted:
        both = {"goods": words or everything, "excepted": excepted}
        words = woven(_("%(goods)s except %(excepted)s"), both)
    return words


def part_words(scope: Scope, labels: Labels, *, goods: Words | None = None, is_only: bool = False) -> Words:
    """What a part of a measure is about, as it stands after its rate: "for Japan", "for all but Japan, only for the
    plaintiffs"; [] for the only part of a measure on all economies. `goods` are told where they are not those of the
    whole.
    """
    names_economies = not is_only or scope.economies.mode not in ("", "all")
    told = names_economies, bool(goods), bool(scope.condition)
    if not any(told):
        return []
    words = {
        "economies": economies_words(scope.economies, labels, running=True),
        "goods": _running(goods or []),
        "condition": [quoted(scope.condition)],
    }
    return woven(_(_PARTS[told]), words)


def condition_words(condition: str) -> Words:
    """ "only for the plaintiffs"; [] where there is no condition."""
    message = _(_PARTS[False, False, True])
    return woven(message, {"condition": [quoted(condition)]}) if condition else []


def _running(words: Words) -> Words:
    """Words of ours or of a document as they go on within a sentence; names keep their capitals."""
    if not words or words[0].url or words[0].text[1:2].isupper():
        return words
    first, *rest = words
    return [replace(first, text=first.text[0].lower() + first.text[1:]), *rest]


def _marks(lists: Iterable[int], codes: Iterable[str], labels: Labels) -> Words:
    marks = [[_link(label)] for label in sorted((labels[id] for id in lists if id in labels), key=str)]
    marks += [[Piece(dotted(code))] for code in sorted(codes)]
    return _listed(marks, _more_codes) if marks else []


def _named(label: Label, with_article: bool) -> Words:
    name = [_link(label)]
    takes = with_article and _TAKES_THE.match(label.text)
    return woven(_("the %(economy)s"), {"economy": name}) if takes else name


def _link(label: Label) -> Piece:
    return Piece(label.text, label.url, label.text_lang)


def _more_economies(count: int) -> str:
    return ngettext("%(count)s other", "%(count)s others", count) % {"count": count}


def _more_codes(count: int) -> str:
    return ngettext("%(count)s other code", "%(count)s other codes", count) % {"count": count}


def _listed(items: Sequence[Words], more: Callable[[int], str]) -> Words:
    """ "a, b and c"; of very many the first few and how many others there are."""
    shown = list(items)
    if len(shown) > _MOST:
        shown = [*shown[: _MOST - 1], [Piece(more(len(shown) - _MOST + 1))]]
    if len(shown) == 1:
        return shown[0]
    places = {str(place): item for place, item in enumerate(shown)}
    return woven(format_list([f"%({place})s" for place in places], locale=wording.locale()), places)


def either(words: Sequence[str]) -> str:
    """ "a, b or c"."""
    return format_list(words, "or", locale=wording.locale())


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
    duty, label = rate_words(standing)["duty"], label_of_state(standing.state)
    if standing.state is State.IN_FORCE:
        return duty or label.lower()
    return rate_and_state(duty, label)


def rate_and_state(rate: str, label: str) -> str:
    """ "25%, scheduled"; "paused" where there is no rate."""
    state = label.lower()
    return _("%(rate)s, %(state)s") % {"rate": rate, "state": state} if rate else state


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
