"""What a change of a measure covers: which economies, which goods, and whether only on a condition in words.

A scope is compared in two ways. `match` asks whether it covers one case (goods from an economy on a day). `covers`
asks whether it is at least as wide as another scope, so that a change takes the place of an earlier one as a whole.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import lru_cache

from negotiations.tariffs.codes import CodeList


class Match(Enum):
    """Whether a scope covers a case."""

    NO = auto()
    YES = auto()
    SOME = auto()  # only some of the goods or economies that were asked about
    WORDS = auto()  # its goods are described in words only: codes cannot tell
    CONDITION = (
        auto()
    )  # only where a condition holds that the case does not say: a plaintiff, an origin claim


@dataclass(frozen=True, slots=True)
class Case:
    """Goods from an economy, on a day.

    `economy` is its id, None where none was asked about; `unions` are the customs unions that it belongs to on that
    day, `members` the economies that belong to it. `code` is digits, '' where no goods were asked about.
    """

    economy: int | None
    code: str = ""
    unions: frozenset[int] = frozenset()
    members: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Economies:
    """The economies of a scope: `mode` is all, listed, except, or '' where the change does not say."""

    mode: str = ""
    ids: frozenset[int] = frozenset()

    def match(self, case: Case) -> Match:
        if self.mode in ("", "all"):
            return Match.YES
        if case.economy is None:
            return Match.SOME
        named = case.economy in self.ids or bool(case.unions & self.ids)
        if not named and case.members & self.ids:
            return Match.SOME
        return Match.YES if named == (self.mode == "listed") else Match.NO

    def covers(self, other: "Economies") -> bool:
        if self.mode in ("", "all"):
            return True
        if self.mode == "listed":
            return other.mode == "listed" and other.ids <= self.ids
        if other.mode == "except":
            return self.ids <= other.ids
        return other.mode == "listed" and not (self.ids & other.ids)

    def without(self, other: "Economies") -> "Economies | None":
        """What is left of these when the others are taken out; None for nothing."""
        if other.mode in ("", "all"):
            return None
        if other.mode == "listed":
            if self.mode == "listed":
                return Economies("listed", self.ids - other.ids) if self.ids - other.ids else None
            return Economies("except", self.ids | other.ids)
        left = self.ids & other.ids if self.mode == "listed" else other.ids - self.ids
        if self.mode in ("", "all"):
            left = other.ids
        return Economies("listed", left) if left else None

    def shared(self, other: "Economies") -> "Economies | None":
        """What both name; None for nothing."""
        if other.mode in ("", "all"):
            return self
        return self.without(Economies("except" if other.mode == "listed" else "listed", other.ids))


type Lists = Mapping[int, CodeList]


@dataclass(frozen=True, slots=True)
class Goods:
    """The goods of a scope: `mode` is all, listed, described (in words only), or '' where the change does not say.

    `included` and `excepted` are codes as digits, `lists` and `excepted_lists` ids of product lists.
    """

    mode: str = ""
    included: frozenset[str] = frozenset()
    excepted: frozenset[str] = frozenset()
    lists: frozenset[int] = frozenset()
    excepted_lists: frozenset[int] = frozenset()

    @property
    def is_everything(self) -> bool:
        return self.mode == "" or (self.mode == "all" and not self.excepted and not self.excepted_lists)

    def match(self, code: str, lists: Lists) -> Match:
        if self.mode == "described":
            return Match.WORDS
        if self.is_everything:
            return Match.YES
        if not code:
            return Match.SOME
        included = 0 if self.mode == "all" else _depth(code, self.included, self.lists, lists)
        excepted = _depth(code, self.excepted, self.excepted_lists, lists)
        if included is None:
            return Match.SOME if _has_under(code, self.included, self.lists, lists) else Match.NO
        if excepted is not None and excepted >= included:
            return Match.NO
        return Match.SOME if _has_under(code, self.excepted, self.excepted_lists, lists) else Match.YES

    def _excepts_some_of(self, other: "Goods") -> bool:
        """True where an exception of these meets what the others list; two different lists are taken to be apart."""
        codes = any(
            one.startswith(code) or code.startswith(one) for one in other.included for code in self.excepted
        )
        return codes or bool(self.excepted_lists & other.lists)

    def covers(self, other: "Goods") -> bool:
        """True where these are at least as wide, as far as codes and lists tell without being opened."""
        if self.is_everything or self.mode == "described":
            return True
        fewer_exceptions = self.excepted_lists <= other.excepted_lists and all(
            _under(code, other.excepted) for code in self.excepted
        )
        if self.mode == "all" and other.mode == "listed":
            return not self._excepts_some_of(other)
        if self.mode == "all":
            return fewer_exceptions
        return (
            other.mode == "listed"
            and fewer_exceptions
            and other.lists <= self.lists
            and all(_under(code, self.included) for code in other.included)
        )


def _under(code: str, prefixes: frozenset[str]) -> bool:
    return any(code.startswith(prefix) for prefix in prefixes)


def _depth(code: str, codes: frozenset[str], ids: frozenset[int], lists: Lists) -> int | None:
    """How many digits the longest code has that `code` is or stands under; None where there is none."""
    found = [length for length in range(2, len(code) + 1, 2) if code[:length] in codes]
    above = (lists[id].above(code) for id in ids if id in lists)
    return max([*found, *(len(one) for one in above if one)], default=None)


def _has_under(code: str, codes: frozenset[str], ids: frozenset[int], lists: Lists) -> bool:
    return any(len(one) > len(code) and one.startswith(code) for one in codes) or any(
        lists[id].has_under(code) for id in ids if id in lists
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """Economies and goods; `condition` says in words for whom or what alone, '' where there is none."""

    economies: Economies = field(default_factory=Economies)
    goods: Goods = field(default_factory=Goods)
    condition: str = ""

    def match(self, case: Case, lists: Lists) -> Match:
        """Whether it covers a case. NO wins over everything, a condition over what codes cannot tell."""
        economies = self.economies.match(case)
        if economies is Match.NO:
            return Match.NO
        return both(economies, self.goods.match(case.code, lists), self.condition)

    def covers(self, other: "Scope") -> bool:
        """True where it is at least as wide as the other."""
        if self.condition and self.condition != other.condition:
            return False
        return self.economies.covers(other.economies) and self.goods.covers(other.goods)

    def renamed(self, names: Mapping[int, int]) -> "Scope":
        """The same scope where ids of economies and lists have become others."""
        ids = self.economies.ids | self.goods.lists | self.goods.excepted_lists
        if not ids & names.keys():
            return self
        new = lambda old: frozenset(names.get(id, id) for id in old)  # noqa: E731
        goods = replace(
            self.goods, lists=new(self.goods.lists), excepted_lists=new(self.goods.excepted_lists)
        )
        return replace(self, economies=replace(self.economies, ids=new(self.economies.ids)), goods=goods)

    @property
    def is_whole(self) -> bool:
        """True where it says nothing: the change is about the whole measure."""
        return self == WHOLE

    def __str__(self) -> str:
        """One canonical text, '' for the whole measure; `Scope.parse` reads it."""
        if self.is_whole:
            return ""
        parts = {
            "economies": [self.economies.mode, *sorted(self.economies.ids)],
            "goods": [
                self.goods.mode,
                sorted(self.goods.included),
                sorted(self.goods.excepted),
                sorted(self.goods.lists),
                sorted(self.goods.excepted_lists),
            ],
            "condition": self.condition,
        }
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def parse(cls, text: str) -> "Scope":
        """The scope that was written as a text; the same one for the same text, since a record repeats few of them."""
        return _parse(text) if text else WHOLE


WHOLE = Scope()


@lru_cache(10_000)
def _parse(text: str) -> Scope:
    parts = json.loads(text)
    mode, *ids = parts["economies"]
    goods_mode, *sets = parts["goods"]
    return Scope(
        Economies(mode, frozenset(ids)),
        Goods(goods_mode, *(frozenset(one) for one in sets)),
        parts["condition"],
    )


def both(economies: Match, goods: Match, condition: str) -> Match:
    """What a scope's economies and goods come to together."""
    if Match.NO in (economies, goods):
        return Match.NO
    if condition:
        return Match.CONDITION
    return goods if goods is not Match.YES else economies
