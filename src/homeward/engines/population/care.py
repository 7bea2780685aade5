"""Who looks after each child, how that was rated, contact with parents, papers, help received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.population import shares
from homeward.engines.population.adults import AWAY
from homeward.engines.population.draws import NO_DAY, chance, days_before, lose, pick
from homeward.engines.population.families import ONE_UNABLE
from homeward.engines.population.tables import (
    CARER_KINDS,
    CONTACTS,
    RATINGS,
    Agreements,
    Benefits,
    Notices,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from homeward.engines.population.adults import Grown
    from homeward.engines.population.families import Families
    from homeward.engines.population.shares import CountyParams
    from homeward.engines.population.tables import Codes, Days, Rows

_GOOD = 0.47  # rated 较好 among those not poor (assumption: the form prints no shares)
_POOR_ELSEWHERE = 0.015  # with a parent at home (assumption)
_LAST_CONTACT = ((0, 7), (8, 31), (32, 365))  # days since the last contact, by CONTACTS
_NOTICE = (0.66, 0.58)  # written notice given, of those asked: school, village (assumption)
_AGREED = 0.55  # MCA children with a signed agreement (assumption)
_HEARD = 0.75
_VIEWS = (
    "愿意和照料人一起生活",
    "愿意，希望父母每周打电话",
    "希望父母春节回来",
    "没有不同意见",
    "想和父母在一起",
)
_BENEFITS_ELSEWHERE = 0.5  # other families on the register need help half as often (assumption)
_BENEFIT_FOR_UNABLE = 12.0  # and those with an unable parent far more often (assumption)


@dataclass(frozen=True, slots=True)
class Care:
    """Care of each child as collected."""

    carer: Rows
    kind: Codes
    kinship: Codes
    since: Days
    rating: Codes
    contact: Codes
    last_contact_on: Days
    visits: Codes


def draw_care(
    rng: np.random.Generator,
    params: CountyParams,
    families: Families,
    grown: Grown,
    left_on: Days,
    as_of: np.datetime64,
) -> Care:
    """Carer, rating and contact; children whose carer was not asked have kind -1."""
    household = families.household
    count = len(household)
    slot = grown.carer_slot[household]
    carer = np.where(slot >= 0, grown.row_of[household, slot], -1).astype(np.int32)
    kind = lose(rng, grown.carer_kind[household], params.uncollected.carer)
    carer[kind < 0] = -1
    kinship = np.where(carer >= 0, grown.table.kinship[carer], -1).astype(np.int8)
    since = np.maximum(left_on[household], families.born_on)
    away = (grown.whereabouts[household] == AWAY).any(axis=1)
    contact = lose(rng, pick(rng, list(shares.CONTACT.values()), count).astype(np.int8),
                   params.uncollected.contact)  # fmt: skip
    contact[~away] = -1
    visits = lose(rng, pick(rng, list(shares.VISITS.values()), count).astype(np.int8),
                  params.uncollected.contact)  # fmt: skip
    visits[~away] = -1
    rating = _ratings(rng, families.pattern[household], grown.carer_kind[household])
    return Care(
        carer=carer,
        kind=kind,
        kinship=kinship,
        since=np.where(kind >= 0, since, NO_DAY).astype("datetime64[D]"),
        rating=lose(rng, rating, params.uncollected.guardianship),
        contact=contact,
        last_contact_on=_last_contact(rng, contact, as_of),
        visits=visits,
    )


def _ratings(rng: np.random.Generator, pattern: Codes, kind: Codes) -> Codes:
    """较好, 一般 or 差; nobody in charge is 差 by the form's definition."""
    good, fair, poor = range(len(RATINGS))
    count = len(pattern)
    rating = np.where(chance(rng, _GOOD, count), good, fair)
    share = np.where(pattern <= ONE_UNABLE, shares.POOR_GUARDIANSHIP, _POOR_ELSEWHERE)
    rating[rng.random(count) < share] = poor
    rating[kind == CARER_KINDS.index("none")] = poor
    return rating.astype(np.int8)


def _last_contact(rng: np.random.Generator, contact: Codes, as_of: np.datetime64) -> Days:
    bounds = np.array([*_LAST_CONTACT, (0, 0), (0, 0)])[contact]
    days = bounds[:, 0] + (rng.random(len(contact)) * (bounds[:, 1] - bounds[:, 0] + 1)).astype(
        np.int64
    )
    known = (contact >= 0) & (contact != CONTACTS.index("never"))
    return np.where(known, days_before(as_of, days), NO_DAY).astype("datetime64[D]")


def draw_notices(
    rng: np.random.Generator, params: CountyParams, families: Families, left_on: Days,
    as_of: np.datetime64,
) -> Notices:  # fmt: skip
    """A row for each child with a parent away and each addressee that was asked."""
    left = left_on[families.household]
    parts = []
    for to, share in enumerate(_NOTICE):
        asked = ~np.isnat(left) & ~chance(rng, params.uncollected.notices, len(left))
        child = np.flatnonzero(asked).astype(np.int32)
        given = chance(rng, share, len(child))
        delay = rng.integers(-14, 30, len(child)).astype("timedelta64[D]")
        on = np.minimum(np.maximum(left[child] + delay, families.born_on[child]), as_of)
        parts.append((child, np.full(len(child), to), given, np.where(given, on, NO_DAY)))
    child, addressee, given, on = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((addressee, child))
    return Notices(
        child=child[order],
        to=addressee[order].astype(np.int8),
        given=given[order].astype(np.int8),
        given_on=on[order].astype("datetime64[D]"),
    )


def draw_agreements(
    rng: np.random.Generator, families: Families, care: Care, left_on: Days, as_of: np.datetime64
) -> Agreements:
    """Signed agreements with carers who are not the parents (art. 22)."""
    count = len(families.household)
    entrusted = (care.carer >= 0) & (care.kind > 0) & ~np.isnat(left_on[families.household])
    mca = families.pattern[families.household] <= ONE_UNABLE
    child = np.flatnonzero(entrusted & mca & chance(rng, _AGREED, count)).astype(np.int32)
    delay = rng.integers(0, 60, len(child)).astype("timedelta64[D]")
    signed = np.minimum(care.since[child] + delay, as_of).astype("datetime64[D]")
    heard = lose(rng, chance(rng, _HEARD, len(child)).astype(np.int8), 0.15)
    views = np.array(_VIEWS)[rng.integers(0, len(_VIEWS), len(child))]
    answers = [lose(rng, np.zeros(len(child), dtype=np.int8), 0.12) for _ in range(4)]
    return Agreements(
        child=child,
        adult=care.carer[child],
        signed_on=signed,
        ends_on=(signed + np.timedelta64(365, "D")).astype("datetime64[D]"),
        harmed_before=answers[0],
        addicted=answers[1],
        neglected_before=answers[2],
        otherwise_unfit=answers[3],
        child_heard=heard,
        child_view=np.where(heard == 1, views, ""),
    )


def draw_benefits(
    rng: np.random.Generator, params: CountyParams, families: Families, as_of: np.datetime64
) -> tuple[Benefits, NDArray[np.bool_]]:
    """Benefits child by child as collected, and which households receive 低保."""
    pattern = families.pattern
    times = np.where(pattern <= ONE_UNABLE, 1.0, _BENEFITS_ELSEWHERE)
    times[pattern == ONE_UNABLE] = _BENEFIT_FOR_UNABLE
    has = np.stack(
        [rng.random(len(pattern)) < share * times for share in shares.BENEFITS.values()], axis=1
    )
    begun = days_before(as_of, rng.integers(30, 1_500, len(pattern)))
    asked = np.flatnonzero(~chance(rng, params.uncollected.benefits, len(families.household)))
    child = np.repeat(asked, has.shape[1]).astype(np.int32)
    kind = np.tile(np.arange(has.shape[1]), len(asked)).astype(np.int8)
    household = families.household[child]
    received = has[household, kind]
    return (
        Benefits(
            child=child,
            kind=kind,
            received=received.astype(np.int8),
            since=np.where(received, begun[household], NO_DAY).astype("datetime64[D]"),
        ),
        has[:, 0],
    )
