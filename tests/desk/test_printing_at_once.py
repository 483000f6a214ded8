"""Many editors at once: numbers without gaps, times in order, one current edition each."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection

from negotiations.desk import workflow
from negotiations.desk.roles import Role
from negotiations.models.entries import Entry
from negotiations.models.printed import Edition, Publication, PublicationLog
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 20


def at_once(work, things):
    """Run `work` on each thing in a thread of its own, all from the same moment; results or exceptions in order."""
    barrier = Barrier(len(things))

    def run(thing):
        barrier.wait()
        try:
            return work(thing)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(run, things))


def approved(entry):
    make.act(entry, "submit", make.editor("ana", Role.CONTRIBUTOR))
    make.act(entry, "approve", make.editor("rui", Role.EDITOR))
    return entry


def test_twenty_threads_print_twenty_entries():
    rui = make.editor("rui", Role.EDITOR)
    # Each with a noun that is printed with it for the first time, and one that all of them share.
    entries = [approved(make.make_round(topics=[make.make_topic(f"Topic {n}")])) for n in range(THREADS)]
    results = at_once(
        lambda entry: workflow.transition(entry, workflow.Action.PUBLISH, rui, version=entry.version), entries
    )
    assert [result for result in results if isinstance(result, Exception)] == []
    numbers = sorted(Publication.objects.entries().values_list("number", flat=True))
    assert numbers == list(range(1, THREADS + 1))
    log = PublicationLog.objects.order_by("number")
    assert [row.number for row in log] == list(range(1, log.count() + 1))
    times = [row.at for row in log]
    assert all(earlier < later for earlier, later in pairwise(times))
    for publication in Publication.objects.all():
        assert publication.editions.filter(superseded_at__isnull=True).count() == 1
    assert Publication.objects.filter(kind="economy", key="JP").count() == 1


def test_twenty_threads_publish_one_entry_and_one_edition_comes_of_it():
    rui = make.editor("rui", Role.EDITOR)
    entry = approved(make.make_quote())
    copies = [type(entry).objects.get(pk=entry.pk) for _ in range(THREADS)]
    results = at_once(
        lambda copy: workflow.transition(copy, workflow.Action.PUBLISH, rui, version=copy.version), copies
    )
    assert sum(isinstance(result, Edition) for result in results) == 1
    assert {type(result) for result in results if isinstance(result, Exception)} == {workflow.Stale}
    assert Edition.objects.entries().count() == 1


def test_publishing_against_editing_never_prints_what_was_not_approved():
    rui, ana = make.editor("rui", Role.EDITOR), make.editor("ana", Role.CONTRIBUTOR)
    for _ in range(5):
        entry = approved(make.make_quote(text="approved words"))
        reader, writer = (type(entry).objects.get(pk=entry.pk) for _ in range(2))

        def publish(copy):
            return workflow.transition(copy, workflow.Action.PUBLISH, rui, version=copy.version)

        def change(copy):
            copy.text = "words nobody approved"
            workflow.save_working(copy, ana)

        at_once(lambda work: work[0](work[1]), [(publish, reader), (change, writer)])
        publication = Entry.objects.get(pk=entry.pk).publication
        if publication:
            assert all("nobody approved" not in edition.body for edition in publication.editions.all())
