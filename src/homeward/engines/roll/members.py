"""Family members told by number or as the carer, put where their kinship says they belong.

A school's roster names 监护人1 and 监护人2 (成员1, 家长1) with a kinship in each row: the father of one
child, the grandmother of the next; a village's names the one who is away (外出务工人员) the same way.
A carer who is a parent is that parent too.
"""

from typing import Any, Final

from homeward.engines.roll.people import Carer, Person
from homeward.engines.roll.table import Readings

_PARTS: Final = ("id", "phone", "place", "since")
_PARENTS: Final = ("father", "mother")


def place_members(readings: Readings) -> None:
    """Fill the columns of father, mother and carer from those of numbered members and of a carer
    who is a parent; what the row tells of them elsewhere stays."""
    for who in ("member1", "member2", "outgoing"):
        if readings.has(f"{who}_name") or readings.has(f"{who}_kinship"):
            for at in range(readings.count):
                _place(readings, who, at)
    if readings.has("carer_name"):
        for at in range(readings.count):
            told, kinship = _told(readings, "carer", at)
            if told and told.name and kinship in _PARENTS:
                _be_parent(readings, "carer", at, kinship, told.name)


def _place(readings: Readings, who: str, at: int) -> None:
    told, kinship = _told(readings, who, at)
    if kinship in _PARENTS:
        _be_parent(readings, who, at, kinship, told.name if told else None)
        return
    if (told is None and kinship is None) or readings.get(f"{who}_guardian")[at] is False:
        return
    if who == "outgoing":
        readings.tell(f"{who}_name", at, "word_unknown", keep=True)
        return
    if readings.get("carer_name")[at] or readings.get("carer_kinship")[at]:
        readings.tell(f"{who}_name", at, "carer_several", keep=True)
        return
    _fill(readings, "carer_name", at, Carer(told.name if told else None, kinship))
    for part in ("id", "phone"):
        _fill(readings, f"carer_{part}", at, readings.get(f"{who}_{part}")[at])


def _told(readings: Readings, who: str, at: int) -> tuple[Carer | None, str | None]:
    """(name as told, kinship) of one member in one row; each column may hold either."""
    named, kin = readings.get(f"{who}_name")[at], readings.get(f"{who}_kinship")[at]
    kinship = (kin and kin.kinship) or (named and named.kinship)
    return named or kin, kinship


def _be_parent(readings: Readings, who: str, at: int, parent: str, name: str | None) -> None:
    known = readings.get(f"{parent}_name")[at]
    if known and name and known.name and known.name != name:
        return
    if name and not known:
        _fill(readings, f"{parent}_name", at, Person(name))
    for part in _PARTS:
        _fill(readings, f"{parent}_{part}", at, readings.get(f"{who}_{part}")[at])


def _fill(readings: Readings, field: str, at: int, value: Any) -> None:
    """Put a value where the row tells none."""
    if value is None or readings.get(field)[at]:
        return
    if field not in readings.values:
        readings.values[field] = [None] * readings.count
    readings.values[field][at] = value
