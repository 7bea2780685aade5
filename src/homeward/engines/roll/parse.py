"""Reads a roll: bytes in, entries and problems out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from homeward.engines.roll.assemble import assemble
from homeward.engines.roll.band import Band
from homeward.engines.roll.book import Sheet, read_book
from homeward.engines.roll.dates import Day, read_day
from homeward.engines.roll.entry import Column, Entry, Roll, SheetRead, Skipped
from homeward.engines.roll.filling import read_table, tick_columns
from homeward.engines.roll.headers import find_band, rows_above
from homeward.engines.roll.meanings import bare, vocabulary
from homeward.engines.roll.places import unit_in, village_in
from homeward.engines.roll.problems import Problem, problem
from homeward.engines.roll.rows import read_body, skipped
from homeward.engines.roll.table import RollSheet
from homeward.engines.roll.text import tidy

_DATE_LABELS = (
    "填报日期",
    "填表日期",
    "填报时间",
    "填表时间",
    "上报日期",
    "上报时间",
    "制表日期",
    "统计时间",
    "日期",
)


def read_roll(
    data: bytes, filename: str, *, as_of: dt.date, mapping: Mapping[str, str] | None = None
) -> Roll:
    """Read a roll workbook or csv.

    Args:
        data: the file's bytes.
        filename: names a csv's only sheet; never used to tell the kind of file.
        as_of: the day ages and future dates are judged by.
        mapping: header text (or a column's `key`) -> field of headers.yaml, or "ignore".

    Raises:
        RollUnreadable: the bytes are no roll file that can be read.
    """
    told = {_key(header): name for header, name in (mapping or {}).items()}
    found = _Found()
    for sheet in read_book(data, filename):
        found.look_at(sheet, told)
    problems = found.problems
    if not found.columns:
        problems.append(problem("no_roll", sheet=found.skipped[0].sheet if found.skipped else ""))
    reads, entries = _read_all(found.rolls, as_of, problems)
    if found.rolls and not entries:
        problems.append(problem("no_children", sheet=found.rolls[0].sheet.name))
    return Roll(
        sheets=tuple(reads),
        columns=tuple(found.columns),
        entries=tuple(entries),
        problems=tuple(problems),
        skipped=tuple(found.skipped),
        titles=tuple(found.titles),
        unit=next((roll.unit for roll in found.rolls if roll.unit), None),
        reported_on=found.reported_on,
    )


@dataclass(slots=True)
class _Found:
    """What the sheets of a file turn out to be, one after the other."""

    rolls: list[RollSheet] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    titles: dict[str, None] = field(default_factory=dict)
    reported_on: dt.date | None = None

    def look_at(self, sheet: Sheet, mapping: Mapping[str, str]) -> None:
        """Take a sheet for a roll, or say why it is none."""
        band = find_band(sheet, mapping) if sheet.visible and sheet.rows else None
        if band is None:
            why = "hidden" if not sheet.visible else "no_header" if sheet.rows else "empty_sheet"
            self.skipped.append(skipped(sheet.name, None, why))
            return
        self.columns += (column for _, column in band.columns)
        self.problems += _column_problems(sheet, band)
        if "name" not in band.fields:
            self.problems.append(problem("name_column_missing", sheet=sheet.name))
            return
        body = read_body(sheet, band)
        self._tell_rows("rows_hidden", sheet, [at for at in body.children if at in sheet.hidden])
        self._tell_rows("rows_above", sheet, rows_above(sheet, band))
        if body.other_table is not None:
            self._tell_rows("other_table", sheet, [body.other_table])
        above = _texts_above(sheet, band)
        around = above + body.remarks
        unit = unit_in(around)
        self.titles.update(dict.fromkeys(above))
        self.reported_on = self.reported_on or _reported(around)
        self.rolls.append(RollSheet(sheet, band, body, unit, _village(sheet, unit, above)))
        self.skipped += body.skipped

    def _tell_rows(self, code: str, sheet: Sheet, rows: list[int]) -> None:
        """One problem for some rows (from 0) of a sheet, with their numbers as people see them."""
        if rows:
            read = "、".join(str(row + 1) for row in rows)
            self.problems.append(problem(code, sheet=sheet.name, read=read[:200]))


def _read_all(
    rolls: list[RollSheet], as_of: dt.date, problems: list[Problem]
) -> tuple[list[SheetRead], list[Entry]]:
    ticked = tick_columns(rolls)
    reads: list[SheetRead] = []
    entries: list[Entry] = []
    for roll in rolls:
        found, wrong = assemble(read_table(roll, ticked), as_of)
        band = roll.band
        reads.append(
            SheetRead(
                roll.sheet.name, tuple(range(band.top + 1, band.body + 1)), roll.unit, len(found)
            )
        )
        entries += found
        problems += wrong
    return reads, entries


def _key(header: str) -> str:
    """A header as a mapping names it, an occurrence number "#2" kept."""
    text, sign, number = header.rpartition("#")
    return f"{bare(text)}#{number}" if sign and number.isdigit() else bare(header)


def _column_problems(sheet: Sheet, band: Band) -> list[Problem]:
    """Columns nobody recognised, and columns that claim the same field."""
    found: list[Problem] = []
    fields = vocabulary().fields
    for index, column in band.columns:
        place = f"{column.letter}{band.body}"
        if column.how == "asked":
            label = fields[column.option].zh if column.option in fields else ""
            found.append(
                problem(
                    "column_twice",
                    sheet=sheet.name,
                    column=column.header,
                    cell=place,
                    read=column.header,
                    detail=label,
                )
            )
        elif column.how == "unknown" and any(
            row[index] not in ("", None) for row in sheet.rows[band.body :]
        ):
            found.append(
                problem(
                    "column_unknown",
                    sheet=sheet.name,
                    column=column.header,
                    cell=place,
                    read=column.header,
                )
            )
    return found


def _village(sheet: Sheet, unit: str | None, titles: list[str]) -> str | None:
    """The village a whole sheet is about, told by its name, its unit or its title."""
    texts = [sheet.name, unit or "", *titles[:2]]
    return next((village for text in texts if (village := village_in(text))), None)


def _texts_above(sheet: Sheet, band: Band) -> list[str]:
    return [
        text
        for row in sheet.rows[: band.top]
        for cell in row
        if isinstance(cell, str) and (text := tidy(cell))
    ]


def _reported(texts: list[str]) -> dt.date | None:
    """The reporting date named in the texts around a table."""
    for index, text in enumerate(texts):
        for label in _DATE_LABELS:
            _, found, rest = text.replace(" ", "").replace("：", ":").partition(f"{label}:")
            if not found:
                continue
            following = texts[index + 1] if index + 1 < len(texts) else ""
            day = read_day(rest or following)
            if isinstance(day, Day):
                return day.on
    return None
