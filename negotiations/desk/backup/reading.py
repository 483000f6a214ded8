"""Reading a backup: nothing of it is believed before all of it was compared with its manifest."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from negotiations.desk.backup import layout
from negotiations.desk.backup.layout import DamagedBackup, Manifest, TableLine

_CHUNK = 1024 * 1024
_LINE_AT_MOST = 64 * 1024 * 1024  # bytes; a source's stored text has at most a few million
_MANIFEST_AT_MOST = 1024 * 1024


class Backup:
    """A file that says it is a backup. Raises DamagedBackup."""

    def __init__(self, path: Path):
        try:
            self._archive = zipfile.ZipFile(path)
            with self._archive.open(layout.MANIFEST) as file:
                self.manifest = Manifest.model_validate_json(file.read(_MANIFEST_AT_MOST))
        except OSError as error:
            raise DamagedBackup(f"{path} cannot be read: {error.strerror}.") from None
        except (zipfile.BadZipFile, KeyError, ValidationError):
            raise DamagedBackup(f"{path} is not a backup, or it is damaged. Take another one.") from None
        if self.manifest.format != layout.FORMAT:
            raise DamagedBackup(
                f"The backup has format {self.manifest.format}; this software reads {layout.FORMAT}."
            )

    def close(self) -> None:
        self._archive.close()

    def check(self) -> None:
        """Read every table to its end and compare it with the manifest. Raises DamagedBackup."""
        for line in self.manifest.tables:
            digest, rows = hashlib.sha256(), 0
            for text in self._lines(line):
                digest.update(text)
                rows += 1
            if (digest.hexdigest(), rows) != (line.sha256, line.rows):
                raise _damaged(line)

    def rows(self, line: TableLine) -> Iterator[list]:
        """The rows of a table as they were written."""
        return (json.loads(text) for text in self._lines(line))

    def _lines(self, line: TableLine) -> Iterator[bytes]:
        try:
            with self._archive.open(line.path) as file:
                while text := file.readline(_LINE_AT_MOST):
                    yield text
        except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError):
            raise _damaged(line) from None
        except zipfile.zlib.error:  # type: ignore[attr-defined]
            raise _damaged(line) from None


def _damaged(line: TableLine) -> DamagedBackup:
    return DamagedBackup(
        f"The table {line.table} in the backup is damaged. Nothing was restored; take another one."
    )
