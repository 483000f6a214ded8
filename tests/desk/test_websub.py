"""WebSub: the hub is told which feeds changed, and each of them once."""

from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
import time_machine

from negotiations.desk.outgoing import client, outbox, websub
from negotiations.desk.outgoing.client import Unreachable
from negotiations.models.printed import PublicationLog
from negotiations.models.webhooks import Delivery
from tests import make
from tests.test_settings import GOOD, assert_refused, start

pytestmark = pytest.mark.django_db
SITE, HUB = "https://record.test", "https://hub.test/publish"
TIMELINE = {f"{SITE}/timeline.atom", f"{SITE}/timeline.json"}
TALKS = {f"{SITE}/timeline.{kind}?negotiation=talks" for kind in ("atom", "json")}


@pytest.fixture(autouse=True)
def hub(settings, monkeypatch):
    """What the hub was told, as (address, form) pairs; `status` is what it answers."""
    settings.SITE_URL, settings.WEBSUB_HUB = SITE, HUB

    class Hub(list):
        status = 204

    told = Hub()

    def post(url, body, headers):
        assert headers["Content-Type"] == "application/x-www-form-urlencoded"
        told.append((url, dict(parse_qsl(body.decode()))))
        if isinstance(told.status, Exception):
            raise told.status
        return told.status

    monkeypatch.setattr(client, "post", post)
    return told


def talks():
    return make.make_negotiation("Talks")


def told(hub) -> list[str]:
    return [form["hub.url"] for _, form in hub]


def test_a_printing_tells_the_hub_of_the_timeline_and_of_the_negotiations_named(hub):
    make.publish(make.make_quote(negotiations=[talks()]))
    outbox.deliver()
    assert {url for url, _ in hub} == {HUB}
    assert {form["hub.mode"] for _, form in hub} == {"publish"}
    assert set(told(hub)) == TIMELINE | TALKS
    assert len(hub) == 4


def test_ten_printings_are_told_once(hub):
    for _ in range(10):
        make.publish(make.make_quote(negotiations=[talks()]))
    outbox.deliver()
    assert len(hub) == 4


def test_a_printing_while_the_hub_is_told_is_told_again(hub, monkeypatch):
    make.publish(make.make_quote())
    post = client.post

    def meanwhile(*args):
        if len(hub) == 0:
            make.publish(make.make_quote())
        return post(*args)

    monkeypatch.setattr(client, "post", meanwhile)
    outbox.deliver()
    outbox.deliver()
    assert sorted(told(hub)).count(f"{SITE}/timeline.atom") == 2
    assert not Delivery.objects.exclude(state="delivered").exists()


def test_a_withdrawal_and_a_change_of_negotiation_tell_of_the_feeds_that_lose_the_entry(hub):
    entry = make.make_quote(negotiations=[talks()])
    make.publish(entry)
    edition = make.withdraw(entry)
    assert set(websub.topics(PublicationLog.objects.get(edition_in=edition))) == TIMELINE | TALKS


def test_a_hub_that_is_down_stops_no_printing_and_is_told_later(hub):
    hub.status = Unreachable("Nobody accepts a connection there.")
    with time_machine.travel("2025-04-17T09:00:00Z", tick=False) as frozen:
        assert make.publish(make.make_quote())
        assert str(outbox.deliver()) == "0 sent, 1 to be tried again, 0 given up."
        hub.clear()
        hub.status = 202
        frozen.shift(timedelta(minutes=1))
        outbox.deliver()
    assert set(told(hub)) == TIMELINE
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_a_hub_that_never_answers_is_given_up_in_the_end_and_asked_again_after_the_next_printing(hub):
    hub.status = 500
    with time_machine.travel("2025-04-17T09:00:00Z", tick=False) as frozen:
        make.publish(make.make_quote())
        for _ in range(20):
            outbox.deliver()
            frozen.shift(timedelta(hours=25))
        assert set(Delivery.objects.values_list("state", flat=True)) == {"given_up"}
        hub.status = 204
        make.publish(make.make_quote())
        assert outbox.deliver().sent == 2


def test_without_a_hub_nothing_is_noted_and_what_waits_stays(hub, settings):
    make.publish(make.make_quote())
    settings.WEBSUB_HUB = ""
    make.publish(make.make_quote())
    outbox.deliver()
    assert hub == []
    assert Delivery.objects.filter(state="waiting").count() == 2


def test_names_alone_tell_the_hub_nothing(hub, rui):
    from negotiations.desk import nouns

    person = make.make_person()
    make.publish(make.make_quote(speaker=person))
    outbox.deliver()
    hub.clear()
    person.refresh_from_db()
    person.name = "Akazawa Ryosei"
    nouns.save_noun(person, make.editor("ana", "contributor"))
    nouns.publish_noun(person, rui, version=person.version, change="minor")
    outbox.deliver()
    assert hub == []


def test_a_hub_that_is_no_web_address_stops_the_start():
    assert_refused(start("-m", "tradewatch.settings", **GOOD, WEBSUB_HUB="hub.test"), "WEBSUB_HUB must begin")
