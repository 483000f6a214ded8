"""Kills processes that write, looks at the record after each, and prints figures: `python -m tests.faults.killing`.

The process that kills never connects to the database: each writer and each examiner is forked from it, and the writer's
end is a SIGKILL, from outside at a random instant, or by its own hand at a chosen statement. The database is the one in
DATABASE_URL, migrated and empty. The last line is a JSON object; the exit status is 1 where anything was lost, or half
done, or the record is not whole.
"""

import argparse
import json
import os
import pickle
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import django
from django.db import connection

_LONG = 100  # from so many kills on, a publication is killed at each of its statements
_FEWEST = 5  # kills at the statements of a job


def forked(work: Callable[[], Any]) -> tuple[int, int]:
    """Run `work` in a child; returns its id and the pipe on which it says, pickled, what came of it."""
    reader, writer = os.pipe()
    if pid := os.fork():
        os.close(writer)
        return pid, reader
    os.close(reader)
    status = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(work(), pipe)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def result(work: Callable[[], Any]) -> Any:
    """What `work` comes to in a child. Raises RuntimeError where it failed."""
    pid, reader = forked(work)
    with os.fdopen(reader, "rb") as pipe:
        data = pipe.read()
    if os.waitpid(pid, 0)[1]:
        raise RuntimeError("A child failed; it said why above.")
    return pickle.loads(data)  # noqa: S301  our own child wrote it


class Killing:
    """One run over one database: the journal of all writers, and what was found."""

    def __init__(self, folder: Path, seed: int):
        from tests.faults import examining, jobs
        from tests.faults.journal import Journal

        self.jobs, self.examining = jobs, examining
        self.journal = Journal(folder / "journal")
        self.random = Random(seed)  # noqa: S311  where to kill is no secret
        self.found: list[Any] = []
        self.kills: Counter[str] = Counter()
        self.serial = 0
        self.longest_wait = 0.0

    def tag(self) -> str:
        self.serial += 1
        return f"{os.getpid()}x{self.serial}"

    def examine(self) -> None:
        began = time.perf_counter()
        found = result(lambda: self.examining.examine(self.journal))
        self.longest_wait = max(self.longest_wait, time.perf_counter() - began)
        self.found += found
        for one in found:
            print(f"after {self.kills.total()} kills: {one.sort}: {one.what}", file=sys.stderr)

    # At a random instant ------------------------------------------------------------------------------------------

    def at_random(self, kills: int) -> None:
        """Kill writers that do all jobs in turn, each time at another instant of the job they began with."""
        names = list(self.jobs.JOBS)
        takes = {name: self._seconds(name) for name in names}
        for number in range(kills):
            name = names[number % len(names)]
            self._kill_within(name, self.random.uniform(0, takes[name] * 1.2))
            self.kills["at a random instant"] += 1
            self.examine()

    def _seconds(self, name: str) -> float:
        """How long a job takes where nobody is killed."""

        def measured() -> float:
            thing = self.jobs.JOBS[name].prepare(tag)
            began = time.perf_counter()
            self.jobs.JOBS[name].act(self.journal, thing)
            return time.perf_counter() - began

        tag = self.tag()
        return result(measured)

    def _kill_within(self, name: str, seconds: float) -> None:
        def work() -> None:
            for job in (self.jobs.JOBS[name], *self.jobs.JOBS.values()):
                thing = job.prepare(f"{tag}{self.tag()}")
                os.write(ready[1], b".")
                job.act(self.journal, thing)

        tag, ready = self.tag(), os.pipe()
        pid, reader = forked(work)
        os.close(ready[1])
        if not os.read(ready[0], 1):
            raise RuntimeError("A writer failed before it was killed; it said why above.")
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(reader)
        os.close(ready[0])

    # At every statement -------------------------------------------------------------------------------------------

    def at_statements(self, most: int, every: bool) -> dict[str, str]:
        """Kill each job before its nth statement, or around its commit, for up to `most` n spread over all of it.

        A publication at each of them where `every` is true. Returns at how many of how many each was killed.
        """
        told = {}
        for name in self.jobs.JOBS:
            total = self._until(name, None)
            chosen = _spread(total, total if every and name == "publishing" else most)
            for number in chosen:
                self._until(name, number)
                self.kills[f"at a statement of {name}"] += 1
                self.examine()
            told[name] = f"{len(chosen)} of {total}"
        return told

    def _until(self, name: str, last: int | None) -> int:
        """Do a job up to a boundary, where the process ends; returns how many there were where none was given."""

        def work() -> int:
            thing = self.jobs.JOBS[name].prepare(tag)
            boundaries = Boundaries(last)
            with boundaries.counted():
                self.jobs.JOBS[name].act(self.journal, thing)
            return boundaries.passed

        tag = self.tag()
        if last is None:
            return result(work)
        pid, reader = forked(work)
        _, status = os.waitpid(pid, 0)
        os.close(reader)
        if not os.WIFSIGNALED(status):
            raise RuntimeError(f"{name} ended before its boundary {last}.")
        return last

    # Afterwards ---------------------------------------------------------------------------------------------------

    def finish(self) -> dict[str, int]:
        """Go on as editors would: publish what was left approved, do every job once more, draw missing pictures."""
        self.examine()
        for name in self.jobs.JOBS:
            self._seconds(name)
        left = [step for step in self.journal.read() if step.what == "publish" and not step.is_done]
        finished = result(lambda: sum(self._finish(step.begun["entry"]) for step in left))
        made, still = result(self.examining.pictures_made_up)
        if still:
            self.found.append(self.examining.Found("lost", f"{still} pictures cannot be made up"))
        found = result(lambda: list(map(str, self.examining.checking.faults())))
        self.found += [self.examining.Found("record", fault) for fault in found]
        return {"finished_later": finished, "pictures_made_up": made}

    def _finish(self, pk: int) -> bool:
        from negotiations.models.entries import Entry

        entry = Entry.objects.get(pk=pk)
        if entry.work_state != "approved":
            return False
        self.jobs.finish(entry)
        return True


def _spread(total: int, most: int) -> list[int]:
    """Up to `most` of the numbers from 1 to `total`, the first and the last among them."""
    return sorted({round(place * (total - 1) / max(1, most - 1)) + 1 for place in range(most)})


class Boundaries:
    """Counts what a process asks of the database: each statement, and the moments before and after each commit."""

    def __init__(self, last: int | None):
        self.last, self.passed = last, 0

    def pass_one(self) -> None:
        self.passed += 1
        if self.passed == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute, sql, params, many, context):
        self.pass_one()
        return execute(sql, params, many, context)

    @contextmanager
    def counted(self) -> Iterator[None]:
        commit = connection._commit

        def around() -> None:
            self.pass_one()
            commit()
            self.pass_one()

        with patch.object(connection, "_commit", around), connection.execute_wrapper(self.statement):
            yield


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=5, help="At random instants.")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    django.setup()
    from django.conf import settings

    began = time.perf_counter()
    with TemporaryDirectory() as folder:
        run = Killing(Path(folder), asked.seed)
        result(run.jobs.stage)
        run.at_random(asked.kills)
        statements = run.at_statements(max(_FEWEST, asked.kills // 5), every=asked.kills >= _LONG)
        after = run.finish()
        steps = run.journal.read()
    sorts = Counter(one.sort for one in run.found)
    figures = {
        "database": settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1],
        "kills": run.kills.total(),
        "at_random": run.kills["at a random instant"],
        "at_statements": statements,
        "acknowledged": sum(step.is_done for step in steps),
        "in_doubt": sum(not step.is_done for step in steps),
        "lost": sorts["lost"],
        "half_done": sorts["half"],
        "faults_of_the_record": sorts["record"],
        **after,
        "longest_examination_seconds": round(run.longest_wait, 1),
        "seconds": round(time.perf_counter() - began),
    }
    print(json.dumps(figures))
    return 1 if run.found else 0


if __name__ == "__main__":
    sys.exit(main())
