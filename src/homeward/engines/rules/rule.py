"""A rule and the book it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from sqlglot import exp

    from homeward.engines.yamlfile import Words
    from homeward.engines.yamlfile.cited import Source


class RuleKind(StrEnum):
    """What a rule is for."""

    DEFINITION = "definition"
    ALERT = "alert"
    TRIGGER = "trigger"
    BENEFIT = "benefit"


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of a rule.

    Attributes:
        test: the text as written.
        says: what it asks, in words.
        facts: the facts it reads, in reading order.
        line, column: where the test begins in its file, counted from 1.
        tree: the parsed and checked test.
    """

    test: str
    says: Words
    facts: tuple[str, ...]
    line: int
    column: int
    tree: exp.Expr = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule; all its conditions must be true.

    Attributes:
        starts, ends: first and last day in force, both included; `ends` None: still in force.
        then: what follows, as the file says; the engine does not read it.
        file, line: where it was read from.
        digest: SHA-256 (hex) of all that decides the outcome; layout and comments do not count.
    """

    id: str
    version: int
    title: Words
    kind: RuleKind
    over: str
    starts: date
    ends: date | None
    source: Source
    when: tuple[Condition, ...]
    then: Mapping[str, object]
    note: Words | None
    file: str
    line: int
    digest: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts the rule reads, in reading order."""
        return tuple(dict.fromkeys(name for condition in self.when for name in condition.facts))

    def is_in_force(self, on: date) -> bool:
        """Whether `on` lies in the rule's time, both ends included."""
        return self.starts <= on and (self.ends is None or on <= self.ends)


class RuleBook:
    """All versions of all rules that were loaded together, ordered by id and version."""

    __slots__ = ("rules",)

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: (rule.id, rule.version)))

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def in_force(self, on: date, *, kind: RuleKind | None = None) -> tuple[Rule, ...]:
        """The rules in force on a day, one version of each at most, ordered by id."""
        return tuple(
            rule for rule in self.rules if rule.is_in_force(on) and kind in (None, rule.kind)
        )

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """Every version of one rule, oldest first; empty when there is no such rule."""
        return tuple(rule for rule in self.rules if rule.id == rule_id)

    def get(self, rule_id: str, *, on: date) -> Rule:
        """The version of a rule in force on a day.

        Raises:
            KeyError: there is no such rule, or none of its versions is in force then.
        """
        for rule in self.versions(rule_id):
            if rule.is_in_force(on):
                return rule
        raise KeyError(f"{rule_id} is not in force on {on.isoformat()}")
