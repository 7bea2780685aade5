"""The fitted model: how often each kind of agreement is met, and among whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from homeward.engines.linkage.frequencies import Frequencies
from homeward.engines.linkage.result import Rival

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = ("rules", "linkage", "model.json")
GROUPS = ("double", *(rival.value for rival in Rival))
"""Pairs that are told apart: one child twice, and every other explanation of a likeness."""


@dataclass(frozen=True, slots=True)
class Model:
    """What linkage has learnt.

    Attributes:
        version: changes with every fit.
        rates: pairs of a group that a record is expected to stand in; none for strangers, who
            are as many as there are records.
        levels: by field and level, the share of pairs of each group at that level, among pairs
            where the field can be compared.
        frequencies: of names in general.
    """

    version: str
    rates: Mapping[str, float]
    levels: Mapping[str, Mapping[str, Mapping[str, float]]]
    frequencies: Frequencies

    def share(self, field: str, level: str, group: str) -> float:
        """How often pairs of a group stand at this level."""
        return self.levels[field][level][group]

    @classmethod
    def read(cls, text: str) -> Model:
        """A model as `fit` wrote it."""
        plain: dict[str, Any] = json.loads(text)
        names = plain["names"]
        return cls(
            plain["version"],
            plain["rates"],
            plain["levels"],
            Frequencies(names["tables"], names["weight"]),
        )


def shipped_text() -> str:
    """The file of the model that comes with Homeward."""
    return files("homeward").joinpath(*FILE).read_text("utf-8")


@cache
def shipped_model() -> Model:
    """The model that comes with Homeward; `fit` says how it was made."""
    return Model.read(shipped_text())
