"""Why no total is stated, as a sentence."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from negotiations.public.rates.figures import MOST
from negotiations.public.rates.phrases import joined, measure_text, number
from negotiations.public.rates.told import told
from negotiations.tariffs.scope import Match
from negotiations.tariffs.totals import Reason, Why

if TYPE_CHECKING:
    from negotiations.public.rates.answers import Shown


def reason_words(reason: Reason, shown: "Shown") -> str:
    """A reason in words: "No rule on record says how A and B stand to each other."."""
    if reason.why is Why.DEPENDS:
        return _depends(shown)
    names = [measure_text(shown.name(id)) for id in reason.measures]
    said = {"measures": joined(_few(names)), "measure": names[0], "text": reason.text}
    if reason.why is Why.NO_RULE:
        return _("No rule on record says how %(measures)s stand to each other.") % said
    if reason.why is Why.RULE:
        return _("A rule on record says that %(measures)s do not simply add up.") % said
    if reason.why is Why.TEXT_ONLY and reason.text:
        return _("%(measure)s is on record only as text: “%(text)s”.") % said
    if reason.why is Why.TEXT_ONLY:
        return _("%(measure)s is on record without a rate.") % said
    if reason.why is Why.PREFERENTIAL:
        return _("A preferential rate may be claimed instead: %(measure)s.") % said
    if reason.why is Why.QUOTA:
        return _("%(measure)s depends on whether a quota is exhausted.") % said
    why = told(reason.text)
    return _("%(measure)s: %(why)s") % (said | {"why": why[0].lower() + why[1:]})


def _few(names: list[str]) -> list[str]:
    """The first names of many, and how many others there are."""
    if len(names) <= MOST:
        return names
    return [*names[: MOST - 1], _("%(number)s others") % {"number": len(names) - MOST + 1}]


def _depends(shown: "Shown") -> str:
    """Why something may apply or not."""
    rows = shown.depending
    if not shown.asked.code:
        return ngettext(
            "Which goods they are decides: %(number)s duty covers only some.",
            "Which goods they are decides: %(number)s duties cover only some.",
            len(rows),
        ) % {"number": number(len(rows))}
    if len(rows) > 1:
        return _("%(number)s duties may apply or not.") % {"number": number(len(rows)).capitalize()}
    said = {"measure": measure_text(rows[0].name)}
    if any(one.alternative.match is Match.WORDS for one in rows[0].partly):
        return _("Whether %(measure)s applies cannot be told: its goods are described in words only.") % said
    return _("Whether %(measure)s applies cannot be told: it covers only some of these goods.") % said
