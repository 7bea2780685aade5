"""Three records together: one child cannot be two others who are not one another.

A twin's double is like the other twin too, and only the twin's own record, which it is more like, tells.
So for each three records that are pairwise compared there are five accounts: all one child, one of
three pairs, or none. Their odds are products of the pairs' odds, and a pair's odds become those of
the accounts that hold it against those that do not. This takes away from a pair where a third record
fits one of the two better, and adds where a third record fits both.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Ends = NDArray[np.int64]

LEAST = 0.0
"""Bits: a pair that is more likely none changes nothing for another."""
_MOST_NEIGHBOURS = 40
"""A record that is like more others than this is settled with none of them."""


@dataclass(frozen=True, slots=True)
class Triangles:
    """Three records each, as row numbers in ascending order."""

    corners: Ends

    def sides(self) -> list[Ends]:
        """The three pairs of each: first with second, first with third, second with third."""
        return [self.corners[:, [0, 1]], self.corners[:, [0, 2]], self.corners[:, [1, 2]]]


def triangles(pairs: Ends) -> Triangles:
    """Every three records two of whose pairs are among these."""
    neighbours: dict[int, list[int]] = {}
    for left, right in pairs.tolist():
        neighbours.setdefault(left, []).append(right)
        neighbours.setdefault(right, []).append(left)
    found = {
        tuple(sorted((corner, one, other)))
        for corner, near in neighbours.items()
        if len(near) <= _MOST_NEIGHBOURS
        for one, other in combinations(near, 2)
    }
    return Triangles(np.array(sorted(found), dtype=np.int64).reshape(-1, 3))


def unknown_sides(of: Triangles, pairs: Ends) -> Ends:
    """Sides that are not among the pairs, in order."""
    known = set(map(tuple, pairs.tolist()))
    sides = _all(of.sides())
    return np.array(sorted(sides - known), dtype=np.int64).reshape(-1, 2)


def settled(of: Triangles, pairs: Ends, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of the pairs, each after the three records that change it most.

    Args:
        of: every side must be among the pairs.
        pairs: row numbers, the lesser first.
        weights: bits.
    """
    place = {pair: at for at, pair in enumerate(map(tuple, pairs.tolist()))}
    at = np.array([[place[tuple(p)] for p in side.tolist()] for side in of.sides()], dtype=np.int64)
    odds = weights[at.reshape(3, -1)]
    whole = odds.sum(axis=0)
    after = weights.copy()
    for side in range(3):
        first, second = (odds[other] for other in range(3) if other != side)
        there = np.logaddexp2(odds[side], whole)
        changed = there - np.logaddexp2(0.0, np.logaddexp2(first, second))
        change = changed - odds[side]
        # the greatest change is written last; of two as great, the one that takes away
        for row in np.lexsort((-change, np.abs(change))).tolist():
            pair = int(at[side, row])
            if abs(change[row]) >= abs(after[pair] - weights[pair]):
                after[pair] = changed[row]
    return after


def _all(sides: Iterable[Ends]) -> set[tuple[int, ...]]:
    return {tuple(pair) for side in sides for pair in side.tolist()}
