"""Raw rows to facts to findings, on one small DuckDB inside the process."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from homeward.domain.children.facts.columns import CHILD_FACTS, SOURCE
from homeward.domain.children.facts.single import cursor, day, one_of
from homeward.domain.children.facts.source import Row
from homeward.engines.rules import (
    Evaluator,
    Explanation,
    RuleBook,
    Truth,
    load_rules,
    shipped_files,
)

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


@cache
def definitions() -> RuleBook:
    """The shipped definitions of a left-behind child."""
    return load_rules(shipped_files("definitions"), CHILD_FACTS)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule version says of one child; `read` is the JSON of the values it read."""

    child_id: UUID
    rule: str
    version: int
    truth: str
    conditions: str
    missing: str
    read: str


def facts_of(rows: Sequence[Row], as_of: date) -> "duckdb.DuckDBPyRelation":
    """The documented columns for raw rows, one row a child, not yet computed."""
    sql = SOURCE.query(CHILD_FACTS.names, f"SELECT *, {day(as_of)} AS today FROM child_rows")
    found = cursor().from_arrow(SOURCE.to_arrow(rows)).query("child_rows", sql)
    assert found is not None  # a SELECT always gives a relation
    return found


def facts_of_one(row: Row, as_of: date, names: tuple[str, ...] | None = None) -> dict[str, Any]:
    """The documented columns (or those named) for one raw row; planned once a thread."""
    return one_of(SOURCE, row, as_of, names or CHILD_FACTS.names)


@lru_cache(maxsize=8)
def evaluator(on: date, threads: int | None = None) -> Evaluator:
    """The definitions in force on a day, compiled. One child needs one thread, a register all."""
    return Evaluator(definitions().in_force(on), CHILD_FACTS, threads=threads)


FEW = 20  # up to so many children, one prepared statement each is cheaper than planning a scan


def findings(rows: Sequence[Row], as_of: date) -> Iterator[Finding]:
    """What each definition in force says of each child, explained."""
    if len(rows) <= FEW:
        for row in rows:
            yield from _of_one(row, as_of)
        return
    columns = finding_table(rows, as_of).to_pydict()
    for child, *said in zip(*columns.values(), strict=True):
        yield Finding(UUID(child), *said)


def finding_table(rows: Sequence[Row], as_of: date) -> "pa.Table":
    """The same for many children, as columns named as in `Finding`; ids are texts. Definition after
    definition, the children in the order given."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = evaluator(as_of).evaluate(facts_of(rows, as_of), explain=True)
    columns = {name: found.column(name) for name in found.column_names}
    for name in ("rule", "truth"):
        columns[name] = columns[name].cast(pa.string())
    columns["missing"] = pc.binary_join(columns["missing"], ",")
    return pa.table(columns)


def _of_one(row: Row, as_of: date) -> Iterator[Finding]:
    child_id = UUID(row[0])
    for said in explain(row, as_of):
        read: dict[str, Any] = {}
        for condition in said.conditions:
            read.update(condition.read)
        letters = "".join(LETTER[condition.truth] for condition in said.conditions)
        text = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
        yield Finding(
            child_id,
            said.rule,
            said.version,
            str(said.truth),
            letters,
            ",".join(said.missing),
            text,
        )


LETTER = {Truth.TRUE: "T", Truth.FALSE: "F", Truth.UNKNOWN: "U"}


def explain(row: Row, as_of: date) -> tuple[Explanation, ...]:
    """What each definition in force says of one child, condition by condition."""
    facts = facts_of_one(row, as_of, _read(as_of))
    return _explained(as_of, tuple(facts.items()))


@lru_cache(maxsize=8)
def _read(on: date) -> tuple[str, ...]:
    """The facts that the definitions in force on a day compare."""
    rules = evaluator(on, 1).rules
    return tuple(sorted({fact for rule in rules for part in rule.when for fact in part.facts}))


@lru_cache(maxsize=4096)
def _explained(on: date, facts: tuple[tuple[str, Any], ...]) -> tuple[Explanation, ...]:
    """Equal facts have equal explanations, and a register is full of equal facts."""
    return evaluator(on, 1).explain(dict(facts))
