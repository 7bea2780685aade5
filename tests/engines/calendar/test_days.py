"""Days that everybody in China can check on the wall."""

from datetime import date

import pytest

from homeward.engines.calendar import (
    Move,
    add_months,
    holiday_name,
    is_working_day,
    months_between,
    move_due,
    next_spring_festival,
    spring_festival,
)

FESTIVAL = date(2026, 2, 17)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 9, 1), True),  # a Tuesday
        (date(2026, 9, 5), False),  # a Saturday
        (date(2026, 2, 14), True),  # a Saturday worked for the Spring Festival
        (date(2026, 2, 20), False),  # a Friday off instead
        (date(2026, 10, 1), False),
        (date(2035, 2, 8), False),  # the Spring Festival of a year nobody has announced yet
    ],
)
def test_days_are_worked_as_announced(day: date, worked: bool) -> None:
    assert is_working_day(day) is worked


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 2, 10)),
        (2025, date(2025, 1, 29)),
        (2026, FESTIVAL),
        (2027, date(2027, 2, 6)),
        (2035, date(2035, 2, 8)),
    ],
)
def test_the_spring_festival_is_the_first_day_of_the_lunar_year(year: int, day: date) -> None:
    """As the Purple Mountain Observatory's calendar has it."""
    assert spring_festival(year) == day
    assert holiday_name(day) == "春节"


def test_the_next_spring_festival_may_be_today_or_in_the_next_year() -> None:
    assert next_spring_festival(FESTIVAL) == FESTIVAL
    assert next_spring_festival(date(2026, 2, 18)) == date(2027, 2, 6)


def test_safety_comes_before_the_holiday_and_other_things_after_it() -> None:
    assert move_due(FESTIVAL, Move.BEFORE) == date(2026, 2, 14)  # that Saturday is worked
    assert move_due(FESTIVAL, Move.AFTER) == date(2026, 2, 24)
    assert move_due(FESTIVAL, Move.STAY) == FESTIVAL
    assert move_due(date(2026, 9, 1), Move.BEFORE) == date(2026, 9, 1)


def test_what_is_moved_forward_does_not_become_overdue_by_that() -> None:
    """On the second day of the festival a safety task due that day stays due that day."""
    second = date(2026, 2, 18)
    assert move_due(second, Move.BEFORE, not_before=second) == second
    assert move_due(date(2026, 2, 19), Move.BEFORE, not_before=second) == second
    assert move_due(FESTIVAL, Move.BEFORE, not_before=second) == FESTIVAL  # overdue already


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_where_they_end(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (date(2025, 2, 1), date(2026, 11, 27), 21),
        (date(2025, 2, 28), date(2025, 3, 27), 0),
        (date(2025, 2, 28), date(2025, 3, 28), 1),
        (date(2026, 3, 1), date(2026, 2, 1), 0),
    ],
)
def test_only_completed_months_count(since: date, until: date, months: int) -> None:
    assert months_between(since, until) == months
