"""The sitemap: every page that stays, in every language, with the instant of its last printing."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as contrib
from django.core.paginator import Paginator
from django.db.models import Max
from django.shortcuts import render
from django.urls import reverse

from negotiations.models.printed import Edition
from negotiations.public import kinds
from negotiations.public.caching import public_page
from negotiations.public.onward import in_language


class _EachLanguage(Sequence):
    """Pairs of an item and a language, item by item; a page of them reads no more items than it shows."""

    def __init__(self, items, languages: list[str]):
        self._items, self._languages = items, languages

    def __len__(self):
        return self._count * len(self._languages)

    @property
    def _count(self) -> int:
        return len(self._items) if isinstance(self._items, list) else self._items.count()

    def __getitem__(self, cut):
        each = len(self._languages)
        first, last = cut.start // each, -(-cut.stop // each)
        pairs = [(item, language) for item in self._items[first:last] for language in self._languages]
        return pairs[cut.start - first * each : cut.stop - first * each]


class _Ours(Sitemap):
    """Addresses under SITE_URL, whatever host was asked; each names the same page in the other languages."""

    limit = 10_000
    i18n = alternates = x_default = True

    @property
    def paginator(self):
        return Paginator(
            _EachLanguage(self.items(), [code for code, _name in settings.LANGUAGES]), self.limit
        )

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class Printed(_Ours):
    """What was printed and is open: entries, or names that have a page of their own."""

    def __init__(self, entries: bool):
        self._kinds = [
            kind.name for kind in kinds.all_kinds().values() if kind.address and kind.is_entry == entries
        ]

    def items(self):
        standing = Edition.objects.current().filter(
            publication__kind__in=self._kinds, publication__redirect_to=None
        )
        return standing.select_related("publication").defer("body").order_by("publication_id")

    def location(self, item):
        return in_language(kinds.get(item.publication.kind).address.format(key=item.publication.key))

    def lastmod(self, item):
        return item.published_at

    def get_latest_lastmod(self):
        return self.items().order_by().aggregate(newest=Max("published_at"))["newest"]


class Pages(_Ours):
    """The pages that are always there; what they list changes with every printing."""

    _ALWAYS = (
        "/",
        "/timeline/",
        "/negotiations/",
        "/measures/",
        "/rates/",
        "/calendar/",
        "/changes/",
        "/corrections/",
        "/authorities/",
        "/glossary/",
        "/data/",
        "/methodology/",
        "/about/",
        "/privacy/",
        "/accessibility/",
    )
    _FOLLOW = ("/", "/timeline/", "/negotiations/", "/measures/", "/calendar/", "/changes/", "/corrections/")

    def items(self):
        newest = Edition.objects.order_by("-published_at").values_list("published_at", flat=True).first()
        return [(address, newest if address in self._FOLLOW else None) for address in self._ALWAYS]

    def location(self, item):
        return in_language(item[0])

    def lastmod(self, item):
        return item[1]


def _sections() -> dict[str, _Ours]:
    """Made for each request, because Django's sitemaps keep what they found while they answer."""
    return {"pages": Pages(), "entries": Printed(entries=True), "names": Printed(entries=False)}


@public_page
def index(request):
    """The list of sitemaps, one for each ten thousand pages; Django's own would name the host that was asked."""
    found = []
    for name, sitemap in _sections().items():
        address = settings.SITE_URL + reverse("sitemap-section", args=(name,))
        pages = [address, *(f"{address}?p={number}" for number in range(2, sitemap.paginator.num_pages + 1))]
        found += [{"location": page, "last_mod": sitemap.get_latest_lastmod()} for page in pages]
    return render(request, "sitemap_index.xml", {"sitemaps": found}, content_type="application/xml")


@public_page
def section(request, section: str):
    """One part of the sitemap."""
    return contrib.sitemap(request, dict(_sections()), section=section).render()
