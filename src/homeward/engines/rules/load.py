"""Rule files to a rule book, or every fault of every file at once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from homeward.engines.rules import messages as say
from homeward.engines.rules.errors import RuleError, RuleErrors
from homeward.engines.rules.rule import Rule, RuleBook
from homeward.engines.rules.schema import read_rule
from homeward.engines.yamlfile import FileReport, documents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from homeward.engines.rules.facts import FactTable
    from homeward.engines.rules.schema import ThenReader
    from homeward.engines.yamlfile import Message


def load_rules(
    files: Mapping[str, str], *tables: FactTable, read_then: ThenReader | None = None
) -> RuleBook:
    """Read rule files, given as text by name.

    A file may hold several rules, or several versions of one, divided by `---` lines.

    Args:
        tables: the fact tables a rule may be over.
        read_then: checks the `then` of each rule for whoever acts on it, noting faults with their
            place; without one it may be anything.

    Raises:
        RuleErrors: with every fault of every file; nothing is loaded then.
    """
    errors: list[RuleError] = []
    rules: list[Rule] = []
    for file in sorted(files):
        report = FileReport.of(file, files[file])
        for node in documents(report, empty=say.empty_file()):
            rule = read_rule(report, node, tables, read_then)
            if rule is not None:
                rules.append(rule)
        errors += report.errors
    errors += _clashes(rules)
    if errors:
        raise RuleErrors(errors)
    return RuleBook(rules)


def _clashes(rules: list[Rule]) -> list[RuleError]:
    """Two versions of a rule in force on one day, or under one number."""
    errors = []
    in_order = sorted(rules, key=lambda r: (r.id, r.starts, r.version, r.file, r.line))
    for one, other in combinations(in_order, 2):
        if one.id != other.id:
            continue
        place = f"{one.file}:{one.line}"
        if one.version == other.version:
            message = say.version_repeated(other.id, other.version, place)
            errors.append(_at_rule(other, message))
        if one.ends is None or other.starts <= one.ends:
            day: date = other.starts
            errors.append(_at_rule(other, say.versions_overlap(other.id, place, day.isoformat())))
    return errors


def _at_rule(rule: Rule, message: Message) -> RuleError:
    return RuleError(rule.file, rule.line, 1, message.what, message.remedy, message.code)
