"""Quick capture: one screen from the address of a page to a draft that cites it; and whether we have covered it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from negotiations.admin import integrity
from negotiations.admin.capture_forms import ONLY_SOURCE, QUOTE
from negotiations.admin.capture_screen import Screen
from negotiations.admin.forms import zones
from negotiations.admin.links import admin_link, admin_url
from negotiations.desk import sent_forms
from negotiations.desk.capture import drafts, evidence, known, speakers
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.roles import Right
from negotiations.desk.sent_forms import SentBefore
from negotiations.desk.steps import NotAllowed, Refused
from negotiations.models.nouns import Organisation
from negotiations.public.kinds import entry_kinds

_READ_NOW = "It had not been read yet. Check what it says of itself, then save."
_ORGANISATIONS = 500  # names that the page suggests
_NEW = {"add_person": "people", "add_office": "offices", "add_organisation": "organisations"}


def desk_urls(site):
    def view(page):
        return site.admin_view(lambda request: page(site, request))

    return [
        path("capture/", view(capture_view), name="desk_capture"),
        path("capture/covered/", view(covered_view), name="desk_covered"),
        path("capture/people/", view(people_view), name="desk_capture_people"),
    ]


def capture_view(site, request):
    """The screen. GET fills it from the address bar and opens nothing; each button of the form is a POST."""
    if not (request.user.has_perm(Right.WRITE) and request.user.has_perm("negotiations.add_source")):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    given = request.POST if request.method == "POST" else _begun(request.GET)
    screen = Screen(request.user, given, _kinds(site, request))
    if request.method == "POST":
        if "fetch" in request.POST or "fresh" in request.POST:
            screen.fetch(again="fresh" in request.POST)
        elif "suggest" not in request.POST and (response := _saved(request, screen)):
            return response
    screen.suggest()
    context = {
        **site.each_context(request),
        "title": "Quick capture",
        "screen": screen,
        "known": _shown(screen.known),
        "errors": _errors(screen) if screen.is_saving else [],
        "zones": zones(),
        "keyword_address": f"{request.build_absolute_uri(capture_url())}?address=%s",
        "organisations": Organisation.objects.values_list("name", flat=True)[:_ORGANISATIONS],
    }
    return TemplateResponse(
        request, "admin/negotiations/capture.html", context, status=409 if screen.refusal else 200
    )


def covered_view(site, request):
    """Have we covered this? What is on record about an address, or about words of a title."""
    if not all(request.user.has_perm(f"negotiations.view_{name}") for name in ("source", "entry")):
        raise PermissionDenied
    question = request.GET.get("q", "")[:1000]
    sources, entries = known.covered(question)
    context = {
        **site.each_context(request),
        "title": "What is on record",
        "question": question,
        "address": known.as_address(question),
        "sources": _shown(sources),
        "entries": [_entry(entry) for entry in entries],
    }
    return TemplateResponse(request, "admin/negotiations/capture_covered.html", context)


def people_view(site, request):
    """People for the picker, as JSON: {people: [{id, name, is_same, detail}]}, `detail` what they were on the day."""
    if not (request.user.has_perm(Right.WRITE) and request.user.has_perm("negotiations.view_person")):
        raise PermissionDenied
    day = speakers.day_of(request.GET.get("day", "")[:40])
    text = request.GET.get("q", "")
    found = [
        {
            "id": str(person.pk),
            "name": person.name,
            "label": str(person),
            "is_same": speakers.is_name_of(person, text),
            "detail": "; ".join(office.title for office, held in speakers.offices_of(person, day) if held),
        }
        for person in speakers.find_people(text)
    ]
    return JsonResponse({"people": found})


# Saving -----------------------------------------------------------------------------------------------------------


def _saved(request, screen: Screen):
    """Save all of it and go on to what it became; None where the form has to be shown again."""
    if sent := sent_forms.made_by(request.user, screen.data["token"]):
        return screen.refuse(_sent_before(sent), again=True)
    if screen.is_unread:
        screen.fetch()
        screen.said = f"{screen.said} {_READ_NOW if not screen.failed else ''}".strip()
        return None
    screen.suggest()
    screen.is_saving = True
    if not _is_valid(screen, request.user):
        return None
    capture = _capture(screen, request.user)
    try:
        drafts.save(capture, request.user)
    except SentBefore:
        return screen.refuse(_sent_before(sent_forms.made_by(request.user, screen.data["token"])), again=True)
    except Refused as why:
        if isinstance(why, NotAllowed):
            raise PermissionDenied from None
        return screen.refuse(str(why))
    except IntegrityError as error:
        screen.__dict__.pop("known", None)  # somebody may have captured the same page meanwhile
        return screen.refuse(integrity.sentence(error))
    messages.success(request, _what_was_saved(capture))
    if "_another" in request.POST:
        return HttpResponseRedirect(capture_url(address=capture.source.address, kind=screen.kind))
    return HttpResponseRedirect(admin_url(capture.outcome))


def _is_valid(screen: Screen, user) -> bool:
    """Whether the forms can be saved; what they complain of stands in them afterwards."""
    if screen.kind == QUOTE:
        _check_speaker(screen, user)
    return not any(screen.forms[name].errors for name in screen.wanted)


def _check_speaker(screen: Screen, user) -> None:
    form, name = screen.forms["speaker"], screen.value("speaker_name")
    if not form.is_valid():
        return
    if name and screen.speaker is None:
        many = len(screen.namesakes) > 1
        said = "Several people have this name." if many else "Nobody of this name is on record."
        form.add_error("speaker_name", f"{said} Choose who it is.")
    if not name and form.cleaned_data["office_title"]:
        form.add_error("speaker_name", "Name the speaker who held this office.")
    office = screen.speaker and _office(screen)
    new = {
        "add_person": screen.speaker,
        "add_office": office,
        "add_organisation": office and office.organisation,
    }
    for right, row in new.items():
        if row and row.pk is None and not user.has_perm(f"negotiations.{right}"):
            form.add_error("speaker_name", f"Your account may not add {_NEW[right]}.")


def _office(screen: Screen):
    given = screen.forms["speaker"].cleaned_data
    return screen.office(given["office_title"], given["organisation"], given["economy"])


def _capture(screen: Screen, user) -> drafts.Capture:
    page = screen.forms["page"].cleaned_data
    texts = []
    if screen.evidence and screen.evidence["text"] and not page["no_text"]:
        texts.append(evidence.fetched_text(screen.evidence, user))
    if page["pasted"]:
        texts.append(evidence.pasted_text(page["pasted"], user))
    source = screen.source or screen.forms["source"].instance
    capture = drafts.Capture(screen.data["token"], source, texts)
    if screen.kind != ONLY_SOURCE:
        capture.entry = screen.forms["draft"].instance
        capture.entry.when = capture.entry.when or source.issued
    if screen.kind == QUOTE:
        capture.speaker, capture.office = screen.speaker, _office(screen)
    return capture


def _what_was_saved(capture: drafts.Capture) -> str:
    parts = ["Saved as a draft." if capture.entry else "Saved."]
    parts.append(format_html("Source: {}.", admin_link(capture.source)))
    for text in capture.texts:
        if text.pk:
            words = "Its text is stored: {} characters (SHA-256 {}…)."
            parts.append(format_html(words, len(text.text), text.digest[:12]))
    if capture.entry:
        again = capture_url(address=capture.source.address) if capture.source.address else capture_url()
        parts.append(format_html('<a href="{}">Capture another from it</a>.', again))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def _sent_before(sent) -> str:
    url = (
        reverse(f"admin:negotiations_{sent.model}_change", args=(sent.object_id,))
        if sent
        else reverse("admin:index")
    )
    return format_html(
        'This form was <a href="{}">saved already</a>. Edit that one; or save once more, and there will be two.',
        url,
    )


# The screen -------------------------------------------------------------------------------------------------------


def capture_url(**begun) -> str:
    """The address of the screen, with what it is to begin with."""
    query = urlencode({name: value for name, value in begun.items() if value})
    return reverse("admin:desk_capture") + (f"?{query}" if query else "")


def _begun(given) -> QueryDict:
    """What a link or a browser's search keyword may bring along: an address, words, a kind."""
    data = QueryDict(mutable=True)
    for name, source in (("address", "address"), ("kind", "kind"), ("text", "words")):
        if value := given.get(source, "")[:4000]:
            data[name] = value
    return data


def _kinds(site, request) -> list[tuple[str, str]]:
    """What may come of a page: a quote first, every other kind that this editor may write, the source alone."""
    declared = [(kind.name, kind.title) for kind in entry_kinds() if kind.name in desk_kinds()]
    allowed = [
        (name, title)
        for name, title in sorted(declared, key=lambda kind: kind[0] != QUOTE)
        if site.get_model_admin(desk_kinds()[name].model).has_add_permission(request)
    ]
    return [*allowed, (ONLY_SOURCE, "Only the source")]


def _shown(found: list[known.Known]) -> list[dict]:
    """Sources on record for a template: with their links, and the entries that cite them."""
    return [
        {
            "source": row.source,
            "url": admin_url(row.source),
            "capture_url": capture_url(address=row.source.address),
            "entries": [_entry(entry) for entry in row.entries],
        }
        for row in found
    ]


def _entry(entry) -> dict:
    public = "" if entry.publication is None else f"{entry.publication}, {entry.public_state.label.lower()}"
    return {"entry": entry, "url": admin_url(entry), "public": public}


def _errors(screen: Screen) -> list[dict]:
    """Everything that is to be mended, each with the id of its field, in the order of the page."""
    forms = [screen.forms[name] for name in screen.wanted]
    return [
        {"id": form[name].id_for_label, "words": f"{form[name].label}: {words}"}
        if name in form.fields
        else {"words": words}
        for form in forms
        for name, found in form.errors.items()
        for words in found
    ]
