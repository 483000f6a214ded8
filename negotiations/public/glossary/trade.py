"""Words of trade: rates, how duties are written, and goods."""

from django.utils.translation import gettext_noop as _

from negotiations.public.glossary.term import Term

RATES = (
    Term(
        "basis",
        _("Basis of a rate"),
        _(
            "what kind of rate it is: MFN applied, bound, preferential, additional, all-in floor or ceiling, in quota"
            " or out of quota. A rate without its basis means nothing."
        ),
    ),
    Term(
        "mfn",
        _("MFN applied rate"),
        _(
            "most favoured nation: the ordinary duty, which a WTO member charges on the goods of all other members"
            " alike. It is at most the bound rate, and often less."
        ),
        ("bound", "preferential"),
    ),
    Term(
        "bound",
        _("Bound rate"),
        _(
            "the highest ordinary duty that a WTO member has promised to charge on a product. What it really charges is"
            " the applied rate."
        ),
        ("mfn",),
    ),
    Term(
        "preferential",
        _("Preferential rate"),
        _(
            "a rate below the MFN rate for goods that originate in certain economies, under a trade agreement or a"
            " scheme for developing countries."
        ),
        ("mfn", "origin"),
    ),
    Term(
        "additional",
        _("Additional duty"),
        _("a duty on top of the ordinary one, in the US schedule under Chapter 99."),
        ("stacking", "hts"),
    ),
    Term(
        "floor",
        _("All-in floor"),
        _(
            "a rate that includes the ordinary (MFN) duty, and to which a lower total is brought up. Where the ordinary"
            " duty alone is as high, nothing is added."
        ),
        ("ceiling", "mfn"),
    ),
    Term(
        "ceiling",
        _("All-in ceiling"),
        _("a rate that includes the ordinary (MFN) duty, and to which a higher total is held down."),
        ("floor", "mfn"),
    ),
    Term(
        "in_quota",
        _("In-quota rate"),
        _("the lower rate of a tariff rate quota, while there is room in it."),
        ("trq",),
    ),
    Term(
        "out_of_quota",
        _("Out-of-quota rate"),
        _("the rate for what goes beyond a tariff rate quota."),
        ("trq",),
    ),
    Term(
        "trq",
        _("Tariff rate quota"),
        _(
            "an amount of goods that may be imported at a lower rate within a period. More may be imported, at the"
            " out-of-quota rate."
        ),
        ("in_quota", "out_of_quota"),
    ),
    Term(
        "statutory",
        _("Statutory rate"),
        _("the rate that the law sets, whatever was then collected."),
    ),
    Term(
        "reciprocal",
        _("Reciprocal"),
        _("the name of the US duties of April 2025 under IEEPA; the word is theirs."),
        ("ieepa",),
    ),
)

FORMS = (
    Term(
        "ad-valorem",
        _("Ad valorem"),
        _("a duty as a percentage of the value of the goods: 25%."),
        ("specific",),
    ),
    Term(
        "specific",
        _("Specific duty"),
        _("a duty as an amount of money for each unit: 4.4¢/kg."),
        ("ad-valorem",),
    ),
    Term(
        "compound",
        _("Compound duty"),
        _("a percentage and an amount for each unit, added together: 10% + 4.4¢/kg."),
        ("mixed",),
    ),
    Term(
        "mixed",
        _("Mixed duty"),
        _(
            "a percentage or an amount for each unit, whichever is higher or lower: 10%, but at least 4.4¢/kg."
        ),
        ("compound",),
    ),
    Term(
        "free",
        _("Free"),
        _("a duty of nothing. It is a rate like any other, and not the same as no rate on record."),
    ),
    Term(
        "duty-expression",
        _("Duty expression"),
        _("how a schedule writes a duty: 25%, 4.4¢/kg + 10%, Free."),
        ("ad-valorem", "specific", "compound", "mixed"),
    ),
)

GOODS = (
    Term(
        "hs",
        _("HS"),
        _(
            "the Harmonized System of the World Customs Organization: goods by chapters, headings and subheadings, the"
            " same all over the world to the sixth digit. It appears in editions, such as those of 2017 and 2022."
        ),
        ("heading", "hts", "cn"),
    ),
    Term("chapter", _("Chapter"), _("the first two digits of an HS code: 87 is vehicles."), ("hs",)),
    Term(
        "heading",
        _("Heading"),
        _("the first four digits of an HS code: 8703 is passenger cars."),
        ("subheading",),
    ),
    Term(
        "subheading",
        _("Subheading"),
        _("the first six digits of an HS code. National schedules go on from there to eight or ten."),
        ("heading",),
    ),
    Term(
        "hts",
        _("HTS"),
        _(
            "the Harmonized Tariff Schedule of the United States: the HS with eight digits for the rate and ten for"
            " statistics. Its Chapter 99 holds temporary changes and additional duties."
        ),
        ("hs", "additional"),
    ),
    Term(
        "cn",
        _("CN"),
        _("the Combined Nomenclature of the European Union: the HS with eight digits."),
        ("hs", "taric"),
    ),
    Term(
        "taric",
        _("TARIC"),
        _(
            "the integrated tariff of the European Union: the CN with two more digits, and every measure that applies"
            " to each code."
        ),
        ("cn",),
    ),
    Term(
        "origin",
        _("Origin of goods"),
        _(
            "the economy in which goods count as made, by rules of their own. It decides on the rate, and need not be"
            " where they were shipped from."
        ),
        ("preferential",),
    ),
    Term(
        "de-minimis",
        _("De minimis"),
        _(
            "the value up to which a shipment comes in without duty or with less paper. Each economy sets its own, and"
            " for whom."
        ),
    ),
)
