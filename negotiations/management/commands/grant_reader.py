"""Give a database role what readers' pages need, and nothing else."""

import sys

from django.core.management.base import BaseCommand

from negotiations.desk import reader_role


class Command(BaseCommand):
    help = (
        "Make a PostgreSQL role that can read the printed record and no table of the desk, for processes with"
        " TRADEWATCH_SERVE=public. Give it a password yourself. Safe to repeat; repeat it after every migrate."
    )

    def add_arguments(self, parser):
        parser.add_argument("role", help="The name of the role, such as tradewatch_reader.")

    def handle(self, *args, role, **options):
        try:
            reader_role.grant(role)
        except reader_role.CannotGrant as error:
            self.stderr.write(str(error))
            sys.exit(1)
        count = len(reader_role.printed_tables())
        self.stdout.write(
            f"{role} can read the {count} tables of the printed record and nothing else. Give it a password with"
            f" \\password {role} in psql, then set DATABASE_URL of the public processes to it."
        )
