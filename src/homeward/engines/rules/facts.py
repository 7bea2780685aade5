"""The documented columns a rule may read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeward.engines.yamlfile import Words


class FactType(StrEnum):
    """What a fact holds. There is no date: ages and days since an event are integer facts."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"

    @property
    def kind(self) -> str:
        """What it can be compared with: boolean, number or text."""
        return "number" if self in (FactType.INTEGER, FactType.NUMBER) else str(self)


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of a fact table; NULL means "not collected", never "no".

    Args:
        name: the column, in lower case.
        type: what it holds.
        unit: such as `years`, `days`; empty when it has none.
        says: the label, `{zh, en}`.
        source: the law, form or document that defines it.
        values: for a text of fixed values, all of them; a test that names another is refused.
    """

    name: str
    type: FactType
    unit: str
    says: Words
    source: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table of facts, one row a child (or household, school...).

    Args:
        name: what a rule file calls it after `over:`.
        columns: the facts.
        key: the column that names the row; findings carry it, tests need not read it.
    """

    name: str
    columns: tuple[Fact, ...]
    key: str = "child_id"

    def __post_init__(self) -> None:
        names = [fact.name for fact in self.columns]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"fact table {self.name}: declared twice: {', '.join(twice)}")

    def __contains__(self, name: object) -> bool:
        return any(fact.name == name for fact in self.columns)

    def __getitem__(self, name: str) -> Fact:
        for fact in self.columns:
            if fact.name == name:
                return fact
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the facts, in declared order."""
        return tuple(fact.name for fact in self.columns)
