"""How large each file is and what it hashes to: found once for each state of the record, and kept for a while."""

from collections import OrderedDict
from collections.abc import Iterator
from hashlib import sha256
from threading import Lock

from negotiations.public.bulk_data.files import File, Piece, files
from negotiations.public.bulk_data.state import State
from negotiations.public.selection import Printing

_STATES_KEPT = 4


class Sum:
    """Counts what goes by: rows, bytes and, of all of them, the SHA-256 in hexadecimal."""

    def __init__(self) -> None:
        self.rows = self.bytes = 0
        self._hash = sha256()

    def add(self, piece: Piece) -> None:
        self.rows += piece.rows
        self.bytes += len(piece.content)
        self._hash.update(piece.content)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


_lock = Lock()
_held: OrderedDict[tuple, dict[str, Sum]] = OrderedDict()


def sums(state: State) -> dict[str, Sum]:
    """Every file's sum by its path. Reads the whole record the first time that a state is asked for."""
    with _lock:  # one reader works, the others wait for what it finds
        held = _known(state)
        for path, file in files().items():
            if path not in held:
                held[path] = _sum(file, state)
        return dict(held)


def counted(file: File, state: State) -> Iterator[bytes]:
    """A file's bytes; when the last went out, its sum is known, unless something was printed meanwhile."""
    found = Sum()
    for piece in file.pieces(state):
        found.add(piece)
        yield piece.content
    if Printing.newest().number == state.generation:
        with _lock:
            _known(state).setdefault(file.path, found)


def _sum(file: File, state: State) -> Sum:
    found = Sum()
    for piece in file.pieces(state):
        found.add(piece)
    return found


def _known(state: State) -> dict[str, Sum]:
    held = _held.pop(state.key, None) or {}
    _held[state.key] = held
    while len(_held) > _STATES_KEPT:
        _held.popitem(last=False)
    return held


def forget() -> None:
    """Drop everything held. For tests and `rebuild_public`."""
    with _lock:
        _held.clear()
