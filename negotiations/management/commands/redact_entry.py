"""Blank the text of a withdrawn entry for good."""

import getpass
import sys

from django.core.management.base import BaseCommand

from negotiations.desk.printing import redact
from negotiations.models.printed import Publication


class Command(BaseCommand):
    help = "Blank every edition of a withdrawn entry for good; number, time and hash stay."

    def add_arguments(self, parser):
        parser.add_argument("id", help="The public id, such as TW-000123.")
        parser.add_argument("--reason", required=True, help="Why; it is kept with the redaction.")
        parser.add_argument(
            "--by", default=getpass.getuser(), help="Who orders it (default: the account on this machine)."
        )

    def handle(self, *args, id, reason, by, **options):
        publication = Publication.objects.entries().filter(key=id).first()
        if publication is None:
            self._stop(f"{id} is not in the record.")
        try:
            count = redact(publication, reason.strip() or self._stop("Give a reason."), by)
        except ValueError as error:
            self._stop(str(error))
        self.stdout.write(f"{id}: {count} edition{'' if count == 1 else 's'} redacted.")

    def _stop(self, message: str):
        self.stderr.write(message)
        sys.exit(1)
