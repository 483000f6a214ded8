"""Our pages and frames, read by a validator and by a reader of structured data that nobody here wrote."""

import json
import subprocess
from shutil import which

import pytest

from tests import make
from tests.clients import javascript
from tests.clients.record import make_record
from tests.public.site import fixed_addresses, printed_addresses

pytestmark = pytest.mark.django_db
VNU = javascript.HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# The validator's CSS parser is older than the property, which every browser here knows.
_NOT_OURS = ("paint-order",)


def complaints(folder) -> list[str]:
    """What the Nu validator calls an error in the files of a folder."""
    done = subprocess.run(
        ["java", "-jar", VNU, "--format", "json", "--errors-only", "--exit-zero-always", folder],
        capture_output=True,
        check=True,
        timeout=300,
    )
    return [
        f"{message['url'].rsplit('/', 1)[-1]}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if message["type"] == "error" and not any(word in message["message"] for word in _NOT_OURS)
    ]


def test_the_nu_validator_finds_no_error_on_any_page_or_frame(client, tmp_path):
    javascript.require("vnu-jar")
    if not which("java"):
        pytest.skip("Java is not installed.")
    make_record()
    seen = 0
    for address in [*fixed_addresses(), *printed_addresses()]:
        page = client.get(address)
        if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
            continue
        seen += 1
        (tmp_path / f"{address.strip('/').replace('/', '_').replace('?', '-') or 'home'}.html").write_bytes(
            page.content
        )
    assert seen > 30
    assert complaints(tmp_path) == []


def test_extruct_finds_what_an_entry_is_about(client):
    extruct = pytest.importorskip("extruct", reason="extruct is not installed: make clients")
    make_record()
    for kind, number in zip(make.MAKERS, range(1, 100), strict=False):
        address = f"/entries/TW-{number:06d}/"
        found = extruct.extract(client.get(address).text, syntaxes=["json-ld", "opengraph"])
        (page,) = found["json-ld"]
        assert page["url"].endswith(address), kind
        assert page["mainEntity"]["name"] == page["headline"]
        assert page["citation"]
        properties = dict(found["opengraph"][0]["properties"])
        assert properties["og:title"] == page["headline"]
