"""The page of an entry in a real browser: words in their own direction, links to hand on, times, any width."""

import pytest
from playwright.sync_api import expect

from negotiations.models.printed import Edition, Upkeep
from negotiations.public import kinds
from tests import make
from tests.browser.accessible import assert_accessible, look_as

pytestmark = pytest.mark.django_db(transaction=True)

JAPANESE = "自動車関税の撤廃を　求めた、「極めて遺憾だ」"
ARABIC = "نأسف لهذه الرسوم (25%) كثيرًا"


@pytest.fixture
def quotes(transactional_db):
    """Words in Japanese with a translation, words in Arabic; each with a source that has an archived copy."""
    translated = {
        "translation": "We asked for an end",
        "translation_language": "en",
        "translation_origin": "publisher",
    }
    for text, language in ((JAPANESE, "ja"), (ARABIC, "ar")):
        source = make.make_source(
            f"In {language}", address=f"https://example.test/{language}", language=language
        )
        make.publish(make.make_quote(text=text, text_language=language, source=source, **translated))
    for publication in {
        edition.publication for edition in Edition.objects.filter(publication__kind="source")
    }:
        Upkeep.objects.update_or_create(
            publication=publication,
            defaults={"archive_address": f"https://archive.test/{publication.key}", "link_status": "live"},
        )


@pytest.mark.parametrize(
    ("key", "text", "lang", "direction"),
    [
        ("TW-000001", JAPANESE, "ja", "ltr"),
        ("TW-000002", ARABIC, "ar", "rtl"),
    ],
)
def test_r9_words_stand_as_they_were_said_with_translation_source_and_archive(
    watched, live_server, quotes, key, text, lang, direction
):
    page = watched
    page.goto(f"{live_server.url}/entries/{key}/")
    original = page.locator(".said.large .q").first
    assert original.evaluate("one => one.textContent") == text
    assert Edition.objects.get(publication__key=key).content["text"] == text
    expect(original).to_have_attribute("lang", lang)
    assert original.evaluate("one => getComputedStyle(one).direction") == direction
    translation = page.locator(".said.large .translation")
    expect(translation.locator(".q")).to_have_attribute("lang", "en")
    expect(translation).to_contain_text("Translation by the publisher")
    sources = page.locator("#sources")
    expect(sources.get_by_role("link", name=f"In {lang}")).to_have_attribute(
        "href", f"https://example.test/{lang}"
    )
    expect(sources.get_by_role("link", name="archived copy")).to_have_attribute(
        "href", f"https://archive.test/TWS-{key[3:]}"
    )


def test_r10_a_copied_link_and_a_citation_lead_back_to_the_same_words(browser, live_server, quotes, settings):
    settings.SITE_URL = live_server.url
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{live_server.url}/timeline/?kind=quote")
    page.locator("#TW-000001 h3 a").click()
    page.locator(".permalink").get_by_role("button", name="Copy").click()
    expect(page.locator(".permalink [role=status]")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{live_server.url}/entries/TW-000001/"
    headline = page.locator("h1#headline").inner_text()
    page.goto(link)
    expect(page.locator("h1#headline")).to_have_text(headline)
    page.get_by_text("Cite this edition").click()
    page.locator(".cite-this").get_by_role("button", name="Copy").click()
    expect(page.locator(".cite-this [role=status]")).to_have_text("Copied.")
    cited = page.evaluate("navigator.clipboard.readText()")
    for part in (
        "entry TW-000001, edition 1",
        headline,
        f"{live_server.url}/entries/TW-000001/editions/1/",
        "Accessed ",
    ):
        assert part in cited
    page.goto(f"{live_server.url}/entries/TW-000001/editions/1/")
    expect(page.locator("h1#headline")).to_have_text(headline)
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Tokyo", "16 April 2025, 14:30 EDT (18:30 UTC, 17 April 2025 at 03:30 your time)"),
        ("Europe/Berlin", "16 April 2025, 14:30 EDT (18:30 UTC, 20:30 your time)"),
        ("America/New_York", "16 April 2025, 14:30 EDT (18:30 UTC)"),
        ("UTC", "16 April 2025, 14:30 EDT (18:30 UTC)"),
    ],
)
def test_a_time_is_also_told_by_the_readers_own_clock(browser, live_server, transactional_db, zone, shown):
    make.publish(make.make_round(when="2025-04-16T14:30"))
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.goto(f"{live_server.url}/entries/TW-000001/")
    expect(page.locator("header local-time")).to_have_text(shown)
    assert page.evaluate("localStorage.length") == 0
    context.close()


def test_without_script_place_and_utc_stand_and_editions_are_compared(browser, live_server, transactional_db):
    meeting = make.make_round(when="2025-04-16T14:30", summary="One.")
    make.publish(meeting)
    for summary in ("Two.", "Three."):
        make.edit(meeting, summary=summary)
        make.publish(meeting)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/entries/TW-000001/")
    expect(page.locator("header local-time")).to_have_text("16 April 2025, 14:30 EDT (18:30 UTC)")
    page.get_by_label("Earlier edition").select_option("1")
    page.get_by_label("Later edition").select_option("3")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".redline ins")).to_have_text(["Three"])
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_entries_of_every_kind_are_accessible_and_fit_any_width(
    watched, live_server, transactional_db, scheme, width
):
    talks = [make.make_negotiation()]
    names = [kind.name for kind in kinds.entry_kinds()]
    for name in names:
        make.publish(make.MAKERS[name](negotiations=talks))
    quote = make.make_quote(negotiations=talks, text=JAPANESE, text_language="ja", claim="A claim.")
    make.publish(quote)
    for text in ("two", "three"):
        make.edit(quote, text=text)
        make.publish(quote, change="correction", note="We had other words.")
    last = f"TW-{len(names) + 1:06d}"
    page = watched
    look_as(page, width, scheme)
    for address in (
        *(f"/entries/TW-{number:06d}/" for number in range(1, len(names) + 2)),
        f"/entries/{last}/editions/1/",
        f"/entries/{last}/compare/1/3/",
        "/people/ryosei-akazawa/",
        "/economies/JP/",
        f"/ja/entries/{last}/",
        "/ja/people/ryosei-akazawa/",
    ):
        assert_accessible(page, live_server.url + address)
