"""The API under questions that nobody here thought of: schemathesis reads the OpenAPI document and makes them up.

`make clients` runs it: two thousand and more, each answered with a status and in a shape that the document says.
"""

from collections import Counter
from random import Random

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings

from negotiations.models.printed import Publication
from negotiations.public.api.document import document
from negotiations.public.api.nouns import collections
from tests.api.record import make_record
from tests.conftest import forget

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: make clients")
pytestmark = pytest.mark.django_db
application = get_wsgi_application()
CASES = 40  # of each operation, as many that fit the document and as many that do not
LEAST = 2000
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
# Keys that no schema can list are refused with 400 although they fit it; every other check stands.
NOT_ASKED = [schemathesis.checks.positive_data_acceptance]
# What a server does around a request, and what would end the one transaction that these tests are in.
SIGNALS = (request_started, request_finished)
seen: Counter[tuple[str, int]] = Counter()


@pytest.fixture(scope="module", autouse=True)
def record(django_db_setup, django_db_blocker):
    """Something stands at every kind of address; made once, and rolled back after the last test."""
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        make_record()
        yield
        transaction.set_rollback(True)
    for signal in SIGNALS:
        signal.connect(close_old_connections)
    forget()


@pytest.fixture
def operations(db):
    """The site's own document, as it is served, as schemathesis understands it: path -> operation."""
    found = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    return {one.ok().path: one.ok() for one in found.get_all_operations()}


# What the record of these tests holds; what is made up is hardly ever in it.
REAL = {
    "known": "2099-12-31",
    "on": "2025-08-10",
    "since": "2",
    "by": "US",
    "code": "8703.23.01",
    "from": "2025-04",
    "to": "2026",
    "economy": "JP",
    "topic": "tariffs",
    "person": "ryosei-akazawa",
    "measure": "us-duty-on-cars",
    "negotiation": "united-states-japan-tariff-talks",
    "source": "TWS-000001",
}


def made_real(case):
    """Two in three questions that fit the document ask for what is there, so that it is answered."""
    dice = Random(str(case.query) + str(case.path_parameters))  # noqa: S311
    if dice.random() < 1 / 3:
        return case
    case.query.pop("after", None)
    for name, value in REAL.items():
        if name in case.query:
            case.query[name] = [value] if isinstance(case.query[name], list) else value
    if "key" in (case.path_parameters or {}):
        case.path_parameters["key"] = dice.choice(keys(case.operation.path.split("/")[3]))
    if "number" in (case.path_parameters or {}):
        case.path_parameters["number"] = dice.choice([1, 1, 2])
    return case


def keys(name: str) -> list[str]:
    """Every key in a list of the API."""
    found = Publication.objects
    found = found.filter(kind=collections()[name].name) if name in collections() else found.entries()
    return list(found.order_by("key").values_list("key", flat=True))


@pytest.mark.parametrize("mode", MODES, ids=["fitting", "not fitting"])
@pytest.mark.parametrize("path", list(document()["paths"]))
def test_every_answer_is_as_the_document_says(operations, path, mode):
    @given(case=operations[path].as_strategy(generation_mode=mode))
    @settings(max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case):
        asked = made_real(case) if mode.is_positive else case
        response = asked.call()
        seen[path, response.status_code] += 1
        asked.validate_response(response, excluded_checks=NOT_ASKED)

    ask()


def test_it_was_asked_often_enough():
    print("\n".join(f"{status} {path}: {count}" for (path, status), count in sorted(seen.items())))
    assert sum(seen.values()) >= LEAST, sum(seen.values())
    answered = {path for path, status in seen if status == 200}
    assert answered == {path for path, _ in seen}
