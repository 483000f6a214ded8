"""What happened beside rounds, words and duties: requests, tracks, other meetings, agreements, markets."""

from negotiations.desk.sample.developments import agreement, april, market, meetings, partners

ENTRIES = april.ENTRIES + market.ENTRIES + meetings.ENTRIES + agreement.ENTRIES + partners.ENTRIES
