"""Response models, made from the public schemas.

No field is written a second time. Each schema of `public.kinds` becomes a model of the same name less "Body", with the
same fields in the same order, and three differences:

- a `Ref` becomes a `Reference`: what it points at, with its name and address, as they are at the question's clock;
- a `Date` gets its words beside it;
- every field is always there: what has no value is null, '' or [].

A reference to something that readers cannot see is null. In a list it is left out, and a part that must point at
something (a citation at its source) is left out with it.
"""

from datetime import datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Field, create_model
from pydantic.fields import FieldInfo

from negotiations.public import kinds
from negotiations.public.api.wording import EXAMPLES, UNITS, WORDING
from negotiations.public.kinds import base
from negotiations.values.vocabulary import Change


class Reference(BaseModel):
    """Something in the record, by its name. `kind` and `key` together say which, for ever."""

    kind: str = Field(description="What kind of thing it is.", examples=["economy"])
    key: str = Field(
        description="The last part of its address, and its value in a filter: a code, a slug or a public id.",
        examples=["JP"],
    )
    id: str | None = Field(
        description="The public id of an entry (TW-000123) or a source (TWS-000012); null for other things."
    )
    label: str = Field(description="Its name at the question’s clock.", examples=["Japan"])
    url: str | None = Field(description="Its page; null where it has none of its own.")


class Date(BaseModel):
    """A date that is only as exact as its source."""

    edtf: str = Field(
        description="Local time in EDTF (ISO 8601-2): a minute, a day, a month (2025-04), a quarter (2025-34), a year,"
        " or a span with a slash; ~ after it is about, ? uncertain.",
        examples=["2025-04-16", "2025-04-03T00:01"],
    )
    zone: str = Field(
        description="IANA zone of the place; '' where none is known, to be read as UTC.",
        examples=["America/New_York"],
    )
    text: str = Field(description="The same in words.", examples=["16 April 2025"])


class Unreviewed(BaseModel):
    """That an edition was published before a second editor had approved it."""

    reason: str = Field(description="Why it could not wait.", examples=["The duty applies from midnight."])
    confirmed_at: datetime | None = Field(
        description="When a second editor stood for it afterwards, in UTC; null as long as none has."
    )


class EditionInfo(BaseModel):
    """One printing. It stood from `published_at` until, exclusively, `superseded_at`."""

    number: int = Field(description="1 for the first.", examples=[1])
    change: Change = Field(description="Why it was printed.")
    note: str = Field(description="What changed, in words: of a correction what was wrong and what is right.")
    published_at: datetime = Field(description="Instant in UTC, exact to the microsecond.")
    superseded_at: datetime | None = Field(description="Null while it stands.")
    unreviewed: Unreviewed | None = Field(
        description="Null for what a second editor had approved before it was published."
    )


class Item(Reference):
    """What is in the record. It begins with what a reference to it says."""

    edition: EditionInfo = Field(description="The edition that these fields are from.")


def name_of(schema: type[BaseModel]) -> str:
    """The name of a response model: that of its public schema, less "Body"."""
    return schema.__name__.removesuffix("Body")


@cache
def item_model(kind: str) -> type[Item]:
    """The response model of a kind."""
    schema = kinds.get(kind).schema
    fields = {name: _field(name, info, is_part=False) for name, info in schema.model_fields.items()}
    named: Any = {"kind": (Literal[kind], Field(examples=[kind]))}
    return create_model(name_of(schema), __base__=Item, __doc__=_doc(schema, kind), **named, **fields)


@cache
def part_model(schema: type[base.Printed]) -> type[BaseModel]:
    """The response model of a part of a body, such as a citation."""
    fields: Any = {name: _field(name, info, is_part=True) for name, info in schema.model_fields.items()}
    return create_model(name_of(schema), __doc__=schema.__doc__ or "", **fields)


@cache
def entry_model() -> Any:
    """Any kind of entry, told apart by `kind`."""
    models = tuple(item_model(kind.name) for kind in kinds.entry_kinds())
    return Annotated[Union[models], Field(discriminator="kind")]  # noqa: UP007 - made at run time


def _doc(schema: type[BaseModel], kind: str) -> str:
    return schema.__doc__ or f"{kinds.get(kind).title}: what was printed of it."


def _field(name: str, info: FieldInfo, *, is_part: bool) -> Any:
    """A field of a public schema as a field of a response."""
    shown = _shown(info.annotation)
    if info.annotation is base.Ref and not is_part:
        shown = Reference | None
    about = Field(
        description=(info.description or WORDING.get(name, "")) + UNITS.get(name, ""),
        examples=info.examples or EXAMPLES.get(name),
        json_schema_extra=info.json_schema_extra,
    )
    return (Annotated[(shown, *info.metadata)] if info.metadata else shown), about


def _shown(annotation: Any) -> Any:
    """A type of the public schemas as it stands in a response."""
    if annotation is base.Ref:
        return Reference
    if annotation is base.Date:
        return Date
    if isinstance(annotation, type) and issubclass(annotation, base.Printed):
        return part_model(annotation)
    origin, within = get_origin(annotation), get_args(annotation)
    if origin is list:
        return list[_shown(within[0])]  # type: ignore[misc]
    if origin in (Union, UnionType):
        return Union[tuple(map(_shown, within))]  # noqa: UP007 - made at run time
    return annotation
