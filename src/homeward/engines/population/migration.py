"""Parents' spells at home and away: since when, until when, where, at what work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.population.adults import AWAY, HOME
from homeward.engines.population.draws import (
    NO_DAY,
    YEAR,
    chance,
    days_before,
    first_of,
    pick,
)
from homeward.engines.population.tables import Spells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from homeward.engines.population.adults import Grown
    from homeward.engines.population.shares import CountyParams
    from homeward.engines.population.tables import Codes, Days, Texts

# Where people of an inland county work, as clerks write it (assumption: the eastern provinces
# that the migrant-worker surveys name first, some nearer, a few abroad or told vaguely).
_PLACES = {
    "广东深圳": 12, "广东省东莞市": 11, "广东广州": 7, "佛山": 3, "广东省惠州市": 3,
    "中山市小榄镇": 2,
    "浙江宁波": 5, "浙江省义乌市": 5, "浙江温州": 4, "杭州市": 4, "福建省晋江市": 5, "福建泉州": 3,
    "厦门": 2, "江苏省昆山市": 4, "江苏苏州": 3, "上海": 4, "上海松江": 1, "北京": 2, "天津": 1,
    "重庆市渝北区": 2, "成都": 2, "武汉市": 2, "长沙": 2, "贵阳市": 1, "新疆": 1, "海南": 1,
    "本县县城": 6, "县城": 2, "本镇": 1, "本县外乡镇": 1, "本市": 1, "本省": 1, "外省": 1,
    "县外": 0.5,
    "江浙一带": 1, "深圳龙华富士康": 1, "广西南宁": 1, "内蒙古": 0.4, "国外": 0.3,
}  # fmt: skip
_WORKS = (("建筑", 22), ("制造", 30), ("服务", 18), ("运输", 8), ("零售", 7), ("家政", 5), ("", 10))
_MONTHS_AWAY = (1.15, 27.0)  # gamma: shape and scale of the completed months of a lasting spell
_MOST_MONTHS = 180
_AFTER_FESTIVAL = 0.4  # leave in the weeks after Spring Festival
_TOGETHER = 0.55  # couples who left on the same day, for the same place
_LEFT_BEFORE = (0.35, 0.30)  # had an earlier spell away: of those away, of those at home
_PRECISION = (0.62, 0.30, 0.08)
_GROWN_UP = 17.5  # nobody is sent to work younger, years


def draw_spells(
    rng: np.random.Generator, params: CountyParams, grown: Grown, as_of: np.datetime64
) -> tuple[Spells, Days]:
    """Spells of both parents, and for each household the day the last of them left.

    Returns:
        The spells as collected, and the true first day without the parents now away (NaT where
        no parent is away).
    """
    count = len(grown.whereabouts)
    since = np.stack([_since(rng, grown, column, as_of) for column in (0, 1)], axis=1)
    together = (grown.whereabouts == AWAY).all(axis=1) & chance(rng, _TOGETHER, count)
    latest = np.maximum(since[:, 0], since[:, 1])
    since[together] = latest[together, None]
    places = np.stack([_places(rng, count), _places(rng, count)], axis=1)
    places[together, 1] = places[together, 0]
    away = grown.whereabouts == AWAY
    days = np.where(away, since, np.datetime64("1900-01-01")).max(axis=1)
    left_on = np.where(away.any(axis=1), days, NO_DAY)
    parts = [
        _spells_of(rng, params, grown, column, since[:, column], places[:, column], as_of)
        for column in (0, 1)
    ]
    return _joined(parts), np.asarray(left_on, dtype="datetime64[D]")


def _since(rng: np.random.Generator, grown: Grown, column: int, as_of: np.datetime64) -> Days:
    """First day of the lasting spell: when the parent left, came back, died or was lost."""
    count = len(grown.whereabouts)
    shape, scale = _MONTHS_AWAY
    months = np.minimum(rng.gamma(shape, scale, count), _MOST_MONTHS)
    days = (months * YEAR / 12).astype(np.int64)
    start = days_before(as_of, days)
    year = start.astype("datetime64[Y]").astype(np.int64) + 1970
    festival = first_of(year, 2) + rng.integers(5, 50, count).astype("timedelta64[D]")
    moved = chance(rng, _AFTER_FESTIVAL, count) & (festival < as_of) & (days > 60)
    start = np.where(moved, festival, start)
    born = grown.table.born_on[grown.row_of[:, column]]
    of_age = born + np.timedelta64(int(_GROWN_UP * YEAR), "D")
    return np.asarray(np.minimum(np.maximum(start, of_age), as_of), dtype="datetime64[D]")


def _places(rng: np.random.Generator, count: int) -> Texts:
    return np.array(list(_PLACES))[pick(rng, list(_PLACES.values()), count)]


def _spells_of(
    rng: np.random.Generator,
    params: CountyParams,
    grown: Grown,
    column: int,
    since: Days,
    places: Texts,
    as_of: np.datetime64,
) -> list[Spells]:
    """The lasting spell of one parent in each household, and an earlier one for some."""
    missing = params.uncollected
    where = grown.whereabouts[:, column]
    asked = ~chance(rng, missing.father if column == 0 else missing.mother, len(where))
    before = asked & np.where(
        where == AWAY,
        chance(rng, _LEFT_BEFORE[0], len(where)),
        (where == HOME) & chance(rng, _LEFT_BEFORE[1], len(where)),
    )
    begun = np.where((where != HOME) | before, since, NO_DAY)  # who never left has no first day
    last = _spells(rng, grown, column, asked, where, begun, np.full(len(where), NO_DAY), places)
    kept = _remembered(rng, last, before[asked], missing.away_since, missing.away_place)
    rows = np.flatnonzero(before & _was_of_age(grown, column, since))
    ended = np.where(
        where == AWAY, days_before(since, rng.integers(40, 500, len(where))), since
    ).astype("datetime64[D]")
    started = days_before(ended, rng.integers(90, 900, len(where)))
    chosen = np.zeros(len(where), dtype=bool)
    chosen[rows] = True
    away = np.full(len(where), AWAY, dtype=np.int8)
    earlier = _spells(rng, grown, column, chosen, away, started, ended, _places(rng, len(where)))
    between = chosen & (where == AWAY)
    home = np.full(len(where), HOME, dtype=np.int8)
    back = _spells(rng, grown, column, between, home, ended, since, places)
    return [kept, earlier, back]


def _was_of_age(grown: Grown, column: int, since: Days) -> NDArray[np.bool_]:
    """Whether an earlier spell of up to four years still began after childhood."""
    born = grown.table.born_on[grown.row_of[:, column]]
    return np.asarray((since - born).astype(np.int64) > (_GROWN_UP + 4) * YEAR)


def _spells(
    rng: np.random.Generator,
    grown: Grown,
    column: int,
    chosen: NDArray[np.bool_],
    where: Codes,
    since: Days,
    until: Days,
    places: Texts,
) -> Spells:
    rows = np.flatnonzero(chosen)
    away = where[rows] == AWAY
    work = np.array([word for word, _ in _WORKS])
    drawn = work[pick(rng, [weight for _, weight in _WORKS], len(rows))]
    return Spells(
        adult=grown.row_of[rows, column],
        whereabouts=where[rows].astype(np.int8),
        since=since[rows].astype("datetime64[D]"),
        since_precision=np.zeros(len(rows), dtype=np.int8),
        until=until[rows].astype("datetime64[D]"),
        place_text=np.where(away, places[rows], ""),
        work=np.where(away, drawn, ""),
    )


def _remembered(
    rng: np.random.Generator, last: Spells, before: NDArray[np.bool_], since: float, place: float
) -> Spells:
    """Lasting spells as told: some by month or year only, some without day or place."""
    count = len(last)
    precision = np.where(before, 0, pick(rng, _PRECISION, count)).astype(np.int8)
    told = np.select(
        [precision == 1, precision == 2],
        [last.since.astype("datetime64[M]").astype("datetime64[D]"),
         last.since.astype("datetime64[Y]").astype("datetime64[D]")],
        last.since,
    )  # fmt: skip
    return Spells(
        adult=last.adult,
        whereabouts=last.whereabouts,
        since=np.where(chance(rng, since, count), NO_DAY, told).astype("datetime64[D]"),
        since_precision=precision,
        until=last.until,
        place_text=np.where(chance(rng, place, count), "", last.place_text),
        work=last.work,
    )


def _joined(parts: list[list[Spells]]) -> Spells:
    """All spells, in order of the adult, the lasting spell first."""
    flat = [spells for part in parts for spells in part]
    adult = np.concatenate([each.adult for each in flat])
    order = np.argsort(adult, kind="stable")
    return Spells(
        adult=adult[order],
        whereabouts=np.concatenate([each.whereabouts for each in flat])[order],
        since=np.concatenate([each.since for each in flat])[order],
        since_precision=np.concatenate([each.since_precision for each in flat])[order],
        until=np.concatenate([each.until for each in flat])[order],
        place_text=np.concatenate([each.place_text for each in flat])[order],
        work=np.concatenate([each.work for each in flat])[order],
    )
