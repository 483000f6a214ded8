"""Words of measures: what they are, their dates and states, and the laws and documents they rest on."""

from negotiations.public.glossary.term import Term

MEASURES = (
    Term(
        "measure", "Measure", "the name that its changes share. Rate, scope and dates stand on the changes."
    ),
    Term(
        "safeguard",
        "Safeguard",
        "a temporary duty or quota on a product from wherever it comes, because imports have risen so much that they"
        " cause serious injury to those who make it at home, or threaten to.",
        ("section-201",),
    ),
    Term(
        "countermeasure",
        "Countermeasure",
        "a measure in answer to another’s measure, to balance it or to have it withdrawn; also called retaliation.",
    ),
    Term(
        "stacking",
        "Stacking",
        "how duties on the same goods stand to each other: they add, or one excludes another, or one fills up to a"
        " total. Rates never add merely because both are there.",
        ("additional", "floor"),
    ),
    Term(
        "effective",
        "Effective from, until",
        "the instants between which a change applies. It may be known, and published, on other days.",
        ("until", "retroactive"),
    ),
    Term(
        "until",
        "Until",
        "the first instant at which something no longer applies. An until is exclusive: until 12:01 a.m. on 9 July"
        " makes 8 July the last full day.",
        ("12-01",),
    ),
    Term(
        "12-01",
        "12:01 a.m.",
        "a minute past midnight, at which US duties begin and end by custom, mostly in Washington’s time. So it is"
        " plain which day is meant.",
        ("until",),
    ),
    Term(
        "retroactive",
        "Retroactive",
        "applying from a day before that of the document that says so.",
        ("effective",),
    ),
)

STATES = (
    Term(
        "threatened",
        "Threatened",
        "somebody with the power to do it said that they would.",
        shape="threatened",
    ),
    Term(
        "proposed",
        "Proposed",
        "a formal step has begun, such as an investigation or a draft.",
        shape="proposed",
    ),
    Term(
        "announced",
        "Announced",
        "announced or signed, and no day is set from which it will apply.",
        shape="announced",
    ),
    Term(
        "scheduled",
        "Scheduled",
        "announced or signed, and it will apply from a day that is set.",
        shape="scheduled",
    ),
    Term("in_force", "In force", "it applies.", shape="in_force"),
    Term(
        "suspended",
        "Paused",
        "suspended, for all or for some. What was paused stays in being.",
        shape="paused",
    ),
    Term("ended", "Ended", "terminated, expired, withdrawn or replaced.", shape="ended"),
    Term(
        "struck_down",
        "Struck down",
        "set aside or enjoined by a court, for all or for some.",
        shape="struck_down",
    ),
    Term(
        "never_in_force",
        "Never took effect",
        "threatened or announced; its day passed, or it was dropped.",
        shape="never_in_force",
    ),
    Term(
        "exempt",
        "Exempt",
        "taken out of a measure that goes on for others: some goods, or some economies.",
        shape="exempt",
    ),
)

LAW = (
    Term("authority", "Legal authority", "the law that a measure rests on, such as Section 232 or IEEPA."),
    Term(
        "section-232",
        "Section 232",
        "of the US Trade Expansion Act of 1962: lets the president adjust imports that the commerce department has"
        " found to threaten to impair national security.",
    ),
    Term(
        "section-301",
        "Section 301",
        "of the US Trade Act of 1974: lets the trade representative act against practices of other governments that"
        " break agreements or burden US commerce unfairly.",
    ),
    Term(
        "section-201",
        "Section 201",
        "of the US Trade Act of 1974: safeguards, after the International Trade Commission has found serious injury"
        " from imports, or the threat of it.",
        ("safeguard",),
    ),
    Term(
        "section-122",
        "Section 122",
        "of the US Trade Act of 1974: a temporary import surcharge, or quotas, against serious trouble with the"
        " balance of payments.",
    ),
    Term(
        "section-338",
        "Section 338",
        "of the US Tariff Act of 1930: additional duties on goods of countries that discriminate against US commerce.",
    ),
    Term(
        "ieepa",
        "IEEPA",
        "the US International Emergency Economic Powers Act of 1977: powers over foreign transactions once the"
        " president has declared a national emergency about a threat from abroad.",
    ),
    Term(
        "instrument",
        "Instrument",
        "the document that does it: an executive order, a proclamation, a notice, a ruling.",
    ),
    Term(
        "executive_order",
        "Executive order",
        "a numbered, signed directive of the US president to the administration.",
        ("proclamation",),
    ),
    Term(
        "proclamation",
        "Proclamation",
        "a numbered, signed act of the US president that is addressed to everybody. Many duties are set by one.",
        ("executive_order",),
    ),
    Term(
        "notice",
        "Notice (Federal Register)",
        "a text by which an agency makes something known, in the United States in the Federal Register, the daily"
        " journal of the government. It may carry an order into the tariff schedule, or ask for comments.",
    ),
    Term(
        "guidance",
        "Customs guidance (CSMS)",
        "what customs tells importers about applying a duty: from when, under which code. US customs sends it as"
        " messages of its Cargo Systems Messaging Service. It explains the law and does not make it.",
    ),
    Term(
        "regulation",
        "Regulation",
        "a rule with the force of law. One of the EU binds in all its member states.",
    ),
    Term("ruling", "Ruling", "what a court or an authority decides in a case; it can strike a measure down."),
    Term(
        "agreement",
        "Agreement",
        "what parties have agreed in writing and mean to keep, by treaty or otherwise.",
    ),
    Term(
        "memorandum",
        "Memorandum",
        "a written understanding between parties, or a directive of a president that is not an executive order.",
    ),
    Term(
        "letter",
        "Letter",
        "a signed message from one side to another. It can announce a duty, which another document then sets.",
    ),
)
