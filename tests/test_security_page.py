"""docs/security.md: every line of the catalogue is there, and what it says holds it exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text()
CATALOGUE = """
    L02 L04 L05 L07 L08 L10 L11 L13 L14 L16 P01 P04 P05 P06 P07 P09 P10 P12 P13 W01 W03 W06 W07 W10 W11 W12 W14
    I01 I03 I05 I06 I07 I09 I11 I12 I13 X01 X02 X04 X05 X06 X08 X09 X10 X11 X12 E01 E04 E05 E06 E07 E08 E09
    H02 H04 H06 H07 A01 A02 A03 A04 A05 A06 S02 S03 S05 S07 C01 C05 R04 R05 R07 R09 R11 R12
    B01 B05 B06 B08 G01 G02 G03 G05 G06 G07 Q01 Q03 Q06
""".split()
ASVS = """
    V1.2.1 V1.2.2 V1.2.3 V1.2.10 V1.3.1 V1.3.5 V1.3.6 V1.5.1 V2.3.1 V2.3.2 V2.3.3 V2.3.4 V2.3.5 V2.4.1 V3.2.1
    V3.3.1 V3.3.2 V3.3.3 V3.3.4 V3.4.1 V3.4.2 V3.4.3 V3.4.4 V3.4.5 V3.4.6 V3.4.8 V3.5.1 V3.5.3 V3.5.5 V3.6.1
    V4.1.1 V4.1.3 V5.2.1 V5.2.2 V5.2.3 V5.4 V6.2 V6.3 V7 V8.1.2 V8.2.1 V8.2.2 V8.2.3 V13.2.4 V13.4.2 V13.4.4 V13.4.5
    V14.2.2 V14.3.2 V15.2.2 V15.3.1 V15.3.2 V15.3.3 V15.3.7 V15.4.2 V16.3 V16.4 V16.5
""".split()
# A line without a test says why in these words.
REASONS = ("accepted", "deployment", "done in make")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def lines() -> dict[str, tuple[str, str]]:
    """Every row of the tables: its id, what is done, what holds it."""
    rows = re.findall(r"^\| ([A-Z]+[\d.]+) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    assert len(rows) == len({name for name, *_ in rows}), "an id stands twice"
    return {name: (what, held) for name, what, held in rows}


@cache
def functions_of(path: str) -> frozenset[str]:
    """The names of the test functions of a file."""
    if not (ROOT / path).is_file():
        return frozenset()
    tree = ast.parse((ROOT / path).read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_line_of_the_catalogue_is_answered():
    assert sorted(lines()) == sorted([*CATALOGUE, *ASVS])


@pytest.mark.parametrize("name", [*CATALOGUE, *ASVS])
def test_a_line_is_held_by_a_test_or_says_why_not(name):
    what, held = lines()[name]
    assert NAMED.search(held) or any(reason in what for reason in REASONS)
    for path, function in NAMED.findall(what + held):
        assert function.startswith("test_")
        assert function in functions_of(path), f"{path} has no {function}"


def test_every_test_that_the_page_names_exists():
    named = NAMED.findall(PAGE)
    assert len(named) > 200
    assert not [f"{path}::{function}" for path, function in named if function not in functions_of(path)]


def test_the_policy_keeps_its_promises_where_people_look():
    policy = (ROOT / "SECURITY.md").read_text()
    for promise in ("3 working days", "14 days", "90 days", "docs/security.md", "/.well-known/security.txt"):
        assert promise in policy
    assert "SECURITY.md" in PAGE


def test_links_of_the_page_lead_somewhere():
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
