"""Reports of May and June 2025."""

from typing import Any

SOURCES: dict[str, dict[str, Any]] = {
    "jiji-round-2": {
        "title": "Japan, U.S. Hold 2nd Round of Tariff Talks, Eyeing June Deal",
        "publisher": "Jiji Press",
        "issued": "2025-05-02",
        "address": "https://www.nippon.com/en/news/yjj2025050200278/"
        "japan-u-s-hold-2nd-round-of-tariff-talks-eyeing-june-deal.html",
        "read_at": "nippon.com",
    },
    "yomiuri-round-3": {
        "title": "Akazawa Eyes Tariff Deal with U.S. at Summit Meeting in June; Says American Representatives Are"
        " Growing More Aware of Japan’s Economic Contribution",
        "publisher": "Yomiuri Shimbun",
        "issued": "2025-05-24",
        "address": "https://japannews.yomiuri.co.jp/?p=256139",
    },
    "japan-times-round-4": {
        "title": "[Report on the fourth round of tariff talks]",
        "publisher": "The Japan Times",
        "issued": "2025-05-31",
        "address": "https://www.japantimes.co.jp/business/2025/05/31/economy/akzawa-tariff-talks/",
    },
    "asahi-round-5": {
        "title": "[Report on the fifth round of tariff talks]",
        "publisher": "Asahi Shimbun",
        "issued": "2025-06-07",
        "address": "https://ajw-origin.potaufeu.asahi.com/ajw/articles/15828369",
    },
    "jiji-call": {
        "title": "Akazawa, Lutnick Speak by Phone over U.S. Tariffs",
        "publisher": "Jiji Press",
        "issued": "2025-06-15",
        "address": "https://jen.jiji.com/jc/i?g=eco&k=2025061500253",
    },
    "yomiuri-summit": {
        "title": "[Report on the meeting of the two leaders at the G7 summit]",
        "publisher": "Yomiuri Shimbun",
        "issued": "2025-06-17",
        "address": "https://japannews.yomiuri.co.jp/politics/politics-government/20250617-264600/",
    },
    "kyodo-round-7": {
        "title": "[Report on the seventh round of tariff talks and two calls after it]",
        "publisher": "Kyodo News",
        "issued": "2025-06-28",
        "address": "https://japantoday.com/category/politics/"
        "japan-tariff-negotiator-in-washington-holds-talks-twice-with-lutnick",
        "read_at": "Japan Today",
    },
}
