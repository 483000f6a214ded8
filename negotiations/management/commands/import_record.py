"""Take an exported record into an empty instance."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from negotiations.desk.exchange import loading
from negotiations.desk.exchange.opening import Refused


class Command(BaseCommand):
    help = (
        "Take a folder that export_record wrote into an empty record. Everything is checked before anything is written;"
        " what was damaged is refused with the file and the line."
    )

    def add_arguments(self, parser):
        parser.add_argument("dir", type=Path, help="The folder of the export.")
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, dir, **options):
        quiet = options["no_progress"] or not self.stdout.isatty()
        try:
            printings = loading.load(dir, (lambda done, total: None) if quiet else self._progress)
        except Refused as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"Imported {printings:,} printings.")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} of {total:,} printings", ending="\n" if done == total else "")
        self.stdout.flush()
