"""What readers can choose in a list of entries: the values in force as chips, and the facets with their counts."""

from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from django.utils.translation import gettext as _

from negotiations.public.labels import Label, Labels, labels_for
from negotiations.public.parameters import HEADINGS, NOUN_FACETS, WORD_FACETS, WORDS

SHOWN = ("kind", "status", "negotiation", "economy", "topic", "person", "measure")
_OPTIONS_SHOWN = 12


@dataclass(frozen=True)
class Option:
    """One value of a facet as a reader can choose it, with how many entries it would leave.

    `lang` is the language of `text` where it is another than the page's.
    """

    value: str
    text: str
    count: int
    selected: bool
    lang: str = ""

    @property
    def disabled(self) -> bool:
        return not self.count and not self.selected


@dataclass(frozen=True)
class FacetGroup:
    param: str
    label: str
    options: list[Option]
    more_count: int

    @property
    def selected(self) -> bool:
        """True where one of its values is in force."""
        return any(option.selected for option in self.options)


@dataclass(frozen=True)
class Chip:
    """One value in force, with the address of the list without it; `lang` as that of an option."""

    param: str
    label: str
    text: str
    remove_url: str
    lang: str = ""


class Choices:
    """The choices that belong to one `TimelineFilter`, named at its clock."""

    def __init__(self, asked):
        self._asked = asked

    @cached_property
    def _labels(self) -> Labels:
        """Names for the options and the chips. One query."""
        wanted = {noun.pk for nouns in self._asked.nouns.values() for noun in nouns.values()}
        for name, counts in self._asked.counts.items():
            if name in NOUN_FACETS:
                wanted |= set(_largest(counts))
        return labels_for(wanted, known.at if (known := self._asked.known) else None)

    def facets(self) -> list[FacetGroup]:
        """Each facet with its options: the chosen ones and the most frequent, counted without the facet itself."""
        groups = []
        for name in SHOWN:
            counts = self._asked.counts.get(name, {})
            options = (
                self._word_options(name, counts) if name in WORD_FACETS else self._noun_options(name, counts)
            )
            if options:
                more = (
                    max(0, sum(1 for count in counts.values() if count) - len(options))
                    if name in NOUN_FACETS
                    else 0
                )
                groups.append(FacetGroup(name, str(HEADINGS[name]), options, more))
        return groups

    def _word_options(self, name, counts):
        chosen = self._asked.value(name) or []
        return [
            Option(word, str(text), counts.get(word, 0), word in chosen)
            for word, text in WORDS[name]()
            if word in counts or word in chosen
        ]

    def _noun_options(self, name, counts):
        chosen = {noun.pk for noun in self._asked.nouns.get(name, {}).values()}
        ids = [*chosen, *(id for id in _largest(counts) if id not in chosen)]
        options = [
            Option(label.key, label.text, counts.get(id, 0), id in chosen, label.text_lang)
            for id in ids
            if (label := self._labels.get(id))
        ]
        return sorted(options, key=lambda option: (not option.count, option.text))

    def chips(self) -> list[Chip]:
        """Every value in force."""
        return [
            Chip(
                name,
                self._chip_label(name),
                self._chip_text(name, item),
                self._asked.url(without=((name, item),)),
                label.text_lang if (label := self._label_of(name, item)) else "",
            )
            for name, item in self._asked.pairs
            if name not in ("order", "known")
        ]

    def _chip_label(self, name: str) -> str:
        return _("Only") if name == "key" else str(HEADINGS[name])

    def _chip_text(self, name: str, item: str) -> str:
        if name in WORDS:
            return str(dict(WORDS[name]())[item])
        if name == "q":
            return _("“%(words)s”") % {"words": item}
        if name in ("from", "to"):
            return self._asked.value(name).text
        if label := self._label_of(name, item):
            return label.text
        return _("key events") if name == "key" else item

    def _label_of(self, name: str, item: str) -> Label | None:
        noun = self._asked.nouns.get(name, {}).get(item)
        return self._labels.get(noun.pk) if noun else None


def _largest(counts: dict) -> list:
    most = nsmallest(_OPTIONS_SHOWN, [(-count, value) for value, count in counts.items() if count])
    return [value for _count, value in most]
