"""What every page must be to everybody: axe finds nothing, and nothing has to be scrolled sideways."""

from axe_playwright_python.sync_playwright import Axe


def look_as(page, width: int, scheme: str) -> None:
    """A window of that width, in light or dark, for somebody who does not want things to move."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def assert_accessible(page, address: str) -> None:
    """Open a page with everything unfolded and look it over. Raises AssertionError with what axe says."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, (address, found.generate_report())
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{address} scrolls sideways"
