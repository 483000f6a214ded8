"""What is in a backup: which tables, in which order, and how a row is written."""

import base64
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from pydantic import BaseModel, ConfigDict

from negotiations.models.printed import SearchText, SocialImage

FORMAT = 1
MANIFEST = "manifest.json"
# Made again by a restore, or by signing in again.
_LEFT_OUT = (SearchText, SocialImage)
_LEFT_OUT_APPS = ("sessions",)


class DamagedBackup(Exception):
    """Why a file is not taken for a backup, or not for one that fits here; in one sentence that says what to do."""


class TableLine(BaseModel):
    """What the manifest says of one table."""

    model_config = ConfigDict(extra="forbid")
    table: str
    columns: list[str]
    rows: int
    sha256: str

    @property
    def path(self) -> str:
        return f"tables/{self.table}.jsonl"


class Manifest(BaseModel):
    """`migrations` are those that the tables were at, `generation` the number of the last printing."""

    model_config = ConfigDict(extra="forbid")
    format: int
    made_at: datetime
    site: str
    database: str
    generation: int
    migrations: list[str]
    tables: list[TableLine]


def tables() -> list[type[models.Model]]:
    """The models of every table that a backup holds, many-to-many tables included, by name."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model not in _LEFT_OUT
        if model._meta.app_label not in _LEFT_OUT_APPS
    }
    return [found[name] for name in sorted(found)]


def columns_of(model: type[models.Model]) -> list[models.Field]:
    """The fields that stand in the model's own table; those of a parent table stand in that one."""
    return list(model._meta.local_concrete_fields)


def written(values: Iterable[Any]) -> list:
    """A row as JSON can hold it, with nothing lost: instants to the microsecond, decimals digit by digit."""
    return [_written(value) for value in values]


def _written(value):
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value / timedelta(microseconds=1)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def read(field: models.Field, value: Any) -> Any:
    """A value of a row as its field holds it. Raises what the field raises for a value that it cannot hold."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(field, models.DurationField):
        return timedelta(microseconds=value)
    plain: Any = field.target_field if isinstance(field, models.ForeignKey) else field
    return plain.to_python(value)
