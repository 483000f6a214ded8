"""The catalogue of Japanese words: whole, compiled as written, with the same placeholders as the English."""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

FOLDER = Path(settings.LOCALE_PATHS[0]) / "ja" / "LC_MESSAGES"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def messages():
    """Every message but the header."""
    with (FOLDER / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale="ja") if message.id]


def english(message) -> list[str]:
    return list(message.id) if isinstance(message.id, list | tuple) else [message.id]


def japanese(message) -> str:
    return message.string[0] if isinstance(message.string, list | tuple) else message.string


def test_every_message_is_translated(messages):
    assert len(messages) > 1000
    assert [message.id for message in messages if not japanese(message) or message.fuzzy] == []


def test_what_is_compiled_is_what_is_written(messages):
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = [
        message.id
        for message in messages
        if compiled._catalog.get(_key(message)) != japanese(message)  # type: ignore[attr-defined]
    ]
    assert stale == [], "run `make messages`"


def _key(message):
    words = english(message)
    key = f"{message.context}\x04{words[0]}" if message.context else words[0]
    return (key, 0) if len(words) > 1 else key


def test_a_translation_has_the_placeholders_of_its_message_and_no_others(messages):
    for message in messages:
        known = {name for text in english(message) for name in _PLACEHOLDER.findall(text)}
        used = set(_PLACEHOLDER.findall(japanese(message)))
        assert used <= known, message.id
        # A number may go without saying in one of two forms; any other fact that was left out would be lost.
        assert known - used <= {"count", "number", "n"}, message.id
