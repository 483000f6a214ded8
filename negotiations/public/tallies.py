"""How the entries of a noun's page divide: by kind, by topic, by person, each leading to the timeline."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from negotiations.models.printed import Publication
from negotiations.public import kinds
from negotiations.public.filters import TimelineFilter
from negotiations.public.labels import labels_for
from negotiations.public.parameters import NOUN_FACETS

_SHOWN = 10
# Facet -> heading, in the order of the page.
_HEADINGS = {"kind": _("By kind"), "topic": _("By topic"), "person": _("By person")}


@dataclass(frozen=True)
class Tally:
    """One value: how many entries have it, and the timeline of them ('' where it cannot be asked); `lang` is the
    language of the text where it is another than the page's.
    """

    text: str
    lang: str
    count: int
    url: str


def tallies(found: TimelineFilter, publication: Publication) -> list[dict]:
    """The counts of a page's entries: {facet, label, rows}, the largest first. One query."""
    chosen = {name: _largest(found.counts.get(name, {})) for name in _HEADINGS if name != publication.kind}
    known = found.known.at if found.known else None
    wanted = {value for name, rows in chosen.items() if name in NOUN_FACETS for value, _count in rows}
    labels = labels_for(wanted, known)
    groups = []
    for name, rows in chosen.items():
        told = []
        for value, count in rows:
            if name in NOUN_FACETS and value not in labels:
                continue
            text, lang, key = _named(name, value, labels)
            told.append(Tally(text, lang, count, _url(publication, name, key)))
        if told:
            groups.append({"facet": name, "label": _HEADINGS[name], "rows": told})
    return groups


def _named(name: str, value, labels) -> tuple[str, str, str]:
    if name in NOUN_FACETS:
        return labels[value].text, labels[value].text_lang, labels[value].key
    return kinds.get(value).shown_plural, "", value


def _url(publication: Publication, name: str, key: str) -> str:
    if publication.kind not in NOUN_FACETS:
        return ""
    return f"{reverse('timeline')}?{urlencode({publication.kind: publication.key, name: key})}"


def _largest(counts: dict) -> list[tuple]:
    held = [(value, count) for value, count in counts.items() if count]
    return sorted(held, key=lambda one: (-one[1], str(one[0])))[:_SHOWN]
