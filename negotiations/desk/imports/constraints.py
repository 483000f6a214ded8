"""What the database would refuse of a row, told before it gets there; asked once for the same values."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

_PLAIN = (str, int, Decimal, date, type(None))  # also bool and datetime


def broken(model: type[models.Model], said: dict[str, Any]) -> str:
    """The sentence of the first check of a table that these values break, '' where they break none.

    `said` are values by the names of columns; what they do not say has its default, and what points at a row that is
    not stored yet is no reason.
    """
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.CheckConstraint):
            continue
        names = sorted(_names(constraint.condition))
        fields: list[Any] = [model._meta.get_field(name) for name in names]
        known = tuple((field.attname, said.get(field.attname, field.get_default())) for field in fields)
        are_plain = all(isinstance(value, _PLAIN) for _, value in known)
        if are_plain and (message := _message(model, constraint.name, known)):
            return message
    return ""


@lru_cache(maxsize=4096)
def _message(model: type[models.Model], name: str, known: tuple) -> str:
    constraint = next(found for found in model._meta.constraints if found.name == name)
    try:
        constraint.validate(model, model(**dict(known)))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _names(condition: Any) -> set[str]:
    """The fields that a condition speaks of, on either side."""
    if isinstance(condition, Q):
        return {name for child in condition.children for name in _names(child)}
    path, value = condition
    names = [path, *([str(getattr(value, "name"))] if isinstance(value, F) else [])]  # noqa: B009 (stubs miss it)
    return {name.split("__")[0] for name in names}
