"""What governments published themselves, beside legal texts."""

from typing import Any

_WORLD_AND_JAPAN = {
    "source_kind": "speech",
    "publisher": "Prime Minister’s Office of Japan",
    "read_at": "“The World and Japan” database",
    "is_official": True,
}
_KANTEI = {"source_kind": "speech", "publisher": "Prime Minister’s Office of Japan", "is_official": True}


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

SOURCES = STATEMENTS
