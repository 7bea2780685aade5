"""Rows as CSV that spreadsheets open rightly and that does not run in them, and as a workbook."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ROWS_A_CHUNK = 500
_STARTS = "=+-@\t\r"  # what a spreadsheet takes for the beginning of a formula
_SUSPECT = re.compile(r'(?:^|[,\n])(?:[=+\-@\t]|"[=+\-@\t\r])')
"""Finds written text in which a cell may begin so; a carriage return is always within quotes."""


LONGEST_TITLE = 31
"""Characters of a sheet's title, as spreadsheets allow."""
WIDTH = 22


@dataclass(frozen=True, slots=True)
class Table:
    """One table of several: title, headings, rows; `lead` says what it counts."""

    title: str
    lead: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def csv_chunks(rows: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    """Several rows at a time as UTF-8, with the mark by which spreadsheets know it."""
    waiting = iter(rows)
    mark = "\ufeff"
    while some := list(islice(waiting, ROWS_A_CHUNK)):
        text = _written(some)
        if _SUSPECT.search(text):  # hardly ever, so that most cells need no look of their own
            text = _written([tuple(map(_harmless, row)) for row in some])
        yield (mark + text).encode()
        mark = ""


def _written(rows: Sequence[tuple[str, ...]]) -> str:
    file = StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


def _harmless(cell: str) -> str:
    """A spreadsheet runs what begins like a formula; an apostrophe makes it text."""
    return f"'{cell}" if cell and cell[0] in _STARTS else cell


def workbook(rows: Iterable[Sequence[str | int]], title: str) -> IO[bytes]:
    """One sheet of texts and numbers, its first row and column kept in sight; written row by row to disk.

    The caller closes the file, as a response does.
    """
    with _book() as (book, file):
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 1)
        _fill(sheet, rows)
    file.seek(0)
    return file


def workbook_of(tables: Iterable[Table]) -> IO[bytes]:
    """A sheet for each table, numbered: what it counts, then its headings, then its rows.

    The caller closes the file.
    """
    with _book() as (book, file):
        bold = book.add_format({"bold": True})
        for number, one in enumerate(tables, 1):
            sheet = book.add_worksheet(f"{number} {one.title}"[:LONGEST_TITLE])
            sheet.set_column(0, len(one.heads), WIDTH)
            _fill(sheet, [(one.lead,)])
            _fill(sheet, [one.heads], first=1, style=bold)
            _fill(sheet, one.rows, first=2)
    file.seek(0)
    return file


@contextmanager
def _book() -> Iterator[tuple["Workbook", IO[bytes]]]:
    import xlsxwriter

    file = TemporaryFile()  # noqa: SIM115  the caller closes it
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        yield book, file


def _fill(
    sheet: "Worksheet", rows: Iterable[Sequence[str | int]], first: int = 0,
    style: "Format | None" = None,
) -> None:  # fmt: skip
    for number, row in enumerate(rows, first):
        for column, cell in enumerate(row):
            write = sheet.write_number if isinstance(cell, int) else sheet.write_string
            write(number, column, cell, style)
