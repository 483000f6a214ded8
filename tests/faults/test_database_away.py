"""PostgreSQL is away, slow, and back: readers are told so at once, nothing is lost, and nobody restarts anything."""

import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.cluster import running
from tests.faults.databases import migrate, sqlite_url
from tests.faults.serving import eventually, serving, sign_in, staged

HEALS = (
    30  # seconds until readers are served again: ten, and more on a machine that is busy with other things
)
AWAY = 20  # seconds


@pytest.fixture(scope="module")
def cluster():
    folder = Path(
        tempfile.mkdtemp(prefix="tradewatch-faults-")
    )  # pytest's own folders are closed to other users
    try:
        with running(folder) as found:
            migrate(found.url)
            yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def entries(cluster):
    return staged(cluster.url, "approved", "4")


def timed(ask):
    began = time.monotonic()
    return ask(), time.monotonic() - began


def test_while_the_database_is_away_everybody_is_told_and_afterwards_all_goes_on(
    cluster, entries, tmp_path, capsys
):
    with serving(cluster.url, tmp_path) as site:
        editor = sign_in(site, cluster.url)
        assert editor.publish(entries[0]).status == 302
        paths = ["/entries/TW-000001/", "/timeline/?q=round", "/api/v1/entries", "/readyz"]
        assert [site.status(path) for path in paths] == [200] * 4
        cluster.stop()
        try:
            slowest = 0.0
            # Both workers, each with connections that it does not know to be dead, and then without any.
            for path in paths * 3:
                answer, seconds = timed(lambda path=path: site.get(path))
                slowest = max(slowest, seconds)
                assert answer.status == 503, path
                if path != "/readyz":
                    assert answer.headers["Retry-After"] == "10"
                    assert answer.headers["Cache-Control"] == "no-store"
            assert site.status("/healthz") == 200
            refused = editor.publish(entries[1])
            assert (refused.status, "does not answer" in refused.data.decode()) == (503, True)
            # A pool that waits longer and longer before it tries again would be found out here.
            deadline = time.monotonic() + AWAY
            while time.monotonic() < deadline:
                assert site.status("/readyz") == 503
                time.sleep(1)
        finally:
            cluster.start()
        back = time.monotonic()
        for path in ("/readyz", *paths[:2]):
            eventually(lambda path=path: site.status(path) == 200, HEALS)
        healed = time.monotonic() - back
        eventually(lambda: all(site.status(path) == 200 for path in paths * 4), HEALS)
        steady = time.monotonic() - back
        assert editor.publish(entries[1]).status == 302
    with capsys.disabled():
        print(
            f"\nDatabase away: 503 within {slowest:.1f} s; back: served after {healed:.1f} s, by all {steady:.1f} s"
        )
    found = staged(cluster.url, "found")
    assert found["faults"] == []
    assert found["published"] == sorted(entry["pk"] for entry in entries[:2])


def test_a_database_that_dies_while_somebody_publishes_keeps_all_or_nothing(cluster, tmp_path):
    entries = staged(cluster.url, "approved", "1")
    with serving(cluster.url, tmp_path) as site:
        editor = sign_in(site, cluster.url)
        holder, watcher = cluster.connect(), cluster.connect(autocommit=True)
        holder.execute(HOLDING)
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(editor.publish, entries[0])  # waits amid its transaction
            eventually(lambda: watcher.execute(WAITING).fetchall())
            cluster.stop()
            try:
                assert answer.result().status == 503
            finally:
                cluster.start()
                holder.close()
                watcher.close()
        eventually(lambda: site.status("/readyz") == 200)
        assert eventually(lambda: editor.publish(entries[0]).status in (302, 409))
    found = staged(cluster.url, "found")
    assert found["faults"] == []
    assert entries[0]["pk"] in found["published"]


HOLDING = "LOCK TABLE negotiations_press IN EXCLUSIVE MODE"  # reading it goes on
WAITING = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


def test_a_press_that_somebody_holds_is_waited_for_a_while_and_readers_go_on(cluster, tmp_path, capsys):
    [entry] = staged(cluster.url, "approved", "1")
    with serving(cluster.url, tmp_path) as site:
        editor = sign_in(site, cluster.url)
        with cluster.connect() as holder:
            holder.execute(HOLDING)
            with ThreadPoolExecutor(1) as pool:
                answer = pool.submit(lambda: timed(lambda: editor.publish(entry)))
                while not answer.done():
                    assert site.status("/timeline/") == 200
                refused, seconds = answer.result()
        assert refused.status == 503
        assert "busy with other work" in refused.data.decode()
        assert 'name="version"' in refused.data.decode()
        assert editor.publish(entry).status == 302
    with capsys.disabled():
        print(f"\nPress held: told after {seconds:.1f} s, readers went on")
    assert staged(cluster.url, "found")["faults"] == []


@pytest.mark.parametrize("broken", ["away", "unreadable"])
def test_a_process_that_starts_without_its_database_stays_up_and_says_so(broken, tmp_path):
    url = "postgres://postgres@127.0.0.1:1/none"
    if broken == "unreadable":
        (tmp_path / "record.sqlite3").write_bytes(b"This is no database. " * 100)
        url = sqlite_url(tmp_path / "record.sqlite3")
    with serving(url, tmp_path, workers=1) as site:
        paths = ("/healthz", "/readyz", "/", "/timeline/", "/timeline.json")
        assert [site.status(path) for path in paths] == [200, 503, 503, 503, 503]
        assert site.process.poll() is None
