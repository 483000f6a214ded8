"""Reading a page that somebody else wrote: in a process of its own, which is ended where a page takes too long.

The parser is quick with pages as they are, and takes minutes for one that was made to keep it busy: a hundred thousand
attributes, or tags in tags in tags. As a program, this module reads `{"address": ...}` on a line of its own and the
page's bytes from standard input, and writes what it found as JSON.
"""

import json
import os
import subprocess  # noqa: TID251 (our own program, which reads a page apart from us)
import sys
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from selectolax.lexbor import LexborHTMLParser

from negotiations.desk.capture import cleaning, metadata
from negotiations.desk.capture.decoding import decode
from negotiations.desk.capture.wording import visible_text

SECONDS = 3.0
LONGEST = 500_000  # characters of text that are kept
_MEMORY = 2**30
_NEEDED = ("PATH", "PYTHON", "LD_", "DYLD_", "SYSTEMROOT")  # of the environment; no keys and no passwords
_ROOT = Path(__file__).resolve().parents[3]


class Reading(TypedDict):
    """What a page says: the fields of a source with where each was read, its own addresses, its words."""

    proposals: dict[str, metadata.Proposal]
    canonical: list[metadata.Proposal]
    text: str


class Unreadable(Exception):
    """The page could not be read; nothing is known but its bytes."""


def read_apart(body: bytes, address: str, content_type: str, language: str) -> Reading:
    """What a page says, read by another process. Raises Unreadable."""
    about = json.dumps({"address": address, "content_type": content_type, "language": language})
    environment = {name: value for name, value in os.environ.items() if name.startswith(_NEEDED)}
    command = [sys.executable, "-m", "negotiations.desk.capture.reading"]
    try:
        done = subprocess.run(  # noqa: S603 (our own program)
            command,
            input=about.encode() + b"\n" + body,
            cwd=_ROOT,
            env=environment,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        return json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise Unreadable from error


def read(body: bytes, address: str, content_type: str = "", language: str = "") -> Reading:
    """What a page says, read here and now: for bytes of which one knows where they are from."""
    page = LexborHTMLParser(decode(body, content_type))
    text = cleaning.passage(visible_text(page), LONGEST)
    return {
        "proposals": metadata.proposals(page, address, language, text),
        "canonical": metadata.canonical(page),
        "text": text,
    }


def _bounded() -> None:
    """No more memory and time than reading takes, where the system can see to that."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS) + 1, int(SECONDS) + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    _bounded()
    _line, _, _body = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.write(json.dumps(read(_body, **json.loads(_line))))
