"""How a quote is printed, and what it must hold to be published."""

import hashlib
import json

from negotiations.desk.kinds.base import DeskKind, Problem, entry_fields, noun
from negotiations.models.kinds.quote import Evidence, Quote
from negotiations.public.kinds import quote as public
from negotiations.values.scripts import may_be
from negotiations.values.vocabulary import Attribution, Relation, TranslationOrigin, Verbatim

CHECK = ("verbatim", "verbatim_checked_on", "checked_text", "checked_digest")
_BEFORE = "_words_before"


def build(row: Quote, references) -> public.QuoteBody:
    """The quote as readers will see it."""
    return public.QuoteBody(
        **entry_fields(row, references),
        text=row.text,
        text_language=row.text_language,
        translation=row.translation,
        translation_language=row.translation_language,
        translation_origin=row.translation_origin or None,
        translated_by=row.translated_by,
        speaker=noun(row.speaker, references),
        office=noun(row.office, references),
        speaker_description=row.speaker_description,
        setting=row.setting or None,
        medium=row.medium,
        addressee=row.addressee,
        attribution=row.attribution,
        verbatim=row.verbatim,
        verbatim_checked_on=row.verbatim_checked_on,
        claim=row.claim,
        evidence=[
            public.EvidenceBody(
                bearing=item.bearing,
                text=item.text,
                source=noun(item.source, references),
                entry=references.entry(item.entry) if item.entry else None,
            )
            for item in row.evidence.select_related("source", "entry__publication")
        ],
    )


def points_at(row: Quote):
    return [
        (Relation.EVIDENCE, item.entry)
        for item in row.evidence.select_related("entry__publication")
        if item.entry
    ]


def pointing_at(entry):
    found = Evidence.objects.filter(entry=entry.pk).select_related("quote__publication")
    return [(Relation.EVIDENCE, item.quote) for item in found]


def checked_digest(row: Quote, source: int | None) -> str:
    """The SHA-256 of the words that were compared, and of which source they were compared with."""
    return hashlib.sha256(json.dumps([row.text, row.translation, source]).encode()).hexdigest()


def forget_check(row: Quote) -> None:
    """The words count as not checked."""
    row.verbatim, row.verbatim_checked_on = Verbatim.NOT_CHECKED, None
    row.checked_text, row.checked_digest = None, ""


def remember_words(row: Quote) -> None:
    """Keep the words as they were stored until the save is over."""
    stored = Quote.objects.filter(pk=row.pk).values_list("text", "translation").first() if row.pk else None
    vars(row)[_BEFORE] = stored


def keep_check_of_same_words(row: Quote) -> None:
    """A check holds for the words that were checked, while the source is cited; any other save makes it void.

    A check without a digest was not made here: it holds until the words change.
    """
    before = vars(row).pop(_BEFORE, None)
    if row.verbatim == Verbatim.NOT_CHECKED:
        holds = not (row.verbatim_checked_on or row.checked_text_id or row.checked_digest)
    elif row.checked_digest:
        cited = row.citations.values_list("source", flat=True)
        holds = row.checked_digest in {checked_digest(row, source) for source in cited}
    else:
        holds = before in (None, (row.text, row.translation))
    if not holds:
        forget_check(row)
        Quote.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in CHECK})


def has_words(row: Quote):
    """A quote holds words: the original, or a translation where only that is known."""
    if not row.text and not row.translation:
        yield Problem(
            "quote-words", "text", "Enter the words, or their translation where the original is not known."
        )


def words_have_languages(row: Quote):
    """Readers and screen readers must know in which language words are."""
    if row.text and not row.text_language:
        yield Problem(
            "quote-language", "text_language", "Say which language the words are in, such as en or ja."
        )
    if row.translation and not row.translation_language:
        yield Problem(
            "quote-language", "translation_language", "Say which language the translation is in, such as en."
        )
    if row.translation and not row.translation_origin:
        yield Problem(
            "quote-origin",
            "translation_origin",
            "Say where the translation is from: official, publisher, ours, machine.",
        )


def has_speaker(row: Quote):
    """Words belong to a person with the office held then; on background, at least to a description."""
    on_background = row.attribution == Attribution.BACKGROUND and row.speaker_description
    if not row.speaker and not on_background:
        yield Problem(
            "quote-speaker", "speaker", "Name the speaker; for a speaker on background, describe them."
        )
    elif row.speaker and not row.office:
        yield Problem(
            "quote-office", "office", f"Choose the office that {row.speaker.name} held on that day."
        )


def office_fits(row: Quote):
    """The office is the speaker's, and was held on the day of the words."""
    if not (row.speaker and row.office):
        return
    when = row.when_value
    if row.office.person_id != row.speaker_id:
        yield Problem(
            "quote-office", "office", f"“{row.office.title}” is not an office of {row.speaker.name}."
        )
    elif when and not row.office.was_held_on(when.first_day):
        yield Problem(
            "quote-office", "office", f"{row.speaker.name} did not hold “{row.office.title}” on that day."
        )


def was_checked(row: Quote):
    """The words were compared with the source, letter by letter; a paraphrase is nobody's wording."""
    if row.attribution == Attribution.PARAPHRASE:
        return
    if row.verbatim == Verbatim.NOT_CHECKED:
        yield Problem("quote-checked", "verbatim", "Nobody compared the words with the source yet.")
    elif row.verbatim == Verbatim.DIFFERS:
        yield Problem("quote-checked", "verbatim", "The words differ from the source.")


def translation_is_credited(row: Quote):
    """A translation says who made it."""
    if row.translation and row.translation_origin == TranslationOrigin.MACHINE:
        yield Problem(
            "quote-translator", "translation_origin", "A machine translated it: have somebody compare."
        )
    elif row.translation and not row.translated_by:
        yield Problem("quote-translator", "translated_by", "Say who translated: readers see it.")


def words_are_in_their_languages(row: Quote):
    """The words, and their translation, are written in the languages that they are marked as."""
    for name in ("text", "translation"):
        language = getattr(row, f"{name}_language")
        if language and not may_be(getattr(row, name), language):
            yield Problem(
                "quote-script",
                f"{name}_language",
                f"The {name} does not look like “{language}”. Which is it?",
            )


def office_has_dates(row: Quote):
    """The record knows that the speaker held the office on that day."""
    if row.office and not row.office.held_from:
        yield Problem(
            "quote-office-dates",
            "office",
            f"Nothing says since when “{row.office.title}” was held: enter it there.",
        )


def words_stand_once(row: Quote):
    """No other quote of the speaker has the same words."""
    others = Quote.objects.filter(speaker=row.speaker_id).exclude(pk=row.pk)
    seen = {"publication__isnull": False} if row.publication_id else {"publication__closed_at__isnull": False}
    twins = others.exclude(**seen)
    if row.text and (twin := twins.filter(text=row.text).first()):
        yield Problem("quote-twice", "text", f"“{twin}” has the same words. Is it the same occasion?")


DESK_KINDS = (
    DeskKind(
        Quote,
        build,
        rules=(has_words, words_have_languages, has_speaker, office_fits),
        warnings=(
            was_checked,
            words_stand_once,
            translation_is_credited,
            words_are_in_their_languages,
            office_has_dates,
        ),
        points_at=points_at,
        pointing_at=pointing_at,
        follow=("evidence",),
        import_columns={"quote_text": "text", "quote_language": "text_language", "speaker": "speaker"},
        prepare=remember_words,
        settle=keep_check_of_same_words,
        not_imported=("verbatim", "verbatim_checked_on"),
    ),
)
