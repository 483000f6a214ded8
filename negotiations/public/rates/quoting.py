"""What an answer says in the words of its documents: marked as being in their language, for those who listen to it."""

import re
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 (see where it is called)
from django.utils.translation import get_language

type Quotes = Mapping[str, str]  # texts with the language of each


def in_languages(text: str, quotes: Quotes) -> SafeString:
    """A text of ours as HTML; what it quotes in another language than the page's names that language."""
    page = get_language() or settings.LANGUAGE_CODE
    foreign = {
        quote: language
        for quote, language in quotes.items()
        if quote and language.partition("-")[0] not in ("", page)
    }
    marked: dict[str, str] = {escape(quote): _marked(quote, language) for quote, language in foreign.items()}
    if not marked:
        return escape(text)
    longest_first = sorted(marked, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    # Every part is escaped: the text as a whole, the quotes by format_html.
    return mark_safe(pattern.sub(lambda found: marked[found[0]], escape(text)))  # noqa: S308


def together(all_quotes: Iterable[Quotes]) -> Quotes:
    return {quote: language for quotes in all_quotes for quote, language in quotes.items()}


def _marked(quote: str, language: str) -> str:
    return format_html('<span lang="{}">{}</span>', language, quote)
