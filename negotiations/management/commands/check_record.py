"""Check the integrity of the record."""

import sys

from django.core.management.base import BaseCommand

from negotiations.desk.checking import faults


class Command(BaseCommand):
    help = "Check every law of the printed record; one line for each fault, exit code 1 where there is any."

    def add_arguments(self, parser):
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, **options):
        quiet = options["no_progress"] or not self.stderr.isatty()
        count = 0
        for fault in faults(lambda name: None if quiet else self.stderr.write(f"… {name}")):
            count += 1
            self.stdout.write(str(fault))
        if count:
            sys.exit(1)
        self.stdout.write("The record is whole.")
