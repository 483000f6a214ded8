"""Legal texts beside the orders of 2025 that the White House's pages hold: older and later ones, notices, other
countries'. Where the text was read on another page than its publisher's, `read_at` says on which.
"""

from typing import Any

_LAW = {"source_kind": "legislation", "is_official": True}
_WHITE_HOUSE = {**_LAW, "publisher": "The White House"}
_COMMERCE = {**_LAW, "publisher": "United States Department of Commerce"}
_CANADA = {**_LAW, "publisher": "Government of Canada"}

PROCLAMATIONS: dict[str, dict[str, Any]] = {
    "proclamation-9705": {
        **_WHITE_HOUSE,
        "title": "Adjusting Imports of Steel Into the United States (Proclamation 9705)",
        "issued": "2018-03-08",
        "address": "https://regulations.justia.com/regulations/fedreg/2018/03/15/2018-05478.html",
        "read_at": "Justia, from the Federal Register",
    },
    "metals-alert": {
        "source_kind": "webpage",
        "title": "[Note on the proclamations on steel and aluminium of 8 March 2018, with the definitions of both]",
        "publisher": "Lexology",
        "issued": "2018-03~",
        "address": "https://www.lexology.com/library/detail.aspx?g=2668c254-fcb6-4ce3-8e00-29a6f600b754",
    },
    "japan-quota-alert": {
        "source_kind": "webpage",
        "title": "US and Japan Agree to Eliminate Section 232 Tariffs on Steel Imports",
        "publisher": "Mondaq",
        "issued": "2022-02-10",
        "address": "https://www.mondaq.com/unitedstates/international-trade-investment/1159946/"
        "us-and-japan-agree-to-eliminate-section-232-tariffs-on-steel-imports",
    },
    "semiconductors-memorandum": {
        **_WHITE_HOUSE,
        "title": "Clarification of Exceptions Under Executive Order 14257 of April 2, 2025, as Amended",
        "issued": "2025-04-11",
        "address": "https://worldtradescanner.com/Clarification%20of%20Exceptions%20Under%20Executive%20Order"
        "%2014257%20of%20April%202,%202025,%20as%20Amended.htm",
        "read_at": "worldtradescanner.com",
    },
    "copper-proclamation": {
        **_WHITE_HOUSE,
        "title": "Adjusting Imports of Copper Into the United States",
        "issued": "2025-07-30",
        "address": "https://www.govinfo.gov/content/pkg/CDOC-119hdoc82/html/CDOC-119hdoc82.htm",
        "read_at": "House Document 119-82, at govinfo.gov",
    },
    "copper-alert": {
        "source_kind": "webpage",
        "title": "[Alert on the duty on copper]",
        "publisher": "Mondaq",
        "issued": "2025-08-05",
        "address": "https://www.mondaq.com/unitedstates/export-controls-trade-investment-sanctions/1661420/"
        "trump-administration-issues-proclamation-imposing-50-section-232-tariffs-export-controls-on-some-copper-scrap",
    },
    "canada-35-order": {
        **_WHITE_HOUSE,
        "title": "Amendment to Duties To Address the Flow of Illicit Drugs Across Our Northern Border (Executive Order"
        " 14325)",
        "issued": "2025-07-31",
        "address": "https://www.govinfo.gov/content/pkg/FR-2025-08-06/html/2025-14999.htm",
        "read_at": "govinfo.gov",
    },
    "china-august-order": {
        **_WHITE_HOUSE,
        "title": "Further Modifying Reciprocal Tariff Rates to Reflect Ongoing Discussions with the People’s Republic"
        " of China",
        "issued": "2025-08-11",
        "address": "https://ballotpedia.org/Executive_Order:_Further_Modifying_Reciprocal_Tariff_Rates_to_Reflect"
        "_Ongoing_Discussions_With_the_People%27s_Republic_of_China_(Donald_Trump,_2025)",
        "read_at": "Ballotpedia",
    },
}

NOTICES: dict[str, dict[str, Any]] = {
    "tariff-schedule": {
        **_LAW,
        "title": "Harmonized Tariff Schedule of the United States, chapter 99, subchapter III",
        "publisher": "United States International Trade Commission",
        "issued": "2025",
        "address": "https://hts.usitc.gov/",
        "read_at": "Revision 6 of 2026, which still holds the notes of 2025",
    },
    "autos-notice": {
        **_WHITE_HOUSE,
        "title": "Proclamation 10908, with its Annex I, in the Federal Register",
        "issued": "2025-04-03",
        "address": "https://www.govinfo.gov/content/pkg/FR-2025-04-03/html/2025-05930.htm",
        "read_at": "govinfo.gov",
    },
    "uk-notice": {
        **_COMMERCE,
        "title": "Imports of Automobiles, Automobile Parts, Civil Aircraft and Civil Aircraft Parts From the United"
        " Kingdom Under Executive Order 14309",
        "issued": "2025-06-30",
        "address": "https://www.govinfo.gov/content/pkg/FR-2025-06-30/html/2025-12060.htm",
        "read_at": "govinfo.gov",
    },
    "japan-notice": {
        **_COMMERCE,
        "title": "Implementing Certain Tariff-Related Elements of the United States-Japan Agreement",
        "issued": "2025-09-16",
        "address": "https://www.govinfo.gov/content/pkg/FR-2025-09-16/html/2025-17908.htm",
        "read_at": "govinfo.gov",
    },
    "eu-notice": {
        **_COMMERCE,
        "title": "Implementing Certain Tariff-Related Elements of the U.S.-EU Framework on an Agreement on Reciprocal,"
        " Fair, and Balanced Trade",
        "issued": "2025-09-25",
        "address": "https://www.federalregister.gov/documents/2025/09/25/2025-18660/"
        "implementing-certain-tariff-related-elements-of-the-us-eu-framework-on-an-agreement-on-reciprocal",
    },
    "eu-notice-report": {
        "title": "[Report on the notice that carries out the agreement with the EU]",
        "publisher": "CNA",
        "issued": "2025-09-25",
        "address": "https://www.channelnewsasia.com/business/"
        "us-implements-eu-trade-deal-15-autos-tariffs-retroactive-aug-1-5367386",
    },
}

ABROAD: dict[str, dict[str, Any]] = {
    "canada-surtax-order": {
        **_CANADA,
        "title": "United States Surtax Order (2025-1): SOR/2025-66",
        "issued": "2025-03-03",
        "address": "https://gazette.gc.ca/rp-pr/p2/2025/2025-03-12/html/sor-dors66-eng.html",
        "read_at": "Canada Gazette, Part II",
    },
    "canada-metals-report": {
        "source_kind": "webpage",
        "title": "United States Surtax Order (Steel and Aluminum 2025) publishes in Canada Gazette",
        "publisher": "Willson International",
        "issued": "2025-03~",
        "address": "https://willsonintl.com/archives/news/"
        "united-states-surtax-order-steel-and-aluminum-2025-publishes-in-canada-gazette",
    },
    "canada-repeal-report": {
        "source_kind": "webpage",
        "title": "Canada Trade Alert: Order Amending and Repealing Certain Orders Made Under the Customs Tariff (United"
        " States Surtax)",
        "publisher": "BCB International",
        "issued": "2025-09~",
        "address": "https://bcbinternational.com/"
        "canada-trade-alert-order-amending-and-repealing-certain-orders-made-under-the-customs-tariff-united-states-surtax/",
    },
    "china-84-report": {
        "title": "[Report on the announcement of China’s State Council Tariff Commission of 9 April]",
        "publisher": "PortNews",
        "issued": "2025-04-09",
        "address": "https://en.portnews.ru/news/375703/",
    },
    "china-125-report": {
        "title": "China raises additional tariffs to 125 pct on imported U.S. products",
        "publisher": "Xinhua",
        "issued": "2025-04-11",
        "address": "http://en.people.cn/n3/2025/0411/c90000-20300951.html",
        "read_at": "People’s Daily Online",
    },
    "geneva-statement": {
        "source_kind": "webpage",
        "title": "Joint Statement on China-U.S. Economic and Trade Meeting in Geneva",
        "publisher": "Governments of China and the United States",
        "issued": "2025-05-12",
        "address": "https://www.bastillepost.com/global/article/"
        "4839625-joint-statement-on-china-u-s-economic-trade-meeting-issued",
        "read_at": "Bastille Post",
        "is_official": True,
    },
    "eu-framework": {
        "source_kind": "webpage",
        "title": "Joint Statement on a United States-European Union Framework on an Agreement on Reciprocal, Fair, and"
        " Balanced Trade",
        "publisher": "The White House",
        "issued": "2025-08-21",
        "address": "https://www.whitehouse.gov/briefings-statements/2025/08/"
        "joint-statement-on-a-united-states-european-union-framework-on-an-agreement-on-reciprocal-fair-and-balanced-trade/",
        "is_official": True,
    },
    "eu-framework-report": {
        "title": "[Report on the joint statement of the United States and the European Union]",
        "publisher": "Zawya",
        "issued": "2025-08-21",
        "address": "https://www.zawya.com/en/business/currencies/"
        "us-eu-lock-in-trade-deal-us-official-sees-auto-tariff-relief-in-weeks-kqgke44j",
    },
}

SOURCES = PROCLAMATIONS | NOTICES | ABROAD
