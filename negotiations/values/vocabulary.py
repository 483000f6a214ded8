"""The field's terms, as the closed lists that editors choose from and readers filter by.

Values are public (they stand in addresses, files and the API): add to them, never rename them. Terms follow the
WTO glossary, the TARIC / UK Trade Tariff documentation and the HTS; docs/glossary.md explains them.
"""

from enum import property as enum_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Terms(TextChoices):
    """A closed list whose words are said in the reader's language: each label is a plain text once asked for."""

    @enum_property
    def label(self) -> str:
        return str(self._label_)


class WorkState(Terms):
    """Where the working copy stands at the desk."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    CLEAN = "clean", "Published, no changes since"


class PublicState(Terms):
    """What readers find at the address."""

    NOT_PRINTED = "not_printed", "Not published"
    LIVE = "live", "Live"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Change(Terms):
    """Why an edition exists."""

    FIRST = "first", _("First published")
    UPDATE = "update", _("Updated")
    CORRECTION = "correction", _("Corrected")
    MINOR = "minor", _("Minor edit")
    WITHDRAWAL = "withdrawal", _("Withdrawn")
    REINSTATEMENT = "reinstatement", _("Reinstated")


class Legal(Terms):
    NOT_REQUIRED = "not_required", "Not required"
    NEEDED = "needed", "Legal check needed"
    CLEARED = "cleared", "Cleared"


class Stance(Terms):
    SUPPORTS = "supports", _("Supports the entry")
    DIFFERS = "differs", _("Differs: it says something else")


class Relation(Terms):
    """How one entry stands to another; read from the first to the second."""

    SEE_ALSO = "see_also", _("See also")
    PART_OF = "part_of", _("Part of")
    FOLLOWS = "follows", _("Follows")
    RESPONDS_TO = "responds_to", _("Responds to")
    SAID_AT = "said_at", _("Said at")
    AMENDS = "amends", _("Amends")
    EVIDENCE = "evidence", _("Refers to as evidence")
    REPORTED_WITH = "reported_with", _("Reported together with (not a cause)")

    @property
    def reverse_label(self) -> str:
        """The same relation, read from the second entry."""
        words = {
            "see_also": _("See also"),
            "part_of": _("Includes"),
            "follows": _("Followed by"),
            "responds_to": _("Answered by"),
            "said_at": _("What was said"),
            "amends": _("Amended by"),
            "evidence": _("Evidence on"),
            "reported_with": _("Reported together with (not a cause)"),
        }
        return str(words[self.value])


class NegotiationStatus(Terms):
    """Where talks stand: folded from entries, never typed into the negotiation."""

    EXPLORATORY = "exploratory", _("Exploratory")
    LAUNCHED = "launched", _("Launched")
    UNDER_WAY = "under_way", _("Rounds under way")
    IN_PRINCIPLE = "in_principle", _("Agreement in principle")
    CONCLUDED = "concluded", _("Concluded")
    SIGNED = "signed", _("Signed")
    IN_FORCE = "in_force", _("In force")
    STALLED = "stalled", _("Stalled")
    ENDED = "ended", _("Ended")


class RoundLevel(Terms):
    LEADERS = "leaders", _("Leaders")
    MINISTERS = "ministers", _("Ministers")
    OFFICIALS = "officials", _("Officials")


class RoundMode(Terms):
    IN_PERSON = "in_person", _("In person")
    CALL = "call", _("Telephone call")
    VIDEO = "video", _("Video conference")


class RoundStatus(Terms):
    TENTATIVE = "tentative", _("Tentative")
    CONFIRMED = "confirmed", _("Confirmed")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Outcome(Terms):
    AGREEMENT = "agreement", _("Agreement")
    FRAMEWORK = "framework", _("Framework agreed")
    NEXT_MEETING = "next_meeting", _("No agreement; next meeting agreed")
    NO_AGREEMENT = "no_agreement", _("No agreement")
    WALK_OUT = "walk_out", _("Walk-out")


class Attendance(Terms):
    PRESENT = "present", _("Present")
    UNANNOUNCED = "unannounced", _("Joined unannounced")
    ABSENT = "absent", _("Absent")
    DISPUTED = "disputed", _("Reports differ")


class AgendaState(Terms):
    DISCUSSED = "discussed", _("Discussed")
    NOT_DISCUSSED = "not_discussed", _("Not discussed")
    DISPUTED = "disputed", _("Disputed whether discussed")


class Setting(Terms):
    POST = "post", _("Post")
    PRESS_CONFERENCE = "press_conference", _("Press conference")
    REMARKS = "remarks", _("Remarks to reporters")
    PARLIAMENT = "parliament", _("Parliament")
    STATEMENT = "statement", _("Statement")
    INTERVIEW = "interview", _("Interview")
    LETTER = "letter", _("Letter")
    SPEECH = "speech", _("Speech")


class Attribution(Terms):
    ON_RECORD = "on_record", _("On the record")
    BACKGROUND = "background", _("On background")
    PARAPHRASE = "paraphrase", _("Paraphrase")


class TranslationOrigin(Terms):
    OFFICIAL = "official", _("Official translation")
    PUBLISHER = "publisher", _("Translation by the publisher")
    EDITOR = "editor", _("Our translation")
    MACHINE = "machine", _("Machine translation")


class Verbatim(Terms):
    NOT_CHECKED = "not_checked", _("Not checked against the source")
    VERBATIM = "verbatim", _("Verbatim")
    ELLIPSES = "ellipses", _("Verbatim but for ellipses and brackets")
    DIFFERS = "differs", _("Differs from the source")


class Bearing(Terms):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")


class MeasureState(Terms):
    """Where a measure stands on a day: what readers filter by, and the shape it is drawn in."""

    THREATENED = "threatened", _("Threatened")
    PROPOSED = "proposed", _("Proposed")
    ANNOUNCED = "announced", _("Announced")
    SCHEDULED = "scheduled", _("Scheduled")
    IN_FORCE = "in_force", _("In force")
    SUSPENDED = "suspended", _("Paused")
    ENDED = "ended", _("Ended")
    STRUCK_DOWN = "struck_down", _("Struck down")
    NEVER_IN_FORCE = "never_in_force", _("Never took effect")
    EXEMPT = "exempt", _("Exempt")


class Action(Terms):
    """What a change does to its measure."""

    THREATENED = "threatened", _("Threatened")
    INVESTIGATION = "investigation", _("Investigation opened")
    PROPOSED = "proposed", _("Proposed")
    ANNOUNCED = "announced", _("Announced")
    SIGNED = "signed", _("Signed")
    PUBLISHED = "published", _("Published")
    IMPOSED = "imposed", _("Imposed")
    AMENDED = "amended", _("Amended")
    EXTENDED = "extended", _("Extended")
    SUSPENDED = "suspended", _("Suspended")
    RESUMED = "resumed", _("Resumed")
    EXEMPTED = "exempted", _("Exempted")
    TERMINATED = "terminated", _("Terminated")
    EXPIRED = "expired", _("Expired")
    REPLACED = "replaced", _("Replaced")
    STRUCK_DOWN = "struck_down", _("Struck down")
    ENJOINED = "enjoined", _("Enjoined")
    NEVER_IMPLEMENTED = "never_implemented", _("Never took effect")

    @property
    def state(self) -> MeasureState:
        """The state of the measure from the change's effective instant on (domain table)."""
        return _STATE_OF_ACTION[self]

    @property
    def needs_effective_date(self) -> bool:
        """True where the action means nothing without the date from which it applies."""
        return self in _NEED_EFFECTIVE_DATE


_STATE_OF_ACTION = {
    Action.THREATENED: MeasureState.THREATENED,
    Action.INVESTIGATION: MeasureState.PROPOSED,
    Action.PROPOSED: MeasureState.PROPOSED,
    Action.ANNOUNCED: MeasureState.IN_FORCE,
    Action.SIGNED: MeasureState.IN_FORCE,
    Action.PUBLISHED: MeasureState.IN_FORCE,
    Action.IMPOSED: MeasureState.IN_FORCE,
    Action.AMENDED: MeasureState.IN_FORCE,
    Action.EXTENDED: MeasureState.IN_FORCE,
    Action.RESUMED: MeasureState.IN_FORCE,
    Action.EXEMPTED: MeasureState.EXEMPT,
    Action.SUSPENDED: MeasureState.SUSPENDED,
    Action.TERMINATED: MeasureState.ENDED,
    Action.EXPIRED: MeasureState.ENDED,
    Action.REPLACED: MeasureState.ENDED,
    Action.STRUCK_DOWN: MeasureState.STRUCK_DOWN,
    Action.ENJOINED: MeasureState.STRUCK_DOWN,
    Action.NEVER_IMPLEMENTED: MeasureState.NEVER_IN_FORCE,
}
_NEED_EFFECTIVE_DATE = frozenset(
    {
        Action.IMPOSED,
        Action.AMENDED,
        Action.EXTENDED,
        Action.SUSPENDED,
        Action.RESUMED,
        Action.EXEMPTED,
        Action.TERMINATED,
        Action.EXPIRED,
        Action.REPLACED,
    }
)


class EffectiveAfter(Terms):
    """The event from which "n days after" is counted."""

    ANNOUNCED = "announced", _("the announcement")
    SIGNED = "signed", _("the signing")
    PUBLISHED = "published", _("the publication")


class RateBasis(Terms):
    MFN = "mfn", _("MFN applied rate")
    BOUND = "bound", _("Bound rate")
    PREFERENTIAL = "preferential", _("Preferential rate")
    ADDITIONAL = "additional", _("Additional duty")
    FLOOR = "floor", _("All-in floor (MFN included)")
    CEILING = "ceiling", _("All-in ceiling (MFN included)")
    IN_QUOTA = "in_quota", _("In-quota rate")
    OUT_OF_QUOTA = "out_of_quota", _("Out-of-quota rate")


class EconomyScope(Terms):
    LISTED = "listed", _("Only the economies listed")
    ALL = "all", _("All economies")
    ALL_EXCEPT = "all_except", _("All economies except those listed")


class GoodsScope(Terms):
    LISTED = "listed", _("Only the goods listed by code")
    ALL = "all", _("All goods, except those excepted by code")
    DESCRIBED = "described", _("As described in words; no codes on record")


class GoodsSystem(Terms):
    HS = "hs", _("HS")
    HTS = "hts", _("HTS (US)")
    CN = "cn", _("CN (EU)")


class EconomyKind(Terms):
    COUNTRY = "country", _("Country or customs territory")
    UNION = "union", _("Customs union")


class InstrumentKind(Terms):
    EXECUTIVE_ORDER = "executive_order", _("Executive order")
    PROCLAMATION = "proclamation", _("Proclamation")
    NOTICE = "notice", _("Notice")
    RULING = "ruling", _("Ruling")
    REGULATION = "regulation", _("Regulation")
    LETTER = "letter", _("Letter")
    AGREEMENT = "agreement", _("Agreement")
    MEMORANDUM = "memorandum", _("Memorandum")
    GUIDANCE = "guidance", _("Guidance")
    OTHER = "other", _("Other")


class SourceKind(Terms):
    """CSL-JSON types that the record uses."""

    NEWS = "article-newspaper", _("News report")
    WEBPAGE = "webpage", _("Web page")
    POST = "post", _("Social-media post")
    LEGISLATION = "legislation", _("Law, order or proclamation")
    REPORT = "report", _("Report")
    SPEECH = "speech", _("Speech or transcript")
    LETTER = "personal_communication", _("Letter")
    BROADCAST = "broadcast", _("Broadcast")
    CASE = "legal_case", _("Court ruling")


class TextOrigin(Terms):
    """How a stored text came to the desk."""

    FETCHED = "fetched", _("Fetched from its address")
    PASTED = "pasted", _("Pasted by an editor")


class LinkStatus(Terms):
    UNKNOWN = "unknown", _("Not checked")
    LIVE = "live", _("Live")
    DEAD = "dead", _("Dead")
