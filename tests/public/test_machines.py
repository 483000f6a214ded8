"""What pages say to machines: JSON-LD, Open Graph, the sitemap, robots.txt and llms.txt."""

import json
import re

import pytest

from tests import make
from tests.make import edit, make_quote, make_round, publish, withdraw

pytestmark = pytest.mark.django_db


def jsonld(page) -> dict:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    return json.loads(found[1])


def test_a_quote_is_a_quotation_in_its_own_language_with_its_speaker_and_source(client):
    publish(make_quote(text="極めて遺憾", text_language="ja"))
    said = jsonld(client.get("/entries/TW-000001/"))
    subject = said["mainEntity"]
    assert (subject["@type"], subject["text"], subject["inLanguage"]) == ("Quotation", "極めて遺憾", "ja")
    assert subject["creator"]["name"] == "Ryosei Akazawa"
    assert said["citation"][0]["publisher"]["name"] == "Kyodo"
    assert said["url"].endswith("/entries/TW-000001/")


def test_a_cancelled_round_is_an_event_that_does_not_take_place(client):
    publish(make_round(status="cancelled"))
    assert jsonld(client.get("/entries/TW-000001/"))["mainEntity"]["eventStatus"].endswith("EventCancelled")


@pytest.mark.parametrize("kind", make.MAKERS)
def test_every_kind_says_what_it_is(client, kind):
    publish(make.MAKERS[kind]())
    assert jsonld(client.get("/entries/TW-000001/"))["mainEntity"]["@type"] != "Thing"


def test_no_text_ends_the_script_that_it_stands_in(client):
    publish(make_quote(headline="</script><!--<script>\u2028&amp;"))
    page = client.get("/entries/TW-000001/")
    assert jsonld(page)["headline"] == "</script><!--<script>\u2028&amp;"
    assert "</script><!--" not in page.text


def test_a_correction_is_told_to_machines_too(client):
    quote = make_quote()
    publish(quote)
    publish(edit(quote, summary="Again."), change="correction", note="It was Thursday.")
    assert jsonld(client.get("/entries/TW-000001/"))["correction"] == "It was Thursday."


def test_a_link_to_an_entry_has_a_title_and_a_description(client):
    publish(make_quote(headline="Akazawa speaks", summary="To reporters."))
    page = client.get("/entries/TW-000001/").text
    assert '<meta property="og:title" content="Akazawa speaks">' in page
    assert '<meta property="og:description" content="To reporters.">' in page


def test_the_sitemap_lists_what_is_open_with_the_day_of_its_last_printing(client, settings):
    settings.SITE_URL = "https://record.example"
    gone = make_quote()
    edition = publish(make_quote())
    publish(gone)
    withdraw(gone)
    make_quote(headline="A draft")
    assert "https://record.example/sitemap-entries.xml" in client.get("/sitemap.xml").text
    entries = client.get("/sitemap-entries.xml").text
    assert f"<lastmod>{edition.published_at.date()}</lastmod>" in entries
    assert re.findall("<loc>(.*?)</loc>", entries) == [
        "https://record.example/entries/TW-000001/",
        "https://record.example/ja/entries/TW-000001/",
    ]
    assert "https://record.example/people/ryosei-akazawa/" in client.get("/sitemap-names.xml").text
    assert "https://record.example/timeline/" in client.get("/sitemap-pages.xml").text
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_each_page_of_the_sitemap_names_its_other_language(client, settings):
    settings.SITE_URL = "https://record.example"
    publish(make_quote())
    for section, path in (("pages", "/"), ("entries", "/entries/TW-000001/"), ("pages", "/data/")):
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="https://record.example{address}"/>'
            for code, address in (("en", path), ("ja", f"/ja{path}"), ("x-default", path))
        )
        found = re.sub(r">\s+<", "><", client.get(f"/sitemap-{section}.xml").text)
        assert found.count(alternates) == 2  # under the address of either


def test_a_long_sitemap_goes_on_in_further_pages_and_loses_nothing(client, monkeypatch):
    from negotiations.public import sitemaps

    monkeypatch.setattr(sitemaps._Ours, "limit", 3)
    for _ in range(4):
        publish(make_quote())
    pages = re.findall(r"<loc>([^<]+/sitemap-entries\.xml[^<]*)</loc>", client.get("/sitemap.xml").text)
    found = [loc for page in pages for loc in re.findall("<loc>(.*?)</loc>", client.get(page).text)]
    assert len(found) == len(set(found)) == 8


def test_every_address_of_the_sitemap_answers(client, settings):
    for maker in make.MAKERS.values():
        publish(maker())
    for section in ("pages", "entries", "names"):
        for address in re.findall("<loc>(.*?)</loc>", client.get(f"/sitemap-{section}.xml").text):
            assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200, address


def test_programs_are_told_where_the_data_is(client):
    assert "Sitemap: " in client.get("/robots.txt").text
    said = client.get("/llms.txt")
    assert said["Content-Type"] == "text/plain; charset=utf-8"
    assert "/api/v1/openapi.json" in said.text
