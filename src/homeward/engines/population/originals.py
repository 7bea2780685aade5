"""The first record of each child of a county, as linkage reads records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.population.tables import KINSHIPS, SEXES

if TYPE_CHECKING:
    import datetime as dt

    from homeward.engines.population.doubles import DoublesParams
    from homeward.engines.population.tables import Adults, County


@dataclass(slots=True)
class Record:
    """One registration; None where nothing was collected."""

    id: str
    name: str
    sex: str | None
    born_on: dt.date | None
    father: str | None
    mother: str | None
    place: str | None
    phones: tuple[str, ...]
    id_number: str | None
    student_no: str | None
    household: str


def original_records(
    rng: np.random.Generator, county: County, params: DoublesParams
) -> list[Record]:
    """One record for each child, in the order of the county's children."""
    children, count = county.children, len(county.children)
    villages = [place.code for place in county.places.villages]
    parents = [_of_household(county.adults, KINSHIPS.index(who)) for who in ("father", "mother")]
    names, phones = county.adults.name.tolist(), county.adults.phone.tolist()
    lost = rng.random((count, 5)) < (
        params.no_id, params.no_phone, params.no_parent, params.no_parent, 0.3
    )  # fmt: skip
    records = []
    rows = zip(
        children.name.tolist(),
        children.sex.tolist(),
        children.born_on.astype("datetime64[D]").tolist(),
        children.village.tolist(),
        children.id_number.tolist(),
        children.household.tolist(),
        children.carer.tolist(),
        lost.tolist(),
        strict=True,
    )
    for at, (name, sex, born, village, number, household, carer, gone) in enumerate(rows):
        father, mother = (of[household] if household < len(of) else -1 for of in parents)
        people = [row for row in dict.fromkeys((father, mother, carer)) if row >= 0]
        records.append(
            Record(
                id=f"{at:09d}",
                name=name,
                sex=SEXES[sex],
                born_on=born,
                father=None if gone[2] or father < 0 else names[father] or None,
                mother=None if gone[3] or mother < 0 else names[mother] or None,
                place=villages[village],
                phones=() if gone[1] else tuple(phones[row] for row in people if phones[row]),
                id_number=None if gone[0] else number or None,
                student_no=None if gone[4] else f"G{at:09d}",
                household=f"H{household:09d}",
            )
        )
    return records


def _of_household(adults: Adults, kinship: int) -> list[int]:
    """Row of the adult of this kinship by household, -1 for nobody."""
    rows = np.flatnonzero(adults.kinship == kinship)
    found = np.full(int(adults.household.max(initial=-1)) + 1, -1, dtype=np.int64)
    found[adults.household[rows]] = rows
    return found.tolist()
