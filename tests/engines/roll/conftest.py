"""Hand-made rolls: every person is invented, every identity number stands under a prefix nobody has."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from homeward.engines.roll import Entry, Roll, check_digit, read_roll

AS_OF = dt.date(2026, 9, 1)
Rows = Sequence[Sequence[Any]]


def _id_number(born: str = "2016-09-27", sex: str = "女", serial: int = 1) -> str:
    head = f"990101{born.replace('-', '')}{serial:02d}{2 if sex == '女' else 1}"
    return head + check_digit(head)


def _workbook(
    sheets: Mapping[str, Rows], merges: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(name, ()):
            sheet.merge_cells(area)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _read(rows: Rows, *merges: str, name: str = "名册", **options: Any) -> Roll:
    data = _workbook({name: rows}, {name: merges})
    return read_roll(data, "roll.xlsx", as_of=options.pop("as_of", AS_OF), **options)


def _one(header: str, cell: Any, **more: Any) -> tuple[Entry, list[str]]:
    """A roll of one good child with one more column: the entry, and the codes of its problems."""
    base = {"姓名": "沈小满", "性别": "女", "出生日期": "2016-09-27", "身份证号": _id_number()}
    base |= {header: cell, **more}
    roll = _read([list(base), list(base.values())])
    assert len(roll.entries) == 1
    return roll.entries[0], [problem.code for problem in roll.problems]


@pytest.fixture(scope="session")
def id_number() -> Callable[..., str]:
    return _id_number


@pytest.fixture(scope="session")
def workbook() -> Callable[..., bytes]:
    return _workbook


@pytest.fixture(scope="session")
def read() -> Callable[..., Roll]:
    return _read


@pytest.fixture(scope="session")
def one() -> Callable[..., tuple[Entry, list[str]]]:
    return _one


@pytest.fixture(scope="session")
def as_of() -> dt.date:
    return AS_OF
