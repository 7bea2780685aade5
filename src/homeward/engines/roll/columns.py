"""Reads one column of cells at a time: every different cell once, dittos and formulas first.

What a blank means is the column's matter: where every cell that is filled holds a tick, blank is
no; elsewhere it was not collected.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from homeward.engines.roll.dates import Day, read_day, read_recent_day
from homeward.engines.roll.identity import IdNumber, read_adult_id, read_child_id
from homeward.engines.roll.people import (
    read_adult_name,
    read_carer,
    read_child_name,
    read_kinship,
    read_place,
)
from homeward.engines.roll.phones import read_phones
from homeward.engines.roll.text import (
    BLANK,
    DITTO,
    NONE_WORDS,
    Cell,
    Doubt,
    is_ditto,
    is_formula,
    squash,
    tidy,
)
from homeward.engines.roll.words import (
    is_tick,
    read_coded,
    read_ethnicity,
    read_health,
    read_hukou_rural,
    read_left_behind,
    read_many,
    read_sex,
    read_unable_parent,
    read_who_away,
    read_yes_no,
)


class Formula:
    """Stands where a cell holds a formula."""

    __slots__ = ()


FORMULA: Final = Formula()
_ALONE: Final = Formula()  # a ditto with nothing above
RawCell = Cell | Formula


def _text(cell: Cell) -> str | None:
    said = tidy(cell)
    return None if squash(said) in BLANK or said in NONE_WORDS else said


def _raw(cell: Cell) -> Cell:
    return None if cell == "" else cell


def _nothing(cell: Cell) -> None:
    return None


def _illness(cell: Cell) -> str | bool | None:
    """An illness by name; a bare yes or no says only whether there is one."""
    answer = read_yes_no(cell)
    if answer is None or isinstance(answer, bool):
        return answer
    return tidy(cell)


READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "text": _text,
    "note": _text,
    "school_text": _raw,
    "nothing": _nothing,
    "child_name": read_child_name,
    "adult_name": read_adult_name,
    "carer": read_carer,
    "kinship": read_kinship,
    "child_id": read_child_id,
    "adult_id": read_adult_id,
    "born": read_recent_day,
    "day": read_day,
    "since": read_recent_day,
    "phones": read_phones,
    "sex": read_sex,
    "ethnicity": read_ethnicity,
    "yes_no": read_yes_no,
    "who_away": read_who_away,
    "left_behind": read_left_behind,
    "hukou_kind": read_hukou_rural,
    "place": read_place,
    "unable_parent": read_unable_parent,
    "health": read_health,
    "disability": _text,
    "illness": _illness,
    "guardianship": lambda cell: read_coded(cell, "guardianship"),
    "guardianship_type": lambda cell: read_coded(cell, "guardianship_type"),
    "income": lambda cell: read_many(cell, "income"),
    "benefits": lambda cell: read_many(cell, "benefits"),
}
_NO_DITTO: Final = frozenset({"child_name", "child_id"})
_DAYS: Final = frozenset({"day", "since"})
_SILENT: Final = frozenset({"nothing"})


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column read: a value per row, and the doubts by row index."""

    values: list[Any]
    doubts: dict[int, Doubt]


def read_column(cells: list[RawCell], reads: str, *, blank_is_no: bool = False) -> ColumnRead:
    """Read one column of children's cells.

    Args:
        cells: one per child row, formulas already replaced by `FORMULA`; changed in place by
            dittos.
        reads: a key of `READERS`.
        blank_is_no: for yes/no columns that are only ticked.
    """
    distinct: set[Any] = set(cells)
    if any(cell.__class__ is str and len(cell) < 12 and cell.strip() in DITTO for cell in distinct):
        _resolve_dittos(cells, reads)
        distinct = set(cells)
    memo = {cell: _read_one(cell, READERS[reads], reads) for cell in distinct}
    if blank_is_no:
        memo = {cell: False if value is None else value for cell, value in memo.items()}
    if reads == "since" and _only_first_days(distinct):
        memo = {
            cell: Day(value.on, "month")
            if isinstance(cell, dt.date) and isinstance(value, Day)
            else value
            for cell, value in memo.items()
        }
    if reads in ("child_id", "adult_id"):
        _lost_together(memo)
    values = [memo[cell] for cell in cells]
    if not any(isinstance(value, Doubt) for value in memo.values()):
        return ColumnRead(values, {})
    doubts = {index: value for index, value in enumerate(values) if value.__class__ is Doubt}
    for index, doubt in doubts.items():
        values[index] = doubt if reads == "born" else None if reads in _DAYS else doubt.value
    return ColumnRead(values, doubts)


def _lost_together(memo: dict[Any, Any]) -> None:
    """Where a spreadsheet rounded some texts of a column (…000), one that fits by chance was
    rounded too."""
    if not any(_rounded(value) for cell, value in memo.items() if isinstance(cell, str)):
        return
    for cell, value in memo.items():
        if isinstance(value, IdNumber) and value.ok and value.text.endswith("000"):
            memo[cell] = Doubt("id_precision_lost", IdNumber(value.text, "lost"))


def _rounded(value: Any) -> bool:
    """Whether a text lost its last digits; one in scientific notation says nothing of the others."""
    number = value.value if isinstance(value, Doubt) else None
    return isinstance(number, IdNumber) and number.status == "lost" and number.text.isdigit()


def _read_one(cell: Any, reader: Callable[[Any], Any], reads: str) -> Any:
    if cell is FORMULA:
        return None if reads in _SILENT else Doubt("formula", _instead(reads))
    if cell is _ALONE:
        return Doubt("ditto_nothing_above", _instead(reads))
    if cell.__class__ is str and cell and cell[0] in "=+-@" and is_formula(cell):
        return Doubt("formula", _instead(reads))
    return reader(cell)


def _instead(reads: str) -> Any:
    """What stands for a cell that is not read: for a child's number, that it is missing."""
    doubt = read_child_id("") if reads == "child_id" else None
    return doubt.value if isinstance(doubt, Doubt) else None


def _resolve_dittos(cells: list[RawCell], reads: str) -> None:
    """Put the value above in the place of each ditto; a child's name or number cannot be a
    ditto."""
    for index, cell in enumerate(cells):
        if not is_ditto(cell):  # type: ignore[arg-type]
            continue
        if reads in _NO_DITTO:
            cells[index] = ""
        elif index == 0:
            cells[index] = _ALONE
        else:
            above = cells[index - 1]
            cells[index] = "" if isinstance(above, Formula) else above


def _only_first_days(distinct: set[Any]) -> bool:
    """A column of date cells that all fall on the 1st was written by months (2021年11月)."""
    days = [cell for cell in distinct if isinstance(cell, dt.date)]
    return len(days) >= 3 and all(day.day == 1 for day in days)


def only_ticks(cells: Sequence[RawCell]) -> bool:
    """Whether every filled cell of a column holds a tick, and at least one is filled."""
    filled: set[Any] = {cell for cell in set(cells) if cell.__class__ is not Formula}
    said = [cell for cell in filled if squash(cell) not in BLANK and not is_ditto(cell)]
    return bool(said) and all(is_tick(cell) for cell in said)


def read_ticked(cells: Sequence[RawCell]) -> list[bool | None]:
    """A column of a group of ticks: ticked, not ticked, or None where a no was written or
    nothing."""
    memo: dict[Any, bool | None] = {}
    for cell in set(cells):
        answer = None if isinstance(cell, Formula) else read_yes_no(cell)
        memo[cell] = answer if isinstance(answer, bool) or answer is None else True
    return [memo[cell] for cell in cells]
