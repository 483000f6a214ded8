"""Which measures can cover a product code at all, found without looking at each of their changes."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from negotiations.tariffs.rates import GIVES, Measure
from negotiations.tariffs.scope import Lists


class GoodsIndex:
    """Built once for many questions; says too much rather than too little."""

    def __init__(self, measures: Iterable[Measure], lists: Lists):
        self._lists = lists
        self._open: set[int] = set()
        self._by_code: dict[str, set[int]] = defaultdict(set)
        self._by_list: dict[int, set[int]] = defaultdict(set)
        for measure in measures:
            for change in measure.changes:
                if change.becomes in GIVES:
                    self._take_in(measure.id, change.scope.goods)
        self._codes = sorted(self._by_code)

    def _take_in(self, measure: int, goods) -> None:
        if goods.mode != "listed":
            self._open.add(measure)
        for code in goods.included:
            self._by_code[code].add(measure)
        for id in goods.lists:
            self._by_list[id].add(measure)

    def naming(self, code: str) -> set[int]:
        """The measures that may cover a code or something under it."""
        found = set(self._open)
        for length in range(2, len(code) + 1, 2):
            found |= self._by_code.get(code[:length], set())
        place = bisect_left(self._codes, code)
        while place < len(self._codes) and self._codes[place].startswith(code):
            found |= self._by_code[self._codes[place]]
            place += 1
        for id, measures in self._by_list.items():
            if id in self._lists and (self._lists[id].above(code) or self._lists[id].has_under(code)):
                found |= measures
        return found
