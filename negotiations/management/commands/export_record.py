"""Write the printed record into a folder, as open data and for another instance."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from negotiations.desk.exchange import writing


class Command(BaseCommand):
    help = (
        "Write everything public of the record into a folder: the files of /data/, and what an empty instance needs to"
        " be the same site (import_record). Safe to repeat: an earlier export in the folder is replaced."
    )

    def add_arguments(self, parser):
        parser.add_argument("dir", type=Path, help="A folder that is new, empty, or holds an earlier export.")
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, dir, **options):
        quiet = options["no_progress"] or not self.stdout.isatty()
        try:
            manifest = writing.export(dir, (lambda done, total: None) if quiet else self._progress)
        except writing.NotPossible as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"Exported {manifest.generation:,} printings into {dir}.")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} of {total:,} printings", ending="\n" if done == total else "")
        self.stdout.flush()
