"""The builder: choose what stands on another page and how it looks, see it, and copy the code."""

from datetime import UTC
from typing import Any

from django.conf import settings
from django.http import Http404, QueryDict

from negotiations.models.printed import Edition
from negotiations.public.caching import public_page
from negotiations.public.embeds.asked import Asked
from negotiations.public.embeds.codes import codes, policy_lines
from negotiations.public.embeds.subject import Subject
from negotiations.public.embeds.subjects import TimelineSubject, find
from negotiations.public.filters import TimelineFilter
from negotiations.public.labels import Label, label_of
from negotiations.public.pages import page
from negotiations.values import clock

_WHATS = {
    "timeline": "A list of entries",
    "entry": "One entry",
    "measure": "A measure",
    "negotiation": "A negotiation",
}
_MOST = 200  # nouns to choose from


@public_page
def builder(request):
    """A plain form that leads to itself: `what` and `of` say which subject, everything else is the embed's own."""
    data, what, of = _read(request.GET)
    request.GET = data
    asked = Asked(data)
    options = _options(what)
    subject, problem = _chosen(what, of or (options[0].key if options else ""), asked)
    return page(
        request,
        "embed/builder.html",
        nav="embed",
        known=asked.known,
        now_url="/embed/",
        title="Embed",
        canonical_url=f"{settings.SITE_URL}/embed/",
        filter=TimelineFilter(data, "/embed/"),
        embed=_form(asked, what, of, subject) | {"options": options, "problem": problem},
        made=_made(subject) if subject else None,
    )


def _read(given: QueryDict) -> tuple[QueryDict, str, str]:
    """What was asked; `known=now` is the present instant, written in full."""
    data = given.copy()
    if data.get("known") == "now":
        # To the microsecond: what was published within this very second belongs to it.
        data["known"] = clock.now().astimezone(UTC).isoformat().replace("+00:00", "Z")
    what = data.get("what", "")
    return data, what if what in _WHATS else "timeline", data.get("of", "").strip()[:120]


def _options(what: str) -> list[Label]:
    """What there is to choose from, by name; nothing for lists and single entries. One query."""
    if what not in ("measure", "negotiation"):
        return []
    editions = Edition.objects.current().filter(publication__kind=what, publication__redirect_to=None)
    found = [label_of(edition) for edition in editions.select_related("publication")[:_MOST]]
    return sorted(found, key=str)


def _chosen(what: str, of: str, asked: Asked) -> tuple[Subject | None, str]:
    """The subject, and why there is none."""
    if what != "timeline" and not of:
        return None, ""
    try:
        return find(what, of, asked), ""
    except Http404:
        return None, f"“{of}” is not in the record."


def _form(asked: Asked, what: str, of: str, subject: Subject | None) -> dict[str, Any]:
    look = asked.look
    return {
        "what": what,
        "of": subject.stays if subject else of,
        "whats": [(name, label, _tab(name, asked)) for name, label in _WHATS.items()],
        "hidden": [pair for pair in _pairs(subject) if pair[0] != "known"],
        "theme": look.theme,
        "limit": look.limit,
        "header": look.header,
        "known": asked.known,
        "errors": asked.errors("known", "theme", "limit", "header"),
    }


def _tab(what: str, asked: Asked) -> str:
    """The address of the builder for another kind of subject, with the looks kept."""
    data = QueryDict(mutable=True)
    for name, value in (("what", what), *asked.look.pairs):
        data[name] = value
    return f"/embed/?{data.urlencode()}"


def _pairs(subject: Subject | None) -> list[tuple[str, str]]:
    return subject.pairs if subject else []


def _made(subject: Subject) -> dict[str, Any]:
    """The preview and the codes."""
    return {
        "title": subject.title,
        "page_url": subject.page_url,
        "preview_url": subject.frame_address,
        "codes": [] if subject.errors else codes(subject),
        "errors": subject.errors,
        "chips": subject.filter.chips if isinstance(subject, TimelineSubject) else [],
        "policy_lines": policy_lines(),
    }
