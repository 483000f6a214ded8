"""Empty the outbox: webhooks and WebSub pings."""

from django.core.management.base import BaseCommand
from django.db import Error

from negotiations.desk.outgoing import outbox
from negotiations.desk.outgoing.client import one_line
from negotiations.management import watching

SECONDS = 5


class Command(BaseCommand):
    help = (
        "Send webhooks and WebSub pings that are due. Run it every minute, or keep it running with --watch; safe to"
        " run several times at once."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--watch",
            action="store_true",
            help=f"Go on, looking every {SECONDS} seconds, until it is stopped.",
        )
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, watch, no_progress, **options):
        if watch:
            watching.watch(self._once, SECONDS)
        else:
            self.stdout.write(str(outbox.deliver()))

    def _once(self):
        """One run; a database that is away for a while is waited for."""
        try:
            tally = outbox.deliver()
        except Error as error:
            self.stderr.write(f"Nothing was sent, the database does not answer: {one_line(str(error))}")
            return
        if tally.sent or tally.postponed or tally.given_up:
            self.stdout.write(str(tally))
