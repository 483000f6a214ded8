"""Words of trade: rates, how duties are written, and goods."""

from negotiations.public.glossary.term import Term

RATES = (
    Term(
        "basis",
        "Basis of a rate",
        "what kind of rate it is: MFN applied, bound, preferential, additional, all-in floor or ceiling, in quota or"
        " out of quota. A rate without its basis means nothing.",
    ),
    Term(
        "mfn",
        "MFN applied rate",
        "most favoured nation: the ordinary duty, which a WTO member charges on the goods of all other members alike."
        " It is at most the bound rate, and often less.",
        ("bound", "preferential"),
    ),
    Term(
        "bound",
        "Bound rate",
        "the highest ordinary duty that a WTO member has promised to charge on a product. What it really charges is"
        " the applied rate.",
        ("mfn",),
    ),
    Term(
        "preferential",
        "Preferential rate",
        "a rate below the MFN rate for goods that originate in certain economies, under a trade agreement or a scheme"
        " for developing countries.",
        ("mfn", "origin"),
    ),
    Term(
        "additional",
        "Additional duty",
        "a duty on top of the ordinary one, in the US schedule under Chapter 99.",
        ("stacking", "hts"),
    ),
    Term(
        "floor",
        "All-in floor",
        "a rate that includes the ordinary (MFN) duty, and to which a lower total is brought up. Where the ordinary"
        " duty alone is as high, nothing is added.",
        ("ceiling", "mfn"),
    ),
    Term(
        "ceiling",
        "All-in ceiling",
        "a rate that includes the ordinary (MFN) duty, and to which a higher total is held down.",
        ("floor", "mfn"),
    ),
    Term(
        "in_quota",
        "In-quota rate",
        "the lower rate of a tariff rate quota, while there is room in it.",
        ("trq",),
    ),
    Term("out_of_quota", "Out-of-quota rate", "the rate for what goes beyond a tariff rate quota.", ("trq",)),
    Term(
        "trq",
        "Tariff rate quota",
        "an amount of goods that may be imported at a lower rate within a period. More may be imported, at the"
        " out-of-quota rate.",
        ("in_quota", "out_of_quota"),
    ),
    Term(
        "statutory",
        "Statutory rate",
        "the rate that the law sets, whatever was then collected.",
    ),
    Term(
        "reciprocal",
        "Reciprocal",
        "the name of the US duties of April 2025 under IEEPA; the word is theirs.",
        ("ieepa",),
    ),
)

FORMS = (
    Term("ad-valorem", "Ad valorem", "a duty as a percentage of the value of the goods: 25%.", ("specific",)),
    Term(
        "specific", "Specific duty", "a duty as an amount of money for each unit: 4.4¢/kg.", ("ad-valorem",)
    ),
    Term(
        "compound",
        "Compound duty",
        "a percentage and an amount for each unit, added together: 10% + 4.4¢/kg.",
        ("mixed",),
    ),
    Term(
        "mixed",
        "Mixed duty",
        "a percentage or an amount for each unit, whichever is higher or lower: 10%, but at least 4.4¢/kg.",
        ("compound",),
    ),
    Term(
        "free",
        "Free",
        "a duty of nothing. It is a rate like any other, and not the same as no rate on record.",
    ),
    Term(
        "duty-expression",
        "Duty expression",
        "how a schedule writes a duty: 25%, 4.4¢/kg + 10%, Free.",
        ("ad-valorem", "specific", "compound", "mixed"),
    ),
)

GOODS = (
    Term(
        "hs",
        "HS",
        "the Harmonized System of the World Customs Organization: goods by chapters, headings and subheadings, the"
        " same all over the world to the sixth digit. It appears in editions, such as those of 2017 and 2022.",
        ("heading", "hts", "cn"),
    ),
    Term("chapter", "Chapter", "the first two digits of an HS code: 87 is vehicles.", ("hs",)),
    Term(
        "heading", "Heading", "the first four digits of an HS code: 8703 is passenger cars.", ("subheading",)
    ),
    Term(
        "subheading",
        "Subheading",
        "the first six digits of an HS code. National schedules go on from there to eight or ten.",
        ("heading",),
    ),
    Term(
        "hts",
        "HTS",
        "the Harmonized Tariff Schedule of the United States: the HS with eight digits for the rate and ten for"
        " statistics. Its Chapter 99 holds temporary changes and additional duties.",
        ("hs", "additional"),
    ),
    Term(
        "cn",
        "CN",
        "the Combined Nomenclature of the European Union: the HS with eight digits.",
        ("hs", "taric"),
    ),
    Term(
        "taric",
        "TARIC",
        "the integrated tariff of the European Union: the CN with two more digits, and every measure that applies to"
        " each code.",
        ("cn",),
    ),
    Term(
        "origin",
        "Origin of goods",
        "the economy in which goods count as made, by rules of their own. It decides on the rate, and need not be"
        " where they were shipped from.",
        ("preferential",),
    ),
    Term(
        "de-minimis",
        "De minimis",
        "the value up to which a shipment comes in without duty or with less paper. Each economy sets its own, and"
        " for whom.",
    ),
)
