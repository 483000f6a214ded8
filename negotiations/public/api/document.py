"""The OpenAPI document: what ninja writes of the operations, with what the front door adds to each of them."""

import json
import re
from functools import cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import TextChoices

from negotiations import values
from negotiations.public import reuse
from negotiations.public.api import interface
from negotiations.values.vocabulary import Terms

_JSON, _PROBLEM = "application/json", "application/problem+json"
_ERRORS = {
    400: "A parameter is unknown, missing or cannot be read; `errors` says what to write for each.",
    404: "Nothing is published at this address.",
    405: "Only GET, HEAD and OPTIONS are answered.",
    410: "It was withdrawn; the notice is in `detail`.",
    429: "Too many requests from one address. Wait for the seconds in `Retry-After`.",
    500: "Something went wrong on our side.",
}
_ALWAYS = (400, 405, 429, 500)
_HEADERS = {
    "ETag": {
        "description": "Changes with the answer; send it back in If-None-Match.",
        "schema": {"type": "string"},
    },
    "Link": {"description": "The next page (rel=next).", "schema": {"type": "string"}},
}
_PROBLEM_SCHEMA = {
    "title": "Problem",
    "type": "object",
    "description": "Why there is no answer (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "examples": ["about:blank"]},
        "title": {"type": "string", "examples": ["Bad Request"]},
        "status": {"type": "integer", "examples": [400]},
        "detail": {"type": "string", "description": "What is wrong, in a sentence for people."},
        "errors": {
            "type": "array",
            "description": "For each parameter that is wrong, what to write.",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


@cache
def document() -> dict[str, Any]:
    """The document of this site. It depends on the settings and the code alone."""
    found: dict[str, Any] = dict(interface.api.get_openapi_schema(path_prefix="api/v1/"))
    found["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema"
    found["servers"] = [{"url": settings.SITE_URL}]
    found["info"] |= {"license": {"name": settings.LICENCE, **_licence_url()}}
    components = found["components"]
    components["schemas"] |= {"Problem": _PROBLEM_SCHEMA}
    components["responses"] = {_name(status): _problem(about) for status, about in _ERRORS.items()}
    components["responses"] |= {"NotModified": {"description": "The reader has it already."}}
    components["headers"] = _HEADERS
    for path, methods in found["paths"].items():
        _complete(path, methods["get"])
    components["schemas"] = _used(found)
    _say_what_words_mean(components["schemas"])
    return found


def _used(found: dict[str, Any]) -> dict[str, Any]:
    """The schemas that an answer is made of, by name; ninja lists those of parameters too."""
    schemas, used = found["components"]["schemas"], set()
    waiting = _named_in(found["paths"]) | _named_in(found["components"]["responses"])
    while waiting:
        used |= waiting
        waiting = set().union(*(_named_in(schemas[name]) for name in waiting)) - used
    return {name: schemas[name] for name in sorted(used)}


def _named_in(value: Any) -> set[str]:
    """The names of the schemas that a part of the document refers to."""
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(value)))


def _licence_url() -> dict[str, str]:
    return {"url": url} if (url := reuse.licence_url()) else {}


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.replace(" ", "")


def _problem(about: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": about, "content": {_PROBLEM: {"schema": schema}}}


def _complete(path: str, operation: dict[str, Any]) -> None:
    """Add what the front door answers, and put the examples of parameters where the standard has them."""
    responses = {str(status): told for status, told in operation["responses"].items()}
    ok = responses["200"]
    ok["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
    responses["304"] = {"$ref": "#/components/responses/NotModified"}
    for status in (*_ALWAYS, *_also(path)):
        responses[str(status)] = {"$ref": f"#/components/responses/{_name(status)}"}
    if "{key}" in path:
        responses["301"] = {"description": "It was merged with another: follow `Location`."}
    operation["responses"] = dict(sorted(responses.items()))
    for parameter in operation.get("parameters", ()):
        if examples := parameter.pop("examples", None):
            parameter["example"] = examples[0]
        parameter["schema"].pop("description", None)


def _also(path: str) -> tuple[int, ...]:
    if "{key}" not in path:
        return ()
    return (404, 410) if "/entries/" in path else (404,)


def _say_what_words_mean(schemas: dict[str, Any]) -> None:
    """Under each closed list, what its words mean."""
    for name, schema in schemas.items():
        words = _closed_lists().get(name)
        if words and "enum" in schema:
            told = "; ".join(f"`{word}`: {label}" for word, label in words.choices)
            schema["description"] = f"{_first_line(words)}{told}."


def _first_line(words: type[TextChoices]) -> str:
    own = (words.__doc__ or "").split("\n")[0]
    return f"{own} " if own and not own.startswith("An enumeration") else ""


@cache
def _closed_lists() -> dict[str, type[TextChoices]]:
    """Every closed list of the record by its name."""
    found = [*TextChoices.__subclasses__(), *Terms.__subclasses__()]
    return {one.__name__: one for one in found if one.__module__.startswith(values.__name__)}
