"""What happens when something is printed."""

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from negotiations.desk import printing
from negotiations.models.printed import Edition, Press, Publication, PublicationLog
from negotiations.values.vocabulary import Change
from tests import make

pytestmark = pytest.mark.django_db


def test_the_public_id_is_given_at_the_first_printing_and_not_before():
    never_printed = make.make_quote()
    first, second = make.make_quote(), make.make_round()
    make.publish(second)
    make.publish(first)
    assert second.publication.key == "TW-000001"
    assert first.publication.key == "TW-000002"
    assert never_printed.publication is None


def test_printing_an_entry_prints_the_nouns_it_shows_for_the_first_time():
    quote = make.make_quote(topics=[make.make_topic("Cars")])
    unused = make.make_person("Nobody Known")
    make.publish(quote)
    printed = set(Publication.objects.values_list("kind", "key"))
    assert {("person", "ryosei-akazawa"), ("topic", "cars"), ("economy", "JP")} <= printed
    assert ("person", unused.slug) not in printed


def test_a_second_entry_prints_no_noun_again():
    make.publish(make.make_quote())
    before = Publication.objects.filter(kind="person").get().editions.count()
    make.publish(make.make_quote())
    assert Publication.objects.filter(kind="person").get().editions.count() == before == 1


def test_renaming_a_noun_prints_one_edition_and_touches_no_entry():
    quote = make.make_quote(headline="The minister speaks")
    make.publish(quote)
    body = quote.publication.editions.get().body
    quote.speaker.name = "Akazawa Ryosei"
    quote.speaker.save()
    printing.print_noun_changes(quote.speaker, Change.UPDATE)
    assert quote.speaker.publication.editions.count() == 2
    assert quote.publication.editions.get().body == body
    assert "Akazawa" not in body


def test_an_edition_is_superseded_at_exactly_the_instant_of_its_successor():
    quote = make.make_quote()
    first = make.publish(quote)
    make.edit(quote, text="very grateful")
    second = make.publish(quote, change=Change.CORRECTION, note="The words were others.")
    first.refresh_from_db()
    assert first.superseded_at == second.published_at
    assert second.superseded_at is None
    assert (second.number, second.change, second.note) == (2, "correction", "The words were others.")


def test_times_strictly_increase_even_when_the_machines_clock_goes_back():
    with time_machine.travel(datetime(2025, 5, 2, 12, tzinfo=UTC), tick=False):
        first = make.publish(make.make_quote())
    with time_machine.travel(datetime(2025, 5, 1, 12, tzinfo=UTC), tick=False):
        second = make.publish(make.make_quote())
    assert second.published_at > first.published_at
    times = list(Edition.objects.order_by("id").values_list("published_at", flat=True))
    assert times == sorted(set(times))


def test_every_printing_stands_in_the_log_without_gaps():
    make.publish(make.make_quote())
    make.publish(make.make_round())
    numbers = list(PublicationLog.objects.values_list("number", flat=True))
    assert numbers == list(range(1, Edition.objects.count() + 1))
    assert Press.objects.get().last_log == numbers[-1]


def test_the_body_is_canonical_and_carries_its_hash():
    edition = make.publish(make.make_quote(text="とても遺憾だ", text_language="ja"))
    assert edition.body == json.dumps(
        json.loads(edition.body), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert edition.digest == hashlib.sha256(edition.body.encode()).hexdigest()
    assert "とても遺憾だ" in edition.body


def test_notes_for_the_desk_are_not_printed():
    edition = make.publish(make.make_quote(internal_note="canary-note"))
    assert "canary-note" not in edition.body


def test_a_relation_shows_once_its_target_is_printed_and_from_both_sides():
    quote, meeting = make.make_quote(), make.make_round()
    quote.relations.create(role="said_at", target=meeting)
    first = make.publish(quote)
    assert json.loads(first.body)["related"] == []
    second = make.publish(meeting)
    assert json.loads(second.body)["related"] == [
        {"role": "said_at", "forward": False, "entry": {"ref": quote.publication.pk}}
    ]


def test_a_withdrawal_closes_the_publication_and_keeps_the_editions():
    quote = make.make_quote()
    make.publish(quote)
    notice = make.withdraw(quote, note="The speaker was another.")
    quote.publication.refresh_from_db()
    assert quote.publication.closed_at == notice.published_at
    assert quote.publication.editions.count() == 2
    assert not Edition.objects.current().filter(publication=quote.publication).exists()
    assert not Edition.objects.known_on(notice.published_at - timedelta(microseconds=1)).entries().exists()


def test_a_reinstatement_opens_it_again_under_the_same_id(mei, rui, ana):
    quote = make.make_quote()
    make.publish(quote)
    key = quote.publication.key
    make.withdraw(quote)
    make.edit(quote, text="very grateful")
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    edition = make.act(quote, "reinstate", mei, note="It was so after all.")
    assert edition.publication.key == key
    assert edition.publication.closed_at is None
    assert Edition.objects.current().filter(publication=edition.publication).get() == edition


def test_known_on_gives_the_edition_that_stood_then():
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        quote = make.make_quote()
        first = make.publish(quote)
    with time_machine.travel(datetime(2025, 4, 18, 9, tzinfo=UTC), tick=False):
        make.edit(quote, text="very grateful")
        second = make.publish(quote)
    entries = Edition.objects.entries()
    assert not entries.known_on(datetime(2025, 4, 16, tzinfo=UTC)).exists()
    assert entries.known_on(datetime(2025, 4, 17, 12, tzinfo=UTC)).get() == first
    assert entries.known_on(datetime(2025, 4, 19, tzinfo=UTC)).get() == second
    assert entries.known_on(None).get() == second


def test_simulated_times_are_refused_outside_the_sample():
    quote = make.make_quote()
    with pytest.raises(printing.SampleRefused, match="only while the sample"):
        make.publish(quote, at=datetime(2025, 4, 17, tzinfo=UTC))
    quote.refresh_from_db()
    assert quote.publication is None


def test_the_sample_goes_into_an_empty_record_only_and_in_order():
    printing.open_sample()
    make.publish(make.make_quote(), at=datetime(2025, 4, 17, tzinfo=UTC))
    with pytest.raises(printing.SampleRefused, match="in order"):
        make.publish(make.make_quote(), at=datetime(2025, 4, 16, tzinfo=UTC))
    with pytest.raises(printing.SampleRefused, match="not empty"):
        printing.open_sample()


def test_redaction_blanks_the_bodies_for_good_and_is_itself_on_record():
    quote = make.make_quote(text="unlawful words")
    first = make.publish(quote)
    kept = (first.number, first.digest, first.published_at)
    make.withdraw(quote)
    call_command("redact_entry", quote.publication.key, reason="Court order.", by="mei")
    first.refresh_from_db()
    assert first.body == "{}"
    assert (first.number, first.digest, first.published_at) == kept
    assert first.redaction.reason == "Court order."


def test_what_is_live_is_not_redacted(capsys):
    quote = make.make_quote()
    make.publish(quote)
    with pytest.raises(SystemExit) as stopped:
        call_command("redact_entry", quote.publication.key, reason="Court order.", by="mei")
    assert stopped.value.code == 1
    assert "Withdraw it first" in capsys.readouterr().err


def test_a_customs_union_is_printed_with_its_members_and_their_days(client):
    from datetime import date

    from negotiations.models.nouns import Membership

    union = make.make_economy("European Union", "EU", economy_kind="union")
    germany, kingdom = make.make_economy("Germany", "DE"), make.make_economy("United Kingdom", "GB")
    Membership.objects.create(union=union, member=germany, since=date(1958, 1, 1))
    Membership.objects.create(union=union, member=kingdom, since=date(1973, 1, 1), until=date(2020, 2, 1))
    make.publish(make.make_round(economies=[union]))
    page = re.sub(r"<[^>]+>", "", client.get("/economies/EU/").text)
    assert "Germany from 1 January 1958" in page
    assert "United Kingdom from 1 January 1973 until 1 February 2020" in page
    assert "European Union" in client.get("/economies/DE/").text


def test_nouns_that_point_at_each_other_in_a_circle_are_printed_once(client):
    one, other = make.make_negotiation("One"), make.make_negotiation("Other")
    one.parent, other.parent = other, one
    one.save()
    other.save()
    make.publish(make.make_round(negotiations=[one]))
    assert (
        client.get("/negotiations/one/").status_code == client.get("/negotiations/other/").status_code == 200
    )
    assert Publication.objects.filter(kind="negotiation").count() == 2
