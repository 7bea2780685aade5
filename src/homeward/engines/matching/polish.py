"""The last touch after side conditions: nobody who may move alone gains by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.matching.assign import assign, chains
from homeward.engines.matching.instance import NOBODY

if TYPE_CHECKING:
    from homeward.engines.matching.instance import Instance
    from homeward.engines.matching.table import Ints

LARGEST = 8_000
"""Units; above it the exact assignment around what stands still takes minutes, and is left out."""


def polish(instance: Instance, chosen: Ints) -> Ints:
    """The same children or more, better placed: siblings stand still, teams keep their loads."""
    if _still(instance, chosen) or len(instance.size) > LARGEST:
        return chosen
    groups = instance.size > 1
    load = instance.load(np.where(groups, chosen, NOBODY))
    # a team's helpers keep what they have, so that its limit holds
    most = np.where(instance.team >= 0, instance.load(chosen), instance.cap)
    rest = replace(
        instance.without(groups[instance.unit]), size=np.ones_like(instance.size), cap=most - load
    )
    better = assign(rest, must=(chosen >= 0) & ~groups)
    return np.where(groups, chosen, better)


def _still(instance: Instance, chosen: Ints) -> bool:
    """Whether nobody gains by moving, in a circle or to a free place."""
    found = chains(instance, chosen)
    free = (instance.cap > instance.load(chosen)) & (instance.team < 0)
    return found.settled and not (free & (found.gain > 0)).any()
