"""Parents, grandparents and other carers of each household."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.population import people, shares
from homeward.engines.population.draws import YEAR, chance, days_before, lose, pick
from homeward.engines.population.families import BOTH_HOME, FATHER_AWAY, MOTHER_AWAY, ONE_UNABLE
from homeward.engines.population.tables import CARER_KINDS, KINSHIPS, WHEREABOUTS, Adults

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from homeward.engines.population.families import Families
    from homeward.engines.population.shares import CountyParams
    from homeward.engines.population.tables import Codes, Days, Rows, Texts

FATHER, MOTHER = 0, 1
_GRANDPARENTS = range(2, 6)  # kinship codes of the four grandparents
_OTHER = 6  # the slot of an uncle, aunt or friend
_SLOTS = 7
_ALIVE = (0.80, 0.86, 0.72, 0.78)  # grandparents alive and known (assumption)
_GRANDPARENT_CARES = (0.28, 0.44, 0.10, 0.18)  # which of the four cares (assumption)
_FIRST_BIRTH = (24.0, 2.6, 18.5, 34.0)  # mother's age at first birth: mean, sd, least, most
_FATHER_OLDER = (1.8, 2.2)
_FATHER_LEAST = 20.0
_GAP_LEAST = 18.0  # grandparent to parent, years
_GAP_MOST = 45.0
_GAP_BEYOND = 2.0  # the least mean beyond that gap
_GAP_SHAPE = 1.1  # of the gamma the years beyond the least gap follow
_UNABLE = (0.70, 0.0, 0.15, 0.10, 0.05)  # whereabouts of an unable parent, as WHEREABOUTS
_LOST_AT_HOME = 0.03  # one parent dead, missing or held where nobody is away (assumption)
_KIN_AGE = (42.0, 8.0)
_ID_MISSING = {"parent": 0.18, "grandparent": 0.55}
_WHY_UNABLE = ("重病", "重残", "精神障碍")

HOME, AWAY, DEAD, MISSING, CUSTODY = range(len(WHEREABOUTS))


@dataclass(frozen=True, slots=True)
class Grown:
    """Adults and what the later parts need to know of them.

    Attributes:
        table: the adults as collected.
        row_of: row of `table` for each household and slot, -1 for nobody; slots are the six
            first kinships and one for an uncle, aunt or friend.
        whereabouts: of each household's father and mother, before anything is forgotten.
        carer_kind: of each household.
        carer_slot: slot of the carer of each household, -1 for nobody.
        surname: of each household's children.
    """

    table: Adults
    row_of: Rows
    whereabouts: Codes
    carer_kind: Codes
    carer_slot: Codes
    surname: Texts


def draw_adults(
    rng: np.random.Generator, params: CountyParams, families: Families, as_of: np.datetime64
) -> Grown:
    """All adults, household by household within each slot."""
    count = len(families.pattern)
    whereabouts = _whereabouts(rng, families.pattern)
    kind, slot = _carers(rng, families, whereabouts)
    kinship = np.tile(np.arange(_SLOTS, dtype=np.int8), (count, 1))
    kinship[:, _OTHER] = np.where(
        kind == CARER_KINDS.index("friend"), KINSHIPS.index("friend"), 6 + chance(rng, 0.4, count)
    )
    there = _there(rng, kind, slot, count)
    names, surname = _names(rng, families, kinship)
    born_on = _births(rng, families, as_of)
    household, slots = np.nonzero(there)
    row_of = np.full((count, _SLOTS), -1, dtype=np.int32)
    row_of[household, slots] = np.arange(len(household), dtype=np.int32)
    table = _collected(
        rng,
        params,
        Adults(
            household=household.astype(np.int32),
            kinship=kinship[there],
            name=names[there],
            sex=_sexes(kinship)[there],
            born_on=born_on[there],
            id_number=people.identity_numbers(
                rng, born_on[there], _sexes(kinship)[there], params.bad_checksum
            ),
            phone=people.phones(rng, len(household)),
            able=_able(families.pattern, whereabouts)[there],
            unable_why=_reasons(rng, families.pattern, whereabouts)[there],
        ),
    )
    return Grown(table, row_of, whereabouts, kind, slot, surname)


def _whereabouts(rng: np.random.Generator, pattern: Codes) -> Codes:
    """Column 0 the father, column 1 the mother."""
    count = len(pattern)
    where = np.full((count, 2), AWAY, dtype=np.int8)
    where[pattern == FATHER_AWAY, MOTHER] = HOME
    where[pattern == MOTHER_AWAY, FATHER] = HOME
    unable = np.flatnonzero(pattern == ONE_UNABLE)
    who = chance(rng, 0.7, len(unable)).astype(np.int8)  # the mother where the father is away
    where[unable, who] = pick(rng, _UNABLE, len(unable))
    where[pattern == BOTH_HOME] = HOME
    lost = np.flatnonzero((pattern == BOTH_HOME) & chance(rng, _LOST_AT_HOME, count))
    where[lost, pick(rng, (0.7, 0.3), len(lost))] = DEAD + pick(rng, (0.6, 0.25, 0.15), len(lost))
    return where


def _carers(
    rng: np.random.Generator, families: Families, whereabouts: Codes
) -> tuple[Codes, Codes]:
    """Kind of carer and slot of the carer for each household (sections 2.3 and 6.2)."""
    count = len(families.pattern)
    parent, grandparent, _, _, nobody = range(len(CARER_KINDS))
    kind = 1 + pick(rng, list(shares.CARER_MCA.values()), count)
    kind[(kind == nobody) & (families.youngest < 8)] = grandparent
    at_home = np.argmax(whereabouts == HOME, axis=1)
    one = (families.pattern >= FATHER_AWAY) & (whereabouts == HOME).any(axis=1)
    kind[one] = np.where(chance(rng, 0.91, int(one.sum())), parent, grandparent)
    mother_home = (families.pattern == BOTH_HOME) & (whereabouts[:, MOTHER] == HOME)
    slot = np.full(count, _OTHER)
    slot[kind == parent] = np.where(mother_home, MOTHER, at_home)[kind == parent]
    old = kind == grandparent
    slot[old] = 2 + pick(rng, _GRANDPARENT_CARES, int(old.sum()))
    slot[kind == nobody] = -1
    return kind.astype(np.int8), slot.astype(np.int8)


def _there(rng: np.random.Generator, kind: Codes, slot: Codes, count: int) -> NDArray[np.bool_]:
    """Which slots hold a person: both parents, living grandparents, whoever cares."""
    there = np.ones((count, _SLOTS), dtype=bool)
    for column, alive in zip(_GRANDPARENTS, _ALIVE, strict=True):
        there[:, column] = chance(rng, alive, count) | (slot == column)
    there[:, _OTHER] = slot == _OTHER
    return there


def _sexes(kinship: Codes) -> Codes:
    """Male for father, grandfathers, uncle; a friend is taken as a woman next door."""
    female = np.array([word not in ("father", "grandfather", "maternal_grandfather", "uncle")
                       for word in KINSHIPS])  # fmt: skip
    return female[kinship].astype(np.int8)


def _names(
    rng: np.random.Generator, families: Families, kinship: Codes
) -> tuple[NDArray[np.str_], Texts]:
    """Names by slot, and the children's surname: the father's, seldom the mother's."""
    ethnicity = families.ethnicity
    own = [people.surnames(rng, ethnicity) for _ in range(5)]
    father, mother, grandmother, maternal_grandmother, other = own
    uncle = np.where(chance(rng, 0.6, len(ethnicity)), father, other)
    columns = (father, mother, father, grandmother, mother, maternal_grandmother, uncle)
    sexes = _sexes(kinship)
    names = np.stack(
        [
            people.full_names(rng, family, sexes[:, column], ethnicity, 2 if 2 <= column < 6 else 1)
            for column, family in enumerate(columns)
        ],
        axis=1,
    )
    return names, np.where(chance(rng, 0.97, len(ethnicity)), father, mother)


def _births(rng: np.random.Generator, families: Families, as_of: np.datetime64) -> Days:
    """Birth days by slot; nobody is a parent before 18."""
    count = len(families.pattern)
    mean, spread, least, most = _FIRST_BIRTH
    mother = families.oldest + np.clip(rng.normal(mean, spread, count), least, most)
    older, spread = _FATHER_OLDER
    father = np.maximum(mother + rng.normal(older, spread, count), families.oldest + _FATHER_LEAST)
    parents = np.stack([father, father, mother, mother], axis=1)
    # The mean age of grandparents is the published one; so the mean gap follows from the parents.
    beyond = max(_GAP_BEYOND, shares.GRANDPARENT_AGE - float(parents.mean()) - _GAP_LEAST)
    gaps = rng.gamma(_GAP_SHAPE, beyond / _GAP_SHAPE, (count, 4))
    grandparents = parents + _GAP_LEAST + np.minimum(gaps, _GAP_MOST - _GAP_LEAST)
    other = np.clip(rng.normal(*_KIN_AGE, count), 25, 70)
    ages = np.column_stack([father, mother, grandparents, other])
    return days_before(as_of, np.ceil(ages * YEAR).astype(np.int64))


def _able(pattern: Codes, whereabouts: Codes) -> Codes:
    """Guardianship capacity of parents; not asked of others here (-1)."""
    able = np.full((len(pattern), _SLOTS), -1, dtype=np.int8)
    able[:, :2] = whereabouts <= AWAY
    able[:, :2][_ill(pattern, whereabouts)] = 0
    return able


def _ill(pattern: Codes, whereabouts: Codes) -> NDArray[np.bool_]:
    """Parents at home who cannot care."""
    return np.asarray((whereabouts == HOME) & (pattern == ONE_UNABLE)[:, None])


def _reasons(rng: np.random.Generator, pattern: Codes, whereabouts: Codes) -> Texts:
    why = np.zeros((len(pattern), _SLOTS), dtype="<U4")
    ill = _ill(pattern, whereabouts)
    why[:, :2][ill] = np.array(_WHY_UNABLE)[pick(rng, (0.45, 0.35, 0.2), int(ill.sum()))]
    return why


def _collected(rng: np.random.Generator, params: CountyParams, adults: Adults) -> Adults:
    """The adults with what nobody has asked yet left out; capacity known to be lost stays known."""
    missing = params.uncollected
    count = len(adults)
    parent = adults.kinship <= MOTHER
    grandparent = (adults.kinship >= 2) & (adults.kinship < _OTHER)
    without_id = np.where(parent, _ID_MISSING["parent"], _ID_MISSING["grandparent"])
    unborn = grandparent & chance(rng, missing.grandparent, count)
    able = np.where(adults.able == 1, lose(rng, adults.able, missing.capacity), adults.able)
    return replace(
        adults,
        id_number=np.where(rng.random(count) < without_id, "", adults.id_number),
        born_on=np.where(unborn, np.datetime64("NaT"), adults.born_on),
        phone=np.where(chance(rng, missing.phone, count), "", adults.phone),
        able=able.astype(np.int8),
    )
