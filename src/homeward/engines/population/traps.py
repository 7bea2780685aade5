"""Children who look like doubles and are none: twins, like-named siblings, cousins of one name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from homeward.engines.population.syllables import CHILDREN

if TYPE_CHECKING:
    import numpy as np

    from homeward.engines.population.doubles import DoublesParams
    from homeward.engines.population.originals import Record

_ORDERED = ("大", "小")
_ORDERED_NAMES = 0.25  # twins called by who came first
_SHARED_SIGN = 0.75  # other twins whose names share the first sign
_ONE_NAME = 0.6  # cousins of wholly the same name; the others differ in one sign
_OWN_SIDE = 0.6  # cousins whose fathers' names share the sign of their generation
_FASHIONS = 12  # given names of each sex that a share of all children bear
_APART = 500  # days between cousins, at most


def plant_traps(
    rng: np.random.Generator, records: list[Record], params: DoublesParams
) -> list[tuple[str, str, str]]:
    """Change records in place; the pairs of kin: two ids, and sibling, twin or cousin."""
    households: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        households[record.household].append(record)
    kin: list[tuple[str, str, str]] = []
    for siblings in households.values():
        kin += _siblings(rng, siblings, params)
    return kin + _cousins(rng, records, households, params)


def name_alike(rng: np.random.Generator, records: list[Record], share: float) -> None:
    """Give a share of the children one of the fashionable names, no two of a household the same."""
    borne = {(record.household, record.name) for record in records}
    drawn, names = rng.random(len(records)), rng.integers(0, _FASHIONS, len(records))
    for at in (drawn < share).nonzero()[0].tolist():
        record = records[at]
        first, last = CHILDREN[0 if record.sex == "male" else 1]
        name = record.name[:1] + first[names[at]] + last[names[at]]
        if (record.household, name) not in borne:
            borne.add((record.household, name))
            record.name = name


def _siblings(
    rng: np.random.Generator, siblings: list[Record], params: DoublesParams
) -> list[tuple[str, str, str]]:
    found = []
    for at, (one, other) in enumerate(pairwise(siblings)):
        if rng.random() < params.twins * 2:  # of the children, not of the pairs
            other.born_on, other.sex = one.born_on, one.sex if rng.random() < 0.7 else other.sex
            other.id_number = _next_number(one, other, at)
        if one.born_on == other.born_on:
            _name_twins(rng, one, other)
        elif rng.random() < params.like_siblings and len(one.name) > 2 and len(other.name) > 2:
            other.name = one.name[:2] + other.name[2:]
    for at, one in enumerate(siblings):
        for other in siblings[at + 1 :]:
            kind = "twin" if one.born_on == other.born_on else "sibling"
            found.append((one.id, other.id, kind))
    return found


def _next_number(one: Record, other: Record, at: int) -> str | None:
    """A number of its own beside the other twin's."""
    if one.id_number is None or other.id_number is None:
        return other.id_number
    return f"{one.id_number[:-1]}{'ABCDEFGH'[at % 8]}"


def _name_twins(rng: np.random.Generator, one: Record, other: Record) -> None:
    surname = one.name[:1]
    if rng.random() < _ORDERED_NAMES:
        sign = _sign(rng, one.sex, 1)
        one.name, other.name = (f"{surname}{first}{sign}" for first in _ORDERED)
    elif rng.random() < _SHARED_SIGN:
        first = one.name[1] if len(one.name) > 2 else _sign(rng, one.sex, 0)
        one.name = surname + first + one.name[-1]
        other.name = surname + first + _sign(rng, other.sex, 1)
        if one.name == other.name:
            other.name = surname + first + ("安" if one.name[-1] != "安" else "宁")


def _sign(rng: np.random.Generator, sex: str | None, place: int) -> str:
    signs = CHILDREN[0 if sex == "male" else 1][place]
    return signs[int(rng.integers(0, len(signs)))]


def _cousins(
    rng: np.random.Generator,
    records: list[Record],
    households: dict[str, list[Record]],
    params: DoublesParams,
) -> list[tuple[str, str, str]]:
    """Only children are made cousins, so that no sibling is left with another's name."""
    neighbours: dict[str | None, list[Record]] = defaultdict(list)
    for record in records:
        if len(households[record.household]) == 1:
            neighbours[record.place].append(record)
    found, used = [], set()
    for at in rng.permutation(len(records))[: round(params.cousins * len(records))].tolist():
        one = records[at]
        others = [
            other
            for other in neighbours[one.place]
            if other.household != one.household and other.id not in used
        ]
        if one.id in used or len(one.name) < 3 or not others or one.born_on is None:
            continue
        other = others[int(rng.integers(0, len(others)))]
        used |= {one.id, other.id}
        _make_cousin(rng, one, other)
        found.append((one.id, other.id, "cousin"))
    return found


def _make_cousin(rng: np.random.Generator, one: Record, other: Record) -> None:
    assert one.born_on is not None
    other.sex, other.name = one.sex, one.name
    if rng.random() >= _ONE_NAME:
        other.name = one.name[:-1] + _sign(rng, one.sex, 1)
    other.born_on = one.born_on + dt.timedelta(days=int(rng.integers(-_APART, _APART + 1)))
    if one.father and other.father:
        shared = 2 if rng.random() < _OWN_SIDE else 1
        other.father = one.father[:shared] + other.father[shared:][-1:]
