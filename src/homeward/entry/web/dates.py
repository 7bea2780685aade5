"""How dates are written on pages: "11月23日 周一 · 还有3天", "23 Nov (Mon) · in 3 days"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dates import MONTHS_3
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from homeward.engines.calendar import months_between

if TYPE_CHECKING:
    from datetime import date

WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def in_chinese() -> bool:
    """Whether the page is being written in Chinese."""
    return (get_language() or "zh-hans").startswith("zh")


def day_text(day: date, *, today: date) -> str:
    """A date as people say it: this year's with its weekday, others with their year."""
    this_year = day.year == today.year
    if in_chinese():
        text = f"{day.month}月{day.day}日"
        return f"{text} {WEEKDAYS_ZH[day.weekday()]}" if this_year else f"{day.year}年{text}"
    text = f"{day.day} {str(MONTHS_3[day.month]).title()}"
    return f"{text} ({WEEKDAYS_EN[day.weekday()]})" if this_year else f"{text} {day.year}"


def month_text(day: date) -> str:
    """A date known to the month only: "2024年3月", "Mar 2024"."""
    if in_chinese():
        return f"{day.year}年{day.month}月"
    return f"{str(MONTHS_3[day.month]).title()} {day.year}"


def until_text(day: date, *, today: date) -> str:
    """How far a date is away: "今天", "还有3天", "已过5天"."""
    days = (day - today).days
    if days == 0:
        return _("今天")
    if days > 0:
        return ngettext("还有%(days)d天", "还有%(days)d天", days) % {"days": days}
    return ngettext("已过%(days)d天", "已过%(days)d天", -days) % {"days": -days}


def ago_text(day: date, *, today: date) -> str:
    """How long ago something was, in the coarsest unit that still informs."""
    days = (today - day).days
    if days <= 0:
        return _("今天")
    if days < 31:
        return ngettext("%(n)d天前", "%(n)d天前", days) % {"n": days}
    months = months_between(day, today)
    if months < 24:
        return ngettext("%(n)d个月前", "%(n)d个月前", months) % {"n": months}
    years = months // 12
    return ngettext("%(n)d年前", "%(n)d年前", years) % {"n": years}


def exact_text(day: date, precision: str = "day") -> str:
    """A date with its year, as exactly as it is known: "2015年3月1日", "2026年5月", "2024年"."""
    if precision == "year":
        return f"{day.year}年" if in_chinese() else str(day.year)
    if precision == "month":
        return month_text(day)
    if in_chinese():
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {str(MONTHS_3[day.month]).title()} {day.year}"
