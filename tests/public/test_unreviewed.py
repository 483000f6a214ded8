"""What readers are told of an edition that no second editor had approved, wherever they read it."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests import make

pytestmark = pytest.mark.django_db
REASON = "The duty <applies> from midnight."
PUBLISHED, CONFIRMED = datetime(2025, 5, 1, 12, tzinfo=UTC), datetime(2025, 5, 3, 9, tzinfo=UTC)
NOT_YET, BY_NOW = "No second editor has confirmed it yet.", "A second editor confirmed it on"
FRAME, LIST = "/embed/entries/TW-000001/", "/embed/timeline/"


@pytest.fixture
def quote(rui, mei):
    with time_machine.travel(PUBLISHED, tick=False):
        quote = make.make_quote(negotiations=[make.make_negotiation()])
        make.emergency(quote, reason=REASON)
    return quote


def confirm(quote):
    with time_machine.travel(CONFIRMED, tick=False):
        make.act(quote, "confirm", make.editor("rui", "editor"))


def texts(client) -> dict[str, str]:
    """Each place with what a reader reads there."""
    talks = "/embed/negotiations/united-states-japan-tariff-talks/"
    addresses = (
        "/entries/TW-000001/",
        "/entries/TW-000001/editions/1/",
        "/timeline.atom",
        FRAME,
        LIST,
        talks,
    )
    found = {address: client.get(address) for address in addresses}
    assert {address: response.status_code for address, response in found.items()} == dict.fromkeys(found, 200)
    return {address: " ".join(response.text.split()) for address, response in found.items()}


def test_every_place_says_so_and_later_that_it_was_confirmed(client, quote):
    for address, text in texts(client).items():
        assert "Published without review" in text, address
        assert NOT_YET in text, address
        if not address.startswith("/embed/"):
            assert "&lt;applies&gt;" in text or "&amp;lt;applies&amp;gt;" in text, address
    confirm(quote)
    for address, text in texts(client).items():
        assert NOT_YET not in text, address
        assert BY_NOW in text, address
        assert "3 May 2025" in text, address
        for name in ("rui", "mei"):
            assert name not in text.replace("Ruiz", ""), address


def test_data_says_so(client, quote):
    for address in (
        "/entries/TW-000001.json",
        "/api/v1/entries/TW-000001",
        "/api/v1/entries/TW-000001/editions/1",
    ):
        body = client.get(address).json()
        edition = body.get("data", body)["edition"]
        assert edition["unreviewed"] == {"reason": REASON, "confirmed_at": None}, address
    confirm(quote)
    rows = client.get("/api/v1/entries/TW-000001/editions").json()["data"]
    assert rows[0]["unreviewed"] == {"reason": REASON, "confirmed_at": "2025-05-03T09:00:00Z"}
    assert client.get("/api/v1/entries").json()["data"][0]["edition"]["unreviewed"]["confirmed_at"]


def test_what_was_approved_has_no_notice(client, ana, rui):
    make.publish(make.make_quote(negotiations=[make.make_negotiation()]))
    assert not any("without review" in text.lower() for text in texts(client).values())
    assert client.get("/api/v1/entries/TW-000001").json()["data"]["edition"]["unreviewed"] is None


def test_a_later_edition_is_free_of_it_and_the_past_one_keeps_it(client, quote, ana):
    make.edit(quote, ana, text="truly regrettable")
    make.publish(quote)
    page = client.get("/entries/TW-000001/").text
    assert REASON not in page
    assert 'class="unreviewed"' not in page
    assert "Without review." in page  # in the list of editions
    assert 'class="unreviewed"' in client.get("/entries/TW-000001/editions/1/").text
    confirm(quote)
    past = "/api/v1/entries/TW-000001/editions/1"
    assert client.get(past).json()["data"]["edition"]["unreviewed"]["confirmed_at"]


def test_a_past_instant_reads_as_it_did_then(client, quote):
    frozen = f"{FRAME}?known=2025-05-02T00:00:00Z"
    before = client.get(frozen).content
    confirm(quote)
    assert client.get(frozen).content == before
    assert NOT_YET in client.get("/entries/TW-000001/?known=2025-05-02").text
    assert BY_NOW in client.get("/entries/TW-000001/?known=2025-05-04").text
    assert client.get("/entries/TW-000001.json?known=2025-05-02").json()["edition"]["unreviewed"] == {
        "reason": REASON,
        "confirmed_at": None,
    }


def test_whoever_keeps_a_copy_learns_of_the_confirmation(client, quote):
    for address in ("/entries/TW-000001/", "/timeline.atom", "/timeline.json", "/api/v1/entries/TW-000001"):
        first = client.get(address)
        headers = {"If-None-Match": first.headers["ETag"]}
        assert client.get(address, headers=headers).status_code == 304
        quote.first = {**getattr(quote, "first", {}), address: first}
    confirm(quote)
    for address, first in quote.first.items():
        assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200, (
            address
        )
        if since := first.headers.get("Last-Modified"):
            assert client.get(address, headers={"If-Modified-Since": since}).status_code == 200, address


def test_the_reason_is_closed_with_what_it_is_about(client, quote):
    make.withdraw(quote)
    for address in (
        "/entries/TW-000001/",
        "/entries/TW-000001.json",
        "/timeline.atom",
        FRAME,
        "/api/v1/changes",
    ):
        assert "applies" not in client.get(address).text, address


def test_the_methodology_tells_that_it_can_happen(client, db):
    assert "In an emergency a chief editor may publish" in client.get("/methodology/").text
