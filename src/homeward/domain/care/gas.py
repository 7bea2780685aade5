"""Goal Attainment Scaling: several goals, weighted, as one score."""

from collections.abc import Sequence
from math import sqrt

LEVELS = (-2, -1, 0, 1, 2)
"""Much less than hoped for, less, as hoped for, more, much more."""
CORRELATION = 0.3
"""Between the goals of one person, as the authors of the scale assume."""


def t_score(goals: Sequence[tuple[int, int]]) -> float | None:
    """The T-score of (level, weight) pairs, one decimal; None without a goal.

    50 when everything came as hoped for; ten is one standard deviation, if goals were set so that
    they are reached as often as not. T = 50 + 10 Σwx / √((1 - ρ) Σw² + ρ (Σw)²), ρ = 0.3
    (Kiresuk and Sherman 1968).
    """
    if not goals:
        return None
    weights = [weight for _, weight in goals]
    reached = sum(level * weight for level, weight in goals)
    spread = (1 - CORRELATION) * sum(w * w for w in weights) + CORRELATION * sum(weights) ** 2
    return round(50 + 10 * reached / sqrt(spread), 1)
