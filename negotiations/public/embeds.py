"""Lists on other people's pages: complete HTML in a frame, without script, cookie or third party."""

from django import forms
from django.conf import settings
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from negotiations.public.caching import public_page
from negotiations.public.filters import TimelineFilter
from negotiations.public.pages import listing, page
from negotiations.values import clock
from negotiations.values.when import day_text

_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": settings.TRADEWATCH_EMBED_ANCESTORS,
}


class EmbedForm(forms.Form):
    """How an embedded list looks; what it shows is the filter's."""

    theme = forms.ChoiceField(choices=[(name, name) for name in ("auto", "light", "dark")], required=False)
    limit = forms.IntegerField(min_value=1, max_value=50, required=False)
    header = forms.ChoiceField(choices=[("1", "1"), ("0", "0")], required=False)

    @property
    def look(self) -> dict:
        """The choices with their defaults; a wrong one is an error of the page, and the default meanwhile."""
        given = self.cleaned_data
        return {
            "theme": given.get("theme") or "auto",
            "limit": given.get("limit") or 10,
            "header": given.get("header") != "0",
        }

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choices that are not the default, for an address."""
        look = self.look
        found = [("theme", look["theme"])] * (look["theme"] != "auto") + [("limit", str(look["limit"]))] * (
            look["limit"] != 10
        )
        return found + [("header", "0")] * (not look["header"])


@xframe_options_exempt
@csp_override(_POLICY)
@public_page
def timeline(request):
    """The list under the filter of the address, for a frame."""
    form, found = _read(request, "/embed/timeline/")
    wrong = [
        {"field": name, "label": name.capitalize(), "message": messages[0]}
        for name, messages in form.errors.items()
    ]
    return page(
        request,
        "embed/timeline.html",
        known=found.known,
        filter=found,
        wrong=wrong,
        page={"months": []} if wrong else listing(found),
        title=_title(found),
        embed={
            **form.look,
            "see_all_url": settings.SITE_URL + TimelineFilter(request.GET, "/timeline/").url(),
            "as_of": f"As published by {found.known.text}."
            if found.known
            else f"Record of {day_text(clock.now())}.",
        },
    )


@public_page
def builder(request):
    """Choose how a list looks on another page, see it, and copy the code."""
    form, found = _read(request, "/embed/timeline/")
    address = found.url(add=tuple(form.pairs))
    return page(
        request,
        "embed/builder.html",
        nav="embed",
        known=found.known,
        filter=TimelineFilter(request.GET, "/embed/"),
        title=_title(found),
        embed={
            **form.look,
            "hidden": found.pairs,
            "address": settings.SITE_URL + address,
            "preview_url": address,
            "title": _title(found),
            "see_all_url": settings.SITE_URL + TimelineFilter(request.GET, "/timeline/").url(),
        },
        canonical_url=settings.SITE_URL + "/embed/",
    )


def _read(request, path: str) -> tuple[EmbedForm, TimelineFilter]:
    form = EmbedForm(request.GET)
    form.is_valid()
    return form, TimelineFilter(request.GET, path, size=form.look["limit"])


def _title(found: TimelineFilter) -> str:
    chips = [chip.text for chip in found.chips]
    return f"{settings.SITE_NAME}: {', '.join(chips)}" if chips else f"{settings.SITE_NAME}: timeline"
