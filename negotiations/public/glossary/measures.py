"""Words of measures: what they are, their dates and states, and the laws and documents they rest on."""

from django.utils.translation import gettext_noop as _

from negotiations.public.glossary.term import Term

MEASURES = (
    Term(
        "measure",
        _("Measure"),
        _("the name that its changes share. Rate, scope and dates stand on the changes."),
    ),
    Term(
        "safeguard",
        _("Safeguard"),
        _(
            "a temporary duty or quota on a product from wherever it comes, because imports have risen so much that"
            " they cause serious injury to those who make it at home, or threaten to."
        ),
        ("section-201",),
    ),
    Term(
        "countermeasure",
        _("Countermeasure"),
        _(
            "a measure in answer to another’s measure, to balance it or to have it withdrawn; also called retaliation."
        ),
    ),
    Term(
        "stacking",
        _("Stacking"),
        _(
            "how duties on the same goods stand to each other: they add, or one excludes another, or one fills up to a"
            " total. Rates never add merely because both are there."
        ),
        ("additional", "floor"),
    ),
    Term(
        "effective",
        _("Effective from, until"),
        _("the instants between which a change applies. It may be known, and published, on other days."),
        ("until", "retroactive"),
    ),
    Term(
        "until",
        _("Until"),
        _(
            "the first instant at which something no longer applies. An until is exclusive: until 12:01 a.m. on 9 July"
            " makes 8 July the last full day."
        ),
        ("12-01",),
    ),
    Term(
        "12-01",
        _("12:01 a.m."),
        _(
            "a minute past midnight, at which US duties begin and end by custom, mostly in Washington’s time. So it is"
            " plain which day is meant."
        ),
        ("until",),
    ),
    Term(
        "retroactive",
        _("Retroactive"),
        _("applying from a day before that of the document that says so."),
        ("effective",),
    ),
)

STATES = (
    Term(
        "threatened",
        _("Threatened"),
        _("somebody with the power to do it said that they would."),
        shape="threatened",
    ),
    Term(
        "proposed",
        _("Proposed"),
        _("a formal step has begun, such as an investigation or a draft."),
        shape="proposed",
    ),
    Term(
        "announced",
        _("Announced"),
        _("announced or signed, and no day is set from which it will apply."),
        shape="announced",
    ),
    Term(
        "scheduled",
        _("Scheduled"),
        _("announced or signed, and it will apply from a day that is set."),
        shape="scheduled",
    ),
    Term("in_force", _("In force"), _("it applies."), shape="in_force"),
    Term(
        "suspended",
        _("Paused"),
        _("suspended, for all or for some. What was paused stays in being."),
        shape="paused",
    ),
    Term("ended", _("Ended"), _("terminated, expired, withdrawn or replaced."), shape="ended"),
    Term(
        "struck_down",
        _("Struck down"),
        _("set aside or enjoined by a court, for all or for some."),
        shape="struck_down",
    ),
    Term(
        "never_in_force",
        _("Never took effect"),
        _("threatened or announced; its day passed, or it was dropped."),
        shape="never_in_force",
    ),
    Term(
        "exempt",
        _("Exempt"),
        _("taken out of a measure that goes on for others: some goods, or some economies."),
        shape="exempt",
    ),
)

LAW = (
    Term(
        "authority", _("Legal authority"), _("the law that a measure rests on, such as Section 232 or IEEPA.")
    ),
    Term(
        "section-232",
        _("Section 232"),
        _(
            "of the US Trade Expansion Act of 1962: lets the president adjust imports that the commerce department has"
            " found to threaten to impair national security."
        ),
    ),
    Term(
        "section-301",
        _("Section 301"),
        _(
            "of the US Trade Act of 1974: lets the trade representative act against practices of other governments that"
            " break agreements or burden US commerce unfairly."
        ),
    ),
    Term(
        "section-201",
        _("Section 201"),
        _(
            "of the US Trade Act of 1974: safeguards, after the International Trade Commission has found serious injury"
            " from imports, or the threat of it."
        ),
        ("safeguard",),
    ),
    Term(
        "section-122",
        _("Section 122"),
        _(
            "of the US Trade Act of 1974: a temporary import surcharge, or quotas, against serious trouble with the"
            " balance of payments."
        ),
    ),
    Term(
        "section-338",
        _("Section 338"),
        _(
            "of the US Tariff Act of 1930: additional duties on goods of countries that discriminate against US"
            " commerce."
        ),
    ),
    Term(
        "ieepa",
        _("IEEPA"),
        _(
            "the US International Emergency Economic Powers Act of 1977: powers over foreign transactions once the"
            " president has declared a national emergency about a threat from abroad."
        ),
    ),
    Term(
        "instrument",
        _("Instrument"),
        _("the document that does it: an executive order, a proclamation, a notice, a ruling."),
    ),
    Term(
        "executive_order",
        _("Executive order"),
        _("a numbered, signed directive of the US president to the administration."),
        ("proclamation",),
    ),
    Term(
        "proclamation",
        _("Proclamation"),
        _(
            "a numbered, signed act of the US president that is addressed to everybody. Many duties are set by one."
        ),
        ("executive_order",),
    ),
    Term(
        "notice",
        _("Notice (Federal Register)"),
        _(
            "a text by which an agency makes something known, in the United States in the Federal Register, the daily"
            " journal of the government. It may carry an order into the tariff schedule, or ask for comments."
        ),
    ),
    Term(
        "guidance",
        _("Customs guidance (CSMS)"),
        _(
            "what customs tells importers about applying a duty: from when, under which code. US customs sends it as"
            " messages of its Cargo Systems Messaging Service. It explains the law and does not make it."
        ),
    ),
    Term(
        "regulation",
        _("Regulation"),
        _("a rule with the force of law. One of the EU binds in all its member states."),
    ),
    Term(
        "ruling",
        _("Ruling"),
        _("what a court or an authority decides in a case; it can strike a measure down."),
    ),
    Term(
        "agreement",
        _("Agreement"),
        _("what parties have agreed in writing and mean to keep, by treaty or otherwise."),
    ),
    Term(
        "memorandum",
        _("Memorandum"),
        _(
            "a written understanding between parties, or a directive of a president that is not an executive order."
        ),
    ),
    Term(
        "letter",
        _("Letter"),
        _(
            "a signed message from one side to another. It can announce a duty, which another document then sets."
        ),
    ),
)
