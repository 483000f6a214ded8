"""Reports and posts of April 2025."""

from typing import Any

SOURCES: dict[str, dict[str, Any]] = {
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
    "yomiuri-currency": {
        "title": "[Report on the meeting of the two finance ministers]",
        "publisher": "Yomiuri Shimbun",
        "issued": "2025-04-25",
        "address": "https://japannews.yomiuri.co.jp/politics/politics-government/20250425-251053/",
    },
    "asahi": {
        "title": "[Report on the first round of tariff talks and the cost of US forces in Japan]",
        "publisher": "Asahi Shimbun",
        "issued": "2025-04-17",
        "address": "https://ajw-origin.potaufeu.asahi.com/ajw/articles/15713929",
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
