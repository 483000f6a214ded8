"""Who takes part, with the office that they held all through the talks."""

from typing import Any

_OFFICES = {
    "ryosei-akazawa": ("akazawa-economic-revitalization", "JP"),
    "shigeru-ishiba": ("ishiba-prime-minister", "JP"),
    "donald-trump": ("trump-president-2025", "US"),
    "scott-bessent": ("bessent-treasury-secretary", "US"),
    "jamieson-greer": ("greer-trade-representative", "US"),
    "howard-lutnick": ("lutnick-commerce-secretary", "US"),
}


def present(person: str, *sources: str, **values) -> dict[str, Any]:
    """A participant, and the sources that name them."""
    office, side = _OFFICES[person]
    return {"person": person, "office": office, "side": side, "attested_by": list(sources), **values}


def counted(number: int, source: str) -> dict[str, Any]:
    """Which round it is as Japan counts, and where that is reported."""
    return {"number": number, "counted_by": "JP", "source": source}


def discussed(*topics: str, source: str, **values) -> list[dict[str, Any]]:
    """Topics that were on the table."""
    return [{"topic": topic, "source": source, **values} for topic in topics]


IN_WASHINGTON = {
    "zone": "America/New_York",
    "negotiations": ["us-japan-2025"],
    "economies": ["JP", "US"],
    "level": "ministers",
    "mode": "in_person",
    "place": "Washington, DC",
    "status": "held",
}
