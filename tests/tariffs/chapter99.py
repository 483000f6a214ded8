"""Reads the raw heading tables of chapter 99 of the US tariff schedule: text of a PDF, laid out in columns.

Every page names its columns. The General rates begin ten characters right of the word Quantity on every page of the
file, Special some 17 further, column 2 some 35 further. On most pages a rate begins within the lines of its heading;
on some the rates ran up or down the page, and then only their order tells whose they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = ("general", "special", "two")

_HEADING = re.compile(r" {0,3}(99\d\d\.\d\d\.\d\d)\b")
_PAGE_ENDS = re.compile(r"\s*(Harmonized Tariff Schedule of the|[1-9]/ |Note: The shaded)")
_FURNITURE = re.compile(
    r"XXII|99 ?- ?I[IV]+ ?- ?\d+|Unit|of|Quantity|Rates of Duty|Additional Duties|General|Special|[12]"
)
_FRAGMENT = re.compile(r"\S+(?: \S+)*")
_FOOTNOTE = re.compile(r"(?<=[%a-z])[2-9]/$")
_OPENS_ALWAYS = re.compile(r"the duty\b(?! of)|no change|no additional duty|free\b", re.IGNORECASE)
_OPENS_AFTER_A_WHOLE = re.compile(r"\$?\d")
_NEXT_COLUMN = re.compile(r"(?<= )(the duty|no change|the applicable)", re.IGNORECASE)
_WIDTH = 18  # of the columns General and Special, in characters
_WHOLE = re.compile(r"(subheading|change|additional duty|free|%|/ ?kg|/ ?liter|\))\.?$", re.IGNORECASE)

type Cell = tuple[int, str, str | None]


@dataclass
class Row:
    """A heading and its rates: the text of the table, "" where the cell is blank, None where we cannot tell."""

    heading: str
    rates: dict[str, str | None] = field(default_factory=dict)


def rows(path: Path) -> list[Row]:
    """Every heading of the tables in order, with the text of each rate column."""
    return [row for page in _pages(path.read_text().split("\n")) for row in _rows_of(page)]


def _pages(lines: list[str]) -> Iterator[list[str]]:
    starts = [n for n, line in enumerate(lines) if re.match(r" ?Heading/", line)]
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        page = lines[start:following]
        ends = next((n for n, line in enumerate(page) if _PAGE_ENDS.match(line)), len(page))
        yield page[:ends]


def _rows_of(page: list[str]) -> list[Row]:
    at = {match[1]: n for n, line in enumerate(page) if (match := _HEADING.match(line))}
    found = [Row(heading) for heading in at]
    cells = _cells(page)
    for column in COLUMNS:
        texts = _assign(list(at.values()), _whole_rates([cell for cell in cells if cell[1] == column]))
        for row, text in zip(found, texts, strict=True):
            row.rates[column] = text
    return found


def _cells(page: list[str]) -> list[Cell]:
    """What stands in the rate columns: line, column, text; None for text that runs through two columns."""
    general = next(line.index("Quantity") for line in page if "Quantity" in line) + 10
    fragments = [
        (n, match.start() - general, match[0])
        for n, line in enumerate(page)
        for match in _FRAGMENT.finditer(line)
        if match.start() >= general - 2 and not _FURNITURE.fullmatch(match[0])
    ]
    if any("Additional Duties" in line for line in page):  # subchapter IV has one column of rates
        return [(n, "general", text) for n, _, text in fragments]
    return [cell for fragment in fragments for cell in _split(*fragment)]


def _split(n: int, start: int, text: str) -> list[Cell]:
    """The cells of one fragment, which may hold two columns with a single space between them."""
    column = "general" if start < 10 else "special" if start < 28 else "two"
    if column == "two":
        return [(n, column, text)]
    if cut := _NEXT_COLUMN.search(text):
        return [(n, column, text[: cut.start()].rstrip()), *_split(n, start + _WIDTH, text[cut.start() :])]
    if len(text) > _WIDTH + 3:
        return [(n, column, None), (n, "special" if column == "general" else "two", None)]
    return [(n, column, text)]


def _whole_rates(cells: list[Cell]) -> list[tuple[int, str | None]]:
    """The rates of one column in order, each with the line on which it begins; None where a part cannot be told."""
    whole: list[tuple[int, list[str | None]]] = []
    for n, _, text in cells:
        text = text and _FOOTNOTE.sub("", text)
        if not whole or (text and _begins_a_rate(text, after=whole[-1][1][-1] or "")):
            whole.append((n, []))
        whole[-1][1].append(text)
    return [(n, None if None in parts else " ".join(map(str, parts))) for n, parts in whole]


def _begins_a_rate(text: str, after: str) -> bool:
    if _OPENS_ALWAYS.match(text):
        return True
    return bool(_OPENS_AFTER_A_WHOLE.match(text) and _WHOLE.search(after))


def _assign(headings: list[int], rates: list[tuple[int, str | None]]) -> list[str | None]:
    """The text for each heading: by order where there are as many rates as headings, else by the lines of each."""
    if len(rates) == len(headings):
        return [text for _, text in rates]
    blocks: dict[int, list[str | None]] = {heading: [] for heading in headings}
    for n, text in rates:
        blocks[max((heading for heading in headings if heading <= n), default=headings[0])].append(text)
    if any(len(texts) > 1 for texts in blocks.values()):
        return [None for _ in headings]
    return [texts[0] if texts else "" for texts in blocks.values()]
