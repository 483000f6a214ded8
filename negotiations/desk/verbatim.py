"""The verbatim check: a quote's words beside the stored texts of the sources that it cites, and what is recorded of it.

Nobody sets the outcome by hand: it is what `values.verbatim` finds, or, for a source without a stored text, what
somebody attests who compared the words with the source. Either is journalled and is no edit of the words.
"""

from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from negotiations.desk import workflow
from negotiations.desk.kinds.quote import CHECK, checked_digest
from negotiations.desk.steps import Refused
from negotiations.models.kinds.quote import Quote
from negotiations.models.sources import Citation, Source, StoredText
from negotiations.values import clock
from negotiations.values.verbatim import NothingToCheck, Outcome, Result, check
from negotiations.values.vocabulary import Attribution, Stance, TranslationOrigin, Verbatim, WorkState
from negotiations.values.when import day_text

MOST_TEXTS = 8  # stored texts that one check looks into
ATTESTED = (Verbatim.VERBATIM, Verbatim.ELLIPSES)
_RANKS = list(Outcome)  # the best first


@dataclass(frozen=True)
class Finding:
    """Some words of the quote (`name` is the field), the text they were looked for in, and what was found."""

    name: str
    words: str
    text: StoredText
    result: Result

    @property
    def outcome(self) -> Outcome:
        return self.result.outcome

    @property
    def rank(self) -> int:
        return _RANKS.index(self.outcome)


@dataclass(frozen=True)
class Check:
    """What a check of a quote found: the words that matter first, the source's own translation after them.

    `others` are the texts that were not shown, each with what was found there, None where nobody looked.
    """

    findings: tuple[Finding, ...]
    others: tuple[tuple[StoredText, Outcome | None], ...] = ()

    @property
    def text(self) -> StoredText:
        return self.findings[0].text

    @property
    def outcome(self) -> Outcome:
        """The worst of all words; a translation that stands in no stored text says nothing of the original."""
        first, *rest = self.findings
        return max(
            (first, *(f for f in rest if f.outcome != Outcome.NOT_FOUND)), key=lambda f: f.rank
        ).outcome

    @property
    def verbatim(self) -> Verbatim | None:
        """What can be recorded; None where the words were not found at all: it may be the wrong text."""
        return None if self.outcome == Outcome.NOT_FOUND else Verbatim(self.outcome.value)


def words_of(quote: Quote) -> list[tuple[str, str]]:
    """What has to stand in the source, as (field, words): the original, and a translation that the source made."""
    found = [("text", quote.text)] if quote.text else []
    of_the_source = quote.translation_origin in (TranslationOrigin.PUBLISHER, TranslationOrigin.OFFICIAL)
    if quote.translation and (of_the_source or not quote.text):
        found.append(("translation", quote.translation))
    return found


def sources_of(quote: Quote) -> list[Source]:
    """The sources that a quote cites, those that support it first, each once."""
    support = Case(When(stance=Stance.SUPPORTS, then=Value(0)), default=Value(1))
    citations = quote.citations.select_related("source").order_by(support, "position", "pk")
    return list({citation.source_id: citation.source for citation in citations}.values())


def texts_of(quote: Quote) -> list[StoredText]:
    """The stored texts of those sources, in their order, the newest of each first. Two queries."""
    sources = {source.pk: source for source in sources_of(quote)}
    order = list(sources)
    texts = sorted(
        StoredText.objects.filter(source__in=order)
        .exclude(text="")
        .defer("text")
        .order_by("-stored_at", "-pk"),
        key=lambda text: order.index(text.source_id),
    )
    for text in texts:
        text.source = sources[text.source_id]
    return texts[:MOST_TEXTS]


def without_text(quote: Quote) -> list[Source]:
    """The cited sources of which the desk has no text, so that only a person can compare."""
    stored = StoredText.objects.filter(source=OuterRef("source")).exclude(text="")
    missing = set(quote.citations.filter(~Exists(stored)).values_list("source", flat=True))
    return [source for source in sources_of(quote) if source.pk in missing]


def compare(quote: Quote, text_id: int | None = None) -> Check | None:
    """Look for the words in one stored text, or in all until they are found; None where no text is stored.

    Raises NothingToCheck where the quote holds no words, Refused for a text of no cited source.
    """
    words, texts = words_of(quote), texts_of(quote)
    if not words:
        raise NothingToCheck("There are no words to look for.")
    chosen = [text for text in texts if text.pk == text_id] if text_id is not None else texts
    if text_id is not None and not chosen:
        raise Refused("That text belongs to no source that the quote cites.")
    if not chosen:
        return None
    first, looked = _best(*words[0], chosen)
    others = tuple((text, looked.get(text.pk)) for text in texts if text.pk != first.text.pk)
    return Check((first, *(_best(*more, texts)[0] for more in words[1:])), others)


def _best(name: str, words: str, texts: list[StoredText]) -> tuple[Finding, dict[int, Outcome]]:
    """The finding in the text that has the words best, and what was found where until then."""
    findings: list[Finding] = []
    for text in texts:
        findings.append(Finding(name, words, text, check(words, text.text)))
        if findings[-1].outcome == Outcome.VERBATIM:
            break
    best = min(findings, key=lambda finding: finding.rank)
    return best, {finding.text.pk: finding.outcome for finding in findings}


def record(quote: Quote, by, *, seen: int, text_id: int, found: str) -> Verbatim:
    """Make the check of the stored quote once more and record it; `found` is the outcome that the editor was shown.

    Raises Refused, Stale or NotAllowed, and then nothing was recorded.
    """
    fresh = Quote.objects.get(pk=quote.pk)
    if stale := workflow.why_stale(fresh, seen):
        raise stale
    try:
        made = compare(fresh, text_id)
    except NothingToCheck as nothing:
        raise Refused(str(nothing)) from nothing
    if made is None or made.verbatim is None:
        raise Refused("The words do not stand in that text, so there is nothing to record.")
    if made.verbatim != found:
        raise Refused("The check finds something else now. Look at it again.")
    text = made.text
    note = f"{made.verbatim.label}: {text.source}. Text stored on {day_text(timezone.localdate(text.stored_at))}."
    _save(fresh, by, seen, made.verbatim, text.source, text, note)
    return made.verbatim


def attest(quote: Quote, by, *, seen: int, source_id: int, outcome: str, note: str) -> None:
    """Record that somebody compared the words with a source of which no text is stored; `note` says how.

    Raises Refused, Stale or NotAllowed, and then nothing was recorded.
    """
    fresh = Quote.objects.get(pk=quote.pk)
    source = next((source for source in without_text(fresh) if source.pk == source_id), None)
    if source is None:
        raise Refused("Choose a cited source of which the desk has no text; all others are checked here.")
    if outcome not in ATTESTED:
        raise Refused("Say whether the words stand there verbatim.")
    if not note.strip():
        raise Refused("Say how you compared: the page, the edition, the recording.")
    if not words_of(fresh):
        raise Refused("The quote holds no words yet.")
    verbatim = Verbatim(outcome)
    words = f"{verbatim.label}: {source}. Compared with the source itself, of which no text is stored. {note.strip()}"
    _save(fresh, by, seen, verbatim, source, None, words)


def _save(
    quote: Quote, by, seen, verbatim: Verbatim, source: Source, text: StoredText | None, note: str
) -> None:
    now = (verbatim, timezone.localdate(clock.now()), text, checked_digest(quote, source.pk))
    if now == tuple(getattr(quote, name) for name in CHECK):
        raise Refused("That is on record already.")
    for name, value in zip(CHECK, now, strict=True):
        setattr(quote, name, value)
    workflow.save_working(quote, by, seen=seen, did="checked", note=note)


def unchecked(*, with_text: bool = False) -> QuerySet[Quote]:
    """Quotes that readers see or editors work on, and whose words nobody compared with the source; oldest first.

    Each with `has_text`: whether a text of a cited source is stored. `with_text`: those alone. A paraphrase is
    nobody's wording.
    """
    stored = Citation.objects.filter(entry=OuterRef("pk"), source__stored_texts__isnull=False)
    found = (
        Quote.objects.filter(verbatim=Verbatim.NOT_CHECKED)
        .exclude(attribution=Attribution.PARAPHRASE)
        .exclude(~Q(publication__closed_at=None), work_state=WorkState.CLEAN)
        .exclude(Q(text="") & Q(translation=""))
        .annotate(has_text=Exists(stored))
        .select_related("publication")
        .order_by(F("earliest").asc(nulls_last=True), "pk")
    )
    return found.filter(has_text=True) if with_text else found
