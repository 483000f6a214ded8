"""The outbox and the webhooks: who is told of what, how often it is tried, and what a message says."""

import hashlib
import json
import re
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Lock

import pytest
import reversion
import time_machine
from django.core.management import call_command
from django.db import connection, transaction

from negotiations.desk import merging
from negotiations.desk.outgoing import client, matching, outbox, payloads, signing, webhooks
from negotiations.desk.outgoing.client import Unreachable
from negotiations.desk.steps import NotAllowed, Refused, Stale
from negotiations.models.journal import Transition
from negotiations.models.printed import PublicationLog
from negotiations.models.webhooks import Delivery, Event, Webhook
from tests import make

pytestmark = pytest.mark.django_db
START = datetime(2025, 4, 17, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Receiver:
    """Stands in for the other side: keeps what it is sent, and answers with `status`, or raises it."""

    def __init__(self, status=200):
        self.status, self.requests = status, []

    def __call__(self, url, body, headers):
        self.requests.append((url, body, headers))
        if isinstance(self.status, BaseException):
            raise self.status
        return self.status

    @property
    def messages(self) -> list[dict]:
        return [json.loads(body) for _, body, _ in self.requests]

    @property
    def types(self) -> list[str]:
        return [message["type"] for message in self.messages]


@pytest.fixture
def receiver(monkeypatch):
    found = Receiver()
    monkeypatch.setattr(client, "post", found)
    return found


@pytest.fixture
def webhook(mei):
    return make_webhook(mei)


@pytest.fixture
def frozen():
    """A clock that stands still until a test moves it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def make_webhook(by, **values) -> Webhook:
    row = Webhook(
        **{
            "name": "Newsroom",
            "address": "https://hooks.test/in?key=of-theirs",
            "events": Event.values,
            **values,
        }
    )
    webhooks.save(row, by)
    return row


def row_of(webhook) -> Delivery:
    return Delivery.objects.select_related("log").get(webhook=webhook)


# What is put into the outbox --------------------------------------------------------------------------------------


def test_every_announced_change_of_an_entry_is_told(receiver, webhook, mei):
    entry = make.make_quote()
    make.publish(entry)
    make.edit(entry, text="very grateful")
    make.publish(entry, change="update", note="More is known.")
    make.edit(entry, text="extremely grateful")
    make.publish(entry, change="correction", note="It was another word.")
    make.edit(entry, text="extremely grateful.")
    make.publish(entry, change="minor")
    make.withdraw(entry)
    outbox.deliver()
    assert receiver.types == ["published", "updated", "corrected", "withdrawn"]


def test_a_reinstated_entry_is_told(receiver, mei, rui):
    entry = make.make_quote()
    make.publish(entry)
    make.withdraw(entry)
    make_webhook(mei)
    make.edit(entry, text="other words")
    make.act(entry, "submit", make.editor("ana", "contributor"))
    make.act(entry, "approve", rui)
    make.act(entry, "reinstate", mei, note="It was so after all.")
    outbox.deliver()
    assert receiver.types == ["reinstated"]
    assert receiver.messages[0]["entry"]["headline"] == entry.headline


def test_a_webhook_is_told_only_of_what_it_asked_for(receiver, mei):
    make_webhook(mei, events=["withdrawn"])
    entry = make.make_quote()
    make.publish(entry)
    make.withdraw(entry)
    outbox.deliver()
    assert receiver.types == ["withdrawn"]


def test_what_was_printed_before_a_webhook_was_made_is_not_told(receiver, mei):
    make.publish(make.make_quote())
    make_webhook(mei)
    outbox.deliver()
    assert not receiver.requests


def test_a_printing_that_is_rolled_back_leaves_nothing_in_the_outbox(webhook):
    def fails():
        with transaction.atomic():
            make.publish(make.make_quote())
            assert Delivery.objects.count() == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not Delivery.objects.exists()
    assert not PublicationLog.objects.exists()


def test_publishing_sends_nothing_and_needs_nobody(monkeypatch, webhook):
    monkeypatch.setattr(client, "post", Receiver(AssertionError("sent while publishing")))
    assert make.publish(make.make_quote())
    assert row_of(webhook).state == "waiting"


@pytest.mark.parametrize("broken", [{"filter": "economy=QQ"}, {"seed": "other"}, {"address": "nowhere"}])
def test_a_webhook_that_is_broken_stops_no_printing(webhook, broken):
    Webhook.objects.update(**broken)
    assert make.publish(make.make_quote())
    outbox.deliver()
    assert row_of(webhook).state in ("failed", "given_up")
    assert row_of(webhook).error


def test_without_webhooks_publishing_costs_one_query_more(django_assert_num_queries):
    edition = make.publish(make.make_quote())
    with django_assert_num_queries(1):
        outbox.announce(edition)


def test_the_sample_is_told_to_nobody(receiver, webhook):
    from negotiations.desk import printing

    printing.open_sample()
    entry, at = make.make_quote(), datetime(2025, 4, 17, tzinfo=UTC)
    for action, name in (("submit", "ana"), ("approve", "rui"), ("publish", "rui")):
        make.act(entry, action, make.editor(name, "contributor" if name == "ana" else "editor"), at=at)
    assert not Delivery.objects.exists()


# What a message says ----------------------------------------------------------------------------------------------


def test_a_message_says_what_was_printed(receiver, webhook, settings):
    settings.SITE_URL = "https://record.test"
    entry = make.make_quote(headline="Words at the airport")
    edition = make.publish(entry)
    outbox.deliver()
    [message], newest = receiver.messages, PublicationLog.objects.last().number
    assert message == {
        "id": f"evt-{newest}-{int(edition.published_at.timestamp())}",
        "type": "published",
        "at": edition.published_at.isoformat().replace("+00:00", "Z"),
        "generation": newest,
        "entry": {
            "id": "TW-000001",
            "url": "https://record.test/entries/TW-000001/",
            "withdrawn": False,
            "kind": "quote",
            "headline": "Words at the airport",
            "edition": 1,
            "change": "first",
            "note": "",
        },
    }


def test_of_a_withdrawn_entry_only_its_id_and_the_notice_are_told(receiver, webhook):
    entry = make.make_quote(headline="Words that were never said")
    make.publish(entry)
    make.withdraw(entry, note="He did not say it.")
    outbox.deliver()
    assert receiver.types == ["published", "withdrawn"]  # one run, after both
    for message in receiver.messages:
        assert message["entry"].keys() == {"id", "url", "withdrawn", "note"}
        assert message["entry"]["note"] == "He did not say it."
    assert not any(b"never said" in body for _, body, _ in receiver.requests)


def test_no_word_of_a_draft_is_in_any_message(receiver, webhook):
    entries = [maker() for maker in make.MAKERS.values()]
    for entry in entries:
        make.publish(entry)
        make.edit(entry, headline="canary pending", summary="canary summary", internal_note="canary")
    for maker in make.MAKERS.values():
        maker(headline="canary draft", topics=[make.make_topic("canary topic")])
    outbox.deliver()
    assert len(receiver.requests) == len(entries)
    assert not any(b"canary" in body for _, body, _ in receiver.requests)


def test_what_was_redacted_stays_away_after_a_reinstatement(receiver, mei, rui, webhook):
    from negotiations.desk.printing import redact

    entry = make.make_quote(headline="Words to be forgotten")
    make.publish(entry)
    make.withdraw(entry)
    redact(entry.publication, "A court said so.", "mei")
    make.edit(entry, headline="Other words")
    make.act(entry, "submit", make.editor("ana", "contributor"))
    make.act(entry, "approve", rui)
    make.act(entry, "reinstate", mei, note="Without the words.")
    outbox.deliver()
    assert not any(b"forgotten" in body for _, body, _ in receiver.requests)
    assert receiver.messages[-1]["entry"]["headline"] == "Other words"


def test_the_digest_of_what_was_sent_is_kept(receiver, webhook):
    make.publish(make.make_quote())
    outbox.deliver()
    assert row_of(webhook).digest == hashlib.sha256(receiver.requests[0][1]).hexdigest()


# Signatures -------------------------------------------------------------------------------------------------------


def verification() -> str:
    """The Python of docs/webhooks.md, as a receiver would copy it."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text()
    [code] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    return code


def test_the_documented_five_lines_accept_our_messages_and_no_others(receiver, mei):
    row = Webhook(name="N", address="https://hooks.test/", events=["published"])
    secret = webhooks.save(row, mei)
    make.publish(make.make_quote())
    outbox.deliver()
    _, body, headers = receiver.requests[0]
    names: dict = {}
    code = verification()
    assert len(code.strip().splitlines()) <= 8  # with its imports
    exec(code, names)  # noqa: S102 (our own documentation)
    assert names["is_ours"](secret, headers, body)
    assert not names["is_ours"](secret, headers, body + b" ")
    assert not names["is_ours"](secret, headers | {"webhook-id": "evt-9"}, body)
    assert not names["is_ours"]("whsec_" + b64encode(b"x" * 32).decode(), headers, body)


def test_the_signature_is_that_of_the_published_example():
    """The example of the Standard Webhooks specification and its libraries."""
    made = signing.signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "1614265330",
        b'{"test": 2432232314}',
    )
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_is_long_and_each_webhook_has_its_own(mei):
    one, two = Webhook(name="1", address="https://a.test"), Webhook(name="2", address="https://a.test")
    secrets = {webhooks.save(one, mei), webhooks.save(two, mei), webhooks.new_secret(one, mei)}
    assert len(secrets) == 3
    assert all(len(secret) == len("whsec_") + 44 for secret in secrets)


def test_no_secret_is_stored_anywhere(mei, receiver):
    row = Webhook(name="N", address="https://hooks.test/", events=Event.values)
    secret = webhooks.save(row, mei)
    make.publish(make.make_quote())
    outbox.deliver()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert secret.removeprefix("whsec_") not in str(cursor.fetchall())
    assert not reversion.is_registered(Webhook)


def test_a_site_key_that_was_changed_is_told_and_nothing_is_signed_wrongly(receiver, webhook, settings):
    make.publish(make.make_quote())
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key of the site that is long enough for it"
    outbox.deliver()
    assert not receiver.requests
    assert "Make a new one" in row_of(webhook).error
    assert webhooks.is_secret_lost(webhook)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert not webhooks.is_secret_lost(webhook)


# Filters ----------------------------------------------------------------------------------------------------------


def test_a_filter_is_that_of_the_timeline(receiver, mei):
    make.publish(make.make_quote())
    make.publish(make.make_round(economies=[make.make_economy("Korea", "KR")]))
    make_webhook(mei, filter=matching.read_filter("https://record.test/timeline/?economy=JP&kind=quote"))
    wanted, other = make.make_quote(headline="Wanted"), make.make_round()
    make.publish(wanted)
    make.publish(other)
    make.publish(make.make_quote(economies=[make.make_economy("Korea", "KR")]))
    make.withdraw(wanted)
    make.withdraw(other)
    outbox.deliver()
    assert receiver.types == ["published", "withdrawn"]
    assert {message["entry"]["id"] for message in receiver.messages} == {wanted.publication.key}
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


@pytest.mark.parametrize(
    ("query", "is_wanted"),
    [
        ("kind=round", True),
        ("kind=quote", False),
        ("kind=quote&kind=round", True),
        ("status=held", True),
        ("status=tentative", False),
        ("economy=JP", True),
        ("person=ryosei-akazawa", True),
        ("topic=tariffs", False),
        ("key=1", False),
        ("from=2025-04&to=2025-04", True),
        ("from=2025-05", False),
        ("to=2025-04-15", False),
        ("economy=JP&kind=round&from=2025", True),
    ],
)
def test_a_printing_fits_a_filter_where_its_entry_stands_under_it(mei, query, is_wanted):
    make.publish(make.make_quote(topics=[make.make_topic()]))
    make.publish(make.make_round(status="tentative", when="2025-04"))
    edition = make.publish(make.make_round(people=[make.make_person()]))
    log = PublicationLog.objects.get(edition_in=edition)
    assert matching.lets_through(matching.read_filter(query), log) is is_wanted


def test_a_filter_by_a_name_that_was_merged_goes_on_for_the_one_that_stays(mei):
    goes, stays = make.make_topic("Tarifs"), make.make_topic("Tariffs")
    edition = make.publish(make.make_quote(topics=[goes]))
    make.publish(make.make_quote(topics=[stays]))
    query = matching.read_filter("topic=tarifs")
    merging.merge(goes, stays, mei)
    assert matching.lets_through(query, PublicationLog.objects.get(edition_in=edition))
    assert matching.lets_through("topic=tariffs", PublicationLog.objects.get(edition_in=edition))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("economy=QQ", "is not in the record"),
        ("kind=song", "is not one of"),
        ("from=yesterday", "Write a date"),
        ("known=2025-05-01", "is no filter of a webhook"),
        ("change=correction", "is no filter of a webhook"),
        ("after=x", "is no filter of a webhook"),
        ("colour=red", "is no filter of a webhook"),
        ("nonsense", "is no filter of a webhook"),
        ("kind=", "asks for nothing"),
        ("https://record.test/timeline/?", "asks for nothing"),
    ],
)
def test_a_filter_that_means_nothing_is_refused_with_a_reason(text, reason):
    with pytest.raises(matching.FilterRefused, match=reason):
        matching.read_filter(text)


def test_a_filter_that_can_no_longer_be_read_lets_nothing_through_and_says_so(receiver, mei):
    row = make_webhook(mei, filter="economy=QQ")
    make.publish(make.make_quote())
    outbox.deliver()
    assert not receiver.requests
    assert "can no longer be read" in row_of(row).error


# Tries ------------------------------------------------------------------------------------------------------------


def test_an_address_that_is_down_is_tried_again_later_and_later(receiver, webhook, frozen):
    make.publish(make.make_quote())
    receiver.status = Unreachable("Nobody accepts a connection there.")
    tried = []
    for _ in range(7 * 24 * 60):
        before = len(receiver.requests)
        outbox.deliver()
        if len(receiver.requests) > before:
            tried.append(datetime.now(UTC) - START)
        row = row_of(webhook)
        if row.state == "given_up":
            break
        frozen.move_to(max(row.next_attempt_at, datetime.now(UTC) + MINUTE))
    gaps = [later - earlier for earlier, later in pairwise(tried)]
    assert gaps == list(outbox.BACKOFF)
    assert (row.attempts, row.error) == (7, "Nobody accepts a connection there.")
    assert len({headers["webhook-id"] for _, _, headers in receiver.requests}) == 1


def test_after_ten_minutes_down_each_is_sent_exactly_once(receiver, webhook, frozen):
    receiver.status = 503
    for _ in range(10):
        make.publish(make.make_quote())
        outbox.deliver()
        frozen.shift(MINUTE)
    failed = len(receiver.requests)
    receiver.status = 200
    for _ in range(60):
        outbox.deliver()
        frozen.shift(MINUTE)
    ids = [headers["webhook-id"] for _, _, headers in receiver.requests[failed:]]
    assert len(ids) == len(set(ids)) == 10
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
    assert Webhook.objects.get().active


def test_a_webhook_that_hangs_costs_a_run_one_try_and_others_are_served(receiver, mei, frozen):
    hanging = make_webhook(mei, name="Hangs", address="https://hangs.test/")
    make_webhook(mei, name="Works", address="https://works.test/")
    for _ in range(3):
        make.publish(make.make_quote())

    def post(url, body, headers):
        receiver.requests.append((url, body, headers))
        if "hangs" in url:
            raise client.TooSlow("It took longer than 10 seconds.")
        return 200

    client.post = post
    outbox.deliver()
    assert [url for url, _, _ in receiver.requests].count("https://hangs.test/") == 1
    assert [url for url, _, _ in receiver.requests].count("https://works.test/") == 3
    assert hanging.deliveries.filter(state="waiting").count() == 2


def test_a_second_run_sends_nothing_twice(receiver, webhook):
    make.publish(make.make_quote())
    assert outbox.deliver().sent == 1
    assert outbox.deliver().sent == 0
    assert len(receiver.requests) == 1


def test_a_deliverer_that_dies_after_sending_is_followed_by_another_with_the_same_id(
    receiver, webhook, frozen
):
    make.publish(make.make_quote())
    receiver.status = SystemExit("killed")
    with pytest.raises(SystemExit):
        outbox.deliver()
    receiver.status = 200
    outbox.deliver()
    assert len(receiver.requests) == 1  # it may still be at it
    frozen.shift(outbox.LEASE)
    outbox.deliver()
    outbox.deliver()
    (_, first, one), (_, second, two) = receiver.requests
    assert (one["webhook-id"], first) == (two["webhook-id"], second)
    assert row_of(webhook).state == "delivered"


def test_a_fault_of_ours_is_one_failed_try_and_the_others_go_out(receiver, webhook, monkeypatch, frozen):
    for headline in ("Bad", "Good"):
        make.publish(make.make_quote(headline=headline))
    made = payloads.body_of
    monkeypatch.setattr(
        payloads, "body_of", lambda row: 1 / 0 if row.log.number == _first().log.number else made(row)
    )
    for _ in range(3):
        outbox.deliver()
        frozen.shift(MINUTE)
    assert _first().error == "It could not be made: ZeroDivisionError."
    assert [message["entry"]["headline"] for message in receiver.messages] == ["Good"]


def _first() -> Delivery:
    return Delivery.objects.select_related("log").order_by("pk")[0]


def test_what_is_old_is_dropped(receiver, webhook, frozen):
    make.publish(make.make_quote())
    outbox.deliver()
    frozen.shift(outbox.KEPT + MINUTE)
    outbox.deliver()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "It answered 404."),
        (301, "It answered 301, a redirect. Enter the address that it leads to."),
        (Unreachable("Odd\r\n\x1b[2Jname"), "Odd\\r\\n\\x1b[2Jname"),
    ],
)
def test_what_went_wrong_is_kept_in_one_line(receiver, webhook, caplog, status, words):
    make.publish(make.make_quote())
    receiver.status = status
    outbox.deliver()
    assert row_of(webhook).error == words
    [line] = [record.getMessage() for record in caplog.records if record.name.endswith("outbox")]
    assert words in line
    assert "of-theirs" not in line  # the address may hold a key


# Switching off and on ---------------------------------------------------------------------------------------------


def give_up_all(frozen):
    for _ in range(12):
        for _ in range(20):
            outbox.deliver()
        frozen.shift(timedelta(hours=25))


def test_five_deliveries_that_fail_in_a_row_switch_a_webhook_off(receiver, webhook, frozen, mei, rui):
    for _ in range(outbox.SWITCH_OFF_AFTER + 1):
        make.publish(make.make_quote())
    receiver.status = 500
    give_up_all(frozen)
    webhook.refresh_from_db()
    assert not webhook.active
    assert webhook.switched_off_why == "5 deliveries in a row failed. The last: It answered 500."
    assert webhooks.attention(mei) == [webhook]
    assert webhooks.attention(rui) == []
    [row] = Transition.objects.filter(action="webhook_off")
    assert (row.by, row.by_name) == (None, "TradeWatch")
    make.publish(make.make_quote())
    assert webhook.deliveries.count() == outbox.SWITCH_OFF_AFTER + 1


def test_one_that_arrives_begins_the_count_anew(receiver, webhook, frozen):
    for _ in range(outbox.SWITCH_OFF_AFTER - 1):
        make.publish(make.make_quote())
    receiver.status = 500
    give_up_all(frozen)
    webhook.refresh_from_db()
    assert (webhook.active, webhook.failures) == (True, outbox.SWITCH_OFF_AFTER - 1)
    receiver.status = 200
    make.publish(make.make_quote())
    outbox.deliver()
    webhook.refresh_from_db()
    assert webhook.failures == 0


def test_an_address_that_is_gone_switches_its_webhook_off_at_once(receiver, webhook):
    make.publish(make.make_quote())
    receiver.status = 410
    outbox.deliver()
    webhook.refresh_from_db()
    assert not webhook.active
    assert "410" in webhook.switched_off_why
    assert row_of(webhook).state == "given_up"


def test_what_waits_is_sent_when_the_webhook_is_on_again(receiver, webhook, mei):
    make.publish(make.make_quote())
    webhooks.switch_off(webhook, mei)
    outbox.deliver()
    assert not receiver.requests
    make.publish(make.make_quote())  # nobody is told of this one
    webhooks.switch_on(webhook, mei)
    outbox.deliver()
    assert len(receiver.requests) == 1


def test_a_delivery_that_was_given_up_can_be_sent_again(receiver, webhook, mei, frozen):
    make.publish(make.make_quote())
    receiver.status = 500
    give_up_all(frozen)
    make.publish(make.make_quote())  # keeps the webhook on
    receiver.status = 200
    row = _first()
    webhooks.send_again(row, mei)
    outbox.deliver()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == ("delivered", 1, "")


def test_only_chief_editors_manage_webhooks(webhook, ana, rui, admin_user):
    for user in (ana, rui):
        for act in (webhooks.new_secret, webhooks.switch_off, webhooks.switch_on, webhooks.save):
            with pytest.raises(NotAllowed):
                act(webhook, user)
    webhooks.switch_off(webhook, admin_user)


def test_a_late_save_is_refused(webhook, mei):
    late = Webhook.objects.get(pk=webhook.pk)
    webhook.name = "First"
    webhooks.save(webhook, mei)
    late.name = "Second"
    with pytest.raises(Stale):
        webhooks.save(late, mei)
    webhook.refresh_from_db()
    assert webhook.name == "First"


def test_saving_a_form_never_undoes_what_the_outbox_noted(webhook, mei):
    opened = Webhook.objects.get(pk=webhook.pk)
    Webhook.objects.update(failures=3, active=False, switched_off_why="It answered 410.")
    opened.name = "Other"
    webhooks.save(opened, mei)
    webhook.refresh_from_db()
    assert (webhook.name, webhook.failures, webhook.active) == ("Other", 3, False)


def test_a_webhook_is_deleted_only_while_it_is_off(receiver, webhook, mei):
    make.publish(make.make_quote())
    with pytest.raises(Refused, match="Switch the webhook off"):
        webhooks.delete(webhook, mei)
    webhooks.switch_off(webhook, mei)
    webhooks.delete(webhook, mei)
    assert not Delivery.objects.exists()
    assert Transition.objects.filter(action="webhook_deleted", label="Webhook “Newsroom”").exists()


# The command ------------------------------------------------------------------------------------------------------


def test_the_command_says_what_it_did(receiver, webhook, capsys):
    make.publish(make.make_quote())
    call_command("deliver")
    call_command("deliver")
    assert capsys.readouterr().out.splitlines() == [
        "1 sent, 0 to be tried again, 0 given up.",
        "0 sent, 0 to be tried again, 0 given up.",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_at_once_send_each_message_once(receiver, mei):
    make_webhook(mei)
    for _ in range(12):
        make.publish(make.make_quote())
    lock, sent, barrier = Lock(), [], Barrier(2)

    def post(url, body, headers):
        with lock:
            sent.append(headers["webhook-id"])
        return 200

    client.post = post

    def run(_):
        barrier.wait()
        try:
            return outbox.deliver().sent
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(run, range(2)))
    assert sum(counts) == len(sent) == len(set(sent)) == 12
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
