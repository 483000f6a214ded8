"""The work of an editor that is interrupted: saving, publishing, stories, imports, and words that are kept unsaved.

A job is prepared by one function and carried out by another: the second is what is killed.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from negotiations.desk import stories, unsaved
from negotiations.desk.outgoing import webhooks
from negotiations.desk.roles import Role
from negotiations.desk.steps import Action
from negotiations.models.entries import Entry, Story
from negotiations.models.webhooks import Event, Webhook
from negotiations.values.vocabulary import Change
from tests import make
from tests.desk.tabular import imported
from tests.faults.journal import Journal

_serial = count(1)
STORY, ROWS = 3, 5  # entries of a story, rows of a file


@dataclass(frozen=True)
class Job:
    """`prepare` makes what `act` needs; `act` says what it does in the journal."""

    prepare: Callable[[str], Any]
    act: Callable[[Journal, Any], None]


def stage() -> None:
    """The cast, and a webhook that is told of everything (and is never delivered to here)."""
    for name, role in (("ana", Role.CONTRIBUTOR), ("rui", Role.EDITOR), ("mei", Role.CHIEF)):
        make.editor(name, role)
    make.make_economy()
    mei = make.editor("mei", Role.CHIEF)
    webhooks.save(Webhook(name="All", address="https://hooks.test/in", events=Event.values), mei)


def prepare_save(tag: str) -> Entry:
    return make.make_round(headline=f"{tag} as it was", topics=[make.make_topic(f"Topic {tag}")])


def save(journal: Journal, entry: Entry) -> None:
    """A new draft, and three edits of another."""
    tag = entry.headline.split()[0]
    with journal.step("draft", headline=f"{tag} new") as done:
        done["entry"] = make.make_round(headline=f"{tag} new").pk
    for number in range(1, 4):
        with journal.step("edit", entry=entry.pk, headline=f"{tag} edit {number}"):
            make.edit(entry, headline=f"{tag} edit {number}")


def prepare_publication(tag: str) -> Entry:
    """Approved, with a name that is printed with it for the first time."""
    return _approve(make.make_round(headline=f"{tag} first", topics=[make.make_topic(f"Topic {tag}")]))


def publish(journal: Journal, entry: Entry) -> None:
    _publish(journal, entry)


def prepare_correction(tag: str) -> Entry:
    """Live, edited, and approved again."""
    entry = prepare_publication(tag)
    make.act(entry, "publish", make.editor("rui", Role.EDITOR))
    return _approve(make.edit(entry, headline=f"{tag} corrected"))


def correct(journal: Journal, entry: Entry) -> None:
    _publish(journal, entry, change=Change.CORRECTION, note="It was another word.")


def _publish(journal: Journal, entry: Entry, **words: Any) -> None:
    editor = make.editor("rui", Role.EDITOR)
    with journal.step("publish", entry=entry.pk, headline=entry.headline) as done:
        done["edition"] = make.act(entry, "publish", editor, **words).pk


def prepare_story(tag: str) -> Story:
    story = Story.objects.create(name=f"Story {tag}")
    for number in range(STORY):
        topic = make.make_topic(f"Topic {tag} {number}")
        _approve(make.make_round(headline=f"{tag} of story {number}", story=story, topics=[topic]))
    return story


def publish_story(journal: Journal, story: Story) -> None:
    members = stories.members(story)
    versions = {entry.pk: entry.version for entry in members}
    editor = make.editor("rui", Role.EDITOR)
    with journal.step("story", entries=list(versions)):
        stories.transition_story(story, Action.PUBLISH, editor, versions=versions)


def prepare_file(tag: str) -> list[dict[str, str]]:
    return [
        {
            "kind": "round",
            "key": f"{tag}-{number}",
            "when": "2025-04-16",
            "headline": f"{tag} row {number}",
            "economies": "JP",
            "round_status": "held",
            "source_url": f"https://www.example.org/{tag}/{number}",
            "source_title": f"Report {tag} {number}",
        }
        for number in range(ROWS)
    ]


def import_file(journal: Journal, rows: list[dict[str, str]]) -> None:
    with journal.step("import", keys=[row["key"] for row in rows]):
        imported(rows, make.editor("ana", Role.CONTRIBUTOR))


def prepare_words(tag: str) -> Entry:
    return make.make_round(headline=f"{tag} with unsaved words")


def keep_words(journal: Journal, entry: Entry) -> None:
    ana = make.editor("ana", Role.CONTRIBUTOR)
    for number in range(8):
        words = [("headline", f"{entry.headline} {number}"), ("version", str(entry.version))]
        with journal.step("words", entry=entry.pk, data=json.dumps(words)):
            unsaved.keep(ana, "round", entry.pk, words)


JOBS = {
    "saving": Job(prepare_save, save),
    "publishing": Job(prepare_publication, publish),
    "correcting": Job(prepare_correction, correct),
    "publishing a story": Job(prepare_story, publish_story),
    "importing": Job(prepare_file, import_file),
    "keeping unsaved words": Job(prepare_words, keep_words),
}


def finish(entry: Entry) -> None:
    """Publish what a process that is gone had approved: what an editor would do who comes back."""
    entry = Entry.objects.get(pk=entry.pk).child
    words = {"change": Change.CORRECTION, "note": "It was another word."} if entry.publication else {}
    make.act(entry, "publish", make.editor("rui", Role.EDITOR), **words)


def _approve(entry: Entry) -> Any:
    make.act(entry, "submit", make.editor("ana", Role.CONTRIBUTOR))
    make.act(entry, "approve", make.editor("rui", Role.EDITOR))
    return entry
