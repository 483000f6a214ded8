"""The entries that a file speaks of, as they stand, with all that is compared. A few queries for each portion."""

from django.db.models import Q

from negotiations.desk.imports import columns
from negotiations.desk.imports.names import plain
from negotiations.desk.imports.parts import Parts
from negotiations.desk.kinds import desk_kinds
from negotiations.models.entries import Entry
from negotiations.public.kinds import entry_kinds

_PORTION = 500


class Existing:
    """Entries by kind and id, read when the first of their portion is asked for."""

    def __init__(self, known: list[tuple[int, str]], header: tuple[str, ...]):
        self._header = set(header)
        self._rows: dict[int, Entry] = {}
        self._waiting: dict[str, list[int]] = {kind.name: [] for kind in entry_kinds()}
        for pk, kind in known:
            self._waiting[kind].append(pk)
        self._alike: dict[tuple[str, str], list[Entry]] = {}

    def get(self, kind: str, pk: int) -> Entry | None:
        """The entry of its own kind, None where somebody deleted it just now."""
        if pk not in self._rows:
            waiting = self._waiting[kind]
            portion = [pk, *(other for other in waiting[:_PORTION] if other != pk)]
            self._waiting[kind] = [other for other in waiting if other not in set(portion)]
            self._rows |= {row.pk: row for row in self._query(kind).filter(pk__in=portion)}
        return self._rows.get(pk)

    def alike(self, kind: str, headline: str, when: str) -> Entry | None:
        """An entry of that kind, headline and date, None where there is none or the kind is unknown."""
        if (kind, when) not in self._alike:
            self._alike[kind, when] = list(self._query(kind).filter(Q(when=when)).order_by("pk")[:5000])
        found = self._alike[kind, when]
        return next((row for row in found if plain(row.headline) == plain(headline)), None)

    def _query(self, kind: str):
        model = desk_kinds()[kind].model
        known = columns.common() | columns.of_kind(kind)
        named = [
            reader for name in self._header & known.keys() for reader in known[name].readers if reader.is_late
        ]
        wanted = ["citations"]
        for reader in named:
            wanted.append(reader.name)
            if isinstance(reader, Parts):
                wanted += [
                    f"{reader.name}__{part.name}" for part in set(reader.readers.values()) if part.is_late
                ]
        return model._default_manager.select_related("publication").prefetch_related(*dict.fromkeys(wanted))
