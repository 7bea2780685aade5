"""The hard rules' parameters and the wishes' weights, as a county writes them in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from homeward.engines.matching.words import By, Kind, Setting, Wish
    from homeward.engines.yamlfile import Words
    from homeward.engines.yamlfile.cited import Source


@dataclass(frozen=True, slots=True)
class SameSex:
    """At these ages (completed years, both ends included) in this setting: the child's own sex only."""

    setting: Setting
    from_age: int
    to_age: int


@dataclass(frozen=True, slots=True)
class Weight:
    """Points for each time a wish is met, and the most it brings to one pair.

    For needs and remoteness a time is a level; for closeness `most` is what no distance at all brings.
    """

    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Floor:
    """Of the children of these classes at least so many in a hundred are matched."""

    by: By
    values: tuple[str, ...]
    percent: int


@dataclass(frozen=True, slots=True)
class MatchingRules:
    """One file of `rules/matching`.

    Attributes:
        metres, minutes: the farthest a helper travels, one way; None: no limit of this kind. A helper's
            own limit holds as well.
        team_members: vetted members that a team must have to count as one; below that its
            helpers count as alone with the child.
        weights: a wish that is not named counts nothing.
    """

    id: str
    title: Words
    version: int
    kind: Kind
    in_force_from: date
    source: Source
    same_sex: tuple[SameSex, ...]
    metres: int | None
    minutes: int | None
    team_members: int
    weights: tuple[tuple[Wish, Weight], ...]
    floors: tuple[Floor, ...] = ()

    def weight(self, wish: Wish) -> Weight:
        """What a wish weighs; nothing when the file does not name it."""
        return dict(self.weights).get(wish, Weight(0, 0))

    def sex_matters(self, setting: Setting, age: int | None) -> bool:
        """Whether only the child's own sex may help; an age that was not collected may be any."""
        return any(
            rule.setting is setting and (age is None or rule.from_age <= age <= rule.to_age)
            for rule in self.same_sex
        )
