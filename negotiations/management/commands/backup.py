"""Write everything that this installation holds into one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from negotiations.desk.backup import writing
from negotiations.desk.backup.layout import DamagedBackup


class Command(BaseCommand):
    help = (
        "Write a backup while the site goes on: of one instant, read back before it takes the place of an earlier file."
        " It can be restored into SQLite or PostgreSQL. It holds drafts and password hashes: keep it as you keep those."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="The file to write, such as tradewatch-2026-11-22.backup."
        )
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, file, no_progress, **options):
        quiet = no_progress or not self.stdout.isatty()
        try:
            manifest = writing.write(file, (lambda done, total: None) if quiet else self._progress)
        except OSError as error:
            raise CommandError(f"{error.filename or file} cannot be written: {error.strerror}.") from None
        except DamagedBackup as error:
            raise CommandError(f"What was written could not be read back: {error}") from None
        rows = sum(line.rows for line in manifest.tables)
        size = file.stat().st_size / 1024 / 1024
        self.stdout.write(
            f"{file}: {rows:,} rows of {len(manifest.tables)} tables, up to printing {manifest.generation:,};"
            f" {size:,.1f} MB."
        )

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} of {total:,} tables", ending="\n" if done == total else "")
        self.stdout.flush()
