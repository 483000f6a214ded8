"""The page that shows the OpenAPI document to people: operations, parameters, answers and what is in them."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from negotiations.public.api import examples, interface
from negotiations.public.api.document import document
from negotiations.public.caching import public_page
from negotiations.public.measure_words import Piece, Words
from negotiations.public.pages import page

_PLAIN = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}
_FORMATS = {"date": "day", "date-time": "instant"}


# Said once for all operations: these mean the same wherever they stand.
_COMMON = ("known", "on", "limit", "after")


@dataclass(frozen=True)
class Field:
    """A parameter of an operation, or a field of a schema."""

    name: str
    type: Words
    about: SafeString
    example: str
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """One address."""

    id: str
    path: str
    summary: str
    about: list[SafeString]
    parameters: list[Field]
    common: list[str]
    gives: Words
    errors: str
    example: str


@dataclass(frozen=True)
class Group:
    """The addresses about one thing."""

    id: str
    title: str
    operations: list[Operation]


@dataclass(frozen=True)
class Shape:
    """What is in an answer: a model with its fields, or a closed list with its words."""

    id: str
    name: str
    about: SafeString
    fields: list[Field]


@public_page
def reference(request):
    """Everything that the OpenAPI document says, and two examples to begin with."""
    return page(
        request,
        "api/reference.html",
        nav="about",
        intro=interface.INTRO,
        about=[(term, coded(text)) for term, text in interface.ABOUT.items()],
        common=common(),
        groups=groups(),
        shapes=shapes(),
        samples=[
            ("Python", examples.PYTHON.replace(examples.ADDRESS, settings.SITE_URL)),
            ("JavaScript", examples.JAVASCRIPT.replace(examples.ADDRESS, settings.SITE_URL)),
        ],
        canonical_url=settings.SITE_URL + request.path,
    )


@cache
def groups() -> list[Group]:
    """Every operation, under the thing that it is about, in the order of the document."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document()["paths"].items():
        told = methods["get"]
        found.setdefault(told["tags"][0], []).append(_operation(path, told))
    return [Group(_slug(title), title, operations) for title, operations in found.items()]


@cache
def shapes() -> list[Shape]:
    """Every schema by its name."""
    schemas = document()["components"]["schemas"]
    return [
        Shape(
            f"schema-{name}",
            name,
            coded(told.get("description", "")),
            _fields(told.get("properties", {}), told.get("required", [])),
        )
        for name, told in schemas.items()
    ]


def coded(text: str) -> SafeString:
    """A text whose `marked` parts are code."""
    parts = text.split("`")
    pairs = [(format_html("<code>{}</code>", part) if odd % 2 else part,) for odd, part in enumerate(parts)]
    return format_html_join("", "{}", pairs)


def _operation(path: str, told: dict[str, Any]) -> Operation:
    answer = told["responses"]["200"]["content"]["application/json"]["schema"]
    statuses = [status for status in told["responses"] if status not in ("200", "304")]
    return Operation(
        id=told["operationId"],
        path=path,
        summary=told["summary"],
        about=_paragraphs(told.get("description", "")),
        parameters=[_parameter(one) for one in told.get("parameters", ()) if not _is_common(one)],
        common=[one["name"] for one in told.get("parameters", ()) if _is_common(one)],
        gives=type_of(answer),
        errors=", ".join(statuses),
        example=_example(path, told.get("parameters", ())),
    )


def _paragraphs(text: str) -> list[SafeString]:
    return [coded(re.sub(r"\s+", " ", one).strip()) for one in text.split("\n\n") if one.strip()]


def _is_common(told: dict[str, Any]) -> bool:
    return told["in"] == "query" and told["name"] in _COMMON


@cache
def common() -> list[Field]:
    """The parameters that many operations have."""
    found = {
        one["name"]: _parameter(one)
        for methods in document()["paths"].values()
        for one in methods["get"].get("parameters", ())
        if _is_common(one)
    }
    return [found[name] for name in _COMMON]


def _parameter(told: dict[str, Any]) -> Field:
    return Field(
        told["name"],
        type_of(told["schema"]),
        coded(f"{told.get('description', '')}{_words(told['schema'])}"),
        _text(told.get("example")),
        told["required"],
    )


def _words(schema: dict[str, Any]) -> str:
    """The words of a closed list, as the end of a description."""
    words = schema.get("enum") or schema.get("items", {}).get("enum", [])
    return f" {', '.join(f'`{word}`' for word in words)}." if words else ""


def _example(path: str, parameters: Iterable[dict[str, Any]]) -> str:
    """An address to try; '' where that needs a key which only the record knows."""
    if "{" in path:
        return ""
    pairs = [(one["name"], one["example"]) for one in parameters if one["required"] and "example" in one]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _fields(properties: dict[str, Any], required: list[str]) -> list[Field]:
    return [
        Field(
            name,
            type_of(told),
            coded(told.get("description", "")),
            _text(next(iter(told.get("examples", ())), None)) if "const" not in told else "",
            name in required,
        )
        for name, told in properties.items()
    ]


def _text(example: Any) -> str:
    """An example as it is written: a list in an address by its first value."""
    if isinstance(example, list) and len(example) == 1:
        example = example[0]
    if example is None or isinstance(example, str):
        return example or ""
    return json.dumps(example, ensure_ascii=False)


def type_of(schema: dict[str, Any]) -> Words:
    """A JSON schema in words: "list of Citation", "text or null"."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return [Piece(name, f"#schema-{name}")]
    several = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if several:
        return _joined([type_of(one) for one in several])
    if schema.get("type") == "array":
        return [Piece("list of "), *type_of(schema.get("items", {}))]
    if "const" in schema:
        return [Piece(f"“{schema['const']}”")]
    if "enum" in schema:
        return [Piece("one of these words")]
    return [Piece(_FORMATS.get(schema.get("format", "")) or _PLAIN.get(schema.get("type", ""), "anything"))]


def _joined(types: list[Words]) -> Words:
    found = [*types[0]]
    for one in types[1:]:
        found += [Piece(" or "), *one]
    return found


def _slug(title: str) -> str:
    return re.sub(r"\W+", "-", title.lower())
