"""How far a cadence was kept: when each beat is due next, and how often in a row it was missed.

A beat of `least` times in a period asks that no stretch of that length holds fewer: the next one is
due a period after the `least`-th latest. Terms are different: what counts is the term itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from homeward.engines.cadences.profile import Beat, Profile, Unit
from homeward.engines.calendar import TermBook, add_months

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done: its day, kind and channel."""

    on: date
    kind: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class BeatStanding:
    """Where one beat stands.

    Attributes:
        next_due: the last day on which the next one is in time.
        missed: whole periods in a row that have passed without it; 0 while it is in time.
        last: the latest day it was done; None before the first time.
    """

    beat: str
    next_due: date
    missed: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a whole profile stands: its earliest due day and its worst beat."""

    beats: tuple[BeatStanding, ...]

    @property
    def next_due(self) -> date:
        """The earliest day on which something is due."""
        return min(beat.next_due for beat in self.beats)

    @property
    def missed(self) -> int:
        """Missed in a row by the beat that is worst off."""
        return max(beat.missed for beat in self.beats)


def keep(
    profile: Profile, done: Iterable[Done], *, since: date, as_of: date, terms: TermBook
) -> Standing:
    """Where each beat of a profile stands on a day.

    Args:
        done: what was done, in any order; only days from `since` to `as_of` count.
        since: the day from which the cadence is to be kept.
    """
    counted = sorted((d for d in done if since <= d.on <= as_of), key=lambda d: d.on)
    return Standing(
        tuple(
            _beat(
                beat, [d.on for d in counted if beat.counts(d.kind, d.channel)], since, as_of, terms
            )
            for beat in profile.beats
        )
    )


def _beat(beat: Beat, days: list[date], since: date, as_of: date, terms: TermBook) -> BeatStanding:
    last = days[-1] if days else None
    if beat.unit is Unit.TERM:
        return _by_terms(beat, days, since, as_of, terms)
    if len(days) >= beat.least:
        due = _later(days[-beat.least], beat, 1)
    elif beat.first_within is not None and not days:
        due = since + timedelta(days=beat.first_within)
    else:
        due = _later(since, beat, 1)
    missed = 0
    while _later(due, beat, missed) < as_of:
        missed += 1
    return BeatStanding(beat.id, due, missed, last)


def _later(day: date, beat: Beat, periods: int) -> date:
    count = beat.every * periods
    if beat.unit in _MONTHS:
        return add_months(day, _MONTHS[beat.unit] * count)
    return day + timedelta(days=_DAYS[beat.unit] * count)


def _by_terms(
    beat: Beat, days: list[date], since: date, as_of: date, terms: TermBook
) -> BeatStanding:
    """Each stretch of `every` terms asks for `least`; the one in which it begins asks like any other.

    What is done in the holidays counts for the stretch before them.
    """
    coming = terms.between(since, add_months(as_of, 12 * (beat.every + 2)))
    starts = range(0, len(coming) - beat.every, beat.every)

    def ends(at: int) -> date:
        return coming[at + beat.every - 1].ends

    def kept(at: int) -> bool:
        first, after = coming[at].begins, coming[at + beat.every].begins
        return sum(first <= day < after for day in days) >= beat.least

    now = next(at for at in starts if ends(at) >= as_of)
    missed = 0
    if not kept(now):
        for at in reversed(starts[: now // beat.every]):
            if kept(at):
                break
            missed += 1
    due = ends(now + beat.every if kept(now) else now)
    return BeatStanding(beat.id, due, missed, days[-1] if days else None)
