"""The front page."""

from django.conf import settings

from negotiations.public.caching import public_page
from negotiations.public.pages import known_of, page
from negotiations.public.state_of_play import clocks_of, state_of_play


@public_page
def home(request):
    """The state of play: what changed, where talks and tariffs stand, who acts next and when."""
    known = known_of(request)
    return page(
        request,
        "home.html",
        nav="home",
        known=known,
        canonical_url=settings.SITE_URL + request.path,
        **state_of_play(clocks_of(known)),
    )
