"""Files and pasted text as tables."""

import unicodedata
from hashlib import sha256
from pathlib import Path

from negotiations.desk.imports import delimited, workbooks
from negotiations.desk.imports.tables import MOST_BYTES, MOST_ROWS, Table, Unreadable, table
from negotiations.values.texts import has_refused_character

# What files begin with that are no tables, whatever their names say.
_FOREIGN = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image or a sound"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old or protected Excel workbook (.xls)"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"{\\rtf", "a text document (.rtf)"),
)
_PAGE = (b"<!doctype", b"<html", b"<?xml", b"<svg")


def read_file(path: Path, most_rows: int = MOST_ROWS) -> Table:
    """The table in a file. Raises Unreadable, and OSError where there is no file."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(too_large())
    with path.open("rb") as file:
        return read_bytes(file.read(MOST_BYTES + 1), path.name, most_rows)


def read_bytes(data: bytes, name: str, most_rows: int = MOST_ROWS) -> Table:
    """The table that the bytes of a file hold: CSV, TSV or XLSX, whatever its name says. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(too_large())
    _refuse_foreign(data)
    name, digest = safe_name(name), sha256(data).hexdigest()
    found = (
        workbooks.records(data)
        if data.startswith(b"PK\x03\x04")
        else delimited.records(delimited.decoded(data))
    )
    return table(found, most_rows=most_rows, name=name, digest=digest)


def read_text(text: str, most_rows: int = MOST_ROWS) -> Table:
    """The table that somebody pasted. Raises Unreadable."""
    if len(text) > MOST_BYTES:
        raise Unreadable(too_large())
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return table(delimited.records(text), most_rows=most_rows, name="Pasted rows", digest=digest)


def too_large() -> str:
    return f"It is larger than {MOST_BYTES // 1024 // 1024} MB. Import it in portions."


def safe_name(name: str) -> str:
    """The last part of a file's name as it may be shown, without characters that mislead or that nothing stores."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = "".join(
        character
        for character in last
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        and not has_refused_character(character)
    )
    return kept.strip(". ")[:120] or "A file without a name"


def _refuse_foreign(data: bytes) -> None:
    for beginning, what in _FOREIGN:
        if data.startswith(beginning):
            raise Unreadable(f"This is {what}, not a table. {workbooks.SAVE_AS}")
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGE):
        raise Unreadable(f"This is a page or a drawing, not a table. {workbooks.SAVE_AS}")
