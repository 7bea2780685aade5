"""Rows as CSV that spreadsheets open rightly and that does not run in them, and as a workbook."""

import csv
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

ROWS_A_CHUNK = 500


class _Line:
    """A file for `csv` that hands each line back."""

    def write(self, text: str) -> str:
        return text


def csv_chunks(rows: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    """Several rows at a time as UTF-8, with the mark by which spreadsheets know it."""
    write = csv.writer(_Line()).writerow
    chunk = ["\ufeff"]
    for row in rows:
        chunk.append(write([_harmless(cell) for cell in row]))
        if len(chunk) >= ROWS_A_CHUNK:
            yield "".join(chunk).encode()
            chunk = []
    yield "".join(chunk).encode()


def _harmless(cell: str) -> str:
    """A spreadsheet runs what begins like a formula; an apostrophe makes it text."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def workbook(rows: Iterable[tuple[str, ...]], title: str) -> IO[bytes]:
    """One sheet of texts, its first row and column kept in sight; written row by row to disk.

    The caller closes the file, as a response does.
    """
    import xlsxwriter

    file = TemporaryFile()  # noqa: SIM115  the caller closes it
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    file.seek(0)
    return file
