"""Opening the files of an export that nobody vouches for.

Only files of known names are opened, none of them over a link, and no more of a line is read than a line may hold.
"""

import os
import re
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from negotiations.desk.exchange import layout
from negotiations.desk.exchange.layout import FileLine, Line, Manifest

_CHUNK = 1024 * 1024


class Refused(Exception):
    """Why an export is not taken in, in one line: file, line number where there is one, and what is wrong."""

    def __init__(self, what: str, path: str = "", line: int = 0):
        where = f"{path}, line {line}: " if line else f"{path}: " if path else ""
        super().__init__(f"{where}{what}")


class Export:
    """The files of an export, held open, so that what is read twice is the same file."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.manifest = self._read_manifest()
        self._listed = {one.path: one for one in self.manifest.files}
        for path in layout.RECORD:
            if path not in self._listed:
                raise Refused(f"does not list {path}.", layout.MANIFEST)

    def _read_manifest(self) -> Manifest:
        with _opened(self.folder, layout.MANIFEST) as file:
            text = file.read(layout.MANIFEST_AT_MOST + 1)
        if len(text) > layout.MANIFEST_AT_MOST:
            raise Refused("is too large.", layout.MANIFEST)
        found = re.search(rb'"format"\s*:\s*(\d{1,6})\b', text)
        if found and int(found[1]) != layout.FORMAT:
            raise Refused(
                f"has format {int(found[1])}; this software reads format {layout.FORMAT}.", layout.MANIFEST
            )
        try:
            manifest = Manifest.model_validate_json(text)
        except ValidationError as error:
            raise Refused(_said(error), layout.MANIFEST) from None
        if len({one.path for one in manifest.files}) != len(manifest.files):
            raise Refused("lists a file twice.", layout.MANIFEST)
        return manifest

    def check_hashes(self) -> None:
        """Compare every file with the manifest. Raises Refused."""
        for one in self.manifest.files:
            with _opened(self.folder, one.path) as file:
                found, size = sha256(), 0
                while chunk := file.read(_CHUNK):
                    found.update(chunk)
                    size += len(chunk)
                    if size > one.bytes:
                        break
            _compare(one, size, found.hexdigest())

    def lines[L: Line](self, path: str, model: type[L]) -> Iterator[tuple[int, L]]:
        """The lines of a file with their numbers, and at its end a look whether it is the file of the manifest."""
        found, size, number = sha256(), 0, 0
        with _opened(self.folder, path) as file:
            while raw := file.readline(layout.LINE_AT_MOST + 1):
                number += 1
                if len(raw) > layout.LINE_AT_MOST:
                    raise Refused("is longer than any line of a record.", path, number)
                found.update(raw)
                size += len(raw)
                yield number, _parsed(raw, model, path, number)
        _compare(self._listed[path], size, found.hexdigest())


def _opened(folder: Path, path: str) -> BinaryIO:
    """A regular file in the folder, reached over no link. Raises Refused."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    *parents, name = path.split("/")
    held: list[int] = []
    try:
        held.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))
        for parent in parents:
            held.append(os.open(parent, flags | os.O_DIRECTORY, dir_fd=held[-1]))
        file = os.fdopen(os.open(name, flags, dir_fd=held[-1]), "rb")
    except FileNotFoundError:
        raise Refused("is missing.", path) from None
    except OSError:
        raise Refused("is not a plain file of the export.", path) from None
    finally:
        for one in held:
            os.close(one)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise Refused("is not a plain file of the export.", path)
    return file


def _compare(listed: FileLine, size: int, found: str) -> None:
    if (size, found) != (listed.bytes, listed.sha256):
        raise Refused("is not the file that the manifest lists.", listed.path)


def _parsed[L: Line](raw: bytes, model: type[L], path: str, number: int) -> L:
    try:
        line = model.model_validate_json(raw)
        same = line.text().encode() == raw
    except ValidationError as error:
        raise Refused(_said(error), path, number) from None
    except ValueError:
        raise Refused("cannot be read.", path, number) from None
    if not same:  # two values of one name, another way to write a number: nothing of ours
        raise Refused("is not written as an export writes it.", path, number)
    return line


def _said(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}." if where else f"cannot be read ({first['msg']})."
