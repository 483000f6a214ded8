"""Every page that editors use is accessible and fits: light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from negotiations.desk import comments
from negotiations.models.sources import Source
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def addresses() -> list[str]:
    """The pages of a desk that has something on each of them, below /admin/."""
    source = make.make_source(address="https://example.org/1", is_retracted=True)
    quote = make.make_quote(source=source, claim="A claim.", text="極めて遺憾")
    change = make.make_measure_change(source=source)
    make.publish(change)
    make.edit(change, duty="15%")
    make.act(change, "submit", make.editor("ana", "contributor"))
    make.act(change, "approve", make.editor("rui", "editor"))
    make.act(quote, "submit", make.editor("ana", "contributor"))
    comments.add(quote, make.editor("ana", "contributor"), "Which hall was it?")
    Source.objects.update(
        link_status="dead", link_detail="The site answers that there is no such page (404)."
    )
    of_quote, of_change = f"negotiations/quote/{quote.pk}", f"negotiations/measurechange/{change.pk}"
    return [
        "",
        "negotiations/quote/",
        "negotiations/entry/?q=duty",
        f"{of_quote}/change/",
        f"{of_quote}/approve/",
        f"{of_quote}/history/",
        f"{of_quote}/verbatim/",
        f"{of_change}/change/",
        f"{of_change}/publish/",
        f"{of_change}/schedule/",
        f"negotiations/source/{source.pk}/change/",
        "negotiations/transition/",
        "reports/",
        "reports/dead-links/",
        "capture/",
        "capture/covered/?q=duty",
        "import/",
        "account/",
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_pages_of_the_desk_have_no_serious_fault_and_do_not_scroll_sideways(desk, scheme, width):
    page, wrong = desk.page, {}
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found = addresses()
    page.goto(f"{desk.base}/admin/login/")
    for address in ("login/", *found):
        if address == found[0]:
            desk.sign_in("rui")
        page.goto(f"{desk.base}/admin/{address}")
        page.wait_for_load_state("networkidle")
        rules = [
            (rule["id"], rule["nodes"][0]["target"])
            for rule in Axe().run(page).response["violations"]
            if rule["impact"] in ("serious", "critical")
        ]
        too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if rules or too_wide > 0:
            wrong[address] = (rules, too_wide)
    assert wrong == {}
