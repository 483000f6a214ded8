"""The measures, the documents that change them, and what all of their changes share."""

from typing import Any

from negotiations.desk.sample.sources.official import ORDERS
from negotiations.models import nouns

MEASURES = (
    {
        "slug": "us-232-steel",
        "name": "US Section 232 duty on steel",
        "imposed_by": "US",
        "authority": "section-232",
    },
    {
        "slug": "us-232-aluminium",
        "name": "US Section 232 duty on aluminium",
        "imposed_by": "US",
        "authority": "section-232",
    },
    {
        "slug": "us-232-automobiles",
        "name": "US Section 232 duty on automobiles",
        "imposed_by": "US",
        "authority": "section-232",
    },
    {
        "slug": "us-232-automobile-parts",
        "name": "US Section 232 duty on automobile parts",
        "imposed_by": "US",
        "authority": "section-232",
    },
    {
        "slug": "us-reciprocal-baseline",
        "name": "US reciprocal duty: baseline",
        "imposed_by": "US",
        "authority": "ieepa",
        "description": "The rate for trading partners without a rate of their own, and for the others while theirs was"
        " paused.",
    },
    {
        "slug": "us-reciprocal-japan",
        "name": "US reciprocal duty: rate for Japan",
        "imposed_by": "US",
        "authority": "ieepa",
        "description": "Japan’s own rate, in place of the baseline.",
    },
    {
        "slug": "us-reciprocal-japan-aircraft",
        "name": "Exemption of Japan’s civil aircraft from US duties",
        "imposed_by": "US",
        "authority": "ieepa",
    },
)


def _instrument(slug: str, number: str, kind: str, issued: str, source: str, **values) -> dict[str, Any]:
    text = ORDERS[source]
    return {
        "slug": slug,
        "name": text["title"],
        "instrument_kind": kind,
        "number": number,
        "address": text["address"],
        "issued": issued,
        "economy": "US",
        **values,
    }


def _order(number: str, issued: str, source: str, **values) -> dict[str, Any]:
    return _instrument(
        f"eo-{number}", f"Executive Order {number}", "executive_order", issued, source, **values
    )


def _proclamation(number: str, issued: str, source: str, **values) -> dict[str, Any]:
    return _instrument(
        f"proclamation-{number}", f"Proclamation {number}", "proclamation", issued, source, **values
    )


INSTRUMENTS = (
    _proclamation("10896", "2025-02-10", "steel-proclamation"),
    _proclamation("10895", "2025-02-10", "aluminium-proclamation"),
    _proclamation("10908", "2025-03-26", "autos-proclamation", citation="90 FR 14705"),
    _proclamation("10947", "2025-06-03", "metals-proclamation", citation="90 FR 24199"),
    _order("14257", "2025-04-02", "reciprocal-order"),
    _order("14266", "2025-04-09", "pause-order"),
    _order("14316", "2025-07-07", "extension-order"),
    _order("14326", "2025-07-31", "rates-order", citation="90 FR 37963"),
    _order("14345", "2025-09-04", "japan-order"),
    _instrument(
        "fr-2025-17908",
        "FR Doc. 2025-17908",
        "notice",
        "2025-09-16",
        "japan-notice",
        citation="90 FR 44638",
    ),
    {
        "slug": "letter-to-japan-2025-07-07",
        "name": "Letter of the US president to the prime minister of Japan",
        "instrument_kind": "letter",
        "issued": "2025-07-07",
        "economy": "US",
    },
)

NOUNS: tuple[tuple[Any, Any], ...] = ((nouns.Measure, MEASURES), (nouns.Instrument, INSTRUMENTS))

COMMON = {
    "zone": "America/New_York",
    "economies": ["JP", "US"],
    "negotiations": ["us-japan-2025"],
}
ADDITIONAL = {**COMMON, "rate_basis": "additional"}
ON_JAPAN = {"economy_scope": "listed", "scope_economies": ["JP"]}
