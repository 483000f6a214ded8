"""The source of a row: found by its address, or by title and publisher, and made with the first row where it is new."""

from dataclasses import dataclass
from typing import Any

from negotiations.desk.imports.names import plain
from negotiations.models.sources import Source
from negotiations.values.web import address_key

# The columns and what they fill of a source that is made.
FIELDS = {
    "source_url": "address",
    "source_title": "title",
    "source_publisher": "publisher",
    "source_published": "issued",
    "source_type": "source_kind",
    "source_language": "language",
    "source_authors": "authors",
    "source_official": "is_official",
}


@dataclass(eq=False)
class NewSource:
    """A source that the import makes."""

    values: dict[str, Any]

    def __str__(self) -> str:
        return str(Source(**self.values))


class Sources:
    """The sources of the record, and those that this file brings."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], list[int]] = {}
        self._new: dict[tuple[str, ...], NewSource] = {}
        self._labels: dict[int, str] = {}

    @property
    def new(self) -> list[NewSource]:
        return list(self._new.values())

    def warm(self, addresses) -> None:
        """Look many addresses up at once, in portions."""
        keys = [
            key for key in dict.fromkeys(map(address_key, addresses)) if key and (key,) not in self._known
        ]
        self._known |= {(key,): [] for key in keys}
        for start in range(0, len(keys), 500):
            for source in Source.objects.filter(address_key__in=keys[start : start + 500]).order_by("pk"):
                self._known[source.address_key,].append(source.pk)
                self._labels[source.pk] = str(source)

    def find(self, text: str) -> "int | NewSource":
        """The source that a cell names by its address, its public number or its title. Raises ValueError."""
        if key := address_key(text):
            self.warm([text])
            if found := self._known[key,]:
                return found[0]
            if (key,) in self._new:
                return self._new[key,]
            raise ValueError(
                f"The record has no source with the address {text[:100]}."
                " Give it in source_url with its title, in this row or in another."
            )
        found = self._titled(text)
        if len(found) == 1:
            return found[0]
        new = [source for key, source in self._new.items() if len(key) > 1 and key[0] == plain(text)]
        if not found and len(new) == 1:
            return new[0]
        raise ValueError(
            f"{'Several sources have' if found or new else 'No source has'} the title “{text[:60]}”."
            " Write its address, or its number such as TWS-000012."
        )

    def of_row(self, values: dict[str, Any]) -> "int | NewSource":
        """The source with these values by field, which is kept as new where the record has none. Raises ValueError."""
        address, title, publisher = (values.get(name, "") for name in ("address", "title", "publisher"))
        key = (address_key(address),) if address else (plain(title), plain(publisher))
        if address:
            self.warm([address])
        found = self._known[key] if address else self._titled(title, publisher)
        if len(found) > 1 and not address:
            raise ValueError("Several sources have this title. Give the publisher, or the address.")
        if found:
            return found[0]
        if key not in self._new:
            if not title:
                raise ValueError("This address is new: give the title of the source.")
            self._new[key] = NewSource(dict(values))
        return self._joined(self._new[key], values)

    def _joined(self, source: NewSource, values: dict[str, Any]) -> NewSource:
        for name, value in values.items():
            if source.values.setdefault(name, value) != value and name != "address":
                raise ValueError(
                    f"An earlier row says {source.values[name]} of this source, this one says {value}."
                )
        return source

    def label(self, value: "int | NewSource") -> str:
        if isinstance(value, NewSource):
            return f"{value} (new)"
        if value not in self._labels:
            source = Source.objects.filter(pk=value).first()
            self._labels[value] = str(source) if source else f"#{value}"
        return self._labels[value]

    def _titled(self, title: str, publisher: str = "") -> list[int]:
        key = (plain(title), plain(publisher), "")
        if key not in self._known:
            rows = Source.objects.filter(title__iexact=title.strip()) | Source.objects.filter(
                publication__key__iexact=title.strip()
            )
            if publisher:
                rows = rows.filter(publisher__iexact=publisher.strip())
            self._known[key] = list(rows.order_by("pk").values_list("pk", flat=True)[:3])
        return self._known[key]
