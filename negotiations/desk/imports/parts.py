"""Parts of an entry in one cell: who took part, the agenda, goods by code, citations.

Parts stand one a line, or with semicolons between them; in a part the values stand with bars between them. The first
ones are those that a part cannot do without, in their order; the others are named:

    ryosei-akazawa | side: JP; scott-bessent | side: US | note: left early

A backslash before a semicolon, a bar or a backslash makes it part of the words. The list is whole: a part that is not
in it goes. What a cell does not say of a part stays as it is.
"""

import re
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db import models

from negotiations.desk.imports.cells import ManyInPart, Reader, World, reader_of
from negotiations.desk.imports.constraints import broken
from negotiations.desk.saved_states import stored_fields, ties_to_entry
from negotiations.models.nouns import Office, Person

_TOKEN = re.compile(r"\\([;|\\n])|([;\n])|(\|)|([^\\;\n|]++|\\)")
_NAMED = re.compile(r"([A-Za-z_ ]{2,30}?)\s*:\s*(.*)", re.DOTALL)
_MOST = 500  # parts of one cell

type Values = dict[Reader, Any]


class Parts(Reader):
    """The list of all parts of one kind."""

    is_late = True

    @property
    def model(self) -> type[models.Model]:
        return self.field.related_model

    @cached_property
    def readers(self) -> dict[str, Reader]:
        """The fields of a part by how a cell may name them."""
        found = {}
        for field in stored_fields(self.model):
            if field.name != "position" and not ties_to_entry(field):
                reader = ManyInPart(field) if field.many_to_many else reader_of(field)
                found[field.name] = found[str(field.verbose_name).replace(" ", "_")] = reader
        return found

    @cached_property
    def lead(self) -> list[Reader]:
        """What a part cannot do without, in order."""
        every = dict.fromkeys(self.readers.values())
        return [
            reader
            for reader in every
            if not (reader.field.many_to_many or reader.field.blank or reader.field.has_default())
        ]

    @property
    def others(self) -> list[Reader]:
        return [reader for reader in dict.fromkeys(self.readers.values()) if reader not in self.lead]

    def read(self, text, world):
        found = [self._part(pieces, world) for pieces in split(text)]
        if len(found) > _MOST:
            raise ValueError(f"There are {len(found)} parts; a cell holds at most {_MOST}.")
        if not found:
            raise ValueError("Name at least one.")
        self._refuse_repetition(found)
        return found

    def empty(self):
        return []

    def stored(self, row):
        return list(getattr(row, self.name).all())

    def same(self, stored, value):
        pairs, rest = self._paired(stored, value)
        return not rest and all(part is not None and self._says(part, values) for part, values in pairs)

    def put(self, row, value):
        pairs, rest = self._paired(self.stored(row), value)
        for part in rest:
            part.delete()
        for place, (part, values) in enumerate(pairs):
            if part is None:
                part = self.model(**{self.field.field.name: row})
                if hasattr(part, "position"):
                    part.position = place
            elif self._says(part, values):
                continue
            for reader, one in values.items():
                if not reader.is_late:
                    reader.put(part, one)
            part.save()
            for reader, one in values.items():
                if reader.is_late:
                    reader.put(part, one)

    def words(self, value, world):
        return "; ".join(
            self._words(
                {reader: reader.stored(part) for reader in dict.fromkeys(self.readers.values())}, world
            )
            if isinstance(part, models.Model)
            else self._words(part, world)
            for part in value
        )

    def example(self) -> str:
        """How a part is written, for help: “person | office: … | side: …”."""
        return " | ".join(
            [reader.name for reader in self.lead] + [f"{reader.name}: …" for reader in self.others]
        )

    def _part(self, pieces: list[str], world: World) -> Values:
        texts = self._texts(pieces)
        values: Values = {}
        people: set[int] = set()
        for reader in sorted(texts, key=lambda reader: reader.field.related_model is Office):
            here = replace(world, people=frozenset(people))
            try:
                values[reader] = reader.empty() if texts[reader] == "" else reader.read(texts[reader], here)
            except ValueError as error:
                raise ValueError(f"{reader.name}: {error}") from None
            if reader.field.related_model is Person:
                people.add(values[reader])
        plain = {reader.field.attname: value for reader, value in values.items() if not reader.is_late}
        if found := broken(self.model, {self.field.field.attname: world.entry, **plain}):
            raise ValueError(found)
        return values

    def _texts(self, pieces: list[str]) -> dict[Reader, str]:
        """What is said of each field: the first pieces by their order, the others by name."""
        texts: dict[Reader, str] = {}
        expected = list(self.lead)
        for piece in pieces:
            named = _NAMED.fullmatch(piece)
            reader = self.readers.get("_".join(named[1].casefold().split())) if named else None
            if reader and named:
                text = named[2].strip()
            elif not piece:
                continue
            elif expected:
                reader, text = expected[0], piece
            else:
                names = ", ".join(reader.name for reader in self.others)
                raise ValueError(f"“{piece[:40]}”: say which it is, as in “name: …”. There are: {names}.")
            if reader in texts:
                raise ValueError(f"{reader.name} is given twice.")
            expected = [other for other in expected if other is not reader]
            texts[reader] = text
        if expected:
            missing, said = " and ".join(reader.name for reader in expected), " | ".join(filter(None, pieces))
            raise ValueError(f"“{said[:60]}” gives no {missing}. Write {self.example()}")
        return texts

    def _refuse_repetition(self, found: list[Values]) -> None:
        for constraint in self.model._meta.constraints:
            if not isinstance(constraint, models.UniqueConstraint):
                continue
            names = [name for name in constraint.fields if name != self.field.field.name]
            readers = [self.readers[name] for name in names]
            keys = [
                tuple(values.get(reader, reader.field.get_default()) for reader in readers)
                for values in found
            ]
            if len(set(keys)) < len(keys):
                raise ValueError(str(constraint.get_violation_error_message()))

    def _paired(self, stored: list, wanted: list[Values]) -> tuple[list[tuple[Any, Values]], list]:
        """Each wanted part with the stored one that it speaks of, None where there is none; and what is left over."""
        rest, pairs = list(stored), []
        for values in wanted:
            of_it = [
                part for part in rest if all(reader.stored(part) == values[reader] for reader in self.lead)
            ]
            part = next((part for part in of_it if self._says(part, values)), of_it[0] if of_it else None)
            if part is not None:
                rest.remove(part)
            pairs.append((part, values))
        return pairs, rest

    def _says(self, part: models.Model, values: Values) -> bool:
        return all(reader.same(reader.stored(part), value) for reader, value in values.items())

    def _words(self, values: Values, world: World) -> str:
        said = [reader.words(values[reader], world) for reader in self.lead if reader in values]
        for reader, value in values.items():
            words = reader.words(value, world)
            if reader not in self.lead and words and value != reader.field.get_default():
                said.append(f"{reader.name}: {words}")
        return " | ".join(said)


def split(text: str) -> list[list[str]]:
    """The parts of a cell, each as its pieces."""
    parts: list[list[str]] = [[""]]
    for escaped, end, bar, words in _TOKEN.findall(text):
        if end:
            parts.append([""])
        elif bar:
            parts[-1].append("")
        else:
            parts[-1][-1] += {"n": "\n"}.get(escaped, escaped) or words
    found = [[piece.strip() for piece in pieces] for pieces in parts]
    return [pieces for pieces in found if any(pieces)]
