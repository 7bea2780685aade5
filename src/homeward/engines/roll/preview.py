"""The rows with problems as the file itself shows them: its own columns, its own order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from homeward.engines.roll.book import Sheet, read_book
from homeward.engines.roll.entry import Roll, SheetRead
from homeward.engines.roll.package import column_letters
from homeward.engines.roll.problems import Problem
from homeward.engines.roll.text import Cell, cell_text

LOOKED_AT = 50
"""Rows below the header that examples are taken from."""


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """One cell as shown; `remedy` ({zh, en}) where it has a problem."""

    text: str
    remedy: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row; `number` as the spreadsheet shows it."""

    number: int
    cells: tuple[PreviewCell, ...]


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """One sheet's header and its first rows with problems.

    Attributes:
        letters: the columns' letters.
        header: the header rows, as texts.
        more: how many rows with problems are not shown.
    """

    sheet: str
    letters: tuple[str, ...]
    header: tuple[tuple[str, ...], ...]
    rows: tuple[PreviewRow, ...]
    more: int


def preview(
    data: bytes, filename: str, roll: Roll, problems: Iterable[Problem], *, limit: int = 20
) -> tuple[SheetPreview, ...]:
    """The sheets that have rows with problems.

    Args:
        data: the file as it was read.
        filename: its name, as for `read_roll`.
        roll: what was read from it.
        problems: what was found, by the reader or later.
        limit: rows shown a sheet.

    Raises:
        RollUnreadable: as `read_roll` raised.
    """
    by_sheet: dict[str, dict[int, list[Problem]]] = {}
    for problem in problems:
        if problem.row:
            by_sheet.setdefault(problem.sheet, {}).setdefault(problem.row, []).append(problem)
    if not by_sheet:
        return ()
    sheets = {sheet.name: sheet for sheet in read_book(data, filename)}
    return tuple(
        _preview(sheets[read.name], read, by_sheet[read.name], limit)
        for read in roll.sheets
        if read.name in by_sheet and read.name in sheets
    )


def _preview(
    sheet: Sheet, read: SheetRead, found: Mapping[int, list[Problem]], limit: int
) -> SheetPreview:
    numbers = sorted(found)
    header = [_row(sheet, number) for number in read.header_rows]
    shown = [(number, _row(sheet, number)) for number in numbers[:limit]]
    width = _width([*header, *(row for _, row in shown)])
    letters = tuple(column_letters(index) for index in range(width))
    return SheetPreview(
        read.name,
        letters,
        tuple(tuple(cell_text(cell) for cell in row[:width]) for row in header),
        tuple(PreviewRow(n, _cells(n, row[:width], letters, found[n])) for n, row in shown),
        max(len(numbers) - limit, 0),
    )


def _row(sheet: Sheet, number: int) -> list[Cell]:
    return sheet.rows[number - 1] if number <= len(sheet.rows) else []


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    """Columns up to the last one that says anything in the rows shown."""
    last = [
        max((index for index, cell in enumerate(row) if cell not in ("", None)), default=-1)
        for row in rows
    ]
    return max(last, default=-1) + 1


def _cells(
    number: int, row: Sequence[Cell], letters: Sequence[str], found: Sequence[Problem]
) -> tuple[PreviewCell, ...]:
    remedies = {problem.cell: problem.remedy for problem in reversed(found)}
    texts = [*map(cell_text, row), *[""] * (len(letters) - len(row))]
    return tuple(
        PreviewCell(text, remedies.get(f"{letter}{number}"))
        for letter, text in zip(letters, texts, strict=True)
    )


def examples(data: bytes, filename: str, roll: Roll, *, limit: int = 3) -> dict[str, list[str]]:
    """A few values under each column: `sheet!letter` -> texts as shown.

    Args:
        limit: values a column.

    Raises:
        RollUnreadable: as `read_roll` raised.
    """
    sheets = {sheet.name: sheet for sheet in read_book(data, filename)}
    found: dict[str, list[str]] = {}
    for read in roll.sheets:
        sheet = sheets.get(read.name)
        for row in sheet.rows[max(read.header_rows, default=0) :][:LOOKED_AT] if sheet else ():
            for index, cell in enumerate(row):
                texts = found.setdefault(f"{read.name}!{column_letters(index)}", [])
                text = cell_text(cell).strip()
                if text and text not in texts and len(texts) < limit:
                    texts.append(text)
    return found
