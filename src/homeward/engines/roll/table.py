"""One sheet of a roll as columns of readings: what stands in every field of every child row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from homeward.engines.roll.band import Band
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
from homeward.engines.roll.meanings import vocabulary
from homeward.engines.roll.phones import split_contact
from homeward.engines.roll.problems import Problem, problem
from homeward.engines.roll.rows import Body
from homeward.engines.roll.text import Cell, cell_text, is_formula, squash

_SINGLE: Final = frozenset(
    {"name", "id", "born", "serial"}
)  # a merged cell never spreads over several children
_NOT_KEPT: Final = frozenset({"formula", "ditto_nothing_above", "id_missing"})
_DATE_PARTS: Final = ("year", "month", "day")
_MULTI: Final = frozenset({"income", "benefits"})


@dataclass(frozen=True, slots=True)
class RollSheet:
    """A sheet that is a roll, with its header and the rows below sorted."""

    sheet: Sheet
    band: Band
    body: Body
    unit: str | None
    village: str | None
    columns: list[tuple[Cell, ...]] = field(init=False, repr=False)  # of the child rows only

    def __post_init__(self) -> None:
        rows = self.sheet.rows
        turned = list(zip(*(rows[row] for row in self.body.children), strict=True))
        object.__setattr__(self, "columns", turned or [()] * self.sheet.width)


@dataclass(slots=True)
class Readings:
    """All readings of one sheet, by field; each list holds one value per child row.

    Attributes:
        roll: the sheet.
        values: field -> values.
        born: the child's birth dates; a doubtful one stays a `Doubt`, to be judged later.
        problems: row index -> problems.
        kept: row index -> (field, text) of what was not relied on.
        where: field -> its first column.
    """

    roll: RollSheet
    values: dict[str, list[Any]] = field(default_factory=dict)
    born: ColumnRead | None = None
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    kept: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    where: dict[str, tuple[int, Column]] = field(default_factory=dict)
    nothing: list[None] = field(init=False)

    def __post_init__(self) -> None:
        self.nothing = [None] * self.count

    @property
    def count(self) -> int:
        """Number of child rows."""
        return len(self.roll.body.children)

    def get(self, name: str) -> list[Any]:
        """The values of a field; all None when the sheet has no such column."""
        return self.values.get(name) or self.nothing

    def has(self, name: str) -> bool:
        """Whether the sheet has a column for a field."""
        return name in self.values

    def tell(
        self,
        name: str,
        at: int,
        code: str,
        *,
        held: bool = False,
        detail: str = "",
        keep: bool = False,
    ) -> None:
        """Add a problem at a field's cell, or of the row where the sheet has no such column."""
        place = self.where.get(name)
        if place:
            self.tell_cell(*place, at, code, held=held, detail=detail, keep=keep)
            return
        sheet, row = self.roll.sheet.name, self.roll.body.children[at] + 1
        told = problem(code, sheet=sheet, row=row, held=held, detail=detail)
        self.problems.setdefault(at, []).append(told)

    def tell_cell(
        self,
        index: int,
        column: Column,
        at: int,
        code: str,
        *,
        held: bool = False,
        detail: str = "",
        keep: bool = False,
    ) -> None:
        """Add a problem of one cell with the text that stands there, kept on the entry if told
        to."""
        sheet, row = self.roll.sheet, self.roll.body.children[at]
        text = sheet.formulas.get((row, index)) or cell_text(sheet.rows[row][index]).strip()
        told = problem(
            code,
            sheet=sheet.name,
            row=row + 1,
            column=column.header,
            cell=f"{column.letter}{row + 1}",
            read=text[:200],
            held=held,
            detail=detail,
        )
        self.problems.setdefault(at, []).append(told)
        if keep and text:
            self.kept.setdefault(at, []).append((column.field or column.key, text[:500]))

    def holds_formula(self, name: str, at: int) -> bool:
        """Whether a formula was already told of in a field's cell."""
        header = self.where[name][1].header if name in self.where else None
        return any(
            one.code == "formula" and one.column == header for one in self.problems.get(at, ())
        )

    def held_rows(self) -> list[bool]:
        """Whether any problem of a row waits for a person, per row."""
        held = [False] * self.count
        for at, found in self.problems.items():
            held[at] = any(one.severity == "held" for one in found)
        return held

    def all_problems(self) -> list[Problem]:
        """All problems by row, and in a row from left to right."""
        return [
            one
            for at in sorted(self.problems)
            for one in sorted(self.problems[at], key=lambda told: (len(told.cell), told.cell))
        ]


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
        (cell, cell) if cell is None or isinstance(cell, type(FORMULA)) else split_contact(cell)
        for cell in cells
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
            text for one in said if not isinstance(one, type(FORMULA)) and (text := squash(one))
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
