"""Legal texts, and what governments published themselves."""

from typing import Any

_ACTIONS = "https://www.whitehouse.gov/presidential-actions/2025/"
_WORLD_AND_JAPAN = {
    "source_kind": "speech",
    "publisher": "Prime Minister’s Office of Japan",
    "read_at": "“The World and Japan” database",
    "is_official": True,
}
_KANTEI = {"source_kind": "speech", "publisher": "Prime Minister’s Office of Japan", "is_official": True}


def _presidential(title: str, issued: str, address: str) -> dict[str, Any]:
    return {
        "source_kind": "legislation",
        "title": title,
        "publisher": "The White House",
        "issued": issued,
        "address": _ACTIONS + address,
        "is_official": True,
    }


ORDERS: dict[str, dict[str, Any]] = {
    "steel-proclamation": _presidential(
        "Adjusting Imports of Steel into The United States",
        "2025-02-10",
        "02/adjusting-imports-of-steel-into-the-united-states/",
    ),
    "aluminium-proclamation": _presidential(
        "Adjusting Imports of Aluminum into The United States",
        "2025-02-11",
        "02/adjusting-imports-of-aluminum-into-the-united-states/",
    ),
    "autos-proclamation": _presidential(
        "Adjusting Imports of Automobiles and Automobile Parts into the United States",
        "2025-03-26",
        "03/adjusting-imports-of-automobiles-and-autombile-parts-into-the-united-states/",
    ),
    "reciprocal-order": _presidential(
        "Regulating Imports with a Reciprocal Tariff to Rectify Trade Practices that Contribute to Large and"
        " Persistent Annual United States Goods Trade Deficits",
        "2025-04-02",
        "04/regulating-imports-with-a-reciprocal-tariff-to-rectify-trade-practices-that-contribute"
        "-to-large-and-persistent-annual-united-states-goods-trade-deficits/",
    ),
    "pause-order": _presidential(
        "Modifying Reciprocal Tariff Rates to Reflect Trading Partner Retaliation and Alignment",
        "2025-04-09",
        "04/modifying-reciprocal-tariff-rates-to-reflect-trading-partner-retaliation-and-alignment/",
    ),
    "parts-proclamation": _presidential(
        "Amendments to Adjusting Imports of Automobiles and Automobile Parts into the United States",
        "2025-04-29",
        "04/amendments-to-adjusting-imports-of-automobiles-and-automobile-parts-into-the-united-states/",
    ),
    "metals-proclamation": _presidential(
        "Adjusting Imports of Aluminum and Steel into the United States",
        "2025-06-03",
        "06/adjusting-imports-of-aluminum-and-steel-into-the-united-states/",
    ),
    "extension-order": _presidential(
        "Extending the Modification of the Reciprocal Tariff Rates",
        "2025-07-07",
        "07/extending-the-modification-of-the-reciprocal-tariff-rates/",
    ),
    "rates-order": _presidential(
        "Further Modifying the Reciprocal Tariff Rates",
        "2025-07-31",
        "07/further-modifying-the-reciprocal-tariff-rates/",
    ),
    "japan-order": _presidential(
        "Implementing the United States–Japan Agreement",
        "2025-09-04",
        "09/implementing-the-united-states-japan-agreement/",
    ),
    "japan-notice": {
        "source_kind": "legislation",
        "title": "Implementing Certain Tariff-Related Elements of the United States-Japan Agreement",
        "publisher": "United States Department of Commerce",
        "issued": "2025-09-16",
        "address": "https://www.govinfo.gov/content/pkg/FR-2025-09-16/html/2025-17908.htm",
        "read_at": "govinfo.gov",
        "is_official": True,
    },
}

STATEMENTS: dict[str, dict[str, Any]] = {
    "ishiba-transcript": {
        **_WORLD_AND_JAPAN,
        "title": "Press Conference by Prime Minister ISHIBA Shigeru Regarding the Japan-U.S. Consultation on U.S."
        " Tariff Measures",
        "issued": "2025-04-17",
        "address": "https://worldjpn.net/documents/texts/PI/20250417.O1E.html",
    },
    "kantei-may": {
        **_KANTEI,
        "title": "Press Conference by Prime Minister ISHIBA Shigeru Regarding the Second Round of the Japan-U.S."
        " Consultation on U.S. Tariff Measures",
        "issued": "2025-05-02",
        "address": "https://japan.kantei.go.jp/103/statement/202505/02kaiken.html",
    },
    "ishiba-summit": {
        **_WORLD_AND_JAPAN,
        "title": "Press Conference by Prime Minister ISHIBA Shigeru Regarding the Japan-U.S. Summit",
        "issued": "2025-06-16",
        "address": "https://worldjpn.net/documents/texts/PI/20250616.O1E.html",
    },
    "kantei-july": {
        **_KANTEI,
        "title": "Press Conference by Prime Minister ISHIBA Shigeru Regarding the Japan-U.S. Consultation on U.S."
        " Tariff Measures",
        "issued": "2025-07-02",
        "address": "https://japan.kantei.go.jp/103/statement/202507/02kaiken.html",
    },
    "ishiba-agreement": {
        **_WORLD_AND_JAPAN,
        "title": "Press Conference by Prime Minister ISHIBA Shigeru Regarding the Agreement Reached in the Japan-U.S."
        " Consultation on U.S. Tariff Measures and Other Matters",
        "issued": "2025-07-23",
        "address": "https://worldjpn.net/documents/texts/PI/20250723.O2E.html",
    },
    "ishiba-report": {
        **_WORLD_AND_JAPAN,
        "title": "Press Conference by Prime Minister ISHIBA Shigeru Regarding the Report He Received from Minister"
        " Akazawa on the Japan-U.S. Consultation on U.S. Tariff Measures and Regarding Other Matters",
        "issued": "2025-07-24",
        "address": "https://worldjpn.net/documents/texts/PI/20250724.O1E.html",
    },
    "kantei-august": {
        **_KANTEI,
        "title": "Press Conference by Prime Minister ISHIBA Shigeru regarding the Implementation of the Japan-U.S."
        " Agreement on U.S. Tariff Measures and Other Matters",
        "issued": "2025-08-07",
        "address": "https://japan.kantei.go.jp/103/statement/202508/07kaiken.html",
    },
    "white-house-fact-sheet": {
        "source_kind": "webpage",
        "title": "[Fact sheet on the agreement with Japan]",
        "publisher": "The White House",
        "issued": "2025-07-23",
        "read_at": "the Japanese transcript of 24 July 2025, where it is quoted",
        "is_official": True,
    },
}

SOURCES = ORDERS | STATEMENTS
