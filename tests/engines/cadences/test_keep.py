"""Whether a cadence was kept: cases that can be checked on fingers and a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.engines.cadences import Beat, Done, Profile, Unit, keep
from homeward.engines.calendar import load_terms
from homeward.engines.yamlfile import shipped_files
from homeward.engines.yamlfile.cited import Source

TERMS = load_terms(shipped_files("terms"))["national"]
START = date(2026, 9, 1)
SAYS = {"zh": "联系", "en": "contact"}


def profile(unit: Unit, every: int = 1, least: int = 1, first: int | None = None) -> Profile:
    beat = Beat("b", SAYS, ("call",), (), least, every, unit, first)
    return Profile("p", SAYS, Source(SAYS), (beat,))


def standing(of: Profile, as_of: date, *days: date, since: date = START) -> tuple[date, int]:
    done = [Done(day, "call", "phone") for day in days]
    found = keep(of, done, since=since, as_of=as_of, terms=TERMS)
    return found.next_due, found.missed


def test_before_the_first_time_a_period_is_given() -> None:
    weekly = profile(Unit.WEEK)
    assert standing(weekly, START) == (date(2026, 9, 8), 0)
    assert standing(weekly, date(2026, 9, 8)) == (date(2026, 9, 8), 0)
    assert standing(weekly, date(2026, 9, 9)) == (date(2026, 9, 8), 1)
    assert standing(weekly, date(2026, 9, 16)) == (date(2026, 9, 8), 2)
    assert standing(profile(Unit.MONTH, first=7), START) == (date(2026, 9, 8), 0)


def test_each_time_it_is_done_the_clock_begins_anew() -> None:
    """Law art. 23: no week without contact; two calls on one day do not save the next week."""
    weekly = profile(Unit.WEEK)
    last = date(2026, 9, 20)
    assert standing(weekly, last, date(2026, 9, 3), last) == (date(2026, 9, 27), 0)
    assert standing(weekly, date(2026, 9, 28), last, last) == (date(2026, 9, 27), 1)


def test_several_times_a_period_look_back_at_the_earliest_of_them() -> None:
    twice = profile(Unit.MONTH, least=2)
    days = (date(2026, 9, 5), date(2026, 9, 25))
    assert standing(twice, date(2026, 9, 30), *days) == (date(2026, 10, 5), 0)
    assert standing(twice, date(2026, 9, 30), days[0]) == (date(2026, 10, 1), 0)


def test_months_and_years_are_those_of_the_calendar() -> None:
    assert standing(profile(Unit.MONTH, every=3), START)[0] == date(2026, 12, 1)
    assert standing(profile(Unit.YEAR), START)[0] == date(2027, 9, 1)
    assert standing(profile(Unit.DAY, every=15), START)[0] == date(2026, 9, 16)


@pytest.mark.parametrize(
    ("as_of", "days", "expected"),
    [
        (START, (), (date(2027, 1, 20), 0)),
        (START, (START,), (date(2027, 7, 5), 0)),
        (date(2027, 2, 1), (), (date(2027, 7, 5), 1)),  # the holidays after a term missed
        (date(2027, 2, 1), (date(2027, 1, 25),), (date(2027, 7, 5), 0)),  # done in the holidays
        (date(2027, 9, 2), (), (date(2028, 1, 20), 2)),
        (date(2027, 9, 2), (date(2026, 10, 1),), (date(2028, 1, 20), 1)),
        (date(2027, 9, 2), (date(2027, 9, 1),), (date(2028, 7, 5), 0)),
    ],
)
def test_terms_are_counted_as_school_counts_them(
    as_of: date, days: tuple[date, ...], expected: tuple[date, int]
) -> None:
    assert standing(profile(Unit.TERM), as_of, *days) == expected


def test_half_years_of_terms_are_stretches() -> None:
    yearly = profile(Unit.TERM, every=2)
    assert standing(yearly, START) == (date(2027, 7, 5), 0)
    assert standing(yearly, date(2027, 7, 6)) == (date(2028, 7, 5), 1)


def test_only_the_kinds_and_ways_of_the_beat_count() -> None:
    beat = Beat("b", SAYS, ("call",), ("video",), 1, 1, Unit.WEEK)
    video = Profile("p", SAYS, Source(SAYS), (beat,))
    done = [Done(date(2026, 9, 3), "call", "phone"), Done(date(2026, 9, 4), "visit", "video")]
    found = keep(video, done, since=START, as_of=date(2026, 9, 5), terms=TERMS)
    assert found.beats[0].last is None
    before = [Done(date(2026, 8, 31), "call", "video"), Done(date(2026, 9, 6), "call", "video")]
    found = keep(video, before, since=START, as_of=date(2026, 9, 5), terms=TERMS)
    assert found.beats[0].last is None  # before the start, and after the day asked for


@given(
    unit=st.sampled_from(Unit),
    every=st.integers(1, 4),
    days=st.lists(st.integers(0, 900), max_size=6),
    ahead=st.integers(0, 900),
)
def test_it_is_missed_exactly_when_the_due_day_has_passed(
    unit: Unit, every: int, days: list[int], ahead: int
) -> None:
    """Whatever was done: in time and missed exclude one another, and doing it today mends it."""
    as_of = START + timedelta(days=ahead)
    done = tuple(START + timedelta(days=day) for day in days)
    due, missed = standing(profile(unit, every), as_of, *done)
    if unit is not Unit.TERM:  # a term that was missed is over; what is due is the next
        assert (due < as_of) is (missed > 0)
    mended_due, mended = standing(profile(unit, every), as_of, *done, as_of)
    assert mended == 0
    assert mended_due >= as_of
