"""What a bench brings back, and the middle one of several."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Bar:
    """Something promised: `got` must be at least or at most `want`, as the text says."""

    what: str
    want: str
    got: float
    holds: bool


@dataclass(slots=True)
class Measured:
    """Figures by name (the unit is the name's end), other ways that were measured, and the bars."""

    figures: dict[str, Any]
    alternatives: dict[str, Any] = field(default_factory=dict)
    bars: list[Bar] = field(default_factory=list)

    def at_least(self, what: str, want: float, got: float, unit: str) -> None:
        """Promise that a figure is no smaller."""
        self.bars.append(Bar(what, f">= {want:g} {unit}", round(got, 3), got >= want))

    def at_most(self, what: str, want: float, got: float, unit: str) -> None:
        """Promise that a figure is no greater."""
        self.bars.append(Bar(what, f"<= {want:g} {unit}", round(got, 3), got <= want))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a share of all values does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def median_of(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The run whose bars are in the middle, with the spread of every bar when there are several."""
    if len(runs) == 1:
        return runs[0]
    bars = list(zip(*(run["bars"] for run in runs), strict=True))
    if not bars:
        return runs[len(runs) // 2]
    ranked = sorted(runs, key=lambda run: [bar["got"] for bar in run["bars"]])
    middle = ranked[len(ranked) // 2]
    for bar, all_runs in zip(middle["bars"], bars, strict=True):
        got = [one["got"] for one in all_runs]
        bar["got_in_each_run"] = got
        bar["median"] = statistics.median(got)
    return middle
