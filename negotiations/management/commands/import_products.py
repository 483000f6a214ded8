"""Fill a product list from a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from negotiations.desk import product_lists
from negotiations.values.vocabulary import GoodsSystem


class Command(BaseCommand):
    help = (
        "Read product codes (CSV or text, UTF-8; a header row that names the columns code and duty, or one code a"
        " line) into a product list, which is made where there is none. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="The file to read.")
        parser.add_argument("--list", required=True, metavar="NAME", help="The list's name or address.")
        parser.add_argument(
            "--system",
            choices=GoodsSystem.values,
            default=GoodsSystem.HTS,
            help="For a new list (default hts).",
        )
        parser.add_argument(
            "--nomenclature", default="", help="For a new list: the edition of the codes, such as HTS 2025."
        )
        parser.add_argument(
            "--replaces",
            default="",
            metavar="NAME",
            help="The earlier list that this one takes the place of.",
        )
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, file, system, nomenclature, replaces, **options):
        quiet = options["no_progress"] or not self.stdout.isatty()
        try:
            done = product_lists.import_list(
                file,
                options["list"],
                system=system,
                nomenclature=nomenclature,
                replaces=replaces,
                progress=(lambda read, total: None) if quiet else self._progress,
            )
        except product_lists.NotPossible as reason:
            raise CommandError(str(reason)) from None
        self._report(done)

    def _report(self, done: product_lists.Imported) -> None:
        for number, text, code in done.reading.repaired:
            self.stdout.write(f"Line {number}: {text} had lost its leading zero; read as {code}.")
        if done.reading.repeated:
            self.stdout.write(f"{len(done.reading.repeated):,} codes stand there more than once; kept once.")
        what = "holds" if done.changed else "held already"
        self.stdout.write(f"{done.row.name} ({done.row.slug}) {what} {done.row.code_count:,} codes.")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} of {total:,} lines", ending="\n" if done == total else "")
        self.stdout.flush()
