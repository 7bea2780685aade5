"""How linkage is asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Params:
    """What is told and how much is looked at.

    Attributes:
        threshold: least probability of a pair that is told, above 0 and below 1. A queue for
            people may go lower than what is called a double without them.
        most_pairs: at most so many pairs are told, the likeliest.
        largest_block: records that share one key for being compared; a key that more share
            (one telephone of a whole school) says nothing and is left out, and counted.
        population: children among whom the two records stand, where the table given is only a
            part chosen for its likeness; None: as many as the tables hold.
        threads: threads to compute with, 0 for as many as the machine has cores.

    Raises:
        ValueError: naming everything that does not fit.
    """

    threshold: float = 0.9
    most_pairs: int = 200_000
    largest_block: int = 200
    population: int | None = None
    threads: int = 0

    def __post_init__(self) -> None:
        wrong = []
        if not 0 < self.threshold < 1:
            wrong.append("threshold must lie between 0 and 1")
        if self.most_pairs < 1:
            wrong.append("most_pairs must be 1 or more")
        if self.largest_block < 2:
            wrong.append("largest_block must be 2 or more")
        if self.population is not None and self.population < 2:
            wrong.append("population must be 2 or more, or None")
        if self.threads < 0:
            wrong.append("threads must be 0 or more")
        if wrong:
            raise ValueError("; ".join(wrong))
