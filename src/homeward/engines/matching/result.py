"""Who is matched with whom, why, and why not."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeward.engines.matching.words import Because, By, Rule, Setting, Sex, Wish

ENGINE_VERSION = "1"


class Status(StrEnum):
    """How good the pairs are.

    OPTIMAL: no permitted choice has more points. FEASIBLE: every hard rule is kept, and no choice has more
    points than `bound`. INFEASIBLE: locks or floors cannot be kept; `blocked` says which, and nobody is
    matched. UNDECIDED: the floors were not met in time, and that they cannot be was not proven.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one wish brought."""

    wish: Wish
    points: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A child and its helper; the contributions add up to the points."""

    child: str
    helper: str
    metres: int
    points: int
    why: tuple[Contribution, ...]
    locked: bool


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a child has nobody.

    Attributes:
        candidates: helpers looked at for this child.
        removed: how many of them each hard rule rules out; one helper may break several.
        only: how many are ruled out by that rule alone, and would do without it.
        nearest_beyond_m: metres to the nearest of those whom the distance alone rules out.
        siblings: how many go together, the child included.
        one_more_place_at: helpers with whom one more place would end with this child having somebody.
    """

    child: str
    because: Because
    candidates: int
    removed: tuple[tuple[Rule, int], ...]
    only: tuple[tuple[Rule, int], ...]
    nearest_beyond_m: int | None
    siblings: int
    one_more_place_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """What makes it infeasible: a locked pair with the rule it breaks, or a floor and what can be reached."""

    rule: Rule
    child: str | None = None
    helper: str | None = None
    by: By | None = None
    values: tuple[str, ...] = ()
    wanted: int | None = None
    reached: int | None = None


@dataclass(frozen=True, slots=True)
class MorePlaces:
    """One more place at a helper there is: points, and the child who would have nobody no longer."""

    helper: str
    points: int
    child: str | None


@dataclass(frozen=True, slots=True)
class MoreHelpers:
    """One more vetted helper of one place in an area, of whom nothing else is known.

    `child` would have nobody no longer; others may move up for it. None: only better pairs.
    """

    area: str
    sex: Sex
    setting: Setting
    points: int
    child: str | None


@dataclass(frozen=True, slots=True)
class Marginal:
    """What one more place or helper would change, the most first; those that change nothing are left out.

    `exact`: nothing is worth more or less. Otherwise, with siblings, teams or floors, it is that at least.
    `known`: False where it was not sought: side conditions in a very large county, or no pairs at all.
    """

    places: tuple[MorePlaces, ...]
    helpers: tuple[MoreHelpers, ...]
    exact: bool
    known: bool


@dataclass(frozen=True, slots=True)
class FairRow:
    """How many of the children of one class are matched."""

    by: By
    value: str
    children: int
    matched: int


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The answer.

    Attributes:
        pairs, unmatched: by child id; every child is in one of them, or nobody is (INFEASIBLE, UNDECIDED).
        points: of all pairs. bound: no permitted choice has more.
        input_hash: SHA-256 (hex) of engine, problem, rules and parameters.
    """

    status: Status
    pairs: tuple[Pair, ...]
    unmatched: tuple[WhyNot, ...]
    blocked: tuple[Blocked, ...]
    points: int
    bound: int
    fairness: tuple[FairRow, ...]
    marginal: Marginal
    engine_version: str
    rules: str
    rules_version: int
    input_hash: str

    @property
    def gap(self) -> float:
        """How far the points lie below the bound, as a share of the points."""
        return (self.bound - self.points) / max(1, self.points)

    def canonical(self) -> bytes:
        """The result as JSON bytes: equal input gives equal bytes, unless the clock ended the search."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode()
