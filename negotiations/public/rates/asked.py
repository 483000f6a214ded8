"""The question that a reader asks: goods with a code, from an economy, charged by another, on a day."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime, time
from functools import cached_property
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from negotiations.models.printed import Edition, Publication
from negotiations.public import nouns
from negotiations.public.labels import Label, label_of
from negotiations.public.onward import in_language
from negotiations.public.rates.told import told
from negotiations.public.tariff_book import Page
from negotiations.tariffs.codes import CodeError, digits, dotted
from negotiations.values import clock
from negotiations.values.clock import Moment
from negotiations.values.texts import has_refused_character
from negotiations.values.when import day_text

PARAMETERS = ("by", "economy", "code", "on", "known")
LONGEST = 40


class Choices:
    """The economies that can be asked about, as they were called at an instant. One query.

    `only` are the codes of those that are asked about, where nobody has to choose from all.
    """

    def __init__(self, book: Page, known: datetime | None, only: Iterable[str] | None = None):
        self._known = known
        editions = Edition.objects.known_on(known).filter(
            publication__kind="economy", publication__redirect_to=None
        )
        if only is not None:
            # What no name of the record can hold is refused where the question is read; PostgreSQL would take offence.
            keys = {key.strip().upper() for key in only if not has_refused_character(key)}
            editions = editions.filter(publication__key__in=keys)
        found = [label_of(edition) for edition in editions.select_related("publication")]
        self.economies = sorted(found, key=lambda label: label.text)
        imposing = {measure.imposer for measure in book.measures.values()}
        self.imposers = [label for label in self.economies if label.id in imposing]
        self.unions = {one.union for one in book.memberships}

    @cached_property
    def groups(self) -> list[tuple[str, list[Label]]]:
        """Economies for a list to choose from: countries, then customs unions."""
        unions = [one for one in self.economies if one.id in self.unions]
        others = [one for one in self.economies if one.id not in self.unions]
        groups = [(_("Countries and customs territories"), others), (_("Customs unions"), unions)]
        return [(title, labels) for title, labels in groups if labels]

    def find(self, key: str) -> Label | None:
        """The economy with a code in the address, also where it has been merged since."""
        key = key.upper()
        if found := next((one for one in self.economies if one.key.upper() == key), None):
            return found
        try:
            publication, _ = nouns.find("economy", key, self._known)
        except Publication.DoesNotExist:
            return None
        return next((one for one in self.economies if one.id == publication.pk), None)


class Asked:
    """A question as it was asked.

    `typed` is what stood in each field, `errors` says by parameter what to write instead. There is an answer only
    where something was asked (`is_asked`) and nothing is wrong with it (`is_good`).
    """

    def __init__(self, data, book: Page, choices: Choices, known: Moment | None, known_error: str):
        self.known = known
        self.errors: dict[str, str] = {"known": known_error} if known_error else {}
        self.typed = {name: self._typed(data, name) for name in ("by", "economy", "code", "on")}
        self.is_asked = any(self.typed[name] for name in ("by", "economy", "code"))
        self.code = self._code()
        self.on = self._on()
        if self.is_asked:
            self.by = self._imposer(choices)
            self.economy = self._economy(choices)
            self._refuse_trade_within(book)
        self.errors = {name: self.errors[name] for name in PARAMETERS if name in self.errors}

    @property
    def is_good(self) -> bool:
        return self.is_asked and not self.errors

    def _typed(self, data, name: str) -> str:
        value = data.get(name, "").strip()
        if len(value) > LONGEST or has_refused_character(value):
            self.errors[name] = _("This cannot be read. Write it again.")
            return ""
        return value

    def _code(self) -> str:
        try:
            return digits(self.typed["code"])
        except CodeError as error:
            self.errors["code"] = told(str(error))
            return ""

    def _on(self) -> Moment:
        today = timezone.localtime(clock.now()).date().isoformat()
        try:
            return Moment.parse(self.typed["on"] or today)
        except ValueError as error:
            self.errors["on"] = str(error)
            return Moment.parse(today)

    def _imposer(self, choices: Choices) -> Label | None:
        found = self._one_of(choices, "by", _("Choose who charges the duty."))
        if found and found not in choices.imposers:
            said = _("No measure that %(economy)s imposes is on record. Choose an economy of the list.")
            self.errors["by"] = said % {"economy": found.text}
        return found

    def _economy(self, choices: Choices) -> Label | None:
        return self._one_of(choices, "economy", _("Choose where the goods come from."))

    def _one_of(self, choices: Choices, name: str, empty: str) -> Label | None:
        found = choices.find(self.typed[name]) if self.typed[name] else None
        if found is None:
            self.errors.setdefault(name, self._not_found(name) if self.typed[name] else empty)
        return found

    def _not_found(self, name: str) -> str:
        said = {"typed": self.typed[name]}
        if self.known:
            return (
                _(
                    "“%(typed)s” is no economy of this record as it stood then. Choose one of the list, such as JP."
                )
                % said
            )
        return _("“%(typed)s” is no economy of this record. Choose one of the list, such as JP.") % said

    def _refuse_trade_within(self, book: Page) -> None:
        """No import duty is charged within an economy or a customs union."""
        if not (self.by and self.economy) or "economy" in self.errors:
            return
        unions = book.case(int(self.economy.id), "", self.on.at).unions
        if self.by.id == self.economy.id:
            self.errors["economy"] = _("Goods cross no border there. Choose the economy that they come from.")
        elif self.by.id in unions:
            said = _(
                "%(economy)s belongs to the customs union %(union)s, within which no import duty is charged. Choose"
                " another economy."
            )
            self.errors["economy"] = said % {"economy": self.economy.text, "union": self.by.text}

    def on_day(self, value: str) -> "Asked":
        """The same question about another day or instant."""
        other = copy(self)
        other.on = Moment.parse(value)
        return other

    # The day

    @property
    def on_value(self) -> str:
        """What stands in the field of the day."""
        return self.typed["on"] if "on" in self.errors else self.on.value

    @property
    def is_date(self) -> bool:
        """True where that is a date that a browser's own field can hold."""
        return "on" not in self.errors and self.is_day

    @property
    def is_day(self) -> bool:
        """True where a day was asked about, and no instant of it."""
        return "T" not in self.on.value

    @property
    def day_text(self) -> str:
        """ "10 August 2025", or "7 August 2025 at 04:01 UTC" for an instant."""
        local = timezone.localtime(self.on.at)
        shown = day_text(local)
        if self.is_day:
            return shown
        said = {"day": shown, "time": f"{local:%H:%M}", "zone": f"{local:%Z}"}
        return pgettext("within a sentence", "%(day)s at %(time)s %(zone)s") % said

    @property
    def tense(self) -> str:
        """past, present or future: the day as seen from today."""
        day, today = timezone.localtime(self.on.at).date(), timezone.localtime(clock.now()).date()
        if day == today:
            return "present"
        return "past" if day < today else "future"

    @property
    def begins(self) -> datetime:
        """The first instant of the day that was asked about, or the instant itself."""
        if not self.is_day:
            return self.on.at
        day = timezone.localtime(self.on.at).date()
        return datetime.combine(day, time(), timezone.get_default_timezone())

    # Addresses

    @property
    def code_text(self) -> str:
        return dotted(self.code)

    def url(self, *, path: str = "/rates/", on: str | None = None, known: str | None = None) -> str:
        """The address of this question in its canonical form; `on` and `known` replace what was asked ('': none).

        It is in the page's language and names its clocks itself: nothing is to be added to it.
        """
        own_known = self.known.value if self.known else ""
        values = {
            "by": self.by.key if self.by else "",
            "economy": self.economy.key if self.economy else "",
            "code": self.code_text,
            "on": self.on.value if on is None else on,
            "known": own_known if known is None else known,
        }
        return f"{in_language(path)}?{urlencode({name: value for name, value in values.items() if value})}"

    by: Label | None = None
    economy: Label | None = None
