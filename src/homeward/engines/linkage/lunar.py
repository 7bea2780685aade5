"""Dates of birth that may have been told by the lunar calendar and written as if they were solar."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_YEARS = range(1901, 2100)


@cache
def read_as_lunar(written: dt.date) -> tuple[dt.date, ...]:
    """The solar days meant, if year, month and day were those of the lunar calendar.

    Two where the year has the month twice (leap month); none where the month has no such day.
    """
    from borax.calendars.lunardate import InvalidLunarDateError, LCalendars, LunarDate

    if written.year not in _YEARS:
        return ()
    months = (0, 1) if LCalendars.leap_month(written.year) == written.month else (0,)
    found = []
    for leap in months:
        try:
            solar = LunarDate(written.year, written.month, written.day, leap).to_solar_date()
        except InvalidLunarDateError:
            continue
        found.append(solar)
    return tuple(found)
