"""All rules of a set in one SQL statement over the fact table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeward.engines.rules.facts import FactTable, FactType
from homeward.engines.rules.lower import blame, lower

if TYPE_CHECKING:
    from sqlglot import exp

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
        findings: SELECT with one row a row: key, then for rule i `t{i}` (0 true, 1 false,
            2 unknown) and, when explained, `s{i}` letters, `m{i}` missing (names with commas),
            `v{i}` the values read as JSON.
        totals: SELECT with one row a group: per rule the true and the known rows.
        types: the facts read, in order of the table, with their SQL types.
    """

    rules: tuple[Rule, ...]
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A rule on its way into SQL: its conditions lowered, and the columns they are computed in."""

    index: int
    rule: Rule
    trees: tuple[exp.Expr, ...]
    columns: tuple[str, ...]

    @property
    def truth(self) -> str:
        return f'"#t{self.index}"'


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
    parts, tests = _parts(rules)
    columns = [_KEY]
    for part in parts:
        columns += _outcome(part, explained=explained)
    truths = _truths(f"{_quoted(facts.key)} AS {_KEY}", types, parts, tests)
    groups = _truths(f'{_GROUP} AS "#by"', types, parts, tests)
    sums = "".join(
        f", count(*) FILTER (WHERE {part.truth}) AS y{part.index}"
        f", count({part.truth}) AS k{part.index}"
        for part in parts
    )
    return Statement(
        rules=rules,
        key=facts.key,
        explained=explained,
        findings=f"SELECT {', '.join(columns)} FROM ({truths})",
        totals=f'SELECT "#by", count(*) AS n{sums} FROM ({groups})',
        types=types,
    )


def _parts(rules: tuple[Rule, ...]) -> tuple[list[_Part], dict[str, str]]:
    """The rules lowered, and each different condition with the column it is computed in once."""
    tests: dict[str, str] = {}
    parts = []
    for index, rule in enumerate(rules):
        trees = tuple(lower(condition.tree) for condition in rule.when)
        written = [tree.sql(dialect="duckdb") for tree in trees]
        columns = tuple(tests.setdefault(sql, f'"#c{len(tests)}"') for sql in written)
        parts.append(_Part(index, rule, trees, columns))
    return parts, tests


def _truths(first: str, types: dict[str, str], parts: list[_Part], tests: dict[str, str]) -> str:
    """The facts as declared, then every condition, then every rule."""
    facts = [f"CAST({_quoted(name)} AS {kind}) AS {_quoted(name)}" for name, kind in types.items()]
    base = f"SELECT {', '.join([first, *facts])} FROM {_SOURCE}"
    conditions = ["*", *(f"{sql} AS {column}" for sql, column in tests.items())]
    truths = ["*", *(f"({' AND '.join(part.columns)}) AS {part.truth}" for part in parts)]
    return f"SELECT {', '.join(truths)} FROM (SELECT {', '.join(conditions)} FROM ({base}))"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _outcome(part: _Part, *, explained: bool) -> list[str]:
    index, truth = part.index, part.truth
    columns = [
        f"CAST(CASE WHEN {truth} THEN 0 WHEN NOT {truth} THEN 1 ELSE 2 END AS TINYINT) AS t{index}"
    ]
    if explained:
        letters = [
            f"CASE WHEN {column} THEN 'T' WHEN NOT {column} THEN 'F' ELSE 'U' END"
            for column in part.columns
        ]
        values = ", ".join(f"{_quoted(name)} := {_quoted(name)}" for name in part.rule.facts)
        columns += [
            f"{' || '.join(letters)} AS s{index}",
            f"{_missing(part)} AS m{index}",
            f"CAST(to_json(struct_pack({values})) AS VARCHAR) AS v{index}",
        ]
    return columns


def _missing(part: _Part) -> str:
    """The NULL facts that keep the rule unknown, in reading order, with commas; '' when known."""
    ways: dict[str, list[str]] = {name: [] for name in part.rule.facts}
    for tree, column in zip(part.trees, part.columns, strict=True):
        for fact, when in blame(tree).items():
            ways[fact].append(f"({column} IS NULL AND ({when}))")
    items = [
        f"CASE WHEN {_quoted(fact)} IS NULL AND ({' OR '.join(when)}) THEN '{fact}' END"
        for fact, when in ways.items()
        if when
    ]
    if not items:
        return "''"
    return f"CASE WHEN {part.truth} IS NULL THEN concat_ws(',', {', '.join(items)}) ELSE '' END"
