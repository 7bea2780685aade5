"""Rows as CSV that spreadsheets open rightly and that does not run in them, and as a workbook."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

ROWS_A_CHUNK = 500
_STARTS = "=+-@\t\r"  # what a spreadsheet takes for the beginning of a formula
_SUSPECT = re.compile(r'(?:^|[,\n])(?:[=+\-@\t]|"[=+\-@\t\r])')
"""Finds written text in which a cell may begin so; a carriage return is always within quotes."""


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
    import xlsxwriter

    file = TemporaryFile()  # noqa: SIM115  the caller closes it
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_number if isinstance(cell, int) else sheet.write_string
                write(number, column, cell)
    file.seek(0)
    return file
