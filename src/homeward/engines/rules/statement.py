"""All rules of a set in one SQL statement over the fact table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeward.engines.rules.facts import FactTable, FactType
from homeward.engines.rules.lower import blame, lower

if TYPE_CHECKING:
    from homeward.engines.rules.rule import Rule

SQL_TYPES = {
    FactType.BOOLEAN: "BOOLEAN",
    FactType.INTEGER: "BIGINT",
    FactType.NUMBER: "DOUBLE",
    FactType.TEXT: "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """The compiled form of a set of rules.

    Attributes:
        rules: in the order of the columns.
        reads: the facts read, in order of the table.
        findings: SELECT with one row a row: key, then for rule i `t{i}` (0 true, 1 false,
            2 unknown) and, when explained, `s{i}` letters, `m{i}` missing (names with commas),
            `v{i}` the values read as JSON.
        totals: SELECT with one row a group: per rule the true and the known rows.
        types: SQL type of the key and of each fact read.
    """

    rules: tuple[Rule, ...]
    reads: tuple[str, ...]
    key: str
    explained: bool
    findings: str
    totals: str
    types: dict[str, str]

    def over(self, source: str) -> str:
        """The findings over a view, or a SELECT in parentheses."""
        return self.findings.replace(_SOURCE, source)

    def prepared(self) -> str:
        """The findings of one row without key; parameters are its facts, in order of `types`."""
        facts = [
            f"CAST(${place} AS {kind}) AS {_quoted(name)}"
            for place, (name, kind) in enumerate(self.types.items(), start=1)
        ]
        key = [] if self.key in self.types else [f"NULL AS {_quoted(self.key)}"]
        return self.over(f"(SELECT {', '.join([*key, *facts])})")

    def counting(self, source: str, by: str | None) -> str:
        """The totals over a source, by one of its columns or all together."""
        group = _quoted(by) if by is not None else "0"
        tail = ' GROUP BY "#by" ORDER BY "#by" NULLS LAST'
        return self.totals.replace(_SOURCE, source).replace(_GROUP, group) + tail


_SOURCE = "\x00source\x00"
_KEY = '"#key"'
_GROUP = "\x00group\x00"


def compile_rules(rules: tuple[Rule, ...], facts: FactTable, *, explained: bool) -> Statement:
    """Write the statement for a set of rules over one fact table.

    Raises:
        ValueError: a rule is over another table.
    """
    strays = sorted(rule.id for rule in rules if rule.over != facts.name)
    if strays:
        raise ValueError(f"not over {facts.name}: {', '.join(strays)}")
    read = {name for rule in rules for name in rule.facts}
    types = {name: SQL_TYPES[facts[name].type] for name in facts.names if name in read}
    conditions = _conditions(rules)
    columns = [_KEY]
    for index, rule in enumerate(rules):
        columns += _outcome(index, rule, conditions, explained=explained)
    truths = _truths(f"{_quoted(facts.key)} AS {_KEY}", rules, types, conditions)
    groups = _truths(f'{_GROUP} AS "#by"', rules, types, conditions)
    sums = "".join(
        f', count(*) FILTER (WHERE "#t{i}") AS y{i}, count("#t{i}") AS k{i}'
        for i in range(len(rules))
    )
    return Statement(
        rules=rules,
        reads=tuple(types),
        key=facts.key,
        explained=explained,
        findings=f"SELECT {', '.join(columns)} FROM ({truths})",
        totals=f'SELECT "#by", count(*) AS n{sums} FROM ({groups})',
        types=types,
    )


def _truths(
    first: str, rules: tuple[Rule, ...], types: dict[str, str], conditions: dict[str, str]
) -> str:
    """The facts as declared, then every condition, then every rule: each computed once."""
    facts = [f"CAST({_quoted(name)} AS {kind}) AS {_quoted(name)}" for name, kind in types.items()]
    base = f"SELECT {', '.join([first, *facts])} FROM {_SOURCE}"
    tests = ["*", *(f"{sql} AS {name}" for sql, name in conditions.items())]
    truths = ["*"]
    for index, rule in enumerate(rules):
        truths.append(f'({" AND ".join(_names(rule, conditions))}) AS "#t{index}"')
    return f"SELECT {', '.join(truths)} FROM (SELECT {', '.join(tests)} FROM ({base}))"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _conditions(rules: tuple[Rule, ...]) -> dict[str, str]:
    """SQL of each different condition and the column it is computed in, once for all rules."""
    found: dict[str, str] = {}
    for rule in rules:
        for condition in rule.when:
            found.setdefault(lower(condition.tree).sql(dialect="duckdb"), f'"#c{len(found)}"')
    return found


def _names(rule: Rule, conditions: dict[str, str]) -> list[str]:
    return [conditions[lower(condition.tree).sql(dialect="duckdb")] for condition in rule.when]


def _outcome(index: int, rule: Rule, conditions: dict[str, str], *, explained: bool) -> list[str]:
    truth = f'"#t{index}"'
    columns = [
        f"CAST(CASE WHEN {truth} THEN 0 WHEN NOT {truth} THEN 1 ELSE 2 END AS TINYINT) AS t{index}"
    ]
    if explained:
        letters = [
            f"CASE WHEN {name} THEN 'T' WHEN NOT {name} THEN 'F' ELSE 'U' END"
            for name in _names(rule, conditions)
        ]
        values = ", ".join(f"{_quoted(name)} := {_quoted(name)}" for name in rule.facts)
        columns += [
            f"{' || '.join(letters)} AS s{index}",
            f"{_missing(rule, conditions, truth)} AS m{index}",
            f"CAST(to_json(struct_pack({values})) AS VARCHAR) AS v{index}",
        ]
    return columns


def _missing(rule: Rule, conditions: dict[str, str], truth: str) -> str:
    """The NULL facts that keep the rule unknown, in reading order, with commas; '' when known."""
    ways: dict[str, list[str]] = {name: [] for name in rule.facts}
    for condition, name in zip(rule.when, _names(rule, conditions), strict=True):
        for fact, when in blame(lower(condition.tree)).items():
            ways[fact].append(f"({name} IS NULL AND ({when}))")
    items = [
        f"CASE WHEN {_quoted(fact)} IS NULL AND ({' OR '.join(when)}) THEN '{fact}' END"
        for fact, when in ways.items()
        if when
    ]
    if not items:
        return "''"
    return f"CASE WHEN {truth} IS NULL THEN concat_ws(',', {', '.join(items)}) ELSE '' END"
