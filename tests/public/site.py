"""Every address that a stranger can ask for, found from the URL patterns and from what was printed."""

from urllib.parse import urlencode

from django.urls import get_resolver

from negotiations.models.printed import Publication
from negotiations.public.labels import address_of
from negotiations.public.parameters import NOUN_FACETS

KNOWN = ("", "2025-01-01", "2025-04-16", "2099-01-01", "2025-04-17T12:00:00Z", "nonsense")


def fixed_addresses() -> list[str]:
    """Addresses without a variable part, from the site's own map."""
    found = []
    for pattern in get_resolver("negotiations.public.urls").url_patterns:
        if "<" not in str(pattern.pattern):
            found.append(f"/{pattern.pattern}")
    return found


def printed_addresses() -> list[str]:
    """The address of everything that was ever printed, with its editions and its data."""
    found = []
    for publication in Publication.objects.order_by("id"):
        address = address_of(publication.kind, publication.key)
        if not address:
            continue
        found.append(address)
        if publication.number:
            found.append(f"{address.rstrip('/')}.json")
            found += [f"{address}editions/{edition.number}/" for edition in publication.editions.all()]
        if publication.kind in NOUN_FACETS:
            found += [
                f"{page}?{publication.kind}={publication.key}"
                for page in ("/timeline/", "/embed/timeline/", "/embed/")
            ]
    return found


def every_address() -> list[str]:
    """All of them, at several instants of the record."""
    found = []
    for address in fixed_addresses() + printed_addresses():
        for known in KNOWN:
            joint = "&" if "?" in address else "?"
            found.append(f"{address}{joint}{urlencode({'known': known})}" if known else address)
    return found
