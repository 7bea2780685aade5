"""Somebody opens the SQLite file with another tool: reading is possible, writing is not."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("county"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a file is what SQLite has"),
]


@pytest.fixture
def other_tool(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The house's file as a shell or an office program sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name IN ('places_place')")
        statements = [sql for (sql,) in cursor.fetchall() if sql]
    tool = sqlite3.connect(tmp_path / "homeward.sqlite3")
    for sql in sorted(statements, key=lambda sql: sql.startswith("CREATE TRIGGER")):
        tool.execute(sql)
    tool.commit()
    yield tool
    tool.close()


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO places_place (code, name, level, parent) VALUES ('1', 'x', 12, '')",
        "REPLACE INTO places_place (code, name, level, parent) VALUES ('1', 'x', 12, '')",
    ],
)
def test_another_tool_cannot_write(other_tool: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such function: homeward_command"):
        other_tool.execute(sql)


def test_another_tool_can_read(other_tool: sqlite3.Connection) -> None:
    assert other_tool.execute("SELECT count(*) FROM places_place").fetchone() == (0,)
