"""The files about the files: Data Package, manifest, citation, licence."""

import json
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from negotiations.public.bulk_data.checksums import Sum, sums
from negotiations.public.bulk_data.files import File, files
from negotiations.public.bulk_data.state import State
from negotiations.public.bulk_data.tables import Column, Table
from negotiations.public.reuse import licence_url

DESCRIPTION = (
    "The public record of trade negotiations: what happened, what was said and by whom, and which tariff measures"
    " were announced, put in force, paused or ended, each with its sources."
)
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def title() -> str:
    return f"{settings.SITE_NAME}: the record of trade negotiations"


def datapackage(state: State) -> str:
    """The descriptor by Data Package v2, with every table and column."""
    found = sums(state)
    name = slugify(settings.SITE_NAME) or "record"
    content: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": name,
        "id": f"{settings.SITE_URL}/data/",
        "title": title(),
        "description": DESCRIPTION,
        "homepage": f"{settings.SITE_URL}/data/",
        "version": state.version,
        "created": state.as_of,
        "licenses": [_licence()],
        "sources": [{"title": "Sources of each entry, listed with it", "path": "sources.csv"}],
        "contributors": [{"title": settings.SITE_NAME, "path": settings.SITE_URL, "roles": ["publisher"]}],
        "resources": [_resource(file, found[path]) for path, file in files().items()],
    }
    return _text({key: value for key, value in content.items() if value is not None})


def _licence() -> dict[str, str]:
    """The licence by name, and by address where it has a known one."""
    found = {"title": settings.LICENCE}
    name = settings.LICENCE.replace(" ", "-")
    if url := licence_url():
        found["path"] = url
    return found if url == settings.LICENCE else {"name": name, **found}


def _resource(file: File, found: Sum) -> dict[str, Any]:
    table = file.table
    about = {
        "name": table.name,
        "path": file.path,
        "title": table.title,
        "description": table.about,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": found.bytes,
        "hash": f"sha256:{found.sha256}",
    }
    if not file.is_tabular:  # no table: bodies differ from kind to kind
        more = f" Its fields: {settings.SITE_URL}/data/dictionary/#{table.name}"
        return about | {"format": "jsonlines", "description": table.about + more}
    return about | {"type": "table", "format": "csv", "schema": _schema(table)}


def _schema(table: Table) -> dict[str, Any]:
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        **_foreign_keys(table.columns),
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.type}
    about = f"{column.about} Unit: {column.unit}." if column.unit else column.about
    if about:
        found["description"] = about.strip()
    rules: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        found["categories"] = [{"value": value, "label": label} for value, label in column.choices]
        rules["enum"] = [value for value, _ in column.choices]
    return found | ({"constraints": rules} if rules else {})


def _foreign_keys(columns: tuple[Column, ...]) -> dict[str, Any]:
    """What single keys point at; a list of keys in one cell is no foreign key."""
    keys = [
        {"fields": [one.name], "reference": {"resource": one.refers_to, "fields": ["id"]}}
        for one in columns
        if one.refers_to and not one.is_list
    ]
    return {"foreignKeys": keys} if keys else {}


def manifest(state: State) -> str:
    """Every file with its rows, bytes and SHA-256, and the state of the record that they tell."""
    found = sums(state)
    return _text(
        {
            "generation": state.generation,
            "data_as_of": state.as_of,
            "version": state.version,
            "files": [
                {
                    "path": path,
                    "rows": found[path].rows,
                    "bytes": found[path].bytes,
                    "sha256": found[path].sha256,
                }
                for path in files()
            ],
        }
    )


def cite_as(state: State) -> str:
    """The whole data set as a citation."""
    day = f", {state.as_of[:10]}" if state.as_of else ""
    return f"{settings.SITE_NAME}: {DESCRIPTION.split(':')[0]}. Version {state.version}{day}. {settings.SITE_URL}/data/"


def citation(state: State) -> str:
    """The citation as a CFF 1.2.0 file. Values are JSON texts, which are YAML too."""
    told = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": title(),
        "version": state.version,
        "date-released": state.as_of[:10] if state.as_of else None,
        "url": f"{settings.SITE_URL}/data/",
        "license-url": licence_url() or None,
        "abstract": DESCRIPTION,
        "authors": [{"name": settings.SITE_NAME, "website": settings.SITE_URL}],
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in told.items() if value]
    return "\n".join((*lines, ""))


def licence(state: State) -> str:
    """The terms in words."""
    at = f"The licence in full: {licence_url()}\n" if licence_url() else ""
    return (
        f"{title()}\n{settings.SITE_URL}/data/\n\n"
        f"The record is free to use under {settings.LICENCE}, with attribution to {settings.SITE_NAME}.\n{at}"
        "\nQuoted words are short excerpts and remain their speakers’ and publishers’: the licence does not cover"
        " them.\n"
        f"\nCite the data as:\n{cite_as(state)}\n"
    )


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
