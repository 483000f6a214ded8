"""The five lines of the documentation, run as a reader would run them."""

import re
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from negotiations.public.api import examples
from tests import make

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def written(language: str) -> str:
    """The first example in a language, from the guide."""
    return re.search(rf"```{language}\n(.*?)```", GUIDE.read_text(), re.S).group(1)


@pytest.fixture
def site(live_server, settings):
    """The site on a port of this machine, with one entry."""
    settings.SITE_URL = live_server.url
    make.publish(make.make_quote(headline="Akazawa speaks to reporters"))
    return live_server.url


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_guide_has_the_examples_of_the_page():
    assert written("python") == examples.PYTHON
    assert written("js") == examples.JAVASCRIPT


def test_the_lines_in_python_print_entries(site):
    code = written("python").replace(examples.ADDRESS, site)
    assert run(sys.executable, "-c", code) == "TW-000001 16 April 2025 Akazawa speaks to reporters\n"


def test_the_lines_in_javascript_print_entries(site):
    if not which("node"):
        pytest.skip("Node is not installed.")
    code = written("js").replace(examples.ADDRESS, site)
    assert (
        run("node", "--input-type=module", "-e", code)
        == "TW-000001 16 April 2025 Akazawa speaks to reporters\n"
    )
