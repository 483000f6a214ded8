"""Make drafts of the rows of a file."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from negotiations.desk.imports import mappings
from negotiations.desk.imports.applying import NotApplied, apply
from negotiations.desk.imports.planning import plan
from negotiations.desk.imports.plans import Plan, Planned, Status
from negotiations.desk.imports.reading import read_file
from negotiations.desk.imports.tables import MOST_ROWS, Unreadable
from negotiations.desk.roles import Right
from negotiations.desk.steps import NotAllowed
from negotiations.models.batches import Batch

_BAD_USE = 2


class Command(BaseCommand):
    help = (
        "Read a table (CSV, TSV or XLSX; the first row names the columns) and make or change drafts of its rows, all or"
        " none. Safe to repeat where rows have keys. Nothing is published. The columns: docs/import.md. Exit status 1:"
        " a row, or the file, has an error; 2: bad usage."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=f"The file: at most 10 MB and {MOST_ROWS:,} rows.")
        parser.add_argument(
            "--as", dest="user", required=True, metavar="USER", help="Whose work it counts as."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Tell what each row would do, and write nothing."
        )
        parser.add_argument(
            "--skip-errors", action="store_true", help="Import the other rows where some have errors."
        )
        parser.add_argument(
            "--map",
            metavar="NAME",
            choices=sorted(mappings.every()),
            help="For files with columns of their own.",
        )
        parser.add_argument(
            "--no-progress", action="store_true", help="Print no progress, on a terminal either."
        )

    def handle(self, *args, file, user, dry_run, skip_errors, **options):
        self._quiet = options["no_progress"] or not self.stdout.isatty()
        by = self._user(user)
        found = self._plan(file, options["map"])
        for row in found.rows:
            if dry_run:
                self.stdout.write(told(row))
            elif row.faults:
                self.stderr.write(told(row))
        errors = found.counts[Status.ERROR]
        if dry_run or (errors and not skip_errors):
            self.stdout.write(f"{found.summary}. Nothing was written.")
        if dry_run and not errors:
            return
        if errors and (dry_run or not skip_errors):
            raise CommandError(
                f"{errors} of {len(found.rows):,} rows {'has an error' if errors == 1 else 'have errors'}."
            )
        batch = self._apply(found, by, skip_errors)
        what = f"Import {batch.pk} can be undone in the desk." if batch else "There was nothing to write."
        self.stdout.write(f"{found.summary}. {what}")

    def _user(self, name: str):
        user = get_user_model().objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account {name}.", returncode=_BAD_USE)
        if not user.has_perm(Right.WRITE):
            raise CommandError(f"The account {name} may not write entries.", returncode=_BAD_USE)
        return user

    def _plan(self, file: Path, mapping: str | None) -> Plan:
        try:
            table = read_file(file)
            table = mappings.every()[mapping].mapped(table) if mapping else table
            return plan(table, self._progress("compared"))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.", returncode=_BAD_USE) from None
        except Unreadable as reason:
            raise CommandError(f"{file.name}: {reason}") from None

    def _apply(self, found: Plan, by, skip_errors: bool) -> Batch | None:
        try:
            return apply(found, by, skip_errors=skip_errors, progress=self._progress("written"))
        except (NotApplied, NotAllowed) as reason:
            raise CommandError(str(reason)) from None

    def _progress(self, what: str):
        def show(done: int, total: int) -> None:
            self.stdout.write(f"\r{done:,} of {total:,} rows {what}", ending="\n" if done == total else "")
            self.stdout.flush()

        return (lambda done, total: None) if self._quiet else show


def told(row: Planned) -> str:
    """A row of a plan in one line."""
    what = " ".join(
        filter(None, (row.kind.replace("_", " "), row.key, f"“{row.headline}”" if row.headline else ""))
    )
    details = row.faults or row.differences
    line = f"Row {row.number}: {row.status} {what}"
    return " ".join((line + (": " + "; ".join(map(str, details)) if details else "")).split())
