"""Dated, cited rules over documented facts, with a third truth value for what is not known.

    book = load_rules(shipped_files("definitions"), child_facts)
    with Evaluator(book.in_force(date(2026, 9, 1)), child_facts) as evaluator:
        evaluator.counts(table, by="township")
        evaluator.explain(row)

A rule is true when all its conditions are, false when one is false, and otherwise unknown;
`missing` then names the facts to collect. Of a fact that is NULL it promises:

- `missing` is empty when the outcome is known, and else names a fact (unless a division by
  zero alone left the outcome open);
- every fact whose value could still decide the outcome is named, and where no fact is read
  twice by a rule no other is. Where one is read twice, a fact can be named that only a person
  reasoning over the whole rule would spare (`a OR NOT a`);
- where a test says what absence means (IS NULL, coalesce with a default), nothing is missing.
"""

from homeward.engines.rules.errors import FactsMismatch, RuleError, RuleErrors
from homeward.engines.rules.evaluate import Evaluator
from homeward.engines.rules.explanation import ConditionResult, Explanation
from homeward.engines.rules.facts import Fact, FactTable, FactType
from homeward.engines.rules.load import load_rules
from homeward.engines.rules.lower import to_spark
from homeward.engines.rules.rule import Condition, Rule, RuleBook, RuleKind
from homeward.engines.rules.truth import Truth
from homeward.engines.yamlfile import shipped_files
from homeward.engines.yamlfile.cited import Source

__all__ = [
    "Condition",
    "ConditionResult",
    "Evaluator",
    "Explanation",
    "Fact",
    "FactTable",
    "FactType",
    "FactsMismatch",
    "Rule",
    "RuleBook",
    "RuleError",
    "RuleErrors",
    "RuleKind",
    "Source",
    "Truth",
    "load_rules",
    "shipped_files",
    "to_spark",
]
