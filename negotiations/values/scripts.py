"""Which script a text is written in: enough to notice that words are not in the language that they are marked as."""

import unicodedata

_SCRIPTS = {
    "ja": {"CJK", "HIRAGANA", "KATAKANA"},
    "zh": {"CJK"},
    "ko": {"HANGUL", "CJK"},
    "ar": {"ARABIC"},
    "fa": {"ARABIC"},
    "ur": {"ARABIC"},
    "he": {"HEBREW"},
    "ru": {"CYRILLIC"},
    "uk": {"CYRILLIC"},
    "bg": {"CYRILLIC"},
    "el": {"GREEK"},
    "th": {"THAI"},
    "hi": {"DEVANAGARI"},
}
_LATIN = {"LATIN", "FULLWIDTH"}
_LOOKED_AT = 500  # characters: a script shows at once


def may_be(text: str, language: str) -> bool:
    """False where a text is hardly written in any script of a language (a BCP 47 tag); True where nobody can tell."""
    primary, *subtags = language.lower().split("-")
    wanted = _LATIN if "latn" in subtags else _SCRIPTS.get(primary, _LATIN)
    letters = [c for c in text[:_LOOKED_AT] if c.isalpha()]
    fitting = sum(unicodedata.name(c, "").partition(" ")[0] in wanted for c in letters)
    # Names of firms stand in Latin letters anywhere; other scripts in a Latin text are a word or two.
    return not letters or (fitting * 2 >= len(letters) if wanted is _LATIN else fitting > 0)
