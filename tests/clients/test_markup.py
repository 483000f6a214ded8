"""Our HTML and the CSS in use, read by the Nu validator: every page, frame and refusal, in both languages."""

import json
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.clients import javascript
from tests.clients.record import make_record
from tests.public.site import VIEWS, fixed_addresses, japanese, printed_addresses

pytestmark = pytest.mark.django_db
VNU = javascript.HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What it says and is wrong about, with the reason.
NOT_OURS = {
    "paint-order": "its CSS parser is older than the property, which every browser here knows",
    "“container-type”": "the same",
}
OTHERS = ("/nothing/", "/timeline/?from=soon", "/rates/?by=US&economy=JP&on=2025-08-10", "/search/?q=zzzz")


@pytest.fixture
def nu():
    """The validator; a test skips where it cannot be run."""
    javascript.require("vnu-jar")
    if not which("java"):
        pytest.skip("Java is not installed.")
    return complaints


def complaints(*paths: Path) -> list[str]:
    """What it calls an error in files and folders: file, line and message."""
    done = subprocess.run(
        ["java", "-jar", VNU, "--format", "json", "--errors-only", "--exit-zero-always", *paths],
        capture_output=True,
        check=True,
        timeout=600,
    )
    return [
        f"{Path(one['url']).stem}: {one['message']} {one.get('extract', '')}".strip()
        for one in json.loads(done.stderr)["messages"]
        if one["type"] == "error" and not any(words in one["message"] for words in NOT_OURS)
    ]


def test_the_nu_validator_finds_no_error_on_any_page_or_frame(client, tmp_path, nu):
    make_record()
    saved = 0
    asked = [*fixed_addresses(), *printed_addresses(), *VIEWS, *OTHERS, *map(japanese, OTHERS)]
    for address in dict.fromkeys(asked):
        if re.match(r"/(api/v1/(?!docs)|oembed)|[^?]*\.[a-z]+$", address):
            continue
        page = client.get(address)
        if not page.headers["Content-Type"].startswith("text/html"):
            continue
        saved += 1
        (tmp_path / f"{re.sub(r'[^A-Za-z0-9=]+', '_', address).strip('_') or 'home'}.html").write_bytes(
            page.content
        )
    assert saved > 100
    assert nu(tmp_path) == []


def test_it_would_find_one(tmp_path, nu):
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=en><title>x</title><p><div>x</p></div>")
    assert nu(tmp_path)
