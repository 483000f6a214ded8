"""Product lists from files: read, repaired, and saved in one go or not at all."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from negotiations.desk.kinds import desk_kind
from negotiations.desk.nouns import free_slug, problems
from negotiations.models.nouns import ProductList
from negotiations.tariffs.codes import CodeError, CodeList, Reading, digits, read_codes

_CODE_NAMES = ("code", "hts", "hs", "cn", "htsus", "subheading", "commodity")
_DUTY_NAMES = ("duty", "rate", "tariff")
_MOST_BYTES = 20_000_000
_STEP = 1000
type Progress = Callable[[int, int], None]


class NotPossible(Exception):
    """Why a list cannot be imported, in one line."""


@dataclass(frozen=True)
class Imported:
    """What became of a file: the list, whether anything changed, and how its lines were read."""

    row: ProductList
    changed: bool
    reading: Reading


@transaction.atomic
def import_list(
    path: Path, name: str, *, system: str, nomenclature: str, replaces: str = "", progress: Progress
) -> Imported:
    """Fill the list called `name` (or with that address) from a CSV or text file; it is made where there is none.

    A lost leading zero is put back and reported. Raises NotPossible where a line is no code, where readers know the
    list with other codes, or where `replaces` names no list.
    """
    reading = _read(path, progress)
    if reading.refused:
        number, reason = reading.refused[0]
        raise NotPossible(f"Line {number}: {reason} ({len(reading.refused)} lines cannot be read.)")
    if not reading.duties:
        raise NotPossible(f"{path.name} holds no product codes.")
    row = _find(name) or ProductList(name=name, system=system, nomenclature=nomenclature)
    row.replaces = _named(replaces) if replaces else row.replaces
    before, row.codes = row.codes, str(CodeList(reading.duties))
    changed = row.pk is None or before != row.codes
    desk_kind(row).prepare(row)
    if found := problems(row):
        raise NotPossible(found[0].message)
    row.slug = row.slug or free_slug(row)
    row.version += changed
    row.full_clean()
    row.save()
    return Imported(row, changed, reading)


def _find(name: str) -> ProductList | None:
    lists = ProductList.objects.select_for_update()
    return lists.filter(name=name).first() or lists.filter(slug=name).first()


def _named(name: str) -> ProductList:
    if found := _find(name):
        return found
    raise NotPossible(f"There is no product list called {name}.")


def _read(path: Path, progress: Progress) -> Reading:
    """The codes of a file, with progress by lines."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise NotPossible(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB.")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotPossible(f"{path} cannot be read as UTF-8 text: {error}") from None
    rows = list(csv.reader(text.splitlines(), delimiter=_delimiter(text)))
    header, code, duty = _columns(rows)
    reading = read_codes(_counted(rows[header:], code, duty, progress))
    if not header:
        return reading
    shifted = lambda found: [(number + 1, *rest) for number, *rest in found]  # noqa: E731
    return Reading(
        reading.duties, shifted(reading.repaired), shifted(reading.repeated), shifted(reading.refused)
    )


def _counted(
    rows: Sequence[list[str]], code: int, duty: int | None, progress: Progress
) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows, start=1):
        if number % _STEP == 0 or number == len(rows):
            progress(number, len(rows))
        cell = lambda column: row[column] if column is not None and column < len(row) else ""  # noqa: B023, E731
        yield cell(code), cell(duty)


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max("\t;,", key=first.count)


def _columns(rows: Sequence[list[str]]) -> tuple[int, int, int | None]:
    """How many header rows there are (0 or 1), and the columns of the code and of the duty."""
    names = [cell.strip().lower().rstrip("0123456789") for cell in rows[0]] if rows else []
    code = next((place for place, name in enumerate(names) if name.partition("_")[0] in _CODE_NAMES), None)
    if code is not None:
        duty = next(
            (place for place, name in enumerate(names) if name.partition("_")[0] in _DUTY_NAMES), None
        )
        return 1, code, duty
    widest = max((len(row) for row in rows), default=1)
    return 0, max(range(widest), key=lambda column: _likeness(rows, column)), None


def _likeness(rows: Sequence[list[str]], column: int) -> int:
    """How many of the first cells of a column look like codes of six digits and more."""
    cells = (row[column] for row in rows[:200] if column < len(row))
    return sum(_digits_in(cell) >= 5 for cell in cells)


def _digits_in(cell: str) -> int:
    try:
        return len(digits(cell))
    except CodeError:
        bare = cell.strip()
        return len(bare) if bare.isdigit() and len(bare) < 10 else 0
