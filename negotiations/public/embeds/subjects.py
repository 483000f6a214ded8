"""What an embed can show: a list of entries, one entry, a measure, a negotiation.

Frames, images, codes and oEmbed are made from these.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from negotiations.models.printed import Edition, Publication
from negotiations.public import entries, nouns
from negotiations.public.cards import Card
from negotiations.public.embeds import frozen
from negotiations.public.embeds.asked import Asked
from negotiations.public.embeds.frozen import EmbedFilter, Notice, Tombstone
from negotiations.public.embeds.measures import measure_context, measure_lines
from negotiations.public.embeds.subject import Line, Subject
from negotiations.public.filters import TimelineFilter
from negotiations.public.labels import Label, address_of, label_of
from negotiations.public.negotiation_standing import NegotiationStanding
from negotiations.public.pages import by_month
from negotiations.public.unreviewed import notices
from negotiations.values.when import day_text


def line_of(card: Card | Tombstone) -> Line:
    """An entry in one line; of one that is gone the notice."""
    if isinstance(card, Tombstone):
        notice = card.notice
        return Line(
            notice.text, notice.url, day_text(notice.at), _("%(id)s was withdrawn") % {"id": notice.id}
        )
    sources = [citation["source"] for citation in card.b["citations"] if citation["stance"] != "differs"]
    named = dict.fromkeys(source.publisher or source.text for source in sources)
    return Line(card.b["headline"], card.url, card.when.text, card.kind_label, ", ".join([*named][:2]))


class TimelineSubject(Subject):
    """The list of entries under a filter."""

    what, folder, template = "timeline", "timeline", "embed/timeline.html"
    refusal = gettext_lazy("This list cannot be shown.")
    page_path, frame_path = "/timeline/", "/embed/timeline/"

    @cached_property
    def filter(self) -> TimelineFilter:
        return EmbedFilter(self.asked.data, self.page_path, size=self.asked.look.limit)

    @property
    def title(self) -> str:
        chips = [chip.text for chip in self.filter.chips] or [_("timeline")]
        return f"{settings.SITE_NAME}: {', '.join(chips)}"

    @cached_property
    def errors(self) -> list[dict]:
        return super().errors + self.filter.errors

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return self.filter.pairs

    @cached_property
    def cards(self) -> list[Card | Tombstone]:
        return frozen.shown(self.filter.editions(), self.asked.clocks.known)

    @cached_property
    def notices(self) -> list[Notice]:
        return _notices(self.cards, self.asked)

    @cached_property
    def unreviewed(self) -> list[dict]:
        return _unreviewed(self.cards, self.asked)

    def context(self) -> dict[str, Any]:
        months = by_month(self.cards)
        return {"filter": self.filter, "page": {"months": months}}

    def lines(self) -> list[Line]:
        return [line_of(card) for card in self.cards]


def _notices(cards: Sequence[Card | Tombstone], asked: Asked) -> list[Notice]:
    stand = [card.edition.publication_id for card in cards if isinstance(card, Card) and card.edition]
    return frozen.corrections(stand, asked.clocks.known)


def _unreviewed(cards: Sequence[Card | Tombstone], asked: Asked) -> list[dict]:
    stand = {card.edition.pk: card for card in cards if isinstance(card, Card) and card.edition}
    editions = [card.edition for card in stand.values() if card.edition]
    told = notices(editions, asked.clocks.known)
    return [
        {"id": card.id, "url": card.url, "confirmed_at": told[pk].confirmed_at}
        for pk, card in stand.items()
        if pk in told
    ]


class EntrySubject(Subject):
    """One entry, as it stands or as it stood."""

    what, folder, template = "entry", "entries", "embed/entry.html"
    refusal = gettext_lazy("This entry cannot be shown.")
    fields = ("known",)

    def __init__(self, key: str, asked: Asked):
        super().__init__(key, asked)
        try:
            self.publication = entries.find(key)
        except Publication.DoesNotExist:
            raise Http404 from None
        self.stands = self.publication.redirect_to or self.publication
        if self._edition is None and not self.withdrawal:
            raise Http404

    @cached_property
    def _edition(self) -> Edition | None:
        known = self.asked.clocks.known
        editions = Edition.objects.stood_on(known) if known else Edition.objects.current()
        return editions.filter(publication=self.stands).select_related("publication").first()

    @cached_property
    def card(self) -> Card | Tombstone:
        if self._edition is None:
            raise Http404
        return frozen.shown([self._edition], self.asked.clocks.known)[0]

    @cached_property
    def withdrawal(self) -> Notice | None:
        if self.stands.closed_at:
            return frozen.withdrawals([self.stands])[self.stands.pk]
        return self.card.notice if self._edition and isinstance(self.card, Tombstone) else None

    @property
    def title(self) -> str:
        if self.withdrawal or isinstance(self.card, Tombstone):
            return _("%(id)s was withdrawn") % {"id": self.stands.key}
        return self.card.b["headline"]

    @property
    def stays(self) -> str:
        return self.stands.key

    @property
    def page_path(self) -> str:
        return address_of(self.stands.kind, self.stands.key)

    @cached_property
    def notices(self) -> list[Notice]:
        return _notices([self.card], self.asked)

    @cached_property
    def unreviewed(self) -> list[dict]:
        return _unreviewed([self.card], self.asked)

    def context(self) -> dict[str, Any]:
        return {"card": self.card}

    def lines(self) -> list[Line]:
        return [line_of(self.card)]


class _NounSubject(Subject):
    """A noun with where it stands on a day."""

    fields = ("known", "on")
    has_standing = True

    def __init__(self, key: str, asked: Asked):
        super().__init__(key, asked)
        try:
            self.publication, edition = nouns.find(self.what, key, asked.clocks.known)
        except Publication.DoesNotExist:
            raise Http404 from None
        if edition is None:
            raise Http404
        self.label: Label = label_of(edition)

    @property
    def title(self) -> str:
        return self.label.text

    @property
    def title_lang(self) -> str:
        return self.label.text_lang

    @property
    def stays(self) -> str:
        return self.publication.key

    @property
    def page_path(self) -> str:
        return self.label.url

    @cached_property
    def notices(self) -> list[Notice]:
        return frozen.since(self.what, self.publication, self.asked.clocks.known)


class MeasureSubject(_NounSubject):
    """A measure: its state and its parts on a day, what applied when, and the rate over time."""

    what, folder, template = "measure", "measures", "embed/measure.html"
    refusal = gettext_lazy("This measure cannot be shown.")

    @cached_property
    def _told(self) -> dict[str, Any]:
        return measure_context(self.publication, self.asked)

    def context(self) -> dict[str, Any]:
        return self._told

    def lines(self) -> list[Line]:
        return [Line(*one) for one in measure_lines(self._told)]


class NegotiationSubject(_NounSubject):
    """Talks: where they stand on a day, what comes next, and the newest entries."""

    what, folder, template = "negotiation", "negotiations", "embed/negotiation.html"
    refusal = gettext_lazy("This negotiation cannot be shown.")

    @cached_property
    def _standing(self) -> NegotiationStanding:
        return NegotiationStanding(self.publication, self.asked.clocks)

    @cached_property
    def cards(self) -> list[Card | Tombstone]:
        asked = QueryDict(urlencode([pair for pair in self.pairs if pair[0] == "known"]))
        found = EmbedFilter(asked, "", fixed={self.what: self.publication}, size=self.asked.look.limit)
        return frozen.shown(found.editions(), self.asked.clocks.known)

    @cached_property
    def unreviewed(self) -> list[dict]:
        return _unreviewed(self.cards, self.asked)

    def context(self) -> dict[str, Any]:
        return {
            "standing": self._standing.now(),
            "next_step": self._standing.next_step(),
            "cards": self.cards,
        }

    def lines(self) -> list[Line]:
        now, following = self._standing.now(), self._standing.next_step()
        found = []
        if now:
            url = now["by"].url if now["by"] else ""
            found.append(
                Line(now["status_label"], url, "", _("Status since %(date)s") % {"date": now["since"].text})
            )
        if following:
            when = following["when"].text if following["when"] else ""
            found.append(Line(following["note"] or following["text"], "", when, _("Next")))
        return found + [line_of(card) for card in self.cards]


_SUBJECTS: dict[str, type[Subject]] = {
    one.what: one for one in (TimelineSubject, EntrySubject, MeasureSubject, NegotiationSubject)
}


def find(what: str, key: str, asked: Asked) -> Subject:
    """A subject by its kind ("timeline", "entry", "measure", "negotiation") and key. Raises Http404."""
    return _SUBJECTS[what](key, asked)
