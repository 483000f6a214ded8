"""Publish what was scheduled, when its time has come."""

import sys

from django.core.management.base import BaseCommand
from django.db import Error

from negotiations.desk import schedule
from negotiations.desk.outgoing.client import one_line
from negotiations.management import watching

SECONDS = 5


class Command(BaseCommand):
    help = (
        "Publish entries whose time has come. Run it every minute, or keep it running with --watch; safe to run"
        " several times at once. Exits with 1 and a line for each entry that could not be published."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--watch",
            action="store_true",
            help=f"Go on, looking every {SECONDS} seconds, until it is stopped.",
        )
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, watch, no_progress, **options):
        if watch:
            watching.watch(self._once, SECONDS)
        elif not self._once():
            sys.exit(1)

    def _once(self) -> bool:
        """One run; whether everything that was due is published."""
        try:
            tally = schedule.publish_due()
        except Error as error:
            self.stderr.write(f"Nothing was published, the database does not answer: {one_line(str(error))}")
            return False
        for edition in tally.printed:
            self.stdout.write(f"Published {edition.publication.key}, edition {edition.number}.")
        for line in tally.failed:
            self.stderr.write(f"Not published: {one_line(line, 500)}")
        return not tally.failed
