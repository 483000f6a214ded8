"""The names that the sample points at, in the order in which they need each other."""

from negotiations.desk.sample.economies import ECONOMIES
from negotiations.desk.sample.products import LISTS
from negotiations.models import nouns

ORGANISATIONS = (
    {"slug": "white-house", "name": "White House", "economy": "US"},
    {
        "slug": "us-treasury",
        "name": "United States Department of the Treasury",
        "short_name": "Treasury",
        "economy": "US",
    },
    {
        "slug": "ustr",
        "name": "Office of the United States Trade Representative",
        "short_name": "USTR",
        "economy": "US",
    },
    {
        "slug": "us-commerce",
        "name": "United States Department of Commerce",
        "short_name": "Commerce",
        "economy": "US",
    },
    {
        "slug": "kantei",
        "name": "Prime Minister’s Office of Japan",
        "short_name": "Kantei",
        "economy": "JP",
    },
    {"slug": "cabinet-secretariat", "name": "Cabinet Secretariat of Japan", "economy": "JP"},
    {"slug": "mof-japan", "name": "Ministry of Finance of Japan", "short_name": "MOF", "economy": "JP"},
)

PEOPLE = (
    {
        "slug": "ryosei-akazawa",
        "name": "Ryosei Akazawa",
        "name_original": "赤澤亮正",
        "original_language": "ja",
    },
    {
        "slug": "shigeru-ishiba",
        "name": "Shigeru Ishiba",
        "name_original": "石破茂",
        "original_language": "ja",
    },
    {
        "slug": "katsunobu-kato",
        "name": "Katsunobu Kato",
        "name_original": "加藤勝信",
        "original_language": "ja",
    },
    {
        "slug": "yoshimasa-hayashi",
        "name": "Yoshimasa Hayashi",
        "name_original": "林芳正",
        "original_language": "ja",
    },
    {"slug": "donald-trump", "name": "Donald Trump"},
    {"slug": "scott-bessent", "name": "Scott Bessent"},
    {"slug": "jamieson-greer", "name": "Jamieson Greer"},
    {"slug": "howard-lutnick", "name": "Howard Lutnick"},
)

OFFICES = (
    {
        "slug": "akazawa-economic-revitalization",
        "person": "ryosei-akazawa",
        "title": "Minister in charge of Economic Revitalization",
        "economy": "JP",
        "held_from": "2024-10-01",
    },
    {
        "slug": "ishiba-prime-minister",
        "person": "shigeru-ishiba",
        "title": "Prime Minister of Japan",
        "organisation": "kantei",
        "economy": "JP",
        "held_from": "2024-10-01",
    },
    {
        "slug": "kato-finance-minister",
        "person": "katsunobu-kato",
        "title": "Minister of Finance",
        "organisation": "mof-japan",
        "economy": "JP",
        "held_from": "2024-10-01",
    },
    {
        "slug": "hayashi-chief-cabinet-secretary",
        "person": "yoshimasa-hayashi",
        "title": "Chief Cabinet Secretary",
        "organisation": "cabinet-secretariat",
        "economy": "JP",
        "held_from": "2023-12-14",
    },
    {
        "slug": "trump-president-2025",
        "person": "donald-trump",
        "title": "President of the United States",
        "organisation": "white-house",
        "economy": "US",
        "held_from": "2025-01-20",
    },
    {
        "slug": "bessent-treasury-secretary",
        "person": "scott-bessent",
        "title": "Secretary of the Treasury",
        "organisation": "us-treasury",
        "economy": "US",
        "held_from": "2025-01-28",
    },
    {
        "slug": "greer-trade-representative",
        "person": "jamieson-greer",
        "title": "United States Trade Representative",
        "organisation": "ustr",
        "economy": "US",
        "held_from": "2025-02-27",
    },
    {
        "slug": "lutnick-commerce-secretary",
        "person": "howard-lutnick",
        "title": "Secretary of Commerce",
        "organisation": "us-commerce",
        "economy": "US",
        "held_from": "2025-02-21",
    },
)

TOPICS = (
    {"slug": "tariffs", "name": "Tariffs"},
    {"slug": "automobiles", "name": "Automobiles"},
    {"slug": "steel-and-aluminium", "name": "Steel and aluminium"},
    {"slug": "trade-expansion", "name": "Trade expansion"},
    {"slug": "non-tariff-measures", "name": "Non-tariff measures"},
    {"slug": "economic-security", "name": "Economic security"},
    {"slug": "agriculture", "name": "Agriculture"},
    {"slug": "investment", "name": "Investment"},
    {"slug": "civil-aircraft", "name": "Civil aircraft"},
    {"slug": "copper", "name": "Copper"},
    {"slug": "semiconductors", "name": "Semiconductors and electronics"},
    {"slug": "energy", "name": "Energy"},
    {"slug": "countermeasures", "name": "Countermeasures"},
    {"slug": "drugs-at-the-border", "name": "Drugs at the border"},
    {"slug": "low-value-imports", "name": "Low-value imports"},
    {"slug": "exchange-rates", "name": "Exchange rates"},
    {
        "slug": "defence-cost-sharing",
        "name": "Defence cost sharing",
        "description": "What Japan pays towards the United States forces that it hosts.",
    },
)

NEGOTIATIONS = (
    {
        "slug": "us-japan-2025",
        "name": "United States – Japan tariff talks",
        "parties": ["JP", "US"],
        "description": "Talks on the tariffs that the United States imposed on Japan in 2025: on cars, steel and"
        " aluminium, and the “reciprocal” duty. Ministers lead them; Japan counts the rounds from 16 April 2025.",
    },
    {
        "slug": "us-japan-2025-currency",
        "name": "United States – Japan currency track",
        "parties": ["JP", "US"],
        "parent": "us-japan-2025",
        "description": "Exchange rates, kept apart from the tariff talks: Scott Bessent, the US treasury secretary, and"
        " Katsunobu Kato, Japan’s finance minister.",
    },
    {
        "slug": "us-china-2025",
        "name": "United States – China tariff talks",
        "parties": ["CN", "US"],
        "description": "Talks on the duties that both sides raised against each other in April 2025.",
    },
    {
        "slug": "us-eu-2025",
        "name": "United States – European Union tariff talks",
        "parties": ["EU", "US"],
        "description": "Talks on the “reciprocal” duty and on the duties on cars and metals.",
    },
    {
        "slug": "us-uk-2025",
        "name": "United States – United Kingdom tariff talks",
        "parties": ["GB", "US"],
        "description": "The Economic Prosperity Deal: cars, steel and aluminium, aircraft.",
    },
)

AUTHORITIES = (
    {
        "slug": "section-232",
        "name": "Section 232",
        "statute": "Trade Expansion Act of 1962, section 232 (19 U.S.C. 1862)",
        "economy": "US",
        "allows": "Lets the president adjust imports of an article that the commerce secretary has found to threaten"
        " to impair national security. The secretary investigates first, for up to 270 days.",
        "cap": "None",
        "duration": "No limit",
    },
    {
        "slug": "ieepa",
        "name": "IEEPA",
        "statute": "International Emergency Economic Powers Act (50 U.S.C. 1701 et seq.)",
        "economy": "US",
        "allows": "Emergency powers against an unusual and extraordinary threat from abroad, once the president has"
        " declared a national emergency. The orders of 1 February and of 2 April 2025 rest their duties on it.",
        "cap": "The act names none",
    },
    {
        "slug": "section-301",
        "name": "Section 301",
        "statute": "Trade Act of 1974, section 301 (19 U.S.C. 2411)",
        "economy": "US",
        "allows": "Lets the trade representative act against unfair practices of another country, after an"
        " investigation.",
        "cap": "None",
        "duration": "Four years, unless renewal is asked for",
    },
    {
        "slug": "customs-tariff-canada",
        "name": "Customs Tariff (Canada), section 53",
        "statute": "Customs Tariff of Canada, subsection 53(2)",
        "economy": "CA",
        "allows": "Lets the governor in council impose a surtax on goods of another country by order.",
    },
)

NOUNS = (
    (nouns.Economy, ECONOMIES),
    (nouns.Organisation, ORGANISATIONS),
    (nouns.Person, PEOPLE),
    (nouns.Office, OFFICES),
    (nouns.Topic, TOPICS),
    (nouns.Negotiation, NEGOTIATIONS),
    (nouns.LegalAuthority, AUTHORITIES),
    (nouns.ProductList, LISTS),
)
