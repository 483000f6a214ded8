"""How a quote is printed, and what it must hold to be published."""

from negotiations.desk.kinds.base import DeskKind, Problem, entry_fields, noun
from negotiations.models.kinds.quote import Evidence, Quote
from negotiations.public.kinds import quote as public
from negotiations.values.vocabulary import Attribution, Relation


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


DESK_KINDS = (
    DeskKind(
        Quote,
        build,
        rules=(has_words, words_have_languages, has_speaker, office_fits),
        points_at=points_at,
        pointing_at=pointing_at,
        follow=("evidence",),
        import_columns={"quote_text": "text", "quote_language": "text_language", "speaker": "speaker"},
    ),
)
