"""Addresses that desk screens point to."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html

from negotiations.models.entries import Entry
from negotiations.models.printed import Publication
from negotiations.public.labels import address_of


def public_url(publication: Publication) -> str:
    """Where readers find it, '' where it has no page; on the readers' host where this process does not serve them."""
    address = address_of(publication.kind, publication.key)
    return settings.SITE_URL + address if address and settings.TRADEWATCH_SERVE == "desk" else address


def public_link(publication: Publication, text: str = ""):
    """A link to the public page under its number, in a new tab; the number alone where there is no page."""
    url, text = public_url(publication), text or publication.key
    return format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', url, text) if url else text


def admin_url(thing, page: str = "change") -> str:
    """A page of the desk about one entry or noun; for an entry, the page of its own kind."""
    model = thing.entry_kind.replace("_", "") if isinstance(thing, Entry) else thing._meta.model_name
    if page in ("change", "history", "delete"):
        return reverse(f"admin:negotiations_{model}_{page}", args=(thing.pk,))
    return reverse(f"admin:negotiations_{model}_desk", args=(thing.pk, page))


def admin_link(thing):
    """A link to the desk's form of an entry or a noun, under its name."""
    return format_html('<a href="{}">{}</a>', admin_url(thing), thing)
