"""Publishing from outside of the processes that serve: a child that does what an editor's click does, and says when.

Speaks JSON in lines: {"do": "publish", "headline": "…"} is answered by {"key": "TW-000123", "at": 1763860000.123}, the
seconds since 1970 at which the transaction had ended.
"""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.production.processes import ROOT


@dataclass(frozen=True)
class Printed:
    """What was printed: the entry's public id, and when that was done, in seconds since 1970."""

    key: str
    at: float


class Press:
    """The child, started when it is first needed."""

    def __init__(self, environment: dict[str, str], log: Path):
        self._environment, self._log, self._child = environment, log, None

    def publish(self, headline: str) -> Printed:
        """A new round of talks with this headline."""
        return self._do(do="publish", headline=headline)

    def correct(self, key: str, headline: str) -> Printed:
        """The entry once more, under another headline."""
        return self._do(do="correct", key=key, headline=headline)

    def withdraw(self, key: str) -> Printed:
        return self._do(do="withdraw", key=key)

    def draft(self, headline: str) -> Printed:
        """A working copy that nobody publishes; its key is the desk's."""
        return self._do(do="draft", headline=headline)

    def fill(self) -> Printed:
        """One entry of each kind, with the nouns and sources that it names."""
        return self._do(do="fill")

    def account(self, name: str) -> str:
        """A contributor's account; returns its password."""
        return self._do(do="account", name=name).key

    def stop(self) -> None:
        if self._child:
            self._child.stdin.close()
            self._child.wait()
            self._child = None

    def _do(self, **asked: str) -> Printed:
        if self._child is None:
            with self._log.open("a") as log:
                self._child = subprocess.Popen(
                    [sys.executable, "-m", __name__],
                    cwd=ROOT,
                    env=self._environment | {"PYTHONPATH": f"{self._environment['PYTHONPATH']}:{ROOT}"},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                )
        print(json.dumps(asked), file=self._child.stdin, flush=True)
        answered = json.loads(self._child.stdout.readline() or '{"error": "it has ended"}')
        if "error" in answered:
            raise RuntimeError(f"Not printed: {answered['error']}")
        return Printed(**answered)


def _serve() -> None:
    import time

    import django

    django.setup()
    from django.db import close_old_connections

    for line in sys.stdin:
        close_old_connections()
        try:
            answer = {"key": _done(**json.loads(line)), "at": time.time()}
        except Exception as error:
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)


def _done(do: str, key: str = "", headline: str = "", name: str = "") -> str:
    from django.core.management import call_command

    from negotiations.models.kinds.round import Round
    from tests import make

    if do == "account":
        said = io.StringIO()
        call_command("create_editor", name, "--role", "contributor", stdout=said)
        return said.getvalue().partition("shown this once: ")[2].split()[0]
    if do == "fill":
        for maker in make.MAKERS.values():
            make.publish(maker())
        return ""
    if do in ("draft", "publish"):
        entry = make.make_round(headline=headline)
        if do == "draft":
            return str(entry.pk)
        make.publish(entry)
        return Round.objects.get(pk=entry.pk).publication.key
    entry = Round.objects.get(publication__key=key)
    if do == "correct":
        make.publish(make.edit(entry, headline=headline), note="As the press release has it.")
    else:
        make.withdraw(entry)
    return key


if __name__ == "__main__":
    _serve()
