"""How an edition is cited, in the forms that people and their reference managers read.

A citation names one edition, so that it says the same for ever; the day of access is the reader's.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from negotiations.models.printed import Edition
from negotiations.public.cards import Card
from negotiations.public.reuse import cite_as, permalink
from negotiations.values import clock
from negotiations.values.when import day_text

_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}$&#_%"},
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True)
class Cited:
    """One edition as it is cited; `accessed` is the day on which somebody read it, in the site's zone."""

    edition: Edition
    headline: str
    language: str
    accessed: date

    @classmethod
    def of(cls, edition: Edition, card: Card) -> "Cited":
        """What the page of an edition cites."""
        return cls(edition, card.b["headline"], card.b["language"], localtime(clock.now()).date())

    @property
    def id(self) -> str:
        return f"{self.edition.publication.key}-{self.edition.number}"

    @property
    def url(self) -> str:
        return f"{permalink(self.edition)}editions/{self.edition.number}/"

    @property
    def published(self) -> date:
        return localtime(self.edition.published_at).date()

    @property
    def text(self) -> str:
        """The citation as a sentence for a footnote."""
        said = {"citation": cite_as(self.edition, self.headline), "day": day_text(self.accessed)}
        return _("%(citation)s Accessed %(day)s.") % said

    @property
    def links(self) -> list[dict]:
        """The other forms for a template: {label, url}."""
        return [{"label": _(form.label), "url": f"{self.url}cite.{name}"} for name, form in FORMS.items()]


def _bibtex(cited: Cited) -> str:
    fields = {
        "title": f"{{{_latex(cited.headline)}}}",
        "author": f"{{{_latex(settings.SITE_NAME)}}}",
        "year": str(cited.published.year),
        "note": f"Entry {cited.edition.publication.key}, edition {cited.edition.number}",
        "url": cited.url,
        "urldate": cited.accessed.isoformat(),
        "langid": cited.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    lines.insert(3, f"  month = {_MONTHS[cited.published.month - 1]},")
    return "\n".join([f"@misc{{{cited.id},", *lines, "}", ""])


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in _one_line(text))


def _ris(cited: Cited) -> str:
    rows = (
        ("TY", "ELEC"),
        ("ID", cited.id),
        ("TI", cited.headline),
        ("AU", settings.SITE_NAME),
        ("PB", settings.SITE_NAME),
        ("PY", f"{cited.published:%Y}"),
        ("DA", f"{cited.published:%Y/%m/%d}"),
        ("ET", str(cited.edition.number)),
        ("AN", cited.edition.publication.key),
        ("LA", cited.language),
        ("UR", cited.url),
        ("Y2", f"{cited.accessed:%Y/%m/%d}"),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in rows)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _csl(cited: Cited) -> str:
    item = {
        "id": cited.id,
        "type": "webpage",
        "title": cited.headline,
        "author": [{"literal": settings.SITE_NAME}],
        "container-title": settings.SITE_NAME,
        "number": cited.edition.publication.key,
        "version": str(cited.edition.number),
        "language": cited.language,
        "issued": {"date-parts": [_parts(cited.published)]},
        "accessed": {"date-parts": [_parts(cited.accessed)]},
        "URL": cited.url,
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


class Form(NamedTuple):
    """A form of citation: what it is called, its media type, and how it is written."""

    label: str
    media_type: str
    write: Callable[[Cited], str]


FORMS = {
    "bib": Form("BibTeX", "application/x-bibtex", _bibtex),
    "ris": Form("RIS", "application/x-research-info-systems", _ris),
    "json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", _csl),
    "txt": Form(gettext_noop("Text"), "text/plain", lambda cited: cited.text + "\n"),
}
