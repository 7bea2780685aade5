"""Small towns for the tests: every kind of rule and wish is there, each often enough to bind."""

import random
from dataclasses import replace
from datetime import date

from homeward.engines.matching import (
    By,
    Candidates,
    Child,
    Floor,
    Helper,
    Kind,
    MatchingProblem,
    MatchingRules,
    SameSex,
    Setting,
    Sex,
    Team,
    Weight,
    Wish,
)
from homeward.engines.yamlfile.cited import Source

CODES = ("a", "b", "c")
RULES = MatchingRules(
    id="test.rules",
    title={"zh": "测试", "en": "Test"},
    version=1,
    kind=Kind.ACTING_PARENT,
    in_force_from=date(2026, 1, 1),
    source=Source({"zh": "测试", "en": "Test"}),
    same_sex=(SameSex(Setting.ALONE, 8, 17), SameSex(Setting.GROUP, 14, 17)),
    metres=10_000,
    minutes=60,
    team_members=2,
    weights=(
        (Wish.MATCHED, Weight(1000, 1000)),
        (Wish.NEEDS, Weight(100, 300)),
        (Wish.REMOTENESS, Weight(80, 160)),
        (Wish.INTEREST, Weight(25, 50)),
        (Wish.GOAL, Weight(40, 80)),
        (Wish.DIALECT, Weight(80, 80)),
        (Wish.BACKGROUND, Weight(30, 30)),
        (Wish.ETHNICITY, Weight(10, 10)),
        (Wish.CONTINUITY, Weight(300, 300)),
        (Wish.CLOSENESS, Weight(100, 100)),
    ),
)


def town(
    draw: random.Random, children: int, helpers: int, *, plain: bool = False
) -> tuple[MatchingProblem, MatchingRules]:
    """A town that may have anything; `plain`: neither siblings, teams, floors nor locks."""
    who = [_helper(draw, f"h{at:03}") for at in range(helpers)]
    whom = [_child(draw, f"c{at:03}", who, plain=plain) for at in range(children)]
    for at, helper in enumerate(who):
        some = [child.id for child in whom if draw.random() < 0.1]
        more = [child.id for child in whom if draw.random() < 0.1]
        who[at] = replace(helper, refused=frozenset(some), before=frozenset(more))
    ends = [(c, h) for c in whom for h in who if draw.random() < 0.8]
    far = [draw.choice((100, 3_000, 9_000, 12_000)) for _ in ends]
    long = [draw.choice((5, 30, 61)) for _ in ends] if draw.random() < 0.5 else []
    candidates = Candidates([c.id for c, _ in ends], [h.id for _, h in ends], far, long)
    teams = tuple(Team(f"t{at}", draw.choice((None, 1, 2, 4))) for at in range(2))
    if plain:
        who, teams = [replace(helper, team=None) for helper in who], ()
    problem = MatchingProblem(Kind.ACTING_PARENT, tuple(whom), tuple(who), candidates, teams)
    floors = () if plain or draw.random() < 0.5 else _floors(draw)
    return problem, replace(RULES, floors=floors)


def _some(draw: random.Random, codes: tuple[str, ...], share: float = 0.4) -> frozenset[str]:
    return frozenset(code for code in codes if draw.random() < share)


def _sex(draw: random.Random) -> Sex | None:
    return draw.choice((Sex.FEMALE, Sex.FEMALE, Sex.MALE, Sex.MALE, None))


def _child(draw: random.Random, name: str, who: list[Helper], *, plain: bool) -> Child:
    ids = tuple(helper.id for helper in who)
    lock = draw.choice(ids) if ids and not plain and draw.random() < 0.08 else None
    group = draw.choice(("s0", "s1")) if not plain and draw.random() < 0.35 else None
    return Child(
        name, age=draw.choice((None, 3, 7, 8, 12, 15)), sex=_sex(draw), area=draw.choice("xy"),
        needs=draw.randrange(5), remoteness=draw.randrange(3), ethnicity=draw.choice((None, "01", "06")),
        dialects=_some(draw, CODES), interests=_some(draw, CODES), goals=_some(draw, CODES),
        background=_some(draw, CODES), asks=_some(draw, ("night", "bath"), 0.2), siblings=group,
        refused=_some(draw, ids, 0.1), conflicts=_some(draw, ids, 0.1), lock=lock,
    )  # fmt: skip


def _helper(draw: random.Random, name: str) -> Helper:
    return Helper(
        name, sex=_sex(draw), vetted=draw.random() < 0.9, places=draw.choice((0, 1, 1, 2, 3)),
        setting=draw.choice(tuple(Setting)), area=draw.choice("xy"),
        travel_m=draw.choice((None, None, 5_000)), ethnicity=draw.choice((None, "01", "06")),
        dialects=_some(draw, CODES), interests=_some(draw, CODES), skills=_some(draw, CODES),
        background=_some(draw, CODES), will_not=_some(draw, ("night", "bath", "acting_parent"), 0.1),
        team=draw.choice((None, "t0", "t1")),
    )  # fmt: skip


def _floors(draw: random.Random) -> tuple[Floor, ...]:
    remote = Floor(By.REMOTENESS, ("2",), draw.choice((30, 60, 90)))
    girls = Floor(By.SEX, ("female",), draw.choice((30, 60)))
    return draw.choice(((remote,), (girls,), (remote, girls)))
