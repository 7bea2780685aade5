"""Each pair against every other explanation of its likeness; the strongest one counts.

Against two strangers the weight is Splink's. Siblings, twins and cousins agree in much by nature, so
that what speaks against strangers says little against them: for each the same levels are
weighed by how often such pairs show them. The pair's weight is against all of them together; its steps
are those against the likeliest, and what the others take away is in the first step.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from homeward.engines.linkage.comparisons import COMPARISONS
from homeward.engines.linkage.result import Rival

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from homeward.engines.linkage.model import Model

_PLACE = next(at for at, one in enumerate(COMPARISONS) if one.field == "place")
_LEAST = 1e-9
"""No level is thought rarer by chance than this."""
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

    @staticmethod
    def joined(parts: Sequence[Weighed]) -> Weighed:
        """All pairs of several."""
        columns = ([getattr(part, each.name) for part in parts] for each in fields(Weighed))
        return Weighed(*map(np.concatenate, columns))

    @staticmethod
    def none() -> Weighed:
        """No pair."""
        wide = np.zeros((0, len(COMPARISONS)))
        whole, real = np.zeros(0, np.int64), np.zeros(0)
        return Weighed(np.zeros((0, 2), np.int64), real, whole, real, wide, wide.astype(np.int64))


@dataclass(frozen=True, slots=True)
class Around:
    """What the records say of chance.

    Attributes:
        population: children among whom the records stand.
        places: how often two of them stand at each level of `place` by chance.
    """

    population: int
    places: Mapping[str, float]


def weigh(compared: pa.Table, model: Model, around: Around) -> Weighed:
    """Weigh what `compare` gave."""
    levels = _columns(compared, "level", np.int64)
    strangers = _columns(compared, "weight", np.float64)
    strangers[:, _PLACE] = _places(model, around)[levels[:, _PLACE]]
    against, count = [strangers], len(levels)
    prior = model.rates["double"] / around.population
    starts = [np.full(count, math.log2(prior / (1 - prior)))]
    for rival in _KIN:
        tables = [_table(model, at, rival) for at in range(len(COMPARISONS))]
        found = np.stack([table[levels[:, at]] for at, table in enumerate(tables)], axis=1)
        start = math.log2(model.rates["double"] / model.rates[rival])
        against.append(found)
        starts.append(np.full(count, start))
    totals = np.stack(
        [start + each.sum(axis=1) for start, each in zip(starts, against, strict=True)]
    )
    rival_at = totals.argmin(axis=0)
    rows = np.arange(count)
    total = -np.logaddexp2.reduce(-totals, axis=0)  # the odds against all of them together
    by_field = np.stack(against)[rival_at, rows]
    ends = np.stack([compared.column(end).to_numpy() for end in ("left", "right")], axis=1)
    start = total - by_field.sum(axis=1)
    return Weighed(ends.astype(np.int64), total, rival_at, start, by_field, levels)


def _columns(compared: pa.Table, kind: str, dtype: type) -> NDArray[Any]:
    columns = [compared.column(f"{kind}_{one.field}").to_numpy() for one in COMPARISONS]
    return np.stack(columns, axis=1).astype(dtype)


def _places(model: Model, around: Around) -> NDArray[np.float64]:
    """Weight of each level of `place` against strangers, and 0 for missing."""
    shares = [
        (model.share("place", level.id, "double"), max(around.places[level.id], _LEAST))
        for level in COMPARISONS[_PLACE].levels
    ]
    return np.array([*(math.log2(m / u) for m, u in shares), 0.0])


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
