"""A register in which children stand twice, and which pairs they are.

    planted = plant_doubles(county(CountyParams.sized(50_000), 1, as_of), DoublesParams(), seed=2)
    planted.records     # an Arrow table, columns as homeward.engines.linkage.RECORD
    planted.truth       # left, right, kinds: every pair of records of one child

Every child of the county gives a record. A share of them is registered once or twice more by
somebody else: a school, another village, last year's census. Each field of such a record is slipped
on its own by the shares of `Slips`, so most doubles differ in several fields. Beside them stand the
traps, who are not doubles: twins with names made as twins' names are, siblings who share a sign of
their names, and cousins of one village who bear one name.

The shares are assumptions: no count of Chinese registers is published. They are harsh rather than
kind: fewer than one double in ten is the same in name, birth date and both parents.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from itertools import product
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from homeward.engines.population.draws import stream
from homeward.engines.population.originals import Record, original_records
from homeward.engines.population.slips import copied, slip_first
from homeward.engines.population.traps import name_alike, plant_traps

if TYPE_CHECKING:
    import numpy as np

    from homeward.engines.population.tables import County


@dataclass(frozen=True, slots=True)
class Slips:
    """Share of doubles with each slip; at most one of a field (name_…, born_…, …)."""

    name_same_sound: float = 0.12
    name_variant: float = 0.06
    name_near_sound: float = 0.05
    name_pinyin: float = 0.06
    name_initials: float = 0.005
    name_turned: float = 0.01
    name_look_alike: float = 0.03
    name_typo: float = 0.02
    name_dropped: float = 0.02
    name_mothers_surname: float = 0.015
    name_pet_name: float = 0.01
    born_lunar: float = 0.09
    born_turned: float = 0.02
    born_digit: float = 0.05
    born_digits_turned: float = 0.02
    born_year_off: float = 0.04
    born_year_only: float = 0.03
    born_missing: float = 0.03
    sex_wrong: float = 0.01
    sex_missing: float = 0.02
    father_same_sound: float = 0.08
    father_typo: float = 0.03
    father_other: float = 0.02
    father_missing: float = 0.15
    mother_same_sound: float = 0.08
    mother_typo: float = 0.03
    mother_other: float = 0.02
    mother_missing: float = 0.18
    place_village: float = 0.08
    place_moved: float = 0.09
    place_missing: float = 0.01
    phones_changed: float = 0.25
    phones_missing: float = 0.20
    id_missing: float = 0.55
    id_wrong: float = 0.005
    student_no_missing: float = 0.55


@dataclass(frozen=True, slots=True)
class DoublesParams:
    """What is planted.

    Attributes:
        doubled: share of children registered more than once.
        thrice: share of these registered three times.
        twins: share of children made twins of the next child of their household.
        like_siblings: share of siblings whose names share the first sign.
        cousins: share of children given a cousin of the same or nearly the same name.
        alike: share of children who bear one of twelve fashionable given names of their sex.
        no_id, no_phone, no_parent: share of first records without each, beside what the county
            has not collected.
        first_slips: first records suffer this share of the slips that doubles do: nobody's register is
            right, and brothers and sisters are not written down alike.
        apart: share of first records that stand in a household of their own though there are siblings.
        slips: of the doubles.
    """

    doubled: float = 0.035
    thrice: float = 0.08
    twins: float = 0.012
    like_siblings: float = 0.3
    cousins: float = 0.01
    alike: float = 0.0
    no_id: float = 0.25
    no_phone: float = 0.05
    no_parent: float = 0.03
    first_slips: float = 0.2
    apart: float = 0.03
    slips: Slips = field(default_factory=Slips)

    def __post_init__(self) -> None:
        """Refuse shares that are none.

        Raises:
            ValueError: naming everything that does not fit.
        """
        shares = {each.name: getattr(self, each.name) for each in fields(self)[:-1]}
        shares |= {each.name: getattr(self.slips, each.name) for each in fields(self.slips)}
        wrong = [name for name, share in shares.items() if not 0 <= share <= 1]
        for part in ("name", "born", "sex", "father", "mother", "place", "phones"):
            if sum(share for name, share in shares.items() if name.startswith(f"{part}_")) > 1:
                wrong.append(f"{part}_… together")
        if wrong:
            raise ValueError("shares must lie between 0 and 1: " + ", ".join(wrong))


@dataclass(frozen=True, slots=True)
class PlantedDoubles:
    """Records and what is true of them.

    Attributes:
        records: an Arrow table.
        truth: `left` < `right` (ids of one child's records), `kinds` (the slips between them,
            divided by spaces; "" for none), `shared_id` (both bear the identity number).
        kin: `left`, `right`, `kind` (sibling, twin, cousin), `again` (one of the records is not the
            child's first): pairs that are not one child.
    """

    records: pa.Table
    truth: pa.Table
    kin: pa.Table


def plant_doubles(county: County, params: DoublesParams, seed: int) -> PlantedDoubles:
    """A register with doubles and traps; equal seeds give equal bytes.

    Raises:
        ValueError: seed is negative.
    """
    if seed < 0:
        raise ValueError("seed must be 0 or more")
    first = original_records(stream(seed, "originals"), county, params)
    name_alike(stream(seed, "alike"), first, params.alike)
    kin = plant_traps(stream(seed, "traps"), first, params)
    rng = stream(seed, "doubles")
    villages = [place.code for place in county.places.villages]
    groups: dict[str, list[_Slipped]] = {}
    again: list[Record] = []
    for at in rng.permutation(len(first))[: round(params.doubled * len(first))].tolist():
        group = groups.setdefault(first[at].id, [])
        for _ in range(1 + int(rng.random() < params.thrice)):
            copy, kinds = copied(first[at], params.slips, villages, rng)
            copy.id = f"{len(first) + len(again):09d}"
            again.append(copy)
            group.append((copy, kinds))
    own = slip_first(first, params.slips, params.first_slips, villages, stream(seed, "first"))
    for record in first:
        if record.id in groups:
            groups[record.id].insert(0, (record, own.get(record.id, ())))
    alone = stream(seed, "apart").random(len(first)) < params.apart
    for at in alone.nonzero()[0].tolist():
        first[at].household = f"A{at:09d}"
    records = _shuffled([*first, *again], stream(seed, "order"))
    return PlantedDoubles(records, _truth(list(groups.values())), _kin_of_all(kin, groups))


_Slipped = tuple[Record, tuple[str, ...]]


def _kin_of_all(kin: list[tuple[str, str, str]], groups: dict[str, list[_Slipped]]) -> pa.Table:
    """A child's doubles are kin of its kin, and of their doubles."""
    rows = []
    for left, right, kind in kin:
        ends = [[record.id for record, _ in groups.get(end, ())] or [end] for end in (left, right)]
        for one, other in product(*ends):
            first, last = sorted((one, other))
            again = (one, other) != (left, right)
            rows.append({"left": first, "right": last, "kind": kind, "again": again})
    return pa.Table.from_pylist(rows, schema=_KIN)


def _truth(groups: list[list[_Slipped]]) -> pa.Table:
    rows: list[dict[str, Any]] = []
    for group in groups:
        for at, (one, ones) in enumerate(group):
            for other, others in group[at + 1 :]:
                kinds = " ".join(sorted({*ones, *others}))
                shared = one.id_number is not None and one.id_number == other.id_number
                left, right = sorted((one.id, other.id))
                rows.append({"left": left, "right": right, "kinds": kinds, "shared_id": shared})
    return pa.Table.from_pylist(rows, schema=_TRUTH)


_KIN = pa.schema(
    [("left", pa.string()), ("right", pa.string()), ("kind", pa.string()), ("again", pa.bool_())]
)
_TRUTH = pa.schema(
    [("left", pa.string()), ("right", pa.string()), ("kinds", pa.string()), ("shared_id", pa.bool_())]
)  # fmt: skip


def _shuffled(records: list[Record], rng: np.random.Generator) -> pa.Table:
    """Doubles must not stand together, nor at the end; ids are given anew with the order."""
    columns: dict[str, pa.Array] = {}
    for each in fields(Record):
        values = [getattr(record, each.name) for record in records]
        columns[each.name] = pa.array(values, _TYPES.get(str(each.type), pa.string()))
    return pa.table(columns).take(pa.array(rng.permutation(len(records))))


_TYPES = {"dt.date | None": pa.date32(), "tuple[str, ...]": pa.list_(pa.string())}
