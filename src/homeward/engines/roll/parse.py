"""Reads a roll: bytes in, entries and problems out."""

import datetime as dt
from collections.abc import Mapping

from homeward.engines.roll.assemble import assemble
from homeward.engines.roll.book import Sheet, read_book
from homeward.engines.roll.dates import Day, read_day
from homeward.engines.roll.entry import Column, Entry, Roll, SheetRead, Skipped
from homeward.engines.roll.headers import Band, find_band
from homeward.engines.roll.meanings import bare, vocabulary
from homeward.engines.roll.places import unit_in, village_in
from homeward.engines.roll.problems import Problem, problem
from homeward.engines.roll.rows import read_body, skipped
from homeward.engines.roll.table import RollSheet, read_table, tick_columns
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
    told = {_key(header): field for header, field in (mapping or {}).items()}
    rolls: list[RollSheet] = []
    columns: list[Column] = []
    problems: list[Problem] = []
    left: list[Skipped] = []
    titles: dict[str, None] = {}
    reported_on: dt.date | None = None
    for sheet in read_book(data, filename):
        band = find_band(sheet, told) if sheet.visible and sheet.rows else None
        if band is None:
            left.append(
                skipped(
                    sheet.name,
                    None,
                    "hidden" if not sheet.visible else "no_header" if sheet.rows else "empty_sheet",
                )
            )
            continue
        columns += (column for _, column in band.columns)
        problems += _column_problems(sheet, band)
        if "name" not in band.fields:
            problems.append(problem("name_column_missing", sheet=sheet.name))
            continue
        body = read_body(sheet, band)
        above = _texts_above(sheet, band)
        titles.update(dict.fromkeys(above))
        around = above + body.remarks
        reported_on = reported_on or _reported(around)
        unit = unit_in(around)
        rolls.append(RollSheet(sheet, band, body, unit, _village(sheet, unit, above)))
        left += body.skipped
    if not rolls and not columns:
        problems.append(problem("no_roll", sheet=left[0].sheet if left else ""))
    reads, entries = _read_all(rolls, as_of, problems)
    unit = next((roll.unit for roll in rolls if roll.unit), None)
    return Roll(
        tuple(reads),
        tuple(columns),
        tuple(entries),
        tuple(problems),
        tuple(left),
        tuple(titles),
        unit,
        reported_on,
    )


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
