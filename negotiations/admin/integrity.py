"""What the database refused, as a sentence for the editor."""

import re

from django.apps import apps
from django.db import IntegrityError
from django.utils.text import capfirst, get_text_list

_SQLITE_CHECK = re.compile(r"constraint failed: (?:index ')?(\w+)'?$")
_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: ([\w., ]+)$")
_POSTGRESQL_KEY = re.compile(r"Key \(([\w, ]+)\)=")
UNKNOWN = "The record cannot hold this as it is, so nothing was saved. Check dates, numbers and repetitions."


def sentence(error: IntegrityError) -> str:
    """What to mend, in the words of the constraint that was broken."""
    name, table, columns = _broken(error)
    for model in apps.get_app_config("negotiations").get_models():
        for constraint in model._meta.constraints:
            same = (
                model._meta.db_table == table
                and _columns(model, getattr(constraint, "fields", ())) == columns
            )
            if constraint.name == name or (columns and same):
                return str(constraint.get_violation_error_message())
        if columns and model._meta.db_table == table:
            return _taken(model, columns)
    return UNKNOWN


def _broken(error: IntegrityError) -> tuple[str, str, set[str]]:
    """The constraint's name, or its table and columns where the database tells only those."""
    diag = getattr(error.__cause__, "diag", None)
    if diag is not None:
        key = _POSTGRESQL_KEY.search(diag.message_detail or "")
        return diag.constraint_name or "", diag.table_name or "", set(key[1].split(", ")) if key else set()
    if found := _SQLITE_UNIQUE.search(str(error)):
        pairs = [column.strip().split(".") for column in found[1].split(",")]
        return "", pairs[0][0], {pair[-1] for pair in pairs}
    found = _SQLITE_CHECK.search(str(error))
    return found[1] if found else "", "", set()


def _columns(model, names) -> set[str]:
    return {model._meta.get_field(name).column for name in names}


def _taken(model, columns: set[str]) -> str:
    names = [str(field.verbose_name) for field in model._meta.concrete_fields if field.column in columns]
    return f"{capfirst(model._meta.verbose_name)} with this {get_text_list(names, 'and')} exists already: use that one."
