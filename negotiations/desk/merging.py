"""Where a noun is used, and making one of two that are the same.

Merging moves every use at the desk to the one that stays, and sends the public address of the other on to it. Editions
that were printed before keep their references: they are read as the noun that stays.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import ManyToManyField

from negotiations.desk import printing, second_factor
from negotiations.desk.roles import Right
from negotiations.desk.steps import NotAllowed, Refused
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Publication
from negotiations.values import clock
from negotiations.values.vocabulary import Change


@dataclass(frozen=True)
class Use:
    """One row that points at a noun: what it is, and the entry or noun to open for it."""

    role: str
    owner: object

    def __str__(self) -> str:
        return f"{self.owner} ({self.role})"


def used_by(noun) -> list[Use]:
    """Everything at the desk that points at a noun. One query for each way of pointing."""
    found = []
    for field in pointers(noun):
        for row in field.model._default_manager.filter(**{field.name: noun.pk}).distinct():
            found.append(Use(str(field.verbose_name), _owner(row)))
    return list(dict.fromkeys(found))


def pointers(noun) -> list:
    """Every field of another table that points at this kind of noun; its own publication is not a use."""
    related = [
        relation.field for relation in type(noun)._meta.get_fields(include_hidden=True) if _points(relation)
    ]
    return [field for field in related if not field.model._meta.auto_created]


def _points(relation) -> bool:
    return (
        relation.auto_created
        and not relation.concrete
        and (relation.one_to_many or relation.one_to_one or relation.many_to_many)
    )


def _owner(row):
    """The entry that a part belongs to, else the row itself."""
    for name in ("entry", "round", "quote", "change", "move"):
        if isinstance(owner := getattr(row, name, None), Entry):
            return owner
    return row


def merge(noun, into, by) -> None:
    """Make `noun` and `into` one: `into` stays, `noun` is gone from the desk, and its address leads to `into`.

    Raises NotAllowed or Refused; then nothing was changed.
    """
    if not by.has_perm(Right.REVIEW):
        raise NotAllowed("Your role does not include this: merge.")
    if why := second_factor.why_not(by):
        raise why
    if type(noun) is not type(into) or noun.pk == into.pk:
        raise Refused("Choose another of the same kind to merge it with.")
    try:
        with transaction.atomic():
            _merge(noun, into, by)
    except IntegrityError as error:
        raise Refused(
            "They are tied to each other: undo that first, such as one being part of the other."
        ) from error


def _merge(noun, into, by) -> None:
    noun, into = (type(noun).objects.select_for_update().get(pk=row.pk) for row in (noun, into))
    gone = noun.publication
    if gone:
        _redirect(gone, noun, into, by)
    for field in pointers(noun):
        _move(field, noun, into)
    if still := used_by(noun):
        raise Refused(
            "These could not be moved, merge them by hand first: " + "; ".join(map(str, still[:10]))
        )
    noun.delete()


def _redirect(gone: Publication, noun, into, by) -> None:
    """The address of what is gone leads to what stays; readers' memory learns of it by a printing of that."""
    run, note = printing.Run(), f"Merged with {noun}."
    edition = run.print_noun(into, Change.MINOR if into.publication_id else Change.FIRST, note)
    gone.redirect_to = into.publication
    gone.save(update_fields=["redirect_to"])
    Publication.objects.filter(redirect_to=gone).update(redirect_to=into.publication)
    Transition.objects.create(
        publication=into.publication,
        label=str(into)[:300],
        action="merge",
        version=into.version,
        note=note,
        edition=edition,
        by=by,
        by_name=by.get_full_name() or by.get_username(),
        at=clock.now(),
    )


def _move(field, noun, into) -> None:
    """Every row that points at `noun` by this field points at `into`; one that already does so twice is dropped."""
    if isinstance(field, ManyToManyField):
        for row in field.model._default_manager.filter(**{field.name: noun.pk}):
            getattr(row, field.name).add(into)
            getattr(row, field.name).remove(noun)
        return
    for row in field.model._default_manager.filter(**{field.name: noun.pk}):
        twin = _twin(row, field, into)
        if twin:
            row.delete()
        else:
            type(row)._default_manager.filter(pk=row.pk).update(**{field.name: into.pk})


def _twin(row, field, into) -> bool:
    """True where moving the row would break one of its unique constraints: the same fact is there already."""
    for constraint in row._meta.constraints:
        names = getattr(constraint, "fields", ())
        if field.name in names:
            values = {name: getattr(row, name) for name in names} | {field.name: into}
            if type(row)._default_manager.filter(**values).exclude(pk=row.pk).exists():
                return True
    return False
