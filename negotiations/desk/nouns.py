"""What an editor does to names and sources: save them, and publish the changes of those that readers know already.

A noun is printed with the first entry that shows it. After that, what is saved here stays at the desk until somebody
who did not edit it publishes the changes.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from negotiations.desk import printing, second_factor
from negotiations.desk.kinds import desk_kind
from negotiations.desk.kinds.base import Problem
from negotiations.desk.preview import PreviewReferences, printed_body
from negotiations.desk.roles import Right
from negotiations.desk.steps import UPDATES, NotAllowed, Refused, Stale
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition, Upkeep
from negotiations.models.sources import Source
from negotiations.public.difference import Difference, differences
from negotiations.values import clock
from negotiations.values.vocabulary import Change

_STALE = (
    "Somebody changed this after you opened it. Nothing of yours was saved."
    " Open it again in a new tab, compare, and save once more."
)


def save_noun(noun, by, *, seen: int | None = None, write: Callable[[], None] | None = None) -> None:
    """Save a name or a source with all that belongs to it.

    `write` saves the row and its parts (the row alone where it is left out), `seen` is the version the editor started
    from. The journal keeps who edited what readers know. Raises Stale, NotAllowed or Refused.
    """
    if not by.has_perm(Right.WRITE):
        raise NotAllowed("Your account may not write names and sources.")
    with transaction.atomic():
        if noun.pk is None:
            noun.version = 1
        else:
            _claim(noun, noun.version if seen is None else seen)
        if hasattr(noun, "slug") and not noun.slug:
            noun.slug = free_slug(noun)
        desk_kind(noun).prepare(noun)
        (write or noun.save)()
        if found := problems(noun):
            raise Refused(" ".join(problem.message for problem in found), found)
        if noun.publication_id:
            _journal(noun, "edited", by)
            _keep_up(noun)


def why_stale(noun, seen: int) -> Stale | None:
    """What a form must be told that was opened at the version `seen` and is late, None where it is not."""
    return Stale(_STALE) if noun.version != seen else None


def problems(noun) -> list[Problem]:
    """Why a name cannot stand as it is; empty where it can."""
    return [problem for rule in desk_kind(noun).rules for problem in rule(noun)]


def changes(noun) -> list[Difference]:
    """What readers would find changed if this were published now; empty for what was never printed."""
    if not noun.publication_id:
        return []
    references = PreviewReferences()
    built = desk_kind(noun).build(noun, references)
    body = type(built).model_validate(built.model_dump(mode="json"))  # as print writes it
    old, old_labels = printed_body(noun.publication)
    return differences(old, old_labels, body, references.labels())


def editors_since_print(noun) -> set[int]:
    """The ids of all who edited a printed noun since its changes were last published."""
    found: set[int] = set()
    for action, by in (
        Transition.objects.filter(publication=noun.publication_id)
        .order_by("-id")
        .values_list("action", "by_id")
    ):
        if action == "publish":
            break
        if action == "edited" and by:
            found.add(by)
    return found


def why_not(noun, user) -> Refused | None:
    """Why this user cannot publish the changes of a noun, None where they can."""
    if not user.has_perm(Right.REVIEW):
        return NotAllowed("Your role does not include this: publish changes.")
    if why := second_factor.why_not(user):
        return why
    if not noun.publication_id:
        return Refused("Readers do not know it yet: it is published with the first entry that names it.")
    if settings.TRADEWATCH_FOUR_EYES and user.pk in editors_since_print(noun):
        return NotAllowed("You edited this since its last edition: somebody else has to publish the changes.")
    return None


def publish_noun(noun, by, *, version: int, change: Change | None, note: str = "") -> Edition:
    """Print a noun that readers know, as it stands at the desk. Raises Stale, NotAllowed or Refused."""
    note = note.strip()
    with transaction.atomic():
        _claim(noun, version)
        if why := why_not(noun, by):
            raise why
        if found := problems(noun):
            raise Refused(" ".join(problem.message for problem in found), found)
        if not changes(noun):
            raise Refused("Nothing differs from what readers see.")
        if change not in UPDATES:
            raise Refused("Say why a new edition is published: update, correction or minor edit.")
        if change != Change.MINOR and not note:
            raise Refused("Say for readers what changed; for a correction, what was wrong and what is right.")
        edition = printing.print_noun_changes(noun, change, note)
        _journal(noun, "publish", by, note=note, edition=edition)
    return edition


def free_slug(noun) -> str:
    """The last part of an address, made of what the noun is called, that no other noun of its kind has."""
    words = getattr(noun, "code", "") or (
        f"{noun.person.name} {noun.title}" if noun.kind == "office" else noun.name
    )
    stem = slugify(words)[:70].strip("-") or noun.kind
    taken = set(
        type(noun).objects.filter(slug__startswith=stem).exclude(pk=noun.pk).values_list("slug", flat=True)
    )
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _claim(noun, version: int) -> None:
    """Take the noun at the version that the editor saw. Raises Stale."""
    row = type(noun).objects.filter(pk=noun.pk)
    if not row.filter(version=version).update(version=version + 1):
        raise Stale(_STALE)
    noun.version = version + 1
    noun.publication = row.get().publication


def _keep_up(noun) -> None:
    """Tell readers at once whether a source's link lives and where its copy is: that stands outside its editions."""
    if isinstance(noun, Source):
        known = {"link_status": noun.link_status, "archive_address": noun.archive_address}
        Upkeep.objects.update_or_create(publication=noun.publication, defaults=known)


def _journal(noun, action: str, by, *, note: str = "", edition: Edition | None = None) -> None:
    Transition.objects.create(
        publication=noun.publication,
        label=str(noun)[:300],
        action=action,
        version=noun.version,
        note=note,
        edition=edition,
        by=by,
        by_name=by.get_full_name() or by.get_username(),
        at=clock.now(),
    )
