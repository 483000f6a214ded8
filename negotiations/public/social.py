"""The picture of a page that other sites show beside a link to it (Open Graph)."""

import re
from functools import cache

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static

from negotiations.models.printed import Publication, SocialImage
from negotiations.public.caching import public_page

PICTURED = {"negotiation", "measure"}  # beside every kind of entry
_PAGES = re.compile(r"/(entries|negotiations|measures)/[A-Za-z0-9_-]+/")


def picture_of(path: str, *, is_past: bool) -> str:
    """The address of the picture of a page, from the bare address of the page.

    A page of the past has the site's own: pictures are of what is current.
    """
    return static("img/social.png") if is_past or not _PAGES.fullmatch(path) else f"{path}picture.png"


@public_page
def picture(request, kind: str, key: str):
    """The picture of an entry, a negotiation or a measure; the site's own where none was made."""
    wanted = {"number__isnull": False} if kind == "entry" else {"kind": kind}
    publication = Publication.objects.filter(key=key, **wanted).select_related("social_image").first()
    if publication is None or publication.closed_at:
        raise Http404
    if publication.redirect_to:
        return HttpResponsePermanentRedirect(request.path.replace(key, publication.redirect_to.key))
    image: SocialImage | None = getattr(publication, "social_image", None)
    return HttpResponse(bytes(image.png) if image else own_picture(), content_type="image/png")


@cache
def own_picture() -> bytes:
    """The site's own picture, 1200 by 630. Not every site that shows pictures follows a redirect to it."""
    return (settings.BASE_DIR / "static" / "img" / "social.png").read_bytes()
