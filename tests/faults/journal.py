"""What a process that may be killed says of its work: a line when a step begins, and one when it is done.

Each line is on the disk before the process goes on, so a step with its second line was acknowledged: it must be there
whatever happened afterwards. A step without one is in doubt: all of it may be there, or nothing.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Step:
    """One step of work: what was to be done, and what came of it where it was acknowledged."""

    what: str
    begun: dict[str, Any]
    done: dict[str, Any] | None = None

    @property
    def is_done(self) -> bool:
        return self.done is not None


@dataclass
class Journal:
    """Lines of JSON in a file that is only added to."""

    path: Path
    _file: int = field(default=-1, repr=False)

    @contextmanager
    def step(self, what: str, **begun: Any) -> Iterator[dict[str, Any]]:
        """A step of work; what is put into the dictionary is acknowledged with it."""
        name = f"{os.getpid()}-{os.urandom(4).hex()}"
        self._write({"step": name, "what": what, **begun})
        done: dict[str, Any] = {}
        yield done
        self._write({"done": name, **done})

    def _write(self, line: dict[str, Any]) -> None:
        if self._file < 0:
            self._file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(self._file, (json.dumps(line) + "\n").encode())
        os.fsync(self._file)

    def read(self) -> list[Step]:
        """All steps in the order in which they began."""
        found: dict[str, Step] = {}
        for text in self.path.read_text().splitlines() if self.path.exists() else ():
            line = json.loads(text)
            if "step" in line:
                found[line.pop("step")] = Step(line.pop("what"), line)
            else:
                found[line.pop("done")].done = line
        return list(found.values())
