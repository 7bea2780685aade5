"""A workbook as sheets of cells, whatever file it came in: xlsx, xls or csv."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final, cast

import python_calamine as calamine

from homeward.engines.roll.delimited import read_delimited
from homeward.engines.roll.package import MAX_CELLS, SheetPart, open_package
from homeward.engines.roll.problems import RollUnreadable
from homeward.engines.roll.text import Cell

MAX_BYTES: Final = 64 * 1024 * 1024
_ZIP: Final = b"PK"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        rows: all cells from A1 on; rows may differ in length only in csv (they are then filled up).
        merges: (first row, first column, last row, last column), from 0.
        formulas: (row, column) from 0 -> text with "=".
        widths: column from 0 -> characters, where the file says.
        hidden: rows from 0 that are not shown.
    """

    name: str
    rows: list[list[Cell]]
    visible: bool = True
    merges: tuple[tuple[int, int, int, int], ...] = ()
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def read_book(data: bytes, filename: str) -> list[Sheet]:
    """All sheets of a file; its kind is told by its bytes, not by its name.

    Args:
        data: the file.
        filename: gives a csv's only sheet its name.

    Raises:
        RollUnreadable: nothing readable in it, and why.
    """
    if not data:
        raise RollUnreadable("empty")
    if len(data) > MAX_BYTES:
        raise RollUnreadable("too_large")
    if data.startswith(_ZIP):
        return _read_calamine(data, open_package(data))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise RollUnreadable("encrypted")
        return _read_calamine(data, {})
    rows = read_delimited(data)
    width = max(map(len, rows), default=0)
    if width * len(rows) > MAX_CELLS:
        raise RollUnreadable("too_large")
    for row in rows:
        row.extend([""] * (width - len(row)))
    name = filename.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or "csv"
    return [Sheet(name, rows)]


def _read_calamine(data: bytes, parts: dict[str, SheetPart]) -> list[Sheet]:
    try:
        with calamine.CalamineWorkbook.from_object(BytesIO(data)) as book:
            return [
                _read_sheet(book, meta, parts.get(meta.name, SheetPart({}, {})))
                for meta in book.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError as error:
        raise RollUnreadable("encrypted") from error
    except RollUnreadable:
        raise
    except Exception as error:
        raise RollUnreadable("damaged") from error
    except BaseException as error:  # the reader is Rust: what it did not foresee arrives as a panic
        if type(error).__name__ != "PanicException":
            raise
        raise RollUnreadable("damaged") from error


def _read_sheet(book: Any, meta: Any, part: SheetPart) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise RollUnreadable("too_large")
    rows = cast("list[list[Cell]]", sheet.to_python(skip_empty_area=False))
    merges = tuple(
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    visible = meta.visible == calamine.SheetVisibleEnum.Visible
    return Sheet(meta.name, rows, visible, merges, part.formulas, part.widths, part.hidden)
