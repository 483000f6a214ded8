"""Readers of a link that is gone get the archived copy, without a new edition and on every page that cites it."""

import pytest

from negotiations.models.printed import Upkeep
from tests.make import make_quote, make_source, publish

pytestmark = pytest.mark.django_db
PAGE, COPY = "https://example.org/news/1", "https://archive.example.org/1"


@pytest.fixture
def source():
    found = make_source(address=PAGE)

    def cites(entry):
        entry.evidence.create(bearing="for", text="A fact.", source=found)

    publish(make_quote(source=found, claim="It is a lot.", parts=cites))
    found.refresh_from_db()
    return found


def keep(source, **values) -> None:
    Upkeep.objects.update_or_create(publication=source.publication, defaults=values)


def pages(client, source) -> dict[str, str]:
    addresses = ("/entries/TW-000001/", "/timeline/", f"/sources/{source.publication.key}/")
    return {address: client.get(address).text for address in addresses}


def test_a_link_that_lives_leads_to_the_page_with_the_copy_beside_it(client, source):
    keep(source, link_status="live", archive_address=COPY)
    for address, text in pages(client, source).items():
        assert f'href="{PAGE}"' in text, address
    assert (
        f'<a href="{COPY}" rel="external noopener">archived copy</a>'
        in client.get("/entries/TW-000001/").text
    )


def test_a_link_that_is_gone_leads_to_the_copy(client, source):
    keep(source, link_status="dead", archive_address=COPY)
    for address, text in pages(client, source).items():
        assert f'href="{COPY}"' in text, address
        assert f'href="{PAGE}"' not in text, address
    assert "archived copy: the original is gone" in client.get("/entries/TW-000001/").text


def test_a_link_that_is_gone_without_a_copy_says_so(client, source):
    keep(source, link_status="dead")
    text = client.get("/entries/TW-000001/").text
    assert f'href="{PAGE}"' in text
    assert "the link no longer answers" in text


def test_a_copy_with_an_address_that_nobody_may_follow_is_no_link(client, source):
    keep(source, link_status="dead", archive_address="javascript:alert(1)")
    for address, text in pages(client, source).items():
        assert "javascript:alert" not in text, address


def test_what_is_known_of_links_costs_no_query(client, source, django_assert_num_queries):
    with django_assert_num_queries(1):
        from negotiations.public.labels import labels_for

        label = labels_for([source.publication_id], None)[source.publication_id]
        assert (label.href, label.is_gone) == (PAGE, False)
