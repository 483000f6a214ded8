"""Saving what was captured, all or nothing: the source with its texts, the names that are new, and the draft."""

from dataclasses import dataclass, field

from django.db import transaction

from negotiations.desk import sent_forms, workflow
from negotiations.desk.capture import cleaning
from negotiations.desk.capture.evidence import is_stored
from negotiations.desk.nouns import save_noun
from negotiations.desk.roles import Right
from negotiations.desk.steps import NotAllowed
from negotiations.models.entries import Entry
from negotiations.models.kinds.quote import Quote
from negotiations.models.nouns import Office, Person
from negotiations.models.sources import Citation, Source, StoredText
from negotiations.values import clock

_HEADLINE = 200
_FIRST_WORDS = 80  # characters of a quotation that a proposed headline holds


@dataclass
class Capture:
    """What one form asks to be saved.

    Rows without an id are new. `texts` have no source yet; `entry` is None where only the source is wanted; `speaker`
    and the `office` they held are those of a quote. `token` tells one form from another.
    """

    token: str
    source: Source
    texts: list[StoredText] = field(default_factory=list)
    entry: Entry | None = None
    speaker: Person | None = None
    office: Office | None = None

    @property
    def outcome(self) -> Entry | Source:
        """What an editor opens afterwards."""
        return self.source if self.entry is None else self.entry


def save(capture: Capture, by) -> None:
    """Save all of it or, with SentBefore, NotAllowed, another Refused or IntegrityError, nothing."""
    with transaction.atomic():
        _save(capture, by)
        sent_forms.remember(by, capture.token, capture.outcome)


def headline(name: str, words: str) -> str:
    """A headline to begin with: who, and their first words. Editors write a better one."""
    shown = cleaning.line(words, 2000)
    if not name or not shown:
        return ""
    if len(shown) > _FIRST_WORDS:
        cut = shown[:_FIRST_WORDS]
        shown = (cut.rpartition(" ")[0] if " " in cut[_FIRST_WORDS // 2 :] else cut).rstrip(" ,;:、") + " …"
    return f"{name}: “{shown}”"[:_HEADLINE]


def _save(capture: Capture, by) -> None:
    if not by.has_perm(Right.WRITE):
        raise NotAllowed("Your account may not write sources and entries.")
    source, entry = capture.source, capture.entry
    if source.pk is None:
        source.accessed_on = clock.now().date()
        save_noun(source, by)
    for text in capture.texts:
        if not is_stored(source, text):
            text.source = source
            text.save()
    if entry is None:
        return
    if isinstance(entry, Quote):
        entry.speaker = _saved_speaker(capture.speaker, by)
        entry.office = _saved_office(capture.office, entry.speaker, by)

    def write():
        entry.save()
        Citation.objects.create(entry=entry, source=source)

    workflow.save_working(entry, by, write=write)


def _saved_speaker(speaker: Person | None, by) -> Person | None:
    if speaker is not None and speaker.pk is None:
        save_noun(speaker, by)
    return speaker


def _saved_office(office: Office | None, speaker: Person | None, by) -> Office | None:
    if office is None or speaker is None or office.pk is not None:
        return office
    organisation = office.organisation
    if organisation is not None and organisation.pk is None:
        save_noun(organisation, by)
    office.person, office.organisation = speaker, organisation  # once more: their ids are known now
    save_noun(office, by)
    return office
