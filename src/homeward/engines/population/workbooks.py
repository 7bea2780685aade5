"""A roll as an xlsx workbook, in memory."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from homeward.engines.population.layouts import Cell, Roll, Sheet


def roll_workbook(roll: Roll) -> bytes:
    """The roll as xlsx; texts that look like formulas or links stay texts.

    Equal rolls give equal bytes: the workbook bears the roll's day, not the clock's.
    """
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        noon = dt.datetime.combine(roll.as_of, dt.time(12), tzinfo=dt.UTC).replace(tzinfo=None)
        book.set_properties({"created": noon})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in roll.sheets:
            _fill(book.add_worksheet(sheet.name), sheet, day)
    return target.getvalue()


def _fill(page: Worksheet, sheet: Sheet, day: Format) -> None:
    lines = sheet.lines()
    for first_row, first, last_row, last in sheet.merged:
        page.merge_range(first_row, first, last_row, last, lines[first_row][first])
    for number, line in enumerate(lines):
        for column, cell in enumerate(line):
            _write(page, number, column, cell, day)


def _write(page: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(row, column, cell)
    elif isinstance(cell, dt.date):
        page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), day)
    else:
        page.write_number(row, column, cell)
