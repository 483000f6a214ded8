"""Running a client that is written in JavaScript; a test skips where Node or the packages are missing."""

import json
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent


def require(package: str) -> None:
    """Skip the test, with what is missing, where a package of Node cannot be run."""
    if not which("node"):
        pytest.skip("Node is not installed.")
    if not (HERE / "node_modules" / package).exists():
        pytest.skip(f"{package} is not installed: npm ci --prefix tests/clients")


def ask(script: str, given: str) -> Any:
    """What a script of this folder makes of a text on its standard input, as JSON."""
    done = subprocess.run(
        ["node", HERE / script], input=given.encode(), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
