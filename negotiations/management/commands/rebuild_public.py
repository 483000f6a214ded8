"""Make again what follows from editions."""

from django.core.management.base import BaseCommand

from negotiations.desk import search_texts


class Command(BaseCommand):
    help = (
        "Make again everything that is derived from editions: the words that a search looks in. Safe to repeat; until"
        " it has ended, a search finds only what is done already."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, no_progress, **options):
        quiet = no_progress or not self.stdout.isatty()
        count = search_texts.rebuild((lambda done, total: None) if quiet else self._progress)
        self.stdout.write(f"Words for search: made again for {count:,} editions.")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} of {total:,} editions", ending="\n" if done == total else "")
        self.stdout.flush()
