"""Reports and posts from July to September 2025."""

from typing import Any

JULY: dict[str, dict[str, Any]] = {
    "orissa-post": {
        "title": "[Report on the letter to Japan and Ishiba’s answer]",
        "publisher": "Orissa Post",
        "issued": "2025-07-08",
        "address": "https://www.orissapost.com/japan-pm-ishiba-calls-trumps-new-tariff-move-truly-regrettable/",
    },
    "kyodo-letter": {
        "title": "[Report on Bessent’s planned visit, which quotes the letter to Japan]",
        "publisher": "Kyodo News",
        "issued": "2025-07-08~",
        "address": "https://jobuzo.com/en/bessent-to-visit-japan-for-world-expo-in-osaka-possibly-next-week",
        "read_at": "jobuzo.com",
    },
    "kyodo-regrettable": {
        "title": "[Report on Ishiba’s answer to the letter]",
        "publisher": "Kyodo News",
        "issued": "2025-07-08",
        "address": "https://japantoday.com/category/politics/"
        "update1-japan-pm-ishiba-calls-trump%27s-tariff-decision-truly-regrettable",
        "read_at": "Japan Today",
    },
    "yomiuri-letter": {
        "title": "PM Ishiba Discloses Receipt of Tariff Letter from Trump; Instructs Govt to Accelerate Negotiations"
        " with U.S. over Levies",
        "publisher": "Yomiuri Shimbun",
        "issued": "2025-07-08",
        "address": "https://japannews.yomiuri.co.jp/politics/politics-government/20250708-268565",
    },
    "expo-report": {
        "title": "[Report on Bessent’s visit to the Expo in Osaka]",
        "publisher": "Binge Gossip",
        "issued": "2025-07~",
        "address": "https://ard.bingegossip.com/currentnews/newsheadlines/s-3783089",
    },
    "reuters-expo": {
        "title": "Japan tariff negotiator Akazawa to hold more trade talks in U.S. this week",
        "publisher": "Reuters",
        "issued": "2025-07-19",
        "address": "https://japantoday.com/category/politics/"
        "japan-tariff-negotiator-akazawa-to-hold-more-trade-talks-in-us-next-week1",
        "read_at": "Japan Today",
    },
    "kyodo-deal": {
        "title": "Trump Says Japan Agrees to 15% Reciprocal Tariff Under “Massive” Deal",
        "publisher": "Kyodo News",
        "issued": "2025-07-23",
        "address": "https://mcigroup.my/mci-business/"
        "trump-says-japan-agrees-to-15-reciprocal-tariff-under-massive-deal",
        "read_at": "mcigroup.my",
    },
    "light-wave": {
        "title": "Trump Announces $550 Billion Trade Deal with Japan",
        "authors": "Jake Beardslee",
        "publisher": "Light Wave Reports",
        "issued": "2025-07-23",
        "address": "https://lightwavereports.com/trump-announces-550-billion-trade-deal-with-japan",
    },
    "world-today": {
        "title": "[Report on the announcement of the agreement with Japan]",
        "publisher": "World Today News",
        "issued": "2025-07-23~",
        "address": "https://www.world-today-news.com/trump-announces-massive-trade-deal-with-japan",
    },
    "akazawa-post": {
        "source_kind": "post",
        "title": "[Post after the visit to the White House]",
        "authors": "赤沢りょうせい",
        "publisher": "X",
        "issued": "2025-07-23",
        "language": "ja",
        "read_at": "a commentary that quotes it in full",
    },
}

SINCE_AUGUST: dict[str, dict[str, Any]] = {
    "japan-today-promise": {
        "title": "Japan says US promises to fix double tariff oversight",
        "publisher": "Japan Today",
        "issued": "2025-08-08",
        "address": "https://japantoday.com/category/politics/japan-says-us-promises-to-fix-double-tariff-oversight",
    },
    "ndtv-order": {
        "title": "Donald Trump Signs Order Sealing Japan Trade Deal With 15% Tariff Rate",
        "publisher": "NDTV Profit",
        "issued": "2025-09-05",
        "address": "https://www.ndtvprofit.com/business/"
        "donald-trump-signs-order-sealing-japan-trade-deal-with-15-tariff-rate",
    },
    "htx-memorandum": {
        "title": "[Report on the memorandum, after the Financial Times]",
        "publisher": "HTX",
        "issued": "2025-09-06",
        "address": "https://www.btc0o0.com/en/news/9163.html",
        "read_at": "btc0o0.com",
    },
    "bloomberg-autos": {
        "title": "US Tariff of 15% on Japan Auto Exports Kicks In Today",
        "publisher": "Bloomberg News",
        "issued": "2025-09~",
        "address": "http://www.talltimberlegend.com/articles/us-tariff-15-japan-autos",
        "read_at": "talltimberlegend.com",
    },
}

SOURCES = JULY | SINCE_AUGUST
