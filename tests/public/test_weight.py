"""What the first view of a page weighs when it comes to a reader: the page and everything that it asks for."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction

from tests.conftest import forget
from tests.make import make_measure, make_measure_change, make_negotiation, make_quote, make_round, publish
from tests.public.site import fixed_addresses

pytestmark = pytest.mark.django_db
MOST = 45 * 1024  # bytes, compressed


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker):
    """A full page of the timeline, a quote in two languages, a measure that changed often; once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        _publish_all()
        yield
        transaction.set_rollback(True)
    forget()


def _publish_all():
    talks, measure = make_negotiation(), make_measure()
    for day in range(1, 25):
        publish(make_round(when=f"2025-04-{day:02d}", negotiations=[talks], summary="What was agreed. " * 12))
    publish(
        make_quote(
            text="極めて遺憾だ" * 20, text_language="ja", translation="Regrettable. " * 30,
            translation_language="en", translation_origin="editor", negotiations=[talks],
        )
    )  # fmt: skip
    for month in range(1, 10):
        publish(
            make_measure_change(
                measure=measure,
                when=f"2025-{month:02d}-03",
                effective_from=f"2025-{month:02d}-03T00:01",
                duty=f"{month}%",
            )
        )


def weigh(client, address: str) -> dict[str, int]:
    """Compressed bytes of a page and of each file that it asks for, as a proxy and WhiteNoise send them at worst."""
    page = client.get(address)
    assert page.status_code == 200, address
    asked = re.findall(r"<(?:link|script|img)\b[^>]*?\b(?:href|src)=\"(/[^\"]+)\"[^>]*>", page.text)
    files = {path for path in asked if path.startswith("/static/")}
    shown = set(re.findall(r'<(?:script|img|iframe)\b[^>]*?src="([^"]+)"', page.text))
    assert shown <= files, f"{address} shows {shown - files}"
    found = {path: finders.find(path.removeprefix("/static/")) for path in files}
    bodies = {path: Path(file).read_bytes() for path, file in found.items()} | {address: page.content}
    return {path: len(gzip.compress(body, 9)) for path, body in bodies.items()}


@pytest.mark.parametrize("language", ["", "/ja"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/timeline/",
        "/negotiations/",
        "/negotiations/united-states-japan-tariff-talks/",
        "/entries/TW-000025/",
        "/measures/",
        "/measures/us-duty-on-automobiles/",
        "/rates/",
        "/rates/?by=US&economy=JP&on=2025-08-10",
        "/calendar/?month=2025-04",
        "/changes/",
        "/methodology/",
    ],
)
def test_the_first_view_of_a_page_is_light(client, record, language, address):
    found = weigh(client, language + address)
    assert sum(found.values()) <= MOST, sorted(found.items(), key=lambda one: -one[1])


def test_every_page_can_be_kept_and_is_not_sent_twice(client, record):
    for address in fixed_addresses():
        first = client.get(address)
        if not first.headers["Content-Type"].startswith("text/html") or first.status_code != 200:
            continue
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
