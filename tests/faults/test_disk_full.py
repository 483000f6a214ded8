"""The disk is full: what cannot be saved is told with the words that were typed, nothing is half done, readers go on.

On a small file system of its own, which root may mount.
"""

import os
import sqlite3
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.databases import python
from tests.faults.serving import serving, sign_in, staged

MEGABYTES = 12
ADD = "/admin/negotiations/round/add/"
WORDS = "Words typed at night. " * 80


@contextmanager
def small_disk(folder: Path):
    """A file system of a few megabytes; skips the test where none may be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tradewatch-faults", str(folder)]
    if os.getuid() or subprocess.run(command, capture_output=True, timeout=30, check=False).returncode:
        pytest.skip("no file system may be mounted here: only root may, outside of most containers")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], timeout=30, check=True)


def empty_log(url: str) -> None:
    """SQLite writes into its log first: what that file has already is no room to write in."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def fill(folder: Path) -> Path:
    """Take every byte that is left."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return filler


def test_what_does_not_fit_comes_back_and_is_saved_when_there_is_room(sqlite, tmp_path):
    with small_disk(tmp_path / "disk") as disk, sqlite.fresh(disk) as url:
        entries = staged(url, "approved", "2")
        draft = entries[1]
        with serving(url, tmp_path) as site:
            editor = sign_in(site, url)
            assert editor.publish(entries[0]).status == 302
            typed = {
                "headline": "New",
                "when": "2025-04-16",
                "status": "held",
                "summary": WORDS,
                "_save": "1",
            }
            form = editor.opened(ADD) | typed
            empty_log(url)
            filler = fill(disk)
            refused = [editor.post(ADD, form), editor.publish(draft)]
            for answer in refused:
                assert answer.status == 503
                assert "no room left" in answer.data.decode()
            assert "Words typed at night." in refused[0].data.decode()
            reading = ["/entries/TW-000001/", "/", "/timeline/", "/timeline.json", "/healthz", "/readyz"]
            assert [site.status(path) for path in reading] == [200] * len(reading)
            assert editor.get(f"/admin/negotiations/round/{draft['pk']}/change/").status == 200
            filler.unlink()
            assert editor.publish(draft).status == 302
            assert editor.post(ADD, form).status == 302
        found = staged(url, "found")
    assert found["faults"] == []
    assert found["editions"] == 2
    assert list(found["headlines"].values()).count("New") == 1


def test_a_full_disk_amid_work_leaves_nothing_half_done(sqlite, tmp_path):
    """The killing's own jobs and its own examination, on a disk that fills up under them."""
    with small_disk(tmp_path / "disk") as disk, sqlite.fresh(disk) as url:
        process = python(url, "-m", "tests.faults.filling", str(disk), seconds=300)
        assert process.returncode == 0, process.stderr
        assert "0 faults" in process.stdout
