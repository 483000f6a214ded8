"""Orders and proclamations of the president of the United States in 2025, as the White House published them."""

from typing import Any

_ACTIONS = "https://www.whitehouse.gov/presidential-actions/2025/"


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
    "china-fentanyl-order": _presidential(
        "Imposing Duties to Address the Synthetic Opioid Supply Chain in the People’s Republic of China",
        "2025-02-01",
        "02/imposing-duties-to-address-the-synthetic-opioid-supply-chain-in-the-peoples-republic-of-china/",
    ),
    "mexico-order": _presidential(
        "Imposing Duties to Address the Situation at Our Southern Border",
        "2025-02-01",
        "02/imposing-duties-to-address-the-situation-at-our-southern-border/",
    ),
    "canada-order": _presidential(
        "Imposing Duties to Address the Flow of Illicit Drugs Across Our Northern Border",
        "2025-02-01",
        "02/imposing-duties-to-address-the-flow-of-illicit-drugs-across-our-national-border/",
    ),
    "mexico-pause-order": _presidential(
        "Progress on the Situation at Our Southern Border",
        "2025-02-03",
        "02/progress-on-the-situation-at-our-southern-border/",
    ),
    "china-fentanyl-amendment": _presidential(
        "Further Amendment to Duties Addressing the Synthetic Opioid Supply Chain in the People’s Republic of China",
        "2025-03-03",
        "03/further-amendment-to-duties-addressing-the-synthetic-opioid-supply-chain-in-the-peoples-republic-of-china/",
    ),
    "mexico-amendment": _presidential(
        "Amendment to Duties to Address the Flow of Illicit Drugs Across Our Southern Border",
        "2025-03-06",
        "03/amendment-to-duties-to-address-the-flow-of-illicit-drugs-across-our-southern-border/",
    ),
    "canada-amendment": _presidential(
        "Amendment to Duties to Address the Flow of Illicit Drugs Across Our Northern Border",
        "2025-03-06",
        "03/amendment-to-duties-to-address-the-flow-of-illicit-drugs-across-our-northern-border-0c3c/",
    ),
    "low-value-order": _presidential(
        "Further Amendment to Duties Addressing the Synthetic Opioid Supply Chain in the People’s Republic of China"
        " as Applied to Low-Value Imports",
        "2025-04-02",
        "04/further-amendment-to-duties-addressing-the-synthetic-opioid-supply-chain-in-the-peoples-republic-of-china"
        "-as-applied-to-low-value-imports/",
    ),
    "china-84-order": _presidential(
        "Amendment to Reciprocal Tariffs and Updated Duties as Applied to Low-Value Imports from the People’s"
        " Republic of China",
        "2025-04-08",
        "04/amendment-to-recipricol-tariffs-and-updated-duties-as-applied-to-low-value-imports"
        "-from-the-peoples-republic-of-china/",
    ),
    "stacking-order": _presidential(
        "Addressing Certain Tariffs on Imported Articles",
        "2025-04-29",
        "04/addressing-certain-tariffs-on-imported-articles/",
    ),
    "china-may-order": _presidential(
        "Modifying Reciprocal Tariff Rates to Reflect Discussions with the People’s Republic of China",
        "2025-05-12",
        "05/modifying-reciprocal-tariff-rates-to-reflect-discussions-with-the-peoples-republic-of-china/",
    ),
    "uk-order": _presidential(
        "Implementing the General Terms of the United States of America-United Kingdom Economic Prosperity Deal",
        "2025-06-16",
        "06/implementing-the-general-terms-of-the-united-states-of-america-united-kingdom-economic-prosperity-deal/",
    ),
}
