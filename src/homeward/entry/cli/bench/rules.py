"""Five definitions over a million children, and over one."""

import time
from typing import Any

from homeward.domain.children.facts import CHILD_FACTS, definitions, explain, fetch, one
from homeward.domain.children.models import Child
from homeward.engines.rules import Evaluator, FactType
from homeward.entry.cli.bench.house import load_children, load_map, made_county
from homeward.entry.cli.bench.measured import Measured, percentile
from homeward.foundation import clock

WANT_S, WANT_ONE_MS = 2, 5
TIMES, ONES = 5, 200
REGISTER = 500
_OF_TEN_UNKNOWN = 0.1
_LARGEST = {"age_years": 18, "days_since_first_away": 2_000}


def measure(size: int) -> Measured:
    """Scan so many synthetic rows of facts; then one child at a time, with and without database."""
    import duckdb

    connection = duckdb.connect(":memory:")
    connection.execute(f"CREATE TABLE facts AS {_drawn(size)}")
    book = definitions().in_force(clock.today())
    evaluator = Evaluator(book, CHILD_FACTS, connection=connection)
    facts = connection.table("facts")
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        counted = evaluator.counts(facts)
        seconds.append(time.perf_counter() - begun)
    assert counted.num_rows == len(list(book))
    alone = _alone(evaluator, connection)
    begun = time.perf_counter()
    evaluator.evaluate(connection.sql(f"SELECT * FROM facts LIMIT {min(size, 100_000)}"))
    findings = time.perf_counter() - begun
    measured = Measured(
        {
            "rules": len(list(book)),
            "counts_s": round(percentile(seconds, 0.5), 3),
            "rows_per_s": round(size / percentile(seconds, 0.5)),
            "findings_of_100000_s": round(findings, 3),
            "one_child_p50_ms": round(percentile(alone, 0.5) * 1000, 2),
            "one_child_p95_ms": round(percentile(alone, 0.95) * 1000, 2),
            **_from_database(),
        }
    )
    at = WANT_S * max(1, size / 1_000_000)
    measured.at_most("truth and counts of all rows", at, percentile(seconds, 0.5), "s")
    measured.at_most(
        "one child, all definitions", WANT_ONE_MS, percentile(alone, 0.95) * 1000, "ms"
    )
    return measured


def _alone(evaluator: Evaluator, connection: Any) -> list[float]:
    found = connection.sql(f"SELECT * FROM facts LIMIT {ONES}")
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    seconds = []
    for row in [*rows[:5], *rows]:  # the first few plan the statement
        begun = time.perf_counter()
        evaluator.explain(row)
        seconds.append(time.perf_counter() - begun)
    return seconds[5:]


def _from_database() -> dict[str, float]:
    """One child with the facts read and computed, as the child's page does it."""
    load_map(made_county(REGISTER))
    load_children(REGISTER)
    today = clock.today()
    ids = list(Child.objects.values_list("id", flat=True)[:ONES])
    seconds = []
    for child_id in [*ids[:5], *ids]:
        begun = time.perf_counter()
        explain(fetch(one(child_id), today)[0], today)
        seconds.append(time.perf_counter() - begun)
    return {
        "one_child_with_facts_p50_ms": round(percentile(seconds[5:], 0.5) * 1000, 2),
        "one_child_with_facts_p95_ms": round(percentile(seconds[5:], 0.95) * 1000, 2),
    }


def _drawn(size: int) -> str:
    """A SELECT of random facts; a tenth of every fact is not collected."""
    columns = []
    for fact in CHILD_FACTS.columns:
        if fact.name == "child_id":
            columns.append("CAST(range AS VARCHAR) AS child_id")
            continue
        if fact.type == FactType.BOOLEAN:
            drawn = "random() < 0.5"
        elif fact.type == FactType.INTEGER:
            drawn = f"CAST(random() * {_LARGEST.get(fact.name, 60)} AS INTEGER)"
        else:
            values = ", ".join(f"'{value}'" for value in fact.values)
            drawn = f"([{values}])[1 + CAST(floor(random() * {len(fact.values)}) AS INTEGER)]"
        columns.append(f"CASE WHEN random() >= {_OF_TEN_UNKNOWN} THEN {drawn} END AS {fact.name}")
    return f"SELECT {', '.join(columns)} FROM range({size})"
