"""One record made again by somebody who heard it, guessed it, or mistyped it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from homeward.engines.population import misheard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

    from homeward.engines.population.doubles import Slips
    from homeward.engines.population.originals import Record

_SAME_HOUSEHOLD = 0.15
"""Share of doubles that stand in the household of the first record (assumption)."""
_TRIES = 8


def parts_of(slips: Slips) -> list[tuple[str, list[tuple[str, float]]]]:
    """The fields that slip, each with its kinds of slips and their shares."""
    found: dict[str, list[tuple[str, float]]] = {}
    for each in fields(slips):
        found.setdefault(each.name.split("_")[0], []).append((each.name, getattr(slips, each.name)))
    return list(found.items())


def copied(
    record: Record, slips: Slips, villages: Sequence[str], rng: np.random.Generator
) -> tuple[Record, tuple[str, ...]]:
    """The record registered again, and the kinds of slips that changed it."""
    copy = replace(record)
    kinds = [
        kind
        for _, choices in parts_of(slips)
        if (kind := _drawn(choices, float(rng.random()))) and slip(copy, kind, villages, rng)
    ]
    if rng.random() >= _SAME_HOUSEHOLD:
        copy.household = f"D{int(rng.integers(0, 10**12)):012d}"
    return copy, tuple(kinds)


def slip_first(
    records: Sequence[Record], slips: Slips, share: float, villages: Sequence[str],
    rng: np.random.Generator,
) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """Slip first records in place too, by a share of what doubles suffer; kinds by id."""
    kinds: dict[str, tuple[str, ...]] = {}
    for part, choices in parts_of(slips):
        if part in ("id", "student"):
            continue
        scaled = [(kind, each * share) for kind, each in choices]
        draws = rng.random(len(records))
        for at in (draws < sum(each for _, each in scaled)).nonzero()[0].tolist():
            record, kind = records[at], _drawn(scaled, float(draws[at]))
            if kind and slip(record, kind, villages, rng):
                kinds[record.id] = (*kinds.get(record.id, ()), kind)
    return kinds


def _drawn(choices: Sequence[tuple[str, float]], drawn: float) -> str:
    """The kind of slip that a number between 0 and 1 stands for; "" for none."""
    for kind, share in choices:
        drawn -= share
        if drawn < 0:
            return kind
    return ""


def slip(record: Record, kind: str, villages: Sequence[str], rng: np.random.Generator) -> bool:
    """Change one field; False where this slip cannot happen to it."""
    part, _, how = kind.partition("_")
    if part in ("name", "father", "mother"):
        name = getattr(record, part)
        changed = None if how == "missing" else _NAME[how](name, record, rng) if name else name
        done = bool(changed != name)
        setattr(record, part, changed)
        return done
    if part == "born":
        changed_day = _born(record.born_on, how, rng)
        done = changed_day != record.born_on
        record.born_on = changed_day
        return done
    return _OTHERS[kind](record, villages, rng)


def _born(born: dt.date | None, how: str, rng: np.random.Generator) -> dt.date | None:
    if born is None or how == "missing":
        return None
    for _ in range(_TRIES):
        changed = _BORN[how](born, rng)
        if changed is not None and changed != born:
            return changed
    return born


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _lunar(born: dt.date, _: np.random.Generator) -> dt.date | None:
    from borax.calendars.lunardate import LunarDate

    lunar = LunarDate.from_solar(born)
    return _day(lunar.year, lunar.month, lunar.day)


def _digit(born: dt.date, rng: np.random.Generator) -> dt.date | None:
    digits = list(born.strftime("%Y%m%d"))
    digits[int(rng.integers(2, 8))] = str(int(rng.integers(0, 10)))
    return _parsed(digits)


def _digits_turned(born: dt.date, rng: np.random.Generator) -> dt.date | None:
    digits = list(born.strftime("%Y%m%d"))
    at = int(rng.integers(2, 7))
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return _parsed(digits)


def _parsed(digits: list[str]) -> dt.date | None:
    text = "".join(digits)
    found = _day(int(text[:4]), int(text[4:6]) or 13, int(text[6:]) or 32)
    return found if found and 1990 < found.year < 2030 else None


_BORN: dict[str, Callable[[dt.date, np.random.Generator], dt.date | None]] = {
    "lunar": _lunar,
    "turned": lambda born, _: _day(born.year, born.day, born.month),
    "digit": _digit,
    "digits_turned": _digits_turned,
    "year_off": lambda born, rng: _day(
        born.year + (1 if rng.random() < 0.6 else -1), born.month, born.day
    ),
    "year_only": lambda born, _: _day(born.year, 1, 1),
}
_NAME: dict[str, Callable[[str, Record, np.random.Generator], str]] = {
    "same_sound": lambda name, _, rng: misheard.same_sound(name, rng),
    "variant": lambda name, _, rng: misheard.variant(name, rng),
    "near_sound": lambda name, _, rng: misheard.near_sound(name, rng),
    "pinyin": lambda name, _, rng: misheard.pinyin(name, rng),
    "initials": lambda name, _, rng: misheard.initials(name),
    "turned": lambda name, _, rng: name[-1] + name[:-1],
    "look_alike": lambda name, _, rng: misheard.look_alike(name, rng),
    "typo": lambda name, _, rng: misheard.typo(name, rng),
    "dropped": lambda name, _, rng: misheard.dropped(name, rng),
    "mothers_surname": lambda name, record, _: (
        record.mother[0] + name[1:] if record.mother and len(name) > 2 else name
    ),
    "pet_name": lambda name, _, rng: misheard.pet_name(name, rng),
    "other": lambda name, _, rng: misheard.somebody_else(name, rng),
}


def _set(column: str, value: object) -> Callable[..., bool]:
    def change(record: Record, villages: Sequence[str], rng: np.random.Generator) -> bool:
        done = bool(getattr(record, column) != value)
        setattr(record, column, value)
        return done

    return change


def _sex_wrong(record: Record, villages: Sequence[str], rng: np.random.Generator) -> bool:
    record.sex = "female" if record.sex == "male" else "male"
    return True


def _village(record: Record, villages: Sequence[str], rng: np.random.Generator) -> bool:
    """Another village of the same township, where there is one."""
    near = [code for code in villages if code[:9] == str(record.place)[:9]]
    return _placed(record, near, rng)


def _moved(record: Record, villages: Sequence[str], rng: np.random.Generator) -> bool:
    return _placed(record, villages, rng)


def _placed(record: Record, codes: Sequence[str], rng: np.random.Generator) -> bool:
    before, record.place = record.place, codes[int(rng.integers(0, len(codes)))]
    return record.place != before


def _phones_changed(record: Record, villages: Sequence[str], rng: np.random.Generator) -> bool:
    record.phones = (f"1009{int(rng.integers(0, 10**7)):07d}",)
    return True


def _id_wrong(record: Record, villages: Sequence[str], rng: np.random.Generator) -> bool:
    """Somebody else's valid number."""
    before = record.id_number
    record.id_number = before and f"{before[:14]}{int(rng.integers(0, 1000)):03d}W"
    return before is not None


_OTHERS: dict[str, Callable[[Record, Sequence[str], np.random.Generator], bool]] = {
    "sex_wrong": _sex_wrong,
    "sex_missing": _set("sex", None),
    "place_village": _village,
    "place_moved": _moved,
    "place_missing": _set("place", None),
    "phones_changed": _phones_changed,
    "phones_missing": _set("phones", ()),
    "id_wrong": _id_wrong,
    "id_missing": _set("id_number", None),
    "student_no_missing": _set("student_no", None),
}
