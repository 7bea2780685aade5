"""The readings of a sheet put together into entries."""

import datetime as dt
import re
from dataclasses import fields
from itertools import repeat
from typing import Any, Final

from homeward.engines.roll import kin
from homeward.engines.roll.entry import Entry
from homeward.engines.roll.judge import judge
from homeward.engines.roll.members import place_members
from homeward.engines.roll.places import group_named, village_in, village_named
from homeward.engines.roll.problems import Problem
from homeward.engines.roll.schooling import Schooling, read_schooling
from homeward.engines.roll.table import Readings
from homeward.engines.roll.words import disability

# Entry field <- column, where nothing but the reading itself is needed.
_PLAIN: Final = {
    name: name
    for name in (
        *("serial", "county", "township", "name", "ethnicity", "student_no"),
        *("hukou_registered", "hukou_place", "boarding", "entrusted"),
        *("guardianship_type", "income", "benefits", "low_income", "registered_poor", "note"),
    )
} | {"hukou_rural": "hukou_kind"}
_ORDER: Final = tuple(part.name for part in fields(Entry))
_SCHOOL: Final = ("school", "school_grade", "grade", "class_name", "stage")
_HEALTH: Final = ("health", "disability", "disability_level", "illness")
_HEALTH_FIELDS: Final = ("health", "disability_kind", "disability_level", "illness")
_POOR_TYPES: Final = frozenset({"nobody", "parent_unable", "carer_weak"})
_SAME: Final = re.compile(
    r"[同与]?(?:户籍|户口)(?:所在)?地?(?:地址|住址)?(?:一致|相同)?|同左|一致|相同"
)
_YES: Final = frozenset({"是", "有", "√"})
_NO: Final = frozenset({"否", "无", "没有"})


def assemble(readings: Readings, as_of: dt.date) -> tuple[list[Entry], list[Problem]]:
    """All entries of a sheet in order, and all problems of its rows.

    Args:
        readings: the sheet's columns; problems found here are added to it.
        as_of: the day ages and future dates are judged by.
    """
    roll = readings.roll
    judged = judge(readings, as_of)
    place_members(readings)
    residences = _residences(readings)
    columns: dict[str, Any] = {name: readings.get(source) for name, source in _PLAIN.items()}
    columns |= _people(readings, as_of) | _schools(readings, as_of) | _health(readings)
    columns |= {
        "sheet": repeat(roll.sheet.name),
        "row": [row + 1 for row in roll.body.children],
        "residence": residences,
        "village": _villages(readings, residences),
        "group": _groups(readings),
        "sex": judged.sex,
        "id": judged.id,
        "born_on": [born.on if born else None for born in judged.born],
        "born_precision": [born.precision if born else None for born in judged.born],
        "derived": judged.derived,
        "both_away": [None if said is None else said is True for said in kin.who_away(readings)],
        "phones": [phones or () for phones in readings.get("phone")],
        "guardianship": _guardianship(readings),
        "held": readings.held_rows(),
        "kept": [tuple(readings.kept.get(at, ())) for at in range(readings.count)],
    }
    return list(map(Entry, *(columns[name] for name in _ORDER))), readings.all_problems()


def _people(readings: Readings, as_of: dt.date) -> dict[str, Any]:
    carers, entrusted = kin.carers(readings, "carer"), kin.carers(readings, "entrusted")
    return {
        "father": kin.parents(readings, "father", as_of),
        "mother": kin.parents(readings, "mother", as_of),
        "grandparents": kin.grandparents(readings),
        "carer": [one or other for one, other in zip(carers, entrusted, strict=True)],
        "entrusted_carer": entrusted,
    }


def _schools(readings: Readings, as_of: dt.date) -> dict[str, Any]:
    """Schooling of every row, each combination of texts read once."""
    rows = list(zip(*(readings.get(name) for name in _SCHOOL), strict=True))
    memo: dict[Any, Schooling] = {said: read_schooling(*said, as_of=as_of) for said in set(rows)}
    schools = [memo[said] for said in rows]
    if any(school.unread for school in memo.values()):
        for at, school in enumerate(schools):
            if school.unread:
                where = next((name for name in _SCHOOL[2::2] if readings.get(name)[at]), "grade")
                readings.tell(where, at, "word_unknown", keep=True)
    ticked = readings.get("stage_ticked")
    return {
        "school": [school.school for school in schools],
        "stage": [one.stage or stage for one, stage in zip(schools, ticked, strict=True)],
        "grade": [school.grade for school in schools],
        "class_name": [school.class_name for school in schools],
    }


def _health(readings: Readings) -> dict[str, Any]:
    rows = list(zip(*(readings.get(name) for name in _HEALTH), strict=True))
    memo = {said: _healthy(*said) for said in set(rows)}
    return {name: [memo[said][at] for said in rows] for at, name in enumerate(_HEALTH_FIELDS)}


def _healthy(
    health: tuple[str | None, str | None] | None,
    said: str | None,
    level: str | None,
    illness: str | bool | None,
) -> tuple[str | None, str | None, int | None, str | None]:
    """(health, disability kind, level, illness) of what the columns about health say together."""
    state, more = health or (None, None)
    if said in _YES or said in _NO:
        state, said = state or ("disabled" if said in _YES else None), None
    if said or level:
        state = state if state == "ill" else "disabled"
    if illness and state is None:
        state = "ill"
    named = illness if isinstance(illness, str) else more if state == "ill" else None
    kind, grade = disability(said or (more if state == "disabled" else None), level)
    return state, kind, grade, named


def _residences(readings: Readings) -> list[str | None]:
    """Where the children live; 同户籍 says that it is where they are registered."""
    rows = zip(readings.get("residence"), readings.get("hukou_place"), strict=True)
    return [place if said and _SAME.fullmatch(said) else said for said, place in rows]


def _villages(readings: Readings, residences: list[str | None]) -> list[str | None]:
    """From the village column, else the heading, sheet or unit the row stands under, else the address,
    else where registered, else the group (清溪村1组)."""
    roll = readings.roll
    around = roll.village
    sections = roll.body.sections
    places = zip(residences, readings.get("hukou_place"), readings.get("group"), strict=True)
    rows = zip(roll.body.children, readings.get("village"), places, strict=True)
    return [
        village_named(said)
        if said
        else sections.get(row)
        or around
        or next(filter(None, map(village_in, filter(None, told))), None)
        for row, said, told in rows
    ]


def _groups(readings: Readings) -> list[str | None]:
    """The column's own group, else the one behind the village's name."""
    rows = zip(readings.get("group"), readings.get("village"), strict=True)
    return [
        (group_named(said) or said) if said else group_named(village) if village else None
        for said, village in rows
    ]


def _guardianship(readings: Readings) -> list[str | None]:
    """As rated, else as the kind of guardianship implies by the form's definitions."""
    rated = zip(readings.get("guardianship"), readings.get("guardianship_type"), strict=True)
    return [one or ("poor" if kind in _POOR_TYPES else kind) for one, kind in rated]
