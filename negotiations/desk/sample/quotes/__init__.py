"""What was said: short quotations, each in the words of a source."""

from negotiations.desk.sample.quotes import agreement, april_after, april_before, may_to_july

ENTRIES = april_before.ENTRIES + april_after.ENTRIES + may_to_july.ENTRIES + agreement.ENTRIES
