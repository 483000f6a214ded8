"""What a cell says of one field: read from text, compared with what is stored, put into a row, and told in words."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from negotiations.desk.imports.days import WHOLE, day_text
from negotiations.desk.imports.names import Entries, Names, NewEntry, nearest, plain
from negotiations.desk.imports.sources import NewSource, Sources
from negotiations.models.entries import Entry
from negotiations.models.fields import WhenText
from negotiations.models.sources import Source
from negotiations.values.texts import clean_lines

EMPTY = "-"  # a cell that holds this alone empties the field; an empty cell leaves it as it is
_YES, _NO = ("yes", "true", "1", "x", "y"), ("no", "false", "0", "n")


@dataclass
class World:
    """Everything that cells may name; the people of the row (offices are theirs), and its entry where there is one."""

    names: Names
    sources: Sources
    entries: Entries
    people: frozenset[int] = frozenset()
    entry: int | None = None


class Reader:
    """One field of a row."""

    is_late = False  # a list, which is stored after the row itself

    def __init__(self, field: Any, check: Callable[[str], Any] | None = None):
        self.field, self._check = field, check

    @property
    def name(self) -> str:
        return self.field.name

    def read(self, text: str, world: World | None) -> Any:
        """The value that the text says. Raises ValueError with a sentence for the person who typed it."""
        raise NotImplementedError

    def empty(self) -> Any:
        """The value of a field that is emptied. Raises ValueError where it cannot be."""
        if self.field.has_default():
            return self.field.get_default()
        if not self.field.blank:
            raise ValueError("This cannot be empty.")
        return None if self.field.null else ""

    def stored(self, row: models.Model) -> Any:
        return getattr(row, self.field.attname)

    def same(self, stored: Any, value: Any) -> bool:
        return stored == value

    def same_value(self, one: Any, other: Any) -> bool:
        """Whether two cells say the same."""
        return one == other

    def put(self, row: models.Model, value: Any) -> None:
        setattr(row, self.field.attname, value)

    def words(self, value: Any, world: World) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return str(dict(self.field.flatchoices).get(value, value))


class Text(Reader):
    """Words, and everything that is stored as it is written."""

    def read(self, text, world):
        if self._check:
            self._check(text)
        return self._cleaned(clean_lines(text))

    def _cleaned(self, value):
        most = self.field.max_length if isinstance(self.field, models.TextField) else None
        if most and len(value) > most:
            raise ValueError(f"{len(value):,} characters; at most {most:,} are kept here.")
        try:
            return self.field.clean(value, None)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from None


class Choice(Reader):
    """One of a closed list, by its value or by its label."""

    def read(self, text, world):
        known = {plain(str(value)): value for value, _ in self.field.flatchoices if value != ""}
        words = known | {plain(str(label)): value for value, label in self.field.flatchoices if value != ""}
        if plain(text) in words:
            return words[plain(text)]
        hint = f" Write one of: {', '.join(known)}."
        raise ValueError(f"“{text[:40]}” is none of the choices.{nearest(plain(text), known, hint)}")


class Flag(Reader):
    def read(self, text, world):
        if plain(text) in _YES:
            return True
        if plain(text) in _NO:
            return False
        raise ValueError(f"“{text[:40]}” is neither yes nor no.")


class Whole(Text):
    """A whole number; spreadsheets write 25 as 25.0."""

    def read(self, text, world):
        found = WHOLE.fullmatch(text.strip())
        if not found:
            raise ValueError(f"“{text[:40]}” is no whole number.")
        return self._cleaned(int(found[1]))


class Fraction(Text):
    """An exact number with a decimal point."""

    def read(self, text, world):
        try:
            value = Decimal(text.strip()) if text.isascii() and "_" not in text else Decimal("NaN")
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or "e" in text.casefold():
            raise ValueError(f"“{text[:40]}” is no number. Write it with a decimal point: 2.5.")
        return self._cleaned(value)


class Moment(Text):
    """A date of the record, as exact as it is known."""

    def read(self, text, world):
        return self._cleaned(day_text(text))


class Day(Text):
    """One day."""

    def read(self, text, world):
        text = day_text(text)
        try:
            return dt.date.fromisoformat(text if len(text) == 10 else "")
        except ValueError:
            raise ValueError(f"“{text[:40]}” is no day. Write 2025-04-16.") from None


class Instant(Text):
    """A day with its time, in the time zone of the desk where none is given."""

    def read(self, text, world):
        text = day_text(text)
        try:
            value = dt.datetime.fromisoformat(text if len(text) >= 10 else "")
            value = value if value.tzinfo else timezone.make_aware(value)
            return value.astimezone(dt.UTC)
        except (ValueError, OverflowError):
            raise ValueError(f"“{text[:40]}” is no time. Write 2025-04-16T14:30.") from None

    def words(self, value, world):
        return f"{value:%Y-%m-%d %H:%M} UTC" if value else ""


class One(Reader):
    """A name, a source or an entry that the row points at."""

    def __init__(self, field, check=None):
        super().__init__(field, check)
        self.model = field.related_model

    def read(self, text, world):
        return find(self.model, text, world)

    def words(self, value, world):
        return label(self.model, value, world)


class Many(One):
    """A list of names, with semicolons between them; in a part of a row, with spaces."""

    is_late = True
    between = re.compile("[;\n]")

    def read(self, text, world):
        found = [piece.strip() for piece in self.between.split(text) if piece.strip()]
        if not found:
            raise ValueError("Name at least one, with semicolons between several.")
        values, wrong = set(), []
        for piece in found:
            try:
                values.add(find(self.model, piece, world))
            except ValueError as error:
                wrong.append(str(error))
        if wrong:
            raise ValueError(" ".join(wrong))
        return frozenset(values)

    def empty(self):
        return frozenset()

    def stored(self, row):
        return frozenset(item.pk for item in getattr(row, self.name).all())

    def put(self, row, value):
        getattr(row, self.name).set(value)

    def words(self, value, world):
        return "; ".join(sorted(label(self.model, pk, world) for pk in value))


class ManyInPart(Many):
    between = re.compile(r"\s+")


def reader_of(field: Any, check: Callable[[str], Any] | None = None) -> Reader:
    """How cells say this field."""
    if field.many_to_many:
        return Many(field)
    if field.many_to_one:
        return One(field)
    if field.choices:
        return Choice(field)
    kinds: tuple[tuple[type, type[Reader]], ...] = (
        (WhenText, Moment),
        (models.BooleanField, Flag),
        (models.IntegerField, Whole),
        (models.DecimalField, Fraction),
        (models.DateTimeField, Instant),
        (models.DateField, Day),
    )
    made = next((reader for model, reader in kinds if isinstance(field, model)), Text)
    return made(field, check)


def find(model: type[models.Model], text: str, world: World) -> Any:
    """What a text points at: an id, or a row or source of this file that is to be made. Raises ValueError."""
    if model is Source:
        return world.sources.find(text)
    if not issubclass(model, Entry):
        return world.names.find(model, text, world.people)
    found = world.entries.find(text)
    if isinstance(found, NewEntry) or model is Entry:
        return found
    if not model._default_manager.filter(pk=found).exists():
        raise ValueError(f"“{text[:60]}” is no {model._meta.verbose_name}.")
    return found


def label(model: type[models.Model], value: Any, world: World) -> str:
    """What a value points at, in words."""
    if value is None:
        return ""
    if isinstance(value, NewEntry):
        return f"{value.key} (new)"
    if model is Source or isinstance(value, NewSource):
        return world.sources.label(value)
    if issubclass(model, Entry):
        return world.entries.label(value)
    return world.names.label(model, value)
