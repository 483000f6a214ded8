"""Does an editor's work on a disk that fills up under it: `python -m tests.faults.filling DISK`.

Each time the disk is given a little more room than the last, so that it is full at other statements. Prints how
often it was full, and how many faults were found.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

_STEP = 64 * 1024  # bytes
_ROUNDS = 24


def main() -> int:
    django.setup()
    from django.db import OperationalError, connection

    from tests.faults import examining, jobs
    from tests.faults.journal import Journal

    disk = Path(sys.argv[1])
    filler, full, found = disk / "filler", 0, []
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal")
        jobs.stage()
        for number in range(_ROUNDS):
            name = list(jobs.JOBS)[number % len(jobs.JOBS)]
            thing = jobs.JOBS[name].prepare(f"full{number}")
            with connection.cursor() as cursor:  # what is in the log is no room to write in
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            leave(filler, _STEP // 4 * (number // len(jobs.JOBS)))
            try:
                jobs.JOBS[name].act(journal, thing)
            except OperationalError:
                full += 1
            filler.unlink()
            found += examining.examine(journal)
    print(f"full {full} times of {_ROUNDS}, {len(found)} faults")
    for one in found:
        print(one, file=sys.stderr)
    return 1 if found or not full else 0


def leave(filler: Path, room: int) -> None:
    """Fill the disk but for so many bytes."""
    with filler.open("wb", buffering=0) as file:
        for size in (_STEP, 4096):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
        file.truncate(max(0, file.tell() - room))


if __name__ == "__main__":
    sys.exit(main())
