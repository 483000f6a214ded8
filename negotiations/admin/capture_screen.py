"""What one capture holds between two requests: all of it stands in the form, nothing in a session or a table."""

import json
from functools import cached_property
from uuid import uuid4

from django.http import QueryDict

from negotiations.admin.capture_forms import (
    ONLY_SOURCE,
    QUOTE,
    PageForm,
    SourceForm,
    SpeakerForm,
    WordsForm,
    draft_form,
)
from negotiations.admin.capture_speaker import AUTOMATIC, SpeakerPart
from negotiations.desk import sent_forms
from negotiations.desk.capture import drafts, evidence, known, languages
from negotiations.desk.capture.pages import Page, read_page
from negotiations.desk.capture.sites import host_of, plain
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.outgoing.client import NotFetched
from negotiations.models.sources import Source

_UNTOUCHED = {"source-language": "en", "source-source_kind": "article-newspaper"}  # before anybody chose
_PROPOSED = (*(f"source-{name}" for name in SourceForm._meta.fields), "text_language", "headline")
_MOST_SHOWN = 4000  # characters of a fetched text that the page shows


class Screen(SpeakerPart):
    """The form as it came, with what can be proposed for it. `kinds` are (name, title) of what may be made of it."""

    def __init__(self, user, data: QueryDict, kinds):
        self.user, self.data, self.kinds = user, data.copy(), kinds
        self.said, self.failed, self.refusal = "", False, ""
        self.is_saving = False
        for name, value in _UNTOUCHED.items():
            self.data.setdefault(name, value)
        if self.data.get("kind") not in dict(kinds):
            self.data["kind"] = kinds[0][0]
        if not sent_forms.is_token(self.data.get("token", "")):
            self.data["token"] = uuid4().hex
        self.proposed = _read(self.data.get("proposed", ""))
        self.evidence = evidence.unseal(self.data.get("page", ""), user)
        self._drop_another_page()

    # The page -----------------------------------------------------------------------------------------------------

    @property
    def address(self) -> str:
        """The address that was typed, '' where it is none."""
        return known.as_address(self.data.get("address", ""))

    @property
    def is_unread(self) -> bool:
        """True where an address was typed that nobody has tried to read, and that would be the only thing known."""
        tried = self.data.get("tried") == self.address
        return bool(self.address and not tried and not self.evidence and not self.known) and (
            not self.value("source-title") or "source-title" in self.proposed
        )

    @cached_property
    def known(self) -> list[known.Known]:
        """The sources on record that stand for this page."""
        found = self.evidence["address"] if self.evidence else ""
        return known.at_addresses(self.address, self.value("source-address"), found)

    @property
    def source(self) -> Source | None:
        """The source on record that is used, None where a new one is made."""
        return self.known[0].source if self.known and "apart" not in self.data else None

    def fetch(self, *, again: bool = False) -> None:
        """Read the page, unless it is on record; with `again` also then. What was typed stays, whatever happens."""
        address = self.address
        if not address:
            return self._say("This is no web address. It begins with https:// and names a host.", failed=True)
        if self.known and not again:
            return None
        self._withdraw_proposals()
        self.data["tried"] = address
        try:
            page = read_page(address)
        except NotFetched as why:
            self._propose_address(address)
            return self._say(
                f"{why} Nothing of yours was lost. Open the page in your browser, fill in the source,"
                " and paste the article’s text below.",
                failed=True,
            )
        return self._take(page, address)

    def _take(self, page: Page, address: str) -> None:
        for name, (value, origin) in page.proposals.items():
            self.propose(f"source-{name}", value, origin)
        self.data["page"] = evidence.seal(page, address, self.user)
        self.evidence = evidence.unseal(self.data["page"], self.user)
        self.__dict__.pop("known", None)  # the page's own address may be on record
        found = (
            f"The page was read. {len(page.text):,} characters of text." if page.text else "No text was read."
        )
        ask = "" if page.text else " Open the page, and paste the article’s text below."
        self._say(f"{found} {page.remark}{ask}".replace("  ", " "), failed=not page.text)

    def _say(self, words: str, *, failed: bool) -> None:
        self.said, self.failed = words.strip(), failed

    def _drop_another_page(self) -> None:
        """A text belongs to the address it was asked for: with another address it is no evidence."""
        if self.evidence and self.evidence["asked"] != self.address:
            self.evidence, self.data["page"] = None, ""

    # Proposals ----------------------------------------------------------------------------------------------------

    def value(self, name: str) -> str:
        return self.data.get(name, "").strip()

    def propose(self, name: str, value: str, origin: str) -> None:
        """Fill a field that nobody filled, or that still holds what was proposed before."""
        old = self.proposed.pop(name, ("", ""))[0]
        if value and self.value(name) in ("", old, _UNTOUCHED.get(name)):
            self.data[name] = value
        elif not value and old and self.value(name) == old:
            self.data[name] = ""
        if value:
            self.proposed[name] = (value, origin)
        self.data["proposed"] = json.dumps(self.proposed)

    def suggest(self) -> None:
        """What follows from what was typed: the language of the words, a headline, the source's address."""
        words = self.value("text")
        around = self.source.language if self.source else self.value("source-language")
        guess = languages.guessed(words, around) if words else ""
        self.propose("text_language", guess, "from its script" if guess != around else "as the page")
        self.propose("headline", drafts.headline(self.value("speaker_name"), words), "proposed")
        if not self.data.get("tried") and not self.evidence and not self.value("source-address"):
            self._propose_address(self.address)

    @property
    def origins(self) -> dict[str, str]:
        """Where the values of fields were read; not of those that an editor changed."""
        return {
            name.removeprefix("source-"): origin
            for name, (value, origin) in self.proposed.items()
            if self.value(name) == value
        }

    def _propose_address(self, address: str) -> None:
        if plain(address):
            self.propose("source-address", address, "as you typed it")
            self.propose("source-publisher", host_of(address), "from the address")

    def _withdraw_proposals(self) -> None:
        """Of the page before: they go where they stand as they were proposed."""
        for name in [name for name in self.proposed if name.startswith("source-")]:
            untouched = self.value(name) == self.proposed.pop(name)[0]
            if untouched:
                self.data[name] = _UNTOUCHED.get(name, "")

    # The forms ----------------------------------------------------------------------------------------------------

    @property
    def kind(self) -> str:
        return self.data["kind"]

    @cached_property
    def forms(self) -> dict:
        """The page, the speaker, the source and the draft as forms; they complain only when they are to be saved."""
        model = desk_kinds()[self.kind if self.kind != ONLY_SOURCE else QUOTE].model
        if self.data.get("office") not in dict(self.offices):
            self.data["office"] = AUTOMATIC  # it was another speaker's
        entry = {"instance": model()}
        made = {
            "page": (PageForm, (self.kinds,), {}),
            "speaker": (SpeakerForm, (self.offices,), {}),
            "source": (SourceForm, (), {"prefix": "source"}),
            "words": (WordsForm, (), entry if self.kind == QUOTE else {}),
            "draft": (draft_form(model), (), entry),
        }
        forms = {name: self._form(name, form, args, options) for name, (form, args, options) in made.items()}
        for form, name in (("page", "address"), ("words", "text")):
            if self.begins_at == name:
                forms[form].fields[name].widget.attrs["autofocus"] = True
        return forms

    @property
    def wanted(self) -> list[str]:
        """The forms that have to be filled for what is to come of the page, in the order of the page."""
        found = ["page"] if self.source else ["page", "source"]
        if self.kind == QUOTE:
            found += ["words", "speaker"]
        return found if self.kind == ONLY_SOURCE else [*found, "draft"]

    def _form(self, name, form, args, options):
        if self.is_saving and name in self.wanted:
            return form(*args, data=self.data, **options)
        prefix = f"{options['prefix']}-" if "prefix" in options else ""
        given = {
            name.removeprefix(prefix): value for name, value in self.data.items() if name.startswith(prefix)
        }
        return form(*args, initial=given, **options)

    @property
    def is_stored(self) -> bool:
        """True where the source has the text already that was fetched."""
        if not (self.source and self.evidence):
            return False
        return evidence.is_stored(self.source, evidence.fetched_text(self.evidence, self.user))

    @property
    def shown_text(self) -> str:
        text = self.evidence["text"] if self.evidence else ""
        return text[:_MOST_SHOWN] + ("\n…" if len(text) > _MOST_SHOWN else "")

    @property
    def begins_at(self) -> str:
        """Where the focus is to be when the page opens: at the address, at the button that fetches it, at the words."""
        if self.is_saving or self.refusal:
            return ""
        return "text" if self.known else "fetch" if self.data.get("address") else "address"

    def refuse(self, sentence, *, again: bool = False) -> None:
        """Say above the form why nothing was saved. With `again` it can be sent once more as a form of its own."""
        self.refusal = sentence
        if again:
            self.data["token"] = uuid4().hex
            self.__dict__.pop("forms", None)


def _read(text: str) -> dict[str, tuple[str, str]]:
    """What was proposed so far: {field: (value, where it was read)}. It came with the form, so it may be anything."""
    try:
        found = json.loads(text or "{}")
        return {
            name: (found[name][0], found[name][1][:60])
            for name in _PROPOSED
            if name in found and all(isinstance(part, str) for part in found[name][:2])
        }
    except (ValueError, TypeError, LookupError, RecursionError):
        return {}
