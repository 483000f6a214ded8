"""The OpenAPI document and the page that shows it: complete, and made from the public schemas."""

import json
import re

import pytest

from negotiations.public import kinds
from negotiations.public.api import examples, shapes, wording
from negotiations.public.api.document import document
from negotiations.public.api.interface import ABOUT, api
from negotiations.public.kinds.base import Date, Printed, Ref
from negotiations.public.parameters import TimelineFilterSet

SCHEMAS = document()["components"]["schemas"]


def parts(schema) -> set[type[Printed]]:
    """The schema and those of its parts."""
    text = {name: str(field.annotation) for name, field in schema.model_fields.items()}
    within = {
        one for one in Printed.__subclasses__() if any(one.__name__ in found for found in text.values())
    }
    return {schema}.union(*(parts(one) for one in within - {schema, Ref, Date}))


@pytest.mark.parametrize("kind", kinds.all_kinds())
def test_the_fields_of_a_response_are_those_of_the_public_schema_in_their_order(kind):
    for schema in parts(kinds.get(kind).schema):
        shown = list(SCHEMAS[shapes.name_of(schema)]["properties"])
        own = [name for name in shown if name in schema.model_fields]
        assert own == list(schema.model_fields)
        if schema is kinds.get(kind).schema:
            envelope = list(shapes.Item.model_fields)
            assert shown[: len(envelope)] == envelope


def test_no_public_schema_has_a_field_of_the_name_of_one_around_it():
    for kind in kinds.all_kinds().values():
        assert not set(kind.schema.model_fields) & set(shapes.Item.model_fields), kind.name


def test_every_field_says_what_it_is():
    silent = [
        f"{name}.{field}"
        for name, schema in SCHEMAS.items()
        for field, told in schema.get("properties", {}).items()
        if not told.get("description") and not name.startswith("Rate") and "$ref" not in str(told)
    ]
    # What is named by its own name: `data`, `name` and the like.
    assert {one.split(".")[1] for one in silent} <= {
        *("kind", "key", "name", "url", "site", "description", "type", "title", "status", "lists", "meta"),
        *("parameter", "detail", "known", "generation", "edition", "data", "note"),
    }, silent


def test_words_are_kept_for_no_field_that_is_gone():
    names = {
        name for kind in kinds.all_kinds().values() for one in parts(kind.schema) for name in one.model_fields
    }
    assert set(wording.WORDING) <= names
    assert set(wording.EXAMPLES) <= names
    assert set(wording.UNITS) <= names


def test_a_field_that_its_public_schema_describes_has_no_second_description():
    told = {
        name
        for kind in kinds.all_kinds().values()
        for one in parts(kind.schema)
        for name, field in one.model_fields.items()
        if field.description
    }
    silent = {
        name
        for kind in kinds.all_kinds().values()
        for one in parts(kind.schema)
        for name, field in one.model_fields.items()
        if not field.description
    }
    assert set(wording.WORDING) <= silent, set(wording.WORDING) & told - silent


def test_dates_and_rates_say_their_units():
    assert "EDTF" in SCHEMAS["Date"]["properties"]["edtf"]["description"]
    assert "IANA" in SCHEMAS["Date"]["properties"]["zone"]["description"]
    assert "customs value" in SCHEMAS["MeasureChange"]["properties"]["duty"]["description"]
    assert "Exclusive" in SCHEMAS["MeasureChange"]["properties"]["effective_until"]["description"]
    assert SCHEMAS["PriceChange"]["properties"]["percent"]["type"] == "string"


def test_the_parameters_of_entries_are_those_of_the_timeline():
    told = {one["name"]: one for one in document()["paths"]["/api/v1/entries"]["get"]["parameters"]}
    assert set(told) == {*TimelineFilterSet.get_filters(), "limit"}
    assert all(one["description"] for one in told.values())


def test_entries_are_told_apart_by_their_kind():
    items = SCHEMAS["EntryList"]["properties"]["data"]["items"]
    assert items["discriminator"]["propertyName"] == "kind"
    assert set(items["discriminator"]["mapping"]) == {kind.name for kind in kinds.entry_kinds()}


def test_closed_lists_say_what_their_words_mean():
    assert "`in_force`: In force" in SCHEMAS["MeasureState"]["description"]
    silent = [
        name for name, schema in SCHEMAS.items() if "enum" in schema and "`" not in schema["description"]
    ]
    assert silent == []


def test_every_operation_has_a_name_of_its_own_and_its_refusals():
    operations = [methods["get"] for methods in document()["paths"].values()]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"(list|get)_[a-z_]+", name) for name in names)
    for one in operations:
        assert {"200", "304", "400", "405", "429", "500"} <= set(one["responses"])


def test_the_document_is_served_as_it_is_made(client):
    response = client.get("/api/v1/openapi.json")
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.json() == json.loads(json.dumps(document()))
    assert response.json()["openapi"].startswith("3.1")


def test_every_reference_within_the_document_leads_somewhere():
    text = json.dumps(document())
    for kind, name in set(re.findall(r'"#/components/(\w+)/(\w+)"', text)):
        assert name in document()["components"][kind]


@pytest.mark.django_db
def test_the_page_shows_every_operation_parameter_and_schema(client):
    page = client.get("/api/v1/docs/").text
    for path, methods in document()["paths"].items():
        assert path in page
        assert f'id="{methods["get"]["operationId"]}"' in page
        for parameter in methods["get"].get("parameters", ()):
            assert f"<code>{parameter['name']}</code>" in page
    for name in SCHEMAS:
        assert f'id="schema-{name}"' in page
    for target in set(re.findall(r'href="#([^"]+)"', page)):
        assert f'id="{target}"' in page, target
    assert len(set(ids := re.findall(r' id="([^"]+)"', page))) == len(ids)
    assert "style=" not in page
    assert "<script>" not in page


@pytest.mark.django_db
def test_the_addresses_to_try_are_answered(client):
    from tests.api.record import make_record

    make_record()
    page = client.get("/api/v1/docs/").text
    tries = [one.replace("&amp;", "&") for one in re.findall(r'href="(/api/v1/[^"]*)"', page)]
    assert len(tries) > 15
    for address in tries:
        assert client.get(address).status_code == 200, address


@pytest.mark.django_db
def test_the_page_cannot_be_written_to(client):
    response = client.post("/api/v1/docs/")
    assert response.status_code == 405
    assert response.headers["Content-Type"].startswith("application/problem+json")
    assert "Access-Control-Allow-Origin" not in response.headers


def test_what_is_said_of_the_api_is_said_once():
    assert all(text in api.description for text in ABOUT.values())
    assert examples.PYTHON.count("\n") == examples.JAVASCRIPT.count("\n") == 5
