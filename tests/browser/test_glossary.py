"""The glossary in a real browser: in both languages, on any screen, in both themes."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import look_as
from tests.browser.test_rates import assert_sound

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["", "/ja"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_glossary_is_accessible_and_fits_any_width(watched, live_server, scheme, width, language):
    page = watched
    look_as(page, width, scheme)
    page.goto(f"{live_server.url}{language}/glossary/")
    assert_sound(page, language)


def test_a_term_of_another_page_is_in_view_in_either_language(watched, live_server):
    for language, name in (("", "Tariff rate quota"), ("/ja", "関税割当")):
        watched.goto(f"{live_server.url}{language}/glossary/#trq")
        expect(watched.locator("#trq")).to_be_in_viewport()
        expect(watched.locator("#trq dt")).to_contain_text(name)
