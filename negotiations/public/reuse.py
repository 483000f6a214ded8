"""What whoever takes a piece of the record has to carry along: its licence, and how it is cited."""

from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from negotiations.models.printed import Edition
from negotiations.public.labels import address_of
from negotiations.values.when import day_text

_LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def licence_url() -> str:
    """The address of the licence, where the setting is one or names a licence that everybody knows; else ''."""
    named = settings.LICENCE if settings.LICENCE.startswith(("https://", "http://")) else ""
    return _LICENCES.get(settings.LICENCE, named)


def permalink(edition: Edition) -> str:
    """The address of an entry, whatever edition stands there (its publication must be joined)."""
    return settings.SITE_URL + address_of(edition.publication.kind, edition.publication.key)


def cite_as(edition: Edition, headline: str) -> str:
    """One edition of an entry as a citation, in the words of the entry's own page, with its address."""
    return _("%(site)s, entry %(id)s, edition %(edition)s, %(day)s: %(headline)s. %(url)s") % {
        "site": settings.SITE_NAME,
        "id": edition.publication.key,
        "edition": edition.number,
        "day": day_text(localtime(edition.published_at).date()),
        "headline": headline,
        "url": f"{permalink(edition)}editions/{edition.number}/",
    }


def instant(at: datetime) -> str:
    """An instant exactly as `known` reads it: UTC, with every digit."""
    return at.isoformat().replace("+00:00", "Z")


def report_url(about: str) -> str:
    """Where a reader tells us of an error in something: a letter that names it, or our page for it; '' without one."""
    contact = settings.CONTACT
    if contact.startswith(("https://", "http://")):
        return contact
    subject = _("Error in %(what)s") % {"what": about}
    return f"mailto:{contact}?subject={quote(subject)}" if "@" in contact else ""
