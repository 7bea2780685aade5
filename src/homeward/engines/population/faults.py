"""Faults that real rolls have, planted in a synthetic one and remembered.

The kinds are those of the shared sample rolls. `phone_separators`, `two_phones`,
`id_lowercase_x_or_spaces`, `id_fullwidth` and `ditto` can be read right; the others must be
reported.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from homeward.engines.population.layouts import Planted
from homeward.engines.population.people import check_character

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from homeward.engines.population.layouts import Row

    Fault = Callable[[Row, np.random.Generator], None]

_DOUBLES = 20  # one double for so many faults
_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_ADULT_BORN = dt.date(2001, 5, 4)


def plant(
    rows: list[Row], share: float, rng: np.random.Generator
) -> tuple[tuple[Planted, ...], tuple[tuple[int, int, str], ...]]:
    """Spoil a share of the rows, one fault each, and append doubles; rows are changed in place.

    Only rows with a good identity number and a telephone are spoilt, so that one row has one fault.
    """
    sound = [row for row in rows[1:] if _is_sound(row)]
    chosen = rng.permutation(len(sound))[: round(share * len(rows))]
    kinds = list(_FAULTS)
    planted = []
    for turn, number in enumerate(chosen.tolist()):
        kind = kinds[turn % len(kinds)]
        _FAULTS[kind](sound[number], rng)
        planted.append(Planted(_serial(sound[number]), kind))
    spoilt = {each.serial for each in planted}
    whole = [row for row in sound if _serial(row) not in spoilt]
    doubles = []
    for turn, number in enumerate(rng.permutation(len(whole))[: len(planted) // _DOUBLES].tolist()):
        kind = ("exact", "no_id")[turn % 2]
        double = whole[number] | {"serial": len(rows) + 1}
        double |= {"id": None} if kind == "no_id" else {"name": " ".join(str(double["name"]))}
        rows.append(double)
        doubles.append((_serial(whole[number]), _serial(double), kind))
    return tuple(planted), tuple(doubles)


def _serial(row: Row) -> int:
    serial = row["serial"]
    assert isinstance(serial, int)
    return serial


def _is_sound(row: Row) -> bool:
    number, phone = row["id"], row["father_phone"]
    return (
        isinstance(number, str)
        and isinstance(phone, str)
        and row["carer_name"] is not None
        and check_character(number[:17]) == number[17]
    )


def _number(row: Row) -> str:
    return str(row["id"])


def _id_checksum(row: Row, rng: np.random.Generator) -> None:
    number = _number(row)
    others = [each for each in "0123456789" if each != number[17]]
    row["id"] = number[:17] + others[int(rng.integers(len(others)))]


def _id_spaced(row: Row, rng: np.random.Generator) -> None:
    number = _number(row)
    row["id"] = number.lower() if number.endswith("X") else f" {number} "


def _id_fullwidth(row: Row, rng: np.random.Generator) -> None:
    row["id"] = _number(row).translate(_FULL_WIDTH)


def _id_precision_lost(row: Row, rng: np.random.Generator) -> None:
    row["id"] = float(_number(row)[:15] + "000")


def _id_missing(row: Row, rng: np.random.Generator) -> None:
    row["id"] = (None, "待补", "-")[int(rng.integers(3))]


def _sex_contradicts_id(row: Row, rng: np.random.Generator) -> None:
    row["sex"] = "女" if row["sex"] == "男" else "男"


def _born_contradicts_id(row: Row, rng: np.random.Generator) -> None:
    inside = dt.date.fromisoformat(_number(row)[6:14])
    row["born"] = (inside - dt.timedelta(days=int(rng.integers(40, 400)))).isoformat()


def _impossible_date(row: Row, rng: np.random.Generator) -> None:
    row["born"] = "2015-02-30"


def _adult(row: Row, rng: np.random.Generator) -> None:
    number = _number(row)
    body = number[:6] + f"{_ADULT_BORN:%Y%m%d}" + number[14:17]
    row["id"] = body + check_character(body)
    row["born"] = _ADULT_BORN.isoformat()


def _phone_separators(row: Row, rng: np.random.Generator) -> None:
    phone = str(row["father_phone"])
    row["father_phone"] = f"{phone[:3]} {phone[3:7]}-{phone[7:]}"


def _two_phones(row: Row, rng: np.random.Generator) -> None:
    phone = str(row["father_phone"])
    second = f"100{int(rng.integers(10**8)):08d}"
    row["father_phone"] = f"{phone}、{second}"


def _ditto(row: Row, rng: np.random.Generator) -> None:
    row["carer_name"] = "同上"


def _name_missing(row: Row, rng: np.random.Generator) -> None:
    row["name"] = "  "


def _formula_injection(row: Row, rng: np.random.Generator) -> None:
    row["note"] = '=HYPERLINK("http://127.0.0.1/x","点我")'


_FAULTS: dict[str, Fault] = {
    "id_checksum": _id_checksum,
    "id_lowercase_x_or_spaces": _id_spaced,
    "id_fullwidth": _id_fullwidth,
    "id_precision_lost": _id_precision_lost,
    "id_missing": _id_missing,
    "sex_contradicts_id": _sex_contradicts_id,
    "born_contradicts_id": _born_contradicts_id,
    "impossible_date": _impossible_date,
    "adult": _adult,
    "phone_separators": _phone_separators,
    "two_phones": _two_phones,
    "ditto": _ditto,
    "name_missing": _name_missing,
    "formula_injection": _formula_injection,
}
