"""The pages of legal authorities: what each allows and for how long, and the measures under it."""

from django.conf import settings

from negotiations.public import nouns, tariff_book
from negotiations.public.authority_page import instruments_of, measure_rows, measures_under, rules_of
from negotiations.public.caching import public_page
from negotiations.public.clocks import Clocks
from negotiations.public.labels import labels_for
from negotiations.public.noun_views import noun_page
from negotiations.public.pages import OnForm, known_of, page
from negotiations.tariffs.lifecycle import State


@public_page
def authority(request, key: str):
    """A legal authority: its limits, the measures under it with the time they have left, its rules and documents."""

    def standing(publication, clocks):
        label = labels_for([publication.pk], clocks.known).get(publication.pk)
        days = label.body.duration_days if label else None
        ids = measures_under(publication.pk, clocks)
        return {
            "days": days,
            "measures": measure_rows(ids, clocks, days),
            "rules": rules_of(publication.pk, clocks),
            "instruments": instruments_of(ids, clocks),
        }

    told_apart = ("Duration days",)
    return noun_page(request, "authority", key, "authority.html", "measures", standing, told_apart)


@public_page
def authority_list(request):
    """Every legal authority with its limits and how many measures under it are in force. A few queries in all."""
    known, on = known_of(request), OnForm(request)
    clocks = Clocks(known.at if known else None, on.at, on.asked)
    rows = nouns.rows("authority", clocks.known)
    return page(
        request,
        "authority_list.html",
        nav="measures",
        known=known,
        on=on,
        canonical_url=settings.SITE_URL + request.path,
        authorities=_with_measures(rows, clocks),
    )


def _with_measures(rows: list[dict], clocks: Clocks) -> list[dict]:
    """Rows with how many measures there are under each, and how many of them are in force in part or whole."""
    book = tariff_book.page(clocks.known)
    for row in rows:
        under = measures_under(row["publication"].pk, clocks)
        standing = [{part.standing.state for part in book.history(id).at(clocks.on)} for id in under]
        row["measure_count"] = len(under)
        row["in_force"] = sum(State.IN_FORCE in states for states in standing)
    return sorted(rows, key=lambda row: row["label"].text)
