"""What the words of a cell point at: names of the record, stories, and entries. Nothing is made here."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.db import models

from negotiations.models.entries import Entry
from negotiations.models.nouns import Office

# By which of its fields somebody may name it; the first one that it has is the one to suggest.
_NAMED_BY = ("code", "slug", "number", "citation", "name", "short_name", "name_original", "title")
_MOST_SUGGESTIONS = 200  # distinct words of one plan that are compared with all names
NUMBER = re.compile(r"TW-\d{6,}", re.IGNORECASE)
DESK_NUMBER = re.compile(r"#(\d{1,15})")


def plain(text: str) -> str:
    """A text as it is compared: neither case nor white space nor the way letters are composed matter."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def nearest(text: str, known, hint: str = "") -> str:
    """ " Did you mean …?" for the known word that looks most like it, otherwise the hint."""
    found = get_close_matches(text[:80], list(known), n=1, cutoff=0.6) if len(text) <= 80 else []
    return f" Did you mean {found[0]}?" if found else hint


class Names:
    """Every name of the record, one query for each kind of name that is asked for."""

    def __init__(self) -> None:
        self._indexes: dict[type[models.Model], _Index] = {}
        self._suggested: dict[tuple[str, str], str] = {}

    def find(self, model: type[models.Model], text: str, people: frozenset[int] = frozenset()) -> int:
        """The id of what the text names; an office is looked for among those of `people`. Raises ValueError."""
        index = self._index(model)
        found = index.ids.get(plain(text), [])
        if len(found) > 1 and model is Office and people:
            found = [pk for pk in found if index.person[pk] in people]
        if len(found) == 1:
            return found[0]
        what = model._meta.verbose_name
        if found:
            raise ValueError(
                f"Several have the name “{text[:60]}”. Write one of:"
                f" {', '.join(sorted(index.handle[pk] for pk in found)[:5])}."
            )
        raise ValueError(f"The record knows no {what} “{text[:60]}”.{self._suggestion(model, text)}")

    def label(self, model: type[models.Model], pk: int) -> str:
        """How it is called in a comparison of before and after."""
        return self._index(model).handle.get(pk, f"#{pk}")

    def _index(self, model: type[models.Model]) -> "_Index":
        if model not in self._indexes:
            self._indexes[model] = _Index.of(model)
        return self._indexes[model]

    def _suggestion(self, model: type[models.Model], text: str) -> str:
        key = (model._meta.label, plain(text))
        if key not in self._suggested:
            if len(self._suggested) >= _MOST_SUGGESTIONS:
                return ""
            index = self._index(model)
            found = get_close_matches(key[1][:80], index.ids, n=1, cutoff=0.6) if len(text) <= 80 else []
            pk = index.ids[found[0]][0] if found else None
            shown = found[0] if found else ""
            same = pk is None or plain(index.handle[pk]) == shown
            self._suggested[key] = (
                f" Did you mean {index.handle[pk]}{'' if same else f' ({shown})'}?"
                if pk is not None
                else " Names are made in the desk, not by an import."
            )
        return self._suggested[key]


@dataclass
class _Index:
    """The ids behind each way to write a name, how each is shown, and of offices whose they are."""

    ids: dict[str, list[int]]
    handle: dict[int, str]
    person: dict[int, int]

    @classmethod
    def of(cls, model: type[models.Model]) -> "_Index":
        own = {field.name for field in model._meta.concrete_fields}
        fields = [name for name in _NAMED_BY if name in own]
        ids: dict[str, list[int]] = defaultdict(list)
        handle: dict[int, str] = {}
        for pk, *words in model._default_manager.order_by("pk").values_list("pk", *fields):
            handle[pk] = next(word for word in words if word)
            for word in dict.fromkeys(plain(word) for word in words if word):
                ids[word].append(pk)
        person = dict(model._default_manager.values_list("pk", "person_id")) if model is Office else {}
        return cls(dict(ids), handle, person)


@dataclass(frozen=True)
class NewEntry:
    """An entry that another row of the same file makes."""

    key: str


class Entries:
    """Entries by what an import calls them: a key of their own, TW-000123, or #45 (the desk's own number)."""

    def __init__(self, keys_of_file: set[str]):
        self._of_file = keys_of_file
        self._found: dict[str, tuple[int, str] | None] = {}
        self._labels: dict[int, str] = {}

    def warm(self, keys) -> None:
        """Look many up at once, in portions."""
        wanted = [key for key in dict.fromkeys(keys) if key and key not in self._found]
        self._found |= dict.fromkeys(wanted)
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            rows = Entry.objects.filter(import_key__in=part)
            self._found |= {
                row.import_key: (row.pk, row.entry_kind) for row in rows.only("import_key", "entry_kind")
            }
            for key in part:
                if NUMBER.fullmatch(key) or DESK_NUMBER.fullmatch(key):
                    self._found[key] = self._by_number(key)

    def get(self, key: str) -> tuple[int, str] | None:
        """The id and the kind of the entry, None where there is none."""
        self.warm([key])
        return self._found[key]

    def known(self) -> list[tuple[int, str]]:
        """The id and the kind of every entry that was found so far."""
        return [found for found in self._found.values() if found]

    def find(self, text: str) -> int | NewEntry:
        """The id of the entry that a cell names, or the row of this file that makes it. Raises ValueError."""
        if found := self.get(text):
            return found[0]
        if text in self._of_file:
            return NewEntry(text)
        raise ValueError(
            f"There is no entry “{text[:60]}”. Write TW-000123, or the key of a row of this file or of an earlier one."
        )

    def label(self, pk: int) -> str:
        """How it is called in a comparison of before and after."""
        if pk not in self._labels:
            headline = Entry.objects.filter(pk=pk).values_list("headline", flat=True).first()
            self._labels[pk] = f"#{pk} “{headline}”" if headline else f"#{pk}"
        return self._labels[pk]

    @staticmethod
    def _by_number(key: str) -> tuple[int, str] | None:
        condition: dict[str, Any] = (
            {"pk": int(key[1:])} if key.startswith("#") else {"publication__key": key.upper()}
        )
        if condition.get("pk", 0) >= 2**63:
            return None
        return Entry.objects.filter(**condition).values_list("pk", "entry_kind").first()
