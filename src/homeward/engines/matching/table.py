"""A problem as columns, ordered by id, so that the order in which it came decides nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homeward.engines.matching.people import Child, Codes, Helper
    from homeward.engines.matching.problem import MatchingProblem

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_WORD = 63
"""Codes that one signed integer of 64 bits holds."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Children and helpers by id, and the pairs ordered by child and helper.

    Attributes:
        child, helper: indexes of each pair. metres, minutes: of each pair; minutes -1: not known.
    """

    children: tuple[Child, ...]
    helpers: tuple[Helper, ...]
    child: Ints
    helper: Ints
    metres: Ints
    minutes: Ints

    @classmethod
    def of(cls, problem: MatchingProblem) -> Table:
        """The columns of a problem."""
        children = tuple(sorted(problem.children, key=lambda child: child.id))
        helpers = tuple(sorted(problem.helpers, key=lambda helper: helper.id))
        given = problem.candidates
        child = _indexes(given.children, [one.id for one in children])
        helper = _indexes(given.helpers, [one.id for one in helpers])
        order = np.lexsort((helper, child))
        metres = np.asarray(given.metres, dtype=np.int64)
        minutes = np.asarray(given.minutes, dtype=np.int64)
        if not len(minutes):
            minutes = np.full(len(metres), -1, dtype=np.int64)
        return cls(children, helpers, child[order], helper[order], metres[order], minutes[order])

    def shared(self, of_child: Iterable[Codes], of_helper: Iterable[Codes]) -> Ints:
        """For each pair, how many codes both have."""
        left, right = list(of_child), list(of_helper)
        known = sorted(frozenset().union(*left) & frozenset().union(*right))
        found = np.zeros(len(self.child), dtype=np.int64)
        for start in range(0, len(known), _WORD):
            bit = {code: 1 << at for at, code in enumerate(known[start : start + _WORD])}
            ours, theirs = _masks(left, bit), _masks(right, bit)
            found += np.bitwise_count(ours[self.child] & theirs[self.helper]).astype(np.int64)
        return found

    def named(self, pairs: Iterable[tuple[str, str]]) -> Flags:
        """For each pair of the table whether it is among these (child id, helper id)."""
        at_child = {one.id: at for at, one in enumerate(self.children)}
        at_helper = {one.id: at for at, one in enumerate(self.helpers)}
        wide = max(1, len(self.helpers))
        keys = [
            at_child[child] * wide + at_helper[helper]
            for child, helper in pairs
            if child in at_child and helper in at_helper
        ]
        return np.isin(self.child * wide + self.helper, np.array(keys, dtype=np.int64))

    def digest(self, *more: object) -> str:
        """SHA-256 (hex) of everything that decides the answer; equal input, equal digest."""
        found = hashlib.sha256()
        for column in (self.child, self.helper, self.metres, self.minutes):
            found.update(column.tobytes())
        people: tuple[tuple[Child, ...] | tuple[Helper, ...], ...] = (self.children, self.helpers)
        for group in people:
            names = [one.name for one in fields(group[0])] if group else []
            for parts in map(attrgetter(*names), group) if names else ():
                said = [sorted(part) if type(part) is frozenset else part for part in parts]
                found.update(repr(said).encode())
        found.update(repr(more).encode())
        return found.hexdigest()


def _indexes(names: Sequence[str], known: list[str]) -> Ints:
    at = {name: index for index, name in enumerate(known)}
    return np.array(list(map(at.__getitem__, names)), dtype=np.int64)


def _masks(sets: list[Codes], bit: dict[str, int]) -> Ints:
    return np.array([sum(bit.get(code, 0) for code in codes) for codes in sets], dtype=np.int64)
