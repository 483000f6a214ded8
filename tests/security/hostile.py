"""A record full of what people with bad intentions paste: one attempt in a headline or name, all in a long text."""

import re
from itertools import cycle

from django.db.models import TextField

from tests import make
from tests.public.planting import is_free
from tests.security.payloads import MARKUP

ALL = " ".join(MARKUP).replace("\x0c", " ")
STORED = [payload for payload in MARKUP if not re.search(r"[\x00-\x1f\u2028]", payload)]
_READ = ("duty", "rate", "concerns")  # read by programs: what is no duty is refused or shown as words


def make_hostile(most: int) -> None:
    """Publish so many entries; the first ones in several editions, with a later draft, or withdrawn."""
    for number, (payload, maker) in enumerate(zip(STORED[:most], cycle(make.MAKERS.values()), strict=False)):
        _publish(maker, payload, number)


def _publish(maker, payload: str, number: int) -> None:
    names = {}
    if number < 24:  # as many are enough: lists of names show all of theirs
        names = {
            "economies": [make.make_economy()],
            "topics": [make.make_topic(payload[:90], slug=f"topic-{number}")],
            "negotiations": [make.make_negotiation(payload[:90], slug=f"talks-{number}")],
        }
    source = (
        make.make_source(payload, publisher=payload[:100], authors=payload[:100]) if number < 24 else None
    )
    entry = maker(headline=payload, source=source, **names)
    for one in entry._meta.concrete_fields if number < 12 else ():
        if is_free(one) and one.name not in ("headline", *_READ):
            long = isinstance(one, TextField)
            setattr(entry, one.attname, (ALL if long else payload)[: one.max_length or 8000])
    if number < 12 and hasattr(entry, "translation_origin"):
        entry.translation_language, entry.translation_origin = "en", "editor"
    entry.citations.update(locator=payload[:60], says=payload[:100])
    entry.save()
    make.publish(entry)
    if number < 6:
        make.edit(entry, summary=ALL[::-1][:2000])
        make.publish(entry, change="correction", note=ALL)
        make.edit(entry, summary=ALL[:2000])  # and a draft of it at the desk
    if number in (6, 7):
        make.withdraw(entry, note=ALL)
