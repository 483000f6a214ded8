"""Measure changes that were printed before their facets held scope, duty and basis get them from their bodies."""

import json

from django.db import connections, migrations

from negotiations.guards import remove_guards

_MODES = {"all": "all", "listed": "listed", "all_except": "except"}
_WORDS = {"extended": "as_before", "exempted": "exempt"}


def fill(apps, schema_editor):
    """`migrate` puts the guards back when it is done."""
    facets = apps.get_model("negotiations", "Facet").objects.filter(
        name="status", series__isnull=False, edition__publication__kind="measure_change"
    )
    if not facets.exists():
        return
    remove_guards(connections[schema_editor.connection.alias])
    for facet in facets.select_related("edition").iterator(chunk_size=500):
        body = json.loads(facet.edition.body)
        if body:
            facet.scope, facet.duty, facet.basis = _scope(body), body["duty"], body["rate_basis"] or ""
            facet.word = _WORDS.get(body["action"], facet.word)
            facet.save(update_fields=["scope", "duty", "basis", "word"])


def _scope(body: dict) -> str:
    """The text of `tariffs.scope.Scope` as it was on the day of this migration."""
    codes = [(code["code"].replace(".", ""), code["is_excluded"]) for code in body["goods_codes"]]
    goods = "listed" if codes else "described" if body["goods"] else ""
    economies = _MODES.get(body["economy_scope"], "")
    if not goods and not economies:
        return ""
    ids = sorted(ref["ref"] for ref in body["scope_economies"]) if economies in ("listed", "except") else []
    included, excepted = (sorted(code for code, out in codes if out is wanted) for wanted in (False, True))
    parts = {
        "economies": [economies, *ids],
        "goods": [goods, included, excepted, [], []],
        "condition": "",
    }
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0002_tariffs")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
