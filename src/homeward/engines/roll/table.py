"""One sheet of a roll as columns of readings: what stands in every field of every child row."""

from dataclasses import dataclass, field
from typing import Any

from homeward.engines.roll.band import Band
from homeward.engines.roll.book import Sheet
from homeward.engines.roll.columns import (
    ColumnRead,
)
from homeward.engines.roll.entry import Column
from homeward.engines.roll.problems import Problem, problem
from homeward.engines.roll.rows import Body
from homeward.engines.roll.text import Cell, cell_text


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
