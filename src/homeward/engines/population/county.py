"""A synthetic county: one function, the same bytes for the same parameters, seed and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.population import people, places, shares
from homeward.engines.population.adults import draw_adults
from homeward.engines.population.care import (
    draw_agreements,
    draw_benefits,
    draw_care,
    draw_notices,
)
from homeward.engines.population.draws import NO_DAY, chance, day, days_before, lose, pick, stream
from homeward.engines.population.families import BOTH_HOME, ONE_UNABLE, draw_families
from homeward.engines.population.migration import draw_spells
from homeward.engines.population.schooling import draw_schooling
from homeward.engines.population.tables import EXITS, Children, County, Households

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from homeward.engines.population.adults import Grown
    from homeward.engines.population.care import Care
    from homeward.engines.population.families import Families
    from homeward.engines.population.schooling import Schooling
    from homeward.engines.population.shares import CountyParams
    from homeward.engines.population.tables import Codes, Days, Texts

_GROUPS = ("一组", "二组", "三组", "四组", "五组", "六组")
_INCOMES = (
    ("打工", 46),
    ("打工、种养殖", 34),
    ("种养殖", 8),
    ("政府救助", 4),
    ("其他", 2),
    ("", 6),
)
_HUKOU = (0.955, 0.04, 0.005)  # in the order of HUKOU (assumption: a rural register)
_NO_HUKOU = 0.003
_DISABILITIES = ("肢体三级", "智力二级", "听力二级", "视力三级", "言语三级", "精神三级")
_ILLNESSES = ("先天性心脏病", "白血病", "血友病", "肾病综合征")
_LEFT_REGISTER = (0.10, 0.01)  # taken off: where both parents are home, elsewhere (assumption)
_ON_REGISTER_DAYS = 1_100


@dataclass(frozen=True, slots=True)
class _Drawn:
    families: Families
    grown: Grown
    schooling: Schooling
    care: Care


def county(params: CountyParams, seed: int, as_of: dt.date) -> County:
    """A fictional county 清溪县 (990101) whose shares follow the published ones in `shares`.

    Args:
        params: size and make-up.
        seed: 0 or more; equal seeds give equal bytes.
        as_of: the day the register is seen; ages and spells are counted back from it.

    Returns:
        All tables; nobody in them exists.

    Raises:
        ValueError: seed is negative.
    """
    if seed < 0:
        raise ValueError("seed must be 0 or more")
    now = day(as_of)
    map_ = places.lay_out(params.townships, params.villages)
    families = draw_families(stream(seed, "families"), params, len(map_.villages), now)
    grown = draw_adults(stream(seed, "adults"), params, families, now)
    spells, left_on = draw_spells(stream(seed, "spells"), params, grown, now)
    schooling = draw_schooling(stream(seed, "schooling"), params, families, map_, as_of)
    care = draw_care(stream(seed, "care"), params, families, grown, left_on, now)
    benefits, low_income = draw_benefits(stream(seed, "benefits"), params, families, now)
    drawn = _Drawn(families, grown, schooling, care)
    return County(
        params=params,
        seed=seed,
        as_of=as_of,
        places=map_,
        households=_households(stream(seed, "households"), params, families, low_income),
        children=_children(stream(seed, "children"), params, drawn, now),
        adults=grown.table,
        spells=spells,
        notices=draw_notices(stream(seed, "notices"), params, families, left_on, now),
        agreements=draw_agreements(stream(seed, "agreements"), families, care, left_on, now),
        benefits=benefits,
    )


def _households(
    rng: np.random.Generator,
    params: CountyParams,
    families: Families,
    low_income: NDArray[np.bool_],
) -> Households:
    count = len(families.pattern)
    incomes = np.array([text for text, _ in _INCOMES])
    return Households(
        village=families.village,
        group=np.array(_GROUPS)[rng.integers(0, len(_GROUPS), count)],
        income=incomes[pick(rng, [weight for _, weight in _INCOMES], count)],
        low_income=lose(rng, low_income.astype(np.int8), params.uncollected.benefits),
    )


def _children(
    rng: np.random.Generator, params: CountyParams, drawn: _Drawn, now: np.datetime64
) -> Children:
    families, schooling, care = drawn.families, drawn.schooling, drawn.care
    household, count, missing = families.household, params.children, params.uncollected
    surname, ethnicity = drawn.grown.surname[household], families.ethnicity[household]
    health, disability, illness = _health(rng, params, count)
    entered, left, cause = _stay(rng, families, now)
    numbers = people.identity_numbers(rng, families.born_on, families.sex, params.bad_checksum)
    return Children(
        household=household,
        village=families.village[household],
        name=people.full_names(rng, surname, families.sex, ethnicity, 0),
        sex=families.sex,
        born_on=families.born_on,
        ethnicity=lose(rng, ethnicity, missing.ethnicity),
        id_number=np.where(chance(rng, missing.id_number, count), "", numbers),
        hukou=lose(rng, pick(rng, _HUKOU, count).astype(np.int8), missing.hukou),
        hukou_registered=lose(rng, (~chance(rng, _NO_HUKOU, count)).astype(np.int8), missing.hukou),
        health=health,
        disability=disability,
        illness=illness,
        stage=schooling.stage,
        school=schooling.school,
        grade=schooling.grade,
        class_no=schooling.class_no,
        boarding=schooling.boarding,
        enrolled_since=schooling.since,
        carer=care.carer,
        carer_kind=care.kind,
        carer_kinship=care.kinship,
        carer_since=care.since,
        guardianship=care.rating,
        contact=care.contact,
        last_contact_on=care.last_contact_on,
        visits=care.visits,
        entered_on=entered,
        left_on=left,
        exit_cause=cause,
    )


def _health(
    rng: np.random.Generator, params: CountyParams, count: int
) -> tuple[Codes, Texts, Texts]:
    """Health, and what the disability or illness is."""
    drawn = pick(rng, list(shares.HEALTH.values()), count).astype(np.int8)
    health = lose(rng, drawn, params.uncollected.health)
    disabilities = np.array(_DISABILITIES)[rng.integers(0, len(_DISABILITIES), count)]
    illnesses = np.array(_ILLNESSES)[rng.integers(0, len(_ILLNESSES), count)]
    return health, np.where(health == 1, disabilities, ""), np.where(health == 2, illnesses, "")


def _stay(
    rng: np.random.Generator, families: Families, now: np.datetime64
) -> tuple[Days, Days, Codes]:
    """When each child came on the register, and for some when and why they left it."""
    count = len(families.household)
    pattern = families.pattern[families.household]
    entered = np.maximum(
        days_before(now, rng.integers(0, _ON_REGISTER_DAYS, count)), families.born_on
    )
    share = np.where(pattern == BOTH_HOME, *_LEFT_REGISTER)
    gone = rng.random(count) < share
    stayed = (rng.random(count) * (now - entered).astype(np.int64)).astype(np.int64)
    left = np.where(gone, entered + stayed.astype("timedelta64[D]"), NO_DAY)
    elsewhere = np.where(
        (families.age >= 16) & (pattern <= ONE_UNABLE),
        EXITS.index("turned_16"),
        EXITS.index("moved"),
    )
    cause = np.where(pattern == BOTH_HOME, EXITS.index("parent_returned"), elsewhere)
    return (
        entered.astype("datetime64[D]"),
        left.astype("datetime64[D]"),
        np.where(gone, cause, -1).astype(np.int8),
    )
