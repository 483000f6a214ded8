"""Take a backup into an empty installation."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from negotiations.desk.backup.layout import DamagedBackup
from negotiations.desk.backup.restoring import NotRestored, restore


class Command(BaseCommand):
    help = (
        "Take a backup into an empty database that migrate has prepared, SQLite or PostgreSQL. The file is checked"
        " before anything is written and the record after it; if either is not whole, nothing is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="A file that backup wrote.")
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, file, no_progress, **options):
        quiet = no_progress or not self.stdout.isatty()
        try:
            manifest = restore(file, (lambda done, total: None) if quiet else self._progress)
        except (DamagedBackup, NotRestored) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Restored the backup of {manifest.made_at:%Y-%m-%d %H:%M} UTC, up to printing {manifest.generation:,}; the"
            " record is whole. Pictures for links are drawn by rebuild_public."
        )

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} of {total:,} tables", ending="\n" if done == total else "")
        self.stdout.flush()
