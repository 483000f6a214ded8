"""Embeds: complete pages for frames on other sites, small, without cookie, script or third party."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from negotiations.desk.sample import loader
from negotiations.public.embeds.frames import SHEETS
from tests import make
from tests.public.embedding import JUNE, MAY, on, publish_in_april
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def talks(db):
    """A negotiation with a round that was held and one to come, both named by their entries."""
    negotiation = make.make_negotiation()
    held = make.make_round(
        negotiations=[negotiation], next_meeting="2025-05", next_meeting_note="in Washington"
    )
    publish_in_april(held, make.make_quote(negotiations=[negotiation], headline="What he said"))
    return negotiation


def test_a_list_shows_the_entries_of_its_filter_up_to_its_limit(client):
    publish_in_april(*(make.make_quote() for _ in range(4)), make.make_round(headline="Where they met"))
    page = client.get("/embed/timeline/?kind=quote&limit=3").text
    assert page.count("<article") == 3
    assert "Where they met" not in page
    assert "See all on TradeWatch" in page
    assert 'href="http://127.0.0.1:8000/timeline/?kind=quote"' in page


def test_a_list_shows_ten_entries_where_nothing_is_said(client):
    publish_in_april(*(make.make_quote() for _ in range(11)))
    assert client.get("/embed/timeline/").text.count("<article") == 10


def test_the_order_of_a_list_can_be_turned(client):
    publish_in_april(
        make.make_quote(headline="Earlier", when="2025-04-01"), make.make_quote(headline="Later")
    )
    page = client.get("/embed/timeline/?order=oldest").text
    assert page.index("Earlier") < page.index("Later")


def test_one_entry_stands_with_its_sources(client):
    publish_in_april(make.make_quote(headline="What he said"))
    page = client.get("/embed/entries/TW-000001/").text
    assert "What he said" in page
    assert "Kyodo" in page
    assert 'href="http://127.0.0.1:8000/entries/TW-000001/"' in page


def test_a_measure_tells_its_state_its_rate_and_what_applied_when(client):
    measure = make.make_measure()
    publish_in_april(
        make.make_measure_change(measure=measure),
        make.make_measure_change(
            measure=measure, action="amended", duty="50%", effective_from="2025-05-01T00:01"
        ),
    )
    with on(JUNE):
        page = client.get(f"/embed/measures/{measure.slug}/").text
    state, steps = page.split("What applied when")
    assert "50%" in state.split("<svg viewBox")[0]
    assert "25%" in steps
    assert "1 May 2025, 00:01" in steps
    assert "<svg viewBox" in state


def test_a_measure_can_be_shown_as_it_stood_on_a_day(client):
    measure = make.make_measure()
    publish_in_april(
        make.make_measure_change(measure=measure),
        make.make_measure_change(
            measure=measure, action="amended", duty="50%", effective_from="2025-05-01T00:01"
        ),
    )
    page = client.get(f"/embed/measures/{measure.slug}/?on=2025-04-20").text
    assert "25%" in page.split('<figure class="chart"')[0]
    assert "State at the end of 20 April 2025" in page


def test_the_older_steps_of_a_measure_are_folded_away(client):
    measure = make.make_measure()
    changes = [make.make_measure_change(measure=measure, effective_from="2025-04-03T00:01")]
    changes += [
        make.make_measure_change(
            measure=measure, action="amended", duty=f"{n}%", effective_from=f"2025-04-0{n}T00:01"
        )
        for n in (4, 5, 6)
    ]
    publish_in_april(*changes)
    page = client.get(f"/embed/measures/{measure.slug}/?limit=2").text
    steps = page.split("What applied when")[1]
    assert re.search(r"<summary>\d+ earlier</summary>", steps)
    assert steps.split("</details>")[1].count("<li") >= 2


def test_a_negotiation_tells_its_status_its_next_step_and_its_newest_entries(client, talks):
    with on(MAY):
        page = client.get(f"/embed/negotiations/{talks.slug}/").text
    assert "Rounds under way" in page
    assert "in Washington" in page
    assert "What he said" in page
    assert f'href="http://127.0.0.1:8000/negotiations/{talks.slug}/"' in page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_can_be_chosen(client, theme):
    publish_in_april(make.make_quote())
    mark = f'<html lang="en" data-theme="{theme}">'
    assert mark in client.get(f"/embed/entries/TW-000001/?theme={theme}").text
    assert mark not in client.get("/embed/entries/TW-000001/").text


def test_without_its_header_the_title_is_there_for_those_who_listen(client):
    publish_in_april(make.make_quote())
    assert '<h1 class="vh">' in client.get("/embed/timeline/?header=0").text
    assert '<h1 class="vh">' not in client.get("/embed/timeline/").text


def test_the_language_is_the_pages(client):
    publish_in_april(make.make_quote())
    assert '<html lang="ja">' in client.get("/embed/timeline/?lang=ja").text
    assert '<html lang="en">' in client.get("/embed/timeline/").text


@pytest.mark.parametrize("query", ["limit=51", "theme=pink", "header=2", "lang=xx", "known=tomorrow"])
@pytest.mark.parametrize("address", ["/embed/timeline/", "/embed/entries/TW-000001/"])
def test_what_cannot_be_read_is_said_and_nothing_is_shown(client, address, query):
    publish_in_april(make.make_quote(headline="What he said"))
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200
    assert "cannot be shown" in response.text
    assert "<article" not in response.text


def test_unknown_parameters_are_ignored_and_forgotten(client):
    publish_in_april(make.make_quote())
    page = client.get("/embed/timeline/?utm_source=paper&kind=quote").text
    assert "<article" in page
    assert "utm_source" not in page


@pytest.mark.parametrize("folder", ["entries", "measures", "negotiations"])
def test_a_draft_and_what_never_was_give_the_same_404(client, folder):
    publish_in_april(make.make_quote())
    make.make_quote(headline="A draft")
    make.make_measure("Secret")
    make.make_negotiation("Secret")
    hidden, unknown = client.get(f"/embed/{folder}/secret/"), client.get(f"/embed/{folder}/nothing/")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
    assert dict(hidden.headers) == dict(unknown.headers)
    assert "frame-ancestors *" in unknown.headers["Content-Security-Policy"]


def test_what_was_merged_leads_to_what_stays(client, rui):
    from negotiations.desk.merging import merge

    gone, stays = make.make_negotiation("Talks"), make.make_negotiation("The talks")
    publish_in_april(make.make_quote(negotiations=[gone]), make.make_quote(negotiations=[stays]))
    merge(gone, stays, rui)
    response = client.get("/embed/negotiations/talks/?theme=dark")
    assert response.status_code == 301
    assert response.headers["Location"] == "/embed/negotiations/the-talks/?theme=dark"


def test_a_correction_is_marked_with_its_note(client, talks):
    quote = make.make_quote(negotiations=[talks], text="truly regrettable")
    publish_in_april(quote)
    make.edit(quote, text="extremely regrettable")
    make.publish(quote, change="correction", note="We had “truly”.")
    key = quote.publication.key
    for address in (
        "/embed/timeline/",
        f"/embed/entries/{key}/",
        f"/embed/negotiations/{talks.slug}/",
    ):
        page = client.get(address).text
        assert "Corrected" in page, address
        assert "We had “truly”." in page, address


def test_a_live_embed_prints_its_day(client):
    publish_in_april(make.make_quote())
    with on(MAY):
        assert "Record of 3 May 2025." in client.get("/embed/entries/TW-000001/").text


def test_a_live_embed_is_kept_to_the_end_of_the_minute_at_most(client):
    publish_in_april(make.make_quote())
    with on(MAY.replace(second=42)):
        response = client.get("/embed/timeline/")
    assert response.headers["Cache-Control"] == "public, max-age=18"
    assert response.headers["ETag"]


def test_an_unchanged_embed_is_not_sent_twice_and_keeps_its_policy(client):
    publish_in_april(make.make_quote())
    with on(MAY):
        first = client.get("/embed/timeline/")
        again = client.get("/embed/timeline/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    for name in ("Content-Security-Policy", "Cross-Origin-Resource-Policy", "Referrer-Policy"):
        assert again.headers[name] == first.headers[name]
    assert "X-Frame-Options" not in again.headers


def test_a_frame_loads_nothing_but_one_script_of_ours(client):
    publish_in_april(make.make_quote(), make.make_measure_change())
    for address in ("/embed/timeline/", "/embed/entries/TW-000001/", f"/embed/measures/{_measure()}/"):
        page = client.get(address).text
        assert re.findall(r'<script[^>]*src="([^"]+)"', page) == ["/embed/frame.js"]
        assert "stylesheet" not in page
        assert "<img" not in page


def _measure() -> str:
    return make.make_measure().slug


def test_every_style_in_a_frame_is_one_that_its_policy_allows(client):
    publish_in_april(make.make_measure_change())
    response = client.get(f"/embed/measures/{_measure()}/")
    sheets = re.findall(r"<style>(.*?)</style>", response.text, flags=re.DOTALL)
    assert len(sheets) == 3
    for sheet in sheets:
        digest = b64encode(sha256(sheet.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in response.headers["Content-Security-Policy"]


def test_no_style_of_an_embed_asks_for_a_token_that_is_not_there():
    whole = "".join(SHEETS)
    set_by_name = set(re.findall(r"(--[\w-]+)\s*:", whole))
    asked = set(re.findall(r"var\((--[\w-]+)\)", whole))
    assert asked <= set_by_name, asked - set_by_name


def test_twenty_five_entries_take_twelve_kilobytes_with_everything_they_load(client):
    loader.load()
    frame = client.get("/embed/timeline/?limit=25")
    assert frame.text.count('<article class="card"') == 25
    script = client.get("/embed/frame.js")
    assert sum(len(gzip.compress(response.content)) for response in (frame, script)) <= 12 * 1024


def test_the_queries_of_an_embed_do_not_grow_with_its_entries(client, django_assert_max_num_queries):
    talks = make.make_negotiation()
    publish_in_april(*(make.make_quote(negotiations=[talks]) for _ in range(20)), make.make_measure_change())
    for address, most in (
        ("/embed/timeline/?limit=20", 6),
        ("/embed/timeline/?limit=20&known=2025-04-20T00:00:00Z", 10),
        ("/embed/entries/TW-000001/", 6),
        (f"/embed/measures/{_measure()}/", 12),
        (f"/embed/negotiations/{talks.slug}/?limit=20", 20),
    ):
        client.get(address)  # what is held in memory is there
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_the_script_for_host_pages_is_kept_for_ever(client):
    response = client.get("/embed/v1.js")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert len(gzip.compress(response.content)) <= 1536


def test_the_script_for_host_pages_is_never_changed(client):
    # Pages hold this hash: with other bytes their frames would stay away. What has to change becomes v2.js.
    assert sha256(client.get("/embed/v1.js").content).hexdigest() == V1


V1 = "89a297172580557bb61c9401e6c285c03fb16d6344feb61e2a0ac11c619d156c"
