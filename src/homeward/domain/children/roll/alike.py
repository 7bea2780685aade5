"""Rows of a roll that seem new and yet are likely a registered child under another spelling or date.

What the roll's own rules are sure of (`engines.roll.doubles`) is settled before. Only rows that share
something with a registered child are weighed at all, so that a roll of strangers costs nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from homeward.domain.children import idnumber
from homeward.domain.children.doubles.pairs import Likely, agrees, told
from homeward.domain.children.doubles.records import (
    Record,
    of_children,
    phone_keys,
    student_index,
    table,
)
from homeward.domain.children.doubles.scoring import ask
from homeward.engines.gazetteer import Level
from homeward.engines.roll import Entry, KnownChild

if TYPE_CHECKING:
    from homeward.domain.children.roll.register import Register

SURE = 0.9
"""Probability from which a row waits for a person: to hold a row costs work on both sides."""
NOTABLE = 1.0  # bits: less is no reason worth a word


def alike(
    entries: Sequence[Entry], places: Sequence[str], register: "Register", but: set[UUID]
) -> dict[int, Likely]:
    """Which rows are likely a registered child: position -> the likeliest, whose id is `ends[1]`.

    Args:
        places: each row's village.
        but: children whom other rows of the roll are about.
    """
    wanted: dict[tuple[Any, ...], list[int]] = {}
    for at, (entry, place) in enumerate(zip(entries, places, strict=True)):
        for key in _keys_of_entry(entry, place) if register.children else ():
            wanted.setdefault(key, []).append(at)
    rows: set[int] = set()
    children: set[UUID] = set()
    for known in register.children if wanted else ():
        shared = [at for key in _keys_of_child(known) for at in wanted.get(key, ())]
        if shared and (standing := register.standing[known.child_id]).child_id not in but:
            children.add(standing.child_id)
            rows.update(shared)
    if not rows:
        return {}
    asked = table([_record(at, entries[at], places[at]) for at in sorted(rows)])
    found: dict[int, Likely] = {}
    for pair in ask(asked, of_children(children), SURE, max(2, len(register.children))).pairs:
        child_id = UUID(pair.right)
        found.setdefault(int(pair.left), told((child_id, child_id), pair))
    return found


def _keys(
    name: str | None, dates: Sequence[date], father: str | None, mother: str | None, place: str
) -> Iterator[tuple[Any, ...]]:
    """What two records of one child share at the least, as far as it costs nothing to look."""
    township = place[: Level.TOWNSHIP]
    for day in dates:
        yield from ((day, other) for other in (name, father, mother, township) if other)
    if name and township:
        yield name, township
    if father and mother:
        yield father, mother
    yield from ((parent, place) for parent in (father, mother) if parent and place)


def _keys_of_entry(entry: Entry, place: str) -> Iterator[tuple[Any, ...]]:
    return _keys(entry.name, _days(entry.born_on), entry.father.name, entry.mother.name, place)


def _keys_of_child(known: KnownChild) -> Iterator[tuple[Any, ...]]:
    days = _days(known.born_on)
    return _keys(known.name, days, known.father, known.mother, known.village or "")


@lru_cache(1 << 14)  # all days on which children are born
def _days(born: date | None) -> tuple[date, ...]:
    """The day, the solar day if it is a lunar one, and day and month exchanged."""
    from homeward.engines.linkage.lunar import read_as_lunar

    if born is None:
        return ()
    turned = [born.replace(month=born.day, day=born.month)] if born.day <= 12 else []
    return tuple(dict.fromkeys((born, *read_as_lunar(born), *turned)))


def _record(at: int, entry: Entry, place: str) -> Record:
    carer = entry.carer.phones if entry.carer else ()
    phones = [*entry.father.phones, *entry.mother.phones, *carer, *entry.phones]
    return {
        "id": str(at),
        "name": entry.name,
        "sex": entry.sex,
        "born_on": entry.born_on,
        "father": entry.father.name,
        "mother": entry.mother.name,
        "place": place if place.isdigit() and len(place) == Level.VILLAGE else None,
        "phones": phone_keys(phones) or None,
        "id_number": idnumber.index(entry.id.text) if entry.id.ok else None,
        "student_no": student_index(entry.student_no or "") or None,
    }


def in_words(steps: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What speaks for one child and what against it, the heaviest first."""
    heavy = sorted(steps, key=lambda one: -abs(one["weight"]))
    alike = [one["says"] for one in heavy if agrees(one["level"]) and one["weight"] > -NOTABLE]
    unlike = [one["says"] for one in heavy if one["weight"] <= -NOTABLE and one["field"] != "start"]
    zh = "、".join(one["zh"] for one in alike)
    en = ", ".join(_small(one["en"]) for one in alike)
    if unlike:
        zh += "；不像的地方：" + "、".join(one["zh"] for one in unlike)
        en += "; against it: " + ", ".join(_small(one["en"]) for one in unlike)
    return {"zh": zh, "en": en}


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
