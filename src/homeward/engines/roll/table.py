"""One sheet of a roll as columns of readings: what stands in every field of every child row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from homeward.engines.roll.book import Sheet
from homeward.engines.roll.columns import (
    FORMULA,
    ColumnRead,
    RawCell,
    only_ticks,
    read_column,
    read_ticked,
)
from homeward.engines.roll.entry import Column
from homeward.engines.roll.headers import Band
from homeward.engines.roll.meanings import vocabulary
from homeward.engines.roll.problems import Problem, problem
from homeward.engines.roll.rows import Body
from homeward.engines.roll.text import Cell, cell_text

_SINGLE: Final = frozenset(
    {"name", "id", "born", "serial"}
)  # a merged cell never spreads over several children
_MULTI: Final = frozenset({"income", "benefits"})
_SCHOOL: Final = frozenset({"school", "school_grade", "grade", "class_name", "stage"})


@dataclass(frozen=True, slots=True)
class RollSheet:
    """A sheet that is a roll, with its header and the rows below sorted."""

    sheet: Sheet
    band: Band
    body: Body
    unit: str | None
    columns: list[tuple[Cell, ...]] = field(init=False, repr=False)  # of the child rows only

    def __post_init__(self) -> None:
        rows = self.sheet.rows
        turned = list(zip(*(rows[row] for row in self.body.children), strict=True))
        object.__setattr__(self, "columns", turned or [()] * self.sheet.width)


@dataclass(slots=True)
class Readings:
    """All readings of one sheet, by field; each list holds one value per child row.

    Attributes:
        doubts: (field, row index) -> problem already worded; the child's own birth date is judged later.
        kept: row index -> (field, text) of what was not relied on.
    """

    count: int
    values: dict[str, list[Any]] = field(default_factory=dict)
    born: ColumnRead | None = None
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    kept: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    where: dict[str, tuple[int, Column]] = field(default_factory=dict)
    nothing: list[None] = field(init=False)

    def __post_init__(self) -> None:
        self.nothing = [None] * self.count

    def get(self, name: str) -> list[Any]:
        """The values of a field; all None when the sheet has no such column."""
        return self.values.get(name) or self.nothing


def tick_columns(sheets: Sequence[RollSheet]) -> frozenset[str]:
    """Keys of yes/no columns that are only ticked, looked at over all sheets of the file together."""
    cells: dict[str, list[RawCell]] = {}
    for roll in sheets:
        for index, column in roll.band.columns:
            if column.field and _reads(column) == "yes_no":
                cells.setdefault(column.key, []).extend(_cells(roll, index, column))
    return frozenset(key for key, said in cells.items() if only_ticks(said))


def read_table(roll: RollSheet, ticked: frozenset[str]) -> Readings:
    """Read every recognised column of a sheet."""
    readings = Readings(len(roll.body.children))
    groups: dict[str, list[tuple[str, list[bool | None]]]] = {}
    for index, column in roll.band.columns:
        cells = _cells(roll, index, column)
        if column.field is None:
            _report_formulas(readings, roll, index, column, cells)
        elif column.option:
            groups.setdefault(column.field, []).append((column.option, read_ticked(cells)))
        else:
            _take(readings, roll, index, column, cells, blank_is_no=column.key in ticked)
    for name, options in groups.items():
        _take_group(readings, name, options)
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
    readings: Readings,
    roll: RollSheet,
    index: int,
    column: Column,
    cells: list[RawCell],
    *,
    blank_is_no: bool,
) -> None:
    name = column.field or ""
    reads = _reads(column)
    read = read_column(cells, reads, blank_is_no=blank_is_no)
    readings.where.setdefault(name, (index, column))
    if reads == "born":
        readings.born = read
    elif name in readings.values:
        readings.values[name] = [
            _joined(one, two) for one, two in zip(readings.values[name], read.values, strict=True)
        ]
    else:
        readings.values[name] = read.values
    if reads != "born":
        for at, doubt in read.doubts.items():
            told = tell(
                roll, index, column, at, doubt.code, held=name == "name" and doubt.code == "formula"
            )
            readings.problems.setdefault(at, []).append(told)
            if told.read and doubt.code not in ("formula", "ditto_nothing_above", "id_missing"):
                readings.kept.setdefault(at, []).append((name, told.read))


def _take_group(
    readings: Readings, name: str, options: list[tuple[str, list[bool | None]]]
) -> None:
    """Columns of ticks under one group: one answer per row, or several where the field may hold several."""
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
    """Two columns for one field: phones and answers one after the other, notes with a semicolon."""
    if one is None or two is None:
        return two if one is None else one
    if isinstance(one, tuple) and isinstance(two, tuple):
        return tuple(dict.fromkeys((*one, *two)))
    return f"{one}；{two}"


def _report_formulas(
    readings: Readings, roll: RollSheet, index: int, column: Column, cells: list[RawCell]
) -> None:
    if column.how in ("ignored", "same"):
        return
    for at, cell in enumerate(cells):
        if cell is FORMULA or (isinstance(cell, str) and cell[:1] == "=" and len(cell) > 1):
            readings.problems.setdefault(at, []).append(tell(roll, index, column, at, "formula"))


def tell(
    roll: RollSheet,
    index: int,
    column: Column,
    at: int,
    code: str,
    *,
    held: bool = False,
    detail: str = "",
) -> Problem:
    """A problem of one cell, worded, with its place and the text as it stands there."""
    row = roll.body.children[at]
    text = roll.sheet.formulas.get((row, index)) or cell_text(roll.sheet.rows[row][index]).strip()
    return problem(
        code,
        sheet=roll.sheet.name,
        row=row + 1,
        column=column.header,
        cell=f"{column.letter}{row + 1}",
        read=text[:200],
        held=held,
        detail=detail,
    )
