"""Subjects as pictures, for places that show neither frames nor much HTML."""

import re

import pytest

from tests import make
from tests.public.embedding import publish_in_april

pytestmark = pytest.mark.django_db


def test_an_image_tells_the_newest_entries_in_letters_and_in_words(client):
    publish_in_april(make.make_quote(headline="What he <said> & did"))
    response = client.get("/embed/timeline.svg?kind=quote")
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "What he &lt;said&gt; &amp; did</text>" in response.text
    assert re.search(r"<desc [^>]*>[^<]*What he &lt;said&gt;", response.text)
    assert "What he" in client.get("/embed/entries/TW-000001.svg").text


def test_an_image_tells_the_state_of_a_measure(client):
    publish_in_april(make.make_measure_change())
    picture = client.get(f"/embed/measures/{make.make_measure().slug}.svg").text
    assert "In force since 3 April 2025, 00:01 EDT" in picture
    assert "25% Additional duty" in picture


def test_an_image_of_what_is_not_published_is_a_404(client):
    assert client.get("/embed/entries/TW-000009.svg").status_code == 404


def test_an_image_is_light_unless_it_is_asked_to_be_dark(client):
    publish_in_april(make.make_quote())
    assert "#FAF9F6" in client.get("/embed/timeline.svg").text
    assert "#121417" in client.get("/embed/timeline.svg?theme=dark").text


def test_long_words_take_two_lines_and_no_more(client):
    publish_in_april(make.make_quote(headline="Words " * 33), make.make_quote(headline="極めて遺憾だ" * 30))
    picture = client.get("/embed/timeline.svg").text
    texts = re.findall(r'font-size="17"[^>]*>([^<]*)<', picture)
    assert len(texts) == 4
    assert sum(text.endswith("…") for text in texts) == 2


def test_an_image_of_a_wrong_question_says_so_and_shows_nothing(client):
    publish_in_april(make.make_quote(headline="What he said"))
    picture = client.get("/embed/timeline.svg?kind=castle").text
    assert "is not one of" in picture
    assert "What he said" not in picture
