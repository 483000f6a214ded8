"""A word of the glossary."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class Term:
    """A word and what it means, in one or two sentences that begin in lower case.

    `slug` is its anchor, the same in every language: the vocabulary's value where it has one. `see` holds the slugs of
    others, `shape` is the sign of a state. `name` and `text` are English, for docs/glossary.md; `title` and `meaning`
    are in the page's language.
    """

    slug: str
    name: str
    text: str
    see: tuple[str, ...] = ()
    shape: str = ""

    @property
    def title(self) -> str:
        return _apart(self.slug) or _(self.name)

    @property
    def meaning(self) -> str:
        return _(self.text)

    @property
    def english(self) -> str:
        """What documents in English call it, '' where the page does too."""
        return "" if self.title == self.name else self.name

    @property
    def letter(self) -> str:
        """The letter under which it stands; "0–9" for figures."""
        return self.name[0].upper() if self.name[0].isalpha() else "0–9"


def _apart(slug: str) -> str:
    """The name of a term that is something else where other pages use the word, '' for all others."""
    return {"stacking": pgettext("glossary", "Stacking")}.get(slug, "")
