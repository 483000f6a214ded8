"""Webhooks in the admin: who finds them, what forms refuse, the secret that is shown once, and every button."""

from datetime import timedelta

import pytest
from django.urls import reverse

from negotiations.desk.outgoing import client, outbox, signing, webhooks
from negotiations.desk.outgoing.client import AddressRefused
from negotiations.models.journal import Transition
from negotiations.models.webhooks import Delivery, Event, Webhook
from tests.admin.screens import add_url, errors, list_url, opened, save, url
from tests.make import make_quote, publish

pytestmark = pytest.mark.django_db
VALUES = {"name": "Newsroom", "address": "https://hooks.test/in?key=of-theirs", "events": ["published"]}


@pytest.fixture
def answers(monkeypatch):
    """What the other side answers: set `answers.status`, or an exception; `answers.sent` are the bodies."""

    class Answers:
        status, sent = 200, []

        def __call__(self, address, body, headers):
            self.sent.append(body)
            if isinstance(self.status, Exception):
                raise self.status
            return self.status

    found = Answers()
    found.sent = []
    monkeypatch.setattr(client, "post", found)
    return found


@pytest.fixture
def webhook(mei):
    row = Webhook(**VALUES | {"events": Event.values})
    webhooks.save(row, mei)
    return row


def press(browser, webhook, page, **data):
    return browser.post(url(webhook, page), data, follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


# Who ------------------------------------------------------------------------------------------------------------------


def every_page(webhook) -> list[str]:
    return [list_url(Webhook), add_url(Webhook), url(webhook), url(webhook, "history"), list_url(Delivery)]


def test_only_chief_editors_and_superusers_find_webhooks(at_desk, ana, rui, mei, admin_user, webhook):
    for user in (ana, rui):
        browser = at_desk(user)
        assert "webhook" not in browser.get("/admin/").text
        for address in every_page(webhook):
            assert browser.get(address).status_code == 403, address
        for page in ("test", "on", "off", "secret", "again"):
            assert press(browser, webhook, page).status_code == 403, page
    for user in (mei, admin_user):
        browser = at_desk(user)
        assert list_url(Webhook) in browser.get("/admin/").text
        for address in every_page(webhook):
            assert browser.get(address).status_code == 200, address
    assert Transition.objects.filter(action="webhook_secret").count() == 0


def test_nothing_is_done_by_looking(at_desk, mei, webhook):
    browser = at_desk(mei)
    for page in ("test", "on", "off", "secret", "again"):
        assert browser.get(url(webhook, page)).status_code == 405, page
    assert browser.post(url(webhook, "nothing")).status_code == 404


# The form -------------------------------------------------------------------------------------------------------------


def make(browser, **values):
    return save(browser, add_url(Webhook), **VALUES | values)


def test_a_new_webhook_shows_its_secret_once_and_never_again(at_desk, mei):
    browser = at_desk(mei)
    page = make(browser)
    row = Webhook.objects.get()
    secret = signing.secret_of(row)
    assert f'value="{secret}"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    for address in (*every_page(row), "/admin/", list_url(Transition)):
        assert secret.removeprefix("whsec_") not in browser.get(address).text, address
    assert secret not in str(browser.cookies) + str(dict(browser.session))
    assert (row.created_by, row.active, row.events) == (mei, True, ["published"])


def test_sending_the_same_new_form_twice_makes_one(at_desk, mei):
    browser = at_desk(mei)
    data = opened(browser, add_url(Webhook)) | VALUES | {"_save": "1"}
    browser.post(add_url(Webhook), data)
    again = browser.post(add_url(Webhook), data)
    assert "saved already" in again.text
    assert Webhook.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"address": "ftp://hooks.test/"}, "must begin with https"),
        ({"address": "https://hooks.test:8443/"}, "names a port"),
        ({"address": "https://user@hooks.test/"}, "names a user"),
        ({"address": ""}, "This field is required"),
        ({"events": []}, "Choose at least one"),
        ({"events": ["song"]}, "not one of the available choices"),
        ({"filter": "economy=QQ"}, "is not in the record"),
        ({"filter": "known=2025-05-01"}, "is no filter of a webhook"),
        ({"name": "a\x1bb"}, "cannot be stored"),
    ],
)
def test_a_form_that_cannot_be_is_refused_with_what_to_do_and_keeps_what_was_typed(
    at_desk, mei, values, reason
):
    response = make(at_desk(mei), **{"name": "Typed with care"} | values)
    assert response.status_code == 200
    assert reason in errors(response)
    if "name" not in values:
        assert "Typed with care" in response.text
    assert not Webhook.objects.exists()


def test_a_filter_can_be_pasted_with_its_address_and_is_kept_in_its_short_form(at_desk, mei):
    publish(make_quote())
    make(at_desk(mei), filter="https://record.test/timeline/?kind=quote&economy=JP")
    assert Webhook.objects.get().filter == "kind=quote&economy=JP"


def test_changes_are_saved_and_on_record_without_the_address(at_desk, mei, webhook):
    save(at_desk(mei), url(webhook), name="Other", events=["withdrawn", "published"])
    webhook.refresh_from_db()
    assert (webhook.name, webhook.events) == ("Other", ["published", "withdrawn"])
    rows = Transition.objects.filter(label__contains="Webhook").order_by("id")
    assert [row.action for row in rows] == ["webhook_added", "webhook_changed"]
    history = at_desk(mei).get(url(webhook, "history")).text + at_desk(mei).get(list_url(Transition)).text
    assert "of-theirs" not in history


def test_a_late_form_is_refused_and_keeps_what_was_typed(at_desk, mei, webhook):
    browser = at_desk(mei)
    data = opened(browser, url(webhook)) | {"name": "Late", "events": ["published"], "_save": "1"}
    save(browser, url(webhook), name="First", events=["published"])
    response = browser.post(url(webhook), data)
    assert response.status_code == 409
    assert 'value="Late"' in response.text
    webhook.refresh_from_db()
    assert webhook.name == "First"


# Buttons --------------------------------------------------------------------------------------------------------------


def test_a_test_event_is_sent_at_once_and_the_answer_is_told(at_desk, mei, webhook, answers):
    browser = at_desk(mei)
    assert "The test arrived: the address answered 200." in said(press(browser, webhook, "test"))
    assert b'"type": "test"' in answers.sent[0]
    answers.status = 404
    assert "The test did not arrive. It answered 404." in said(press(browser, webhook, "test"))
    answers.status = AddressRefused("The address does not lead to the public internet, so it was not opened.")
    assert "does not lead to the public internet" in said(press(browser, webhook, "test"))
    assert not Delivery.objects.exists()


def test_a_test_to_a_private_address_opens_nothing(at_desk, mei, webhook):
    Webhook.objects.update(address="http://127.0.0.1/")
    assert "does not lead to the public internet" in said(press(at_desk(mei), webhook, "test"))


def test_a_webhook_is_switched_off_and_on(at_desk, mei, webhook):
    browser = at_desk(mei)
    assert "is off" in said(press(browser, webhook, "off"))
    webhook.refresh_from_db()
    assert not webhook.active
    assert "Switch on again" in browser.get(url(webhook)).text
    assert "is on" in said(press(browser, webhook, "on"))
    webhook.refresh_from_db()
    assert (webhook.active, webhook.switched_off_at) == (True, None)


def test_a_new_secret_takes_the_place_of_the_old_one(at_desk, mei, webhook):
    old = signing.secret_of(webhook)
    page = press(at_desk(mei), webhook, "secret")
    webhook.refresh_from_db()
    new = signing.secret_of(webhook)
    assert new != old
    assert new in page.text


def test_the_last_deliveries_stand_below_the_form_and_can_be_sent_again(at_desk, mei, webhook, answers):
    answers.status = 410
    publish(make_quote())
    outbox.deliver()
    browser = at_desk(mei)
    page = browser.get(url(webhook)).text
    assert "Switched itself off: It answered 410" in page
    assert '<a href="/entries/TW-000001/"' in page
    assert 'aria-label="Send again: published, TW-000001"' in page
    row = Delivery.objects.get()
    assert "Switch it on first" in said(press(browser, webhook, "again", delivery=row.pk))
    press(browser, webhook, "on")
    assert "sent again" in said(press(browser, webhook, "again", delivery=row.pk))
    answers.status = 200
    assert outbox.deliver().sent == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "99999999999999999999", "4711"])
def test_a_delivery_that_is_none_is_not_found(at_desk, mei, webhook, number):
    assert press(at_desk(mei), webhook, "again", delivery=number).status_code == 404


def test_a_delivery_of_another_webhook_is_not_found(at_desk, mei, webhook):
    publish(make_quote())
    other = Webhook(**VALUES)
    webhooks.save(other, mei)
    assert press(at_desk(mei), other, "again", delivery=Delivery.objects.get().pk).status_code == 404


def test_a_webhook_is_deleted_once_it_is_off(at_desk, mei, webhook):
    publish(make_quote())
    browser = at_desk(mei)
    assert browser.post(url(webhook, "delete"), {"post": "yes"}).status_code == 403
    press(browser, webhook, "off")
    assert "Are you sure" in browser.get(url(webhook, "delete")).text
    browser.post(url(webhook, "delete"), {"post": "yes"})
    assert not Webhook.objects.exists()
    assert Transition.objects.filter(action="webhook_deleted").exists()


# Lists and the first page ---------------------------------------------------------------------------------------------


def test_lists_show_the_host_and_neither_path_nor_key_of_an_address(at_desk, mei, webhook):
    publish(make_quote())
    for address in (list_url(Webhook), list_url(Delivery)):
        page = at_desk(mei).get(address).text
        assert "of-theirs" not in page
        assert "Newsroom" in page
    assert "hooks.test" in at_desk(mei).get(list_url(Webhook)).text


def test_one_that_switched_itself_off_is_on_the_first_page_of_chief_editors(
    at_desk, mei, rui, webhook, answers
):
    answers.status = 410
    publish(make_quote())
    outbox.deliver()
    page = at_desk(mei).get("/admin/").text
    assert "switched itself off" in page
    assert f'href="{url(webhook)}"' in page
    assert "switched itself off" not in at_desk(rui).get("/admin/").text
    press(at_desk(mei), webhook, "on")
    assert "switched itself off" not in at_desk(mei).get("/admin/").text


def test_what_waits_and_what_failed_is_in_the_outbox(at_desk, mei, webhook, answers, settings):
    settings.WEBSUB_HUB = "https://hub.test/"
    publish(make_quote())
    answers.status = 503
    outbox.deliver()
    page = at_desk(mei).get(list_url(Delivery)).text
    assert "It answered 503." in page
    assert "WebSub hub" in page
    assert "timeline.atom" in page


def test_long_lists_cost_no_more_queries(at_desk, mei, django_assert_max_num_queries):
    for number in range(12):
        webhooks.save(Webhook(**VALUES | {"name": f"Number {number}"}), mei)
    for _ in range(4):
        publish(make_quote())
    browser = at_desk(mei)
    for address in (list_url(Webhook), list_url(Delivery), url(Webhook.objects.first())):
        browser.get(address)
        with django_assert_max_num_queries(12):
            assert browser.get(address).status_code == 200


def test_every_control_has_a_name_and_is_reached_by_keyboard(at_desk, mei, webhook):
    publish(make_quote())
    page = at_desk(mei).get(url(webhook)).text
    for label in ("Send a test event", "Switch off", "Make a new secret", "Send again"):
        assert f">{label}</button>" in page
    for field in ("name", "address", "filter"):
        assert f'for="id_{field}"' in page
    assert "<fieldset" in page
    assert reverse("admin:negotiations_delivery_changelist") in page
    assert timedelta(days=30) == outbox.KEPT  # as the link says
