"""CSV: every cell that a spreadsheet would run is made a text, wherever it stands."""

import csv
import io

import pytest

from homeward.entry.sheets import ROWS_A_CHUNK, csv_chunks


def read_back(rows: list[tuple[str, ...]]) -> list[list[str]]:
    text = b"".join(csv_chunks(rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", '=a","b', "-", "=\n"])
@pytest.mark.parametrize("column", [0, 1, 2])
def test_what_begins_like_a_formula_stays_a_text(start: str, column: int) -> None:
    row = ["甲", "乙", ""]
    row[column] = start
    expected = [f"'{cell}" if cell == start else cell for cell in row]
    plain = ("a=b", "1-2", "x@y")
    assert read_back([plain, tuple(row), plain]) == [list(plain), expected, list(plain)]


def test_harmless_cells_are_left_as_they_are() -> None:
    rows = [("", 'say "hi"', "a,b"), ("line\nbreak", "", "")] * ROWS_A_CHUNK
    assert read_back(rows) == [list(row) for row in rows]
    assert b"".join(csv_chunks([])) == b""
