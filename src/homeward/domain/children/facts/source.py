"""What an app publishes of a child: raw rows that the database gives, and documented columns over them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homeward.engines.rules import Fact, FactTable, FactType

if TYPE_CHECKING:
    from datetime import date

    import pyarrow as pa

    from homeward.domain.children.facts.rows import Chosen

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One fact and the DuckDB expression that computes it from the raw row, the stems and `today`."""

    fact: Fact
    sql: str


@dataclass(frozen=True, slots=True)
class FactSource:
    """The facts of one app.

    Attributes:
        raw: (column, DuckDB type) of a raw row, `child_id` first; dates travel as ISO text, yes and no
            as 1 and 0.
        select: the raw rows of chosen children for a day, one a child, by id.
        columns: the facts; rules compare nothing else.
        stems: expressions that several columns read, computed once below them.
    """

    name: str
    raw: tuple[tuple[str, str], ...]
    select: "Callable[[Chosen, date], list[Row]]"
    columns: tuple[Column, ...]
    stems: Mapping[str, str] = field(default_factory=dict)

    def table(self) -> FactTable:
        """The documented columns with the child's id before them."""
        child = Fact(
            "child_id", FactType.TEXT, "", {"zh": "儿童编号", "en": "child id"}, "Homeward"
        )
        return FactTable(f"{self.name}_facts", (child, *(column.fact for column in self.columns)))

    def query(self, names: Sequence[str], rows: str) -> str:
        """A SELECT of facts by name over `rows`, a FROM item that has the raw columns and `today`."""
        known = {column.fact.name: column.sql for column in self.columns}
        chosen = ", ".join(f"({known.get(name, name)}) AS {name}" for name in names)
        stems = "".join(f", {sql} AS {name}" for name, sql in self.stems.items())
        return f"SELECT {chosen} FROM (SELECT *{stems} FROM ({rows}) AS source) AS stemmed"

    def to_arrow(self, rows: Sequence[Row]) -> "pa.Table":
        """Raw rows as an Arrow table."""
        import pyarrow as pa

        kinds = {
            "VARCHAR": pa.string(), "INTEGER": pa.int8(), "BIGINT": pa.int64(), "DOUBLE": pa.float64()
        }  # fmt: skip
        columns = list(zip(*rows, strict=True)) or [()] * len(self.raw)
        return pa.table(
            {
                name: pa.array(column, kinds[kind])
                for (name, kind), column in zip(self.raw, columns, strict=True)
            }
        )
