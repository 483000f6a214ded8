"""Every address that a stranger can ask for, found from the URL patterns and from what was printed."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import URLResolver, get_resolver

from negotiations.models.printed import Publication
from negotiations.public import kinds
from negotiations.public.api.nouns import collection
from negotiations.public.citing import FORMS
from negotiations.public.labels import address_of
from negotiations.public.parameters import NOUN_FACETS
from negotiations.public.social import PICTURED

KNOWN = ("", "2025-01-01", "2025-04-16", "2099-01-01", "2025-04-17T12:00:00Z", "nonsense")


# Addresses that answer only to a question.
QUESTIONS = {
    "/oembed": f"?{urlencode({'url': f'{settings.SITE_URL}/timeline/'})}",
    "/api/v1/rates": "?by=US&economy=JP",
}
# Not for strangers, or only where the installation names a contact.
NOT_ALWAYS = ("/metrics", "/.well-known/security.txt")
# Other views of a page, at the same address.
VIEWS = (
    "/measures/?view=multiples",
    "/measures/?view=matrix",
    "/measures/?from=2025",
    "/measures.csv?from=2025",
    "/calendar/?month=2025-04&view=list",
    "/search/?q=tariff",
    "/timeline/?q=関税",
    "/changes/?kind=quote&from=2025",
    "/changes/?since=2025-04-17T12:00:00Z",
    "/ja/search/?q=関税",
    "/ja/measures/?view=matrix",
)
# Kinds that have a file of their own.
WITH_FILES = ("measure", "product_list")
# Kinds that have an embed of their own, with its folder.
EMBEDDED = {"measure": "measures", "negotiation": "negotiations"}


def fixed_addresses() -> list[str]:
    """Addresses without a variable part, from the site's own map."""
    pages = _fixed(get_resolver("negotiations.public.urls").url_patterns, "/")
    machines = _fixed(get_resolver("negotiations.public.machine_urls").url_patterns, "/")
    found = dict.fromkeys([*pages, *map(japanese, pages), *machines])
    return [address + QUESTIONS.get(address, "") for address in found if address not in NOT_ALWAYS]


def japanese(address: str) -> str:
    """The same page in Japanese."""
    return f"/ja{address}"


def _fixed(patterns, prefix: str) -> list[str]:
    found = []
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            found += _fixed(pattern.url_patterns, address)
        elif "<" not in address:
            found.append(address)
    return list(dict.fromkeys(found))


def printed_addresses() -> list[str]:
    """The address of everything that was ever printed, with its editions and its data."""
    found = []
    for publication in Publication.objects.order_by("id"):
        found += api_addresses(publication)
        address = address_of(publication.kind, publication.key)
        if not address:
            continue
        found += [address, japanese(address)]
        if publication.number or publication.kind in PICTURED:
            found.append(f"{address}picture.png")
        if publication.number:
            found.append(f"{address.rstrip('/')}.json")
            for edition in publication.editions.all():
                found += [f"{address}editions/{edition.number}/", f"{address}compare/1/{edition.number}/"]
                found += [f"{address}editions/{edition.number}/cite.{form}" for form in FORMS]
        if publication.number or publication.kind in EMBEDDED:
            found += embeds_of(publication)
        if publication.kind in WITH_FILES:
            found.append(f"{address.rstrip('/')}.csv")
        if publication.kind in NOUN_FACETS:
            found += [
                f"{page}?{publication.kind}={publication.key}"
                for page in ("/timeline/", "/embed/timeline/", "/embed/")
            ]
    return found


def api_addresses(publication: Publication) -> list[str]:
    """What the API has of one thing, with each of an entry's editions."""
    if not publication.number:
        address = f"/api/v1/{collection(kinds.get(publication.kind))}/{publication.key}"
        return [address, f"{address}/states"] if publication.kind == "measure" else [address]
    address = f"/api/v1/entries/{publication.key}"
    editions = [f"{address}/editions/{edition.number}" for edition in publication.editions.all()]
    return [address, f"{address}/editions", *editions]


def embeds_of(publication: Publication) -> list[str]:
    """The frame, the image and the builder of one thing, and what oEmbed says of it."""
    what, folder = (
        ("entry", "entries") if publication.number else (publication.kind, EMBEDDED[publication.kind])
    )
    page = settings.SITE_URL + address_of(publication.kind, publication.key)
    return [
        f"/embed/{folder}/{publication.key}/",
        f"/embed/{folder}/{publication.key}.svg",
        f"/embed/?what={what}&of={publication.key}",
        f"/oembed?{urlencode({'url': page})}",
    ]


def every_address() -> list[str]:
    """All of them, at several instants of the record."""
    found = []
    for address in [*fixed_addresses(), *VIEWS, *printed_addresses()]:
        for known in KNOWN:
            joint = "&" if "?" in address else "?"
            found.append(f"{address}{joint}{urlencode({'known': known})}" if known else address)
    return found
