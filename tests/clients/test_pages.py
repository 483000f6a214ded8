"""Our pages, read by a reader of structured data that nobody here wrote."""

import pytest

from tests import make
from tests.clients.record import make_record

pytestmark = pytest.mark.django_db


def test_extruct_finds_what_an_entry_is_about(client):
    extruct = pytest.importorskip("extruct", reason="extruct is not installed: make clients")
    make_record()
    for kind, number in zip(make.MAKERS, range(1, 100), strict=False):
        address = f"/entries/TW-{number:06d}/"
        found = extruct.extract(client.get(address).text, syntaxes=["json-ld", "opengraph"])
        (page,) = found["json-ld"]
        assert page["url"].endswith(address), kind
        assert page["mainEntity"]["name"] == page["headline"]
        assert page["citation"]
        properties = dict(found["opengraph"][0]["properties"])
        assert properties["og:title"] == page["headline"]
