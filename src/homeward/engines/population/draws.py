"""Vectorised draws: one stream of chance, equal seeds give equal bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from homeward.engines.population.tables import Codes, Days

NO_DAY = np.datetime64("NaT", "D")
YEAR = 365.2425
"""Days in a year."""


def stream(seed: int, part: str) -> np.random.Generator:
    """An independent stream for one part of the county, so that parts do not disturb each other."""
    return np.random.Generator(np.random.PCG64([seed, *part.encode("ascii")]))


def pick(rng: np.random.Generator, weights: Sequence[float], count: int) -> NDArray[np.int64]:
    """Row numbers drawn by weight."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    drawn = np.searchsorted(edges, rng.random(count) * edges[-1], side="right")
    return np.asarray(np.minimum(drawn, len(edges) - 1), dtype=np.int64)


def chance(rng: np.random.Generator, share: float, count: int) -> NDArray[np.bool_]:
    """True with this probability."""
    return np.asarray(rng.random(count) < share)


def lose(rng: np.random.Generator, codes: NDArray[np.int8], share: float) -> Codes:
    """The same codes with a share of them 未采集 (-1)."""
    return np.where(chance(rng, share, len(codes)), -1, codes).astype(np.int8)


def day(when: dt.date) -> np.datetime64:
    """A date as NumPy's day."""
    return np.datetime64(when, "D")


def days_before(when: np.datetime64 | Days, days: NDArray[np.int64]) -> Days:
    """The day so many days earlier."""
    return np.asarray(when - days.astype("timedelta64[D]"), dtype="datetime64[D]")


def first_of(year: NDArray[np.int64], month: int) -> Days:
    """The first day of a month in each year."""
    months = (year - 1970) * 12 + (month - 1)
    return np.asarray(months.astype("datetime64[M]").astype("datetime64[D]"))
