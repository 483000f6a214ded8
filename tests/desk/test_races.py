"""Races over HTTP: many clicks at once print one edition, and nothing that nobody approved.

`TRADEWATCH_ROUNDS=200` makes the second one long.
"""

import os

import pytest
from django.test import Client
from django.urls import reverse

from negotiations.desk import workflow
from negotiations.desk.roles import Role
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition
from tests import make
from tests.desk.test_printing_at_once import approved, at_once

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 20
ROUNDS = int(os.environ.get("TRADEWATCH_ROUNDS", "20"))


def signed_in(user) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def press_publish(client, entry):
    page = reverse(f"admin:negotiations_{entry._meta.model_name}_desk", args=(entry.pk, "publish"))
    return client.post(page, {"version": entry.version}).status_code


def test_twenty_clicks_on_publish_print_one_edition_and_nobody_meets_an_error():
    rui = make.editor("rui", Role.EDITOR)
    entry = approved(make.make_round())
    browsers = [signed_in(rui) for _ in range(CLICKS)]
    answers = at_once(lambda browser: press_publish(browser, entry), browsers)
    assert sorted(answers) == [302] + [409] * (CLICKS - 1)
    assert Edition.objects.entries().count() == 1
    assert Transition.objects.filter(action="publish").count() == 1


def test_a_publication_that_meets_an_edit_prints_what_was_approved_or_nothing():
    rui, ana = make.editor("rui", Role.EDITOR), make.editor("ana", Role.CONTRIBUTOR)
    browser = signed_in(rui)
    quote = make.make_quote(text="approved words")
    printed = 0
    for _ in range(ROUNDS):
        approved(make.edit(quote, text="approved words"))
        copy = type(quote).objects.get(pk=quote.pk)

        def publish(version=quote.version, pk=quote.pk):
            page = reverse("admin:negotiations_quote_desk", args=(pk, "publish"))
            return browser.post(page, {"version": version, "change": "minor"}).status_code

        def change(copy=copy):
            copy.text = "words nobody approved"
            workflow.save_working(copy, ana)

        answer, edit = at_once(lambda work: work(), [publish, change])
        assert answer in (302, 409)
        assert edit is None or isinstance(edit, workflow.Stale)
        assert (answer == 302) != (edit is None)
        quote = type(quote).objects.get(pk=quote.pk)
        printed += answer == 302
        assert Edition.objects.entries().count() == printed
        assert "nobody approved" not in "".join(Edition.objects.values_list("body", flat=True))
        assert Entry.objects.get(pk=quote.pk).work_state == ("clean" if answer == 302 else "draft")
