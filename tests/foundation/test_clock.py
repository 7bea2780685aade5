"""One clock, in China's one time zone."""

from datetime import UTC, date, datetime

import pytest

from homeward.foundation import clock


def test_tests_run_on_the_first_day_of_school() -> None:
    assert clock.now() == datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
    assert clock.today() == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 8, 31, 15, 59, 59, tzinfo=UTC), date(2026, 8, 31)),
        (datetime(2026, 8, 31, 16, 0, 0, tzinfo=UTC), date(2026, 9, 1)),  # midnight in China
    ],
)
def test_the_day_changes_at_midnight_in_china(instant: datetime, day: date) -> None:
    """A server may run on UTC; a birthday does not."""
    assert clock.day_of(instant) == day


def test_freezing_ends_with_its_block() -> None:
    before = clock.now()
    with clock.frozen(datetime(2020, 1, 1, tzinfo=UTC)):
        assert clock.today() == date(2020, 1, 1)
    assert clock.now() == before


@pytest.mark.real_clock
def test_without_freezing_time_passes() -> None:
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first
