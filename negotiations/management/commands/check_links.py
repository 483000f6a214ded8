"""Check whether the links of sources live, and ask for copies."""

from django.core.management.base import BaseCommand, CommandError

from negotiations.desk.links import checking, copies
from negotiations.desk.links.judging import Verdict

_WORDS = {
    Verdict.LIVE: "live",
    Verdict.DEAD: "gone",
    Verdict.FAILED: "without an answer",
    Verdict.DOUBTFUL: "to be looked at",
    Verdict.UNTOLD: "that cannot be checked",
}


class Command(BaseCommand):
    help = (
        "Look whether the addresses of sources answer, the longest unchecked first, and ask the archive service"
        " (ARCHIVE_HOOK) for copies of those that have none. Safe to stop and to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, metavar="N", help="Check at most so many.")
        parser.add_argument(
            "--older-than",
            type=int,
            default=1,
            metavar="DAYS",
            help="Leave alone what was checked within so many days (default 1; 0: check all again).",
        )
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, limit, older_than, no_progress, **options):
        if (limit is not None and limit < 1) or not 0 <= older_than <= 36_500:
            raise CommandError("Give a number of sources from 1, and of days from 0 to 36500.", returncode=2)
        self.quiet = no_progress or not self.stderr.isatty()
        told = checking.check_all(list(checking.due(older_than)[:limit]), self._progress)
        words = [f"{told[verdict]} {words}" for verdict, words in _WORDS.items() if told[verdict]]
        self.stdout.write(f"{told.total()} checked{': ' if words else ''}{', '.join(words)}.")
        if copies.is_offered():
            self._ask(limit)

    def _ask(self, limit):
        kept = asked = 0
        for source in list(copies.wanted()[:limit]):
            asked += 1
            try:
                copies.ask(source)
            except copies.NoService as why:
                self.stderr.write(str(why))
                break
            except copies.NoCopy as why:
                self._say(f"… no copy of {source.address}: {why}")
            else:
                kept += 1
        self.stdout.write(f"Copies: {asked} asked for, {kept} kept.")

    def _progress(self, done, source):
        self._say(f"… {done}: {source.link_status}, {source.address} {source.link_detail}")

    def _say(self, line):
        if not self.quiet:
            self.stderr.write(line)
