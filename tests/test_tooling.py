"""What `make` and the pinned requirements promise to somebody who has just cloned the project."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PINS = ["requirements.txt"] + [f"requirements-{name}.txt" for name in ("dev", "clients", "browser", "bench")]


def pinned(name: str) -> dict[str, str]:
    """Package to everything that a requirements file says of it."""
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text())
    return {entry.split("==")[0]: entry for entry in entries if not entry.startswith("#")}


def package(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower()


@pytest.mark.parametrize("name", PINS)
def test_every_requirement_is_pinned_with_hashes(name):
    for entry in pinned(name).values():
        assert re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\d", entry)
        assert "--hash=sha256:" in entry


@pytest.mark.parametrize("name", PINS)
def test_the_pins_name_no_index_and_no_path_of_a_machine(name):
    text = (ROOT / name).read_text()

    assert "make pins" in text.splitlines()[1]
    assert not re.search(r"://|^-|--(index|extra-index|find-links)|[ =]/|file:", text, re.MULTILINE)


def test_the_pins_hold_what_pyproject_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    groups = project["dependency-groups"]

    assert {package(name) for name in runtime} <= pinned("requirements.txt").keys()
    assert {package(name) for name in groups["dev"]} <= pinned("requirements-dev.txt").keys()
    assert {package(name) for name in groups["browser"]} <= pinned("requirements-browser.txt").keys()


def test_a_package_has_one_version_in_all_files():
    versions = [re.findall(r"^([a-z0-9-]+==\S+)", (ROOT / name).read_text(), re.MULTILINE) for name in PINS]

    assert set(versions[0]) <= set(versions[1]) <= set(versions[2])


@pytest.fixture
def search(tmp_path):
    """Runs scripts/find-python with an empty home and a PATH where `python3` is too old."""
    programs = tmp_path / "programs"
    programs.mkdir()
    old = programs / "python3"
    old.write_text("#!/bin/sh\necho 'AssertionError' >&2\nexit 1\n")
    old.chmod(0o755)

    def run(**environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [ROOT / "scripts" / "find-python"],
            env={"PATH": str(programs), "HOME": str(tmp_path)} | environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    run.home = tmp_path
    return run


def place(path: Path) -> None:
    """Put a Python that works at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    path.chmod(0o755)


def assert_found(process: subprocess.CompletedProcess[str]) -> None:
    assert process.returncode == 0, process.stderr
    ask = [process.stdout.strip(), "-c", "import sys; print(sys.version_info >= (3, 12))"]
    assert subprocess.run(ask, capture_output=True, text=True, check=True).stdout == "True\n"


def test_a_newer_python_is_found_beside_an_old_python3(search):
    place(search.home / "programs" / "python3.13")

    assert_found(search())


def test_a_newer_python_is_found_among_those_of_pyenv(search):
    place(search.home / ".pyenv" / "versions" / "3.13.0" / "bin" / "python3")

    assert_found(search())


def test_a_python_can_be_named(search):
    assert_found(search(PYTHON=sys.executable))


def test_a_named_python_that_is_too_old_is_not_used_silently(search):
    place(search.home / "programs" / "python3.12")
    process = search(PYTHON="python3")

    assert_found(process)
    assert "PYTHON=python3 is not a usable Python" in process.stderr


def test_without_any_python_a_clear_message_says_what_to_install(search):
    process = search()

    assert process.returncode == 1
    assert process.stdout == ""
    assert process.stderr.startswith("TradeWatch needs Python 3.12 or newer")


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_lists_the_targets_that_are_promised():
    listing = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"^  make ([a-z]+)", listing, re.MULTILINE))

    assert {"help", "setup", "run", "test", "check", "browser", "pins", "clean"} <= targets
