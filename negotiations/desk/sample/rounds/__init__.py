"""The eight rounds as Japan counts them, and the leaders’ meeting that is not one of them."""

from negotiations.desk.sample.rounds import april, june_july, may, summit

ENTRIES = april.ENTRIES + may.ENTRIES + summit.ENTRIES + june_july.ENTRIES
