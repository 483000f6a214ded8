"""A word of the glossary."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A word and what it means, in one or two sentences that begin in lower case.

    `slug` is its anchor: the vocabulary's value where it has one. `see` holds the slugs of others, `shape` is the
    sign of a state.
    """

    slug: str
    name: str
    text: str
    see: tuple[str, ...] = ()
    shape: str = ""

    @property
    def letter(self) -> str:
        """The letter under which it stands; "0–9" for figures."""
        return self.name[0].upper() if self.name[0].isalpha() else "0–9"
