"""Children and helpers as the engine knows them: opaque ids and what the rules and wishes ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeward.engines.matching.words import Setting, Sex

if TYPE_CHECKING:
    from collections.abc import Sequence

Codes = frozenset[str]
NONE: Codes = frozenset()


@dataclass(frozen=True, slots=True)
class Child:
    """A child for whom somebody is sought.

    Attributes:
        age: completed years; None: not collected, and every rule on age applies.
        sex: None: not collected.
        area: an opaque code, such as the township's; x, y: metres on any plane.
        needs, remoteness: levels from 0 up; more is greater need, farther away.
        asks: what is to be done, to hold against what a helper will not do.
        siblings: children with the same word go to one helper, or none of them is matched.
        refused: helpers whom the child or its carer refused. conflicts: helpers with an interest.
        lock: the helper a person has settled on.
    """

    id: str
    age: int | None = None
    sex: Sex | None = None
    area: str = ""
    x: float | None = None
    y: float | None = None
    needs: int = 0
    remoteness: int = 0
    ethnicity: str | None = None
    dialects: Codes = NONE
    interests: Codes = NONE
    goals: Codes = NONE
    background: Codes = NONE
    asks: Codes = NONE
    siblings: str | None = None
    refused: Codes = NONE
    conflicts: Codes = NONE
    lock: str | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helps.

    Attributes:
        vetted: the yearly query of criminal records (Minors Protection Law art. 62) is clear and in date.
        places: children who can be helped at once.
        travel_m: the farthest this helper goes, metres one way; None: as far as the rules allow.
        will_not: kinds of support, or things a child `asks`, that this helper does not do.
        refused: children whom the helper refused. before: children helped until now.
        team: the team this helper belongs to.
    """

    id: str
    sex: Sex | None = None
    vetted: bool = False
    places: int = 1
    setting: Setting = Setting.ALONE
    area: str = ""
    x: float | None = None
    y: float | None = None
    travel_m: int | None = None
    ethnicity: str | None = None
    dialects: Codes = NONE
    interests: Codes = NONE
    skills: Codes = NONE
    background: Codes = NONE
    will_not: Codes = NONE
    refused: Codes = NONE
    before: Codes = NONE
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """Helpers who go together; all of them help at most so many children (None: no limit of its own)."""

    id: str
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that are looked at, in any order: who, whom, how far. Usually a child's fifty nearest helpers.

    Give some beyond the travel limit too: they are never matched, and tell how near the next one is.

    Attributes:
        metres, minutes: one way; `minutes` is empty where nobody knows them.
    """

    children: Sequence[str]
    helpers: Sequence[str]
    metres: Sequence[int]
    minutes: Sequence[int] = ()


def nearest(
    children: Sequence[Child], helpers: Sequence[Helper], *, most: int = 50, within: int = 15_000
) -> Candidates:
    """The nearest helpers of each child as the crow flies; pairs without a place are left out.

    Args:
        most: helpers a child; at equal distance the order of ids decides.
        within: metres.
    """
    import numpy as np
    from scipy.spatial import cKDTree

    placed = sorted((h for h in helpers if h.x is not None and h.y is not None), key=lambda h: h.id)
    asked = sorted((c for c in children if c.x is not None and c.y is not None), key=lambda c: c.id)
    if not placed or not asked:
        return Candidates((), (), ())
    tree = cKDTree(np.array([(h.x, h.y) for h in placed]))
    spots = np.array([(c.x, c.y) for c in asked])
    far, who = tree.query(
        spots, k=range(1, min(most, len(placed)) + 1), distance_upper_bound=within
    )
    row, column = np.nonzero(np.isfinite(far))
    metres = np.rint(far[row, column]).astype(np.int64)
    return Candidates(
        [asked[at].id for at in row.tolist()],
        [placed[at].id for at in who[row, column].tolist()],
        metres.tolist(),
    )
