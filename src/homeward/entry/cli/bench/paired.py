"""A county of children and helpers who do not exist, for `bench matching`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from homeward.engines.matching import (
    By,
    Candidates,
    Child,
    Floor,
    Helper,
    Kind,
    MatchingProblem,
    MatchingRules,
    Setting,
    Sex,
    Team,
    load_matching_rules,
    nearest,
    shipped_files,
)

SEED = 20_261_127
NEAR = 50
"""Helpers looked at for each child."""
TOWNSHIP_M = 9_000
VILLAGES = 40
"""Children of one village."""
CODES = tuple(f"k{at:02}" for at in range(24))
SETTINGS = (Setting.ALONE, Setting.GROUP, Setting.TEAM)


@dataclass(frozen=True, slots=True)
class County:
    """A problem without side conditions, and the same children with them."""

    rules: MatchingRules
    plain: MatchingProblem
    full: MatchingProblem
    floors: MatchingRules


def county(children: int, helpers: int) -> County:
    """So many children and helpers on an area that grows with them, five children to two helpers or so.

    A third of the helpers are men, one in twenty-five is not vetted, one child in six has a brother or
    sister here, one helper in five goes in a team of four. Places are as many as children, or a few less.
    """
    draw = np.random.default_rng([SEED, children])
    wide = TOWNSHIP_M * max(1.0, (children / 500) ** 0.5)
    villages = draw.uniform(0, wide, (max(1, children // VILLAGES), 2))
    remote = draw.choice(4, len(villages), p=(0.5, 0.25, 0.15, 0.1))
    homes = draw.integers(0, len(villages), children)
    who = _helpers(draw, helpers, villages, wide)
    whom = _children(draw, villages, remote, homes)
    near = nearest(whom, who, most=NEAR, within=20_000)
    rules = load_matching_rules(shipped_files("matching"))["acting-parents.2026"]
    plain = MatchingProblem(Kind.ACTING_PARENT, whom, who, near)
    floors = replace(
        rules, floors=(Floor(By.AGE, ("14-16",), 93), Floor(By.ETHNICITY, ("06",), 94))
    )
    return County(rules, plain, _with_conditions(draw, whom, who, near, homes), floors)


def _children(
    draw: np.random.Generator, villages: np.ndarray, remote: np.ndarray, homes: np.ndarray
) -> tuple[Child, ...]:
    spots = villages[homes] + draw.normal(0, 300, (len(homes), 2))
    ages = draw.choice(17, len(homes), p=_ages())
    needs = draw.choice(5, len(homes), p=(0.4, 0.25, 0.2, 0.1, 0.05))
    girls, minority = draw.random(len(homes)) < 0.455, draw.random(len(homes)) < 0.15
    return tuple(
        Child(
            f"c{at:06}", age=int(ages[at]), sex=Sex.FEMALE if girls[at] else Sex.MALE,
            area=_area(*villages[home]), x=float(spots[at, 0]), y=float(spots[at, 1]),
            needs=int(needs[at]), remoteness=int(remote[home]),
            ethnicity="06" if minority[at] else "01", dialects=frozenset({f"d{home % 3}"}),
            interests=_codes(draw, 3), goals=_codes(draw, 2), background=_codes(draw, 1),
        )
        for at, home in enumerate(homes.tolist())
    )  # fmt: skip


def _ages() -> np.ndarray:
    """Shares by age as the Ministry of Civil Affairs told them of 2018: 0-5, 6-13, 14-16."""
    shares = np.repeat([0.217 / 6, 0.674 / 8, 0.109 / 3], [6, 8, 3])
    return np.asarray(shares / shares.sum())


def _helpers(
    draw: np.random.Generator, helpers: int, villages: np.ndarray, wide: float
) -> tuple[Helper, ...]:
    homes = draw.integers(0, len(villages), helpers)
    spots = np.clip(villages[homes] + draw.normal(0, 1_500, (helpers, 2)), 0, wide)
    places = draw.choice((1, 2, 3, 4, 5), helpers, p=(0.3, 0.25, 0.2, 0.15, 0.1))
    men, vetted = draw.random(helpers) < 0.33, draw.random(helpers) < 0.96
    setting = draw.choice(2, helpers, p=(0.7, 0.3))
    return tuple(
        Helper(
            f"h{at:06}", sex=Sex.MALE if men[at] else Sex.FEMALE, vetted=bool(vetted[at]),
            places=int(places[at]), setting=SETTINGS[setting[at]], area=_area(*spots[at]),
            x=float(spots[at, 0]), y=float(spots[at, 1]),
            travel_m=int(draw.choice((3_000, 5_000, 10_000))),
            dialects=frozenset({f"d{home % 3}"}), interests=_codes(draw, 4), skills=_codes(draw, 4),
            background=_codes(draw, 2),
        )
        for at, home in enumerate(homes.tolist())
    )  # fmt: skip


def _with_conditions(
    draw: np.random.Generator, whom: tuple[Child, ...], who: tuple[Helper, ...],
    near: Candidates, homes: np.ndarray,
) -> MatchingProblem:  # fmt: skip
    """Siblings (two or three of one village), teams of four neighbours with a limit of their own, locks."""
    children = list(whom)
    waiting: dict[int, list[int]] = {}
    for at in draw.permutation(len(whom))[: len(whom) // 6].tolist():
        waiting.setdefault(int(homes[at]), []).append(at)
    for home, some in waiting.items():
        for start in range(0, len(some) - 1, 2):
            for at in some[start : start + 2]:
                children[at] = replace(children[at], siblings=f"s{home}-{start}")
    by_place = sorted(who, key=lambda h: (h.area, h.x or 0))
    helpers = {helper.id: helper for helper in who}
    teams = []
    for start in range(0, len(by_place) - 3, 20):
        members = by_place[start : start + 4]
        name = f"t{start:06}"
        teams.append(Team(name, max(1, 7 * sum(m.places for m in members) // 10)))
        for one in members:
            helpers[one.id] = replace(one, team=name, setting=Setting.TEAM)
    return MatchingProblem(
        Kind.ACTING_PARENT, tuple(children), tuple(helpers[h.id] for h in who), near, tuple(teams)
    )


def _area(x: float, y: float) -> str:
    """The township's square; neighbours have neighbouring codes as far as a row goes."""
    row, column = int(y // TOWNSHIP_M), int(x // TOWNSHIP_M)
    return f"{row:03}{column if row % 2 == 0 else 999 - column:03}"


def _codes(draw: np.random.Generator, most: int) -> frozenset[str]:
    picked = draw.integers(0, len(CODES), most)
    return frozenset(CODES[at] for at in picked.tolist())
