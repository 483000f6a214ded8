"""Workbooks (XLSX), looked at before a reader gets them: a small file can unfold into a machine's whole memory.

Only what was unpacked and counted here is handed on, in an archive made anew: sizes that an archive tells of itself
are claims.
"""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from negotiations.desk.imports.tables import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Unreadable

_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 64 * 1024 * 1024
_MOST_RATIO = 200
_MOST_CELLS = 3_000_000
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/sharedStrings\.xml"
    r"|xl/styles\.xml|xl/worksheets/[\w.-]{1,60}\.xml",
    re.IGNORECASE,
)
_SHEET = re.compile(r"xl/worksheets/", re.IGNORECASE)
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,4})([0-9]{1,9})["']""")
_DIMENSION = re.compile(
    rb"""<(?:\w+:)?dimension[^>]*\bref\s*=\s*["'](?:[A-Z]+[0-9]+:)?([A-Z]{1,4})([0-9]{1,9})["']"""
)
# A reader makes room for as many things as these announce, before it has seen one of them.
_COUNTS = re.compile(rb"""(?:unique)?count\s*=\s*["']([^"']{0,40})""", re.IGNORECASE)
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OTHERS = {
    "xl/vbaproject.bin": "It holds macros (.xlsm).",
    "xl/workbook.bin": "It is a binary workbook (.xlsb).",
    "content.xml": "It is an OpenDocument file (.ods).",
    "word/document.xml": "It is a text document (.docx).",
}
SAVE_AS = "Save the sheet as .xlsx or as “CSV UTF-8” and send that."


def records(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet that is shown, with their numbers. Raises Unreadable."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(_safe(data))) as book:
            yield from _rows(book)
    except (CalamineError, OSError, ValueError, OverflowError):
        raise Unreadable(f"The workbook is damaged. {SAVE_AS}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust raises is no Exception
            raise
        raise Unreadable(f"The workbook is damaged. {SAVE_AS}") from None


def _safe(data: bytes) -> bytes:
    """The parts of a workbook that are read, in a new archive. Raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            wanted = _wanted(archive)
            unpacked = {member.filename: _unpacked(archive, member) for member in wanted}
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ):
        raise Unreadable(f"It is a damaged or protected archive. {SAVE_AS}") from None
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise Unreadable(f"It is a damaged archive. {SAVE_AS}") from None
    for name, content in unpacked.items():
        _look_at(name, content)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in unpacked.items():
            archive.writestr(name, content)
    return made.getvalue()


def _wanted(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    for name, what in _OTHERS.items():
        if name in names:
            raise Unreadable(f"{what} {SAVE_AS}")
    if "xl/workbook.xml" not in names:
        raise Unreadable(f"It is an archive, and no workbook. {SAVE_AS}")
    wanted = [member for member in members if _READ.fullmatch(member.filename)]
    size = sum(member.file_size for member in wanted)
    too_dense = any(
        member.file_size > 1_000_000 and member.file_size > _MOST_RATIO * max(member.compress_size, 1)
        for member in wanted
    )
    if len(members) > _MOST_MEMBERS or size > _MOST_UNPACKED or too_dense:
        raise Unreadable("It unfolds into far more than a table of this size holds. Save it as “CSV UTF-8”.")
    if len({member.filename for member in wanted}) != len(wanted):
        raise Unreadable(f"It is a damaged archive. {SAVE_AS}")
    return wanted


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """No more than the member says that it holds, which was counted before."""
    with archive.open(member) as file:
        return file.read(member.file_size)


def _look_at(name: str, content: bytes) -> None:
    """Refuse what no spreadsheet writes: entities, other encodings, cells beyond every table. Raises Unreadable."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:200] or _ENTITIES.search(content):
        raise Unreadable(f"It holds XML that no spreadsheet program writes. {SAVE_AS}")
    announced = (found[1] for found in _COUNTS.finditer(content))
    if not all(number.isdigit() and int(number) <= len(content) for number in announced):
        raise Unreadable(f"It holds XML that no spreadsheet program writes. {SAVE_AS}")
    if not _SHEET.match(name):
        return
    if found := _DIMENSION.search(content[:4000]):
        _refuse_wide({found[1]}, int(found[2]))
    letters, last = set(), 0
    for found in _REFERENCE.finditer(content):
        letters.add(found[1])
        last = max(last, int(found[2]))
    _refuse_wide(letters, last)


def _refuse_wide(letters: set[bytes], rows: int) -> None:
    """A reader keeps room for every cell between the first and the last one."""
    columns = max((_column(name) for name in letters), default=0)
    if rows > 2 * MOST_ROWS or columns > MOST_COLUMNS or rows * columns > _MOST_CELLS:
        raise Unreadable(
            f"Its cells reach to row {rows:,}, column {columns:,}; a table has at most {MOST_ROWS:,} rows and"
            f" {MOST_COLUMNS} columns. Copy it into a new sheet, without the empty rest."
        )


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _rows(book: CalamineWorkbook) -> Iterator[tuple[int, list[str]]]:
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if not shown:
        raise Unreadable(f"It holds no sheet with cells. {SAVE_AS}")
    sheet = book.get_sheet_by_name(shown[0])
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        yield number, [_text(value, number) for value in row]


def _text(value, number: int) -> str:
    """A cell as somebody would have typed it: days without a midnight, whole numbers without a point."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        # Their clock is a fraction of a day, and misses the second by a hair.
        value = (value + dt.timedelta(milliseconds=500)).replace(microsecond=0)
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    text = str(value)
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(
            f"Row {number}: a cell of {len(text):,} characters; at most {MOST_CHARACTERS:,} are read."
        )
    return text
