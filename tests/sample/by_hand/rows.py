"""How a question and its answer are written down, and the names that they use."""

from dataclasses import dataclass

BASE = "us-ordinary-duty"
CARS, PARTS = "us-232-automobiles", "us-232-automobile-parts"
STEEL, STEEL_73, ALUMINIUM, COPPER = "us-232-steel", "us-232-steel-73", "us-232-aluminium", "us-232-copper"
ALL, JAPAN, EU, CHINA = (f"us-reciprocal-{whose}" for whose in ("baseline", "japan", "eu", "china"))
OPIOIDS, CANADA, MEXICO = (f"us-fentanyl-{whose}" for whose in ("china", "canada", "mexico"))
LISTS_301 = "us-301-china"
COUNTER = "china-counter-us"

# What became of a duty that is not charged; a duty that is charged stands with its rate.
GIVES_WAY, MAY_APPLY = "gives way", "may apply"
PAUSED, NOT_YET, EXEMPT = "suspended", "scheduled", "exempt"

# Documents of the two files of the White House: the day, and how the headline begins.
DOCUMENTS = {
    "china opioids": ("2025-02-01", "Imposing Duties To Address The Synthetic Opioid Supply Chain"),
    "mexico": ("2025-02-01", "Imposing Duties To Address The Situation At Our Southern Border"),
    "canada": ("2025-02-01", "Imposing Duties To Address The Flow"),
    "mexico paused": ("2025-02-03", "Progress On The Situation At Our Southern Border"),
    "steel": ("2025-02-10", "Adjusting Imports Of Steel Into The United States"),
    "aluminium": ("2025-02-11", "Adjusting Imports Of Aluminum Into The United States"),
    "china opioids 20": ("2025-03-03", "Further Amendment To Duties Addressing The Synthetic Opioid"),
    "canada usmca": (
        "2025-03-06",
        "Amendment To Duties To Address The Flow Of Illicit Drugs Across Our Northern",
    ),
    "mexico usmca": (
        "2025-03-06",
        "Amendment To Duties To Address The Flow Of Illicit Drugs Across Our Southern",
    ),
    "cars": ("2025-03-26", "Adjusting Imports Of Automobiles"),
    "reciprocal": ("2025-04-02", "Regulating Imports With A Reciprocal Tariff"),
    "china 84": ("2025-04-08", "Amendment To Reciprocal Tariffs"),
    "pause": ("2025-04-09", "Modifying Reciprocal Tariff Rates To Reflect Trading Partner Retaliation"),
    "stacking": ("2025-04-29", "Addressing Certain Tariffs On Imported Articles"),
    "parts": ("2025-04-29", "Amendments To Adjusting Imports Of Automobiles"),
    "china may": ("2025-05-12", "Modifying Reciprocal Tariff Rates To Reflect Discussions"),
    "metals": ("2025-06-03", "Adjusting Imports Of Aluminum And"),
    "uk": ("2025-06-16", "Implementing The General Terms Of The United States"),
    "extension": ("2025-07-07", "Extending The Modification"),
    "rates": ("2025-07-31", "Further Modifying The Reciprocal Tariff Rates"),
    "japan": ("2025-09-04", "Implementing The United States"),
}


@dataclass(frozen=True)
class Row:
    """A dated question and its answer.

    `stands` has every duty that the answer tells of: its rate where it is charged, else what became of it. `adds` is
    what comes on top of the ordinary duty, in percent, or why that cannot be said. `sentence` stands in `document`
    and bears the answer out. `known` is a day before what was published later; `only` begins the condition on which
    something else would hold; `floor` is an all-in rate whose ordinary duty is not on record.
    """

    economy: str
    code: str
    on: str
    stands: dict[str, str]
    adds: str
    document: str
    sentence: str
    known: str = ""
    only: str = ""
    floor: str = ""
    by: str = "US"

    def __str__(self) -> str:
        known = f" known {self.known}" if self.known else ""
        return f"{self.by} on {self.economy} {self.code} {self.on}{known}"
