"""Twenty editors publish on SQLite while something else writes for three seconds: all wait, and nobody is refused."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Timer

from tests.faults.serving import serving, sign_in, staged

EDITORS, SECONDS = 20, 3


def test_twenty_writers_and_a_slow_one_meet_no_locked_database(sqlite_url, tmp_path, capsys):
    entries = staged(sqlite_url, "approved", str(EDITORS))
    with serving(sqlite_url, tmp_path) as site, ThreadPoolExecutor(EDITORS) as pool:
        editor = sign_in(site, sqlite_url)
        slow = sqlite3.connect(
            sqlite_url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False
        )
        slow.execute("BEGIN IMMEDIATE")
        Timer(SECONDS, slow.execute, ["COMMIT"]).start()
        began = time.monotonic()
        answers = [pool.submit(editor.publish, entry) for entry in entries]
        while slow.in_transaction:
            assert [site.status(path) for path in ("/healthz", "/timeline/")] == [200, 200]
        statuses = [answer.result().status for answer in answers]
        slow.close()
        seconds = time.monotonic() - began
    with capsys.disabled():
        print(f"\n{EDITORS} publications behind a writer of {SECONDS} s: all printed after {seconds:.1f} s")
    assert statuses == [302] * EDITORS
    found = staged(sqlite_url, "found")
    assert (found["faults"], found["editions"]) == ([], EDITORS)
