"""Talks: each by itself, and all of them."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from negotiations.public import nouns
from negotiations.public.caching import public_page
from negotiations.public.clocks import Clocks
from negotiations.public.negotiation_standing import NegotiationStanding, name_of
from negotiations.public.negotiation_standings import standings, tracks
from negotiations.public.noun_views import noun_page
from negotiations.public.pages import OnForm, known_of, page
from negotiations.public.readouts import read_outs
from negotiations.public.said import by_side


@public_page
def negotiation(request, key: str):
    """Talks: where they stand, who acts next, what each side tells and asks for, and everything that happened."""

    def standing(publication, clocks):
        talks = NegotiationStanding(publication, clocks)
        return {
            "standing": talks.now(),
            "next_step": talks.next_step(),
            "unanswered": talks.unanswered(),
            "status_history": talks.history(),
            "rounds": talks.rounds(),
            "matrix": talks.matrix(),
            "readouts": read_outs(talks.meetings, talks.developments, name_of, clocks),
            "requests": talks.requests,
            "key_events": talks.key_events(),
            "said": by_side(publication, "negotiation", clocks),
            "tracks": tracks(publication, clocks),
        }

    return noun_page(request, "negotiation", key, "negotiation.html", "negotiations", standing)


@public_page
def negotiations(request):
    """Every negotiation with where it stands."""
    known, on = known_of(request), OnForm(request)
    at = known.at if known else None
    return page(
        request,
        "negotiation_list.html",
        nav="negotiations",
        known=known,
        on=on,
        now_url=f"{request.path}?{urlencode({'on': on.value})}" if on.value else "",
        canonical_url=settings.SITE_URL + reverse("negotiations"),
        negotiations=talks_of(nouns.rows("negotiation", at), Clocks(at, on.at, on.asked)),
    )


def talks_of(rows: list[dict], clocks: Clocks) -> list[dict]:
    """Rows of negotiations with where each stands and what comes next. Three queries, however many they are."""
    found = standings([row["publication"] for row in rows], clocks) if rows else {}
    for row in rows:
        talks = found[row["publication"].pk]
        row |= {"standing": talks.now(), "next_step": talks.next_step()}
    return rows
