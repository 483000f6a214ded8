"""The pictures that other sites show beside a link: made of what was printed, and gone with it."""

from io import StringIO

import pytest
from django.core.management import call_command

from negotiations.desk import printing, social_images
from negotiations.models.printed import SocialImage
from negotiations.public.social import own_picture
from tests import make

PNG = b"\x89PNG\r\n\x1a\n"
pytestmark = pytest.mark.django_db
needs_fonts = pytest.mark.skipif(
    not social_images.has_letters_for("Talks"), reason="no fonts on this machine"
)


@pytest.fixture
def pictures(settings, django_capture_on_commit_callbacks):
    """Run something with pictures switched on, as one committed transaction."""
    settings.SOCIAL_IMAGES = True

    def run(action):
        with django_capture_on_commit_callbacks(execute=True):
            return action()

    return run


def seen(client, address: str) -> bytes:
    response = client.get(address)
    return response.content if response.status_code == 200 else b""


@needs_fonts
def test_publishing_makes_the_picture_of_an_entry_and_of_the_nouns_it_shows_first(client, pictures):
    measure = make.make_measure()
    pictures(lambda: make.publish(make.make_measure_change(measure=measure)))
    for address in ("/entries/TW-000001/picture.png", f"/measures/{measure.slug}/picture.png"):
        response = client.get(address)
        assert response.headers["Content-Type"] == "image/png"
        assert response.content.startswith(PNG)
        assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@needs_fonts
def test_a_new_edition_has_a_new_picture(client, pictures):
    quote = make.make_quote(headline="Talks go on")
    pictures(lambda: make.publish(quote))
    before = seen(client, "/entries/TW-000001/picture.png")
    make.edit(quote, headline="Talks end")
    pictures(lambda: make.publish(quote, change="correction", note="They ended."))
    after = seen(client, "/entries/TW-000001/picture.png")
    assert before.startswith(PNG)
    assert after.startswith(PNG)
    assert before != after


@needs_fonts
def test_what_is_withdrawn_has_no_picture_any_more(client, pictures):
    quote = make.make_quote()
    pictures(lambda: make.publish(quote))
    make.withdraw(quote)  # the callback has not run yet: the page is closed all the same
    assert client.get("/entries/TW-000001/picture.png").status_code == 404
    pictures(lambda: printing.redact(quote.publication, "A mistake of ours.", "mei"))
    assert not SocialImage.objects.filter(publication=quote.publication).exists()


def test_without_a_picture_the_sites_own_is_shown(client):
    make.publish(make.make_quote())
    assert client.get("/entries/TW-000001/picture.png").content == own_picture()
    assert client.get("/entries/TW-000002/picture.png").status_code == 404


@pytest.mark.parametrize(
    ("address", "picture"),
    [
        ("/", "/static/img/social.png"),
        ("/timeline/?kind=quote", "/static/img/social.png"),
        ("/entries/TW-000001/", "/entries/TW-000001/picture.png"),
        ("/ja/entries/TW-000001/", "/entries/TW-000001/picture.png"),
        ("/entries/TW-000001/?known=2099-01-01", "/static/img/social.png"),
    ],
)
def test_pages_name_their_picture(client, settings, address, picture):
    make.publish(make.make_quote())
    text = client.get(address).text
    assert f'<meta property="og:image" content="{settings.SITE_URL}{picture}">' in text


def test_a_headline_is_broken_between_words_and_between_japanese_letters():
    assert social_images.wrapped("Talks", 60) == ["Talks"]
    size, lines = social_images.fitted("A very long headline about duties on cars and car parts " * 12)
    assert size == min(social_images._SIZES)
    assert lines[-1].endswith("…")
    japanese = social_images.wrapped("赤澤大臣は国益を損なう協議は考えないと述べた。", 68)
    assert len(japanese) > 1
    assert not any(line.startswith("。") for line in japanese)


def test_no_picture_is_better_than_boxes(monkeypatch):
    monkeypatch.setattr(social_images, "_fonts", lambda: (True, False))
    assert social_images.has_letters_for("Tariffs “paused” – 15%")
    assert not social_images.has_letters_for("関税")
    monkeypatch.setattr(social_images, "_fonts", lambda: (True, True))
    assert social_images.has_letters_for("関税・交渉")
    assert not social_images.has_letters_for("رسوم")


@needs_fonts
def test_rebuilding_makes_what_is_missing(client):
    make.publish(make.make_quote())
    out = StringIO()
    call_command("rebuild_public", stdout=out)
    assert "2 were missing" in out.getvalue() or "1 were missing" in out.getvalue()
    assert seen(client, "/entries/TW-000001/picture.png").startswith(PNG)
    out = StringIO()
    call_command("rebuild_public", stdout=out)
    assert "0 were missing" in out.getvalue()
