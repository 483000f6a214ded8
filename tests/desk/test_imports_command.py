"""import_entries: what it prints, how it ends, and that a kill in the middle leaves all or nothing."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from negotiations.desk.imports.mappings import every
from negotiations.models.batches import Batch
from negotiations.models.entries import Entry
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.models.sources import Source
from tests import make
from tests.desk.tabular import delimited, workbook

ACTIONS = Path(__file__).parents[3] / "shared/data/tradewartracker/tariff_actions_2025-02_to_2025-08.csv"


def rows(count=3, **last):
    found = [
        {
            "kind": "round",
            "key": f"r{n}",
            "headline": f"Round {n}",
            "economies": "JP",
            "source_title": f"Report {n}",
        }
        for n in range(1, count + 1)
    ]
    found[-1] |= last
    return found


def run(path, *options, user="ana"):
    out, errors = StringIO(), StringIO()
    try:
        call_command("import_entries", str(path), "--as", user, *options, stdout=out, stderr=errors)
    except CommandError as error:
        return error.returncode, out.getvalue(), f"{errors.getvalue()}{error}"
    return 0, out.getvalue(), errors.getvalue()


@pytest.fixture
def file(tmp_path, ana):
    make.make_economy()
    path = tmp_path / "rows.csv"
    path.write_text(delimited(rows()))
    return path


@pytest.mark.django_db
def test_a_dry_run_tells_each_row_and_writes_nothing(file):
    assert run(file, "--dry-run") == (
        0,
        "Row 2: New round r1 “Round 1”\nRow 3: New round r2 “Round 2”\nRow 4: New round r3 “Round 3”\n"
        "New 3 · Changed 0 · Error 0. Nothing was written.\n",
        "",
    )
    assert not Entry.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.django_db
def test_a_real_run_is_told_in_one_line_and_can_be_repeated(file, tmp_path):
    code, out, errors = run(file)
    number = Batch.objects.get().pk
    assert (code, errors) == (0, "")
    assert out == f"New 3 · Changed 0 · Error 0. Import {number} can be undone in the desk.\n"
    again = tmp_path / "again.xlsx"
    again.write_bytes(workbook(rows()[::-1]))
    assert run(again)[1] == "New 0 · Changed 0 · Unchanged 3 · Error 0. There was nothing to write.\n"
    assert set(Entry.objects.values_list("version", flat=True)) == {1}


@pytest.mark.django_db
def test_errors_stop_it_unless_they_are_left_out(file):
    file.write_text(delimited(rows(3, economies="JP;XX", when="3/4/2025")))
    wrong = "Row 4: Error round r3 “Round 3”: economies: The record knows no economy “XX”."
    code, out, errors = run(file, "--dry-run")
    assert (code, errors) == (1, "1 of 3 rows has an error.")
    assert wrong in out
    assert "when: “3/4/2025” could be 3 April or 4 March." in out
    code, out, errors = run(file)
    assert code == 1
    assert errors.startswith(wrong)
    assert not Entry.objects.exists()
    code, out, errors = run(file, "--skip-errors")
    assert (code, Entry.objects.count()) == (0, 2)
    assert wrong in errors


@pytest.mark.django_db
def test_bad_use_and_unreadable_files_are_told_in_one_line(file, tmp_path, django_user_model):
    django_user_model.objects.create(username="reader")
    assert run(file, user="nobody") == (2, "", "There is no active account nobody.")
    assert run(file, user="reader") == (2, "", "The account reader may not write entries.")
    assert run(tmp_path / "none.csv") == (2, "", f"{tmp_path / 'none.csv'}: No such file or directory.")
    assert run(tmp_path)[0] == 2
    file.write_bytes(b"\x89PNG\r\n")
    code, out, errors = run(file)
    assert (code, out) == (1, "")
    assert errors.startswith("rows.csv: This is a PNG image, not a table.")
    file.write_text("headline,publish\nA round,yes")
    assert run(file)[2].startswith("rows.csv: publish is no column: an import makes drafts")


@pytest.mark.django_db
def test_a_list_of_tariff_actions_with_columns_of_its_own(tmp_path, ana):
    for name, code in (("United States", "US"), ("China", "CN"), ("Hong Kong", "HK"), ("Canada", "CA")):
        make.make_economy(name, code)
    make.make_instrument("Adjusting imports", number="Proclamation 10908", slug="proclamation-10908")
    path = tmp_path / "actions.csv"
    path.write_text(
        "phase,effective_date,date_text,authority,reference,description\n"
        'Phase 2,2025-04-03,"Apr 3, 2025",Section 232,Proclamation 10908,"25% on cars; Canada/Mexico treated as ~15%"\n'
        'Phase 1,2025-04-09,"Apr 9, 2025",IEEPA,Amendment to an order,China/HK raised to 125%\n'
    )
    code, _, errors = run(path, "--map", "tariff-actions", "--skip-errors")
    assert code == 0
    assert "The record knows no economy “MX”." in errors
    raised = MeasureChange.objects.get()
    assert raised.import_key == "tariff-actions-2025-04-09-amendment-to-an-order"
    assert {economy.code for economy in raised.economies.all()} == {"US", "CN", "HK"}
    assert raised.effective_from == "2025-04-09"
    assert raised.internal_note == "Phase 1, IEEPA, Amendment to an order, dated Apr 9, 2025."
    path.write_text("headline\nx")
    assert "this one has not" in run(path, "--map", "tariff-actions")[2]


@pytest.mark.django_db
@pytest.mark.skipif(not ACTIONS.is_file(), reason="the list of tariff actions is not beside this tree")
def test_the_real_list_of_tariff_actions(ana):
    for code in ("US", "BR", "CA", "CN", "EU", "HK", "JP", "MX", "KR", "GB"):
        make.make_economy(f"Economy {code}", code)
    for number in ("Executive Order 14257", "Proclamation 10908", "Proclamation 10947"):
        make.make_instrument(number, number=number)
    assert run(ACTIONS, "--map", "tariff-actions")[:2] == (
        0,
        f"New 13 · Changed 0 · Error 0. Import {Batch.objects.get().pk} can be undone in the desk.\n",
    )
    assert "Unchanged 13" in run(ACTIONS, "--map", "tariff-actions")[1]


def test_mappings_have_the_names_that_the_command_takes():
    assert set(every()) == {"tariff-actions"}


@pytest.mark.django_db(transaction=True)
def test_a_kill_in_the_middle_leaves_all_or_nothing(file):
    file.write_text(delimited(rows(120)))
    started = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(file)],
        env={**os.environ, "DATABASE_URL": _address()},
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        text=True,
    )
    line = started.stdout.readline()
    started.send_signal(signal.SIGKILL)
    started.wait(timeout=30)
    assert line.strip() == "50 written"
    _wait_until_free()
    assert (Entry.objects.count(), Source.objects.count(), Batch.objects.count()) == (0, 0, 0)
    assert run(file)[0] == 0
    assert Entry.objects.count() == 120


_KILLED = """
import sys, time
import django
django.setup()
from pathlib import Path
from django.contrib.auth import get_user_model
from negotiations.desk.imports.applying import apply
from negotiations.desk.imports.planning import plan
from negotiations.desk.imports.reading import read_file
def wait(done, total):
    print(done, "written", flush=True)
    time.sleep(60)
apply(plan(read_file(Path(sys.argv[1]))), get_user_model().objects.get(username="ana"), progress=wait)
"""


def _address() -> str:
    """The tests' own database, as another process finds it."""
    found = settings.DATABASES["default"]
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT'] or 5432}/{name}"


def _wait_until_free() -> None:
    """Until the database has noticed that the other end is gone."""
    until = time.monotonic() + 10
    while connection.vendor == "postgresql" and time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND state LIKE 'idle in%'"
            )
            if cursor.fetchone()[0] == 0:
                return
        connection.close()
