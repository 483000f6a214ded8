"""Lists of US tariff actions with a date, an authority, a reference to the document and a description in words.

What the list leaves open stays open: which measure changes and what happens to it. An editor completes the drafts.
"""

import re

from django.utils.text import slugify

from negotiations.desk.imports.mappings.base import Mapping

_LONGEST = 200
_ONE_DOCUMENT = re.compile(r"(?:EO|Proclamation) \d{5}")
# As the list calls them; “Canada/Mexico”, “China/HK” and “EU” are found too.
_ECONOMIES = {
    "Brazil": "BR",
    "Canada": "CA",
    "China": "CN",
    "EU": "EU",
    "HK": "HK",
    "Hong Kong": "HK",
    "Japan": "JP",
    "Mexico": "MX",
    "South Korea": "KR",
    "UK": "GB",
}


def row(cells: dict[str, str]) -> dict[str, str]:
    """One action as a measure change: its words and date, the economies that it names, its document if it is one."""
    reference, description = cells["reference"], cells["description"]
    named = [code for name, code in _ECONOMIES.items() if re.search(rf"\b{name}\b", description)]
    return {
        "kind": "measure_change",
        "key": "-".join(("tariff-actions", cells["effective_date"], slugify(reference)[:60])),
        "headline": _cut(description),
        "when": cells["effective_date"],
        "zone": "America/New_York",
        "summary": description,
        "economies": ";".join(dict.fromkeys(["US", *named])),
        "effective_from": cells["effective_date"],
        "instrument": reference.replace("EO", "Executive Order")
        if _ONE_DOCUMENT.fullmatch(reference)
        else "",
        "note": f"{cells['phase']}, {cells['authority']}, {reference}, dated {cells['date_text']}.",
    }


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


MAPPING = Mapping(
    "tariff-actions", ("phase", "effective_date", "date_text", "authority", "reference", "description"), row
)
