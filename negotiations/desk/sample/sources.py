"""Where the sample's facts are from.

No address is guessed: where none is known it is empty. A title in square brackets is our description, because the
document's own title is not known. Where an address is a copy of an agency's report, the agency is the publisher.
"""

from typing import Any

_ACTIONS = "https://www.whitehouse.gov/presidential-actions/2025/"

OFFICIAL: dict[str, dict[str, Any]] = {
    "steel-proclamation": {
        "source_kind": "legislation",
        "title": "Adjusting Imports of Steel into The United States",
        "publisher": "The White House",
        "issued": "2025-02-10",
        "address": _ACTIONS + "02/adjusting-imports-of-steel-into-the-united-states/",
        "is_official": True,
    },
    "aluminium-proclamation": {
        "source_kind": "legislation",
        "title": "Adjusting Imports of Aluminum into The United States",
        "publisher": "The White House",
        "issued": "2025-02-11",
        "address": _ACTIONS + "02/adjusting-imports-of-aluminum-into-the-united-states/",
        "is_official": True,
    },
    "autos-proclamation": {
        "source_kind": "legislation",
        "title": "Adjusting Imports of Automobiles and Automobile Parts into the United States",
        "publisher": "The White House",
        "issued": "2025-03-26",
        "address": _ACTIONS
        + "03/adjusting-imports-of-automobiles-and-autombile-parts-into-the-united-states/",
        "is_official": True,
    },
    "reciprocal-order": {
        "source_kind": "legislation",
        "title": "Regulating Imports with a Reciprocal Tariff to Rectify Trade Practices that Contribute to Large and"
        " Persistent Annual United States Goods Trade Deficits",
        "publisher": "The White House",
        "issued": "2025-04-02",
        "address": _ACTIONS
        + "04/regulating-imports-with-a-reciprocal-tariff-to-rectify-trade-practices-that-contribute"
        "-to-large-and-persistent-annual-united-states-goods-trade-deficits/",
        "is_official": True,
    },
    "pause-order": {
        "source_kind": "legislation",
        "title": "Modifying Reciprocal Tariff Rates to Reflect Trading Partner Retaliation and Alignment",
        "publisher": "The White House",
        "issued": "2025-04-09",
        "address": _ACTIONS
        + "04/modifying-reciprocal-tariff-rates-to-reflect-trading-partner-retaliation-and-alignment/",
        "is_official": True,
    },
    "ishiba-transcript": {
        "source_kind": "speech",
        "title": "Press Conference by Prime Minister ISHIBA Shigeru Regarding the Japan-U.S. Consultation on U.S."
        " Tariff Measures",
        "publisher": "Prime Minister’s Office of Japan",
        "issued": "2025-04-17",
        "address": "https://worldjpn.net/documents/texts/PI/20250417.O1E.html",
        "read_at": "“The World and Japan” database",
        "is_official": True,
    },
}

PRESS: dict[str, dict[str, Any]] = {
    "ft": {
        "title": "Trump weighs in on Japan trade talks but Tokyo team leaves without deal",
        "publisher": "Financial Times",
        "issued": "2025-04-17",
        "is_paywalled": True,
    },
    "yomiuri-round": {
        "title": "Japan, U.S. to Aim for Swift Agreement; Ishiba Indicates Willingness to Visit United States",
        "publisher": "Yomiuri Shimbun",
        "issued": "2025-04-17",
        "address": "https://japannews.yomiuri.co.jp/politics/politics-government/20250417-249655",
    },
    "yomiuri-bessent": {
        "title": "Bessent Calls Tariff Talks with Japan ‘Satisfactory’; Thanks Trump for Holding Talks with Akazawa",
        "publisher": "Yomiuri Shimbun",
        "issued": "2025-04-18",
        "address": "https://japannews.yomiuri.co.jp/world/us-canada/20250418-249869",
    },
    "asahi": {
        "title": "[Report on the first round of tariff talks and the cost of US forces in Japan]",
        "publisher": "Asahi Shimbun",
        "issued": "2025-04-17",
    },
    "jiji-before": {
        "title": "Japan, U.S. Top Tariff Negotiators to Meet Thurs.",
        "publisher": "Jiji Press",
        "issued": "2025-04-11",
        "address": "https://www.nippon.com/en/news/yjj2025041101091/japan-u-s-top-tariff-negotiators-to-meet-thurs.html",
        "read_at": "nippon.com",
    },
    "kbs": {
        "title": "[Report on Trump’s post before the talks with Japan]",
        "publisher": "KBS World",
        "issued": "2025-04-17",
        "address": "http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=192437",
    },
    "ap": {
        "title": "[Report on the first round of tariff talks with Japan]",
        "publisher": "Associated Press",
        "issued": "2025-04-17",
        "address": "https://archives.lincolndailynews.com/2025/Apr/17/NEWS/business_i.shtml",
        "read_at": "Lincoln Daily News",
    },
    "reuters": {
        "title": "[Report on Trump’s meeting with the Japanese delegation]",
        "publisher": "Reuters",
        "issued": "2025-04-17",
    },
    "trump-post": {
        "source_kind": "post",
        "title": "[Post after the meeting with the Japanese delegation]",
        "authors": "Donald Trump",
        "publisher": "Truth Social",
        "issued": "2025-04-16",
    },
}

SOURCES = OFFICIAL | PRESS
