"""Copying an entry: a new draft with the same content, which has to go the whole way to publication by itself."""

from django.db import transaction

from negotiations.desk import workflow
from negotiations.desk.kinds import desk_kind
from negotiations.models.entries import Entry
from negotiations.values.vocabulary import Legal

# What belongs to the original alone: where it stands, who approved and checked it, and what the desk noted about it.
_NOT_COPIED = frozenset(
    "version work_state approved_digest approved_by publish_at publish_as publish_note scheduled_by import_key"
    " publication created_by created_at updated_at verbatim verbatim_checked_on checked_text checked_digest"
    " last_verified_on internal_note story legal".split()
)


def copy(original: Entry, by) -> Entry:
    """A draft of `by` with the content, the citations and the parts of an entry of its own kind, as they are stored.

    Its embargo holds for the copy too; where the original needs or needed a legal check, the copy needs its own.
    Raises NotAllowed.
    """
    original = type(original).objects.get(pk=original.pk)
    child = type(original)(**_values(original, _NOT_COPIED))
    if original.legal != Legal.NOT_REQUIRED:
        child.legal = Legal.NEEDED

    def write():
        child.save()
        _copy_links(original, child)
        for part in ("citations", "relations", *desk_kind(original).follow):
            _copy_parts(original, child, part)

    with transaction.atomic():
        of = original.publication.key if original.publication else f"draft {original.pk}"
        workflow.save_working(child, by, write=write, did="created", note=f"A copy of {of}, “{original}”.")
    return child


def _values(row, without: frozenset[str] = frozenset()) -> dict:
    """The stored fields of a row, but for its id."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in without
    }


def _copy_links(original, twin) -> None:
    for field in original._meta.many_to_many:
        getattr(twin, field.name).set(getattr(original, field.name).all())


def _copy_parts(original: Entry, child: Entry, part: str) -> None:
    """Rows that belong to the entry, in their order, with what they in turn refer to."""
    owned = getattr(original, part)
    for row in owned.order_by("pk"):
        twin = type(row)(**_values(row))
        setattr(twin, owned.field.name, child)
        twin.save()
        _copy_links(row, twin)
