"""Feeds of a filter: Atom (RFC 4287, with the tombstones of RFC 6721) and JSON Feed 1.1.

A feed is ordered by when its entries last changed in substance, not by when things happened: a reader who asks every
day must not miss what is published today about last year. Minor edits move nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import get_language

from negotiations.models.printed import Edition
from negotiations.public import kinds
from negotiations.public.cards import Card, make_card
from negotiations.public.feed_order import SUBSTANTIVE, newest_changed
from negotiations.public.kept import kept
from negotiations.public.labels import Labels
from negotiations.public.onward import in_language, neutral
from negotiations.public.pages import site
from negotiations.public.parameters import CursorField, cursor
from negotiations.public.plain_html import plain_html, plain_text, require_text
from negotiations.public.posting_lists import Place
from negotiations.public.reuse import cite_as, instant, licence_url, permalink
from negotiations.public.selection import Read, Selection, editions_of, left_out, names, read, references
from negotiations.public.shown import named_in
from negotiations.public.unreviewed import Notice, notices
from negotiations.public.withdrawals import Withdrawal, withdrawn
from negotiations.values.vocabulary import Change

SIZE = 50


@dataclass(frozen=True)
class Moves:
    """When an entry was first published, when it last changed in substance, and what was corrected by that."""

    published: datetime
    updated: datetime
    correction: str = ""


@dataclass(frozen=True)
class Item:
    """One entry of a feed, ready to be written; `content` is HTML, `text` the same in words."""

    read: Read
    card: Card
    moves: Moves
    content: str
    text: str

    @property
    def id(self) -> str:
        """The permanent address: whatever language the feed is read in, the same entry is the same item."""
        return permalink(self.read.edition)

    @property
    def url(self) -> str:
        """The entry's page in the language of the feed."""
        return here(self.id)

    @property
    def title(self) -> str:
        return self.card.b["headline"]

    @property
    def language(self) -> str:
        return self.read.body.language

    @property
    def updated(self) -> datetime:
        return self.moves.updated

    @property
    def published_text(self) -> str:
        return instant(self.moves.published)

    @property
    def updated_text(self) -> str:
        return instant(self.moves.updated)


class Feed:
    """One page of the feed of a filter. `order` and the timeline's own pages mean nothing to it."""

    def __init__(self, data: QueryDict, path: str):
        asked = data.copy()
        self._after_text = (asked.pop("after", None) or [""])[-1]
        asked.pop("order", None)
        self.selection = Selection(asked, path, size=0)
        self.errors = {error["field"]: error["message"] for error in self.selection.errors}
        self._after = self._parse_after()

    def _parse_after(self) -> tuple[int, int] | None:
        try:
            return CursorField(required=False, max_length=80).clean(self._after_text)
        except ValidationError as error:
            self.errors["after"] = error.messages[0]
            return None

    @cached_property
    def _order(self) -> list[Place]:
        """One more than the page shows."""
        return newest_changed(self.selection, self._after, SIZE + 1)

    @cached_property
    def items(self) -> list[Item]:
        """The entries of the page; one that cannot be written is left out. Four queries."""
        reads = read(editions_of([edition for _, _, edition in self._order[:SIZE]]))
        labels = names(references(reads), self.selection.at)
        moves = _moves(one.edition for one in reads)
        known = self.selection.known
        told = notices((one.edition for one in reads), known.at if known else None)
        contents = {} if known else kept.cards(_way(), (one.edition.pk for one in reads))
        found = [
            _item(one, labels, moves, told.get(one.edition.pk), contents.get(one.edition.pk)) for one in reads
        ]
        items = [item for item in found if item]
        if not known:
            _keep(item for item in items if item.read.edition.pk not in {*contents, *told})
        return items

    @cached_property
    def withdrawn(self) -> list[Withdrawal]:
        """On the first page, what was withdrawn lately."""
        known = self.selection.known
        return [] if self._after else withdrawn(known.at if known else None)

    @property
    def title(self) -> str:
        return self.selection.title

    @property
    def id(self) -> str:
        """The same for all pages of a feed, and in every language."""
        return settings.SITE_URL + neutral(self.selection.url())

    @property
    def self_url(self) -> str:
        return settings.SITE_URL + self.selection.url(
            add=(("after", self._after_text),) if self._after else ()
        )

    @property
    def page_url(self) -> str:
        return self.selection.page_url

    @property
    def next_url(self) -> str:
        """The address of what changed before, '' on the last page."""
        if len(self._order) <= SIZE:
            return ""
        return settings.SITE_URL + self.selection.url(add=(("after", cursor(self._order[SIZE - 1])),))

    @property
    def language(self) -> str:
        """That of our own words; each item says its own."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def updated(self) -> str:
        """When the newest entry changed; of an empty feed, when anything was last printed."""
        newest = max((item.updated for item in self.items), default=self.selection.at)
        return instant(newest or datetime(1970, 1, 1, tzinfo=UTC))

    @property
    def hub(self) -> str:
        return settings.WEBSUB_HUB

    @property
    def licence_url(self) -> str:
        return licence_url()


def here(permanent: str) -> str:
    """A permanent address of this site as the address of its page in the language that is active."""
    return settings.SITE_URL + in_language(permanent.removeprefix(settings.SITE_URL))


def _moves(editions: Iterable[Edition]) -> dict[int, Moves]:
    """By the id of an edition, how its entry had moved when it stood. One query."""
    standing = {edition.publication_id: edition for edition in editions}
    found: dict[int, Moves] = {}
    past = Edition.objects.filter(publication__in=standing).order_by("number").defer("body")
    for edition in past:
        stands = standing[edition.publication_id]
        if edition.number > stands.number or edition.change not in SUBSTANTIVE:
            continue
        first = found[stands.pk].published if stands.pk in found else edition.published_at
        note = edition.note if edition.change == Change.CORRECTION else ""
        found[stands.pk] = Moves(first, edition.published_at, note)
    return found


def _way() -> str:
    """What the contents of feeds are kept under, beside the cards of lists."""
    return f"feed {get_language()}"


def _keep(items: Iterable[Item]) -> None:
    for item in items:
        edition, size = item.read.edition, len(item.content) + len(item.text)
        kept.keep_card(_way(), edition.pk, (item.content, item.text), size, named_in(edition))


def _item(
    one: Read, labels: Labels, moves: dict[int, Moves], notice: Notice | None, content: tuple[str, str] | None
) -> Item | None:
    """The entry as an item, with what is kept of its content; None where it cannot be written, which the log tells."""
    edition, body = one
    try:
        publication, told = edition.publication, moves[edition.pk]
        card = make_card(publication.kind, publication.key, body, labels, edition)
        item = Item(one, card, told, *(content or _content(card, edition, told, notice)))
        require_text(item.title, item.content, item.language)
    except Exception as error:
        left_out(edition, error)
        return None
    return item


def _content(card: Card, edition: Edition, moves: Moves, notice: Notice | None) -> tuple[str, str]:
    """The whole entry as HTML, and the same in words."""
    context = {
        "card": card,
        "unreviewed": notice,
        "item": {
            "correction": moves.correction,
            "updated": moves.updated,
            "cite_as": cite_as(edition, card.b["headline"]),
        },
    }
    html = plain_html(render_to_string("feeds/content.html", context), settings.SITE_URL + "/")
    return html, plain_text(html)


def atom(feed: Feed) -> HttpResponse:
    """The feed as Atom."""
    text = render_to_string("feeds/atom.xml", {"feed": feed, "site": site()})
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def json_feed(feed: Feed) -> HttpResponse:
    """The feed as JSON Feed 1.1, with what only this record has under `_tradewatch`."""
    known = feed.selection.known
    publisher = [{"name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/"}]
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.self_url,
        "next_url": feed.next_url,
        "language": feed.language,
        "authors": publisher,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "_tradewatch": {
            "licence": settings.LICENCE,
            "licence_url": feed.licence_url,
            "known": known.value if known else None,
            "updated": feed.updated,
            "withdrawn": [
                {"id": gone.key, "url": here(gone.url), "at": gone.at_text, "notice": gone.notice}
                for gone in feed.withdrawn
            ],
        },
        "items": [_json_item(item, publisher) for item in feed.items],
    }
    body = {name: value for name, value in body.items() if value or name == "items"}
    return JsonResponse(
        body,
        content_type="application/feed+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )


def _json_item(item: Item, publisher: list[dict]) -> dict[str, Any]:
    card = item.card
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.content,
        "content_text": item.text,
        "date_published": item.published_text,
        "date_modified": item.updated_text,
        "authors": publisher,
        "tags": [card.kind_label, *(topic.text for topic in card.b["topics"])],
        "language": item.language,
        "_tradewatch": _about(item),
    }


def _about(item: Item) -> dict[str, Any]:
    """What the timeline filters by, as its parameters write it, and which edition this is."""
    edition, body = item.read
    shown = {name: [label.key for label in item.card.b[name]] for name in _LISTS}
    return {
        "id": item.card.id,
        "kind": item.card.kind,
        "edition": edition.number,
        "change": edition.change,
        "note": edition.note,
        "edition_published": instant(edition.published_at),
        "when": body.when.edtf,
        "zone": body.when.zone,
        "status": [str(value.word) for value in _facets(item) if value.name == "status"],
        "is_key": body.is_key,
        **shown,
        "sources": [row["source"].address for row in item.card.b["citations"] if row["source"].address],
        "cite_as": cite_as(edition, item.title),
    }


_LISTS = ("negotiations", "economies", "topics", "people")


def _facets(item: Item):
    return kinds.get(item.card.kind).all_facets(item.read.body)
