"""United States tariffs of 2025 and what was answered to them, as legal texts have them.

A measure is the name that its changes share. Cars and parts are two, because they came into force on different days;
so are the rate for Japan and the baseline, because one was paused while the other stayed. How they stand to each other
is told by rules.
"""

from negotiations.desk.sample.measures import (
    aircraft,
    base,
    cars,
    china,
    copper,
    european_union,
    exemptions,
    instruments,
    metals,
    metals_before,
    names,
    north_america,
    reciprocal_since_july,
    reciprocal_spring,
    responses,
    rules,
    rules_since_june,
    united_kingdom,
)

NOUNS = names.NOUNS + instruments.NOUNS
ENTRIES = (
    metals_before.ENTRIES
    + metals.ENTRIES
    + cars.ENTRIES
    + copper.ENTRIES
    + base.ENTRIES
    + reciprocal_spring.ENTRIES
    + reciprocal_since_july.ENTRIES
    + exemptions.ENTRIES
    + china.ENTRIES
    + north_america.ENTRIES
    + european_union.ENTRIES
    + united_kingdom.ENTRIES
    + aircraft.ENTRIES
    + responses.ENTRIES
    + rules.ENTRIES
    + rules_since_june.ENTRIES
)
