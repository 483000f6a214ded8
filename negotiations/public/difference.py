"""What differs between two public bodies, in words: labels for references, texts for lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from django.utils.translation import gettext as _

from negotiations.public.field_names import field_name
from negotiations.public.kinds.base import Date, Printed, Ref

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PIECES = 2_000  # above it a comparison word by word would take too long to be read anyway


@dataclass(frozen=True)
class Difference:
    """One field of which the text changed. `pieces` are (kept, removed or added; text) in reading order."""

    field: str
    before: str
    after: str

    @property
    def pieces(self) -> list[tuple[str, str]]:
        return list(compared(self.before, self.after))


def differences(old: Printed | None, old_labels: dict, new: Printed, new_labels: dict) -> list[Difference]:
    """Every field whose text differs, in the order of the schema."""
    found = []
    for name in type(new).model_fields:
        before = _text(getattr(old, name, None), old_labels)
        after = _text(getattr(new, name), new_labels)
        if before != after:
            found.append(Difference(field_name(name), before, after))
    return found


def compared(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Two texts as one, word by word: (kept | removed | added, text)."""
    one, two = _PIECES.findall(before), _PIECES.findall(after)
    if len(one) + len(two) > _MOST_PIECES:
        one, two = [before], [after]
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "kept", "".join(one[a:b])
            continue
        if a < b:
            yield "removed", "".join(one[a:b])
        if c < d:
            yield "added", "".join(two[c:d])


def _text(value, labels: dict) -> str:
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, Ref):
        return labels[value.ref].text if value.ref in labels else _("(not visible to readers)")
    if isinstance(value, Date):
        return value.value.text
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, list):
        return "\n".join(_text(item, labels) for item in value)
    if isinstance(value, Printed):
        return " · ".join(text for name in type(value).model_fields if (text := _named(name, value, labels)))
    return str(value)


def _named(name: str, value: Printed, labels: dict) -> str:
    """One part of a row; a bare "yes" or number would say nothing, so it takes its name along."""
    part = getattr(value, name)
    text = _text(part, labels)
    if not text or not isinstance(part, bool | int):
        return text
    return _("%(name)s: %(text)s") % {"name": field_name(name).lower(), "text": text}
