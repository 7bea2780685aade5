"""Working days, public holidays and the Spring Festival.

The State Council announces each autumn which days of the next year are off and which weekends are
worked instead. The library knows them up to its release; for later years only the days that the law
itself names are known, and weekends count as free.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_FESTIVAL = "春节"
_LONGEST = 30
"""Days; no stretch of days off is longer, so a search that passes it has gone wrong."""


class Move(StrEnum):
    """Where a due day goes that is not worked."""

    BEFORE = "before"  # safety: nobody waits over a holiday
    AFTER = "after"
    STAY = "stay"


@cache
def _year(year: int) -> HolidayBase:
    import holidays

    return holidays.country_holidays("CN", years=year, language="zh_CN", expand=False)


def holiday_name(day: date) -> str | None:
    """The Chinese name of the day off; None on any other day, free weekends included."""
    return _year(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Whether offices and schools work; a weekend day worked for a holiday is a working day."""
    return bool(_year(day.year).is_working_day(day))


def move_due(day: date, move: Move, *, not_before: date | None = None) -> date:
    """The day itself when it is worked, else the nearest working day before or after it.

    Args:
        not_before: today: what is moved forward does not become overdue by that.
    """
    if move is Move.STAY or is_working_day(day):
        return day
    step = timedelta(days=-1 if move is Move.BEFORE else 1)
    moved = day
    for _ in range(_LONGEST):
        moved += step
        if is_working_day(moved):
            break
    return moved if not_before is None else max(moved, min(day, not_before))


def spring_festival(year: int) -> date:
    """The first day of the lunar year that begins in a year.

    Raises:
        ValueError: the library does not know the year.
    """
    named = _year(year).get_named(_FESTIVAL, lookup="exact")
    if not named:
        raise ValueError(f"no Spring Festival is known for {year}")
    return min(named)


def next_spring_festival(day: date) -> date:
    """The first Spring Festival on or after a day."""
    this = spring_festival(day.year)
    return this if this >= day else spring_festival(day.year + 1)


def add_months(day: date, months: int) -> date:
    """The same day some months later; the month's last day where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(since: date, until: date) -> int:
    """Completed months from one day to a later one; 0 when it is not later."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(0, months - (until.day < since.day))
