"""The documents that do it, under the title and address of the source where they were read."""

from typing import Any

from negotiations.desk.sample.sources.laws import SOURCES as LAWS
from negotiations.desk.sample.sources.orders import ORDERS
from negotiations.models import nouns

_TEXTS = ORDERS | LAWS


def _instrument(slug: str, number: str, kind: str, issued: str, source: str, **values) -> dict[str, Any]:
    text = _TEXTS[source]
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


def _notice(number: str, issued: str, source: str, **values) -> dict[str, Any]:
    return _instrument(f"fr-{number}", f"FR Doc. {number}", "notice", issued, source, **values)


def _titled(slug: str, name: str, kind: str, issued: str, economy: str = "US", **values) -> dict[str, Any]:
    """A document that is known by its title alone: no address of it was read."""
    return {
        "slug": slug,
        "name": name,
        "instrument_kind": kind,
        "issued": issued,
        "economy": economy,
        **values,
    }


def _announcement(number: int, issued: str) -> dict[str, Any]:
    return _titled(
        f"china-announcement-{number}-2025",
        f"Announcement No. {number} of 2025 of the State Council Tariff Commission",
        "notice",
        issued,
        "CN",
    )


PROCLAMATIONS = (
    _proclamation("9705", "2018-03-08", "proclamation-9705", citation="83 FR 11625"),
    _titled(
        "proclamation-9704",
        "Adjusting Imports of Aluminum Into the United States",
        "proclamation",
        "2018-03-08",
        number="Proclamation 9704",
    ),
    _titled(
        "proclamation-10356",
        "Adjusting Imports of Steel Into the United States",
        "proclamation",
        "2022-03-31",
        number="Proclamation 10356",
    ),
    _proclamation("10896", "2025-02-10", "steel-proclamation"),
    _proclamation("10895", "2025-02-10", "aluminium-proclamation"),
    _proclamation("10908", "2025-03-26", "autos-proclamation", citation="90 FR 14705"),
    _proclamation("10947", "2025-06-03", "metals-proclamation", citation="90 FR 24199"),
    _proclamation("10962", "2025-07-30", "copper-proclamation"),
)

ORDERS_OF_2025 = (
    _order("14193", "2025-02-01", "canada-order"),
    _order("14194", "2025-02-01", "mexico-order"),
    _order("14195", "2025-02-01", "china-fentanyl-order"),
    _titled(
        "eo-14197",
        "Progress on the Situation at Our Northern Border",
        "executive_order",
        "2025-02-03",
        number="Executive Order 14197",
    ),
    _order("14198", "2025-02-03", "mexico-pause-order"),
    _order("14228", "2025-03-03", "china-fentanyl-amendment"),
    _order("14231", "2025-03-06", "canada-amendment"),
    _order("14232", "2025-03-06", "mexico-amendment"),
    _order("14256", "2025-04-02", "low-value-order"),
    _order("14257", "2025-04-02", "reciprocal-order"),
    _order("14259", "2025-04-08", "china-84-order"),
    _order("14266", "2025-04-09", "pause-order"),
    _order("14289", "2025-04-29", "stacking-order"),
    _order("14298", "2025-05-12", "china-may-order"),
    _order("14309", "2025-06-16", "uk-order"),
    _order("14316", "2025-07-07", "extension-order"),
    _order("14325", "2025-07-31", "canada-35-order", citation="90 FR 37957"),
    _order("14326", "2025-07-31", "rates-order", citation="90 FR 37963"),
    _order("14334", "2025-08-11", "china-august-order"),
    _order("14345", "2025-09-04", "japan-order"),
)

OTHERS = (
    _instrument("tariff-schedule", "HTSUS", "regulation", "2025", "tariff-schedule"),
    _titled(
        "letter-to-japan-2025-07-07",
        "Letter of the US president to the prime minister of Japan",
        "letter",
        "2025-07-07",
    ),
    _notice("2025-12060", "2025-06-30", "uk-notice", citation="90 FR 27851"),
    _notice("2025-17908", "2025-09-16", "japan-notice", citation="90 FR 44638"),
    _notice("2025-18660", "2025-09-25", "eu-notice"),
    _announcement(4, "2025-04-04"),
    _announcement(5, "2025-04-09"),
    _announcement(6, "2025-04-11"),
    _instrument(
        "geneva-statement",
        "",
        "agreement",
        "2025-05-12",
        "geneva-statement",
        economy="CN",
    ),
    _instrument(
        "sor-2025-66", "SOR/2025-66", "regulation", "2025-03-03", "canada-surtax-order", economy="CA"
    ),
    _titled(
        "sor-2025-95",
        "United States Surtax Order (Steel and Aluminum 2025)",
        "regulation",
        "2025-03",
        "CA",
        number="SOR/2025-95",
    ),
)

NOUNS: tuple[tuple[Any, Any], ...] = ((nouns.Instrument, PROCLAMATIONS + ORDERS_OF_2025 + OTHERS),)
