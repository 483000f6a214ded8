"""The builder: choose what stands on another page and how it looks, see it, and copy the code."""

from datetime import UTC
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from negotiations.models.printed import Edition
from negotiations.public.caching import public_page
from negotiations.public.embeds.asked import LANGUAGES, Asked
from negotiations.public.embeds.codes import codes, policy_lines
from negotiations.public.embeds.subject import Subject
from negotiations.public.embeds.subjects import find
from negotiations.public.filters import TimelineFilter
from negotiations.public.labels import Label, label_of
from negotiations.public.onward import versions
from negotiations.public.pages import page
from negotiations.values import clock

_WHATS = {
    "timeline": _("A list of entries"),
    "entry": _("One entry"),
    "measure": _("A measure"),
    "negotiation": _("A negotiation"),
}
_MOST = 200  # nouns to choose from


@public_page
def builder(request):
    """A plain form that leads to itself: `what` and `of` say which subject, everything else is the embed's own."""
    data, what, of = _read(request.GET)
    request.GET = data
    asked = Asked(data)
    options = _options(what)
    listed = TimelineFilter(data, reverse("timeline"))
    subject, problem = _chosen(what, of or (options[0].key if options else ""), asked)
    return page(
        request,
        "embed/builder.html",
        nav="embed",
        known=asked.known,
        now_url=reverse("embed"),
        title=gettext("Embed"),
        canonical_url=f"{settings.SITE_URL}/embed/",
        languages=versions(_address(request.path, data)),
        filter=listed,
        embed=_form(asked, what, of, subject)
        | {"options": options, "problem": problem, "timeline_url": listed.url()},
        made=_made(subject) if subject else None,
    )


def _read(given: QueryDict) -> tuple[QueryDict, str, str]:
    """What was asked; `known=now` is the present instant, written in full, and the language that of the page."""
    data = given.copy()
    data.setdefault("lang", get_language() or LANGUAGES[0])
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
        return None, gettext("“%(key)s” is not in the record.") % {"key": of}


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
        "lang": look.lang,
        "languages": settings.LANGUAGES,
        "known": asked.known,
        "errors": asked.errors("known", "theme", "limit", "header", "lang"),
    }


def _tab(what: str, asked: Asked) -> str:
    """The address of the builder for another kind of subject, with the looks and the instant kept."""
    look = {name: value for name, value in asked.look.pairs if name != "lang"}
    if asked.look.lang != get_language():
        look["lang"] = asked.look.lang
    if asked.known:
        look["known"] = asked.known.value
    return f"{reverse('embed')}?{urlencode({'what': what} | look)}"


def _address(path: str, data: QueryDict) -> str:
    """The builder in another language, with all that was chosen but the page's own language."""
    kept = data.copy()
    if kept.get("lang") == get_language():
        del kept["lang"]
    return f"{path}?{kept.urlencode()}" if kept else path


def _pairs(subject: Subject | None) -> list[tuple[str, str]]:
    return subject.pairs if subject else []


def _made(subject: Subject) -> dict[str, Any]:
    """The preview and the codes. What is wrong is said in the page's language, so it is asked first."""
    errors = subject.errors
    with override(subject.asked.look.lang):
        title = subject.title
    return {
        "title": title,
        "preview_url": subject.frame_address,
        "codes": [] if errors else codes(subject),
        "errors": errors,
        "policy_lines": policy_lines(),
    }
