"""`python manage.py load_sample`: the talks between the United States and Japan in 2025, for development."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from negotiations.desk.sample import loader


class Command(BaseCommand):
    help = "Load the sample record into an empty database, for development. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Leave a record that holds anything else alone, without a word.",
        )

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError(
                "The sample is for development (DEBUG=1): it never enters a production record."
            )
        if loader.is_loaded():
            self.stdout.write("The sample record is loaded already; nothing was changed.")
            return self._tell_accounts()
        if options["if_empty"] and loader.holds_anything():
            return None
        shows_progress = self.stdout.isatty() and not options["no_progress"]
        try:
            loader.load(self._progress) if shows_progress else loader.load()
        except loader.NotPossible as reason:
            raise CommandError(str(reason)) from None
        entries = len({state.key for state in loader.STATES})
        self.stdout.write(f"Loaded the sample record: {entries} entries in {len(loader.STATES)} editions.")
        return self._tell_accounts()

    def _tell_accounts(self) -> None:
        self.stdout.write(f"Sign in at {settings.SITE_URL}/admin/ with one of the sample accounts:")
        for name, role in loader.EDITORS.items():
            self.stdout.write(f"  {name}  {loader.password_of(name)}  {role.label.lower()}")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\rLoading edition {done} of {total}", ending="\n" if done == total else "")
        self.stdout.flush()
