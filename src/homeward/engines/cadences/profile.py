"""A cadence profile: what is to be done how often, by which way, and who asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeward.engines.yamlfile import Words
    from homeward.engines.yamlfile.cited import Source


class Unit(StrEnum):
    """What a period is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TERM = "term"  # a school term; holidays belong to none
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing to be done again and again.

    Attributes:
        kinds: which engagements count, such as `visit`.
        channels: through which way; empty for any.
        least: how many at least in a period of `every` units.
        first_within: days after the start in which the first one is due; None for one period.
    """

    id: str
    says: Words
    kinds: tuple[str, ...]
    channels: tuple[str, ...]
    least: int
    every: int
    unit: Unit
    first_within: int | None = None

    def counts(self, kind: str, channel: str) -> bool:
        """Whether an engagement of this kind and channel keeps the beat."""
        return kind in self.kinds and (not self.channels or channel in self.channels)


@dataclass(frozen=True, slots=True)
class Profile:
    """A regime as some place runs it, or as a law or standard asks for it."""

    id: str
    title: Words
    source: Source
    beats: tuple[Beat, ...]

    def beat(self, beat_id: str) -> Beat | None:
        """One of its beats."""
        return next((beat for beat in self.beats if beat.id == beat_id), None)
