"""The same workbook with its problem cells marked, to be corrected by those who wrote it.

Every text is written as text: what looks like a formula stays letters. Sheets, columns, order,
merged cells and widths are kept; a csv comes back as xlsx.
"""

import datetime as dt
from collections.abc import Iterable
from io import BytesIO
from typing import Any, Final, Literal

from homeward.engines.roll.book import Sheet, read_book
from homeward.engines.roll.headers import find_band
from homeward.engines.roll.package import column_index
from homeward.engines.roll.problems import Problem
from homeward.engines.roll.text import Cell, cell_text

Language = Literal["zh", "en"]
_HEADING: Final = {"zh": "需核实", "en": "To check"}
_COLOURS: Final = {"held": "#F4C7C3", "flag": "#FCE8B2", "file": "#D9E7F5"}
_MAX_TEXT: Final = 32_000  # a cell holds 32,767 characters


def mark(
    data: bytes, filename: str, problems: Iterable[Problem], *, language: Language = "zh"
) -> bytes:
    """The workbook with marked cells, a comment on each, and a last column saying what to do.

    Args:
        data: the file as it was read.
        filename: its name, as for `read_roll`.
        problems: what `read_roll` found.
        language: of the comments.

    Returns:
        An xlsx file.

    Raises:
        RollUnreadable: as `read_roll` raised.
    """
    import xlsxwriter  # heavy: loaded only where used

    by_sheet: dict[str, list[Problem]] = {}
    for problem in problems:
        by_sheet.setdefault(problem.sheet, []).append(problem)
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    paper = _Paper(book, language)
    sheets = read_book(data, filename)
    for number, sheet in enumerate(sheets, start=1):
        paper.copy(sheet, number, by_sheet.get(sheet.name, []))
    book.close()
    return out.getvalue()


class _Paper:
    """Writes sheets with one set of formats."""

    def __init__(self, book: Any, language: Language) -> None:
        self._book, self._language = book, language
        self._formats: dict[tuple[str | None, str | None], Any] = {}

    def _format(self, severity: str | None, shape: str | None) -> Any:
        key = (severity, shape)
        if key not in self._formats:
            look: dict[str, Any] = {"bg_color": _COLOURS[severity], "border": 1} if severity else {}
            if shape:
                look["num_format"] = shape
            if shape == "@":
                look["text_wrap"] = severity is not None
            self._formats[key] = self._book.add_format(look) if look else None
        return self._formats[key]

    def copy(self, sheet: Sheet, number: int, problems: list[Problem]) -> None:
        """One sheet, marked."""
        page = self._book.add_worksheet(_sheet_name(self._book, sheet.name, number))
        if not sheet.visible:
            page.hide()
        marks: dict[tuple[int, int], list[Problem]] = {}
        remedies: dict[int, list[Problem]] = {}
        for problem in problems:
            place = _place(problem.cell)
            if place:
                marks.setdefault(place, []).append(problem)
            remedies.setdefault(problem.row - 1 if problem.row else -1, []).append(problem)
        for column, width in sheet.widths.items():
            page.set_column(column, column, min(width, 60))
        merged = self._merge(page, sheet, marks)
        last = _last_column(sheet)
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells[:last]):
                if (row, column) not in merged:
                    self._write(
                        page,
                        row,
                        column,
                        _shown(sheet, row, column, cell),
                        marks.get((row, column)),
                    )
        for (row, column), found in marks.items():
            page.write_comment(row, column, self._words(found), {"x_scale": 2, "author": ""})
        if remedies:
            self._advise(page, sheet, last, remedies)

    def _merge(
        self, page: Any, sheet: Sheet, marks: dict[tuple[int, int], list[Problem]]
    ) -> set[tuple[int, int]]:
        """Repeat the merged ranges; returns the cells they cover."""
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in sheet.merges:
            cells = {
                (row, column)
                for row in range(top, min(bottom, top + 5_000) + 1)
                for column in range(left, min(right, left + 500) + 1)
            }
            if len(cells) < 2 or cells & covered or bottom >= len(sheet.rows) + 1_000:
                continue
            cell = sheet.rows[top][left] if top < len(sheet.rows) and left < sheet.width else ""
            found = next((marks[place] for place in sorted(cells) if place in marks), None)
            page.merge_range(top, left, bottom, right, "", self._look(found, None))
            self._write(page, top, left, _shown(sheet, top, left, cell), found)
            covered |= cells
        return covered

    def _look(self, found: list[Problem] | None, shape: str | None) -> Any:
        severity = (
            None
            if not found
            else "held"
            if any(one.severity == "held" for one in found)
            else found[0].severity
        )
        return self._format(severity, shape)

    def _write(
        self, page: Any, row: int, column: int, cell: Cell, found: list[Problem] | None
    ) -> None:
        if isinstance(cell, bool):
            page.write_boolean(row, column, cell, self._look(found, None))
        elif isinstance(cell, dt.date) and cell.year >= 1900:
            whole = cell if isinstance(cell, dt.datetime) else dt.datetime.combine(cell, dt.time())
            page.write_datetime(row, column, whole, self._look(found, "yyyy-mm-dd"))
        elif isinstance(cell, int | float) and abs(cell) < 1e300:
            shape = "0" if abs(cell) >= 1e11 else None
            page.write_number(row, column, cell, self._look(found, shape))
        elif cell is None or cell == "":
            if found:
                page.write_blank(row, column, None, self._look(found, None))
        else:
            page.write_string(
                row, column, cell_text(cell)[:_MAX_TEXT], self._look(found, "@" if found else None)
            )

    def _advise(
        self, page: Any, sheet: Sheet, column: int, remedies: dict[int, list[Problem]]
    ) -> None:
        """需核实 beside each row, its heading in the header row."""
        band = find_band(sheet, {})
        heading = band.body - 1 if band else 0
        page.write_string(heading, column, _HEADING[self._language], self._format("file", "@"))
        page.set_column(column, column, 48)
        for row, found in remedies.items():
            if row >= 0 and row != heading:
                page.write_string(row, column, self._words(found), self._look(found, "@"))
        if about := remedies.get(-1):
            page.write_comment(
                heading, column, self._words(about), {"x_scale": 3, "y_scale": 2, "author": ""}
            )

    def _words(self, found: list[Problem]) -> str:
        lines = (
            f"{one.column}：{one.remedy[self._language]}"
            if one.column
            else one.remedy[self._language]
            for one in found
        )
        return "\n".join(dict.fromkeys(lines))[:_MAX_TEXT]


def _shown(sheet: Sheet, row: int, column: int, cell: Cell) -> Cell:
    """A formula is shown as its text, never as a formula."""
    return sheet.formulas.get((row, column), cell)


def _last_column(sheet: Sheet) -> int:
    """Where 需核实 goes: behind the last column, or over the one of an earlier marking."""
    ours = set(_HEADING.values())
    if any(row and row[-1] in ours for row in sheet.rows[:60]):
        return sheet.width - 1
    return sheet.width


def _place(cell: str) -> tuple[int, int] | None:
    letters = cell.rstrip("0123456789")
    number = cell[len(letters) :]
    return (int(number) - 1, column_index(letters)) if letters and number else None


def _sheet_name(book: Any, name: str, number: int) -> str:
    """A name the writer accepts: at most 31 signs, none of []:*?/\\, no apostrophe at the ends."""
    clean = "".join(sign for sign in name if sign not in "[]:*?/\\" and sign.isprintable()).strip(
        "'"
    )[:31]
    taken = {page.get_name().lower() for page in book.worksheets()}
    return (
        clean
        if clean and clean.lower() not in taken and clean.lower() != "history"
        else f"{clean[:26]}-{number}"
    )
