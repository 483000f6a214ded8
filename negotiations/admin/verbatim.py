"""The verbatim check on screen: the panel of a quote's form, the page with the place in the source, the live answer."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from negotiations.admin.links import admin_url
from negotiations.desk import verbatim
from negotiations.desk.steps import NotAllowed, Refused, Stale
from negotiations.models.journal import Transition
from negotiations.models.kinds.quote import Quote
from negotiations.values.texts import clean_lines, has_refused_character, marked
from negotiations.values.verbatim import NothingToCheck, Outcome
from negotiations.values.vocabulary import Verbatim

CONTEXT = 600  # characters of the source before the place, and after it
_LONGEST = 4_000  # characters of words that are checked while somebody types; the form takes half of it
_DIGITS = 18
_FOUND = {
    Outcome.VERBATIM: "Verbatim: the words stand in the source, letter by letter.",
    Outcome.ELLIPSES: "Verbatim but for ellipses and brackets: all other words stand in the source.",
    Outcome.DIFFERS: "The words differ from the source.",
    Outcome.NOT_FOUND: "The words do not stand in the source, and nothing there is close to them.",
}
_NAMES = {"text": "The original words", "translation": "The translation"}
_STATES = {"kept": "kept", "quote": "removed", "source": "added"}  # as the desk's other comparisons call them


class VerbatimPages:
    """Adds the check to the admin of quotes. The panel is a read-only field of the form."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/verbatim/", view(self.verbatim_view), name="negotiations_quote_verbatim"),
            path(
                "<int:pk>/verbatim/live/",
                view(require_POST(self.verbatim_live)),
                name="negotiations_quote_verbatim_live",
            ),
            *super().get_urls(),
        ]

    def verbatim_panel(self, quote):
        if not quote or not quote.pk:
            return "Save the quote first. Then its words can be compared with the stored text of the source."
        stored = Quote.objects.select_related("checked_text__source").get(pk=quote.pk)
        context = {
            "quote": stored,
            "is_checked": stored.verbatim != Verbatim.NOT_CHECKED,
            "last": Transition.objects.filter(entry=stored.pk, action="checked").first(),
            "has_words": bool(verbatim.words_of(stored)),
            "texts": len(verbatim.texts_of(stored)),
            "without_text": verbatim.without_text(stored),
            "live_url": reverse("admin:negotiations_quote_verbatim_live", args=(stored.pk,)),
        }
        return render_to_string("admin/negotiations/verbatim_panel.html", context)

    verbatim_panel.short_description = "check"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and obj.pk and self.has_change_permission(request, obj):
            context["verbatim_url"] = reverse("admin:negotiations_quote_verbatim", args=(obj.pk,))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def verbatim_view(self, request, pk):
        """Show what the check of the stored quote finds; record it, or what somebody attests."""
        quote, do = self._quote(request, pk), request.POST.get("do", "")
        if not do:
            return self._verbatim_page(request, quote)
        try:
            said = self._record(request, quote) if do == "record" else self._attest(request, quote)
        except NotAllowed as refused:
            return self.forbidden(request, quote, refused)
        except Refused as refused:
            return self._verbatim_page(request, self._quote(request, pk), refused)
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(admin_url(quote))

    def _quote(self, request, pk):
        quote = get_object_or_404(self.model.objects.select_related("publication"), pk=pk)
        if not self.has_change_permission(request, quote):
            raise PermissionDenied
        return quote

    def _record(self, request, quote) -> str:
        sent = request.POST
        found = verbatim.record(
            quote,
            request.user,
            seen=_number(sent, "version"),
            text_id=_number(sent, "text"),
            found=sent.get("found", ""),
        )
        return f"Recorded: {found.label.lower()}."

    def _attest(self, request, quote) -> str:
        sent, note = request.POST, clean_lines(request.POST.get("note", ""))
        if has_refused_character(note) or len(note) > 500:
            raise Refused("Write the note in up to 500 characters, without control characters.")
        verbatim.attest(
            quote,
            request.user,
            seen=_number(sent, "version"),
            source_id=_number(sent, "source"),
            outcome=sent.get("outcome", ""),
            note=note,
        )
        return "Recorded: you compared the words with the source yourself."

    def _verbatim_page(self, request, quote, refused=None):
        made, nothing, asked = None, "", _number(request.GET, "text")
        try:
            made = verbatim.compare(quote, asked or None)
        except (NothingToCheck, Refused) as why:
            nothing = str(why)
        context = {
            **self.admin_site.each_context(request),
            "title": "Verbatim check",
            "subtitle": str(quote),
            "opts": self.opts,
            "entry": quote,
            "form_url": admin_url(quote),
            "refused": refused,
            "nothing": nothing,
            "check": made and _shown(made, full="full" in request.GET),
            "cites": bool(verbatim.sources_of(quote)),
            "without_text": verbatim.without_text(quote) if verbatim.words_of(quote) else [],
            "outcomes": [(value, value.label) for value in verbatim.ATTESTED],
            "sent": request.POST if refused else {},
        }
        status = 409 if isinstance(refused, Stale) else 400 if refused else 200
        return TemplateResponse(request, "admin/negotiations/verbatim.html", context, status=status)

    def verbatim_live(self, request, pk):
        """What the check would find of words that nobody saved: {found: [{name, outcome, says, pieces}]} as JSON."""
        quote = self._quote(request, pk)
        typed = {name: clean_lines(request.POST.get(name, "")) for name in _NAMES}
        if any(len(words) > _LONGEST or has_refused_character(words) for words in typed.values()):
            raise BadRequest("The words are too long, or hold control characters.")
        saved = all(words == getattr(quote, name) for name, words in typed.items())
        for name, words in typed.items():
            setattr(quote, name, words)
        try:
            made = verbatim.compare(quote)
        except NothingToCheck:
            made = None
        found = [
            {
                "name": _NAMES[finding.name],
                "outcome": finding.outcome.value,
                "says": _FOUND[finding.outcome],
                "pieces": [piece for passage in _differences(finding) for piece in passage],
            }
            for finding in (made.findings if made else ())
        ]
        return JsonResponse({"saved": saved, "found": found})


def _shown(made: verbatim.Check, *, full: bool) -> dict:
    """A check for a template."""
    return {
        "outcome": made.outcome.value,
        "verbatim": made.verbatim,
        "text": made.text,
        "full": full,
        "findings": [
            {
                "name": _NAMES[finding.name],
                "words": marked(finding.words),
                "says": _FOUND[finding.outcome],
                "outcome": finding.outcome.value,
                "apart": finding.result.apart,
                "count": len(finding.result.places),
                "source": finding.text.source,
                "stored_at": finding.text.stored_at,
                "passage": _passage(finding, full=full and finding is made.findings[0]),
                "differences": _differences(finding),
            }
            for finding in made.findings
        ],
        "others": [
            {"text": text, "says": Outcome(outcome).name.replace("_", " ").lower() if outcome else ""}
            for text, outcome in made.others
        ],
    }


def _passage(finding: verbatim.Finding, *, full: bool) -> dict:
    """The source around the place, or all of it: {pieces: [(marked, text)], before, after}, of which the last two
    say whether the text goes on there."""
    text, result = finding.text.text, finding.result
    spans = result.places[0].spans if result.places else [(p.start, p.end) for p in result.passages]
    spans = sorted(spans)[:1] if result.apart else sorted(spans)
    if not spans and not full:
        return {}
    start, end = (0, len(text)) if full or not spans else _around(text, spans[0][0], spans[-1][1])
    pieces, at = [], start
    for first, last in spans:
        if first < at:  # two passages that were closest overlap
            continue
        pieces += [(False, marked(text[at:first])), (True, marked(text[first:last]))]
        at = last
    pieces.append((False, marked(text[at:end])))
    return {"pieces": pieces, "before": start > 0, "after": end < len(text)}


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The context of a place, from one word's beginning to another's end."""
    first, last = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    space = text.find(" ", first, min(start, first + 30)) if first else -1
    behind = text.rfind(" ", max(end, last - 30), last) if last < len(text) else -1
    return (space + 1 if space >= 0 else first), (behind if behind >= 0 else last)


def _differences(finding: verbatim.Finding) -> list[list[tuple[str, str]]]:
    """The closest passages, each as the desk's other comparisons have them: (kept | removed | added, text)."""
    if finding.result.apart:
        return []
    return [[(_STATES[state], marked(text)) for state, text in p.pieces] for p in finding.result.passages]


def _number(data, name: str) -> int:
    """A number that a form sent, 0 for anything else."""
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
