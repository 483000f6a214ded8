"""A worker is killed while it publishes, and the site is started anew while it is read: readers and editors go on."""

import signal
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import urllib3

from tests.faults.serving import eventually, kill, serving, sign_in, staged

ENTRIES, READERS, REQUESTS = 4, 4, 100


def test_publishing_goes_on_when_a_worker_is_killed_amid_it(url, tmp_path):
    entries = staged(url, "approved", str(ENTRIES))
    answers = []
    with serving(url, tmp_path) as site:
        editor = sign_in(site, url)
        for number, entry in enumerate(entries):
            before = site.workers()

            def press(entry=entry):
                try:
                    return editor.publish(entry).status
                except urllib3.exceptions.HTTPError:
                    return 0  # the worker died with the request

            with ThreadPoolExecutor(1) as pool:
                answer = pool.submit(press)
                if number % 2 == 0:
                    for pid in before:
                        kill(pid)
                answers.append(answer.result())
            eventually(lambda: site.status("/readyz") == 200)
        # What an editor does who saw no answer: send it again.
        again = [editor.publish(entry).status for entry in entries]
    found = staged(url, "found")
    assert found["faults"] == []
    assert found["editions"] == ENTRIES
    assert found["published"] == sorted(entry["pk"] for entry in entries)
    assert set(answers) <= {0, 302}
    for first, second in zip(answers, again, strict=True):
        assert second in ((409,) if first == 302 else (302, 409))


def test_the_other_worker_answers_while_one_is_gone(url, tmp_path):
    [address] = staged(url, "live", "1")
    with serving(url, tmp_path) as site:
        pid, other = site.workers()[:2]
        kill(pid)
        assert [site.status(path) for path in (address, "/", "/readyz")] == [200, 200, 200]
        eventually(lambda: len(site.workers()) == 2)
        assert other in site.workers()


def test_workers_are_renewed_under_load_and_no_request_fails(url, tmp_path):
    addresses = [*staged(url, "live", "3"), "/", "/timeline/", "/timeline.json", "/healthz"]
    with serving(url, tmp_path) as site:
        before, failed, counted = site.workers(), [], []

        def read(start):
            pool = urllib3.PoolManager(maxsize=1, retries=urllib3.Retry(1, respect_retry_after_header=False))
            for number in range(REQUESTS):
                path = addresses[(start + number) % len(addresses)]
                try:
                    status = pool.request("GET", site.address + path, timeout=60).status
                except urllib3.exceptions.HTTPError as error:
                    status = repr(error)
                counted.append(path)
                if status != 200:
                    failed.append((path, status))

        readers = [Thread(target=read, args=(start,)) for start in range(READERS)]
        for reader in readers:
            reader.start()
        for _ in range(2):
            eventually(lambda: len(counted) > READERS * 5)
            old = site.workers()
            site.process.send_signal(signal.SIGHUP)
            eventually(lambda old=old: not set(old) & set(site.workers()) and len(site.workers()) == 2)
        for reader in readers:
            reader.join()
        assert not set(before) & set(site.workers())
    assert failed == []
    assert len(counted) == READERS * REQUESTS
