"""What a process keeps of the record as it stands: names, and cards as they are shown.

An edition never changes, but the names in its card do, and so does where the link of a source leads. What is kept is
therefore dropped when something that it names is printed again, by the rows of the publication log: exactly that, and
nothing else. It is bounded, it belongs to one process, and it can be thrown away at any time.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from threading import RLock
from typing import Any

from negotiations.models.printed import Publication, PublicationLog, Upkeep
from negotiations.public.state import State, asked_state
from negotiations.values import clock

_LABELS = 10_000
_CARDS = 32_000_000  # characters


class Shelf[K: Hashable, V]:
    """The things used last, of a bounded weight in all."""

    def __init__(self, most: int):
        self._most, self._weight = most, 0
        self._things: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __iter__(self) -> Iterator[K]:
        return iter(self._things)

    def get(self, key: K, otherwise: Any = None) -> V | Any:
        found = self._things.get(key)
        if found is None:
            return otherwise
        self._things.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, weight: int = 1) -> list[K]:
        """Returns the keys of what had to go for it."""
        self.discard(key)
        self._things[key] = value, weight
        self._weight += weight
        gone = []
        while self._weight > self._most:
            old, (_, lost) = self._things.popitem(last=False)
            self._weight -= lost
            gone.append(old)
        return gone

    def discard(self, key: K) -> None:
        if found := self._things.pop(key, None):
            self._weight -= found[1]

    def clear(self) -> None:
        self._things.clear()
        self._weight = 0


class Momentary:
    """Findings that are true of one state of the record, for a minute at most; outside of an answer none is kept."""

    def __init__(self, most: int):
        self._shelf: Shelf[Hashable, tuple] = Shelf(most)
        self._lock = RLock()

    def get[V](self, key: Hashable, find: Callable[[], V]) -> V:
        """What was found for a key, or is found now."""
        return self.get_many([key], lambda _: [find()])[0]

    def get_many[K: Hashable, V](self, keys: Sequence[K], find: Callable[[list[K]], list[V]]) -> list[V]:
        """What was found for each key; what is missing is found together."""
        asked = asked_state()
        if asked is None:
            return find(list(keys))
        under = asked, clock.now().replace(second=0, microsecond=0)
        with self._lock:
            held = {key: one[1] for key in keys if (one := self._shelf.get(key)) and one[0] == under}
        if missing := [key for key in dict.fromkeys(keys) if key not in held]:
            found = dict(zip(missing, find(missing), strict=True))
            with self._lock:
                for key, value in found.items():
                    self._shelf.put(key, (under, value))
            held |= found
        return [held[key] for key in keys]

    def forget(self) -> None:
        with self._lock:
            self._shelf.clear()


# The language, and the edition of a card or the publication of a name.
type Key = tuple[str, int]


class Kept:
    """Names and cards under the state of the record that they are true of."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._state: State | None = None
        self._labels: Shelf[Key, Any] = Shelf(_LABELS)
        self._cards: Shelf[Key, Any] = Shelf(_CARDS)
        self._naming: dict[int, set[Key]] = defaultdict(set)  # publication -> the cards that name it
        self._named: dict[Key, Collection[int]] = {}

    def labels(self, language: str, ids: Iterable[int]) -> dict[int, Any]:
        """What is kept of some names; None for a publication that readers cannot see."""
        with self._lock:
            found = (
                ((id, self._labels.get((language, id), _UNKNOWN)) for id in ids) if self._is_current() else ()
            )
            return {id: label for id, label in found if label is not _UNKNOWN}

    def keep_labels(self, language: str, labels: dict[int, Any]) -> None:
        with self._lock:
            if self._is_current():
                for id, label in labels.items():
                    self._labels.put((language, id), label)

    def cards(self, language: str, editions: Iterable[int]) -> dict[int, Any]:
        """What is kept of the cards of some editions."""
        with self._lock:
            if not self._is_current():
                return {}
            found = {id: self._cards.get((language, id)) for id in editions}
            return {id: card for id, card in found.items() if card is not None}

    def keep_card(self, language: str, edition: int, card: Any, size: int, named: Collection[int]) -> None:
        """`named` are the publications whose printing makes the card another: its own, and those it names."""
        with self._lock:
            if not self._is_current():
                return
            key = (language, edition)
            for gone in self._cards.put(key, card, size):
                self._unname(gone)
            self._named[key] = named
            for publication in named:
                self._naming[publication].add(key)

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._state = None
            for held in (self._labels, self._cards, self._naming, self._named):
                held.clear()

    def _unname(self, key: Key) -> None:
        for publication in self._named.pop(key, ()):
            self._naming[publication].discard(key)
            if not self._naming[publication]:
                del self._naming[publication]

    def _is_current(self) -> bool:
        """Brings what is kept up to the state of the answer being made. False where it cannot serve that one: outside
        of an answer, where a transaction may still be undone, and for an answer older than what is kept."""
        asked = asked_state()
        if asked is None or asked == self._state:
            return asked is not None
        if self._state and asked.generation < self._state.generation:
            if State.read().generation < self._state.generation:  # another database than before
                self.forget()
            return False
        if self._state is None:
            self.forget()
        else:
            self._drop(_touched(self._state, asked))
        self._state = asked
        return True

    def _drop(self, publications: set[int]) -> None:
        for publication in publications:
            for key in list(self._naming.get(publication, ())):
                self._cards.discard(key)
                self._unname(key)
        for key in [key for key in self._labels if key[1] in publications]:
            self._labels.discard(key)


_UNKNOWN = object()
kept = Kept()
moment = Momentary(500)


def _touched(before: State, now: State) -> set[int]:
    """The publications that are called otherwise, or lead elsewhere, than they did in an earlier state."""
    rows = PublicationLog.objects.filter(number__gt=before.generation, number__lte=now.generation)
    found = set(rows.values_list("publication_id", flat=True))
    if now.upkeep != before.upkeep:
        changed = Upkeep.objects.filter(changed_at__gt=before.upkeep) if before.upkeep else Upkeep.objects
        found |= set(changed.values_list("publication_id", flat=True))
    # A merged name is called as the one that stays.
    return found | set(Publication.objects.filter(redirect_to__in=found).values_list("pk", flat=True))
