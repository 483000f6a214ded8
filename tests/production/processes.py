"""Child processes of the stack: each is started and ended by its own pid, and writes a log into its folder."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_PATIENCE = 15  # seconds that a process gets to end before it is killed


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition: Callable[[], object], seconds: float) -> None:
    """Poll until the condition holds and raises nothing; AssertionError after so many seconds."""
    until, last = time.monotonic() + seconds, ""
    while time.monotonic() < until:
        try:
            if condition():
                return
        except Exception as error:  # what is being started refuses connections
            last = f": {error!r}"
        time.sleep(0.05)
    raise AssertionError(f"Not so within {seconds} seconds{last}")


def descendants(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [found for child in map(int, children) for found in (child, *descendants(child))]


class Process:
    """One program that runs in the foreground as our child."""

    ends_with = signal.SIGTERM
    user: str | None = None

    def __init__(self, folder: Path):
        self.folder, self._running, self._is_paused = folder, None, False

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"]}

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None

    @property
    def log(self) -> list[str]:
        """What it has said so far, in lines."""
        return self._log.read_text(errors="replace").splitlines() if self._log.exists() else []

    @property
    def _log(self) -> Path:
        return self.folder.with_suffix(".log")

    def start(self) -> None:
        """Start it unless it runs. Whether it answers is the caller's to wait for."""
        if self.is_running:
            return
        self.folder.mkdir(exist_ok=True)
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                self.command(),
                cwd=ROOT,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Control-C is for us: we end the others in their order
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
            )

    def stop(self, how: signal.Signals | None = None) -> None:
        """End it and wait until it is gone; kill it and what it has started where it does not end."""
        if not self.is_running:
            return
        self.resume()
        started = descendants(self.pid)
        self._running.send_signal(how or self.ends_with)
        try:
            self._running.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            for pid in (self.pid, *started):
                _send(pid, signal.SIGKILL)
            self._running.wait()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.stop(signal.SIGKILL)

    def restart(self) -> None:
        self.stop()
        self.start()

    def reload(self) -> None:
        self._running.send_signal(signal.SIGHUP)

    def pause(self) -> None:
        """Let it hang, with all that it has started: it takes connections and answers nothing."""
        self._is_paused = True
        for pid in (self.pid, *descendants(self.pid)):
            _send(pid, signal.SIGSTOP)

    def resume(self) -> None:
        if self._is_paused and self.is_running:
            for pid in (self.pid, *descendants(self.pid)):
                _send(pid, signal.SIGCONT)
        self._is_paused = False


def _send(pid: int, sent: signal.Signals) -> None:
    try:
        os.kill(pid, sent)
    except ProcessLookupError:
        return


class Redis(Process):
    """A Redis that keeps nothing on disk."""

    def __init__(self, folder: Path, port: int):
        super().__init__(folder)
        self.port = port

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        options = {"port": self.port, "bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": self.folder}
        return [
            "redis-server",
            *(word for name, value in options.items() for word in (f"--{name}", str(value))),
        ]

    def command_line(self, *words: str) -> str:
        """What redis-cli answers, for tests: FLUSHALL, CLIENT PAUSE 5000."""
        asked = ["redis-cli", "-p", str(self.port), *words]
        return subprocess.run(asked, capture_output=True, text=True, check=True, timeout=10).stdout.strip()


class Gunicorn(Process):
    """The application as production runs it."""

    def __init__(self, folder: Path, port: int, environment: dict[str, str]):
        super().__init__(folder)
        self.port, self._environment = port, environment

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        own = {"BIND": f"127.0.0.1:{self.port}", "PROMETHEUS_MULTIPROC_DIR": str(self.folder)}
        return self._environment | own

    def command(self) -> list[str]:
        return [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "tradewatch.wsgi"]
