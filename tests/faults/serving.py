"""gunicorn as production runs it, on a port of its own, and people who ask it."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import urllib3

from tests.admin.sent import form_of
from tests.faults.databases import ROOT, environment, python

_PATIENCE = 60  # seconds in which anything that is waited for must happen on a busy machine


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def eventually[T](ask: Callable[[], T], seconds: float = _PATIENCE) -> T:
    """What `ask` comes to once it is true. Raises AssertionError where it does not become so in time."""
    deadline = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {ask}"
        time.sleep(0.05)
    return found


@dataclass
class Site:
    """A running gunicorn; `pool` keeps connections alive as browsers and proxies do."""

    process: subprocess.Popen
    address: str
    log: Path
    pool: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(maxsize=8, retries=False))

    def get(self, path: str, **options: Any) -> urllib3.BaseHTTPResponse:
        """An answer; asked for once more, as browsers do, where a kept connection turns out to be closed."""
        options = {"retries": urllib3.Retry(1, redirect=0, respect_retry_after_header=False)} | options
        return self.pool.request("GET", self.address + path, **{"timeout": _PATIENCE} | options)

    def status(self, path: str) -> int:
        """The status of an answer, 0 where there is none."""
        try:
            return self.get(path).status
        except urllib3.exceptions.HTTPError:
            return 0

    def workers(self) -> list[int]:
        """The ids of the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


@contextmanager
def serving(url: str, folder: Path, workers: int = 2, **more: str) -> Iterator[Site]:
    """The site on a database, until the block ends."""
    port, log = free_port(), folder / f"gunicorn-{time.monotonic_ns()}.log"
    settings = {
        "BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": str(workers),
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "tradewatch.wsgi"],
            cwd=ROOT,
            env=environment(url, **settings | more),
            stdout=output,
            stderr=output,
        )
    site = Site(process, f"http://127.0.0.1:{port}", log)
    try:
        eventually(lambda: site.status("/healthz") == 200)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


@dataclass
class Editor:
    """Somebody who is signed in, and sends the desk's forms."""

    site: Site
    cookies: str
    token: str

    def post(self, path: str, fields: dict[str, Any]) -> urllib3.BaseHTTPResponse:
        """Send a form once, whatever becomes of it."""
        headers = {
            "Cookie": f"{self.cookies}; csrftoken={self.token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode(fields | {"csrfmiddlewaretoken": self.token}, doseq=True)
        address = self.site.address + path
        return self.site.pool.request(
            "POST", address, body=body, headers=headers, redirect=False, timeout=_PATIENCE
        )

    def get(self, path: str) -> urllib3.BaseHTTPResponse:
        return self.site.get(path, headers={"Cookie": self.cookies}, redirect=False)

    def opened(self, path: str) -> dict[str, Any]:
        """What the form at an address would send if nobody touched it."""
        return form_of(SimpleNamespace(content=self.get(path).data), "#content form")

    def publish(self, entry: dict[str, int]) -> urllib3.BaseHTTPResponse:
        path = f"/admin/negotiations/round/{entry['pk']}/publish/"
        return self.post(path, {"version": entry["version"]})


def staged(url: str, what: str, *arguments: str) -> Any:
    """What `tests.faults.stage` made or found in the record of a database."""
    process = python(url, "-m", "tests.faults.stage", what, *arguments)
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


def sign_in(site: Site, url: str) -> Editor:
    """rui, who reviews and publishes."""
    return Editor(site, staged(url, "session"), "a" * 32)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


logging.getLogger("urllib3").setLevel(logging.ERROR)  # a server that is not up yet is no news here
