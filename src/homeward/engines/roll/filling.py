"""Reads the columns of a sheet into its readings: single ones, groups of ticks, values in parts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from homeward.engines.roll.columns import (
    FORMULA,
    Formula,
    RawCell,
    only_ticks,
    read_column,
    read_ticked,
)
from homeward.engines.roll.entry import Column
from homeward.engines.roll.meanings import vocabulary
from homeward.engines.roll.phones import split_contact
from homeward.engines.roll.table import Readings, RollSheet
from homeward.engines.roll.text import is_formula, squash

_SINGLE: Final = frozenset(
    {"name", "id", "born", "serial"}
)  # a merged cell never spreads over several children
_NOT_KEPT: Final = frozenset({"formula", "ditto_nothing_above", "id_missing"})
_DATE_PARTS: Final = ("year", "month", "day")
_LEVELS: Final = "省城市州区县乡镇街村"
"""An address begins with the largest part, however the columns stand."""
_MULTI: Final = frozenset({"income", "benefits"})


def tick_columns(sheets: Sequence[RollSheet]) -> frozenset[str]:
    """Keys of yes/no columns that are only ticked, looked at over all sheets of the file
    together."""
    cells: dict[str, list[RawCell]] = {}
    for roll in sheets:
        for index, column in roll.band.columns:
            if column.field and _reads(column) == "yes_no":
                cells.setdefault(column.key, []).extend(_cells(roll, index, column))
    return frozenset(key for key, said in cells.items() if only_ticks(said))


def read_table(roll: RollSheet, ticked: frozenset[str]) -> Readings:
    """Read every recognised column of a sheet."""
    readings = Readings(roll)
    groups: dict[str, list[tuple[str, list[bool | None]]]] = {}
    dates: dict[str, list[tuple[int, Column, list[RawCell]]]] = {}
    places: dict[str, list[tuple[int, Column, list[RawCell]]]] = {}
    for index, column in roll.band.columns:
        cells = _cells(roll, index, column)
        if column.field is None:
            _report_formulas(readings, index, column, cells)
        elif column.option in _DATE_PARTS:
            dates.setdefault(column.field, []).append((index, column, cells))
        elif column.option and column.option.startswith("part:"):
            places.setdefault(column.field, []).append((index, column, cells))
        elif column.option:
            groups.setdefault(column.field, []).append((column.option, read_ticked(cells)))
        else:
            _take(readings, index, column, cells, blank_is_no=column.key in ticked)
    for name, options in groups.items():
        _take_group(readings, name, options)
    for parts in dates.values():
        _take_date(readings, parts)
    for parts in places.values():
        parts.sort(key=lambda part: _LEVELS.find((part[1].option or "")[len("part:")]))
        _take_together(readings, parts, "")
    return readings


def _reads(column: Column) -> str:
    return vocabulary().fields[column.field].reads if column.field else "nothing"


def _cells(roll: RollSheet, index: int, column: Column) -> list[RawCell]:
    """The cells of one column in child rows: vertical merges filled, formulas marked."""
    rows, formulas = roll.sheet.rows, roll.sheet.formulas
    cells: list[RawCell] = list(roll.columns[index])
    places: Mapping[int, int] | None = None
    if column.field not in _SINGLE:
        for top, left, bottom, _ in roll.sheet.merges:
            if left == index and bottom > top >= roll.band.body:
                places = places or {row: at for at, row in enumerate(roll.body.children)}
                for row in range(top + 1, bottom + 1):
                    if row in places:
                        cells[places[row]] = rows[top][left]
    if formulas and column.field not in ("serial", "age"):
        for at, row in enumerate(roll.body.children):
            if (row, index) in formulas:
                cells[at] = FORMULA
    return cells


def _take(
    readings: Readings, index: int, column: Column, cells: list[RawCell], *, blank_is_no: bool
) -> None:
    name = column.field or ""
    reads = _reads(column)
    if reads == "contact":
        _take_contact(readings, index, column, cells)
        return
    read = read_column(cells, reads, blank_is_no=blank_is_no)
    readings.where.setdefault(name, (index, column))
    if reads == "born":
        readings.born = read
        return
    if name in readings.values:
        pairs = zip(readings.values[name], read.values, strict=True)
        readings.values[name] = [_joined(one, two) for one, two in pairs]
    else:
        readings.values[name] = read.values
    for at, doubt in read.doubts.items():
        held = name == "name" and doubt.code == "formula"
        readings.tell_cell(
            index, column, at, doubt.code, held=held, keep=doubt.code not in _NOT_KEPT
        )


def _take_contact(readings: Readings, index: int, column: Column, cells: list[RawCell]) -> None:
    """A name and telephones in one cell, read as the two columns that they could have been."""
    who = (column.field or "").removesuffix("_contact")
    halves = [
        split_contact(cell) if not isinstance(cell, Formula) else (cell, cell) for cell in cells
    ]
    for field_name, at in ((f"{who}_name", 0), (f"{who}_phone", 1)):
        half: list[RawCell] = [both[at] for both in halves]
        _take(readings, index, replace(column, field=field_name), half, blank_is_no=False)


def _take_date(readings: Readings, parts: list[tuple[int, Column, list[RawCell]]]) -> None:
    """A date kept in columns 年, 月 and 日, put together and read as one."""
    parts.sort(key=lambda part: _DATE_PARTS.index(part[1].option or ""))
    _take_together(readings, parts, "-")


def _take_together(
    readings: Readings, parts: list[tuple[int, Column, list[RawCell]]], sign: str
) -> None:
    """Columns that hold one value in parts, joined and read as one."""
    index, column, _ = parts[0]
    whole: list[RawCell] = [
        FORMULA
        if FORMULA in said
        else sign.join(
            text for one in said if not isinstance(one, Formula) and (text := squash(one))
        )
        for said in zip(*(cells for _, _, cells in parts), strict=True)
    ]
    _take(readings, index, replace(column, option=None), whole, blank_is_no=False)


def _take_group(
    readings: Readings, name: str, options: list[tuple[str, list[bool | None]]]
) -> None:
    """Columns of ticks under one group: one answer per row, or several where the field may hold
    several."""
    chosen = [
        tuple(option for option, ticks in options if ticks[at]) for at in range(readings.count)
    ]
    if name in _MULTI:
        readings.values[name] = [found if any(map(bool, chosen)) else None for found in chosen]
        return
    one = [found[0] if found else None for found in chosen]
    if name == "health":
        readings.values[name] = [(found, None) if found else None for found in one]
    elif name == "stage":
        readings.values["stage_ticked"] = one
    else:
        readings.values[name] = one


def _joined(one: Any, two: Any) -> Any:
    """Two columns for one field: phones and answers one after the other, notes with a semicolon; of two
    names the first."""
    if one is None or two is None:
        return two if one is None else one
    if type(one) is tuple and type(two) is tuple:
        return tuple(dict.fromkeys((*one, *two)))
    return f"{one}；{two}" if isinstance(one, str) else one


def _report_formulas(readings: Readings, index: int, column: Column, cells: list[RawCell]) -> None:
    """Formulas in columns that are not read: told all the same, unless someone ignored the
    column."""
    if column.how in ("ignored", "same"):
        return
    for at, cell in enumerate(cells):
        if cell is FORMULA or (isinstance(cell, str) and is_formula(cell)):
            readings.tell_cell(index, column, at, "formula")
