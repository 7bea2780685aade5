"""Runs rules over facts with DuckDB: a register in one scan, one child in about a millisecond."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Self

from homeward.engines.rules.errors import FactsMismatch
from homeward.engines.rules.explanation import Explanation
from homeward.engines.rules.findings import narrow, stack, stack_counts
from homeward.engines.rules.fit import check_relation, check_row, literal
from homeward.engines.rules.statement import Statement, compile_rules
from homeward.engines.rules.truth import TRUTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import duckdb
    import pyarrow as pa

    from homeward.engines.rules.explanation import Value
    from homeward.engines.rules.facts import FactTable
    from homeward.engines.rules.rule import Rule

_VIEW = "homeward_facts"
_FEW = 8
"""Up to so many rows are run one by one: planning a statement costs more than running it."""

_SETTINGS = {
    # Nothing may be fetched at run time, and no statement can reach a file.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "python_enable_replacements": False,
}


class _Local(threading.local):
    """What one thread owns: its cursor, and the statements prepared on it."""

    cursor: duckdb.DuckDBPyConnection | None = None

    def __init__(self) -> None:
        self.prepared: dict[str, str] = {}


class Evaluator:
    """Evaluates rules over one fact table; may be shared between threads.

    Args:
        rules: those evaluated when a call names none (a rule book, or part of one).
        facts: the table they are over.
        connection: a DuckDB connection to work on; without one an in-memory database is made.
        threads: for the database made here; DuckDB's own choice when None.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        facts: FactTable,
        *,
        connection: duckdb.DuckDBPyConnection | None = None,
        threads: int | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self.facts = facts
        self._given = connection
        self._threads = threads
        self._made: duckdb.DuckDBPyConnection | None = None
        self._lock = threading.Lock()
        self._local = _Local()
        self._statements: dict[tuple[tuple[str, ...], bool], Statement] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back the memory of the database made here; a given connection stays open."""
        with self._lock:
            self._local = _Local()
            if self._made is not None:
                self._made.close()
                self._made = None

    def evaluate(
        self,
        table: pa.Table | duckdb.DuckDBPyRelation,
        rules: Iterable[Rule] | None = None,
        *,
        explain: bool = False,
    ) -> pa.Table:
        """What each rule says of each row.

        Args:
            table: the key and the facts the rules read; further columns are left alone.

        Returns:
            One row a rule and row, rule after rule, rows in the order given: the key, `rule`,
            `version`, `truth` (`in`, `out`, `unknown`); with `explain` also `conditions` (such
            as `TFU`), `missing` (facts, a list) and `read` (the values read, as JSON).

        Raises:
            FactsMismatch: the table lacks a fact the rules read, or holds another type.
        """
        statement = self._statement(rules, explain=explain)
        if 0 < getattr(table, "num_rows", 0) <= _FEW:
            return stack(statement, self._row_by_row(statement, table))
        relation = self._relation(table)
        check_relation(statement, relation, (statement.key,))
        return stack(statement, _run(relation, statement.over(_VIEW)))

    def counts(
        self,
        table: pa.Table | duckdb.DuckDBPyRelation,
        rules: Iterable[Rule] | None = None,
        *,
        by: str | None = None,
    ) -> pa.Table:
        """How many rows each rule is true, false and unknown of, in one scan.

        Args:
            by: a column of the table to count by (any, not only a fact).

        Returns:
            One row a rule and group, rule after rule, groups in order (NULL last): the `by`
            column if any, `rule`, `version`, `in`, `out`, `unknown` (int64).

        Raises:
            FactsMismatch: the table lacks a fact the rules read, or holds another type.
        """
        statement = self._statement(rules, explain=False)
        relation = self._relation(table)
        check_relation(statement, relation, (by,) if by is not None else ())
        return stack_counts(statement, _run(relation, statement.counting(_VIEW, by)), by)

    def explain(
        self, row: Mapping[str, Value] | pa.Table, rules: Iterable[Rule] | None = None
    ) -> tuple[Explanation, ...]:
        """Why each rule says what it says of one row: the statement of `evaluate`, prepared.

        Args:
            row: fact name to value (None: not collected), or a table of one row.

        Raises:
            FactsMismatch: the row lacks a fact the rules read, or holds another type.
        """
        statement = self._statement(rules, explain=True)
        facts = _only_row(statement, row) if hasattr(row, "num_rows") else row
        found = self._one_row(statement, facts)
        outcomes = (found[at : at + 4] for at in range(0, len(found), 4))
        return tuple(
            Explanation.of(rule, TRUTHS[code], letters, missing, facts)
            for rule, (code, letters, missing, _) in zip(statement.rules, outcomes, strict=True)
        )

    def _statement(self, rules: Iterable[Rule] | None, *, explain: bool) -> Statement:
        chosen = self.rules if rules is None else tuple(rules)
        key = (tuple(rule.digest for rule in chosen), explain)
        statement = self._statements.get(key)
        if statement is None or statement.rules != chosen:
            statement = compile_rules(chosen, self.facts, explained=explain)
            self._statements[key] = statement
        return statement

    def _row_by_row(self, statement: Statement, table: pa.Table) -> pa.Table:
        if statement.key not in table.column_names:
            raise FactsMismatch((statement.key,))
        names = [name for name in statement.types if name in table.column_names]
        rows = table.select(names).to_pylist()
        found = [self._one_row(statement, row) for row in rows]
        return narrow(statement, table.column(statement.key), found)

    def _one_row(self, statement: Statement, row: Mapping[str, Value]) -> tuple[Any, ...]:
        """The columns of a finding, without the key, of one row."""
        check_row(statement, row)
        values = [literal(row[name], kind) for name, kind in statement.types.items()]
        cursor = self._cursor()
        name = self._prepared(cursor, statement)
        call = f"EXECUTE {name}({', '.join(values)})" if values else f"EXECUTE {name}"
        found = cursor.execute(call).fetchone()
        assert found is not None
        return tuple(found[1:])

    def _prepared(self, cursor: duckdb.DuckDBPyConnection, statement: Statement) -> str:
        """The statement's name on this thread's cursor, where it is planned once."""
        prepared = self._local.prepared
        name = prepared.get(statement.findings)
        if name is None:
            name = f"homeward_{len(prepared)}"
            cursor.execute(f"PREPARE {name} AS {statement.prepared()}")
            prepared[statement.findings] = name
        return name

    def _relation(self, table: pa.Table | duckdb.DuckDBPyRelation) -> Any:
        return self._cursor().from_arrow(table) if hasattr(table, "num_rows") else table

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's cursor: DuckDB connections must not be shared by threads at work."""
        local = self._local
        if local.cursor is None:
            with self._lock:
                base = self._given or self._made or self._open()
                local.cursor = base.cursor()
        return local.cursor

    def _open(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        settings: dict[str, Any] = dict(_SETTINGS)
        if self._threads is not None:
            settings["threads"] = self._threads
        self._made = duckdb.connect(":memory:", config=settings)
        return self._made


def _run(relation: Any, sql: str) -> pa.Table:
    return relation.query(_VIEW, sql).to_arrow_table()


def _only_row(statement: Statement, table: Any) -> Mapping[str, Value]:
    if table.num_rows != 1:
        raise ValueError(f"one row is explained at a time, not {table.num_rows}")
    names = [name for name in statement.types if name in table.column_names]
    return {name: table.column(name)[0].as_py() for name in names}
