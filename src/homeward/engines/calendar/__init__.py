"""Which days are worked in China, when school is in session, and when families come home.

move_due(date(2026, 2, 17), Move.BEFORE)   # the last working day before the Spring Festival
next_spring_festival(date(2026, 9, 1))     # 6 February 2027
terms_of(book, date(2026, 9, 1))
"""

from homeward.engines.calendar.days import (
    Move,
    add_months,
    holiday_name,
    is_working_day,
    months_between,
    move_due,
    next_spring_festival,
    spring_festival,
)
from homeward.engines.calendar.terms import Term, TermBook, TermRule, load_terms

__all__ = [
    "Move",
    "Term",
    "TermBook",
    "TermRule",
    "add_months",
    "holiday_name",
    "is_working_day",
    "load_terms",
    "months_between",
    "move_due",
    "next_spring_festival",
    "spring_festival",
]
