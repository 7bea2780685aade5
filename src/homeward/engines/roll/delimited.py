"""CSV as spreadsheets and systems write it: its encoding and its delimiter are found, not asked."""

import csv
import io
from typing import Final

from homeward.engines.roll.problems import RollUnreadable
from homeward.engines.roll.text import Cell

MAX_ROWS: Final = 400_000
MAX_COLUMNS: Final = 2_000
_FIELD_LIMIT: Final = 131_072
_BINARY: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"%PDF",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)


def read_delimited(data: bytes) -> list[list[Cell]]:
    """Rows of text cells.

    Raises:
        RollUnreadable: encoding or wrong_kind.
    """
    text = decode(data)
    if not text.strip():
        raise RollUnreadable("empty")
    if (
        text.lstrip()[:100]
        .lower()
        .startswith(("<html", "<!doctype", "<?xml", "<table", '{"', "[{"))
    ):
        raise RollUnreadable("wrong_kind")
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise RollUnreadable("too_large")
            rows.append([_literal(cell) if cell[:2] == '="' else cell for cell in row])
    except csv.Error as error:
        raise RollUnreadable("damaged") from error
    return rows


def decode(data: bytes) -> str:
    """UTF-8 or UTF-16 by mark or by fit, else GB18030."""
    if data.startswith(_BINARY):
        raise RollUnreadable("wrong_kind")
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        if data.startswith(b"\xef\xbb\xbf"):
            return data.decode("utf-8-sig")
        if b"\x00" in data[:2000]:
            return _decode_utf16(data)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise RollUnreadable("encoding") from error


def _decode_utf16(data: bytes) -> str:
    """UTF-16 without a mark: zero bytes stand on one side only (of the commas and digits)."""
    even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
    if len(data) % 2 or not (even == 0 or odd == 0):
        raise RollUnreadable("wrong_kind")
    text = data.decode("utf-16-le" if even == 0 else "utf-16-be")
    if not any(sign in text for sign in ",;\t"):
        raise RollUnreadable("wrong_kind")
    return text


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into the most columns, the same number in most lines."""
    lines = [line for line in text[:20_000].splitlines()[:40] if line.strip()]

    def fit(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=lambda count: (counts.count(count) if count else 0, count))
        return (counts.count(usual) if usual else 0, usual)

    return max(",\t;|", key=lambda sign: (fit(sign)[0] * min(fit(sign)[1], 5), fit(sign)[1]))


def _literal(cell: str) -> str:
    """="360..." is how some systems keep a number as text in a csv."""
    inside = cell[2:-1]
    return inside if cell.endswith('"') and len(cell) > 3 and '"' not in inside else cell
