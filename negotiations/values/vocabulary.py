"""The field's terms, as the closed lists that editors choose from and readers filter by.

Values are public (they stand in addresses, files and the API): add to them, never rename them. Terms follow the
WTO glossary, the TARIC / UK Trade Tariff documentation and the HTS; docs/glossary.md explains them.
"""

from django.db.models import TextChoices


class WorkState(TextChoices):
    """Where the working copy stands at the desk."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    CLEAN = "clean", "Published, no changes since"


class PublicState(TextChoices):
    """What readers find at the address."""

    NOT_PRINTED = "not_printed", "Not published"
    LIVE = "live", "Live"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Change(TextChoices):
    """Why an edition exists."""

    FIRST = "first", "First published"
    UPDATE = "update", "Updated"
    CORRECTION = "correction", "Corrected"
    MINOR = "minor", "Minor edit"
    WITHDRAWAL = "withdrawal", "Withdrawn"
    REINSTATEMENT = "reinstatement", "Reinstated"


class Legal(TextChoices):
    NOT_REQUIRED = "not_required", "Not required"
    NEEDED = "needed", "Legal check needed"
    CLEARED = "cleared", "Cleared"


class Stance(TextChoices):
    SUPPORTS = "supports", "Supports the entry"
    DIFFERS = "differs", "Differs: it says something else"


class Relation(TextChoices):
    """How one entry stands to another; read from the first to the second."""

    SEE_ALSO = "see_also", "See also"
    PART_OF = "part_of", "Part of"
    FOLLOWS = "follows", "Follows"
    RESPONDS_TO = "responds_to", "Responds to"
    SAID_AT = "said_at", "Said at"
    AMENDS = "amends", "Amends"
    EVIDENCE = "evidence", "Refers to as evidence"
    REPORTED_WITH = "reported_with", "Reported together with (not a cause)"

    @property
    def reverse_label(self) -> str:
        """The same relation, read from the second entry."""
        return {
            "see_also": "See also",
            "part_of": "Includes",
            "follows": "Followed by",
            "responds_to": "Answered by",
            "said_at": "What was said",
            "amends": "Amended by",
            "evidence": "Evidence on",
            "reported_with": "Reported together with (not a cause)",
        }[self.value]


class NegotiationStatus(TextChoices):
    """Where talks stand: folded from entries, never typed into the negotiation."""

    EXPLORATORY = "exploratory", "Exploratory"
    LAUNCHED = "launched", "Launched"
    UNDER_WAY = "under_way", "Rounds under way"
    IN_PRINCIPLE = "in_principle", "Agreement in principle"
    CONCLUDED = "concluded", "Concluded"
    SIGNED = "signed", "Signed"
    IN_FORCE = "in_force", "In force"
    STALLED = "stalled", "Stalled"
    ENDED = "ended", "Ended"


class RoundLevel(TextChoices):
    LEADERS = "leaders", "Leaders"
    MINISTERS = "ministers", "Ministers"
    OFFICIALS = "officials", "Officials"


class RoundMode(TextChoices):
    IN_PERSON = "in_person", "In person"
    CALL = "call", "Telephone call"
    VIDEO = "video", "Video conference"


class RoundStatus(TextChoices):
    TENTATIVE = "tentative", "Tentative"
    CONFIRMED = "confirmed", "Confirmed"
    HELD = "held", "Held"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"


class Outcome(TextChoices):
    AGREEMENT = "agreement", "Agreement"
    FRAMEWORK = "framework", "Framework agreed"
    NEXT_MEETING = "next_meeting", "No agreement; next meeting agreed"
    NO_AGREEMENT = "no_agreement", "No agreement"
    WALK_OUT = "walk_out", "Walk-out"


class Attendance(TextChoices):
    PRESENT = "present", "Present"
    UNANNOUNCED = "unannounced", "Joined unannounced"
    ABSENT = "absent", "Absent"
    DISPUTED = "disputed", "Reports differ"


class AgendaState(TextChoices):
    DISCUSSED = "discussed", "Discussed"
    NOT_DISCUSSED = "not_discussed", "Not discussed"
    DISPUTED = "disputed", "Disputed whether discussed"


class Setting(TextChoices):
    POST = "post", "Post"
    PRESS_CONFERENCE = "press_conference", "Press conference"
    REMARKS = "remarks", "Remarks to reporters"
    PARLIAMENT = "parliament", "Parliament"
    STATEMENT = "statement", "Statement"
    INTERVIEW = "interview", "Interview"
    LETTER = "letter", "Letter"
    SPEECH = "speech", "Speech"


class Attribution(TextChoices):
    ON_RECORD = "on_record", "On the record"
    BACKGROUND = "background", "On background"
    PARAPHRASE = "paraphrase", "Paraphrase"


class TranslationOrigin(TextChoices):
    OFFICIAL = "official", "Official translation"
    PUBLISHER = "publisher", "Translation by the publisher"
    EDITOR = "editor", "Our translation"
    MACHINE = "machine", "Machine translation"


class Verbatim(TextChoices):
    NOT_CHECKED = "not_checked", "Not checked against the source"
    VERBATIM = "verbatim", "Verbatim"
    ELLIPSES = "ellipses", "Verbatim but for ellipses and brackets"
    DIFFERS = "differs", "Differs from the source"


class Bearing(TextChoices):
    FOR = "for", "For"
    AGAINST = "against", "Against"


class MeasureState(TextChoices):
    """Where a measure stands on a day: what readers filter by, and the shape it is drawn in."""

    THREATENED = "threatened", "Threatened"
    PROPOSED = "proposed", "Proposed"
    ANNOUNCED = "announced", "Announced"
    SCHEDULED = "scheduled", "Scheduled"
    IN_FORCE = "in_force", "In force"
    SUSPENDED = "suspended", "Paused"
    ENDED = "ended", "Ended"
    STRUCK_DOWN = "struck_down", "Struck down"
    NEVER_IN_FORCE = "never_in_force", "Never took effect"
    EXEMPT = "exempt", "Exempt"


class Action(TextChoices):
    """What a change does to its measure."""

    THREATENED = "threatened", "Threatened"
    INVESTIGATION = "investigation", "Investigation opened"
    PROPOSED = "proposed", "Proposed"
    ANNOUNCED = "announced", "Announced"
    SIGNED = "signed", "Signed"
    PUBLISHED = "published", "Published"
    IMPOSED = "imposed", "Imposed"
    AMENDED = "amended", "Amended"
    EXTENDED = "extended", "Extended"
    SUSPENDED = "suspended", "Suspended"
    RESUMED = "resumed", "Resumed"
    EXEMPTED = "exempted", "Exempted"
    TERMINATED = "terminated", "Terminated"
    EXPIRED = "expired", "Expired"
    REPLACED = "replaced", "Replaced"
    STRUCK_DOWN = "struck_down", "Struck down"
    ENJOINED = "enjoined", "Enjoined"
    NEVER_IMPLEMENTED = "never_implemented", "Never took effect"

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


class EffectiveAfter(TextChoices):
    """The event from which "n days after" is counted."""

    ANNOUNCED = "announced", "the announcement"
    SIGNED = "signed", "the signing"
    PUBLISHED = "published", "the publication"


class RateBasis(TextChoices):
    MFN = "mfn", "MFN applied rate"
    BOUND = "bound", "Bound rate"
    PREFERENTIAL = "preferential", "Preferential rate"
    ADDITIONAL = "additional", "Additional duty"
    FLOOR = "floor", "All-in floor (MFN included)"
    CEILING = "ceiling", "All-in ceiling (MFN included)"
    IN_QUOTA = "in_quota", "In-quota rate"
    OUT_OF_QUOTA = "out_of_quota", "Out-of-quota rate"


class EconomyScope(TextChoices):
    LISTED = "listed", "Only the economies listed"
    ALL = "all", "All economies"
    ALL_EXCEPT = "all_except", "All economies except those listed"


class GoodsScope(TextChoices):
    LISTED = "listed", "Only the goods listed by code"
    ALL = "all", "All goods, except those excepted by code"
    DESCRIBED = "described", "As described in words; no codes on record"


class GoodsSystem(TextChoices):
    HS = "hs", "HS"
    HTS = "hts", "HTS (US)"
    CN = "cn", "CN (EU)"


class EconomyKind(TextChoices):
    COUNTRY = "country", "Country or customs territory"
    UNION = "union", "Customs union"


class InstrumentKind(TextChoices):
    EXECUTIVE_ORDER = "executive_order", "Executive order"
    PROCLAMATION = "proclamation", "Proclamation"
    NOTICE = "notice", "Notice"
    RULING = "ruling", "Ruling"
    REGULATION = "regulation", "Regulation"
    LETTER = "letter", "Letter"
    AGREEMENT = "agreement", "Agreement"
    MEMORANDUM = "memorandum", "Memorandum"
    GUIDANCE = "guidance", "Guidance"
    OTHER = "other", "Other"


class SourceKind(TextChoices):
    """CSL-JSON types that the record uses."""

    NEWS = "article-newspaper", "News report"
    WEBPAGE = "webpage", "Web page"
    POST = "post", "Social-media post"
    LEGISLATION = "legislation", "Law, order or proclamation"
    REPORT = "report", "Report"
    SPEECH = "speech", "Speech or transcript"
    LETTER = "personal_communication", "Letter"
    BROADCAST = "broadcast", "Broadcast"
    CASE = "legal_case", "Court ruling"


class TextOrigin(TextChoices):
    """How a stored text came to the desk."""

    FETCHED = "fetched", "Fetched from its address"
    PASTED = "pasted", "Pasted by an editor"


class LinkStatus(TextChoices):
    UNKNOWN = "unknown", "Not checked"
    LIVE = "live", "Live"
    DEAD = "dead", "Dead"
