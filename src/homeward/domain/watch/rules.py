"""The alert rules: shipped, dated, and checked against the facts, the roles and the programmes."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from homeward.domain.care.public import programmes
from homeward.domain.needs.public import SILENT, Reads, protected_facts
from homeward.domain.watch.act import Act, ThenReader, reads_protected
from homeward.domain.watch.facts import child_facts
from homeward.domain.watch.pairs import PAIR_FACTS
from homeward.engines.rules import (
    Evaluator,
    Rule,
    RuleBook,
    RuleError,
    RuleErrors,
    RuleKind,
    load_rules,
    shipped_files,
)
from homeward.foundation.access.roles import FieldClass, roles

FOLDER = "alerts"


def read_alert_rules(files: Mapping[str, str]) -> RuleBook:
    """Alert rules from files, text by name.

    Raises:
        RuleErrors: with every fault of every file.
    """
    owners = {role.id: FieldClass.PROTECTED in role.sees for role in roles().values()}
    reader = ThenReader(owners, programmes())
    book = load_rules(files, child_facts(), PAIR_FACTS, read_then=reader)
    faults = [fault for rule in book if (fault := _unguarded(rule))]
    if faults:
        raise RuleErrors(faults)
    return book


def _unguarded(rule: Rule) -> RuleError | None:
    """A rule that reads what only a named few may see, but would tell everybody what it found."""
    read = sorted(protected_facts().intersection(rule.facts))
    if read and Act.of(rule).reads is not Reads.PROTECTED:
        return reads_protected(rule, read)
    return None


@cache
def alert_rules() -> RuleBook:
    """The shipped rules."""
    return read_alert_rules(shipped_files(FOLDER))


def in_force(book: RuleBook, on: date) -> tuple[Rule, ...]:
    """The rules over children that are in force on a day."""
    table = child_facts().name
    return tuple(r for r in book.in_force(on, kind=RuleKind.ALERT) if r.over == table)


def is_silent(rule: Rule) -> bool:
    """Whether a rule raises nothing and is shown to nobody.

    A report of harm has its own owner, clock and way around whoever is accused. An alert beside it, or a
    line on the child's page, could tell just that person.
    """
    return SILENT in rule.facts


@lru_cache(maxsize=8)
def evaluator(on: date) -> Evaluator:
    """The shipped rules in force on a day that may be told, compiled."""
    rules = [rule for rule in in_force(alert_rules(), on) if not is_silent(rule)]
    return Evaluator(rules, child_facts())


def hint_of(rule_id: str, version: int) -> dict[str, str]:
    """What a rule says is to be done, in both languages; empty for a rule that is not shipped."""
    for rule in alert_rules().versions(rule_id):
        if rule.version == version:
            return dict(Act.of(rule).task)
    return {}


@lru_cache(maxsize=8)
def facts_read(on: date) -> tuple[str, ...]:
    """The facts that the rules in force on a day compare."""
    return tuple(sorted({fact for rule in evaluator(on).rules for fact in rule.facts}))
