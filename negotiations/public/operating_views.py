"""What operators and finders of weaknesses ask the site: /metrics and /.well-known/security.txt."""

import os
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Gauge, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from negotiations.public.caching import public_page
from negotiations.public.state import state
from negotiations.values import clock

_GOOD_FOR = timedelta(days=180)


@require_safe
@cache_control(no_store=True)
def metrics(request):
    """Counts and times of this process (of all workers where PROMETHEUS_MULTIPROC_DIR is set), and the generation.

    Only for the addresses in METRICS_ALLOW; for others there is no such page.
    """
    if not may_see(request.META.get("REMOTE_ADDR", "")):
        raise Http404
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    own = CollectorRegistry()
    Gauge("tradewatch_generation", "Number of the last printing.", registry=own).set(state().generation)
    return HttpResponse(generate_latest(registry) + generate_latest(own), content_type=CONTENT_TYPE_LATEST)


def may_see(address: str) -> bool:
    """True for an address, or one of a network, that METRICS_ALLOW names. The connection's own: no header counts."""
    try:
        asking = ip_address(address)
    except ValueError:
        return False
    return any(asking in ip_network(entry, strict=False) for entry in settings.METRICS_ALLOW)


@public_page
def security(request):
    """RFC 9116: whom to tell of a weakness. 404 where the installation names no contact."""
    if not settings.CONTACT:
        raise Http404
    contact = (
        f"mailto:{settings.CONTACT}"
        if "@" in settings.CONTACT and ":" not in settings.CONTACT
        else settings.CONTACT
    )
    # The first of a month: the same bytes for weeks, and never out of date.
    expires = (clock.now() + _GOOD_FOR).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, ja",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join((*lines, "")), content_type="text/plain; charset=utf-8")
