"""The verbatim check on screen: the panel, the page with the place in the source, recording, the live answer."""

import pytest
import time_machine
from django.urls import reverse

from negotiations.models.kinds.quote import Quote
from negotiations.models.sources import StoredText
from tests import make
from tests.admin.screens import opened, save, url

pytestmark = pytest.mark.django_db
LONG = "Before it. " * 200
SAID = f"{LONG}He called it “extremely <b>regrettable</b>” & sad.{LONG}"


@pytest.fixture
def quote():
    return make.make_quote(source=make.make_source("The report"), text="extremely <b>regrettable</b>")


@pytest.fixture
def text(quote):
    return StoredText.objects.create(source=quote.citations.get().source, text=SAID)


@pytest.fixture
def desk(at_desk, ana):
    return at_desk(ana)


def page(quote):
    return url(quote, "verbatim")


def recorded(desk, quote, **changes):
    text = StoredText.objects.first()
    sent = {"do": "record", "version": quote.version, "text": text.pk if text else "", "found": "verbatim"}
    return desk.post(page(quote), sent | changes)


def test_the_form_says_where_the_check_stands_and_nobody_sets_it_by_hand(desk, quote, text):
    form = desk.get(url(quote)).text
    assert "Not checked against the source" in form
    assert 'form="verbatim-check"' in form
    assert f'action="{page(quote)}#place"' in form
    assert 'name="verbatim"' not in form
    save(desk, url(quote), verbatim="verbatim", verbatim_checked_on="2025-04-17", summary="More.")
    assert Quote.objects.get().verbatim == "not_checked"
    assert "Save the quote first" in desk.get(reverse("admin:negotiations_quote_add")).text


@time_machine.travel("2025-04-17T10:00:00Z", tick=False)
def test_the_place_is_marked_within_its_context_and_recorded(desk, quote, text):
    shown = desk.post(page(quote))
    assert '<mark id="place">extremely &lt;b&gt;regrettable&lt;/b&gt;</mark>' in shown.text
    assert "Verbatim: the words stand in the source" in shown.text
    assert shown.text.count("Before it.") < 120
    assert desk.get(f"{page(quote)}?full=1").text.count("Before it.") == 400
    assert "Record: verbatim<" in shown.text
    answer = desk.post(
        page(quote), {"do": "record", "version": quote.version, "text": text.pk, "found": "verbatim"}
    )
    assert answer.headers["Location"] == url(quote)
    form = desk.get(url(quote)).text
    assert "on 17 April 2025, by ana" in form
    assert "Against the text of Kyodo" in form
    history = desk.get(url(quote, "history")).text
    assert "Compared with the source" in history


def test_what_differs_is_shown_word_by_word(desk, quote, text):
    make.edit(quote, text="extremely <b>regretable</b>")
    shown = desk.get(page(quote)).text
    assert "The words differ from the source." in shown
    assert "<del>regretable</del><ins>regrettable</ins>" in shown
    assert "Record: differs from the source" in shown
    make.edit(quote, text="Words that nobody ever said anywhere at all")
    shown = desk.get(page(quote)).text
    assert "nothing there is close to them" in shown
    assert "Record:" not in shown


def test_a_late_or_forged_record_changes_nothing(desk, quote, text):
    assert recorded(desk, quote, version=0).status_code == 409
    assert recorded(desk, quote, found="ellipses").status_code == 400
    for wrong in ("", "x", "-1", "9" * 30, "１", "\x00", str(text.pk + 1)):
        assert recorded(desk, quote, text=wrong).status_code == 400, wrong
        assert recorded(desk, quote, version=wrong).status_code == 409, wrong
    other = make.make_quote(source=make.make_source("Not cited"))
    foreign = StoredText.objects.create(source=other.citations.get().source, text="secret words")
    answer = recorded(desk, quote, text=foreign.pk)
    assert answer.status_code == 400
    assert "secret" not in answer.text + desk.get(f"{page(quote)}?text={foreign.pk}").text


def test_a_source_without_a_text_can_be_attested(desk, quote):
    shown = desk.get(page(quote)).text
    assert "The desk has no text of the sources" in shown
    source = quote.citations.get().source
    sent = {"do": "attest", "version": quote.version, "source": source.pk, "outcome": "ellipses"}
    refused = desk.post(page(quote), sent | {"note": ""})
    assert refused.status_code == 400
    assert "Say how you compared" in refused.text
    assert "control characters" in desk.post(page(quote), sent | {"note": "Page\x07 1"}).text
    assert desk.post(page(quote), sent | {"note": "Evening edition, page 1."}).status_code == 302
    assert Quote.objects.get().verbatim == "ellipses"
    assert "Compared by hand" in desk.get(url(quote)).text
    assert "Evening edition, page 1." in desk.get(url(quote, "history")).text


@pytest.mark.parametrize(("words", "says"), [("…", "no words to look for"), ("", "no words to look for")])
def test_a_quote_without_words_is_told_so(desk, quote, text, words, says):
    make.edit(quote, text=words)
    assert says in desk.get(page(quote)).text


def test_only_who_may_change_quotes_sees_any_of_it(client, quote, text, django_user_model):
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    client.force_login(reader)
    for address in (page(quote), f"{page(quote)}live/"):
        answer = client.post(address, {"text": "extremely"})
        assert answer.status_code == 403
        assert "regrettable" not in answer.text
    assert client.get(page(quote)).status_code == 403
    client.logout()
    assert client.get(page(quote)).status_code == 302


def test_the_live_answer_checks_words_that_nobody_saved(desk, quote, text):
    live = f"{page(quote)}live/"
    assert desk.get(live).status_code == 405
    assert desk.post(live, {"text": quote.text}).json() == {
        "saved": True,
        "found": [
            {
                "name": "The original words",
                "outcome": "verbatim",
                "says": "Verbatim: the words stand in the source, letter by letter.",
                "pieces": [],
            }
        ],
    }
    answer = desk.post(live, {"text": "extremely <b>regretable"}).json()
    assert answer["saved"] is False
    assert ["removed", "regretable"] in answer["found"][0]["pieces"]
    assert Quote.objects.get().text == quote.text
    assert desk.post(live, {"text": "…"}).json()["found"] == []
    assert desk.post(live, {"text": "a" * 5000}).status_code == 400
    assert desk.post(live, {"text": "a\x00"}).status_code == 400


def test_changing_the_words_in_the_form_makes_the_check_void(desk, quote, text):
    recorded(desk, quote)
    quote.refresh_from_db()
    assert quote.verbatim == "verbatim"
    save(desk, url(quote), headline="Another headline")
    assert Quote.objects.get().verbatim == "verbatim"
    save(desk, url(quote), text="extremely sad")
    assert Quote.objects.get().verbatim == "not_checked"


def test_a_form_that_takes_the_source_away_makes_it_void(desk, quote, text):
    recorded(desk, quote)
    other = make.make_source("Another")
    data = opened(desk, url(quote)) | {"citations-0-source": str(other.pk), "_save": "1"}
    assert desk.post(url(quote), data).status_code == 302
    assert Quote.objects.get().verbatim == "not_checked"


@pytest.mark.parametrize(
    ("verbatim", "says"),
    [
        ("verbatim", "Checked against the source on 17 April 2025: verbatim"),
        ("ellipses", "Checked against the source on 17 April 2025: verbatim but for ellipses and brackets"),
        ("differs", "Checked against the source on 17 April 2025: the words differ from it"),
        ("not_checked", "Not checked against the source"),
    ],
)
def test_readers_are_told_what_was_found(client, quote, text, verbatim, says):
    Quote.objects.filter(pk=quote.pk).update(
        verbatim=verbatim, verbatim_checked_on=None if verbatim == "not_checked" else "2025-04-17"
    )
    quote.refresh_from_db()
    edition = make.publish(quote)
    shown = client.get(f"/entries/{edition.publication.key}/").text
    assert says in shown
    assert "Before it." not in shown
    body = client.get(f"/entries/{edition.publication.key}.json").json()
    assert verbatim in str(body)
