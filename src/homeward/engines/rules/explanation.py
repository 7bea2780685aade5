"""Why a rule says what it says of one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeward.engines.rules.truth import LETTERS, Truth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeward.engines.rules.rule import Rule
    from homeward.engines.yamlfile import Words

Value = bool | int | float | str | None
"""What a fact can hold; None is "not collected"."""


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition, what came of it, and the values it read."""

    test: str
    says: Words
    truth: Truth
    read: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one rule says of one row, and why.

    Attributes:
        rule, version: which rule.
        missing: facts not collected that keep the outcome unknown; empty when it is known.
    """

    rule: str
    version: int
    truth: Truth
    conditions: tuple[ConditionResult, ...]
    missing: tuple[str, ...]

    @classmethod
    def of(
        cls, rule: Rule, truth: Truth, letters: str, missing: str, row: Mapping[str, Value]
    ) -> Explanation:
        """From an outcome: letters such as `TFU`, names with commas, and the row it is of."""
        results = tuple(
            ConditionResult(
                condition.test, condition.says, LETTERS[letter],
                {name: row[name] for name in condition.facts},
            )
            for condition, letter in zip(rule.when, letters, strict=True)
        )  # fmt: skip
        return cls(
            rule.id, rule.version, truth, results, tuple(missing.split(",")) if missing else ()
        )
