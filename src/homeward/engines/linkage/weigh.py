"""Each pair against every other explanation of its likeness; the strongest one counts.

Against two strangers the weight is Splink's. Siblings, twins and cousins agree in much by nature, so
that what speaks against strangers says little against them: for each the same levels are
weighed by how often such pairs show them. The pair's weight is against all of them together; its steps
are those against the likeliest, and what the others take away is in the first step.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.linkage.comparisons import COMPARISONS
from homeward.engines.linkage.result import Rival

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from homeward.engines.linkage.model import Model

_KIN = tuple(rival for rival in Rival if rival != Rival.STRANGER)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weights in bits, one row a pair.

    Attributes:
        ends: row numbers of the two records.
        total: of each pair.
        rival: place of the explanation that was strongest, in the order of `Rival`.
        start: before anything is compared, against all explanations.
        fields: one column for each comparison.
        levels: place of each comparison's level, -1 missing.
    """

    ends: NDArray[np.int64]
    total: NDArray[np.float64]
    rival: NDArray[np.int64]
    start: NDArray[np.float64]
    fields: NDArray[np.float64]
    levels: NDArray[np.int64]

    def kept(self, which: NDArray[np.bool_]) -> Weighed:
        """Some of the pairs."""
        return Weighed(*(getattr(self, each.name)[which] for each in fields(self)))

    def joined(self, others: Weighed) -> Weighed:
        """These pairs, then the others."""
        both = ((getattr(self, each.name), getattr(others, each.name)) for each in fields(self))
        return Weighed(*map(np.concatenate, both))


def weigh(compared: pa.Table, model: Model) -> Weighed:
    """Weigh what `compare` gave."""
    levels = _columns(compared, "level", np.int64)
    against = [_columns(compared, "weight", np.float64)]
    total = compared.column("weight").to_numpy()
    starts = [total - against[0].sum(axis=1)]
    for rival in _KIN:
        tables = [_table(model, at, rival) for at in range(len(COMPARISONS))]
        found = np.stack([table[levels[:, at]] for at, table in enumerate(tables)], axis=1)
        start = math.log2(model.rates["double"] / model.rates[rival])
        against.append(found)
        starts.append(np.full(len(total), start))
    totals = np.stack([start + each.sum(axis=1) for start, each in zip(starts, against, strict=True)])
    rival_at = totals.argmin(axis=0)
    rows = np.arange(len(total))
    total = -np.logaddexp2.reduce(-totals, axis=0)  # the odds against all of them together
    by_field = np.stack(against)[rival_at, rows]
    ends = np.stack([compared.column(end).to_numpy() for end in ("left", "right")], axis=1)
    start = total - by_field.sum(axis=1)
    return Weighed(ends.astype(np.int64), total, rival_at, start, by_field, levels)


def _columns(compared: pa.Table, kind: str, dtype: type) -> NDArray:
    columns = [compared.column(f"{kind}_{one.field}").to_numpy() for one in COMPARISONS]
    return np.stack(columns, axis=1).astype(dtype)


def _table(model: Model, at: int, rival: Rival) -> NDArray[np.float64]:
    """Weight of each level against a rival; the last entry, which -1 reads, is 0 for missing."""
    comparison = COMPARISONS[at]
    shares = [
        (
            model.share(comparison.field, level.id, "double"),
            model.share(comparison.field, level.id, rival),
        )
        for level in comparison.levels
    ]
    return np.array([*(math.log2(m / other) for m, other in shares), 0.0])
