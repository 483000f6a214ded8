"""Links carry the reader's question on: the language of the page and the two clocks."""

import pytest
from django.utils import translation

from negotiations.public.onward import in_language, neutral, onward, versions

CLOCKS = {"known": "2025-05-01T09:30:00+02:00", "on": "2025-04-10"}
KNOWN = "known=2025-05-01T09:30:00%2B02:00"


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/", f"/?{KNOWN}"),
        ("/entries/TW-000001/", f"/entries/TW-000001/?{KNOWN}"),
        ("/timeline/?kind=quote#2025-04", f"/timeline/?kind=quote&{KNOWN}#2025-04"),
        ("/timeline/?known=2025-01-01", "/timeline/?known=2025-01-01"),
        ("/measures/", f"/measures/?{KNOWN}&on=2025-04-10"),
        ("/authorities/section-232/", f"/authorities/section-232/?{KNOWN}&on=2025-04-10"),
        ("/measures/?on=2025-08-01", f"/measures/?on=2025-08-01&{KNOWN}"),
        ("/glossary/#mfn", "/glossary/#mfn"),
        ("/about/", "/about/"),
        ("#results", "#results"),
        ("https://example.test/entries/", "https://example.test/entries/"),
        ("//example.test/", "//example.test/"),
        ("", ""),
    ],
)
def test_a_link_keeps_the_clocks_that_its_page_takes(path, there):
    assert onward(path, CLOCKS) == there
    assert onward(there, CLOCKS) == there


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/", "/ja/"),
        ("/entries/TW-000001/", "/ja/entries/TW-000001/"),
        ("/ja/timeline/", "/ja/timeline/"),
        ("/timeline.atom?kind=quote", "/ja/timeline.atom?kind=quote"),
        ("/glossary/#mfn", "/ja/glossary/#mfn"),
        ("/data/", "/ja/data/"),
        ("/data/entries.csv", "/data/entries.csv"),
        ("/measures.csv?on=2025-04-10", "/measures.csv?on=2025-04-10"),
        ("/api/v1/docs/", "/api/v1/docs/"),
        ("/embed/", "/ja/embed/"),
        ("/embed/timeline/", "/embed/timeline/"),
        ("/static/css/base.css", "/static/css/base.css"),
    ],
)
def test_pages_have_an_address_in_each_language_and_files_have_one(path, there):
    with translation.override("ja"):
        assert in_language(path) == there
        assert in_language(there) == there
    assert in_language(path) == path


def test_an_address_is_known_without_its_language():
    assert neutral("/ja/timeline/") == "/timeline/"
    assert neutral("/ja/") == neutral("/ja") == neutral("/") == "/"
    assert neutral("/japan/") == "/japan/"
    assert [one["url"] for one in versions("/ja/timeline/?kind=quote")] == [
        "/timeline/?kind=quote",
        "/ja/timeline/?kind=quote",
    ]
