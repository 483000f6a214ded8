"""What must hold after a process was killed, whatever it was doing: told by a process that comes later."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from negotiations.desk import checking, social_images
from negotiations.models.batches import Batch
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition, PublicationLog
from negotiations.models.webhooks import Delivery
from negotiations.models.working import UnsavedForm
from negotiations.values.vocabulary import Change, WorkState
from tests.faults.journal import Journal, Step

_NEWEST = 20


@dataclass(frozen=True)
class Found:
    """Something that must not be: `sort` is lost (it was acknowledged), half (done in part) or record (not whole)."""

    sort: str
    what: str


def examine(journal: Journal) -> list[Found]:
    """Everything that is wrong with the record, measured by what its writers said."""
    steps = journal.read()
    by_what: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        by_what[step.what].append(step)
    return [
        *_record(),
        *_derived(),
        *_drafts(by_what["draft"]),
        *_edits(by_what["edit"]),
        *_publications(by_what["publish"]),
        *_stories(by_what["story"]),
        *_imports(by_what["import"]),
        *_words(by_what["words"]),
    ]


def _record() -> Iterator[Found]:
    for fault in checking.faults():
        yield Found("record", str(fault))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in ("integrity_check", "foreign_key_check"):
                rows = cursor.execute(f"PRAGMA {pragma}").fetchall()
                if rows not in ([], [("ok",)]):
                    yield Found("record", f"{pragma}: {rows[:3]}")


def _derived() -> Iterator[Found]:
    """Words for search, and a message for every printing of an entry: written with the edition or not at all."""
    for edition in Edition.objects.filter(search_text=None).exclude(change=Change.WITHDRAWAL):
        yield Found("half", f"edition {edition.pk} has no words for search")
    printings = set(PublicationLog.objects.filter(publication__number__gt=0).values_list("pk", flat=True))
    messages = list(Delivery.objects.values_list("log_id", flat=True))
    if printings != set(messages) or len(messages) != len(set(messages)):
        yield Found("half", f"{len(printings)} printings of entries and {len(messages)} messages")


def _drafts(steps: list[Step]) -> Iterator[Found]:
    for step in steps:
        count = Entry.objects.filter(headline=step.begun["headline"]).count()
        if step.is_done and count != 1:
            yield Found("lost", f"draft {step.begun['headline']}: {count}")
        complete = Entry.objects.filter(headline=step.begun["headline"], citations__isnull=False).count()
        if count != complete:
            yield Found("half", f"draft {step.begun['headline']} has no source")


def _edits(steps: list[Step]) -> Iterator[Found]:
    for pk, told in _by_entry(steps).items():
        headline = Entry.objects.get(pk=pk).headline
        possible = _possible([(step.is_done, step.begun["headline"]) for step in told])
        if possible and headline not in possible:
            yield Found("lost", f"entry {pk} says “{headline}”, not one of {possible}")


def _publications(steps: list[Step]) -> Iterator[Found]:
    for pk, told in _by_entry(steps).items():
        entry = Entry.objects.select_related("publication").get(pk=pk)
        editions = list(entry.publication.editions.order_by("number")) if entry.publication else []
        acknowledged = {step.done["edition"] for step in told if step.done is not None}
        if missing := acknowledged - {edition.pk for edition in editions}:
            yield Found("lost", f"entry {pk} lost its editions {missing}")
        journaled = Transition.objects.filter(entry=pk, action="publish").count()
        if journaled != len(editions):
            yield Found("half", f"entry {pk}: {len(editions)} editions, {journaled} rows in the journal")
        stands = bool(editions) and editions[-1].content["headline"] == entry.headline
        if (entry.work_state == WorkState.CLEAN) != stands:
            yield Found("half", f"entry {pk} is {entry.work_state}, readers see {editions[-1:]}")


def _stories(steps: list[Step]) -> Iterator[Found]:
    for step in steps:
        members = Entry.objects.filter(pk__in=step.begun["entries"])
        printed = members.filter(publication__isnull=False, work_state=WorkState.CLEAN).count()
        if printed not in (0, len(step.begun["entries"])):
            yield Found("half", f"{printed} entries of a story of {len(step.begun['entries'])} are published")
        elif step.is_done and not printed:
            yield Found("lost", f"the story of the entries {step.begun['entries']}")


def _imports(steps: list[Step]) -> Iterator[Found]:
    for step in steps:
        keys = step.begun["keys"]
        count = Entry.objects.filter(import_key__in=keys).count()
        batches = Batch.objects.filter(rows__entry__import_key__in=keys).distinct().count()
        if (count, batches) not in ((0, 0), (len(keys), 1)):
            yield Found("half", f"{count} of {len(keys)} rows in {batches} imports")
        elif step.is_done and not count:
            yield Found("lost", f"the import of {keys}")


def _words(steps: list[Step]) -> Iterator[Found]:
    # Of one user the newest fifty are kept.
    for pk, told in list(_by_entry(steps).items())[-_NEWEST:]:
        row = UnsavedForm.objects.filter(object_id=pk, model="round").first()
        possible = _possible([(step.is_done, step.begun["data"]) for step in told])
        if possible and (row is None or row.data not in possible):
            yield Found("lost", f"unsaved words of entry {pk}")


def _by_entry(steps: list[Step]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.begun["entry"]].append(step)
    return found


def _possible(told: list[tuple[bool, str]]) -> list[str]:
    """The last value that was acknowledged, and those that came after it; nothing where none was."""
    done = [place for place, (is_done, _) in enumerate(told) if is_done]
    return [value for _, value in told[done[-1] :]] if done else []


def pictures_made_up() -> tuple[int, int]:
    """Draw the pictures that a kill left out, as `rebuild_public` does; how many were, and how many still are."""
    made = social_images.fill()
    return made, social_images.fill() if social_images.has_letters_for("A") else 0
