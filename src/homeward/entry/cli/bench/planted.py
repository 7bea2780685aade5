"""A register with planted doubles, made in a process of its own so that its memory is not counted."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import feather

from homeward.engines.population import CountyParams, DoublesParams, county, plant_doubles

if TYPE_CHECKING:
    from pathlib import Path

    from homeward.engines.linkage import Result

AS_OF = dt.date(2026, 9, 1)
_RECORDS_A_CHILD = 1.0378
"""Records for each child of the county, with the doubles."""

Pairs = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Register:
    """Records, and what is true of them.

    Attributes:
        truth: kinds of slips by pair of one child.
        open: those of the pairs that do not share an identity number: the ones that are scored.
        kin: sibling, twin or cousin by pair.
        numbers: identity number by id.
    """

    records: pa.Table
    truth: dict[tuple[str, str], str]
    open: Pairs
    kin: dict[tuple[str, str], str]
    numbers: dict[str, str | None]

    def scored(self, told: Pairs) -> dict[str, float]:
        """Precision and recall over pairs that share no identity number, and over all."""
        alone = {pair for pair in told if not self._shares(*pair)}
        return {
            "told": len(told),
            "precision": _share(len(alone & self.open), len(alone)),
            "recall": _share(len(alone & self.open), len(self.open)),
            "precision_of_all": _share(len(told & self.truth.keys()), len(told)),
            "recall_of_all": _share(len(told & self.truth.keys()), len(self.truth)),
        }

    def recall_by_kind(self, result: Result) -> dict[str, float]:
        """Of the scored pairs, by each slip that stands between their records."""
        told = {(pair.left, pair.right) for pair in result.pairs}
        there: Counter[str] = Counter()
        found: Counter[str] = Counter()
        for pair in self.open:
            kinds = self.truth[pair].split() or ["none"]
            there.update(kinds)
            found.update(kinds if pair in told else ())
        return {kind: _share(found[kind], count) for kind, count in sorted(there.items())}

    def _shares(self, left: str, right: str) -> bool:
        number = self.numbers[left]
        return number is not None and number == self.numbers[right]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def apart(folder: Path, size: int, seed: int, params: DoublesParams | None = None) -> None:
    """Make a register of about so many records into a folder, in another process."""
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=make, args=(folder, size, seed, params or DoublesParams()))
    child.start()
    child.join()
    if child.exitcode:
        raise RuntimeError("the register could not be made; see above")


def make(folder: Path, size: int, seed: int, params: DoublesParams) -> None:
    """Make a register of about so many records into a folder."""
    folder.mkdir(exist_ok=True)
    children = CountyParams.sized(max(1, round(size / _RECORDS_A_CHILD)))
    planted = plant_doubles(county(children, seed, AS_OF), params, seed)
    for name in ("records", "truth", "kin"):
        feather.write_feather(getattr(planted, name), folder / f"{name}.arrow")


def read_register(folder: Path) -> Register:
    """What `make` made."""
    records, truth, kin = (
        feather.read_table(folder / f"{name}.arrow", memory_map=False)
        for name in ("records", "truth", "kin")
    )
    by_pair = dict(zip(_pairs(truth), truth.column("kinds").to_pylist(), strict=True))
    shared = truth.column("shared_id").to_pylist()
    return Register(
        records=records,
        truth=by_pair,
        open={pair for pair, same in zip(by_pair, shared, strict=True) if not same},
        kin=dict(zip(_pairs(kin), kin.column("kind").to_pylist(), strict=True)),
        numbers=dict(
            zip(
                records.column("id").to_pylist(),
                records.column("id_number").to_pylist(),
                strict=True,
            )
        ),
    )


def _pairs(table: pa.Table) -> list[tuple[str, str]]:
    columns = (table.column(side).to_pylist() for side in ("left", "right"))
    return list(zip(*columns, strict=True))
