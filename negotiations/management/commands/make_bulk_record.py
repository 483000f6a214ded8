"""Make a synthetic record for load and benchmarks."""

from django.core.management.base import BaseCommand, CommandError

from negotiations.desk import bulk


class Command(BaseCommand):
    help = "Fill an empty record with synthetic entries (nothing in them is true), or add to a synthetic one."

    def add_arguments(self, parser):
        parser.add_argument("--entries", type=int, required=True, help="How many entries there shall be.")
        parser.add_argument(
            "--seed", type=int, default=1, help="The same seed gives the same record (default 1)."
        )
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, entries, seed, **options):
        quiet = options["no_progress"] or not self.stdout.isatty()
        try:
            added = bulk.make(entries, seed, (lambda done, total: None) if quiet else self._progress)
        except bulk.NotPossible as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(
            f"Added {added:,} synthetic entries."
            if added
            else "There are as many already; nothing was added."
        )

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} of {total:,} entries", ending="\n" if done == total else "")
        self.stdout.flush()
