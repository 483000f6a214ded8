"""The names of the measures, and what their changes share."""

from typing import Any

from negotiations.models import nouns


def _measure(
    slug: str, name: str, authority: str = "", by: str = "US", description: str = ""
) -> dict[str, Any]:
    found = {"slug": slug, "name": name, "imposed_by": by, "description": description}
    return found | {"authority": authority} if authority else found


MEASURES = (
    _measure(
        "us-ordinary-duty",
        "US ordinary duty (column 1, general)",
        description="The duty that every other one is added to. On record only for goods whose rate a document that is"
        " cited here states.",
    ),
    _measure("us-232-steel", "US Section 232 duty on steel", "section-232"),
    _measure(
        "us-232-steel-73",
        "US Section 232 duty on steel: articles of chapter 73",
        "section-232",
        description="Rails, piling, tubes and pipes. They are a measure of their own here because since 4 June 2025 the"
        " duty falls on their steel content alone.",
    ),
    _measure("us-232-aluminium", "US Section 232 duty on aluminium", "section-232"),
    _measure("us-232-copper", "US Section 232 duty on copper", "section-232"),
    _measure("us-232-automobiles", "US Section 232 duty on automobiles", "section-232"),
    _measure("us-232-automobile-parts", "US Section 232 duty on automobile parts", "section-232"),
    _measure(
        "us-301-china",
        "US Section 301 duties on China",
        "section-301",
        description="The duties of 2018 and later on lists of Chinese goods. The lists are not on record by code, so"
        " that an answer about China says that they may apply.",
    ),
    _measure(
        "us-reciprocal-baseline",
        "US reciprocal duty: baseline",
        "ieepa",
        description="The rate for trading partners without a rate of their own, and for the others while theirs was"
        " paused.",
    ),
    _measure(
        "us-reciprocal-japan",
        "US reciprocal duty: rate for Japan",
        "ieepa",
        description="Japan’s own rate, in place of the baseline.",
    ),
    _measure(
        "us-reciprocal-eu",
        "US reciprocal duty: rate for the European Union",
        "ieepa",
        description="The EU’s own rate, in place of the baseline.",
    ),
    _measure(
        "us-reciprocal-china",
        "US reciprocal duty: rate for China",
        "ieepa",
        description="China’s own rate, in place of the baseline. It holds for Hong Kong and Macau alike.",
    ),
    _measure("us-fentanyl-china", "US duty on China over synthetic opioids", "ieepa"),
    _measure("us-fentanyl-canada", "US duty on Canada over drugs at the northern border", "ieepa"),
    _measure(
        "us-fentanyl-mexico", "US duty on Mexico over drugs and migration at the southern border", "ieepa"
    ),
    _measure("china-counter-us", "China’s additional duty on goods of the United States", by="CN"),
    _measure(
        "canada-surtax", "Canada’s surtax on goods of the United States", "customs-tariff-canada", by="CA"
    ),
    _measure(
        "canada-surtax-metals",
        "Canada’s surtax on steel, aluminium and other goods of the United States",
        "customs-tariff-canada",
        by="CA",
    ),
)

NOUNS: tuple[tuple[Any, Any], ...] = ((nouns.Measure, MEASURES),)

COMMON = {
    "zone": "America/New_York",
    "economies": ["JP", "US"],
    "negotiations": ["us-japan-2025"],
}
ADDITIONAL = {**COMMON, "rate_basis": "additional"}
ON_JAPAN = {"economy_scope": "listed", "scope_economies": ["JP"]}

RECIPROCAL = ["us-reciprocal-baseline", "us-reciprocal-japan", "us-reciprocal-eu", "us-reciprocal-china"]
RECIPROCAL_GOODS = "All goods, except those that the order of 2 April exempts (section 3(b) and Annex II)"
EXCEPTED = {"goods": RECIPROCAL_GOODS, "goods_scope": "all", "excepted_lists": ["annex-ii-part"]}
WITH_SEMICONDUCTORS = ["annex-ii-part", "semiconductors-april-2025"]


def on(economy: str, negotiation: str = "") -> dict[str, Any]:
    """What changes of United States measures on one economy share."""
    return {
        "zone": "America/New_York",
        "economies": [economy, "US"],
        "negotiations": [negotiation] if negotiation else [],
        "economy_scope": "listed",
        "scope_economies": [economy],
        "topics": ["tariffs"],
    }


def codes(included: str, *, excepted: str = "") -> list[dict[str, Any]]:
    """Rows of goods by code: the codes of a text, and the ones that are excepted from them."""
    found = [{"system": "hts", "code": code} for code in included.split()]
    return found + [{"system": "hts", "code": code, "is_excluded": True} for code in excepted.split()]
