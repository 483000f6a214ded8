"""Make again what follows from editions."""

from django.core.management.base import BaseCommand

from negotiations.desk import search_texts, social_images


class Command(BaseCommand):
    help = (
        "Make again everything that is derived from editions: the words that a search looks in, and the pictures that"
        " other sites show beside a link. Safe to repeat; until it has ended, a search finds only what is done already."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, no_progress, **options):
        quiet = no_progress or not self.stdout.isatty()
        progress = (lambda done, total: None) if quiet else self._progress
        count = search_texts.rebuild(progress)
        self.stdout.write(f"Words for search: made again for {count:,} editions.")
        count = social_images.fill(progress)
        self.stdout.write(f"Pictures for links: {count:,} were missing or old and are made.")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} of {total:,}", ending="\n" if done == total else "")
        self.stdout.flush()
