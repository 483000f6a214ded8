"""A preview shows what readers would see, to the desk alone, and is never kept or framed by others."""

import pytest

from negotiations.desk.preview import preview, printed_body
from negotiations.models.entries import RelatedEntry
from negotiations.models.printed import Edition, Publication
from negotiations.public.difference import differences
from tests.admin.screens import url
from tests.make import MAKERS, make_person, make_quote, make_round, publish


@pytest.mark.parametrize("kind", MAKERS)
def test_a_draft_is_shown_in_the_readers_own_words_and_nothing_is_printed(at_desk, ana, kind):
    entry = MAKERS[kind]()
    response = at_desk(ana).get(url(entry, "preview"))
    assert response.status_code == 200
    assert entry.headline in response.content.decode()
    assert not Edition.objects.exists()
    assert not Publication.objects.exists()


@pytest.mark.parametrize("kind", MAKERS)
def test_the_body_is_the_one_that_is_printed_afterwards(db, kind):
    entry = MAKERS[kind]()
    before = preview(entry)
    edition = publish(entry)
    after, labels = printed_body(edition.publication)
    assert differences(before.body, before.labels, after, labels) == []


def test_only_this_site_may_frame_it_and_nobody_keeps_it(at_desk, ana):
    response = at_desk(ana).get(url(make_round(), "preview"))
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_the_other_pages_of_the_desk_are_framed_by_nobody(at_desk, ana):
    response = at_desk(ana).get(url(make_round(), "submit"))
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]


def test_a_draft_that_cannot_be_built_says_what_is_missing(at_desk, ana):
    response = at_desk(ana).get(url(make_round(when="", status=""), "preview"))
    assert response.status_code == 200
    assert "It cannot be shown yet" in response.content.decode()
    assert "Give the date" in response.content.decode()


def test_a_printed_name_is_shown_as_readers_know_it(at_desk, ana):
    person = make_person()
    publish(make_quote(speaker=person))
    person.name = "Somebody Else"
    person.save()
    page = (
        at_desk(ana)
        .get(url(make_quote(speaker=person, headline="Another quote"), "preview"))
        .content.decode()
    )
    assert "Ryosei Akazawa" in page
    assert "Somebody Else" not in page


def test_a_relation_to_an_unpublished_entry_is_not_shown(at_desk, ana):
    entry, draft, live = (
        make_round(),
        make_quote(headline="A secret draft"),
        make_round(headline="A live round"),
    )
    publish(live)
    for target in (draft, live):
        RelatedEntry.objects.create(entry=entry, target=target)
    page = at_desk(ana).get(url(entry, "preview")).content.decode()
    assert "A live round" in page
    assert "A secret draft" not in page
