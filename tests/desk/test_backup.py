"""A backup holds all of an installation, and gives all of it back on either database, or nothing."""

import json
import os
import stat
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from negotiations.desk.backup import layout, writing
from negotiations.desk.backup.restoring import NotRestored
from negotiations.desk.checking import faults
from negotiations.guards import expected_guards, lifted, standing_guards
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition
from tests import make
from tests.conftest import forget
from tests.desk.exchanged import make_record
from tests.desk.test_exchange import crawl, empty

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]


NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


def pages_of(client) -> dict[str, tuple]:
    """Every public address at one moment: some say how old the record is."""
    with time_machine.travel(NOW, tick=False):
        return crawl(client)


def command(name: str, path) -> str:
    out = StringIO()
    call_command(name, path, "--no-progress", stdout=out)
    forget()  # a restore is followed by a start
    return out.getvalue()


def desk() -> dict[str, list]:
    """Every row of every table that a backup holds, as written."""
    return {
        model._meta.db_table: [
            layout.written(row)
            for row in model._base_manager.order_by("pk").values_list(
                *(field.attname for field in layout.columns_of(model))
            )
        ]
        for model in layout.tables()
    }


def test_all_of_it_comes_back(client, tmp_path):
    make_record()
    user = get_user_model().objects.get(username="ana")
    user.set_password("a long pass phrase of ana")
    user.save()
    make.make_quote(headline="A draft that nobody published")
    pages, rows = pages_of(client), desk()
    assert "up to printing" in command("backup", tmp_path / "b")
    empty()
    assert "the record is whole" in command("restore", tmp_path / "b")
    after = pages_of(client)
    assert [url for url in pages if after.get(url) != pages[url]] == []
    assert desk() == rows
    assert list(faults()) == []
    assert standing_guards(connection) == expected_guards(connection.vendor)
    assert authenticate(username="ana", password="a long pass phrase of ana")
    assert Transition.objects.exists()


def test_work_goes_on_after_a_restore(client, tmp_path):
    make_record()
    command("backup", tmp_path / "b")
    before = Edition.objects.count()
    empty()
    command("restore", tmp_path / "b")
    make.publish(make.make_quote(headline="Said after the restore"))
    assert Edition.objects.count() > before
    assert list(faults()) == []
    assert "“restore”: 1 entry" in client.get("/search/?q=restore").text


def test_a_backup_is_of_one_instant_whatever_is_written_meanwhile(client, tmp_path):
    make_record()
    printed = Edition.objects.count()
    later = [make.make_quote(headline=f"Meanwhile {n}") for n in range(3)]

    def publish_one(done, total):
        if later:
            make.publish(later.pop())

    writing.write(tmp_path / "b", publish_one)
    assert Edition.objects.count() > printed
    empty()
    command("restore", tmp_path / "b")
    assert Edition.objects.count() == printed
    assert list(faults()) == []


def test_only_its_owner_can_read_it_and_an_older_one_gives_way_once_it_is_whole(tmp_path, monkeypatch):
    make.publish(make.make_quote())
    path = tmp_path / "b"
    path.write_text("the backup of yesterday")

    def breaks(*args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(writing, "_write_table", breaks)
        with pytest.raises(CommandError, match="No space left on device"):
            command("backup", path)
    assert path.read_text() == "the backup of yesterday"
    assert [one.name for one in tmp_path.iterdir()] == ["b"]
    command("backup", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert zipfile.is_zipfile(path)


def test_a_restore_refuses_where_anybody_works_already(tmp_path):
    make.publish(make.make_quote())
    command("backup", tmp_path / "b")
    with pytest.raises(CommandError, match="not empty"):
        command("restore", tmp_path / "b")


def test_every_kind_of_damage_is_refused_and_nothing_is_written(tmp_path):
    make_record()
    whole = tmp_path / "b"
    command("backup", whole)
    empty()
    for name, damage in DAMAGES.items():
        damaged = tmp_path / name.replace(" ", "-")
        damaged.write_bytes(damage(whole.read_bytes()))
        with pytest.raises(CommandError) as refused:
            command("restore", damaged)
        assert "\n" not in str(refused.value), name
        assert not Entry.objects.exists(), name
        assert not get_user_model().objects.exists(), name
        assert standing_guards(connection) == expected_guards(connection.vendor), name


def rewritten(change):
    """A damage that changes one member of the archive: `change(name, text)` gives the new text or None."""

    def damage(content: bytes) -> bytes:
        with zipfile.ZipFile(as_file(content)) as old:
            members = {name: old.read(name) for name in old.namelist()}
        new = as_file(b"")
        with zipfile.ZipFile(new, "w") as archive:
            for name, text in members.items():
                if (text := change(name, text)) is not None:
                    archive.writestr(name, text)
        return new.getvalue()

    return damage


def as_file(content: bytes):
    from io import BytesIO

    return BytesIO(content)


def _with(name, old, new):
    return rewritten(lambda member, text: text.replace(old, new) if member == name else text)


EDITIONS = "tables/negotiations_edition.jsonl"
DAMAGES = {
    "no file of ours": lambda content: b"something else",
    "cut off": lambda content: content[: len(content) // 2],
    "one byte turned": lambda content: content[:5000] + bytes([content[5000] ^ 1]) + content[5001:],
    "a table gone": rewritten(lambda name, text: None if name == EDITIONS else text),
    "a row gone": rewritten(lambda name, text: text[text.index(b"\n") + 1 :] if name == EDITIONS else text),
    "a word changed": _with(EDITIONS, b"grateful", b"ungrateful"),
    "no manifest": rewritten(lambda name, text: None if name == layout.MANIFEST else text),
    "another format": _with(layout.MANIFEST, b'"format": 1', b'"format": 7'),
    "other tables": _with(layout.MANIFEST, b'"superseded_at"', b'"replaced_at"'),
}


def test_a_record_that_was_not_whole_is_not_restored(client, tmp_path):
    """The file is as it was written, but what was written had been tampered with in the database."""
    make_record()
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE negotiations_edition SET body = replace(body, 'grateful', 'ungrateful')")
    command("backup", tmp_path / "b")
    empty()
    with pytest.raises(CommandError, match="has faults"):
        command("restore", tmp_path / "b")
    assert not Entry.objects.exists()
    assert standing_guards(connection) == expected_guards(connection.vendor)


def test_not_restored_is_said_in_one_line():
    assert "\n" not in str(NotRestored("It cannot be."))


MOVE = """
import json, sys, django
django.setup()
from hashlib import sha256
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment(debug=False)
call_command("migrate", verbosity=0)
from tests.desk.exchanged import make_record
from tests.desk.test_backup import pages_of
make_record()
call_command("backup", sys.argv[1], "--no-progress")
print(json.dumps({url: [status, sha256(body).hexdigest()] for url, (status, _, body) in pages_of(Client()).items()}))
"""


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs both databases")
def test_a_record_moves_from_sqlite_to_postgresql_and_readers_get_the_same_bytes(client, tmp_path):
    database = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    run = [sys.executable, "-c", MOVE, str(tmp_path / "b")]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    before = json.loads(done.stdout.splitlines()[-1])
    command("restore", tmp_path / "b")
    after = {url: [status, sha256(body).hexdigest()] for url, (status, _, body) in pages_of(client).items()}
    assert after == before
    assert len(after) > 500
