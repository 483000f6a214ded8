"""The OpenAPI document, read by a program that nobody here wrote."""

import pytest


def test_openapi_spec_validator_finds_the_document_valid(client):
    validator = pytest.importorskip(
        "openapi_spec_validator", reason="openapi-spec-validator is not installed: make clients"
    )
    served = client.get("/api/v1/openapi.json").json()
    assert list(validator.OpenAPIV31SpecValidator(served).iter_errors()) == []
