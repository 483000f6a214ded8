"""Whatever a reader sends gets a clear answer, never a 500, and never an unfiltered list."""

import pytest

from tests import make
from tests.public.site import fixed_addresses, printed_addresses
from tests.remembering import remembered

pytestmark = pytest.mark.django_db

WRONG = {
    "from": [
        "2025-02-30",
        "0000-00-00",
        "2025-04-16T10:00",
        "May 2025",
        "9999-12-31",
        "1000000",
        "\x00",
        "\ud800",
        "x" * 5000,
    ],
    "to": ["2025-13", "24:00", "2025-06-05/2025-06-06", "2025\x0b04"],
    "kind": ["nothing", "\x00", "quote\x00", "x" * 5000, "../round"],
    "status": ["great", "in force"],
    "change": ["withdrawal", "x"],
    "economy": ["XX", "jp", "\x00", "JP;DROP", "\u202e"],
    "person": ["nobody", "' OR 1=1 --", "%00"],
    "negotiation": ["none"],
    "topic": ["none"],
    "measure": ["none"],
    "source": ["TWS-999999", "1"],
    "order": ["sideways", "newest,oldest"],
    "key": ["yes", "2"],
    "known": [
        "2025-02-30",
        "tomorrow",
        "2025-04-16T10:00",
        "9999-12-31",
        "\x00",
        "1" * 5000,
        "2025-04-16T10:00:00+99:99",
    ],
    "after": ["xyz", "\x00", "MS4y", "LTEuLTE=", "9" * 79, "é"],
}
HARMLESS = {"after": ["MS4y", "LTEuLTE="]}


@pytest.fixture(autouse=True)
@remembered
def something_published(db):
    make.publish(make.make_quote())


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
@pytest.mark.parametrize("address", ["/timeline/", "/embed/timeline/", "/people/ryosei-akazawa/"])
def test_a_wrong_value_gives_its_message_and_no_rows(client, address, name, value):
    response = client.get(address, {name: value.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    if value in HARMLESS.get(name, ()):
        return
    assert response.context["filter"].errors[0]["field"] == name
    assert "TW-000001" not in response.text
    assert response.context["filter"].errors[0]["message"].split("“")[0][:20] in response.text


def test_a_period_that_ends_before_it_begins_is_said_at_its_field(client):
    response = client.get("/timeline/?from=2025-05&to=2025-04")
    assert response.status_code == 200
    assert response.context["filter"].to_error == "This day lies before the first. Exchange the two."
    assert response.context["filter"].from_value == "2025-05"
    assert "TW-000001" not in response.text


def test_what_was_typed_stays_in_its_field(client):
    assert 'value="2025-02-30"' in client.get("/timeline/?from=2025-02-30").text


def test_too_many_values_are_refused(client):
    response = client.get("/timeline/", {"kind": [f"k{n}" for n in range(500)]})
    assert "At most 20 values" in response.text


def test_a_value_that_is_repeated_too_often_is_refused_as_well(client):
    response = client.get("/timeline/", {"status": ["held"] * 21})
    assert "At most 20 values" in response.text
    assert client.get("/api/v1/entries", {"status": ["held"] * 21}).status_code == 400
    assert client.get("/api/v1/entries", {"status": ["held"] * 20}).status_code == 200


@pytest.mark.parametrize("query", ["limit=0", "limit=51", "limit=abc", "limit=%00", "theme=pink", "header=2"])
def test_an_embed_with_a_wrong_look_says_so(client, query):
    response = client.get(f"/embed/timeline/?{query}")
    assert response.status_code == 200
    assert "This list cannot be shown" in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/entries/TW-999999/",
        "/entries/x/",
        "/entries/TW-000001/editions/0/",
        "/entries/TW-000001/editions/99999999999999999999/",
        "/entries/TW-000001/editions/-1/",
        "/people/%00/",
        "/people/\u202e/",
        "/economies/jp/",
        "/sources/1/",
        "/nothing/",
        "/entries/TW-000001.xml",
        "/entries/%2e%2e/admin/",
        "/" + "x" * 3000,
    ],
)
def test_an_address_that_leads_nowhere_is_a_404_with_a_way_on(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert 'href="/timeline/"' in response.text


def test_only_reading_is_possible(client):
    for address in [*fixed_addresses(), *printed_addresses()]:
        for method in ("post", "put", "patch", "delete", "trace"):
            assert getattr(client, method)(address).status_code == 405, (method, address)
