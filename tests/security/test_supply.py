"""What comes from others: packages, one script, no server of anybody else's; and secrets that are in no file."""

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "static" / "vendor"
HTMX = VENDOR / "htmx-4.0.1.min.js"
PINS = sorted(ROOT.glob("requirements*.txt"))
TEXTS = [
    *(ROOT / "templates").rglob("*.*"),
    *(ROOT / "static" / "js").glob("*"),
    *(ROOT / "static" / "css").glob("*"),
]
# Key material as it looks, whoever made it: private keys, tokens of known services, long words beside a telling name.
SECRETS = (
    r"-----BEGIN [A-Z ]*PRIVATE KEY",
    r"\bAKIA[0-9A-Z]{16}\b",
    r"\bgh[pousr]_[A-Za-z0-9]{30,}",
    r"\bxox[abpr]-[A-Za-z0-9-]{10,}",
    r"\bsk-[A-Za-z0-9_-]{30,}",
    r"(?i)(secret_key|password|api_key)\s*[:=]\s*[\"'][A-Za-z0-9+/_-]{40,}[\"']",
)


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.name)
def test_every_line_of_a_requirements_file_is_a_version_with_its_hashes(path):
    entries = re.split(r"\n(?=\S)", path.read_text().replace("\\\n", " "))
    for entry in entries:
        if entry.strip() and not entry.startswith("#"):
            assert re.match(r"[a-z0-9.-]+(\[[a-z,-]+\])?==[0-9][^ ]*\s", entry), entry[:80]
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:80]


def test_the_installer_takes_only_what_has_its_hash():
    script = (ROOT / "scripts" / "install").read_text()
    assert "--require-hashes" in script


def test_the_script_that_we_did_not_write_is_the_one_that_is_written_down():
    table = (VENDOR / "README.md").read_text()
    recorded = re.search(r"sha256 of our file \| `([0-9a-f]{64})`", table)
    assert recorded
    assert hashlib.sha256(HTMX.read_bytes()).hexdigest() == recorded[1]
    assert [path.name for path in VENDOR.glob("*.js")] == [HTMX.name]


def test_the_script_asks_only_this_site_keeps_no_pages_and_runs_no_words():
    """htmx 4: requests are `same-origin` unless told otherwise, extensions (a history of pages is one) are off."""
    source = HTMX.read_text()
    assert re.search(r'mode:\s*"same-origin"', source)
    told = [
        json.loads(found)
        for path in (ROOT / "templates").rglob("*.html")
        for found in re.findall(r"name=\"htmx-config\" content='([^']+)'", path.read_text())
    ]
    assert told
    for config in told:
        assert config["extensions"] == "none"
        assert not config.keys() & {"mode", "allowEval", "history", "inlineScriptNonce", "transitions"}
    loading = [path for path in (ROOT / "templates").rglob("*.html") if HTMX.name in path.read_text()]
    assert len(loading) == len(told)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_nothing_is_loaded_from_another_site(path):
    if path.is_dir() or path.suffix in {".png", ".ico", ".woff2"}:
        return
    text = path.read_text()
    assert not re.search(r"(?:src|srcset|poster)\s*=\s*[\"'](?:https?:)?//", text)
    assert not re.search(
        r"<link[^>]+rel=[\"'](?:stylesheet|preload|preconnect|dns-prefetch)[^>]+href=[\"'](?:https?:)?//",
        text,
    )
    assert not re.search(r"@import|url\([\"']?(?:https?:)?//|importScripts|new WebSocket", text)


def tracked() -> list[Path]:
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if found.returncode:
        pytest.skip("this is no clone: the files of a release are not known here")
    return [ROOT / name for name in found.stdout.decode().split("\0") if name]


def test_no_secret_is_in_any_file():
    for path in tracked():
        if path.suffix in {".png", ".mo", ".xlsx", ".pdf"} or not path.is_file() or path == Path(__file__):
            continue
        text = path.read_text(errors="replace")
        for pattern in SECRETS:
            found = re.search(pattern, text)
            assert not found, f"{path.relative_to(ROOT)}: {found[0][:40]}"


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE KEY-----",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_" + "a1" * 18,
        "SECRET_KEY = '" + "x1" * 25 + "'",
    ],
)
def test_a_secret_would_be_seen(text):
    assert any(re.search(pattern, text) for pattern in SECRETS)
