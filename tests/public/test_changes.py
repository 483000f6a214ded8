"""/changes/ and /corrections/, what differs between editions, and how an edition is cited."""

import json
from datetime import UTC, datetime

import pytest
import time_machine

from tests import make, published
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def record(db):
    """A quote that was corrected and then edited lightly, a round that was withdrawn, a duty."""
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        quote = make.make_quote(headline="Akazawa speaks", text="truly regrettable")
        make.publish(quote)
        gone = make.make_round(headline="A round that never was")
        make.publish(gone)
    with time_machine.travel(datetime(2025, 4, 18, 9, tzinfo=UTC), tick=False):
        make.edit(quote, text="extremely regrettable")
        make.publish(quote, change="correction", note="We had “truly”; the source has “extremely”.")
        make.withdraw(gone, "It did not take place.")
    with time_machine.travel(datetime(2025, 4, 19, 9, tzinfo=UTC), tick=False):
        make.edit(quote, summary="Before reporters in Tokyo.")
        make.publish(quote, change="minor", note="")
        make.publish(
            make.make_measure_change(
                headline="A duty is imposed", economies=[make.make_economy("Korea", "KR")]
            )
        )


def text(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_changes_tell_everything_but_minor_edits_newest_first(client, record):
    page = text(client, "/changes/")
    assert page.index("19 April 2025") < page.index("18 April 2025") < page.index("17 April 2025")
    assert "A duty is imposed" in page
    assert "We had “truly”; the source has “extremely”." in page
    assert (
        page.count("Akazawa speaks") == 3
    )  # first edition, correction, and the name of the comparison's link
    assert 'href="/entries/TW-000001/compare/1/2/"' in page


def test_of_what_was_withdrawn_the_notice_alone_is_left(client, record):
    for address in ("/changes/", "/changes/?known=2025-04-17", "/changes/?change=first"):
        assert "A round that never was" not in text(client, address)
    assert "It did not take place." in text(client, "/changes/")


def test_corrections_stand_on_a_page_of_their_own(client, record):
    page = text(client, "/corrections/")
    assert "the source has “extremely”" in page
    assert "A duty is imposed" not in page
    assert "No entry has been corrected" in text(client, "/corrections/?known=2025-04-17")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=measure_change", {"duty"}),
        ("change=correction", {"correction"}),
        ("economy=KR", {"duty"}),
        ("economy=KR&economy=JP", {"duty", "correction", "first"}),
        ("from=2025-04-18&to=2025-04-18", {"correction", "withdrawal"}),
        ("since=2025-04-18T10:00:00Z", {"duty"}),
        ("known=2025-04-17", {"first"}),
        ("kind=", {"duty", "correction", "withdrawal", "first"}),
    ],
)
def test_the_list_is_narrowed_by_address(client, record, query, shown):
    page = text(client, f"/changes/?{query}")
    words = {
        "duty": "A duty is imposed",
        "correction": "We had “truly”",
        "withdrawal": "It did not take place.",
        "first": "TW-000001-1",
    }
    assert {name for name, word in words.items() if word in page} == shown


@pytest.mark.parametrize(
    "query", ["kind=poem", "economy=XX", "from=soon", "from=2026&to=2025", "since=x", "after=1"]
)
def test_what_cannot_be_read_is_said_and_shows_nothing(client, record, query):
    page = text(client, f"/changes/?{query}")
    assert "Nothing is shown until the filter is put right." in page
    assert "A duty is imposed" not in page


def test_every_row_says_when_what_and_on_which_source(client, record):
    rows = [row for day in client.get("/changes/").context["days"] for row in day["rows"]]
    assert [row.change.label for row in rows] == [
        "First published",
        "Withdrawn",
        "Corrected",
        "First published",
    ]
    page = text(client, "/changes/")
    assert page.count("Source: ") == len(rows)
    assert "Source: notice of TradeWatch" in page
    assert [[source.publisher for source in row.sources] for row in rows] == [
        ["Kyodo"],
        [],
        ["Kyodo"],
        ["Kyodo"],
    ]


def test_a_shared_address_with_since_says_from_when_and_can_be_taken_back(client, record):
    response = client.get("/changes/?since=2025-04-18T10:00:00Z&economy=KR")
    assert [(chip.label, chip.text, chip.remove_url) for chip in response.context["found"].chips] == [
        ("Economy", "Korea", "/changes/?since=2025-04-18T10%3A00%3A00Z"),
        ("Published after", "18 April 2025, 10:00:00 UTC", "/changes/?economy=KR"),
    ]
    assert 'name="since"' in response.text  # the form keeps it
    assert 'name="since"' not in client.get("/changes/").text


@pytest.mark.parametrize("name", ["since", "from", "kind", "economy"])
def test_what_cannot_be_read_is_said_by_its_field(client, record, name):
    page = text(client, f"/changes/?{name}=soon")
    described = f'aria-describedby="e-{name}{" period-hint" if name == "from" else ""}"'
    assert described in page
    assert f'id="e-{name}"' in page
    assert f'<a href="#f-{name}">' in page


def test_the_filter_stays_on_the_way_back_to_the_present(client, record):
    page = text(client, "/changes/?kind=quote&known=2025-04-17")
    assert '<a href="/changes/?kind=quote">Back to the record as it is now</a>' in page


def test_the_queries_of_the_list_do_not_grow_with_it(client, record, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as asked:
        client.get("/changes/")
    few = len(asked.captured_queries)
    for _ in range(5):
        make.publish(make.edit(make.make_quote(), summary="Again."))
    client.get(
        "/timeline/"
    )  # what is kept of names learns what was printed: for any answer, once for each printing
    with django_assert_max_num_queries(few):
        client.get("/changes/")


def test_the_list_is_read_in_japanese(client, record):
    page = text(client, "/ja/changes/?change=correction")
    assert "<h1>変更</h1>" in page
    assert "2025年4月18日" in page
    assert '<b class="alarm">訂正</b>' in page
    assert '<option value="correction" selected>訂正</option>' in page
    assert '<a href="/ja/entries/TW-000001/"><bdi lang="en">Akazawa speaks</bdi></a>' in page
    assert 'href="/ja/entries/TW-000001/compare/1/2/"' in page
    assert "<h1>訂正</h1>" in text(client, "/ja/corrections/")


def test_a_long_list_goes_on_where_it_stopped(client, record, monkeypatch):
    monkeypatch.setattr("negotiations.public.change_log.PAGE_SIZE", 2)
    first = client.get("/changes/")
    further = first.context["found"].next_url
    assert "A duty is imposed" in first.text
    second = client.get(further)
    assert "A duty is imposed" not in second.text
    assert "TW-000001-1" in second.text + client.get(second.context["found"].next_url).text


def test_two_editions_are_compared_word_by_word(client, record):
    page = text(client, "/entries/TW-000001/compare/1/2/")
    assert "<del>truly</del><ins>extremely</ins> regrettable" in page
    assert "We had “truly”; the source has “extremely”." in page
    assert "Before reporters in Tokyo." not in page
    assert client.get("/entries/TW-000001/compare/2/1/").url == "/entries/TW-000001/compare/1/2/"
    assert "read the same" in text(client, "/entries/TW-000001/compare/2/2/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/entries/TW-000001/compare/1/9/", 404),
        ("/entries/TW-000009/compare/1/2/", 404),
        ("/entries/TW-000002/compare/1/2/", 410),
        ("/entries/TW-000002/editions/1/cite.bib", 410),
        ("/entries/TW-000001/editions/9/cite.bib", 404),
        ("/entries/TW-000001/editions/1/cite.exe", 404),
    ],
)
def test_what_readers_may_not_read_is_neither_compared_nor_cited(client, record, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert "A round that never was" not in response.text


@time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False)
def test_an_edition_is_cited_with_its_number_and_the_day_of_access(client, record):
    sentence = client.get("/entries/TW-000001/editions/2/cite.txt").text
    assert sentence == (
        "TradeWatch, entry TW-000001, edition 2, 18 April 2025: Akazawa speaks."
        " http://127.0.0.1:8000/entries/TW-000001/editions/2/ Accessed 22 November 2026.\n"
    )
    assert sentence.strip() in client.get("/entries/TW-000001/editions/2/").text
    (item,) = json.loads(client.get("/entries/TW-000001/editions/2/cite.json").text)
    assert (item["version"], item["issued"]) == ("2", {"date-parts": [[2025, 4, 18]]})
    ris = client.get("/entries/TW-000001/editions/2/cite.ris")
    assert ris.text.startswith("TY  - ELEC\r\n")
    assert ris.text.endswith("ER  - \r\n")
    assert ris["Content-Disposition"] == 'attachment; filename="TW-000001-2.ris"'


def test_a_bibtex_entry_survives_any_headline(client):
    make.publish(make.make_quote(headline=r"50% of “A & B” {sic} \ ~ $1_000 #1"))
    entry = client.get("/entries/TW-000001/editions/1/cite.bib").text
    assert r"50\% of “A \& B” \{sic\} \textbackslash{} \textasciitilde{} \$1\_000 \#1" in entry
    assert entry.count("{") - entry.count("\\{") == entry.count("}") - entry.count("\\}")


def test_an_error_is_reported_by_a_letter_that_names_the_entry(client, settings):
    published.a_quote()
    assert "Report an error" not in client.get("/entries/TW-000001/").text
    settings.CONTACT = "desk@example.org"
    page = client.get("/entries/TW-000001/").text
    assert 'href="mailto:desk@example.org?subject=Error%20in%20TW-000001%2C%20edition%201"' in page
