"""Writing many rows at once: COPY on PostgreSQL, one prepared INSERT on SQLite."""

from homeward.foundation.bulk.conveyor import Conveyor, Rows
from homeward.foundation.bulk.memory import in_one_go
from homeward.foundation.bulk.rows import insert, insert_columns
from homeward.foundation.bulk.table import AT_ONCE
from homeward.foundation.bulk.together import insert_together

__all__ = [
    "AT_ONCE", "Conveyor", "Rows", "in_one_go", "insert", "insert_columns", "insert_together",
]  # fmt: skip
