"""The canary crawl of tests/public/test_leaks.py through the whole of production: nginx and its cache, processes that
read under a role of their own, a replica, PostgreSQL."""

import pytest

from tests import crawl
from tests.public.planting import CANARY, DAY

LEAST = 2000  # canaries
PLANT = f"from tests.public.planting import plant; print(plant({LEAST}))"


@pytest.fixture
def get(stack, settings):
    """Asks as a stranger would, through nginx."""
    settings.SITE_URL = stack.url
    return crawl.over_http(stack.url)


def seen(get, seeds: list[str]) -> dict[str, tuple]:
    """Status, headers and text of each address; refused for asking too often is no answer."""
    found = {}
    for address, response in crawl.crawl(get, seeds, variants=2):
        assert response.status_code != 429, address
        found[address] = (response.status_code, response.headers, crawl.text_of(response))
    return found


def test_no_word_of_a_draft_comes_through_the_proxy(stack, get):
    seeds = [address for address in crawl.seeds(crawl.keys(get, most=2)) if "2099" not in address]
    before = seen(get, seeds)  # which also fills the cache
    planted = int(stack.manage("shell", "--verbosity", "0", "-c", PLANT, DEBUG="1", CACHE_URL="").split()[-1])
    assert planted >= LEAST
    stack.wait_until(stack.replica_is_even)
    after = seen(get, seeds)
    assert len(after) > 500
    for address, (status, headers, text) in after.items():
        assert status in (200, 301, 400, 403, 404, 410), (status, address)
        for secret in (CANARY, DAY[:7]):
            assert secret not in text, address
            assert secret not in str(headers), address
    assert after.keys() == before.keys()
    differing = [
        one for one, (_, _, text) in after.items() if text != before[one][2] and "/metrics" not in one
    ]
    assert differing == []
    assert stack.manage("check_record").startswith("The record is whole")
