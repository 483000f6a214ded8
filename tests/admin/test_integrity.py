"""What the database refuses after a form seemed valid becomes an error of the form, in the constraint's own words."""

import pytest
from django.db import IntegrityError

from negotiations.admin import integrity
from negotiations.admin.kinds.round import RoundAdmin
from negotiations.models.kinds.round import Participant, Round
from negotiations.models.nouns import Economy, Topic
from negotiations.models.sources import Source
from tests.admin.screens import add_url, errors, opened, save, url
from tests.make import make_economy, make_person, make_round, make_source, make_topic


def test_a_constrained_field_that_the_form_left_out(at_desk, ana, monkeypatch):
    entry = make_round(status="cancelled")
    without_status = [row for row in RoundAdmin.fieldsets if row[0] != "Where and how"]
    monkeypatch.setattr(RoundAdmin, "fieldsets", without_status)
    response = save(at_desk(ana), url(entry), outcome="agreement", summary="Typed with care.")
    assert response.status_code == 409
    assert "A round that was not held has no outcome" in errors(response)
    assert "Typed with care." in response.content.decode()


def test_a_date_that_ends_where_it_begins(at_desk, ana):
    response = save(at_desk(ana), add_url(Round), headline="A call", when="2025-04-16T14:30/2025-04-16T14:30")
    assert response.status_code == 409
    assert "The end of the date lies before its start." in errors(response)
    assert not Round.objects.exists()


def test_a_slug_that_somebody_took_a_moment_before(at_desk, ana, monkeypatch):
    make_topic("Exchange rates", slug="exchange-rates")
    monkeypatch.setattr(Topic, "validate_unique", lambda *args, **kwargs: None)
    monkeypatch.setattr(Topic, "validate_constraints", lambda *args, **kwargs: None)
    response = save(at_desk(ana), add_url(Topic), name="Currencies", slug="exchange-rates")
    assert response.status_code == 409
    assert "Topic with this slug exists already" in errors(response)
    assert 'value="Currencies"' in response.content.decode()


def test_the_same_participant_twice_at_the_same_moment(at_desk, ana, monkeypatch):
    person = make_person()
    entry = make_round()
    data = opened(at_desk(ana), url(entry)) | {
        "participants-TOTAL_FORMS": 1,
        "participants-0-person": person.pk,
        "participants-0-attendance": "present",
        "participants-0-position": 0,
    }
    Participant.objects.create(round=entry, person=person)
    response = at_desk(ana).post(url(entry), data)
    assert response.status_code in (200, 409)
    assert entry.participants.count() == 1


def test_the_same_address_of_a_source_twice(at_desk, ana):
    make_source(address="https://www.kantei.go.jp/1")
    response = save(at_desk(ana), add_url(Source), title="Again", address="https://www.kantei.go.jp/1")
    assert "A source with this address is already in the record: use that one." in errors(response)


def test_the_same_economy_twice(at_desk, ana):
    make_economy()
    response = save(at_desk(ana), add_url(Economy), name="Nippon", code="JP")
    assert "already exists" in errors(response)


@pytest.mark.django_db
def test_every_named_constraint_of_the_record_has_a_sentence():
    assert integrity.sentence(IntegrityError("CHECK constraint failed: readout_one_per_side")).startswith(
        "This side"
    )
    assert integrity.sentence(IntegrityError("something else")) == integrity.UNKNOWN
