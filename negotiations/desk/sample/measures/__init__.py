"""United States tariffs on Japan, as their legal texts have them.

A measure is the name that its changes share. Cars and parts are two, because they came into force on different days;
so are the rate for Japan and the baseline, because one was paused while the other stayed.
"""

from negotiations.desk.sample.measures import names, reciprocal_since_july, reciprocal_spring, section_232

NOUNS = names.NOUNS
ENTRIES = section_232.ENTRIES + reciprocal_spring.ENTRIES + reciprocal_since_july.ENTRIES
